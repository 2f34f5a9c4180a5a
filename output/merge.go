package output

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/circsim/circsim/internal/text"
)

// MergeReport says what a folder holds after a merge.
type MergeReport struct {
	Parts    int     // number of parts in the rounds so far
	Complete int     // number of parts with all runs
	Copied   int     // number of parts that are new or have more runs than before
	Short    []int   // parts that lack some runs
	Missing  []int   // parts without runs
	Runs     int64   // number of runs in complete and short parts
	Damaged  []error // parts that were found and left out, each with its path
}

// Merge copies the parts in scenario folders of one plan into a folder, which is new or has that plan, and may be one of
// them. It checks every part against its checksums, and each part appears whole. Of several copies of a part it takes
// the one with the most runs; copies with the same runs must have the same rows. Folders of an adaptive plan may differ
// in their number of rounds if they agree in those that they share: the plan is then the longest.
//
// Merge locks only the target, as a sweep does. Sources may be read-only; of one that is being written Merge takes the
// finished parts. The error is a *text.Refusal if the folders do not belong together, and the context's error if it is
// cancelled between two parts. A repeated Merge does only what is left.
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
	report := MergeReport{Parts: plan.Parts}
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

// commonPlan returns the manifest of the folders, which must share a plan: the one with the most rounds.
func commonPlan(from []string) (*Manifest, error) {
	if len(from) == 0 {
		return nil, errors.New("no folders to merge")
	}
	var longest *Manifest
	var its string // its folder
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

// settle gives the target the plan, and returns the target's own if that has more rounds.
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

// others returns the target and the folders that are not the target under another name.
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
