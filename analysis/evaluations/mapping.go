package evaluations

import (
	"os"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// Mapping says what the columns of a table of real models mean. The zero Mapping leaves that to the columns' names.
// A mapping file is YAML; all keys are optional:
//
//	columns: {params: Model Size, flops: Training FLOP}   # columns by role
//	scores: [acc_mmlu, "acc_bigbench_*"]                  # columns of scores; * stands for any letters
//	condition: [shot]                                     # columns of words that tell rows apart
//	axes: [train_items]                                   # columns of varied numbers without a role
//	task: addition                                        # the task, if no column names it
//	sizes: {pythia-70m: 70e6}                             # params by model, if no column has them
//	chance: {acc_mmlu: 0.25}                              # chance level, by task, metric or score column
//	items: {acc_mmlu: 14042}                              # items of the test set, likewise
//	lower_is_better: [ppl]                                # metrics or score columns
//	units: {params: 1e6}                                  # factor of a role, axis, metric or score column
//	drop: {lowest_tokens_per_param: 5}                    # number of rows left out
//
// Each column that the key scores names is a task of its own, unless a column or the key task names the task.
type Mapping struct {
	columns                        []entry
	scores, condition, axes, lower []word
	task                           word
	sizes, chance, items, units    []amount
	lowestTokensPerParam           amount
	chances                        *float64 // chance level of shares that chance does not name; nil: as the table says

	file  string   // the mapping file, if any
	flags []string // of --column
}

// entry is a column and its role.
type entry struct {
	role   role
	column word
}

// word is a text of the mapping and where it is written.
type word struct {
	text string
	at   place
}

// fits reports whether the text is a name, or a pattern that matches it.
func (w word) fits(name string) bool { return w.text == name || matches(w.text, name) }

// amount is a number of the mapping and what it is of: a model, task, metric, role or column.
type amount struct {
	name  string
	value float64
	at    place
}

// ReadMapping reads a mapping file. The error is of type scenarios.Errors.
func ReadMapping(path string) (Mapping, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Mapping{}, unreadable(path, err)
	}
	m, err := ParseMapping(path, text)
	m.file = path
	return m, err
}

// Set applies ROLE=COLUMN from the command line. It overrides the file's column of the role; score=, condition= and
// axis= add to the file's lists instead. The error is a *scenarios.Error that begins with the flag in quotes.
func (m *Mapping) Set(flag string) error {
	at := place{file: text.Quote(flag)}
	name, column, ok := strings.Cut(flag, "=")
	if !ok || column == "" {
		return at.fault("expected ROLE=COLUMN, such as params=Size")
	}
	m.flags = append(m.flags, flag)
	w := word{column, place{file: "--column " + text.Quote(flag)}}
	switch role := role(name); {
	case name == "condition":
		m.condition = append(m.condition, w)
	case name == "axis":
		m.axes = append(m.axes, w)
	case role == roleScore:
		m.scores = append(m.scores, w)
	case !slices.Contains(roles, role):
		return at.fault("unknown role %s%s", text.Quote(name), text.Hint(name, ColumnRoles()))
	default:
		for i, c := range m.columns {
			if c.role != role {
				continue
			}
			if c.column.at.line == 0 {
				return at.fault("%s is given twice, first as %s", role, text.Quote(c.column.text))
			}
			m.columns[i].column = w
			return nil
		}
		m.columns = append(m.columns, entry{role, w})
	}
	return nil
}

// SetChance sets the chance level of all scores that are shares of right answers, before that of a column and after those that
// the file has by name. The error says which levels there are.
func (m *Mapping) SetChance(level float64) error {
	if !(level >= 0 && level < 1) {
		return text.Refuse("--chance is %v, expected a share from 0 to below 1", level)
	}
	m.chances = &level
	return nil
}

// amountOf returns the amount of a name: that of the name itself, or else of the first pattern that matches it.
func amountOf(list []amount, name string) (float64, bool) {
	for _, a := range list {
		if a.name == name {
			return a.value, true
		}
	}
	for _, a := range list {
		if strings.Contains(a.name, "*") && matches(a.name, name) {
			return a.value, true
		}
	}
	return 0, false
}
