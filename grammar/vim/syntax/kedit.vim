" The colours of kedit files: video edits, written down.

if exists('b:current_syntax')
  finish
endif

syntax case match
syntax iskeyword @,48-57,_,-

" The last that begins at a place wins; keywords win over all but what must follow.
syntax match keditError /[^ \t\r]/
syntax match keditName /\h[0-9A-Za-z_-]*/
syntax match keditOperator /[=,()]/
syntax match keditError /[+-]\?\.\?\d[0-9A-Za-z_.-]*/
syntax match keditNumber /\d\+\(\.\d\+\)\?\([eE][+-]\?\d\+\)\?\(%\|\(px\|ms\|s\)\?[0-9A-Za-z_.-]\@!\)/ contains=keditUnit
syntax match keditUnit /%\|px\|ms\|s/ contained
syntax match keditPlaceholder /{\h[0-9A-Za-z_-]*}/

syntax keyword keditVerb then remove swap add
syntax keyword keditStatement kedit include video image template set
syntax keyword keditClause in at onto as save id for from and point points

" Behind these a word means something else than elsewhere; comments may stand between.
syntax keyword keditStatement param skipwhite skipempty nextgroup=keditParameter,keditParameterComment
syntax match keditParameter /\h[0-9A-Za-z_-]*/ contained
syntax match keditParameterComment /#.*/ contained skipwhite skipempty nextgroup=keditParameter,keditParameterComment

syntax keyword keditOption mode duration language prompt negative callback watermark preview model skipwhite skipempty nextgroup=keditValue,keditValueComment
syntax match keditValue /\(std\|pro\|auto\|en\|zh\|on\|off\|none\)[0-9A-Za-z_-]\@!/ contained
syntax match keditValueComment /#.*/ contained skipwhite skipempty nextgroup=keditValue,keditValueComment

syntax keyword keditClause frame skipwhite skipempty nextgroup=keditFrame,keditFrameComment
syntax match keditFrame /\(first\|last\)[0-9A-Za-z_-]\@!/ contained
syntax match keditFrameComment /#.*/ contained skipwhite skipempty nextgroup=keditFrame,keditFrameComment

syntax match keditComment /#.*/ contains=@Spell

" A text ends on its line; a quote that no other closes is marked.
syntax match keditTextError /\\.\?\|[{}]/ contained
syntax match keditEscape /\\\(["\\nt{}]\|u{\x\{1,8}}\)/ contained
syntax match keditTextPlaceholder /{\h[0-9A-Za-z_-]*}/ contained
syntax cluster keditInText contains=keditEscape,keditTextPlaceholder,keditTextError,@Spell
syntax match keditUnclosed /"/ contained
syntax match keditUnclosedText /"\([^"\\]\|\\.\)*\\\?$/ contains=keditUnclosed,@keditInText
syntax region keditText start=/"/ skip=/\\./ end=/"/ oneline keepend contains=@keditInText
syntax region keditText start=/"""/ skip=/\\./ end=/"""/ keepend contains=@keditInText

syntax sync fromstart

highlight default link keditComment Comment
highlight default link keditParameterComment keditComment
highlight default link keditValueComment keditComment
highlight default link keditFrameComment keditComment
highlight default link keditVerb Statement
highlight default link keditStatement PreProc
highlight default link keditClause Keyword
highlight default link keditOption Type
highlight default link keditValue Constant
highlight default link keditFrame keditValue
highlight default link keditName Identifier
highlight default link keditParameter Special
highlight default link keditPlaceholder Special
highlight default link keditTextPlaceholder keditPlaceholder
highlight default link keditNumber Number
highlight default link keditUnit Number
highlight default link keditOperator Operator
highlight default link keditText String
highlight default link keditUnclosedText keditText
highlight default link keditEscape SpecialChar
highlight default link keditError Error
highlight default link keditTextError keditError
highlight default link keditUnclosed keditError

let b:current_syntax = 'kedit'
