package output

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/circsim/circsim/internal/text"
	"github.com/parquet-go/parquet-go"
)

// WriteCSV writes the tables of studies to runs.csv, curves.csv and circuits.csv in a folder, and returns the paths. The
// studies' tables are joined by the names of their columns; null is an empty field. Memory does not grow with the
// tables. A file appears when it is complete. Without replace the error is a *text.Refusal if one of them is there
// already. dirs are scenarios' folders.
func WriteCSV(ctx context.Context, into string, dirs []string, replace bool) (paths []string, err error) {
	all, err := readStudies(dirs)
	if err != nil {
		return nil, err
	}
	var wanted []Table
	for _, t := range []Table{Runs, Curves, Circuits} {
		if all.columns(t) == nil {
			continue
		}
		if err := Vacant(csvPath(into, t), replace); err != nil {
			return nil, err
		}
		wanted = append(wanted, t)
	}
	for _, t := range wanted {
		if err := all.writeCSV(ctx, csvPath(into, t), t, replace); err != nil {
			return paths, err
		}
		paths = append(paths, csvPath(into, t))
	}
	return paths, nil
}

func csvPath(into string, t Table) string { return filepath.Join(into, string(t)+".csv") }

// Vacant refuses a path at which something is, unless that is to be replaced. Create does so too, but when the content is there:
// this asks before the work.
func Vacant(path string, replace bool) error {
	if _, err := os.Lstat(path); !replace && !errors.Is(err, fs.ErrNotExist) {
		return exists(path)
	}
	return nil
}

// exists refuses to replace a file.
func exists(path string) error {
	return text.Refuse("%s: is there already, expected another -o, or --replace", path)
}

// Create writes a file that appears when it is complete. If there is one of that name, it is replaced if that is asked
// for, and otherwise the error is a *text.Refusal.
func Create(path string, replace bool, write func(io.Writer) error) error {
	p, err := newPending(path)
	if err != nil {
		return err
	}
	defer p.discard()
	if err := write(p); err != nil {
		return err
	}
	if err := p.finish(); err != nil {
		return err
	}
	if replace {
		return p.appear()
	}
	if err := p.appearFirst(); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return exists(path)
}

func (all studies) writeCSV(ctx context.Context, path string, t Table, replace bool) error {
	return Create(path, replace, func(w io.Writer) error {
		out := csv.NewWriter(w)
		columns := all.columns(t)
		record := make([]string, len(columns))
		at := map[string]int{}
		for i, c := range columns {
			record[i], at[c.Name] = c.Name, i
		}
		if err := out.Write(record); err != nil {
			return err
		}
		for _, s := range all {
			for _, part := range s.parts[t] {
				if err := ctx.Err(); err != nil {
					return err
				}
				clear(record)
				if err := copyCSV(out, part, at, record); err != nil {
					return err
				}
			}
		}
		out.Flush()
		return out.Error()
	})
}

// copyCSV appends the rows of a file. at has the position in the record of every column.
func copyCSV(out *csv.Writer, path string, at map[string]int, record []string) error {
	s, err := newScan(path)
	if err != nil {
		return err
	}
	defer s.close()
	fields := s.file.Schema().Fields()
	for {
		if err := s.next(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		for i := range s.rows {
			for j, f := range fields {
				if to, ok := at[f.Name()]; ok {
					record[to] = cell(s.columns[j][i])
				}
			}
			if err := out.Write(record); err != nil {
				return err
			}
		}
	}
}

// cell writes a value so that it is read back exactly; null is empty.
func cell(v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case v.Kind() == parquet.Int64:
		return strconv.FormatInt(v.Int64(), 10)
	case v.Kind() == parquet.Double:
		return strconv.FormatFloat(v.Double(), 'g', -1, 64)
	}
	return string(v.ByteArray())
}
