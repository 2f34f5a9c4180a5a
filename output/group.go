package output

// group describes neighbouring columns.
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

// within describes columns of an R that are those of an S in it.
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
	for range o.columns {
		b.null()
	}
}

func (o outer[R, S]) read(row *rowReader, r *R) {
	if row.skipNulls(len(o.columns)) {
		return
	}
	s := new(S)
	*o.of(r) = s
	o.columns.read(row, s)
}

// through returns the fields of an S as fields of the R that holds it; null without an S.
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
