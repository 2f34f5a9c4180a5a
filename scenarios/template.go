package scenarios

import (
	"fmt"
	"strings"

	"github.com/circsim/circsim/internal/text"
)

// New is the text of a new scenario file, with comments, that runs as it is.
func New(name string) (string, error) {
	if !nameForm.pattern.MatchString(name) {
		return "", fmt.Errorf("the name %s is not one, expected %s", text.Quote(name), nameForm.expected)
	}
	switch lower := strings.ToLower(name); {
	case lower == "true", lower == "false", lower == "null", name[0] <= '9':
		name = `"` + name + `"` // or it would not be text
	}
	return strings.Replace(template, "NAME", name, 1), nil
}

const template = `name: NAME
title: One line that says what is studied
cites: []                     # sources of the claims and of the constants

model:
  params: 100000              # trainable parameters
  bits_per_param: 2.0         # bits that one parameter can hold
  bias: transformer           # transformer | recurrent | convolutional
  noise: 0.1                  # variance of every logit
  leak: 0.6                   # response of memorization to unseen items
  interference: 0             # noise where stored bits meet capacity

training:
  steps: 20000
  batch: full                 # or items per step
  learning_rate: 1e-3
  weight_decay: 1.0
  dynamics: flow              # flow | gd | sgd
  phases: []                  # [{at: 10000, set: {tasks.first.items: 900}}]

tasks:
  first:
    classes: 113
    universe: 12769           # all items that exist; test accuracy is over the unseen rest
    items: 5000               # unique training items
    frequency: uniform        # or {zipf: 1.34}
    structure: local          # local | sequential | long-range
    memorization: {gain: 100, initial: 0.04}
    generalization:           # one, or a list of circuits that cover nested shares of the items
      gain: 0.011
      gain_spread: 0.35
      initial: 3e-5
      initial_spread: 0.46
      footprint: 156          # parameters that the circuit occupies

sweep:                        # the product of the axes, each point with a number of seeds
  axes:
    - {path: tasks.first.items, values: [3000, 5000, 8000]}
    - {path: model.params, log: {from: 1e3, to: 1e6, points: 7}}
  seeds: 2

record: {points: 200, spacing: log, circuits: final}   # circuits: none | final | all
`
