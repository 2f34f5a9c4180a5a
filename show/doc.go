// Package show draws: the pictures of phenomena, and figures of a study's tables.
//
//		figure, remarks, err := show.Study("results/regimes", show.Options{})
//		file, err := figure.File(show.PDFFormat, show.Style{Columns: 1})
//		fmt.Print(figure.Preview(screen))
//
//	 1. figure.go is a figure that is not yet drawn: panels of lines, cells and intervals
//	 2. study.go reads a study and chooses what is drawn; points.go takes the seeds of a point together
//	 3. plane.go draws two axes, lines.go one axis, training.go one run, scaling.go a law; measured.go reads runs of one's own
//	 4. draw.go lays a figure out, marks.go draws what is in its panels, ticks.go labels axes
//	 5. file.go writes SVG, PDF and PNG, each with where it comes from; preview.go writes for a terminal
//	 6. phenomenon.go makes a figure of the picture of a phenomenon
package show
