//go:build unix

package duckdbtest

import (
	"database/sql"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// recipes is the page of recipes.
func recipes(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "recipes.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	commands = regexp.MustCompile(`(?m)^    circsim (.*)$`)
	queries  = regexp.MustCompile("(?s)```sql\n(.*?)```")
)

// The commands of the page make what its queries and its notebook read. Every query gives rows.
func TestRecipes(t *testing.T) {
	if testing.Short() {
		t.Skip("makes two sweeps of grokking")
	}
	c := buildCircsim(t)
	page := recipes(t)
	for _, command := range commands.FindAllStringSubmatch(page, -1) {
		c.start(t, strings.Fields(command[1])...).exits(t, 0)
	}
	db := open(t)
	script, err := os.ReadFile(filepath.Join(c.dir, "study.sql"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(string(script)); err != nil {
		t.Fatal(err)
	}
	all := queries.FindAllStringSubmatch(page, -1)
	if len(all) < 8 {
		t.Fatalf("%d queries", len(all))
	}
	for _, query := range all {
		if rows := countRows(t, db, query[1]); rows == 0 {
			t.Errorf("no rows:\n%s", query[1])
		}
	}
	differs := number(t, db, `SELECT count(*) FROM (SELECT DISTINCT scenario, training_weight_decay FROM settings)
		WHERE scenario = 'grokking' AND training_weight_decay = 1 OR scenario = 'strong' AND training_weight_decay = 3`)
	if differs != 2 {
		t.Errorf("%d of 2 studies have their weight decay", differs)
	}
	checkComments(t, db)
	runNotebook(t, c.dir)
}

func countRows(t *testing.T, db *sql.DB, query string) (n int) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	defer rows.Close()
	for rows.Next() {
		n++
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	return n
}

// checkComments checks that every column of the views has one.
func checkComments(t *testing.T, db *sql.DB) {
	t.Helper()
	for _, view := range []string{"runs", "curves", "circuits", "settings"} {
		all := number(t, db, "SELECT count(*) FROM (DESCRIBE "+view+")")
		said := number(t, db, "SELECT count(*) FROM duckdb_columns() WHERE table_name = ? AND length(comment) > 3", view)
		if all == 0 || said != all {
			t.Errorf("%s: %d of %d columns have comments", view, said, all)
		}
	}
}

// runNotebook runs the notebook's code as a script.
func runNotebook(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "recipes.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	var notebook struct {
		Cells []struct {
			Type   string `json:"cell_type"`
			Source []string
		}
	}
	if err := json.Unmarshal(text, &notebook); err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	for _, cell := range notebook.Cells {
		if cell.Type == "code" {
			script.WriteString(strings.Join(cell.Source, "") + "\n")
		}
	}
	python := pythonWith(t, "pandas")
	if python == "" {
		return
	}
	run := exec.Command(python, "-c", script.String())
	run.Dir = dir
	if out, err := run.CombinedOutput(); err != nil {
		t.Errorf("notebook: %v\n%s", err, out)
	}
}

// pythonWith finds a Python that has a module; empty, and said, if there is none.
func pythonWith(t *testing.T, module string) string {
	t.Helper()
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if path, err := exec.LookPath(name); err == nil && exec.Command(path, "-c", "import "+module).Run() == nil {
			return path
		}
	}
	t.Logf("the notebook is not run: there is no Python with %s", module)
	return ""
}
