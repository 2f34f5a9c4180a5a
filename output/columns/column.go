package columns

// Type is what a column holds.
type Type string

// The types of columns. DuckDB calls them BIGINT, DOUBLE and VARCHAR.
const (
	Int64   Type = "int64"
	Float64 Type = "float64"
	String  Type = "string"
)

// Column describes a column of a table. All float columns of results are nullable: a value that is not finite is null,
// and the column invalid names it.
type Column struct {
	Name     string `json:"name"`
	Type     Type   `json:"type"`
	Nullable bool   `json:"nullable"`
	Unit     string `json:"unit"`
	Meaning  string `json:"meaning"`
	Source   string `json:"source"` // where its formula is stated

	Null  string `json:"-"` // when the value is missing; empty: only if it is not finite
	Score *Score `json:"-"` // nil: not a score to analyze

	Repeats bool `json:"-"` // consecutive rows often have the same value: worth a dictionary
	Hex     bool `json:"-"` // random hex digits: worth an entropy coder
}

// Score says how analyze judges a column.
type Score struct {
	Lower    bool   // lower is better
	Internal bool   // an order parameter or an ablation, not a score of the network's answers
	Share    bool   // in [0, 1], higher is better
	Chance   Chance // empty: unknown
	Tested   bool   // measured on a finite test set
}

// Chance is the rule for a chance level (docs/model.md, section 5).
type Chance string

// The rules for chance levels.
const (
	TokenChance  Chance = "token"  // probability to guess a token
	AnswerChance Chance = "answer" // probability to guess all tokens of an answer
	OptionChance Chance = "option" // probability to guess the right option
	EditChance   Chance = "edit"   // expected wrong tokens of a guessed answer
	ChainChance  Chance = "chain"  // probability to guess every step of a chain
)
