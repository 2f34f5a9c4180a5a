package output

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Version is the version of circsim that this source is or, until its release, becomes.
const Version = "0.1.0"

// released is set by deploy/release/build.sh.
var released string

// Build identifies the program that wrote a file.
type Build struct {
	Version  string    `json:"version"`
	Go       string    `json:"go"`
	OS       string    `json:"os"`
	Arch     string    `json:"arch"`
	Settings []Setting `json:"settings"`
}

// Setting is a build setting that may change results. GOAMD64=v3, for example, lets the compiler fuse multiplications
// and additions.
type Setting struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// recorded lists the settings that may change results. Others say where or when a binary was built, or change only its
// speed, such as -race.
var recorded = map[string]bool{
	"-compiler": true, "-tags": true,
	"GOARCH": true, "GOOS": true, "GOAMD64": true, "GOARM64": true, "GO386": true, "GOARM": true,
	"GOMIPS": true, "GOMIPS64": true, "GOPPC64": true, "GORISCV64": true, "GOWASM": true,
	"GOEXPERIMENT": true, "GOFIPS140": true, "vcs.revision": true, "vcs.modified": true,
}

// CurrentBuild describes the running program.
func CurrentBuild() Build {
	build := Build{
		Version: "(devel)", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH,
		Settings: []Setting{},
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return build
	}
	switch {
	case released != "":
		build.Version = "v" + Version
	case info.Main.Version != "":
		build.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		if recorded[s.Key] {
			build.Settings = append(build.Settings, Setting{s.Key, s.Value})
		}
	}
	return build
}

// String returns the program on one line, with all that may change the last digits of results.
func (b Build) String() string {
	text := fmt.Sprintf("%s %s %s/%s", b.Version, b.Go, b.OS, b.Arch)
	for _, s := range b.Settings {
		text += " " + s.Key + "=" + s.Value
	}
	return text
}
