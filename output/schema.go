package output

import "github.com/parquet-go/parquet-go"

// schemaOf returns the Parquet schema of a table. It is the same in every part, whatever the data.
func schemaOf(t Table, columns []Column) *parquet.Schema {
	group := parquet.Group{}
	for _, c := range columns {
		group[c.Name] = nodeOf(c)
	}
	return parquet.NewSchema(string(t), inOrder{group, columns})
}

// nodeOf is the column as Parquet describes it.
func nodeOf(c Column) parquet.Node {
	var node parquet.Node
	switch c.Type {
	case Int64:
		node = parquet.Int(64)
	case Float64:
		node = parquet.Leaf(parquet.DoubleType)
	case String:
		node = parquet.String()
	}
	switch {
	case c.Repeats:
		node = parquet.Encoded(node, &parquet.RLEDictionary)
	case c.Type == Float64:
		node = parquet.Encoded(node, floatEncoding)
	case c.Type == Int64:
		node = parquet.Encoded(node, &parquet.DeltaBinaryPacked)
	}
	if c.Hex {
		node = parquet.Compressed(node, hexCompression)
	}
	if c.Nullable {
		node = parquet.Optional(node)
	}
	return node
}

// inOrder is a group whose fields keep their order; parquet.Group sorts them.
type inOrder struct {
	parquet.Group
	columns []Column
}

// Fields returns the columns in file order.
func (g inOrder) Fields() []parquet.Field {
	sorted := map[string]parquet.Field{}
	for _, f := range g.Group.Fields() {
		sorted[f.Name()] = f
	}
	fields := make([]parquet.Field, len(g.columns))
	for i, c := range g.columns {
		fields[i] = sorted[c.Name]
	}
	return fields
}
