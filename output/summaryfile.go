package output

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// SummaryName is the file of a scenario's folder that says in words what its tables show.
const SummaryName = "summary.txt"

// summaryHead begins a summary. A file without it is somebody else's.
const summaryHead = "# circsim: what the tables in this folder show\n\n"

// WriteSummary writes the summary of a scenario's folder, unless it is there already. It leaves a file of the same name that
// circsim did not write, and says so by false.
func WriteSummary(dir, text string) (ours bool, err error) {
	path := filepath.Join(dir, SummaryName)
	there, err := os.ReadFile(path)
	switch whole := []byte(summaryHead + text); {
	case errors.Is(err, fs.ErrNotExist):
		return true, WriteFile(path, whole)
	case err != nil:
		return true, err
	case !bytes.HasPrefix(there, []byte(summaryHead)):
		return false, nil
	case bytes.Equal(there, whole):
		return true, nil
	default:
		return true, WriteFile(path, whole)
	}
}

// removeSummary removes the summary of a folder, if circsim wrote it.
func removeSummary(dir string) error {
	path := filepath.Join(dir, SummaryName)
	there, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && !bytes.HasPrefix(there, []byte(summaryHead)):
		return nil
	case err != nil:
		return err
	}
	return os.Remove(path)
}
