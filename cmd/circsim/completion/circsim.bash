# bash completion of circsim: source <(circsim completion bash)

_circsim() {
    local line=${COMP_LINE:0:COMP_POINT} words last candidate
    read -ra words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=('')
    last=${words[-1]}
    # Bash completes what stands after the last = or :.
    local done=${last%"${last##*[=:]}"}
    COMPREPLY=()
    while IFS= read -r candidate; do
        if [[ $candidate == :files ]]; then
            compopt -o filenames 2>/dev/null
            while IFS= read -r candidate; do
                COMPREPLY+=("$candidate")
            done < <(compgen -f -- "${last#"$done"}")
            continue
        fi
        [[ $candidate == *= ]] && compopt -o nospace 2>/dev/null
        candidate=${candidate#"$done"}
        COMPREPLY+=("$(printf %q "$candidate")")
    done < <("$1" __complete "${words[@]:1}" 2>/dev/null)
}
complete -F _circsim circsim
