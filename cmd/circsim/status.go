package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/circsim/circsim/internal/text"
	"github.com/circsim/circsim/output"
	"github.com/circsim/circsim/scenarios"
	"github.com/circsim/circsim/sweep"
	"github.com/urfave/cli/v2"
)

func statusVerb() *cli.Command {
	return &cli.Command{
		Name:      "status",
		Usage:     "say what is finished of a study, and who is at it",
		UsageText: "circsim status DIR [--json]",
		Description: `DIR is the folder of a study, or one above the folders of several. Every part is checked
against its checksums. Nothing is changed, also while a sweep is at work. Exit status 1 says that
parts are damaged.

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
	Adaptive    bool            `json:"adaptive"` // more rounds may follow, unless it is complete
	Complete    bool            `json:"complete"`
	Shard       string          `json:"shard"` // I/N of an adaptive sweep, in a folder of its own; empty: the whole study
	Damaged     []string        `json:"damaged"`
	Holders     []output.Holder `json:"holders"`
	RunsPerSec  *float64        `json:"runs_per_second"` // of the holders; null: not known yet
	SecondsLeft *float64        `json:"seconds_left"`
	Shards      []*studyStatus  `json:"shards"`    // of an adaptive sweep, until they are joined
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
			wrong = wrong || s.damaged()
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
		case d.IsDir() && !there(filepath.Join(path, output.ManifestName)):
			if hasShards(path) == nil {
				folders = append(folders, path)
			}
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
	holders, err := output.Holders(dir)
	if err != nil {
		return nil, err
	}
	s, err := statusWithShards(ctx, dir, holders)
	if err != nil {
		return nil, err
	}
	if begun, err := hasExtension(dir); err != nil || !begun {
		return s, err
	}
	s.Extension, err = statusWithShards(ctx, output.ExtensionDir(dir), holders)
	return s, err
}

// statusWithShards looks at a folder of a study or of an extension, and at the shards in it. Without a manifest the study
// is the sum of its shards.
func statusWithShards(ctx context.Context, dir string, holders []output.Holder) (*studyStatus, error) {
	shards, err := output.ShardFolders(dir)
	if err != nil {
		return nil, err
	}
	var parts []*studyStatus
	for _, shard := range shards {
		var own []output.Holder
		for _, h := range holders {
			if h.Shard == shard.Manifest.Shard {
				own = append(own, h)
			}
		}
		part, err := statusOfPlan(ctx, shard.Dir, shard.Manifest, own)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	m, err := output.ReadManifest(dir)
	if errors.Is(err, fs.ErrNotExist) && len(parts) > 0 {
		return sumOfShards(dir, parts, holders), nil
	}
	if err != nil {
		return nil, err
	}
	s, err := statusOfPlan(ctx, dir, m, holders)
	if err == nil {
		s.Shards = append(s.Shards, parts...)
	}
	return s, err
}

// sumOfShards is the status of a study of which there are only shards.
func sumOfShards(dir string, shards []*studyStatus, holders []output.Holder) *studyStatus {
	s := &studyStatus{
		Scenario: shards[0].Scenario, Dir: dir, Adaptive: true, Damaged: []string{},
		Holders: append([]output.Holder{}, holders...), Shards: shards,
	}
	for _, part := range shards {
		s.Runs, s.Done, s.ToDo, s.Parts = s.Runs+part.Runs, s.Done+part.Done, s.ToDo+part.ToDo, s.Parts+part.Parts
	}
	return s
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
		Adaptive: m.Design == scenarios.Adaptive, Shard: m.Shard, Shards: []*studyStatus{}, Damaged: []string{}, Holders: append([]output.Holder{}, holders...),
	}
	if m.Single {
		s.Runs, s.ToDo = 1, 1-found.Done
	}
	if s.ToDo == 0 && len(found.Damaged) == 0 {
		s.Complete, err = sweep.IsComplete(dir, m)
		s.Complete = s.Complete && err == nil // another circsim knows
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

// withParts lists the study, its shards, its extension and the shards of that.
func (s *studyStatus) withParts() []*studyStatus {
	if s == nil {
		return nil
	}
	return append(append([]*studyStatus{s}, s.Shards...), s.Extension.withParts()...)
}

// damaged reports whether there are damaged parts of the study, its shards or its extension.
func (s *studyStatus) damaged() bool {
	return slices.ContainsFunc(s.withParts(), func(part *studyStatus) bool { return len(part.Damaged) > 0 })
}

// statusText is a table with a row for each study, shard and extension, and below it what is damaged or not yet joined.
func statusText(screen text.Screen, all []*studyStatus) string {
	p := text.NewPage(screen)
	t := text.NewTable("study", "runs", "done", "to do", "damaged", "at it", "left")
	var damaged, open []string
	for _, s := range all {
		for _, row := range s.withParts() {
			damaged = append(damaged, row.Damaged...)
			t.Row(row.name(), strconv.FormatInt(row.Runs, 10), strconv.FormatInt(row.Done, 10), row.toDo(), text.Count(len(row.Damaged), "part"), row.atIt(), row.left())
			if len(row.Shards) > 0 && len(row.Holders) == 0 {
				open = append(open, row.name()+": its shards are not joined; the sweep without --shard makes what is missing and joins them")
			}
		}
		if s.Extension != nil && len(s.Holders) == 0 {
			open = append(open, s.name()+": "+extensionBegun)
		}
	}
	p.Table(t)
	if len(damaged)+len(open) > 0 {
		p.Gap()
	}
	for _, d := range damaged {
		p.Line("damaged: %s", d)
	}
	if len(damaged) > 0 {
		p.Line("circsim sweep makes damaged parts again")
	}
	for _, o := range open {
		p.Paragraph(o)
	}
	return p.String()
}

// name is the folder of the study, and what of the study it is.
func (s *studyStatus) name() string {
	dir, what := s.Dir, ""
	if s.Shard != "" {
		dir, what = filepath.Dir(dir), ", shard "+s.Shard
	}
	if dir == output.ExtensionDir(filepath.Dir(dir)) {
		dir, what = filepath.Dir(dir), ", extended"+what
	}
	return dir + what
}

func (s *studyStatus) toDo() string {
	if s.Adaptive && !s.Complete {
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
