#compdef circsim
# zsh completion of circsim: source <(circsim completion zsh), after compinit

_circsim() {
    local -a candidates open closed
    local candidate files=0
    candidates=("${(@f)$(${words[1]} __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    for candidate in $candidates; do
        case $candidate in
            (:files) files=1 ;;
            (*=) open+=($candidate) ;;
            (?*) closed+=($candidate) ;;
        esac
    done
    (( $#open )) && compadd -S '' -a open
    (( $#closed )) && compadd -a closed
    (( files )) && _files
}
compdef _circsim circsim
