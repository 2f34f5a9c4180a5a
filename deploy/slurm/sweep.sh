#!/usr/bin/env bash
# One sweep as an array job: task I makes shard I of SHARDS.
#
#   sbatch sweep.sh STUDY.yaml DIR [--set PATH=VALUE]...
#   sbatch --array=3,5 sweep.sh STUDY.yaml DIR ...         repeats failed tasks
#
# %a in DIR is replaced by the number of the task, so that each task has its own folder.
#SBATCH --job-name=circsim
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=500M
#SBATCH --time=04:00:00
#SBATCH --signal=B:USR1@60
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x-%A_%a.log
set -euo pipefail

# The number of shards of the plan, which is the last number of --array above. Slurm's
# own count is the number of submitted tasks, which is wrong if only some are repeated.
SHARDS=8

shard=${SLURM_ARRAY_TASK_ID:?submit this script with sbatch}
study=${1:?which study? sbatch sweep.sh STUDY.yaml DIR}
dir=${2:?which folder? sbatch sweep.sh STUDY.yaml DIR}
if ((shard < 1 || shard > SHARDS)); then
  echo "task $shard is not a shard from 1 to $SHARDS: --array and SHARDS disagree" >&2
  exit 2
fi

echo "shard $shard/$SHARDS on $(hostname), restarts: ${SLURM_RESTART_COUNT:-0}"
circsim sweep "$study" "${@:3}" -o "${dir//%a/$shard}" --shard "$shard/$SHARDS" \
  --workers "${SLURM_CPUS_PER_TASK:-1}" &
sweep=$!

# A minute before the time limit: stop circsim, and requeue the task to finish later.
trap 'late=1; kill -TERM "$sweep" || true' USR1
# Preempted, requeued or cancelled: Slurm signals circsim too, so only wait until it has stopped.
trap : TERM

# Each of these signals ends a wait, so wait again until circsim has ended.
while kill -0 "$sweep" 2>/dev/null; do wait "$sweep" || true; done
status=0
wait "$sweep" || status=$?
if ((${late:-0} && (status == 130 || status == 143))); then # 143: a second signal ended it at once
  scontrol requeue "$SLURM_JOB_ID"
fi
exit "$status"
