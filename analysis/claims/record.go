package claims

import "github.com/circsim/circsim/internal/text"

// Record is a line of the board: one object of --json, one row of the Parquet file. Numbers are in the unit of the claim's quantity; those
// that are unknown, and bounds that there are not, are nil.
type Record struct {
	Row           int64    `json:"row" parquet:"row"`
	Phenomenon    string   `json:"phenomenon" parquet:"phenomenon,dict"`
	Name          string   `json:"name" parquet:"name"`
	Source        string   `json:"source" parquet:"source,dict"`
	Statement     string   `json:"statement" parquet:"statement"`
	Quantity      string   `json:"quantity" parquet:"quantity"`
	Kind          string   `json:"kind" parquet:"kind,dict"`
	Grade         string   `json:"grade" parquet:"grade,dict"`
	Published     *float64 `json:"published" parquet:"published,optional"`
	Simulated     *float64 `json:"simulated" parquet:"simulated,optional"`
	Low           *float64 `json:"low" parquet:"low,optional"`
	High          *float64 `json:"high" parquet:"high,optional"`
	AtLeast       *float64 `json:"at_least" parquet:"at_least,optional"`
	AtMost        *float64 `json:"at_most" parquet:"at_most,optional"`
	Met           bool     `json:"met" parquet:"met"`
	Recorded      bool     `json:"recorded" parquet:"recorded"`
	Reason        string   `json:"reason" parquet:"reason"`
	FreeConstants int64    `json:"free_constants" parquet:"free_constants"`
}

func (b *Board) records() []Record {
	all := make([]Record, len(b.Lines))
	for i, l := range b.Lines {
		c := l.Claim
		all[i] = Record{
			Row: int64(l.Row.number), Phenomenon: l.Row.Name, FreeConstants: int64(len(l.Row.constants)),
			Name: c.Name, Source: c.source, Statement: c.statement, Quantity: c.quantity, Kind: string(c.kind), Grade: string(c.grade), Published: text.Null(c.published),
			Simulated: text.Null(l.Simulated.Value), Low: text.Null(l.Simulated.Low), High: text.Null(l.Simulated.High),
			AtLeast: text.Null(c.Expect.Low), AtMost: text.Null(c.Expect.High), Met: l.Met, Recorded: c.notMet == "", Reason: c.notMet,
		}
	}
	return all
}

// JSON is the board as one object.
func (b *Board) JSON() ([]byte, error) {
	return text.JSON(struct {
		Claims []Record `json:"claims"`
	}{b.records()})
}
