package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/urfave/cli/v2"
)

// inOrder puts the flags of a command line before its arguments, since the parser takes everything after the first
// argument for an argument. It refuses unknown verbs and flags.
func inOrder(app *cli.App, args []string) ([]string, error) {
	if len(args) > 1 && args[1] == "help" { // help VERB is VERB --help
		args = append(append([]string{args[0]}, args[2:]...), "--help")
	}
	ordered, name, rest := []string{args[0]}, app.Name, args[1:]
	verbs, flags := app.Commands, []cli.Flag{cli.HelpFlag, cli.VersionFlag}
	for len(verbs) > 0 && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		k := slices.IndexFunc(verbs, func(v *cli.Command) bool { return v.HasName(rest[0]) })
		if k < 0 {
			return nil, text.Refuse("%s: unknown verb %q%s", name, rest[0], text.Hint(rest[0], verbNames(verbs)))
		}
		verb := verbs[k]
		name += " " + verb.Name
		ordered, rest = append(ordered, verb.Name), rest[1:]
		verbs, flags = verb.Subcommands, append([]cli.Flag{cli.HelpFlag}, verb.Flags...)
	}
	front, arguments, err := split(name, flags, rest)
	if err != nil {
		return nil, err
	}
	ordered = append(ordered, front...)
	if len(arguments) > 0 {
		ordered = append(append(ordered, "--"), arguments...)
	}
	return ordered, nil
}

// split separates a verb's flags, each with its value, from its arguments. With --help there are no arguments: the parser
// would take one for the name of a verb.
func split(verb string, flags []cli.Flag, rest []string) (front, arguments []string, err error) {
	helps := false
	defer func() {
		if helps {
			arguments = nil
		}
	}()
	for len(rest) > 0 {
		word := rest[0]
		rest = rest[1:]
		switch {
		case word == "--":
			return front, append(arguments, rest...), nil
		case len(word) < 2 || word[0] != '-':
			arguments = append(arguments, word)
			continue
		}
		front = append(front, word)
		name, value, valued := strings.Cut(strings.TrimLeft(word, "-"), "=")
		k := slices.IndexFunc(flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
		if k < 0 && verb == "circsim sweep" && strings.HasPrefix(name, "seed") {
			if !valued && len(rest) > 0 {
				value = rest[0]
			}
			if n, err := strconv.ParseInt(value, 10, 64); err != nil || n < 1 {
				value = "N"
			}
			return nil, nil, text.Refuse("%s: unknown flag --%s: a sweep makes the seeds 1 to %s of every point, --set sweep.seeds=%s", verb, name, value, value)
		}
		if k < 0 {
			bare, _, _ := strings.Cut(word, "=")
			return nil, nil, text.Refuse("%s: unknown flag %s%s", verb, bare, text.Hint("--"+name, flagNames(flags)))
		}
		helps = helps || flags[k] == cli.HelpFlag
		takes, ok := flags[k].(cli.DocGenerationFlag)
		if !ok || !takes.TakesValue() || valued {
			continue
		}
		if len(rest) == 0 {
			return nil, nil, text.Refuse("%s: flag %s lacks its value, expected %s %s", verb, word, word, valueName(takes))
		}
		front, rest = append(front, rest[0]), rest[1:]
	}
	return front, arguments, nil
}

// valueName is what a flag's usage calls its value, as NAME or FILE.
func valueName(f cli.DocGenerationFlag) string {
	if _, after, found := strings.Cut(f.GetUsage(), "`"); found {
		name, _, _ := strings.Cut(after, "`")
		return name
	}
	return "VALUE"
}

func verbNames(verbs []*cli.Command) []string {
	var names []string
	for _, v := range verbs {
		names = append(names, v.Name)
	}
	return names
}

func flagNames(flags []cli.Flag) []string {
	var names []string
	for _, f := range flags {
		for _, n := range f.Names() {
			names = append(names, strings.Repeat("-", min(len(n), 2))+n)
		}
	}
	return names
}

func noArguments(c *cli.Context) error {
	if c.Args().Present() {
		return text.Refuse("%s: unexpected argument %q", c.Command.HelpName, c.Args().First())
	}
	return nil
}

func oneArgument(c *cli.Context, what string) (string, error) {
	switch c.NArg() {
	case 0:
		return "", text.Refuse("%s: expected the %s", c.Command.HelpName, what)
	case 1:
		return c.Args().First(), nil
	}
	return "", text.Refuse("%s: expected one %s, not %d arguments", c.Command.HelpName, what, c.NArg())
}
