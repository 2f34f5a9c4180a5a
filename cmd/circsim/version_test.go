package main

import (
	"testing"

	"github.com/circsim/circsim/output"
)

func TestVersionOf(t *testing.T) {
	at := output.Setting{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"}
	changed := output.Setting{Key: "vcs.modified", Value: "true"}
	for _, c := range []struct {
		version  string
		settings []output.Setting
		want     string
	}{
		{"v" + output.Version, nil, output.Version + " go1 linux/arm64"},
		{"(devel)", nil, output.Version + " (devel, commit unknown) go1 linux/arm64"},
		{"v0.0.0-2026-0123456789ab+dirty", []output.Setting{at, changed}, output.Version + " (devel, commit 0123456789ab, modified) go1 linux/arm64 vcs.revision=" + at.Value + " vcs.modified=true"},
	} {
		b := output.Build{Version: c.version, Go: "go1", OS: "linux", Arch: "arm64", Settings: c.settings}
		if got := versionOf(b); got != c.want {
			t.Errorf("%s\nnot %s", got, c.want)
		}
	}
}
