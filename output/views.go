package output

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Views returns SQL that makes DuckDB views over the Parquet files of studies: runs, curves, circuits and settings, with
// a comment on every column. The studies' tables are joined by the names of their columns. Paths are absolute, so that
// the script works from any folder. dirs are scenarios' folders; the error says that one cannot be read, or that none
// holds runs.
func Views(dirs []string) (string, error) {
	all, err := readStudies(dirs)
	if err != nil {
		return "", err
	}
	var sql strings.Builder
	sql.WriteString("-- DuckDB views of circsim's tables, made by circsim export.\n-- They read the Parquet files where they are: make them again if the files move.\n")
	for _, t := range []Table{Runs, Curves, Circuits} {
		var globs []string
		for _, s := range all {
			if s.has(t) {
				globs = append(globs, literal(filepath.ToSlash(filepath.Join(s.path, string(t), "part-*.parquet"))))
			}
		}
		if len(globs) == 0 {
			fmt.Fprintf(&sql, "\n-- There are no %s.\n", t)
			continue
		}
		fmt.Fprintf(&sql, "\nCREATE OR REPLACE VIEW %s AS SELECT * FROM read_parquet([\n    %s\n], union_by_name = true);\n", t, strings.Join(globs, ",\n    "))
		all.comment(&sql, string(t), all.columns(t))
		if t == Runs {
			all.settings(&sql)
		}
	}
	return sql.String(), nil
}

// settings makes the view of the settings, one row per run.
func (all studies) settings(sql *strings.Builder) {
	results := map[string]bool{}
	for _, c := range Columns(Runs, nil) {
		results[c.Name] = true
	}
	columns := slices.Clone(keyColumns)
	for _, c := range all.columns(Runs) {
		if !results[c.Name] {
			columns = append(columns, c)
		}
	}
	var names []string
	for _, c := range columns {
		names = append(names, identifierOf(c.Name))
	}
	fmt.Fprintf(sql, "\nCREATE OR REPLACE VIEW settings AS SELECT DISTINCT\n    %s\nFROM runs;\n", strings.Join(names, ",\n    "))
	all.comment(sql, "settings", columns)
}

// comment describes the columns of a view.
func (studies) comment(sql *strings.Builder, view string, columns []Column) {
	for _, c := range columns {
		words := c.Meaning
		if c.Unit != "" && !strings.HasPrefix(c.Unit, "as ") {
			words += " [" + c.Unit + "]"
		}
		fmt.Fprintf(sql, "COMMENT ON COLUMN %s.%s IS %s;\n", view, identifierOf(c.Name), literal(words))
	}
}

// literal returns a text as SQL writes it.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// identifierOf returns a name as SQL writes it, whatever words SQL keeps for itself.
func identifierOf(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
