package evaluations

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// Mapping says which column of a foreign table is what. The zero Mapping leaves it to the
// columns' names. As a file it is YAML, every key of it optional:
//
//	columns: {params: Model Size, flops: Training FLOP}   # roles and their columns
//	scores: [acc_mmlu, "acc_bigbench_*"]                  # * stands for any letters
//	condition: [shot]                                     # columns that tell lines apart
//	axes: [train_items]                                   # columns that are scales besides the roles
//	task: addition                                        # the task, where no column names it
//	sizes: {pythia-70m: 70e6}                             # params by model, where no column has them
//	chance: {acc_mmlu: 0.25}                              # by task or score column
//	items: {acc_mmlu: 14042}                              # size of the test set, likewise
//	lower_is_better: [ppl]                                # metrics or score columns
//	units: {params: 1e6}                                  # factor of a role, score column, axis or metric
//	drop: {lowest_tokens_per_param: 5}                    # rows left out
//
// In a table without a column of tasks each column that the key scores names is a task of its own, unless the
// key task names the one that they are metrics of.
type Mapping struct {
	columns                        []entry
	scores, condition, axes, lower []word
	task                           word
	sizes, chance, items, units    []amount
	lowestTokensPerParam           amount
}

// place is where a part of a mapping is written: in a file, or in a flag, which has no lines.
type place struct {
	file         string
	line, column int
}

func (p place) fault(format string, args ...any) *scenarios.Error {
	return &scenarios.Error{File: p.file, Line: p.line, Column: p.column, Msg: fmt.Sprintf(format, args...)}
}

type entry struct {
	role   Role
	column word
}

type word struct {
	text string
	at   place
}

type amount struct {
	name  string
	value float64
	at    place
}

// ReadMapping reads a mapping file. The error is of type scenarios.Errors where the file is at fault.
func ReadMapping(path string) (Mapping, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Mapping{}, unreadable(path, err)
	}
	return ParseMapping(path, text)
}

// unreadable blames the path for a file that cannot be opened.
func unreadable(path string, err error) error {
	var where *fs.PathError
	if errors.As(err, &where) {
		err = where.Err
	}
	return scenarios.Errors{place{file: path}.fault("%v", err)}
}

// Set takes a ROLE=COLUMN of the command line, which goes before what the file says. Besides the roles it
// takes score=, condition= and axis=, which add to the mapping's lists. The error is a *scenarios.Error that
// begins with the flag in quotes.
func (m *Mapping) Set(flag string) error {
	at := place{file: text.Quote(flag)}
	name, column, ok := strings.Cut(flag, "=")
	if !ok || column == "" {
		return at.fault("expected ROLE=COLUMN, such as params=Size")
	}
	w := word{column, place{file: "--column " + text.Quote(flag)}}
	switch role := Role(name); {
	case name == "condition":
		m.condition = append(m.condition, w)
	case name == "axis":
		m.axes = append(m.axes, w)
	case role == RoleScore:
		m.scores = append(m.scores, w)
	case !slices.Contains(Roles(), role):
		return at.fault("unknown role %s%s", text.Quote(name), text.Hint(name, append(roleNames(), "condition", "axis")))
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
