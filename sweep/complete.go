package sweep

import (
	"fmt"
	"reflect"

	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
)

// IsComplete reports whether the plan of a folder, all of whose runs are there, has no further rounds. It repeats the
// choices of an adaptive design. The error says that they cannot be repeated, such as those of another circsim.
func IsComplete(dir string, m *output.Manifest) (bool, error) {
	if m.Design != scenarios.Adaptive || m.Single {
		return true, nil
	}
	if now := output.CurrentBuild(); !reflect.DeepEqual(m.Build, now) {
		return false, fmt.Errorf("%s: was made by circsim %s, this is %s", dir, buildName(m.Build, now), buildName(now, m.Build))
	}
	s, _, err := scenarios.Parse(m.Scenario, []byte(m.Text), m.Sets)
	if err != nil {
		return false, err
	}
	var shard Shard
	if m.Shard != "" {
		if shard, err = ParseShard(m.Shard); err != nil {
			return false, err
		}
	}
	plan, err := newShardPlan(s, shard)
	if err != nil {
		return false, err
	}
	f := &folder{dir: dir, manifest: m, searched: m.Parts}
	if err := f.tell(plan.adaptive); err != nil {
		return false, err
	}
	return len(plan.adaptive.next().rounds) == 0, nil
}
