package sweep

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// recognize checks that what the folder holds is of this plan and this program. Where it is all of it,
// the text of the scenario that is there stays: comments may have changed since.
func (f *folder) recognize(plan *Plan) error {
	old, err := output.ReadManifest(f.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist) && plan.Adaptive():
		return nil // how many parts it has will show
	case errors.Is(err, fs.ErrNotExist):
		return f.noStrangers(f.manifest.Parts)
	case err != nil:
		return f.refuse("%v", err)
	case old.Single:
		return f.refuse("holds a single run")
	case old.PlanHash != f.manifest.PlanHash:
		return f.refuse("holds another plan: %s", differing(old, f.manifest))
	case !reflect.DeepEqual(old.Build, f.manifest.Build):
		return f.refuse("was made by circsim %s, this is %s", program(old.Build, f.manifest.Build), program(f.manifest.Build, old.Build))
	case !plan.Adaptive() && old.Runs > f.manifest.Runs:
		return f.refuse("holds a plan of %d runs, this one has %d", old.Runs, f.manifest.Runs)
	case !plan.Adaptive() && !startsWith(f.manifest.Rounds, old.Rounds):
		return f.refuse("holds runs of this plan that are cut into other parts")
	}
	f.held = old
	if old.Runs >= f.manifest.Runs {
		f.manifest.Text, f.manifest.Sets = old.Text, old.Sets
	}
	return f.noStrangers(max(old.Parts, f.manifest.Parts))
}

// startsWith says whether one cut leaves the parts of another where they are. The last round of the other
// may have had fewer runs.
func startsWith(rounds, others []output.Round) bool {
	for i, other := range others {
		if i >= len(rounds) || rounds[i].RunsPerPart != other.RunsPerPart || rounds[i].Runs < other.Runs {
			return false
		}
		if last := i == len(others)-1; !last && rounds[i].Runs != other.Runs {
			return false
		}
	}
	return true
}

// owned checks that what a folder holds is of this program: what others have made is not to be replaced.
func owned(dir string) error {
	stray, err := output.Stray(dir)
	if err != nil {
		return text.Refuse("%s: %w", dir, err)
	}
	if stray != "" {
		return text.Refuse("%s: holds what is not of circsim, move it away: %s", dir, stray)
	}
	return nil
}

// noStrangers checks that there are no parts but those of the plan, numbered from 0.
func (f *folder) noStrangers(parts int) error {
	paths, err := output.Parts(f.dir, output.Runs)
	if err != nil {
		return err
	}
	known := make(map[string]bool, parts)
	for part := range parts {
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
	return text.Refuse("%s: %s; %s", f.dir, fmt.Sprintf(format, args...), advice)
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
	return b.String()
}
