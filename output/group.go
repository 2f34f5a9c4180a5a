package output

// group is neighbouring columns.
type group[R any] []description[R]

func (g group[R]) fields() []field[R] {
	var all []field[R]
	for _, d := range g {
		all = append(all, d.fields()...)
	}
	return all
}

func (g group[R]) columns() []Column {
	var all []Column
	for _, f := range g.fields() {
		all = append(all, f.Column)
	}
	return all
}

func (g group[R]) write(b *batch, r *R) {
	for _, d := range g {
		d.write(b, r)
	}
}

func (g group[R]) read(row *rowReader, r *R) {
	for _, d := range g {
		d.read(row, r)
	}
}

// within describes an R by the S that it holds.
func within[R, S any](of func(*R) *S, columns group[S]) description[R] {
	return inner[R, S]{of, columns}
}

type inner[R, S any] struct {
	of      func(*R) *S
	columns group[S]
}

func (i inner[R, S]) fields() []field[R] { return through(i.columns, i.of) }

func (i inner[R, S]) write(b *batch, r *R)      { i.columns.write(b, i.of(r)) }
func (i inner[R, S]) read(row *rowReader, r *R) { i.columns.read(row, i.of(r)) }

// perhaps describes an R by the S that it may hold; null says why it holds none. The columns are all null where it
// holds none, and a row is read as holding none where they are all null.
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
	columns group[S] // each a *column
}

func (o outer[R, S]) fields() []field[R] {
	return through(o.columns, func(r *R) *S { return *o.of(r) })
}

func (o outer[R, S]) write(b *batch, r *R) {
	if s := *o.of(r); s != nil {
		o.columns.write(b, s)
		return
	}
	b.nulls(len(o.columns))
}

func (o outer[R, S]) read(row *rowReader, r *R) {
	if row.skipNulls(len(o.columns)) {
		return
	}
	s := new(S)
	*o.of(r) = s
	o.columns.read(row, s)
}

// through are the fields of an S as those of the R that it is found in.
func through[R, S any](columns group[S], of func(*R) *S) []field[R] {
	var all []field[R]
	for _, f := range columns.fields() {
		all = append(all, field[R]{f.Column, func(r *R) any {
			if s := of(r); s != nil {
				return f.value(s)
			}
			return nil
		}})
	}
	return all
}
