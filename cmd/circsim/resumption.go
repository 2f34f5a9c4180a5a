package main

import (
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"
)

// resumption is the command line that goes on with an interrupted sweep.
func resumption(c *cli.Context) string {
	words := append([]string{"circsim", "sweep"}, c.Args().Slice()...)
	for _, set := range c.StringSlice("set") {
		words = append(words, "--set", set)
	}
	words = append(words, "-o", c.String("o"))
	if c.IsSet("workers") {
		words = append(words, "--workers", strconv.Itoa(c.Int("workers")))
	}
	if c.IsSet("shard") {
		words = append(words, "--shard", c.String("shard"))
	}
	if c.Bool("confirm") {
		words = append(words, "--confirm")
	}
	if c.Bool("extend") { // but not --replace: it would delete what has been made
		words = append(words, "--extend")
	}
	for i, word := range words {
		words[i] = quoted(word)
	}
	return strings.Join(words, " ")
}

// quoted protects a word from the shell where it needs that.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./=:,+@%", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
