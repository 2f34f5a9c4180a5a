package output

import (
	"errors"
	"io"

	"github.com/circsim/circsim/internal/text"
	"github.com/parquet-go/parquet-go"
)

// sameRows refuses a part whose rows differ between two folders.
func (m *Manifest) sameRows(one, other string, part int) error {
	for _, t := range m.tables() {
		a, b := PartPath(one, t, part), PartPath(other, t, part)
		same, err := equalRows(a, b)
		if err != nil {
			return err
		}
		if !same {
			return text.Refuse("%s and %s are different results of the same runs", a, b)
		}
	}
	return nil
}

// equalRows reports whether two files of the same columns hold the same rows.
func equalRows(one, other string) (bool, error) {
	a, err := newScan(one)
	if err != nil {
		return false, err
	}
	defer a.close()
	b, err := newScan(other)
	if err != nil {
		return false, err
	}
	defer b.close()
	for {
		err, wrong := a.next(), b.next()
		end := errors.Is(err, io.EOF)
		switch {
		case err != nil && !end:
			return false, err
		case wrong != nil && !errors.Is(wrong, io.EOF):
			return false, wrong
		case a.rows != b.rows:
			return false, nil
		case end:
			return true, nil
		}
		for i := range a.columns {
			for j, v := range a.columns[i][:a.rows] {
				if !parquet.Equal(v, b.columns[i][j]) {
					return false, nil
				}
			}
		}
	}
}
