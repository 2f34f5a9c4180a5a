package scenarios
import ("testing";"time";"fmt";"strings")
func TestSlow(t *testing.T){
 for _,x:=range []struct{text,set string}{
 {small,"sweep.axes=[{path: model.leak, linear: {from: 0, to: 1, points: 1e6}}]"},
 {small,"sweep.axes=[{path: model.leak, linear: {from: 0, to: 1, points: 5e6}}]"},
 {"a: "+strings.Repeat("[",900000),""},
 {"a: "+strings.Repeat("{a: ",200000),""},
 {strings.Repeat("- ",400000),""},
 {strings.Repeat("a: 1\n",200000),""},
 {func() string{var b strings.Builder; b.WriteString(small); for i:=0;i<80000;i++{fmt.Fprintf(&b,"k%d: 1\n",i)}; return b.String()}(),""},
 {func() string{var b strings.Builder; b.WriteString(strings.Replace(small,"sweep:\n  axes:\n    - {path: tasks.first.items, values: [300, 500]}\n  seeds: 2\n","",1)); return strings.Replace(b.String(),"tasks:\n",func() string{var c strings.Builder; c.WriteString("tasks:\n"); for i:=0;i<30000;i++{fmt.Fprintf(&c,"  t%d: {classes: 2,items: 1}\n",i)}; return c.String()}(),1)}(),""},
 {strings.Replace(small,"[300, 500]","["+strings.Repeat("1,",150000)+"2]",1),""},
 {strings.Replace(small,"[300, 500]",func() string{var b strings.Builder;b.WriteString("["); for i:=0;i<120000;i++{fmt.Fprintf(&b,"%d,",i)}; return b.String()+"1]"}(),1),""},
 {strings.Replace(small,"steps: 100\n",func() string{var b strings.Builder;b.WriteString("steps: 100000\n  phases:\n"); for i:=0;i<20000;i++{fmt.Fprintf(&b,"    - {at: %d, set: {tasks.first.items: 5}}\n",i+1)}; return b.String()}(),1),""},
 }{
  t0:=time.Now(); s,_,err:=Parse("x",[]byte(x.text),[]string{x.set}[:min(1,len(x.set))]); e:=fmt.Sprint(err); fmt.Println(s!=nil,time.Since(t0),len(e),e[:min(len(e),150)])
 }
}
