package main

import (
	"encoding/json"
	"fmt"
	"os/exec"
)

// machine holds the limits of one core, in numbers per nanosecond.
type machine struct {
	Exp    float64 `json:"exp"`
	Expm1  float64 `json:"expm1"`
	Log1p  float64 `json:"log1p"`
	Stream float64 `json:"stream"` // GB/s that a sum of two vectors reads and writes, far larger than the caches
}

// limits prints what the machine can do, and how far runs are from it.
func (b *bench) limits() error {
	binary, err := b.compile("limits.c")
	if err != nil {
		fmt.Fprintf(b.out, "\nno limits of the machine: %v\n", err)
		return nil
	}
	out, err := exec.Command(binary).Output()
	if err != nil {
		return fmt.Errorf("limits: %w", err)
	}
	var m machine
	if err := json.Unmarshal(out, &m); err != nil {
		return fmt.Errorf("limits: %w", err)
	}
	const number = 8 // bytes
	fmt.Fprintf(b.out, "\n## Limits of one core\n")
	t := table{{"in C, vectorized", "numbers a nanosecond"}}
	t.row("exp", short(m.Exp))
	t.row("expm1", short(m.Expm1))
	t.row("log1p", short(m.Log1p))
	t.row(fmt.Sprintf("to and from memory, %.3g GB/s", m.Stream), short(m.Stream/number))
	t.print(b.out)

	// A rate is two exponentials and a logarithm.
	perUpdate := 1e-9 * (1/m.Exp + 1/m.Expm1 + 1/m.Log1p)
	t = table{{"whole run", "agent updates", "ms", "ns an update", "exponentials and logarithms at the limit, ms", "run / limit"}}
	for _, c := range comparisons {
		r, err := runOf(c.scenario, c.sets...)
		if err != nil {
			return err
		}
		cost, err := r.cost()
		if err != nil {
			return err
		}
		took, err := r.timed(b.rounds)
		if err != nil {
			return err
		}
		updates := float64(cost.AgentUpdates)
		t.row(c.scenario, short(updates), milliseconds(took.Median), short(1e9*took.Median/updates),
			milliseconds(updates*perUpdate), short(took.Median/(updates*perUpdate)))
	}
	t.print(b.out)
	return nil
}
