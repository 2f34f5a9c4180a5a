package circsim_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// mostUnused is how many exported names may have no user outside their package.
const mostUnused = 20

// Names are exported for somebody: for another package or its tests, or for an interface that they satisfy.
// Run with -v for the list.
func TestExportedNamesHaveUsers(t *testing.T) {
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports,
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	var names, unused []string
	u := users{used: map[string]bool{}, interfaces: interfacesOf(loaded)}
	for _, p := range loaded {
		for _, err := range p.Errors {
			t.Fatal(err)
		}
		for _, object := range p.TypesInfo.Uses {
			if object.Pkg() != nil && strings.HasPrefix(object.Pkg().Path(), module) && object.Pkg().Path() != p.PkgPath {
				u.use(object)
			}
		}
	}
	u.others(t)
	for _, p := range loaded {
		if p.Name == "main" {
			continue // nothing imports a program
		}
		for _, object := range exported(p.Types) {
			names = append(names, key(object))
			if !u.used[key(object)] && !u.used[byName(object)] && !u.satisfies(object) {
				unused = append(unused, key(object))
			}
		}
	}
	slices.Sort(unused)
	t.Logf("%d of %d exported names have no user outside their package", len(unused), len(names))
	if len(unused) > mostUnused || testing.Verbose() {
		t.Log("\n" + strings.Join(unused, "\n"))
	}
	if len(unused) > mostUnused {
		t.Errorf("expected at most %d: unexport those that nobody needs", mostUnused)
	}
	if len(names) < 200 {
		t.Errorf("only %d exported names seen", len(names))
	}
}

// exported are the exported names of a package: constants, variables, functions, types and their methods.
func exported(p *types.Package) (list []types.Object) {
	for _, name := range p.Scope().Names() {
		object := p.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		list = append(list, object)
		if named, ok := object.Type().(*types.Named); ok && isType(object) {
			for m := range named.Methods() {
				if m.Exported() {
					list = append(list, m)
				}
			}
		}
	}
	return list
}

func isType(object types.Object) bool { _, ok := object.(*types.TypeName); return ok }

// key names an object alike in every package that loads it.
func key(object types.Object) string {
	name := object.Name()
	if f, ok := object.(*types.Func); ok {
		if receiver := f.Signature().Recv(); receiver != nil {
			if named := namedType(receiver.Type()); named != nil {
				name = named.Obj().Name() + "." + name
			}
		}
	}
	return strings.TrimPrefix(object.Pkg().Path(), module+"/") + "." + name
}

// byName names a method alike whatever its type is, as files that are not type-checked use it.
func byName(object types.Object) string {
	return strings.TrimPrefix(object.Pkg().Path(), module+"/") + ".*." + object.Name()
}

// namedType is the named type behind pointers, nil where there is none.
func namedType(t types.Type) *types.Named {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	named, _ := t.(*types.Named)
	return named
}

// users knows which names are used outside their packages.
type users struct {
	used       map[string]bool
	interfaces []*types.Interface
}

// use notes an object, and the types that whoever uses it meets: those of parameters, results and fields.
func (u *users) use(object types.Object) {
	switch object := object.(type) {
	case *types.Func:
		u.used[key(object.Origin())] = true
	case *types.Var:
		if object.IsField() {
			break
		}
		u.used[key(object)] = true
	default:
		u.used[key(object)] = true
	}
	u.meet(object.Type())
}

func (u *users) meet(t types.Type) {
	switch t := t.(type) {
	case *types.Named:
		object := t.Origin().Obj()
		if object.Pkg() == nil || !strings.HasPrefix(object.Pkg().Path(), module) || u.used["met "+key(object)] {
			return
		}
		u.used[key(object)], u.used["met "+key(object)] = true, true
		u.meet(t.Underlying())
	case *types.Signature:
		for v := range t.Params().Variables() {
			u.meet(v.Type())
		}
		for v := range t.Results().Variables() {
			u.meet(v.Type())
		}
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() {
				u.meet(f.Type())
			}
		}
	case *types.Map:
		u.meet(t.Key())
		u.meet(t.Elem())
	case interface{ Elem() types.Type }: // lists and pointers
		u.meet(t.Elem())
	}
}

// others notes what tests and nested modules use. Their files are only parsed: a selector may be a name of any
// package that the file imports.
func (u *users) others(t *testing.T) {
	t.Helper()
	for _, path := range allGoFiles(t) {
		if strings.HasSuffix(path, "_test.go") || nested(path) {
			u.selected(t, path)
		}
	}
}

func (u *users) selected(t *testing.T, path string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var imported []string
	for _, i := range file.Imports {
		if name, err := strconv.Unquote(i.Path.Value); err == nil && name != module+"/"+filepath.ToSlash(filepath.Dir(path)) {
			if below, ours := strings.CutPrefix(name, module+"/"); ours {
				imported = append(imported, below)
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			for _, below := range imported {
				u.used[below+"."+s.Sel.Name], u.used[below+".*."+s.Sel.Name] = true, true
			}
		}
		return true
	})
}

// interfacesOf are the interfaces of the packages and of what they import.
func interfacesOf(loaded []*packages.Package) []*types.Interface {
	list := []*types.Interface{types.Universe.Lookup("error").Type().Underlying().(*types.Interface)}
	seen := map[string]bool{}
	add := func(p *types.Package) {
		if seen[p.Path()] {
			return
		}
		seen[p.Path()] = true
		for _, name := range p.Scope().Names() {
			if i, ok := p.Scope().Lookup(name).Type().Underlying().(*types.Interface); ok && i.NumMethods() > 0 {
				list = append(list, i)
			}
		}
	}
	for _, p := range loaded {
		add(p.Types)
		for _, i := range p.Types.Imports() {
			add(i)
		}
	}
	return list
}

// satisfies says whether an object is a method that an interface asks its type for.
func (u *users) satisfies(object types.Object) bool {
	f, ok := object.(*types.Func)
	if !ok || f.Signature().Recv() == nil {
		return false
	}
	if f.Name() == "Unwrap" { // the interface that package errors asks for has no name
		return true
	}
	named := namedType(f.Signature().Recv().Type())
	return named != nil && slices.ContainsFunc(u.interfaces, func(i *types.Interface) bool {
		m, _, _ := types.LookupFieldOrMethod(i, false, f.Pkg(), f.Name())
		return m != nil && types.Implements(types.NewPointer(named), i)
	})
}
