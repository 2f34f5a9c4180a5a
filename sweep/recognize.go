package sweep

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// recognize refuses a folder with results of another plan or another build of circsim. With Extend, it
// turns to the extension of a smaller plan. If the folder already covers all runs of the plan, its copy
// of the scenario's text is kept: the two may differ in comments.
func (f *folder) recognize(ctx context.Context, plan *Plan) error {
	old, err := output.ReadManifest(f.home)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return f.refuse("%v", err)
	case old.Single:
		return f.refuse("holds a single run")
	case !reflect.DeepEqual(old.Build, f.manifest.Build):
		return f.refuse("was made by circsim %s, this is %s", buildName(old.Build, f.manifest.Build), buildName(f.manifest.Build, old.Build))
	case old.PlanHash == f.whole.PlanHash:
		f.begun = old
	case f.Existing != Extend:
		return f.refuseDifference(plan, old)
	default:
		if err := f.extend(ctx, plan, old); err != nil {
			return err
		}
	}
	f.dir = f.partsDir()
	if err := f.recognizeShards(); err != nil {
		return err
	}
	if err := f.resume(plan); err != nil || f.Existing == Replace {
		return err
	}
	return f.findCopies(ctx)
}

// recognizeShards refuses a folder with shards of another adaptive plan or another build of circsim.
func (f *folder) recognizeShards() (err error) {
	f.shards, err = output.ShardFolders(f.base)
	if err != nil {
		return f.refuse("%v", err)
	}
	for _, s := range f.shards {
		switch was := s.Manifest.Build; {
		case !reflect.DeepEqual(was, f.whole.Build):
			return f.refuse("holds a shard made by circsim %s, this is %s", buildName(was, f.whole.Build), buildName(f.whole.Build, was))
		case !s.Of(f.whole):
			differences, _ := planDifferences(s.Manifest, f.whole)
			return text.Refuse("%s: holds shard %s of another plan:%s\n%s", f.base, s.Manifest.Shard, differences, f.waysOut())
		}
	}
	return nil
}

// resume accepts what the folder of the parts holds of the plan.
func (f *folder) resume(plan *Plan) error {
	found := f.begun
	if f.apart() {
		var err error
		if found, err = output.ReadManifest(f.dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return f.refuse("%v", err)
		}
	}
	switch {
	case found != nil:
		return f.continues(found)
	case plan.Adaptive():
		return nil // complete checks the parts, once their number is known
	}
	return f.refuseOtherParts(f.manifest.Parts)
}

// findCopies finds the finished runs of an adaptive design in other folders: for a shard those of the whole sweep, for that
// those of its shards.
func (f *folder) findCopies(ctx context.Context) error {
	if f.apart() {
		if f.begun == nil {
			return nil
		}
		return f.copyFrom(ctx, f.base, f.begun)
	}
	f.firstShard = len(f.copies.folders)
	for _, s := range f.shards {
		if err := f.copyFrom(ctx, s.Dir, s.Manifest); err != nil {
			return err
		}
	}
	return nil
}

func (f *folder) copyFrom(ctx context.Context, dir string, m *output.Manifest) error {
	finished, err := output.FindFinished(ctx, dir, m)
	if err == nil {
		f.copies.add(finished)
	}
	return err
}

// continues accepts the manifest of the same plan in the folder of the parts.
func (f *folder) continues(old *output.Manifest) error {
	if shorter, longer := f.manifest.Rounds, old.Rounds; !startsWith(longer, shorter) && !startsWith(shorter, longer) {
		return f.refuse("holds runs of this plan, but divides them into other parts")
	}
	f.previous = old
	if old.Runs >= f.manifest.Runs {
		f.manifest.Text, f.manifest.Sets = old.Text, old.Sets
	}
	return f.refuseOtherParts(max(old.Parts, f.manifest.Parts))
}

// startsWith reports whether the first rounds are the others.
func startsWith(rounds, others []output.Round) bool {
	return len(rounds) >= len(others) && slices.Equal(rounds[:len(others)], others)
}

// refuseStray refuses a folder with files of other programs, which must not be replaced. A damaged
// manifest does not matter if the folder is to be cleared.
func refuseStray(dir string, clears bool) error {
	stray, err := output.Stray(dir)
	var damaged *output.DamagedManifestError
	switch {
	case clears && errors.As(err, &damaged):
		return nil
	case err != nil:
		return text.Refuse("%s: %w", dir, err)
	case stray != "":
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

// refuse says what is in the folder and how it can be kept or given up.
func (f *folder) refuse(format string, args ...any) error {
	return text.Refuse("%s: %s; %s", f.dir, fmt.Sprintf(format, args...), f.waysOut())
}

// waysOut names the flags that do something else about what is in the folder.
func (f *folder) waysOut() string {
	if f.Shard.Whole() && !f.merging {
		return "choose another -o, or delete it with --replace"
	}
	return "choose another -o, or remove the folder"
}

// refuseDifference refuses a folder with another plan and lists what differs, a line each.
func (f *folder) refuseDifference(plan *Plan, old *output.Manifest) error {
	extend := ""
	differences, mayContain := planDifferences(old, f.manifest)
	if mayContain && !f.merging && (plan.Adaptive() || old.Runs <= f.manifest.Runs) {
		extend = "keep its runs with --extend, "
	}
	return text.Refuse("%s: holds another plan:%s\n%s%s", f.dir, differences, extend, f.waysOut())
}

// buildName is the version of a build. If the other build has the same version, it is the full name.
func buildName(b, other output.Build) string {
	if b.Version != other.Version {
		return b.Version
	}
	return b.String()
}
