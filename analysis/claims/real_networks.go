package claims

var realNetworks = code{
	picture: func(s *study) Picture {
		p := Picture{Title: "Steps to memorize and to generalize against parameters, 1392 items", X: "parameters", Y: "step", LogX: true, LogY: true}
		f := s.runs("mlp-addition").Where("task", "addition").At("tasks_addition_items", 1392)
		for _, event := range []struct {
			name, column string
			steps        []float64
		}{
			{"train loss < 1", "step_train", []float64{2974, 2208.5, 1199, 608.5, 427, 272}},
			{"test loss < 1", "step_test", []float64{4351, 7770, 12982, 19745, 21322, 13414}},
		} {
			p.median(event.name+", simulated, median of 3 seeds", f, "model_params", event.column)
			p.measured(event.name+", measured, median of 2 seeds", []float64{2963, 4799, 6891, 11843, 17819, 32843}, event.steps)
		}
		return p
	},
}
