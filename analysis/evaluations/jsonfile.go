package evaluations

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
)

// JSON tables are read whole, unlike others: the columns are known at the end alone.

// maxJSON is the number of bytes of JSON that are read.
const maxJSON = 128 << 20

// records are the rows of a table in JSON, with the names of columns in the order in which they first appear.
type records struct {
	names []string
	at    map[string]int
	rows  []record
}

// record is a row: its cells by position in names, as far as it has them.
type record struct {
	line  int // 0: unknown
	cells []string
}

func newRecords() *records { return &records{at: map[string]int{}} }

// maxColumns is the number of columns that a table in JSON may have.
const maxColumns = 20_000

var errColumns = errors.New("more than " + strconv.Itoa(maxColumns) + " different keys")

// set sets a cell of the latest row.
func (r *records) set(name, cell string) error {
	i, ok := r.at[name]
	if !ok {
		if len(r.names) >= maxColumns {
			return errColumns
		}
		i = len(r.names)
		r.at[name] = i
		r.names = append(r.names, name)
	}
	row := &r.rows[len(r.rows)-1]
	for len(row.cells) <= i {
		row.cells = append(row.cells, "")
	}
	row.cells[i] = cell
	return nil
}

// add adds a row of an object. Objects within it give columns with a point in their name; lists are left out.
func (r *records) add(line int, o *object) error {
	r.rows = append(r.rows, record{line: line})
	return r.fill("", o)
}

func (r *records) fill(prefix string, o *object) error {
	for i, key := range o.keys {
		var err error
		switch value := o.values[i].(type) {
		case *object:
			err = r.fill(prefix+key+".", value)
		case []any:
		default:
			err = r.set(prefix+key, cellOf(value))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// cellOf returns a value as the text that a CSV file would hold.
func cellOf(value any) string {
	switch value := value.(type) {
	case json.Number:
		return value.String()
	case string:
		return value
	case bool:
		return strconv.FormatBool(value)
	}
	return ""
}

// isJSON reports whether a text begins like a JSON object or list.
func isJSON(in *input) bool {
	start, _ := in.Peek(512)
	start = bytes.TrimSpace(start)
	if len(start) == 0 || start[0] != '{' && start[0] != '[' {
		return false
	}
	next := bytes.TrimSpace(start[1:])
	return len(next) == 0 || bytes.IndexByte([]byte(`"{[]}-0123456789ntf`), next[0]) >= 0
}

// readJSON reads a table in JSON: lines of objects, a list of objects, an object of columns, or the results of the
// lm-evaluation-harness.
func readJSON(in *input) (*records, error) {
	text, err := io.ReadAll(io.LimitReader(in.Reader, maxJSON+1))
	if err != nil {
		return nil, in.unreadable(err)
	}
	if len(text) > maxJSON {
		return nil, in.fault(0, 0, "more than %d MiB of JSON, expected a smaller file, CSV or Parquet", maxJSON>>20)
	}
	text = withoutNaN(text)
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	table := newRecords()
	line, upto := 1, int64(0)
	for n := 0; ; n++ {
		value, err := jsonValue(d, 0)
		if errors.Is(err, io.EOF) {
			break
		}
		at := d.InputOffset()
		line += bytes.Count(text[upto:at], []byte("\n"))
		upto = at
		if err != nil {
			return nil, in.fault(line, 1, "not valid JSON: %v", err)
		}
		o, isObject := value.(*object)
		switch {
		case n == 0 && isObject && d.More():
			err = table.add(line, o)
		case n == 0:
			err = table.addWhole(value)
		case isObject:
			err = table.add(line, o)
		default:
			return nil, in.fault(line, 1, "a line of JSON that is no object, expected one object a line")
		}
		if err != nil {
			return nil, in.fault(line, 1, "%v", err)
		}
	}
	if len(table.rows) == 0 || len(table.names) == 0 {
		return nil, in.fault(0, 0, "no rows in this JSON, expected a list of objects, or one object a line")
	}
	return table, nil
}

var errNoTable = errors.New("not a table in JSON, expected a list of objects, one object a line, an object of columns, or results of the lm-evaluation-harness")

// addWhole adds the rows of a text that is a single value.
func (r *records) addWhole(value any) error {
	if list, ok := value.([]any); ok {
		return r.addList(list)
	}
	o, ok := value.(*object)
	if !ok {
		return errNoTable
	}
	if isHarness(o) {
		return r.addHarness(o)
	}
	if columns, ok := o.get("columns").([]any); ok {
		if data, ok := o.get("data").([]any); ok {
			return r.addList(append([]any{columns}, data...))
		}
	}
	if ok, err := r.addColumns(o); ok {
		return err
	}
	for _, value := range o.values {
		if list, ok := value.([]any); ok && len(list) > 0 {
			if _, ok := list[0].(*object); ok {
				return r.addList(list)
			}
		}
	}
	return r.add(1, o)
}

// addList adds a list of objects, or of lists of which the first holds the names.
func (r *records) addList(list []any) error {
	var names []string
	for i, item := range list {
		switch item := item.(type) {
		case *object:
			if err := r.add(0, item); err != nil {
				return err
			}
		case []any:
			if i == 0 {
				for _, name := range item {
					names = append(names, cellOf(name))
				}
				continue
			}
			r.rows = append(r.rows, record{})
			for k, value := range item[:min(len(item), len(names))] {
				if err := r.set(names[k], cellOf(value)); err != nil {
					return err
				}
			}
		default:
			return errNoTable
		}
	}
	return nil
}

// addColumns adds an object of columns, each a list or an object by row, as pandas writes them; false if it is none.
func (r *records) addColumns(o *object) (bool, error) {
	columns := make([][]any, len(o.values))
	for i, value := range o.values {
		switch value := value.(type) {
		case []any:
			columns[i] = value
		case *object:
			columns[i] = value.values
		}
		if len(columns[i]) == 0 || len(columns[i]) != len(columns[0]) {
			return false, nil
		}
		switch columns[i][0].(type) {
		case *object, []any:
			return false, nil
		}
	}
	if len(columns) < 2 {
		return false, nil
	}
	for row := range columns[0] {
		r.rows = append(r.rows, record{})
		for i, name := range o.keys {
			if err := r.set(name, cellOf(columns[i][row])); err != nil {
				return true, err
			}
		}
	}
	return true, nil
}

// recordRows gives the rows of a table in JSON.
type recordRows struct {
	*records
	row  int // next
	line int
	full []string
}

func (r *recordRows) next() ([]string, error) {
	if r.row == len(r.rows) {
		return nil, io.EOF
	}
	now := r.rows[r.row]
	r.row++
	r.line = now.line
	clear(r.full)
	copy(r.full, now.cells)
	return r.full, nil
}

func (r *recordRows) position(int) (line, column int) { return r.line, min(r.line, 1) }
func (r *recordRows) offset() int64                   { return 0 }

// newRecordFile reads a table in JSON as one of text.
func newRecordFile(in *input, table *records) *textFile {
	form := &dialect{names: table.names}
	for _, row := range table.rows[:min(len(table.rows), sampled)] {
		form.sample = append(form.sample, append(append([]string{}, row.cells...), make([]string, len(table.names)-len(row.cells))...))
	}
	f := &textFile{cellReader: newCellReader(), in: in, form: form, names: table.names}
	f.rows = &recordRows{records: table, full: make([]string, len(table.names))}
	for range table.names {
		f.places = append(f.places, place{file: in.path})
	}
	return f
}
