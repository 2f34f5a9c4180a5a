package scenarios

import "reflect"

// clone copies a scenario with its lists. It shares the axes of the sweep: nothing changes them once a file is read, and
// they can hold 100,000 values.
func (s *Scenario) clone() *Scenario {
	c := *s
	root.unshare(reflect.ValueOf(&c).Elem())
	return &c
}

// unshare copies every list in v, a value of the shape.
func (s *shape) unshare(v reflect.Value) {
	switch {
	case s.kind == record:
		for i := range s.fields {
			s.fields[i].shape.unshare(v.Field(s.fields[i].index))
		}
	case s.typ.Kind() == reflect.Slice && s.kind != axes && !v.IsNil():
		own := reflect.MakeSlice(s.typ, v.Len(), v.Len())
		reflect.Copy(own, v)
		v.Set(own)
		for i := range own.Len() {
			if s.elem.is(record) {
				s.elem.unshare(own.Index(i))
			}
		}
	}
}
