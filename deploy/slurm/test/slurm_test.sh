#!/usr/bin/env bash
# Runs ../sweep.sh on a Slurm cluster that it starts for the test. Of eight tasks,
# one is killed and requeued, one is requeued while it runs, and one is warned of
# its time limit and signalled again while it stops, all in the middle of the sweep.
# The tables must have the bytes of one process with one worker. The same holds for
# a folder per task, merged by ../merge.sh.
#
#   apt-get install slurm-wlm munge && deploy/slurm/test/slurm_test.sh
#
# It takes one to two minutes. Exit status 77 means skipped: a program is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=cluster.sh
source "$here/cluster.sh"

for program in go munged slurmctld slurmd sbatch; do
  if ! PATH=$PATH:/usr/sbin command -v "$program" >/dev/null; then
    echo "skipped: $program is missing; the test needs Go, slurm-wlm and munge"
    exit 77
  fi
done
PATH=$PATH:/usr/sbin

tmp=$(mktemp -d)
chmod 755 "$tmp"
cd "$tmp"
finish() {
  status=$?
  stop_cluster
  if ((status != 0)); then
    tail -n 5 "$tmp"/*.log "$tmp"/*.out || true
  fi
  rm -rf "$tmp"
}
trap finish EXIT
trap 'exit 1' INT TERM

# 2050 runs of about 10 ms each.
study=(grokking --set training.dynamics=gd --set training.steps=15000 --set sweep.seeds=205)

submit() { sbatch --parsable --cpus-per-task=1 --mem-per-cpu=100M --time=5 "$@"; }
field() { scontrol --oneliner show job "$1" | grep -o "$2=[^ ]*" | cut -d= -f2; }
is() { [[ $(field "$1" JobState) == "$2" ]]; }
over() { [[ -z $(squeue --noheader --jobs "$1" 2>/dev/null) ]]; }
# files DIR lists the hashes of all files, except hidden ones.
files() { (cd "$1" && find . -type f ! -name '.*' -print0 | sort -z | xargs -0 sha256sum); }
# begun DIR SHARD succeeds if the shard's first part exists.
begun() { [[ -e $1/grokking/runs/part-0000$(($2 - 1)).parquet ]]; }
# process DIR SHARD prints the process ID of the circsim that makes the shard.
process() { pgrep -f -- "-o $tmp/$1 --shard $2/8"; }
# shoot DIR SHARD kills the circsim that makes the shard, in the middle of the sweep.
shoot() {
  await 60 begun "$1" "$2"
  kill -9 "$(process "$1" "$2")"
}
# again JOB starts a requeued job without Slurm's delay of two minutes. slurmd needs
# a moment to forget the job's first start.
again() {
  await 60 is "$1" PENDING
  sleep 2
  scontrol update "JobId=$1" StartTime=now
}

same() {
  files "$1" >got
  if ! diff want got >&2; then
    echo "FAIL: $1 differs from one process with one worker" >&2
    exit 1
  fi
  echo "$1: $(wc -l <want) files, the bytes of one process with one worker"
  if command -v g++ >/dev/null; then # DuckDB is C++
    (cd "$here/../../../output/duckdbtest" && CGO_ENABLED=1 GOWORK=off go run ./except "$tmp/alone/grokking" "$tmp/$1/grokking")
  fi
}

echo "building circsim"
mkdir bin
(cd "$here" && go build -buildvcs=false -o "$tmp/bin/circsim" github.com/circsim/circsim/cmd/circsim)
PATH=$tmp/bin:$PATH

echo "one process with one worker"
circsim sweep "${study[@]}" -o alone --workers 1 --quiet
files alone >want

echo "starting munged, slurmctld and slurmd"
start_cluster "$tmp"

job=$(submit --array=9 "$here/../sweep.sh" "${study[0]}" shared)
await 30 is "${job}_9" FAILED
[[ $(field "${job}_9" ExitCode) == 2:0 ]]
echo "job $job: a ninth shard of eight is refused"

job=$(submit "$here/../sweep.sh" "${study[0]}" "$tmp/shared" "${study[@]:1}")
echo "job $job: eight tasks into one folder"

shoot shared 3
echo "task 3: circsim killed with -9"

await 60 begun shared 5
is "${job}_5" RUNNING
scontrol requeue "${job}_5"
echo "task 5: requeued while it runs"

await 60 begun shared 7
is "${job}_7" RUNNING
late=$(process shared 7)
kill -STOP "$late" # so that it does not end before the second signal
scancel --batch --signal=USR1 "${job}_7"
sleep 1
scancel --batch --signal=TERM "${job}_7"
sleep 1
is "${job}_7" RUNNING
kill -CONT "$late"
echo "task 7: warned of its time limit, then told to end"

await 30 is "${job}_3" FAILED
scontrol requeue "${job}_3"
for task in 3 5 7; do again "${job}_$task"; done

await 120 over "$job"
for task in {1..8}; do
  restarts=$(field "${job}_$task" Restarts)
  echo "task $task: $(field "${job}_$task" JobState), restarts $restarts"
  is "${job}_$task" COMPLETED
  case $task in 3 | 5 | 7) ((restarts == 1)) ;; *) ((restarts == 0)) ;; esac
done
grep -q Killed "circsim-${job}_3.log"
grep -q interrupted "circsim-${job}_5.log"
grep -q interrupted "circsim-${job}_7.log"
same shared

job=$(submit "$here/../sweep.sh" "${study[0]}" "$tmp/apart/%a" "${study[@]:1}")
merge=$(submit --dependency="afterany:$job" "$here/../merge.sh" apart joined)
echo "job $job: eight tasks into separate folders, then job $merge: the merge"
shoot apart/4 4
await 120 over "$merge"
is "$merge" FAILED
echo "task 4: killed with -9; the merge reports: $(tail -n 1 "circsim-merge-$merge.log")"

job=$(submit --array=4 "$here/../sweep.sh" "${study[0]}" "$tmp/apart/%a" "${study[@]:1}")
merge=$(submit --dependency="afterany:$job" "$here/../merge.sh" apart joined)
await 60 over "$merge"
is "$merge" COMPLETED
echo "job $job: task 4 again, then job $merge: the merge"
same joined
