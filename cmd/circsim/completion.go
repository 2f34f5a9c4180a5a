package main

import (
	"embed"
	"io"
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis/claims"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show"
	"github.com/urfave/cli/v2"
)

// The scripts ask circsim itself what may follow, by completeWord.
//
//go:embed completion/circsim.*
var completionScripts embed.FS

var shells = []string{"bash", "zsh", "fish"}

func completionVerb() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print what makes a shell complete verbs, flags, scenarios, keys and columns",
		UsageText: "circsim completion bash|zsh|fish",
		Description: `For this shell alone, or with the line in ~/.bashrc or ~/.zshrc for every one:

   source <(circsim completion bash)
   source <(circsim completion zsh)         after compinit
   circsim completion fish | source

For fish, for every shell:

   circsim completion fish > ~/.config/fish/completions/circsim.fish`,
		OnUsageError: onUsageError,
		Action:       printCompletion,
	}
}

func printCompletion(c *cli.Context) error {
	shell, err := oneArgument(c, "shell: bash, zsh or fish")
	if err != nil {
		return err
	}
	if !slices.Contains(shells, shell) {
		return text.Refuse("circsim completion: unknown shell %s%s", text.Quote(shell), text.Hint(shell, shells))
	}
	script, err := completionScripts.ReadFile("completion/circsim." + shell)
	if err != nil {
		return err
	}
	return write(c.App.Writer, script)
}

const (
	completeWord = "__complete" // the hidden verb that the scripts call, followed by the words up to the cursor
	orFiles      = ":files"     // stands for the names of files
)

// complete prints what may stand in place of the last of the words after the program's name, one a line.
func complete(app *cli.App, words []string, stdout io.Writer) error {
	if len(words) == 0 {
		return nil
	}
	last := words[len(words)-1]
	var fitting strings.Builder
	for _, candidate := range candidates(app, words[:len(words)-1], last) {
		if candidate == orFiles || strings.HasPrefix(candidate, last) {
			fitting.WriteString(text.Printable(candidate) + "\n")
		}
	}
	return write(stdout, []byte(fitting.String()))
}

// typed is a command line up to the word that is completed.
type typed struct {
	verb      string // with the verb below it, such as scenario new
	arguments []string
	last      string
}

func candidates(app *cli.App, before []string, last string) []string {
	verbs, flags := app.Commands, []cli.Flag{cli.HelpFlag, cli.VersionFlag}
	line := typed{last: last}
	for len(verbs) > 0 {
		if len(before) == 0 {
			if strings.HasPrefix(last, "-") {
				return flagNames(flags)
			}
			return verbNames(verbs)
		}
		k := slices.IndexFunc(verbs, func(v *cli.Command) bool { return v.HasName(before[0]) })
		if k < 0 {
			return nil
		}
		line.verb = strings.TrimSpace(line.verb + " " + verbs[k].Name)
		verbs, flags, before = verbs[k].Subcommands, append([]cli.Flag{cli.HelpFlag}, verbs[k].Flags...), before[1:]
	}
	for i := 0; i < len(before); i++ {
		name, dashed := strings.CutPrefix(strings.TrimPrefix(before[i], "-"), "-")
		switch {
		case !dashed && !strings.HasPrefix(before[i], "-"):
			line.arguments = append(line.arguments, before[i])
		case !takesValue(flags, name):
		case i == len(before)-1:
			return line.values(name)
		default:
			i++
		}
	}
	if name, value, valued := strings.Cut(last, "="); valued && strings.HasPrefix(name, "--") {
		line.last = value
		return prefixed(name+"=", line.values(strings.TrimPrefix(name, "--")))
	}
	if strings.HasPrefix(last, "-") {
		return flagNames(flags)
	}
	return line.names()
}

func takesValue(flags []cli.Flag, name string) bool {
	k := slices.IndexFunc(flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
	if k < 0 {
		return false
	}
	f, ok := flags[k].(cli.DocGenerationFlag)
	return ok && f.TakesValue()
}

// names are those that a verb takes as arguments.
func (line typed) names() []string {
	switch line.verb {
	case "run", "sweep", "explore", "scenario validate":
		return append(scenarios.List(), orFiles)
	case "scenario show":
		return scenarios.List()
	case "reproduce":
		rows, err := claims.Choose(nil)
		if err != nil {
			return nil
		}
		var names []string
		for _, row := range rows {
			names = append(names, row.Name)
		}
		return names
	case "completion":
		return shells
	case "explain":
		return knownWords()
	case "merge", "sensitivity", "analyze", "calibrate", "export", "plot", "report", "status":
		return []string{orFiles}
	}
	return nil
}

// values are those of a flag.
func (line typed) values(flag string) []string {
	switch {
	case flag == "set":
		return line.settings()
	case flag == "from" && line.verb == "scenario new", flag == "scenario":
		return append(scenarios.List(), orFiles)
	case flag == "of":
		return output.QuantityNames()
	case flag == "along":
		return append([]string{"params", "tokens", "flops", "step"}, line.axes()...)
	case flag == "column" && line.verb == "analyze":
		return line.columns()
	case flag == "kind":
		return show.Kinds
	case flag == "theme":
		return []string{"dark", "light"}
	case flag == "o", flag == "mapping", flag == "from", flag == "measured":
		return []string{orFiles}
	}
	return nil
}

// settings are the paths of the scenario on the command line, or the words that the key at a path takes.
func (line typed) settings() []string {
	name := "regimes" // one task, whose name shows where names of tasks stand
	if len(line.arguments) > 0 {
		name = line.arguments[0]
	}
	s, _, err := scenarios.OpenOne(name, nil)
	if err != nil {
		return nil
	}
	if path, _, found := strings.Cut(line.last, "="); found {
		return prefixed(path+"=", s.Words(path))
	}
	paths := s.Paths()
	for i := range paths {
		paths[i] += "="
	}
	return paths
}

// axes are the swept columns of the tables on the command line.
func (line typed) axes() []string {
	var names []string
	for _, folder := range line.arguments {
		below, err := evaluations.Folders(folder)
		if err != nil {
			continue
		}
		for _, dir := range below {
			m, err := output.ReadManifest(dir)
			if err != nil {
				continue
			}
			for _, axis := range m.Axes {
				names = append(names, axis.Path)
			}
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(names)))
}

// columns are roles, or the columns of the files on the command line for a role.
func (line typed) columns() []string {
	role, _, found := strings.Cut(line.last, "=")
	if !found {
		var roles []string
		for _, name := range evaluations.ColumnRoles() {
			roles = append(roles, name+"=")
		}
		return roles
	}
	var names []string
	for _, file := range line.arguments {
		header, err := evaluations.Header(file)
		if err == nil {
			names = append(names, header...)
		}
	}
	return prefixed(role+"=", names)
}

func prefixed(before string, names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = before + name
		if name == orFiles {
			all[i] = name
		}
	}
	return all
}
