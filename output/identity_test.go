package output

import (
	"testing"

	"github.com/circsim/circsim/scenarios"
)

func parse(t testing.TB, text string, sets ...string) *scenarios.Scenario {
	t.Helper()
	s, _, err := scenarios.Parse("study.yaml", []byte(text), sets)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const plainText = `name: study
model: {params: 1000}
training: {steps: 60}
tasks:
  a: {classes: 10, items: 500, memorization: {gain: 1, initial: 0.1}, generalization: {gain: 1, initial: 0.1}}
sweep: {axes: [{path: tasks.a.items, values: [500, 600]}]}
`

// What a run means is its identity, not how it is written nor what is studied around it.
func TestIdentityIsOfTheMeaning(t *testing.T) {
	build := Build{Version: "v1", Settings: []Setting{{"GOAMD64", "v1"}}}
	want := Identity(parse(t, plainText), 3, build)
	if len(want) != 32 {
		t.Errorf("identity %q has %d digits, want 32", want, len(want))
	}
	const same = `# another text
name: other
title: The same network
cites: [arXiv:2301.00001]
tasks:
  a:
    classes: 10
    items: 400
    frequency: uniform
    options: 4
    memorization: {initial: 0.1, gain: 1.0, cohorts: 1}
    generalization: [{gain: 1, initial: 1e-1, depth: 2, tickets: 1}]
model: {params: 1e3, pools: {}}
training: {steps: 60, phases: []}
sweep: {seeds: 7, axes: [{path: tasks.a.items, values: [500, 700]}]}
`
	swept, err := parse(t, same).With(scenarios.Assignment{Path: "tasks.a.items", Value: int64(500)})
	if err != nil {
		t.Fatal(err)
	}
	if got := Identity(swept, 3, build); got != want {
		t.Errorf("the same run has identities %s and %s", got, want)
	}
	seen := map[string]string{want: "the run"}
	for name, other := range map[string]string{
		"another seed":    Identity(swept, 4, build),
		"another value":   Identity(parse(t, same), 3, build),
		"another record":  Identity(parse(t, plainText, "record.points=20"), 3, build),
		"another version": Identity(swept, 3, Build{Version: "v2", Settings: build.Settings}),
		"another setting": Identity(swept, 3, Build{Version: "v1", Settings: []Setting{{"GOAMD64", "v3"}}}),
	} {
		if twin, ok := seen[other]; ok {
			t.Errorf("%s has the identity of %s", name, twin)
		}
		seen[other] = name
	}
}

// BenchmarkIdentity names runs of the library's scenarios.
func BenchmarkIdentity(b *testing.B) {
	for _, name := range scenarios.List() {
		s, _, err := scenarios.Named(name)
		if err != nil {
			b.Fatal(err)
		}
		id := newIdentifier(CurrentBuild())
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				id.identity(s, 1)
			}
			b.ReportMetric(float64(len(id.text)), "bytes")
		})
	}
}
