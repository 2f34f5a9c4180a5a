// Package server carries requests of the laboratory's page over HTTP, on this machine only.
//
//	GET  /NAME         a file of the page
//	POST /api/METHOD   a request, a JSON object, and its answer; an error is {"error": "one line"}
//
// The server has no secrets, but it computes: other pages in the user's browser must not make it work. It refuses requests whose
// Host or Origin is not its own, and gives no other origin leave to read.
package server
