package output

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// MergeReport is what a folder holds after a merge.
type MergeReport struct {
	Parts    int     // of the plan, as far as its rounds are known
	Adaptive bool    // rounds may follow: from all runs, by the scenario's sweep
	Complete int     // of them with all runs
	Copied   int     // parts that were not there before, or there with fewer runs
	Short    []int   // numbers of the parts that lack some runs
	Missing  []int   // numbers of the parts of which there is nothing
	Runs     int64   // of complete and short parts
	Damaged  []error // parts that were found and left out, each with its path
}

// Merge copies the parts of scenario folders of one plan into another, new one or one of that
// plan, which may be among them. Every part is checked against its checksums and appears whole; of several
// that hold different numbers of runs the one with most counts, and two of the same runs must have
// the same rows. Folders of an adaptive plan may have come to different rounds, as long as
// those of one begin with those of the other: the plan is then the longer one.
//
// Merge locks the target alone, as a sweep does; a source may be read-only, and of one that is being
// written the finished parts are taken. What does not belong together it refuses with a *text.Refusal. It
// ends with the context's error between two parts, can be repeated after that and any failure, and
// does only what is left.
func Merge(ctx context.Context, into string, from []string) (MergeReport, error) {
	plan, err := commonPlan(from)
	if err != nil {
		return MergeReport{}, err
	}
	lock, err := Lock(into)
	switch {
	case errors.Is(err, ErrLocked):
		return MergeReport{}, text.Refuse("%w", err)
	case err != nil:
		return MergeReport{}, text.Refuse("%s: cannot write there: %w", into, err)
	}
	defer lock.Unlock()
	if plan, err = plan.settle(into, from[0]); err != nil {
		return MergeReport{}, err
	}
	report := MergeReport{Parts: plan.Parts, Adaptive: plan.Design == scenarios.Adaptive}
	folders, err := others(into, from)
	if err != nil {
		return report, err
	}
	for part := range plan.Parts {
		if err := ctx.Err(); err != nil {
			return report, err
		}
		if err := plan.mergePart(&report, into, folders, part); err != nil {
			return report, err
		}
	}
	return report, nil
}

// commonPlan is the manifest that all folders share, the one with most rounds.
func commonPlan(from []string) (*Manifest, error) {
	if len(from) == 0 {
		return nil, errors.New("no folders to merge")
	}
	var longest *Manifest
	var its string
	for _, dir := range from {
		m, err := ReadManifest(dir)
		if err != nil {
			return nil, text.Refuse("%w", err)
		}
		if longest == nil {
			longest, its = m, dir
			continue
		}
		if reason := longest.conflict(m); reason != "" {
			return nil, text.Refuse("%s and %s %s", its, dir, reason)
		}
		if len(m.Rounds) > len(longest.Rounds) {
			longest, its = m, dir
		}
	}
	return longest, nil
}

// settle makes the target one of the plan, or of its own longer one.
func (m *Manifest) settle(into, source string) (*Manifest, error) {
	stray, err := Stray(into)
	if err != nil {
		return nil, text.Refuse("%w", err)
	}
	if stray != "" {
		return nil, text.Refuse("%s: is not of circsim, and would be replaced; choose another -o", stray)
	}
	old, err := ReadManifest(into)
	switch {
	case err == nil:
		if reason := old.conflict(m); reason != "" {
			return nil, text.Refuse("%s and %s %s; choose another -o", into, source, reason)
		}
		if len(old.Rounds) >= len(m.Rounds) {
			return old, nil
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, text.Refuse("%w", err)
	}
	return m, m.Write(into)
}

// others are the target and the folders that are not the target by another name.
func others(into string, from []string) ([]string, error) {
	target, err := os.Stat(into)
	if err != nil {
		return nil, err
	}
	folders := []string{into}
	for _, dir := range from {
		info, err := os.Stat(dir)
		if err != nil {
			return nil, err
		}
		if !os.SameFile(info, target) {
			folders = append(folders, dir)
		}
	}
	return folders, nil
}
