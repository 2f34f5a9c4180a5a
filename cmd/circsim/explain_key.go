package main

import (
	"regexp"
	"strings"

	"github.com/circsim/circsim/internal/glossary"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// keysNamed are the keys of scenarios that a word names: by the key alone, by a path or the end of one, in which the number of a
// circuit may stand, or by the column of the runs table.
func keysNamed(word string) (found []glossary.Entry) {
	for _, k := range scenarios.Keys() {
		if !named(k.Path, word) && !(k.Column != "" && columnPattern(k.Column).MatchString(snake(word))) {
			continue
		}
		about := []string{k.Meaning}
		if k.Unit != "" {
			about = append(about, "Unit: "+k.Unit+".")
		}
		about = append(about, "Default: "+k.Default+".", "Range: "+k.Range+".")
		section := "key of a scenario"
		if k.Column != "" {
			section += ", column " + k.Column + " of runs"
		}
		found = append(found, glossary.Entry{Section: section, Words: []string{k.Path}, Meaning: strings.TrimSpace(strings.Join(about, " "))})
	}
	return found
}

const anyName = "NAME" // of a task, in the path of a key

// named says whether a word is a path or the end of one.
func named(path, word string) bool {
	keys := strings.Split(path, ".")
	var segments []string
	for segment := range strings.SplitSeq(word, ".") {
		if len(segments) == 0 || !numeral().MatchString(segment) {
			segments = append(segments, segment)
		}
	}
	from := len(keys) - len(segments)
	if from < 0 || keys[len(keys)-1] == anyName {
		return false
	}
	for i, segment := range segments {
		task := keys[from+i] == anyName && len(segments) > 1 && segment != ""
		if keys[from+i] != snake(segment) && !task {
			return false
		}
	}
	return true
}

var numeral = text.Pattern(`^[0-9]+$`)

// columnPattern matches the columns of a key, with the name of any task, and with the number of a circuit.
func columnPattern(column string) *regexp.Regexp {
	pattern := strings.ReplaceAll(regexp.QuoteMeta(column), anyName, ".+")
	pattern = strings.NewReplacer("generalization_", "generalization_([0-9]+_)?", "memorization_", "memorization_([0-9]+_)?").Replace(pattern)
	return regexp.MustCompile("^" + pattern + "$")
}

// snake is a word as a key or a column is written.
func snake(word string) string {
	return strings.ToLower(strings.NewReplacer("-", "_", " ", "_").Replace(word))
}
