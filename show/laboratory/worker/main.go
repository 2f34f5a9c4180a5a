//go:build js && wasm

// Command worker is the laboratory in a web worker of the browser: the engine without a server. worker.js beside it starts it.
//
// It takes messages {id, method, request} and posts {id, answer}, the answer as JSON text, or {id, error}. A message {cancel: id}
// ends what that request began.
package main

import (
	"context"
	"syscall/js"
	"time"

	"github.com/circsim/circsim/show/laboratory"
)

// version is set by show/site.
var version = "unknown"

func main() {
	w := &worker{
		scope:      js.Global(),
		laboratory: laboratory.New(laboratory.Options{Version: version, Pause: pauses()}),
		under:      map[int]context.CancelFunc{},
	}
	w.scope.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		w.hear(args[0].Get("data"))
		return nil
	}))
	w.scope.Call("ready")
	select {}
}

type worker struct {
	scope      js.Value
	laboratory *laboratory.Laboratory
	under      map[int]context.CancelFunc // way, by the request's id
}

// hear takes a message. All of this runs on one thread.
func (w *worker) hear(message js.Value) {
	if id := message.Get("cancel"); id.Type() == js.TypeNumber {
		if cancel := w.under[id.Int()]; cancel != nil {
			cancel()
		}
		return
	}
	id := message.Get("id").Int()
	method := message.Get("method").String()
	request := []byte(w.scope.Get("JSON").Call("stringify", message.Get("request")).String())
	ctx, cancel := context.WithCancel(context.Background())
	w.under[id] = cancel
	go func() {
		answer, err := w.laboratory.Answer(ctx, method, request)
		cancel()
		delete(w.under, id)
		if err != nil {
			w.scope.Call("postMessage", map[string]any{"id": id, "error": err.Error()})
			return
		}
		w.scope.Call("postMessage", map[string]any{"id": id, "answer": string(answer)})
	}()
}

// pauses gives a function that lets messages come in now and then.
func pauses() func() {
	const (
		work  = 60 * time.Millisecond
		steps = 32 // between looks at the clock
	)
	calls, last := 0, time.Now()
	return func() {
		if calls++; calls%steps != 0 || time.Since(last) < work {
			return
		}
		time.Sleep(time.Millisecond)
		last = time.Now()
	}
}
