package evaluations

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// Results of the lm-evaluation-harness are JSON objects with the scores of one model on several tasks. They are read as
// a long table, with the standard errors as metrics of their own.

// isHarness reports whether an object holds results of the lm-evaluation-harness.
func isHarness(o *object) bool {
	results, ok := o.get("results").(*object)
	if !ok || len(results.values) == 0 {
		return false
	}
	for _, value := range results.values {
		if _, ok := value.(*object); !ok {
			return false
		}
	}
	return true
}

var (
	pretrained = text.Pattern(`(?:^|,)(?:pretrained|model|path)=([^,]+)`)
	ofStep     = text.Pattern(`(?:^|,)revision=step_?(\d+)(?:,|$)`)
)

// addHarness adds a row for each score of a result.
func (r *records) addHarness(o *object) error {
	config, _ := o.get("config").(*object)
	arguments := cellOf(config.get("model_args"))
	if list, ok := config.get("model_args").(*object); ok { // of later versions
		for i, key := range list.keys {
			arguments += "," + key + "=" + cellOf(list.values[i])
		}
	}
	model := cellOf(o.get("model_name"))
	if m := pretrained().FindStringSubmatch(arguments); m != nil {
		model = m[1]
	}
	fixed := [][2]string{{"model", model}}
	if n, ok := config.get("model_num_parameters").(json.Number); ok {
		fixed = append(fixed, [2]string{"params", n.String()})
	}
	if m := ofStep().FindStringSubmatch(arguments); m != nil {
		fixed = append(fixed, [2]string{"step", m[1]})
	}
	results, samples := o.get("results").(*object), o.get("n-samples")
	for i, task := range results.keys {
		scores := results.values[i].(*object)
		for k, metric := range scores.keys {
			value, ok := scores.values[k].(json.Number)
			if !ok {
				continue // an alias, or an error that is not available
			}
			row := append(fixed, [][2]string{{"task", task}, {"metric", strings.TrimSuffix(metric, ",none")}, {"value", value.String()}}...)
			if of, ok := samples.(*object); ok {
				if n, ok := of.get(task).(*object); ok {
					row = append(row, [2]string{"items", cellOf(n.get("effective"))})
				}
			}
			r.rows = append(r.rows, record{})
			for _, cell := range row {
				if err := r.set(cell[0], cell[1]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// HoldsResults reports whether a folder holds a JSON file, as the lm-evaluation-harness writes one for each model.
func HoldsResults(dir string) bool {
	files, err := jsonFiles(dir)
	return err == nil && len(files) > 0
}

// maxFiles is the number of files of a folder of results.
const maxFiles = 100_000

// jsonFiles lists the JSON files in a folder and below, in the order of their paths.
func jsonFiles(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && strings.EqualFold(filepath.Ext(path), ".json") && entry.Name() != "manifest.json" {
			if files = append(files, path); len(files) > maxFiles {
				return refuse(dir, "more than %d JSON files, expected fewer results", maxFiles)
			}
		}
		return err
	})
	return files, err
}

// openResults reads a folder of results of the lm-evaluation-harness as one table.
func openResults(dir string) (source, error) {
	files, err := jsonFiles(dir)
	if err != nil {
		return nil, err
	}
	all := newRecords()
	var others []string
	for _, path := range files {
		found, err := addResults(all, path)
		if err != nil {
			return nil, err
		}
		if !found {
			others = append(others, path)
		}
	}
	if len(all.rows) == 0 {
		return nil, refuse(dir, "no results of the lm-evaluation-harness among its %s, expected JSON objects with the key results", plural(len(files), "JSON file"))
	}
	in := &input{path: dir, file: io.NopCloser(nil)}
	if len(others) > 0 {
		in.notes = append(in.notes, "no results of the lm-evaluation-harness: "+enumerate(others, 3)+": left out")
	}
	return newRecordFile(in, all), nil
}

// addResults adds the results of a file; false if it holds none.
func addResults(all *records, path string) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, unreadable(path, err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxJSON+1))
	if err != nil {
		return false, unreadable(path, err)
	}
	if len(text) > maxJSON {
		return false, refuse(path, "more than %d MiB of JSON, expected results of the lm-evaluation-harness", maxJSON>>20)
	}
	d := json.NewDecoder(bytes.NewReader(withoutNaN(text)))
	d.UseNumber()
	value, err := jsonValue(d, 0)
	if err != nil {
		return false, refuse(path, "not valid JSON: %v", err)
	}
	o, ok := value.(*object)
	if !ok || !isHarness(o) {
		return false, nil
	}
	return true, all.addHarness(o)
}
