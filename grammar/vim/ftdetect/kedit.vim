autocmd BufNewFile,BufRead *.kedit setfiletype kedit
