// Package claims is the scoreboard: what papers have published, beside what this theory of circuits gives.
//
//		board, err := claims.Run(ctx, rows, dir, observer)
//
//	 1. row.go is a phenomenon: its scenarios, its claims, its picture, and how far to trust it; rows.go lists them all
//	 2. claim.go is one line of the board: what was published, and what a simulated number has to be to meet it
//	 3. run.go sweeps a row's scenarios and gives the claims the tables that were written, and nothing else; study.go reads them
//	 4. sample.go makes a number with an interval of one number per seed
//	 5. board.go is the outcome, text.go, json.go and parquet.go write it down, page.go is the page of a row in docs/phenomena
//
// Every row has a file of its own, named as the row. A claim that is not met stays, with Recorded false
// and the reason: the board says where the theory is wrong.
package claims
