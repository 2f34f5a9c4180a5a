package evaluations

import (
	"os"
	"path/filepath"
	"strings"
)

// Read reads the runs in a scenario's folder of a sweep, to which the mapping does not apply, or a .csv or .parquet
// file. The error is of type scenarios.Errors if the table or the mapping is at fault.
func Read(path string, m Mapping) (*Table, error) {
	if path != standardInput {
		info, err := os.Stat(path)
		if err != nil {
			return nil, unreadable(path, err)
		}
		if info.IsDir() && (holdsManifest(path) || !HoldsResults(path)) {
			return readRuns(path)
		}
	}
	file, err := openForeign(path)
	if err != nil {
		return nil, err
	}
	defer file.close()
	return readForeign(path, file, &m)
}

// openForeign opens a table of real models: a file, or a folder of the results of an evaluation harness.
func openForeign(path string) (source, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return openResults(path)
	}
	if err := partOfSweep(path); err != nil {
		return nil, err
	}
	return openSource(path)
}

// openSource opens a file: as Parquet by its extension, and else by its content.
func openSource(path string) (source, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".parquet":
		file, err := openParquet(path)
		if err != nil {
			return nil, err
		}
		return file, nil
	case ".yaml", ".yml":
		return nil, refuse(path, "a YAML file, expected a scenario's folder of a sweep, or a table")
	}
	in, err := openInput(path)
	if err != nil {
		return nil, err
	}
	file, err := newTextFile(in)
	if err != nil {
		in.file.Close()
		return nil, err
	}
	return file, nil
}

// StudyOf returns the name of a file's study: the file's name without its extensions.
func StudyOf(path string) string {
	if path == standardInput {
		return "stdin"
	}
	name := filepath.Base(path)
	for _, packed := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, packed)
	}
	return strings.TrimSuffix(name, filepath.Ext(name))
}

func readForeign(path string, file source, m *Mapping) (*Table, error) {
	l, err := newLayout(file, m)
	if err != nil {
		return nil, err
	}
	t := &Table{Path: path, Study: StudyOf(path)}
	b := newBuilder(l, t, newNotes(path))
	if l.long {
		err = (&long{builder: b}).read()
	} else {
		err = (&wide{builder: b}).read()
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}
