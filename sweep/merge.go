package sweep

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// Merged says what a folder holds after a merge of shards of an adaptive sweep.
type Merged struct {
	Parts   int     // number of parts in the rounds so far
	Runs    int64   // number of runs in them that are there
	Lacking int64   // number of runs of the last round that no folder holds; more rounds may follow them
	Round   int     // the last round, from 1
	Shards  []int   // the shards that make the lacking runs, ascending
	Count   int     // number of all shards
	Damaged []error // of parts that were found and left out, each with its path
}

// HasShards reports whether any of the folders of a scenario holds shards of an adaptive sweep. Merge joins these,
// output.Merge all others.
func HasShards(from []string) (bool, error) {
	for _, dir := range from {
		shards, err := output.ShardFolders(dir)
		if err != nil || len(shards) > 0 {
			return len(shards) > 0, err
		}
	}
	return false, nil
}

// Merge makes an adaptive sweep in the folder dir/<scenario> out of the runs that its shards hold in the folders from, of
// which it may be one. It repeats the search, and copies runs instead of making them. It ends at the first round of which
// runs are lacking, or with the sweep. The error is a *text.Refusal if the folders do not belong together, and that of
// ctx if it ends. A repeated Merge does only what is left.
func Merge(ctx context.Context, dir string, from []string) (Merged, error) {
	studies, err := studiesOf(from)
	if err != nil {
		return Merged{}, err
	}
	if len(studies) == 0 {
		return Merged{}, text.Refuse("%s: no shard of a sweep is there", strings.Join(from, ", "))
	}
	first := studies[0].Manifest
	s, _, err := scenarios.Parse(first.Scenario, []byte(first.Text), first.Sets)
	if err != nil {
		return Merged{}, text.Refuse("%s: holds a scenario that this circsim cannot read: %v", studies[0].Dir, err)
	}
	plan, err := NewPlan(s)
	if err != nil {
		return Merged{}, err
	}
	whole, err := plan.manifest()
	if err != nil {
		return Merged{}, err
	}
	for _, study := range studies {
		if err := refuseOther(study, whole); err != nil {
			return Merged{}, err
		}
	}
	f, err := openFolder(ctx, plan, Options{Dir: dir, merging: true})
	if err != nil {
		return Merged{}, err
	}
	defer f.close()
	for _, study := range studies {
		if err := f.copyFromStudy(ctx, study); err != nil {
			return Merged{}, err
		}
	}
	m := Merged{Count: studies[0].Count}
	err = f.merge(ctx, plan, &m)
	for _, c := range f.copies.folders {
		m.Damaged = append(m.Damaged, c.Damaged...)
	}
	return m, err
}

// studiesOf finds what folders hold of an adaptive sweep: shards, and then what is made of the whole sweep.
func studiesOf(from []string) (shards []output.ShardFolder, err error) {
	var wholes []output.ShardFolder
	for _, dir := range from {
		begun, err := output.ShardFolders(dir)
		if err != nil {
			return nil, text.Refuse("%w", err)
		}
		shards = append(shards, begun...)
		m, err := output.ReadManifest(dir)
		switch {
		case err == nil:
			wholes = append(wholes, output.ShardFolder{Dir: dir, Manifest: m})
		case !errors.Is(err, fs.ErrNotExist):
			return nil, text.Refuse("%w", err)
		}
	}
	return append(shards, wholes...), nil
}

// refuseOther refuses a study of another plan, or of one whose tables have other metadata.
func refuseOther(s output.ShardFolder, whole *output.Manifest) error {
	ofPlan := s.Of(whole)
	if s.Count == 0 {
		ofPlan = s.Manifest.PlanHash == whole.PlanHash
	}
	if was := s.Manifest.Build; !reflect.DeepEqual(was, whole.Build) {
		return text.Refuse("%s: was made by circsim %s, this is %s, which may search otherwise", s.Dir, buildName(was, whole.Build), buildName(whole.Build, was))
	}
	if !ofPlan {
		differences, _ := planDifferences(whole, s.Manifest)
		return text.Refuse("%s: holds another plan than the first folder:%s", s.Dir, differences)
	}
	if reason := whole.OtherOrigin(s.Manifest); reason != "" {
		return text.Refuse("%s and the first folder %s", s.Dir, reason)
	}
	return nil
}

// copyFromStudy adds the runs of a study to those that are copied.
func (f *folder) copyFromStudy(ctx context.Context, s output.ShardFolder) error {
	of := s.Dir
	if s.Count > 0 {
		of = filepath.Dir(s.Dir)
	}
	if known, err := sameFolder(of, f.home); known || err != nil {
		return err
	}
	return f.copyFrom(ctx, s.Dir, s.Manifest)
}

func sameFolder(one, other string) (bool, error) {
	a, err := os.Stat(one)
	if err != nil {
		return false, err
	}
	b, err := os.Stat(other)
	return err == nil && os.SameFile(a, b), err
}

// merge makes the rounds of which all runs are in this folder or others, and of the next one the runs that are.
func (f *folder) merge(ctx context.Context, plan *Plan, m *Merged) error {
	if err := f.prepare(); err != nil {
		return err
	}
	for b, round := plan.first, 1; len(b.rounds) > 0; round++ {
		missing, err := f.findMissing()
		if err != nil {
			return err
		}
		if err := f.copies.find(ctx, plan, b, missing.first); err != nil {
			return err
		}
		m.Parts, m.Round = f.manifest.Parts, round
		m.lack(missing, b, plan.adaptive.(*bisection), &f.copies)
		missing.only = func(run int64) bool { _, found := f.copies.of(run); return found }
		if err := f.make(ctx, plan, b, missing, &tally{observer: f.Observer}); err != nil || m.Lacking > 0 {
			return err
		}
		if err := f.tell(plan.adaptive); err != nil {
			return err
		}
		b = plan.adaptive.next()
		if err := f.addBatch(b); err != nil {
			return err
		}
	}
	if err := f.complete(); err != nil {
		return err
	}
	return f.removeShards()
}

// lack counts the runs of a batch, and those of them that no folder holds with their shards.
func (m *Merged) lack(missing *missing, b batch, search *bisection, copies *copies) {
	shards := map[int]bool{}
	missing.eachRun(func(run int64) {
		if _, found := copies.of(run); !found {
			values, seed := b.point(run - missing.first)
			shards[shardOf(search.searchOf(values, seed), m.Count)] = true
			m.Lacking++
		}
	})
	m.Runs += missing.runs - m.Lacking
	m.Shards = slices.Sorted(maps.Keys(shards))
}
