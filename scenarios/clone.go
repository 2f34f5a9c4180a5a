package scenarios

import "reflect"

// clone copies every key, so that changing one in the copy leaves the scenario alone. The axes of the sweep are
// shared: nothing changes them once a file is read, and they can hold 100,000 values.
func (s *Scenario) clone() *Scenario {
	c := *s
	root.unshare(reflect.ValueOf(&c).Elem())
	return &c
}

// unshare gives every list in v, a value of the shape, memory of its own.
func (s *shape) unshare(v reflect.Value) {
	switch {
	case s.kind == record:
		for i := range s.fields {
			if f := &s.fields[i]; f.shape.typ.Kind() == reflect.Struct || f.shape.typ.Kind() == reflect.Slice {
				f.shape.unshare(v.Field(f.index))
			}
		}
	case s.typ.Kind() == reflect.Slice && s.kind != axes && !v.IsNil():
		own := reflect.MakeSlice(s.typ, v.Len(), v.Len())
		reflect.Copy(own, v)
		v.Set(own)
		for i := range own.Len() {
			if s.elem != nil && s.elem.kind == record {
				s.elem.unshare(own.Index(i))
			}
		}
	}
}
