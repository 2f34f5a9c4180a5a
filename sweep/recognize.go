package sweep

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// recognize refuses a folder with results of another plan or another build of circsim. If the folder
// already covers all runs of the plan, its copy of the scenario's text is kept: the two may differ in
// comments.
func (f *folder) recognize(plan *Plan) error {
	old, err := output.ReadManifest(f.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist) && plan.Adaptive():
		return nil // complete checks the parts, once their number is known
	case errors.Is(err, fs.ErrNotExist):
		return f.refuseOtherParts(f.manifest.Parts)
	case err != nil:
		return f.refuse("%v", err)
	case old.Single:
		return f.refuse("holds a single run")
	case old.PlanHash != f.manifest.PlanHash:
		return f.refuse("holds another plan: %s", planDifference(old, f.manifest))
	case !reflect.DeepEqual(old.Build, f.manifest.Build):
		return f.refuse("was made by circsim %s, this is %s", buildName(old.Build, f.manifest.Build), buildName(f.manifest.Build, old.Build))
	case !plan.Adaptive() && old.Runs > f.manifest.Runs:
		return f.refuse("holds a plan of %d runs, this one has %d", old.Runs, f.manifest.Runs)
	case !plan.Adaptive() && !startsWith(f.manifest.Rounds, old.Rounds):
		return f.refuse("holds runs of this plan, but divides them into other parts")
	}
	f.previous = old
	if old.Runs >= f.manifest.Runs {
		f.manifest.Text, f.manifest.Sets = old.Text, old.Sets
	}
	return f.refuseOtherParts(max(old.Parts, f.manifest.Parts))
}

// startsWith reports whether rounds divides the runs of others into the same parts. The last round of
// others may have fewer runs.
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

// refuseStray refuses a folder with files of other programs, which must not be replaced.
func refuseStray(dir string) error {
	stray, err := output.Stray(dir)
	if err != nil {
		return text.Refuse("%s: %w", dir, err)
	}
	if stray != "" {
		return text.Refuse("%s: holds what circsim did not write, move it away: %s", dir, stray)
	}
	return nil
}

// refuseOtherParts refuses a folder with parts beyond the given number of parts of the plan.
func (f *folder) refuseOtherParts(parts int) error {
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
			return f.refuse("%s is not part of this plan", filepath.Base(path))
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

// buildName is the version of a build. If the other build has the same version, it is the full name.
func buildName(b, other output.Build) string {
	if b.Version != other.Version {
		return b.Version
	}
	return b.String()
}
