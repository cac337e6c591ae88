/// The shells that kedit's command lines are completed in, each with its script.
///
/// A script knows nothing of kedit's commands: it hands over the words that are typed, and shows what
/// comes back (`Completer.answer`).
enum CompletionScript: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  private static let bashText = #"""
    # Completions of kedit for bash; 'kedit help completions' says where they belong.

    _kedit() {
      local program=${COMP_WORDS[0]/#\~/$HOME} words=() index=0 i word glued= line extension
      for ((i = 1; i < ${#COMP_WORDS[@]}; i++)); do
        word=${COMP_WORDS[i]//[\\\"\']/}
        # Bash takes '--format=text' for three words.
        if [[ ${#words[@]} -gt 0 && ( $word == = || $glued ) ]]; then
          words[${#words[@]} - 1]+=$word
        else
          words+=("$word")
        fi
        [[ $word == = ]] && glued=1 || glued=
        ((i == COMP_CWORD)) && index=${#words[@]}
      done
      ((index > 0)) || return 0
      local current=${words[index - 1]} rest
      rest=$current
      [[ $COMP_WORDBREAKS == *=* ]] && rest=${current##*=}
      COMPREPLY=()
      while IFS= read -r line; do
        case $line in
          :folders)
            compopt -o filenames 2> /dev/null
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$rest")
            ;;
          :files)
            compopt -o filenames 2> /dev/null
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$rest")
            ;;
          :files\ *)
            compopt -o filenames 2> /dev/null
            for extension in ${line#:files }; do
              while IFS= read -r word; do
                [[ -d $word ]] || COMPREPLY+=("$word")
              done < <(compgen -f -X "!*.$extension" -- "$rest")
            done
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$rest")
            ;;
          *)
            word=${line%%$'\t'*}
            [[ $word == "$current"* ]] || continue
            COMPREPLY+=("${word:${#current} - ${#rest}}")
            [[ $word == *= ]] && compopt -o nospace 2> /dev/null
            ;;
        esac
      done < <("$program" complete-words "$index" "${words[@]}" 2> /dev/null)
      return 0
    }

    complete -F _kedit kedit

    """#

  private static let zshText = #"""
    #compdef kedit
    # Completions of kedit for zsh; 'kedit help completions' says where they belong.

    _kedit() {
      local line word meaning
      local -a typed lines described bare extensions
      typed=("${(@Q)words[2,-1]}")
      lines=("${(@f)$(${(Q)words[1]/#\~/$HOME} complete-words $((CURRENT - 1)) "${typed[@]}" \
        2> /dev/null)}")
      for line in $lines; do
        case $line in
          :folders|:files*)
            compset -P '--[^=]#='
            if [[ $line == :folders ]]; then
              _files -/
            elif [[ $line == :files ]]; then
              _files
            else
              extensions=(${=line#:files})
              _files -g "*.(${(j:|:)extensions})"
            fi
            ;;
          *)
            word=${line%%$'\t'*}
            meaning=${line#*$'\t'}
            if [[ $word == *= ]]; then
              bare+=("$word")
            elif [[ $meaning == $line ]]; then
              described+=("${word//:/\\:}")
            else
              described+=("${word//:/\\:}:$meaning")
            fi
            ;;
        esac
      done
      (( $#bare )) && compadd -S '' -- $bare
      (( $#described )) && _describe -V kedit described
      return 0
    }

    if [[ ${funcstack[1]} == _kedit ]]; then
      _kedit "$@"
    else
      compdef _kedit kedit
    fi

    """#

  private static let fishText = #"""
    # Completions of kedit for fish; 'kedit help completions' says where they belong.

    function __kedit_complete
        set -l before (commandline -opc)
        set -l current (commandline -ct)
        set -l index (count $before)
        set -l words
        test $index -gt 1; and set words $before[2..-1]
        set -l all (commandline -o)
        set -l next (math $index + 1)
        test -n "$current"; and set next (math $next + 1)
        set -l rest
        test (count $all) -ge $next; and set rest $all[$next..-1]
        set -l option (string match -r -- '^--[^=]*=' "$current")
        set -l path (string replace -r -- '^--[^=]*=' '' "$current")
        for line in ($before[1] complete-words $index $words "$current" $rest 2>/dev/null)
            switch $line
                case ':folders'
                    printf "$option%s\n" (__fish_complete_directories "$path")
                case ':files'
                    printf "$option%s\n" (__fish_complete_path "$path")
                case ':files *'
                    set -l ends (string split ' ' -- $line)[2..-1]
                    set -l files (__fish_complete_path "$path" \
                        | string match -r -- '.*(?:/|\.(?:'(string join '|' $ends)'))(?:\t.*)?$')
                    set -q files[1]; and printf "$option%s\n" $files
                case '*'
                    printf '%s\n' $line
            end
        end
    end

    complete -c kedit -f -a '(__kedit_complete)'

    """#
}
