package main

import (
	"os"
	"path/filepath"

	"github.com/circsim/circsim/internal/text"
	"github.com/urfave/cli/v2"
)

func setFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "set", Usage: "change a key, as `PATH=VALUE`"}
}

func jsonFlag() cli.Flag {
	return &cli.BoolFlag{Name: "json", DisableDefaultText: true, Usage: "print one JSON object and nothing else"}
}

func replaceFlag() cli.Flag {
	return &cli.BoolFlag{Name: "replace", DisableDefaultText: true, Usage: "delete other results in the folder"}
}

func workersFlag() cli.Flag {
	return &cli.IntFlag{Name: "workers", Usage: "simulate `N` networks at once", DefaultText: "one per core"}
}

// workers reads --workers. 0: one per core.
func workers(c *cli.Context) (int, error) {
	n := c.Int("workers")
	if c.IsSet("workers") && n < 1 {
		return 0, text.Refuse("%s: --workers is %d, expected at least 1", c.Command.HelpName, n)
	}
	return n, nil
}

// folder reads -o.
func folder(c *cli.Context) (string, error) {
	dir := c.String("o")
	if c.IsSet("o") && dir == "" {
		return "", text.Refuse("%s: -o is empty, expected a folder", c.Command.HelpName)
	}
	if file := fileIn(dir); file != "" {
		return "", text.Refuse("%s: -o is %s, and %s is a file, expected a folder", c.Command.HelpName, text.Quote(dir), text.Quote(file))
	}
	return dir, nil
}

// fileIn is the file that stands where a path needs a folder; empty if there is none.
func fileIn(path string) string {
	for path != "" {
		if info, err := os.Stat(path); err == nil {
			if info.IsDir() {
				return ""
			}
			return path
		}
		above := filepath.Dir(path)
		if above == path {
			return ""
		}
		path = above
	}
	return ""
}
