package sweep

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// recognize checks that what the folder holds is of this plan and this program, and goes
// on under the text of the scenario that is there: comments may have changed since.
func (f *folder) recognize() error {
	old, err := output.ReadManifest(f.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f.noStrangers()
	case err != nil:
		return f.refuse("%v", err)
	case old.PlanHash != f.manifest.PlanHash:
		return f.refuse("holds another plan: %s", differing(old, f.manifest))
	case !reflect.DeepEqual(old.Build, f.manifest.Build):
		return f.refuse("was made by circsim %s, this is %s", program(old.Build, f.manifest.Build), program(f.manifest.Build, old.Build))
	}
	f.recognized = true
	f.manifest.Text, f.manifest.Sets = old.Text, old.Sets
	return f.noStrangers()
}

// owned checks that what a folder without a manifest holds is of this program: what
// others have made is not to be replaced.
func owned(dir string) error {
	if _, err := output.ReadManifest(dir); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	stray, err := output.Stray(dir)
	if err != nil {
		return &Refusal{dir, err.Error(), err}
	}
	if stray != "" {
		return &Refusal{dir, "holds tables that no manifest describes, move them away: " + stray, nil}
	}
	return nil
}

// noStrangers checks that there are no parts but those of the plan.
func (f *folder) noStrangers() error {
	paths, err := output.Parts(f.dir, output.Runs)
	if err != nil {
		return err
	}
	known := make(map[string]bool, f.manifest.Parts)
	for part := range f.manifest.Parts {
		known[output.PartPath(f.dir, output.Runs, part)] = true
	}
	for _, path := range paths {
		if !known[path] {
			return f.refuse("%s is not of this plan", filepath.Base(path))
		}
	}
	return nil
}

func (f *folder) refuse(format string, args ...any) error {
	advice := "remove the folder or choose another -o"
	if f.Shard.Whole() {
		advice = "choose another -o, or leave out --resume to replace it"
	}
	return &Refusal{f.dir, fmt.Sprintf(format, args...) + "; " + advice, nil}
}

// maxDiffering bounds the keys that are named.
const maxDiffering = 4

// differing names the keys in which two plans of one name differ.
func differing(old, now *output.Manifest) string {
	was, _, err1 := scenarios.Parse(old.Scenario, []byte(old.Text), old.Sets)
	is, _, err2 := scenarios.Parse(now.Scenario, []byte(now.Text), now.Sets)
	if err1 != nil || err2 != nil {
		return "its scenario is none that this circsim reads"
	}
	list := append(differences(was, is), leftOut(was.Defaulted(), is.Defaulted())...)
	if old.Runs != now.Runs {
		list = append(list, fmt.Sprintf("runs were %d and are %d", old.Runs, now.Runs))
	}
	if more := len(list) - maxDiffering; more > 0 {
		list = append(list[:maxDiffering], fmt.Sprintf("and %d more", more))
	}
	if len(list) == 0 {
		return "its axes or tasks stand in another order, or it was cut into other parts"
	}
	return strings.Join(list, ", ")
}

// leftOut names the keys that were left to their defaults in one of two scenarios alone.
func leftOut(was, is []string) []string {
	var list []string
	for _, path := range was {
		if !slices.Contains(is, path) {
			list = append(list, path+" was left to its default and is written")
		}
	}
	for _, path := range is {
		if !slices.Contains(was, path) {
			list = append(list, path+" was written and is left to its default")
		}
	}
	return list
}

// program tells a build from another one.
func program(b, other output.Build) string {
	if b.Version != other.Version {
		return b.Version
	}
	text := fmt.Sprintf("%s %s %s/%s", b.Version, b.Go, b.OS, b.Arch)
	for _, s := range b.Settings {
		text += " " + s.Key + "=" + s.Value
	}
	return text
}
