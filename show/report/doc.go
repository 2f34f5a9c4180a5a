// Package report makes one HTML file of the tables of studies. It opens anywhere and asks nothing of the network.
//
//		page, remarks, err := report.Page(ctx, []string{"results/regimes"}, nil)
//
//	 1. folders.go finds the studies and boards in folders, page.go puts them on a page: its script and style are in page
//	 2. study.go reads a study. columns.go reads columns of a part, points.go takes runs of a point together, and points
//	    together where there are too many; curves.go chooses the runs whose training is shown
//	 3. story.go says what was found in sentences; thresholds.go and laws.go have its numbers
//	 4. compare.go takes two studies point by point; board.go reads the board of published claims
//	 5. number.go writes numbers
//
// The same tables give the same bytes.
package report
