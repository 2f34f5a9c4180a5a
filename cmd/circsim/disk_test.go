//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// A disk of its own, first too small, then read-only, then large enough. What the small one
// could take is kept, and the outcome is that of a sweep that never met an end.
const diskScript = `set -u
mkdir disk
mount -t tmpfs -o size=700k tmpfs disk

circsim sweep disk.yaml -o disk --workers 1 --quiet 2>full.txt
status=$?
[ $status = 1 ] || { echo "full disk: exit status $status"; cat full.txt; exit 1; }
grep -q '^circsim: .*cannot write disk/.*: no space left on device$' full.txt || { cat full.txt; exit 1; }
grep -q '^circsim: what is finished is kept, go on with: circsim sweep disk.yaml -o disk --workers 1$' full.txt || { cat full.txt; exit 1; }
whole=$(ls disk/disk/runs/*.parquet | wc -l)
[ $whole -ge 2 ] || { echo "only $whole parts"; exit 1; }
(cd disk/disk/sums && sha256sum --quiet -c *.sha256) || exit 1

mount -o remount,ro disk
circsim sweep disk.yaml -o disk 2>locked.txt
status=$?
[ $status = 2 ] || { echo "read-only disk: exit status $status"; cat locked.txt; exit 1; }
grep -q '^disk/disk: cannot write there: .*read-only file system$' locked.txt || { cat locked.txt; exit 1; }
[ $(wc -l <locked.txt) = 1 ] || { cat locked.txt; exit 1; }

circsim analyze disk >found.txt 2>warned.txt || { echo "read-only results: exit status $?"; cat warned.txt; exit 1; }
[ -s found.txt ] || { echo "nothing found"; exit 1; }
grep -q 'cannot write disk/disk/thresholds.parquet: read-only file system; -o DIR writes the thresholds elsewhere (warning)$' warned.txt || { cat warned.txt; exit 1; }

mount -o remount,rw,size=100m disk
circsim sweep disk.yaml -o disk 2>rest.txt >table.txt || { cat rest.txt; exit 1; }
grep -q 'are there already' rest.txt || { cat rest.txt; exit 1; }
circsim sweep disk.yaml -o undisturbed --quiet || exit 1
diff -r -x '.*' disk/disk undisturbed/disk
`

const diskStudy = `name: disk
model: {params: 1000}
training: {steps: 100}
tasks:
  first:
    classes: 10
    items: 100
    memorization: {gain: 1, initial: 0.1}
    generalization: {gain: 0.1, initial: 0.01}
sweep: {axes: [{path: tasks.first.items, linear: {from: 50, to: 1040, points: 100}}], seeds: 4}
`

// A full disk and a read-only one end a sweep with a word and lose nothing.
func TestFullAndReadOnlyDisk(t *testing.T) {
	inside := []string{"--user", "--map-root-user", "--mount"}
	if err := exec.Command("unshare", append(inside, "true")...).Run(); err != nil {
		t.Skip("cannot mount a disk of its own here: ", err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "disk.yaml"), []byte(diskStudy), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("unshare", append(inside, "sh", "-c", diskScript)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
