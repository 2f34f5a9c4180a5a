package main

import (
	"github.com/circsim/circsim/analysis/thresholds"
)

// brokenEnds are curves whose largest model is at chance, as a diverged one: the onset is that of the others.
func brokenEnds() (list []experiment) {
	for _, s := range shapes {
		for _, n := range noises {
			if n.sd == 0 && n.items == 0 || n.seeds == 1 && n.items == 0 {
				continue
			}
			d := design{s, n, spacings[0], 14}
			list = append(list, experiment{s.name, n.name, func(trial int) []named {
				c := d.draw(trial)
				largest := c.scale(d.scales-1, d.scales)
				for i := range c.Observations {
					if o := &c.Observations[i]; o.X == largest {
						o.Y = max(0, o.Y-(ceiling-floor)*c.shape.at(c.widths(largest)))
					}
				}
				onset := thresholds.FindOnset(c.Series, drawing(trial))
				return []named{{"`onset`, the largest model broken", answer{c.passes((onset.Critical - floor) / (ceiling - floor)), onset.Scale}}}
			}})
		}
	}
	return list
}
