package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/urfave/cli/v2"
)

func statusVerb() *cli.Command {
	return &cli.Command{
		Name:      "status",
		Usage:     "say what is finished of a study, and who is at it",
		UsageText: "circsim status DIR [--json]",
		Description: `DIR is the folder of a study, or one above the folders of several. Every part is checked
against its checksums. Nothing is changed, also while a sweep is at work.

Examples:

   circsim status results
   circsim status results/grokking --json | jq .studies[0].to_do`,
		OnUsageError: onUsageError,
		Flags:        []cli.Flag{jsonFlag()},
		Action:       showStatus,
	}
}

// studyStatus is the answer about one study. Fields are those of --json.
type studyStatus struct {
	Scenario    string          `json:"scenario"`
	Dir         string          `json:"dir"`
	Runs        int64           `json:"runs"` // of the plan, as far as its rounds are known
	Done        int64           `json:"done"`
	ToDo        int64           `json:"to_do"`
	Parts       int             `json:"parts"`
	Adaptive    bool            `json:"adaptive"` // more rounds may follow
	Damaged     []string        `json:"damaged"`
	Holders     []output.Holder `json:"holders"`
	RunsPerSec  *float64        `json:"runs_per_second"` // of the holders; null: not known yet
	SecondsLeft *float64        `json:"seconds_left"`
	Extension   *studyStatus    `json:"extension"` // a larger plan that is being made beside this one
}

func showStatus(c *cli.Context) error {
	dir, err := oneArgument(c, "folder of a study, or one above several")
	if err != nil {
		return err
	}
	folders, err := studiesBelow(dir)
	if err != nil {
		return err
	}
	all := make([]*studyStatus, 0, len(folders))
	wrong := false
	for _, folder := range folders {
		s, err := statusOf(c.Context, folder)
		switch {
		case errors.Is(err, context.Canceled):
			return err
		case err != nil:
			say(c.App.ErrWriter, err)
			wrong = true
		default:
			all = append(all, s)
		}
	}
	err = answer(c,
		func() ([]byte, error) {
			return text.JSON(struct {
				Studies []*studyStatus `json:"studies"`
			}{all})
		},
		func(s text.Screen) string { return statusText(s, all) })
	if err == nil && wrong {
		return fault{exitFailed}
	}
	return err
}

// studiesBelow finds the folders of studies in a folder, or that folder itself, at any depth.
func studiesBelow(dir string) (folders []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return text.Refuse("%s: %v", path, errors.Unwrap(err))
		case d.IsDir() && path != dir && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.IsDir() && d.Name() == output.ManifestName:
			folders = append(folders, filepath.Dir(path))
		}
		return nil
	})
	if err == nil && len(folders) == 0 {
		err = text.Refuse("%s: no study in this folder, expected DIR/<scenario>/manifest.json", dir)
	}
	return folders, err
}

// statusOf looks at the folder of a study.
func statusOf(ctx context.Context, dir string) (*studyStatus, error) {
	m, err := output.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	holders, err := output.Holders(dir)
	if err != nil {
		return nil, err
	}
	s, err := statusOfPlan(ctx, dir, m, holders)
	if err != nil {
		return nil, err
	}
	larger := output.ExtensionDir(dir)
	if m, err = output.ReadManifest(larger); errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err == nil {
		s.Extension, err = statusOfPlan(ctx, larger, m, holders)
	}
	return s, err
}

// statusOfPlan counts the runs of a plan and estimates when the holders of its folder will be done.
func statusOfPlan(ctx context.Context, dir string, m *output.Manifest, holders []output.Holder) (*studyStatus, error) {
	var begun time.Time
	for _, h := range holders {
		if begun.IsZero() || h.Since.Before(begun) {
			begun = h.Since
		}
	}
	found, err := m.Status(ctx, dir, begun)
	if err != nil {
		return nil, err
	}
	s := &studyStatus{
		Scenario: m.Scenario, Dir: dir, Runs: m.Runs, Done: found.Done, ToDo: m.Runs - found.Done, Parts: m.Parts,
		Adaptive: m.Design == scenarios.Adaptive, Damaged: []string{}, Holders: append([]output.Holder{}, holders...),
	}
	if m.Single {
		s.Runs, s.ToDo = 1, 1-found.Done
	}
	for _, wrong := range found.Damaged {
		s.Damaged = append(s.Damaged, wrong.Error())
	}
	if took := found.Latest.Sub(begun).Seconds(); !begun.IsZero() && found.Recent > 0 && took > 0 {
		rate := float64(found.Recent) / took
		left := float64(s.ToDo) / rate
		s.RunsPerSec, s.SecondsLeft = &rate, &left
	}
	return s, nil
}

// statusText is a table with a row for each study and extension, and below it what is damaged.
func statusText(screen text.Screen, all []*studyStatus) string {
	p := text.NewPage(screen)
	t := text.NewTable("study", "runs", "done", "to do", "damaged", "at it", "left")
	var damaged []string
	for _, s := range all {
		for _, row := range []*studyStatus{s, s.Extension} {
			if row == nil {
				continue
			}
			damaged = append(damaged, row.Damaged...)
			t.Row(row.name(row == s.Extension), strconv.FormatInt(row.Runs, 10), strconv.FormatInt(row.Done, 10), row.toDo(), text.Count(len(row.Damaged), "part"), row.atIt(), row.left())
		}
	}
	p.Table(t)
	if len(damaged) > 0 {
		p.Gap()
		for _, d := range damaged {
			p.Line("damaged: %s", d)
		}
		p.Line("circsim sweep makes damaged parts again")
	}
	return p.String()
}

func (s *studyStatus) name(extension bool) string {
	if extension {
		return filepath.Dir(s.Dir) + ", extended"
	}
	return s.Dir
}

func (s *studyStatus) toDo() string {
	if s.Adaptive {
		return fmt.Sprintf("%d in the rounds so far", s.ToDo)
	}
	return strconv.FormatInt(s.ToDo, 10)
}

func (s *studyStatus) atIt() string {
	if len(s.Holders) == 0 {
		return "nobody"
	}
	var list []string
	for _, h := range s.Holders {
		one := fmt.Sprintf("process %d on %s", h.PID, text.Line(h.Host))
		if h.Shard != "" {
			one = "shard " + h.Shard + ", " + one
		}
		list = append(list, one)
	}
	return strings.Join(list, "; ")
}

func (s *studyStatus) left() string {
	if s.SecondsLeft == nil || s.ToDo == 0 {
		return ""
	}
	return "about " + span(*s.SecondsLeft)
}
