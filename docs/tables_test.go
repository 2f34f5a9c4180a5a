package docs_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/circsim/circsim/output"
)

var update = flag.Bool("update", false, "write the tables of docs/tables.md anew")

// block is a generated table of the page, which names the tables that have its columns, and no others.
var block = regexp.MustCompile(`(?s)(<!-- columns: ([a-z, ]+) -->\n).*?(<!-- end -->)`)

// The page's tables of columns are what the program says of its columns, and lack none.
func TestTablesPageIsGenerated(t *testing.T) {
	columns, names := columnsByTables()
	const path = "tables.md"
	there, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	current := block.ReplaceAllStringFunc(string(there), func(text string) string {
		m := block.FindStringSubmatch(text)
		rows := "| column | type | unit | meaning | null | source |\n|---|---|---|---|---|---|\n"
		for _, c := range columns[m[2]] {
			rows += rowOf(c)
		}
		delete(columns, m[2])
		return m[1] + rows + m[3]
	})
	for _, name := range names {
		for _, c := range columns[name] {
			t.Errorf("column %s of %s has no place on the page", c.Name, name)
		}
	}
	if *update {
		if err := output.WriteFile(path, []byte(current)); err != nil {
			t.Fatal(err)
		}
		return
	}
	if current != string(there) {
		t.Errorf("%s is not current: go test ./docs -run Tables -update", path)
	}
}

// columnsByTables groups the columns by the tables that have them, in the order of the files.
func columnsByTables() (columns map[string][]output.Column, names []string) {
	columns = map[string][]output.Column{}
	tables := []output.Table{output.Runs, output.Curves, output.Circuits}
	seen := map[string]bool{}
	for _, table := range tables {
		for _, c := range output.Columns(table, nil) {
			if seen[c.Name] {
				continue
			}
			seen[c.Name] = true
			var having []string
			for _, other := range tables {
				if slices.ContainsFunc(output.Columns(other, nil), func(o output.Column) bool { return o.Name == c.Name }) {
					having = append(having, string(other))
				}
			}
			name := strings.Join(having, ", ")
			if columns[name] == nil {
				names = append(names, name)
			}
			columns[name] = append(columns[name], c)
		}
	}
	return columns, names
}

func rowOf(c output.Column) string {
	null := c.Null
	switch {
	case !c.Nullable:
		null = "not null"
	case null == "":
		null = "—"
	}
	return fmt.Sprintf("| `%s` | %s | %s | %s | %s | %s |\n", c.Name, c.Type, c.Unit, strings.TrimSuffix(c.Meaning, "; null: "+c.Null), null, c.Source)
}
