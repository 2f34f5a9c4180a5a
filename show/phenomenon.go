package show

import "github.com/circsim/circsim/analysis/claims"

// Phenomenon is the picture of a row of the scoreboard.
func Phenomenon(p claims.Picture) Picture {
	drawn := Picture{Title: p.Title, X: p.X, Y: p.Y, LogX: p.LogX, LogY: p.LogY}
	for _, c := range p.Curves {
		drawn.Lines = append(drawn.Lines, Line(c))
	}
	return drawn
}
