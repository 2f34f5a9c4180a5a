package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/show/laboratory"
)

// Bounds of a connection.
const (
	headerTime = 5 * time.Second
	bodyTime   = 10 * time.Second
	idleTime   = 2 * time.Minute
	maxHeader  = 16 << 10 // bytes
	maxBusy    = 32       // requests at the same time
)

// Listen opens a port of this machine to itself alone; 0 is any free port.
func Listen(port int) (net.Listener, error) {
	return net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
}

// Address is that of the page behind a listener.
func Address(at net.Listener) string { return "http://" + at.Addr().String() + "/" }

// Serve answers requests until ctx ends, which ends those under way. It closes the listener. The error is nil if ctx ended.
func Serve(ctx context.Context, at net.Listener, l *laboratory.Laboratory) error {
	files, err := laboratory.Page(laboratory.HTTP)
	if err != nil {
		return errors.Join(err, at.Close())
	}
	h := &handler{laboratory: l, files: files, hosts: hostsOf(at), busy: make(chan struct{}, maxBusy)}
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, IdleTimeout: idleTime, MaxHeaderBytes: maxHeader,
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    log.New(io.Discard, "", 0), // what clients do wrong is theirs to know
	}
	defer context.AfterFunc(ctx, func() { server.Close() })()
	if err := server.Serve(at); ctx.Err() == nil {
		return err
	}
	return nil
}

// hostsOf are the names of the server, as browsers send them: without the port where it is that of HTTP.
func hostsOf(at net.Listener) map[string]bool {
	port := at.Addr().(*net.TCPAddr).Port
	hosts := map[string]bool{}
	for _, name := range []string{"127.0.0.1", "localhost"} {
		hosts[net.JoinHostPort(name, strconv.Itoa(port))] = true
		if port == 80 {
			hosts[name] = true
		}
	}
	return hosts
}

type handler struct {
	laboratory *laboratory.Laboratory
	files      map[string][]byte
	hosts      map[string]bool
	busy       chan struct{}
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Security-Policy", laboratory.Policy)
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("Cross-Origin-Opener-Policy", "same-origin")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("Cache-Control", "no-store")
	if !h.hosts[r.Host] {
		refuse(w, http.StatusForbidden, "the host is %s, expected 127.0.0.1 or localhost with this port", text.Quote(r.Host))
		return
	}
	method, isMethod := methodOf(r.URL.Path)
	if isMethod {
		h.answer(w, r, method)
		return
	}
	h.file(w, r)
}

// methodOf is the method that a path names; false if it names a file.
func methodOf(path string) (string, bool) {
	const api = "/api/"
	if len(path) < len(api) || path[:len(api)] != api {
		return "", false
	}
	return path[len(api):], true
}

func (h *handler) file(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "%s of a file, expected GET", text.Line(r.Method))
		return
	}
	name := r.URL.Path[1:]
	if name == "" {
		name = "index.html"
	}
	content, found := h.files[name]
	if !found {
		refuse(w, http.StatusNotFound, "no file %s", text.Quote(name))
		return
	}
	w.Header().Set("Content-Type", laboratory.ContentType(name))
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	if r.Method == http.MethodGet {
		w.Write(content) // an error means that the client has gone
	}
}

func (h *handler) answer(w http.ResponseWriter, r *http.Request, method string) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", "POST")
		refuse(w, http.StatusMethodNotAllowed, "%s of a method, expected POST", text.Line(r.Method))
		return
	}
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		refuse(w, http.StatusForbidden, "the origin is %s, expected the page of this server", text.Quote(origin))
		return
	}
	// Of what a page may send to another origin without asking it first, none has this type.
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, "the type of content is %s, expected application/json", text.Quote(r.Header.Get("Content-Type")))
		return
	}
	select {
	case h.busy <- struct{}{}:
		defer func() { <-h.busy }()
	default:
		refuse(w, http.StatusServiceUnavailable, "%d requests are being answered, expected fewer at the same time", maxBusy)
		return
	}
	request, err := io.ReadAll(http.MaxBytesReader(w, r.Body, laboratory.MaxRequest))
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		refuse(w, http.StatusRequestEntityTooLarge, "a request larger than %d bytes, expected a scenario and what to do with it", laboratory.MaxRequest)
		return
	}
	if err != nil {
		refuse(w, http.StatusBadRequest, "the request could not be read: %s", text.Line(err.Error()))
		return
	}
	answer, err := h.laboratory.Answer(r.Context(), method, request)
	if err != nil {
		status := http.StatusBadRequest
		if _, unknown := errors.AsType[*laboratory.UnknownMethodError](err); unknown {
			status = http.StatusNotFound
		}
		refuse(w, status, "%s", text.Printable(err.Error()))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(answer) // an error means that the client has gone
}

// refuse answers with one line.
func refuse(w http.ResponseWriter, status int, format string, args ...any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	line, err := json.Marshal(map[string]string{"error": fmt.Sprintf(format, args...)})
	if err != nil {
		panic(err) // a text always has a JSON form
	}
	w.Write(append(line, '\n'))
}
