package scenarios

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/circsim/circsim/internal/text"
)

// phasePaths are the keys that a phase may change.
func (s *Scenario) phasePaths() []string {
	var paths []string
	for _, key := range phaseKeys(trainingShape) {
		paths = append(paths, "training."+key)
	}
	for i := range s.Tasks {
		for _, key := range phaseKeys(taskShape) {
			paths = append(paths, s.Tasks[i].path(key))
		}
	}
	return paths
}

// phaseKeys are the keys of a section that phases may set, in alphabetical order.
func phaseKeys(section *shape) []string {
	keys := section.keysWhere(func(f field) bool { return f.phase })
	slices.Sort(keys)
	return keys
}

// decodeAssignments reads the assignments of a phase, once the tasks are known.
func (d *decoder) decodeAssignments(path string, n *node, v reflect.Value) {
	known := d.scenario.phasePaths()
	set := make([]Assignment, 0, len(n.keys))
	for i, key := range n.keys {
		at := join(path, key)
		if !slices.Contains(known, key) {
			d.fault(n.items[i].keyAt, at, "a phase cannot set %s%s", text.Line(key), text.Hint(key, known))
			continue
		}
		target, err := d.scenario.find(key)
		if err != nil {
			d.fault(n.items[i].keyAt, at, "%s", err)
			continue
		}
		value := reflect.New(target.shape.typ).Elem()
		d.decode(at, target.shape, n.items[i], value)
		set = append(set, Assignment{key, value.Interface()})
	}
	v.Set(reflect.ValueOf(set))
}

// checkPhases checks the keys together with the values that they have after each phase.
func (c *checker) checkPhases(s *Scenario) {
	if len(s.Training.Phases) == 0 {
		return
	}
	now := s.clone()
	before := int64(0)
	for i, phase := range s.Training.Phases {
		path := fmt.Sprintf("training.phases.%d", i)
		if phase.At <= before {
			c.report("%s.at is %d, expected a step after %d", path, phase.At, before)(path + ".at")
		}
		if phase.At >= s.Training.Steps {
			c.report("%s.at is %d, expected a step before the end of training (%d)", path, phase.At, s.Training.Steps)(path+".at", "training.steps")
		}
		before = phase.At
		set := make(map[string]bool, len(phase.Set))
		for _, a := range phase.Set {
			set[a.Path] = true
			if err := now.assign(a); err != nil {
				c.report("%s", err)(join(path+".set", a.Path))
			}
		}
		var after checker
		after.checkMoving(now)
		for _, p := range after.problems {
			if k := slices.IndexFunc(p.paths, func(q string) bool { return set[q] }); k >= 0 {
				p.msg = fmt.Sprintf("from step %d on %s", phase.At, p.msg)
				p.paths = append([]string{join(path+".set", p.paths[k])}, p.paths...)
				c.problems = append(c.problems, p)
			}
		}
	}
}
