// Program asm writes the assembly of package lanes, and its declarations in Go.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/ir"
	"github.com/mmcloughlin/avo/pass"
	"github.com/mmcloughlin/avo/printer"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: asm ASSEMBLY DECLARATIONS")
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

// write writes the assembly to the file out, and its declarations to the file stubs.
func write(out, stubs string) error {
	c := build.NewContext()
	c.ConstraintExpr("!purego")
	tables := newTables(c)
	for _, wide := range []bool{true, false} {
		m := &machine{Context: c, tables: tables, wide: wide}
		for _, k := range kernels {
			k(m)
		}
	}
	file, err := c.Result()
	if err != nil {
		return err
	}
	if err := pass.Concat(pass.Compile, pass.FunctionPass(onlyAVX2)).Execute(file); err != nil {
		return err
	}
	config := printer.Config{Name: "go generate", Pkg: "lanes"}
	for name, p := range map[string]printer.Printer{out: printer.NewGoAsm(config), stubs: printer.NewStubs(config)} {
		text, err := p.Print(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// onlyAVX2 refuses a function for AVX2 that took an instruction or a register that only
// AVX-512 has.
func onlyAVX2(f *ir.Function) error {
	if !strings.HasSuffix(f.Name, avx2) {
		return nil
	}
	for _, isa := range f.ISA {
		if strings.HasPrefix(isa, "AVX512") {
			return fmt.Errorf("%s needs %s", f.Name, isa)
		}
	}
	for _, i := range f.Instructions() {
		for _, r := range i.Registers() {
			if v, ok := r.(reg.VecPhysical); ok && v.PhysicalIndex() > 15 {
				return fmt.Errorf("%s needs more than 16 vectors: %s", f.Name, i.Opcode)
			}
		}
	}
	return nil
}
