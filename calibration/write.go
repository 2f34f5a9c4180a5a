package calibration

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
	"go.yaml.in/yaml/v4"
)

// Write gives the fitted scenario and the JSON form of the fit, which states the scenario's hash. The scenario is the
// original file with other values of the constants, below a comment on where they come from. command is the command line,
// version that of the program.
func (f *Fit) Write(version, command string) (scenario, fit []byte, err error) {
	s := f.problem.scenario
	body, err := f.edited(s)
	if err != nil {
		return nil, nil, err
	}
	scenario = append([]byte(f.provenance(s, version, command)), body...)
	sum := sha256.Sum256(scenario)
	f.ScenarioSHA256 = hex.EncodeToString(sum[:])
	if fit, err = json.MarshalIndent(f, "", " "); err != nil {
		return nil, nil, err
	}
	return scenario, append(fit, '\n'), nil
}

// provenance is the comment above a fitted scenario.
func (f *Fit) provenance(s *scenarios.Scenario, version, command string) string {
	var b strings.Builder
	line := func(format string, args ...any) {
		fmt.Fprintf(&b, "# %s\n", text.Printable(fmt.Sprintf(format, args...)))
	}
	base := sha256.Sum256([]byte(s.Text))
	line("Fitted by circsim %s: %s", version, command)
	line("data: %s, SHA-256 %s", f.Data.File, f.Data.SHA256)
	line("data: %s, in which %s happened", text.Count(f.Data.Runs, "run"), text.Count(f.Data.Events, "event"))
	line("scenario: %s, SHA-256 %s", s.Source, hex.EncodeToString(base[:]))
	for _, c := range f.Free {
		line("fitted: %s = %s, 95%% interval %s to %s", c.Path, value(c.Value), value(c.Low), value(c.High))
	}
	for _, e := range f.Errors(nil) {
		line("error: %s, root mean square %s of %s", e.Kind, text.Fixed(e.RMS, 3), text.Count(e.Count, "measurement"))
	}
	b.WriteString("\n")
	return b.String()
}

// value writes a constant with all digits that matter.
func value(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// edited is the scenario's file with the fitted values and its settings.
func (f *Fit) edited(s *scenarios.Scenario) ([]byte, error) {
	source := []byte(s.Text)
	put := func(path, value string) error {
		changed, err := putScalar(source, path, value)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Source, err)
		}
		source = changed
		return nil
	}
	for _, set := range s.Sets {
		path, value, _ := strings.Cut(set, "=")
		if err := put(path, value); err != nil {
			return nil, err
		}
	}
	for _, c := range f.Free {
		for _, path := range expand(s, c.Path) {
			if err := put(path, value(c.Value)); err != nil {
				return nil, err
			}
		}
	}
	if _, _, err := scenarios.Parse(s.Source, source, nil); err != nil {
		return nil, fmt.Errorf("the fitted scenario cannot be read: %w", err)
	}
	return source, nil
}

// putScalar gives the key at a path of a YAML text a value, and leaves the rest of the text as it is. A new key is put
// before the first one of its section, which must be there.
func putScalar(source []byte, path, value string) ([]byte, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(source, &document); err != nil {
		return nil, err
	}
	node := document.Content[0]
	segments := strings.Split(path, ".")
	for i, segment := range segments {
		for node.Kind == yaml.AliasNode {
			node = node.Alias
		}
		switch node.Kind {
		case yaml.MappingNode:
			k := -1
			for at := 0; at < len(node.Content); at += 2 {
				if node.Content[at].Value == segment {
					k = at
				}
			}
			if k >= 0 {
				node = node.Content[k+1]
				continue
			}
			if i < len(segments)-1 || len(node.Content) == 0 {
				return nil, fmt.Errorf("%s is not written in the file, and has no section to be written to", path)
			}
			first := node.Content[0]
			key := segment + ": " + value
			if node.Style&yaml.FlowStyle != 0 {
				return splice(source, first.Line, first.Column, 0, key+", "), nil
			}
			return splice(source, first.Line, first.Column, 0, key+"\n"+strings.Repeat(" ", first.Column-1)), nil
		case yaml.SequenceNode:
			n, err := strconv.Atoi(segment)
			if err != nil || n >= len(node.Content) {
				return nil, fmt.Errorf("%s is not written in the file", path)
			}
			node = node.Content[n]
		default:
			return nil, fmt.Errorf("%s is not written in the file", path)
		}
	}
	if node.Kind != yaml.ScalarNode || node.Style&(yaml.LiteralStyle|yaml.FoldedStyle|yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 || node.Anchor != "" {
		return nil, fmt.Errorf("%s is not written as a plain value, and cannot be replaced", path)
	}
	return splice(source, node.Line, node.Column, len(node.Value), value), nil
}

// splice replaces bytes from a line and column of a text on.
func splice(source []byte, line, column, length int, with string) []byte {
	at := 0
	for range line - 1 {
		at += bytes.IndexByte(source[at:], '\n') + 1
	}
	for range column - 1 { // columns count characters
		_, size := firstRune(source[at:])
		at += size
	}
	return slices.Concat(source[:at], []byte(with), source[at+length:])
}

func firstRune(b []byte) (r rune, size int) {
	for i, r := range string(b[:min(len(b), 4)]) {
		if i == 0 {
			return r, max(len(string(r)), 1)
		}
	}
	return 0, 1
}
