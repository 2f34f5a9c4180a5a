// Package text puts results and messages into words: numbers, tables and paragraphs for people, null for JSON,
// hints at misspelled names, and refusals.
//
// Text that comes from a file or the command line passes through [Line] or [Quote] before it is printed, so that no
// control character reaches a terminal. Tables do this themselves.
package text
