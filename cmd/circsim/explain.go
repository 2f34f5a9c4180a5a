package main

import (
	"slices"
	"strings"

	"github.com/circsim/circsim/analysis"
	"github.com/circsim/circsim/calibration"
	"github.com/circsim/circsim/internal/glossary"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep/summary"
	"github.com/urfave/cli/v2"
)

func explainVerb() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "say what a word of a table or a verdict means",
		UsageText: "circsim explain [WORD...]",
		Description: `WORD is a column, a regime, a verdict, an estimator, a law, a design or a sign of
the tables and summaries, or a key of a scenario, with or without its sections;
without one, the words are listed. docs/glossary.md and docs/keys.md have the same
text.

Examples:

   circsim explain half-rise
   circsim explain not emergent
   circsim explain test_accuracy
   circsim explain training.weight_decay`,
		OnUsageError: onUsageError,
		Action:       explainWords,
	}
}

func explainWords(c *cli.Context) error {
	screen := text.ScreenOf(c.App.Writer)
	if !c.Args().Present() {
		return write(c.App.Writer, []byte(wordList(screen)))
	}
	entries, err := entriesOf(c.Args().Slice())
	if err != nil {
		return err
	}
	p := text.NewPage(screen)
	for i, e := range entries {
		if i > 0 {
			p.Gap()
		}
		p.Line("%s (%s)", strings.Join(e.Words, ", "), e.Section)
		p.Wrap(strings.Fields(e.Meaning), " ")
	}
	return write(c.App.Writer, []byte(p.String()))
}

// entriesOf are the entries of all arguments together as one word, such as not emergent, or else of each.
func entriesOf(arguments []string) ([]glossary.Entry, error) {
	if whole := meanings(strings.Join(arguments, " ")); len(arguments) > 1 && len(whole) > 0 {
		return whole, nil
	}
	var entries []glossary.Entry
	for _, word := range arguments {
		if strings.TrimSpace(word) == "" {
			return nil, text.Refuse("circsim explain: a word is empty, expected one of those that circsim explain lists")
		}
		found := meanings(word)
		if len(found) == 0 {
			whole := strings.Join(arguments, " ")
			return nil, text.Refuse("circsim explain: no word %q%s; circsim explain lists the words", whole, text.Hint(whole, knownWords()))
		}
		entries = append(entries, found...)
	}
	return entries, nil
}

// meanings are what the glossary, the keys of scenarios and the descriptions of columns say of a word.
func meanings(word string) []glossary.Entry {
	found := append(glossary.Of(word), keysNamed(word)...)
	for _, t := range columnTables {
		for _, column := range t.columns {
			if column.Name != snake(word) {
				continue
			}
			meaning := column.Meaning
			if column.Unit != "" {
				meaning += "; unit: " + column.Unit
			}
			if null := "; null: " + column.Null; column.Null != "" && !strings.Contains(meaning, null) {
				meaning += null
			}
			if column.Source != "" {
				meaning += " (" + column.Source + ")"
			}
			same := slices.IndexFunc(found, func(e glossary.Entry) bool { return e.Meaning == meaning })
			if same >= 0 {
				found[same].Section += ", " + t.name
				continue
			}
			found = append(found, glossary.Entry{Section: "column of " + t.name, Words: []string{column.Name}, Meaning: meaning})
		}
	}
	return found
}

// columnTables are the tables whose columns can be explained.
var columnTables = []struct {
	name    string
	columns []output.Column
}{
	{"runs", output.Columns(output.Runs, nil)},
	{"curves", output.Columns(output.Curves, nil)},
	{"circuits", output.Columns(output.Circuits, nil)},
	{output.ThresholdsName, analysis.Columns},
	{output.BoundaryName, summary.BoundaryColumns},
	{calibration.ForecastsName, calibration.ForecastColumns},
}

// knownWords are all words that can be explained.
func knownWords() (words []string) {
	for _, e := range glossary.Entries() {
		words = append(words, e.Words...)
	}
	for _, t := range columnTables {
		for _, column := range t.columns {
			if !slices.Contains(words, column.Name) {
				words = append(words, column.Name)
			}
		}
	}
	for _, k := range scenarios.Keys() {
		words = append(words, k.Path, k.Path[strings.LastIndexByte(k.Path, '.')+1:])
	}
	return words
}

// wordList lists the words by section.
func wordList(screen text.Screen) string {
	p := text.NewPage(screen)
	section := ""
	var words []string
	flush := func() {
		if len(words) > 0 {
			p.Line("%s", section)
			p.Wrap(words, ", ")
		}
		words = nil
	}
	for _, e := range glossary.Entries() {
		if e.Section != section {
			flush()
			section = e.Section
		}
		words = append(words, e.Words[0])
	}
	flush()
	for _, k := range scenarios.Keys() {
		words = append(words, k.Path)
	}
	section = "Keys of scenarios"
	flush()
	for _, t := range columnTables {
		section = "Columns of " + t.name
		for _, column := range t.columns {
			words = append(words, column.Name)
		}
		flush()
	}
	return p.String()
}
