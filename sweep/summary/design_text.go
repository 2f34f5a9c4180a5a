package summary

import (
	"fmt"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/scenarios"
)

// layout is how runs are spread over points.
func (s *Summary) layout() string {
	switch {
	case s.Found != nil:
		return fmt.Sprintf("%d seeds, each searched by itself", s.Seeds)
	case s.Design == scenarios.Grid:
		return fmt.Sprintf("%d per point", s.Seeds)
	}
	return fmt.Sprintf("%d per point, design %s", s.Seeds, s.Design)
}

// remark says where to find what the summary of this design lacks.
func (s *Summary) remark(p *text.Page) {
	switch {
	case s.Large:
		p.Line("more than %d points: regimes are counted, points and lines are in the tables", maxTallied)
	case s.Design == scenarios.Morris, s.Design == scenarios.Saltelli:
		of := ""
		if len(s.Tasks) > 1 {
			of = " --task " + s.Tasks[0].Name
		}
		p.Line("which axes matter: circsim sensitivity %s --of test_accuracy%s", s.Dir, of)
	case s.Design == scenarios.Adaptive && s.Found == nil:
		p.Line("%d points, gathered where regimes meet", (s.Runs+s.Seeds-1)/s.Seeds)
	}
}
