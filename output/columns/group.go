package columns

// Group describes neighbouring columns of the results in an R.
type Group[R any] []description[R]

// Fields are the columns with their values.
func (g Group[R]) Fields() []Field[R] {
	var all []Field[R]
	for _, d := range g {
		all = append(all, d.fields()...)
	}
	return all
}

// Columns are the columns, in the order of the table.
func (g Group[R]) Columns() []Column {
	var all []Column
	for _, f := range g.Fields() {
		all = append(all, f.Column)
	}
	return all
}

// Write writes the values of an R.
func (g Group[R]) Write(b Writer, r *R) {
	for _, d := range g {
		d.write(b, r)
	}
}

// Read reads the values of an R.
func (g Group[R]) Read(row Reader, r *R) {
	for _, d := range g {
		d.read(row, r)
	}
}

// Within describes columns of an R that are those of an S in it.
func Within[R, S any](of func(*R) *S, columns Group[S]) description[R] {
	return inner[R, S]{of, columns}
}

type inner[R, S any] struct {
	of      func(*R) *S
	columns Group[S]
}

func (i inner[R, S]) fields() []Field[R] { return through(i.columns, i.of) }

func (i inner[R, S]) write(b Writer, r *R)  { i.columns.Write(b, i.of(r)) }
func (i inner[R, S]) read(row Reader, r *R) { i.columns.Read(row, i.of(r)) }

// perhaps describes columns of an R that are those of an optional S in it; null says when there is none. Without an S
// all of the columns are null, and a row in which all of them are null is read as an R without an S.
func perhaps[R, S any](of func(*R) **S, null string, columns ...*column[S]) description[R] {
	o := outer[R, S]{of: of}
	for _, c := range columns {
		if c.Null == "" {
			c.null(null)
		}
		o.columns = append(o.columns, c)
	}
	return o
}

type outer[R, S any] struct {
	of      func(*R) **S
	columns Group[S] // each a *column
}

func (o outer[R, S]) fields() []Field[R] {
	return through(o.columns, func(r *R) *S { return *o.of(r) })
}

func (o outer[R, S]) write(b Writer, r *R) {
	if s := *o.of(r); s != nil {
		o.columns.Write(b, s)
		return
	}
	for range o.columns {
		b.Null()
	}
}

func (o outer[R, S]) read(row Reader, r *R) {
	if row.SkipNulls(len(o.columns)) {
		return
	}
	s := new(S)
	*o.of(r) = s
	o.columns.Read(row, s)
}

// through returns the fields of an S as fields of the R that holds it; null without an S.
func through[R, S any](columns Group[S], of func(*R) *S) []Field[R] {
	var all []Field[R]
	for _, f := range columns.Fields() {
		all = append(all, Field[R]{f.Column, func(r *R) any {
			if s := of(r); s != nil {
				return f.Value(s)
			}
			return nil
		}})
	}
	return all
}
