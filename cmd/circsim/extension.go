package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
)

// mentionExtension says that a study has an extension that is not complete. Its runs are not yet among those of the study.
func mentionExtension(stderr io.Writer, dir string) {
	if begun, err := hasExtension(dir); err == nil && begun {
		fmt.Fprintf(stderr, "%s: %s\n", text.Line(dir), extensionBegun)
	}
}

const extensionBegun = "a larger plan is begun, whose runs are not yet in these tables; the sweep of that plan with --extend goes on"

// hasExtension reports whether the extension of a study has begun: by a sweep, or by shards of an adaptive one.
func hasExtension(dir string) (bool, error) {
	larger := output.ExtensionDir(dir)
	_, err := output.ReadManifest(larger)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err == nil, err
	}
	shards, err := output.ShardFolders(larger)
	return len(shards) > 0, err
}
