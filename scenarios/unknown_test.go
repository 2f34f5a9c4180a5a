package scenarios

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const twoTasks = `name: two
weight_decay: 2
model: {params: 1000, items: 3}
training: {steps: 100, seeds: 4, sharre: 1}
tasks:
  left: {classes: 10, items: 500, noise: 1, memorization: {gain: 1, initial: 0.1}}
  right: {classes: 10, items: 500, memorization: {gain: 1, initial: 0.1, clases: 4}}
`

// A key that stands in the wrong section, or is set without its section, is answered with its whole path.
func TestUnknownKeysNameTheWholePath(t *testing.T) {
	_, _, err := Parse("two.yaml", []byte(twoTasks), []string{"seeds=3", "memorization.gain=2", "batc=3", "training.step=7"})
	want := `two.yaml:2:1: unknown key "weight_decay", did you mean training.weight_decay?
two.yaml:3:23: unknown key "items" in model, did you mean one of tasks.left.items, tasks.right.items?
two.yaml:4:24: unknown key "seeds" in training, did you mean sweep.seeds?
two.yaml:4:34: unknown key "sharre" in training, did you mean one of tasks.left.share, tasks.right.share?
two.yaml:6:35: unknown key "noise" in tasks.left, did you mean model.noise?
two.yaml:7:74: unknown key "clases" in tasks.right.memorization, did you mean one of tasks.left.classes, tasks.right.classes?
--set batc=3: unknown key "batc", did you mean training.batch?
--set memorization.gain=2: unknown key "memorization", did you mean one of tasks.left.memorization.gain, tasks.right.memorization.gain?
--set seeds=3: unknown key "seeds", did you mean sweep.seeds?
--set training.step=7: unknown key "step" in training, did you mean training.steps?`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestUnknownAxisNamesTheWholePath(t *testing.T) {
	text := edited(t, "{path: tasks.first.items,", "{path: items,")
	if _, _, err := Parse("a.yaml", []byte(text), nil); err == nil || !strings.HasSuffix(err.Error(), "unknown path items, did you mean tasks.first.items?") {
		t.Error(err)
	}
}

// Whatever key of whatever scenario is set by its last name alone, the answer holds its path.
func TestLastNamesLeadToPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(List()).Draw(t, "scenario")
		s, _, err := Named(name)
		if err != nil {
			t.Fatal(err)
		}
		path := rapid.SampledFrom(s.everyPath()).Draw(t, "path")
		key := last(path)
		if root.field(key) != nil || len(ending(s.everyPath(), key)) > maxSuggested {
			t.Skip("a section of its own, or too many")
		}
		_, _, err = Open(name, []string{key + "=1"})
		if err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("--set %s=1: %v, expected %s", key, err, path)
		}
	})
}

// A task that nothing answers is warned of; one that an axis gives circuits, or whose steps have circuits, is not.
func TestTaskWithoutCircuits(t *testing.T) {
	bare := "name: bare\nmodel: {params: 1000}\ntraining: {steps: 10}\ntasks:\n  idle: {classes: 3, items: 5%s}\n%s"
	for _, c := range []struct {
		circuits, sweep string
		warned          bool
	}{
		{"", "", true},
		{", memorization: {gain: 0}", "", true},
		{", memorization: {gain: 1, initial: 0.1}", "", false},
		{", generalization: {gain: 1, initial: 0.1}", "", false},
		{", memorization: {gain: 0, initial: 0.1}", "sweep: {axes: [{path: tasks.idle.memorization.gain, values: [0, 1]}]}\n", false},
	} {
		text := strings.Replace(strings.Replace(bare, "%s", c.circuits, 1), "%s", c.sweep, 1)
		_, warnings, err := Parse("bare.yaml", []byte(text), nil)
		if err != nil || (len(warnings) == 1) != c.warned {
			t.Errorf("%s%s: %v %v", c.circuits, c.sweep, warnings, err)
			continue
		}
		want := "bare.yaml:5:3: tasks.idle has no circuits and stays at chance level; memorization or generalization with a gain above 0 learns it"
		if c.warned && warnings[0].String() != want {
			t.Errorf("got %s", warnings[0])
		}
	}
	for _, name := range List() {
		if _, warnings, err := Named(name); err != nil || len(warnings) > 0 {
			t.Errorf("%s: %v %v", name, warnings, err)
		}
	}
}

// More wrong labels than chance makes wrong teach a flipped rule, which no circuit learns.
func TestFlippedRuleIsWarnedOf(t *testing.T) {
	for noise, warned := range map[string]bool{"0.5": false, "0.66": false, "0.67": true} {
		text := "name: flipped\nmodel: {params: 1000}\ntraining: {steps: 10}\ntasks:\n  a: {classes: 3, items: 5, label_noise: " + noise + ", memorization: {gain: 1, initial: 0.1}}\n"
		_, warnings, err := Parse("flipped.yaml", []byte(text), nil)
		if err != nil || (len(warnings) == 1) != warned {
			t.Errorf("label noise %s: %v %v", noise, warnings, err)
			continue
		}
		want := "flipped.yaml:5:42: tasks.a.label_noise is 0.67, above 1 - 1/classes (0.6667): the true class is the least likely label, and no circuit can learn to avoid it"
		if warned && warnings[0].String() != want {
			t.Errorf("got %s", warnings[0])
		}
	}
}
