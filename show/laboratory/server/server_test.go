package server

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/show/laboratory"
)

// served is the address of a laboratory that ends with the test.
func served(t *testing.T) string {
	t.Helper()
	at, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, at, laboratory.New(laboratory.Options{Version: "test"})) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-ended:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(5 * time.Second):
			t.Error("the server goes on after its end")
		}
	})
	return Address(at)
}

// sent sends a request, and gives the status and the error of the answer.
func sent(t *testing.T, r *http.Request) (status int, line string) {
	t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var said struct{ Error string }
	if response.StatusCode != http.StatusOK {
		if err := json.Unmarshal(body, &said); err != nil {
			t.Fatalf("%s: %s", err, body)
		}
	}
	return response.StatusCode, said.Error
}

func request(t *testing.T, method, url string, body io.Reader) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return r
}

// Other hosts, other origins and other uses of HTTP get one line.
func TestRefusals(t *testing.T) {
	address := served(t)
	port := strings.TrimSuffix(address[strings.LastIndexByte(address, ':')+1:], "/")
	for _, c := range []struct {
		name, method, path string
		change             func(*http.Request)
		status             int
		says               string
	}{
		{"page", "GET", "", func(*http.Request) {}, 200, ""},
		{"localhost", "GET", "", func(r *http.Request) { r.Host = "localhost:" + port }, 200, ""},
		{"method", "POST", "api/library", func(*http.Request) {}, 200, ""},
		{"own origin", "POST", "api/library", func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:"+port) }, 200, ""},
		{"foreign host", "GET", "", func(r *http.Request) { r.Host = "example.com" }, 403, `the host is "example.com"`},
		{"rebound name", "POST", "api/library", func(r *http.Request) { r.Host = "evil.example:" + port }, 403, "the host is"},
		{"other port", "POST", "api/library", func(r *http.Request) { r.Host = "127.0.0.1:1" }, 403, "the host is"},
		{"foreign origin", "POST", "api/library", func(r *http.Request) { r.Header.Set("Origin", "https://example.com") }, 403, `the origin is "https://example.com"`},
		{"no origin", "POST", "api/library", func(r *http.Request) { r.Header.Set("Origin", "null") }, 403, "the origin is"},
		{"form", "POST", "api/library", func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415, "expected application/json"},
		{"reading a method", "GET", "api/library", func(*http.Request) {}, 405, "expected POST"},
		{"asking leave", "OPTIONS", "api/library", func(*http.Request) {}, 405, "expected POST"},
		{"writing a file", "PUT", "index.html", func(*http.Request) {}, 405, "expected GET"},
		{"unknown method", "POST", "api/shell", func(*http.Request) {}, 404, `no method "shell"`},
		{"unknown file", "GET", "main.go", func(*http.Request) {}, 404, "no file"},
		{"way out", "GET", "../server.go", func(*http.Request) {}, 404, "no file"},
	} {
		r := request(t, c.method, address+c.path, strings.NewReader("{}"))
		c.change(r)
		status, line := sent(t, r)
		if status != c.status || !strings.Contains(line, c.says) || strings.Contains(line, "\n") {
			t.Errorf("%s: %d %q", c.name, status, line)
		}
	}
}

// listener is one at some port.
type listener struct {
	net.Listener
	port int
}

func (l listener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: l.port} }

// Browsers leave out port 80, and no other.
func TestHostsOfPort80(t *testing.T) {
	for _, port := range []int{80, 8080} {
		hosts := hostsOf(listener{port: port})
		for _, name := range []string{"127.0.0.1", "localhost"} {
			if !hosts[fmt.Sprintf("%s:%d", name, port)] || hosts[name] != (port == 80) {
				t.Errorf("port %d: %v", port, hosts)
			}
		}
	}
}

// Every answer states the policy, and none lets other origins read.
func TestHeaders(t *testing.T) {
	address := served(t)
	for _, path := range []string{"", "look.css", "none", "api/library"} {
		response, err := http.Get(address + path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		for name, want := range map[string]string{
			"Content-Security-Policy": laboratory.Policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Access-Control-Allow-Origin": "",
		} {
			if got := response.Header.Get(name); got != want {
				t.Errorf("%s of /%s is %q", name, path, got)
			}
		}
	}
}

// endless gives bytes without end, and counts them.
type endless struct{ given atomic.Int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.given.Add(int64(len(p)))
	return len(p), nil
}

// Of a body of 1 GB the server reads what a request may have, and a little that is on its way.
func TestLargeBody(t *testing.T) {
	body := new(endless)
	response, err := http.DefaultClient.Do(request(t, "POST", served(t)+"api/run", io.LimitReader(body, 1<<30)))
	if err != nil { // the connection was closed before the client looked for an answer
		t.Log(err)
	} else {
		line, _ := io.ReadAll(response.Body)
		response.Body.Close()
		if response.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(string(line), "larger than 1048576 bytes") {
			t.Errorf("%d %s", response.StatusCode, line)
		}
	}
	if n := body.given.Load(); n > 32<<20 {
		t.Errorf("the server took %d bytes", n)
	}
}

// A client that sends nothing, or byte after byte, is not waited for.
func TestSlowClient(t *testing.T) {
	address := strings.TrimSuffix(strings.TrimPrefix(served(t), "http://"), "/")
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if _, err := fmt.Fprint(connection, "GET / HTTP/1.1\r\nHost: "); err != nil {
		t.Fatal(err)
	}
	connection.SetReadDeadline(time.Now().Add(headerTime + 5*time.Second))
	if _, err := io.ReadAll(connection); err != nil {
		t.Errorf("the connection is open after %s: %s", headerTime, err)
	}
}

// Work ends when the client goes: the laboratory is free for others at once.
func TestWorkEndsWithTheClient(t *testing.T) {
	address := served(t)
	s, _, err := scenarios.Named("heads")
	if err != nil {
		t.Fatal(err)
	}
	long, err := scenarios.Edit([]byte(s.Text), "training.steps", int64(20_000_000))
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(map[string]any{"yaml": string(long), "seed": 1})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	for range 8 { // more than there are cores
		go func() {
			r, _ := http.NewRequestWithContext(ctx, "POST", address+"api/run", strings.NewReader(string(body)))
			r.Header.Set("Content-Type", "application/json")
			if response, err := http.DefaultClient.Do(r); err == nil {
				response.Body.Close()
			}
		}()
	}
	<-ctx.Done()
	grokking, _, err := scenarios.Named("grokking")
	if err != nil {
		t.Fatal(err)
	}
	short, err := json.Marshal(map[string]any{"yaml": grokking.Text, "seed": 1})
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if status, line := sent(t, request(t, "POST", address+"api/run", strings.NewReader(string(short)))); status != http.StatusOK {
		t.Errorf("%d %s", status, line)
	}
	if took := time.Since(began); took > 8*time.Second { // eight runs of 10 s each would be waited for
		t.Errorf("a run after clients that went took %s", took)
	}
}

// More requests than are answered at the same time get one line at once.
func TestBusy(t *testing.T) {
	at, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer at.Close()
	h := &handler{hosts: hostsOf(at), busy: make(chan struct{}, 1)}
	h.busy <- struct{}{}
	server := &http.Server{Handler: h}
	go server.Serve(at)
	defer server.Close()
	status, line := sent(t, request(t, "POST", Address(at)+"api/library", strings.NewReader("{}")))
	if status != http.StatusServiceUnavailable || !strings.Contains(line, "expected fewer at the same time") {
		t.Errorf("%d %s", status, line)
	}
}
