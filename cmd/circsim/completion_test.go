package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/scenarios"
	"pgregory.net/rapid"
)

// completers print what a shell offers for a command line, one candidate a line.
var completers = map[string]func(line string) *exec.Cmd{
	"bash": func(line string) *exec.Cmd {
		return exec.Command("bash", "-c", `source <(circsim completion bash)
COMP_LINE=$1 COMP_POINT=${#1}
_circsim circsim
printf '%s\n' "${COMPREPLY[@]}"`, "bash", line)
	},
	"fish": func(line string) *exec.Cmd {
		return exec.Command("fish", "--no-config", "-c", `circsim completion fish | source
complete -C $argv[1]`, line)
	},
	// zsh completes only where it edits a line: the script types it, and lists what is inserted.
	"zsh": func(line string) *exec.Cmd {
		return exec.Command("zsh", "-f", "-c", `zmodload zsh/zpty
zpty z "TERM=dumb PS1= zsh -f -i"
zpty -w z 'autoload -U compinit; compinit -u -D; source <(circsim completion zsh); unsetopt zle_bracketed_paste beep'
zpty -w z 'compadd() { builtin compadd "$@"; local -a found; builtin compadd -O found "$@"; print -rl -- "<"${^found}">" >> '"$2"'; }'
zpty -w z 'setopt no_list_beep; print ready > '"$2"'.ready'
while [[ ! -e $2.ready ]]; do sleep 0.05; done
zpty -w -n z "$1"$'\t'
for i in {1..100}; do [[ -e $2 ]] && break; sleep 0.05; done
sleep 0.2
zpty -d z
[[ -e $2 ]] && sed -n 's/^<\(.*\)>$/\1/p' $2`, "zsh", line, filepath.Join(os.TempDir(), "none"))
	},
}

// Each shell offers what fits, and nothing else.
func TestShellsComplete(t *testing.T) {
	for shell, complete := range completers {
		t.Run(shell, func(t *testing.T) {
			if _, err := exec.LookPath(shell); err != nil {
				t.Skipf("no %s here: its completion is not tested", shell)
			}
			dir := t.TempDir()
			for name, content := range map[string]string{"mine.yaml": "", "evals.csv": "model,size_b,score\n"} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for line, want := range map[string]string{
				"circsim sen":                                "sensitivity",
				"circsim scenario v":                         "validate",
				"circsim sweep --dr":                         "--dry-run",
				"circsim run heads":                          "heads",
				"circsim sweep mi":                           "michaud mine.yaml mirage",
				"circsim run grokking --set training.we":     "training.weight_decay=",
				"circsim sensitivity results --of test_accu": "test_accuracy test_accuracy_without_function_vector_heads test_accuracy_without_generalization test_accuracy_without_induction_heads test_accuracy_without_memorization test_accuracy_without_random_heads",
				"circsim analyze evals.csv --column flo":     "flops=",
				"circsim completion f":                       "fish",
			} {
				cmd := complete(line)
				cmd.Dir = dir
				if shell == "zsh" {
					cmd.Args[len(cmd.Args)-1] = filepath.Join(t.TempDir(), "offered")
				}
				out, err := cmd.CombinedOutput()
				var got []string
				for candidate := range strings.FieldsSeq(string(out)) {
					got = append(got, candidate)
				}
				slices.Sort(got)
				if err != nil || strings.Join(slices.Compact(got), " ") != want {
					t.Errorf("%s: %v %q, expected %s", line, err, got, want)
				}
			}
		})
	}
}

// What bash replaces begins after the last = or :, which it takes for ends of words.
func TestBashCompletesAfterEquals(t *testing.T) {
	for line, want := range map[string]string{
		"circsim run grokking --set training.dynamics=s":       "sgd\n",
		"circsim run grokking --set=training.dyn":              "training.dynamics=\n",
		"circsim run grokking --set=training.dynamics=f":       "flow\n",
		"circsim run 'no such scenario' --set training.dynam":  "\n",
		"circsim run grokking --set training.steps=10 --see":   "--seed\n",
		"circsim run --set tasks.addition.label_n":             "tasks.addition.label_noise=\n",
		"circsim run grokking --set tasks.addition.items=5 --": "--help\n--set\n--from\n--seed\n--replace\n--watch\n--json\n",
	} {
		out, err := completers["bash"](line).CombinedOutput()
		if err != nil || string(out) != want {
			t.Errorf("%s: %v %q, expected %q", line, err, out, want)
		}
	}
}

// Every path that is offered can be set: nothing that is offered is unknown.
func TestOfferedPathsExist(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(scenarios.List()).Draw(t, "scenario")
		line := typed{verb: "run", arguments: []string{name}}
		path := rapid.SampledFrom(line.settings()).Draw(t, "path")
		_, _, err := scenarios.OpenOne(name, []string{path + "~"})
		if err == nil || !strings.Contains(err.Error(), "has no value, expected") {
			t.Errorf("--set %s~: %v", path, err)
		}
	})
}
