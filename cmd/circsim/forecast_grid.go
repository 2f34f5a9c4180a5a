package main

import (
	"strings"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// grid is the configurations of PATH=VALUE,VALUE,... flags: all combinations, the last key varying fastest.
type grid []gridKey

type gridKey struct {
	path   string
	values []string
}

// gridOf reads the values of a flag. Commas within brackets, braces and quotes separate no values.
func gridOf(flag string, written []string) (grid, error) {
	var g grid
	size := 1
	for _, set := range written {
		path, value, found := strings.Cut(set, "=")
		if !found || path == "" || strings.TrimSpace(value) == "" {
			return nil, text.Refuse("%s %s: not a setting, expected PATH=VALUE or PATH=VALUE,VALUE", flag, text.Line(set))
		}
		key := gridKey{path: path, values: []string{value}}
		if !strings.ContainsAny(value, `[{"'`) {
			key.values = strings.Split(value, ",")
		}
		for _, v := range key.values {
			if strings.TrimSpace(v) == "" {
				return nil, text.Refuse("%s %s: an empty value, expected PATH=VALUE,VALUE", flag, text.Line(set))
			}
		}
		g = append(g, key)
		if size *= len(key.values); size > maxForecasts {
			return nil, text.Refuse("%s %s: makes more than %d configurations, expected fewer values", flag, text.Line(set), maxForecasts)
		}
	}
	return g, nil
}

func (g grid) paths() (list []string) {
	for _, key := range g {
		list = append(list, key.path)
	}
	return list
}

// varied are the keys with several values.
func (g grid) varied() (list []string) {
	for _, key := range g {
		if len(key.values) > 1 {
			list = append(list, key.path)
		}
	}
	return list
}

// open reads the scenario with every combination, after some settings that all have.
func (g grid) open(name string, common []string) (list []*scenarios.Scenario, warnings []scenarios.Warning, err error) {
	at := make([]int, len(g))
	for {
		sets := append([]string{}, common...)
		for i, key := range g {
			sets = append(sets, key.path+"="+key.values[at[i]])
		}
		s, warned, err := scenarios.OpenOne(name, sets)
		if err != nil {
			return nil, nil, err
		}
		if list = append(list, s); len(list) == 1 {
			warnings = warned
		}
		k := len(g) - 1
		for ; k >= 0; k-- {
			if at[k]++; at[k] < len(g[k].values) {
				break
			}
			at[k] = 0
		}
		if k < 0 {
			return list, warnings, nil
		}
	}
}
