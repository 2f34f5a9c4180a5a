# fish completion of circsim: circsim completion fish | source

function __circsim_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    for candidate in ($program __complete $words (commandline -ct) 2>/dev/null)
        if test $candidate = :files
            __fish_complete_path (commandline -ct)
        else
            echo $candidate
        end
    end
end
complete -c circsim -f -a '(__circsim_complete)'
