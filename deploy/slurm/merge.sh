#!/usr/bin/env bash
# Merges the separate folders of the tasks, and names the parts that are missing.
#
#   sbatch --dependency=afterany:JOB merge.sh PARTS DIR
#
# PARTS contains one folder for each task.
#SBATCH --job-name=circsim-merge
#SBATCH --mem-per-cpu=1G
#SBATCH --time=01:00:00
#SBATCH --output=%x-%j.log
set -euo pipefail

circsim merge "${1:?where are the parts? sbatch merge.sh PARTS DIR}"/*/ -o "${2:?which folder? sbatch merge.sh PARTS DIR}"
