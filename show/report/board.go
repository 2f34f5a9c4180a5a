package report

import "github.com/circsim/circsim/analysis/claims"

// board is what the tables of circsim reproduce say about published claims.
type board struct {
	File   string          `json:"file"`
	Claims []claims.Record `json:"claims"`
}

func readBoard(path string) (*board, error) {
	records, err := claims.ReadBoard(path)
	if err != nil {
		return nil, err
	}
	return &board{path, records}, nil
}
