// Package forecasts says what the scores of small models foretell about larger ones, and how far such forecasts can be
// trusted. It does not know tables: a Curve is the scores of one task along one scale.
//
//		f := forecasts.Of(curve, []float64{1e23})
//
//	 1. curve.go holds what is known of a task
//	 2. knowable.go refuses curves of which no form can know anything
//	 3. forms.go fits the forms: logistic, loss-mediated, passuntil, observational, unchanged. likelihood.go fits their
//	    curves, loss.go the law of the loss, capability.go the principal component of the other tasks
//	 4. backtest.go hides the largest models, one more each time, and ranks the forms by how they did
//	 5. forecast.go predicts, with intervals from the residuals and from the errors of the back-tests
package forecasts
