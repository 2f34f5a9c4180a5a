package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/circsim/circsim/output"
	"github.com/cpuguy83/go-md2man/v2/md2man"
	"github.com/urfave/cli/v2"
)

func manVerb() *cli.Command {
	return &cli.Command{
		Name:         "man",
		Usage:        "print the manual page",
		UsageText:    "circsim man",
		Description:  "Examples:\n\n   circsim man | man -l -\n   circsim man > ~/.local/share/man/man1/circsim.1",
		OnUsageError: onUsageError,
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			return write(c.App.Writer, md2man.Render([]byte(manual(newApp(io.Discard, io.Discard)))))
		},
	}
}

// manual is the manual page in Markdown: what --help says of each verb, and what holds for all.
func manual(app *cli.App) string {
	var page strings.Builder
	fmt.Fprintf(&page, "circsim 1 \"\" \"circsim %s\" \"User Commands\"\n=====\n\n", output.Version)
	fmt.Fprintf(&page, "# NAME\n\ncircsim - %s\n\n# SYNOPSIS\n\n%s\n# DESCRIPTION\n\n%s\n", app.Usage, verbatim(app.UsageText), paragraphs(app.Description))
	page.WriteString("# VERBS\n\nFlags may stand before or after the arguments.\n\n")
	for _, verb := range app.Commands {
		if len(verb.Subcommands) == 0 {
			manualOf(&page, verb, verb.Name)
		}
		for _, below := range verb.Subcommands {
			manualOf(&page, below, verb.Name+" "+below.Name)
		}
	}
	page.WriteString(manualEnd)
	return page.String()
}

func manualOf(page *strings.Builder, verb *cli.Command, name string) {
	fmt.Fprintf(page, "### %s\n\n%s.\n\n%s\n%s\n", name, capitalized(verb.Usage), verbatim(verb.UsageText), paragraphs(verb.Description))
	for _, flag := range verb.Flags {
		names, meaning, _ := strings.Cut(flag.String(), "\t")
		fmt.Fprintf(page, "**%s**\n: %s\n\n", strings.TrimSpace(names), escaped(meaning))
	}
}

const manualEnd = `# ENVIRONMENT

**NO_COLOR**
: if it is set and not empty, no colours are printed. They never are unless to a terminal.

# EXIT STATUS

**0**
: done

**1**
: a run failed, or something could not be written

**2**
: the command line or a file is wrong, or a folder holds something else; nothing was simulated for it

**130**
: interrupted; what was finished is kept
`

// paragraphs are those of a help text. Indented lines stand as they are.
func paragraphs(help string) string {
	var page strings.Builder
	for line := range strings.SplitSeq(help, "\n") {
		if indented, found := strings.CutPrefix(line, "   "); found {
			page.WriteString("    " + indented + "\n")
			continue
		}
		page.WriteString(escaped(line) + "\n")
	}
	return page.String()
}

// verbatim are lines that stand as they are.
func verbatim(lines string) string {
	var page strings.Builder
	for line := range strings.SplitSeq(lines, "\n") {
		page.WriteString("    " + strings.TrimSpace(line) + "\n")
	}
	return page.String()
}

// escaped keeps signs from being read as Markdown.
func escaped(words string) string {
	return strings.NewReplacer("<", `\<`, ">", `\>`, "_", `\_`, "*", `\*`, "[", `\[`).Replace(words)
}

func capitalized(words string) string { return strings.ToUpper(words[:1]) + words[1:] }
