package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/circsim/circsim/output/columns"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show/browser"
	"github.com/circsim/circsim/show/laboratory"
	"github.com/circsim/circsim/sim"
)

// ten scenarios of every kind: flow, gd and sgd, heads, pools, phases, composite tasks, zipf and mse.
var ten = []string{"grokking", "ungrokking", "double-descent", "emergence", "mirage", "heads", "hastie", "varma", "davies-grokking", "chain-of-thought"}

// asks is a script that talks to the worker as engine.js does, but keeps the text of the answers.
const asks = `(() => {
	const worker = new Worker('worker.js');
	const waiting = new Map();
	worker.onmessage = ({data}) => waiting.get(data.id)(data);
	let last = 0;
	window.send = (method, request) => {
		const id = ++last;
		worker.postMessage({id, method, request});
		return {id, answer: new Promise(resolve => waiting.set(id, resolve))};
	};
	window.cancel = id => worker.postMessage({cancel: id});
})()`

// opened is a page of the site, below a folder of its host, that has shown its first network and has the function send.
func opened(t *testing.T) *browser.Page {
	page := browser.Open(t, browser.Wide)
	dir := t.TempDir()
	if _, err := build(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	host := httptest.NewServer(http.StripPrefix("/some/where/", http.FileServer(http.Dir(dir))))
	t.Cleanup(host.Close)
	began := time.Now()
	page.Go(host.URL + "/some/where/")
	page.Wait(`document.querySelector('main').dataset.state == 'ready' && document.querySelector('#map').dataset.filled == 400`)
	t.Logf("the page shows its first network and a map of 20 x 20 after %s", time.Since(began).Round(10*time.Millisecond))
	page.Screenshot("site")
	page.Do(asks)
	t.Cleanup(func() { page.Clean(host.URL + "/some/where/") })
	return page
}

// message is what the worker posts.
type message struct {
	Answer string `json:"answer"`
	Error  string `json:"error"`
}

func answerOf(t *testing.T, page *browser.Page, method string, request any) message {
	t.Helper()
	line, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return browser.Eval[message](page, fmt.Sprintf("send(%q, %s).answer", method, line))
}

func TestWebAssembly(t *testing.T) {
	page := opened(t)
	native := laboratory.New(laboratory.Options{})

	t.Run("bytes", func(t *testing.T) {
		for _, name := range ten {
			s, _, err := scenarios.OpenOne(name, nil)
			if err != nil {
				t.Fatal(err)
			}
			result, err := sim.Run(t.Context(), s, 3, sim.Options{})
			if err != nil {
				t.Fatal(err)
			}
			want, err := columns.RunJSON(result) // what circsim run --json prints
			if err != nil {
				t.Fatal(err)
			}
			request := map[string]any{"yaml": s.Text, "seed": 3}
			if got := answerOf(t, page, "run_json", request); got.Answer != string(want) {
				t.Errorf("run_json of %s: %s%s, not %s", name, got.Error, got.Answer, want)
			}
			line, err := json.Marshal(request)
			if err != nil {
				t.Fatal(err)
			}
			if want, err = native.Answer(t.Context(), "run", line); err != nil {
				t.Fatal(err)
			}
			if got := answerOf(t, page, "run", request); got.Answer != string(want) {
				t.Errorf("run of %s differs: %s%.300s", name, got.Error, got.Answer)
			}
		}
	})

	t.Run("map", func(t *testing.T) {
		request := plane(t, "grokking", 20)
		began := time.Now()
		got := answerOf(t, page, "cells", request)
		took := time.Since(began)
		t.Logf("20 x 20 networks in %s", took.Round(10*time.Millisecond))
		if n := strings.Count(got.Answer, `"regime"`); n != 400 {
			t.Errorf("%d networks: %s%.300s", n, got.Error, got.Answer)
		}
		if took > 15*time.Second {
			t.Errorf("20 x 20 networks took %s, expected 15 s at most", took)
		}
	})

	t.Run("cancel", func(t *testing.T) {
		line, err := json.Marshal(plane(t, "heads", 20))
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		got := browser.Eval[message](page, fmt.Sprintf(`(async () => {
			const long = send("cells", %s);
			await new Promise(resolve => setTimeout(resolve, 300));
			cancel(long.id);
			return long.answer;
		})()`, line))
		if got.Error != "context canceled" || time.Since(began) > 5*time.Second {
			t.Errorf("after %s: %q %.100s", time.Since(began), got.Error, got.Answer)
		}
		if got := answerOf(t, page, "library", struct{}{}); got.Error != "" {
			t.Error(got.Error)
		}
	})
}

// plane is a request of n x n networks over model size and steps.
func plane(t *testing.T, scenario string, n int) map[string]any {
	s, _, err := scenarios.Named(scenario)
	if err != nil {
		t.Fatal(err)
	}
	var sizes, decays []float64
	var points [][2]int
	for i := range n {
		sizes = append(sizes, float64(20000*(i+1)))
		decays = append(decays, 0.1*float64(i+1))
		for j := range n {
			points = append(points, [2]int{i, j})
		}
	}
	return map[string]any{
		"yaml": s.Text, "seed": 1, "points": points,
		"x": map[string]any{"path": "model.params", "values": sizes}, "y": map[string]any{"path": "training.weight_decay", "values": decays},
	}
}
