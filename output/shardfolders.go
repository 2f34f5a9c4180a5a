package output

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/circsim/circsim/scenarios"
)

// A shard of an adaptive sweep chooses its runs from its own results, so that the number of a run in the whole sweep is
// not known before all shards are done. Until then each shard is a study in a folder within that of the sweep.
const shardFolderFormat = ".shard-%d-of-%d"

// ShardDir is where shard index of count of an adaptive sweep writes within the folder of the sweep.
func ShardDir(dir string, index, count int) string {
	return filepath.Join(dir, fmt.Sprintf(shardFolderFormat, index, count))
}

// ShardFolder is the folder of a shard of an adaptive sweep.
type ShardFolder struct {
	Dir          string
	Index, Count int // 1 <= Index <= Count
	Manifest     *Manifest
}

// ShardFolders returns the folders of the shards that have begun within that of an adaptive sweep, by Count, then Index.
func ShardFolders(dir string) ([]ShardFolder, error) {
	there, err := shardDirs(dir)
	if err != nil {
		return nil, err
	}
	var begun []ShardFolder
	for _, f := range there {
		f.Manifest, err = ReadManifest(f.Dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		begun = append(begun, f)
	}
	return begun, nil
}

// shardDirs returns the folders of shards, with or without a manifest, which is not read.
func shardDirs(dir string) ([]ShardFolder, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []ShardFolder
	for _, e := range entries {
		f := ShardFolder{Dir: filepath.Join(dir, e.Name())}
		n, _ := fmt.Sscanf(e.Name(), shardFolderFormat, &f.Index, &f.Count)
		if n == 2 && ShardDir(dir, f.Index, f.Count) == f.Dir {
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b ShardFolder) int { return cmp.Or(a.Count-b.Count, a.Index-b.Index) })
	return all, nil
}

// Of reports whether the folder is of a shard of a plan.
func (f ShardFolder) Of(plan *Manifest) bool {
	return f.Manifest.PlanHash == shardHash(plan.PlanHash, f.Index, f.Count)
}

// NewShard describes the runs that one shard of an adaptive sweep of s has chosen.
func NewShard(s *scenarios.Scenario, rounds []Round, index, count int) (*Manifest, error) {
	m, err := NewManifest(s, rounds)
	if err != nil {
		return nil, err
	}
	m.Shard = fmt.Sprintf("%d/%d", index, count)
	m.PlanHash = shardHash(m.PlanHash, index, count)
	return m, nil
}

// shardHash is the plan hash of a shard of a plan.
func shardHash(plan string, index, count int) string {
	return hashOf(struct {
		Of           string
		Shard, Count int
	}{plan, index, count})
}

// RemoveShards removes folders of shards from that of their sweep and, when none is left, the note of SetShards.
func RemoveShards(dir string, folders []ShardFolder) error {
	for _, f := range folders {
		if err := removeIfThere(manifestPath(f.Dir)); err != nil { // without it the rest is no shard
			return err
		}
		if err := os.RemoveAll(f.Dir); err != nil {
			return err
		}
	}
	left, err := shardDirs(dir)
	if err != nil || len(left) > 0 {
		return err
	}
	return removeIfThere(filepath.Join(dir, shardsName))
}
