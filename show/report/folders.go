package report

import (
	"os"
	"path/filepath"

	"github.com/circsim/circsim/analysis/claims"
	"github.com/circsim/circsim/analysis/evaluations"
	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// folder is what the user gave: the folder of a study, or one with several.
type folder struct {
	path    string
	studies []string
	board   string // file; empty: there is none
}

// look finds the studies of a folder, and the board of claims in it.
func look(path string) (*folder, error) {
	switch info, err := os.Stat(path); {
	case err != nil:
		return nil, text.Refuse("%s: no such folder", path)
	case !info.IsDir():
		return nil, text.Refuse("%s: is a file, expected the folder of a study", path)
	}
	studies, err := evaluations.Folders(path)
	if err != nil {
		return nil, err
	}
	if len(studies) == 0 {
		return nil, text.Refuse("%s: no tables of a study in this folder, expected one with %s, such as results/grokking", path, output.ManifestName)
	}
	f := &folder{path: path, studies: studies}
	if board := filepath.Join(path, claims.BoardName); isFile(board) {
		f.board = board
	}
	return f, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
