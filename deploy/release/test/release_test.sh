#!/usr/bin/env bash
# Builds the Linux archive of this machine twice, compares the bytes, and runs the program in a root folder that holds
# nothing else: no shell, no C library, no /proc. Needs root, or a kernel that gives a user a namespace of their own.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export TARGETS=linux/$(go env GOHOSTARCH)
"$here/../build.sh" "$work/one" >/dev/null
(umask 077; TZ=Asia/Tokyo "$here/../build.sh" "$work/two" >/dev/null)
diff -r "$work/one" "$work/two"
(cd "$work/one" && sha256sum --check --quiet SHA256SUMS)

mkdir "$work/bare"
tar -C "$work/bare" --strip-components=1 -xzf "$work"/one/circsim-*.tar.gz
for file in LICENSE README.md man/circsim.1 completion/circsim.{bash,zsh,fish}; do
  [[ -s $work/bare/$file ]] || { echo "the archive has no $file" >&2; exit 1; }
done
bare=(chroot "$work/bare")
[[ $(id -u) == 0 ]] || bare=(unshare --map-root-user chroot "$work/bare")
"${bare[@]}" /circsim version | grep -q '^circsim version [0-9][0-9.]* go'
"${bare[@]}" /circsim run grokking | grep -q '^addition .*grokking$'
"${bare[@]}" /circsim sweep grokking --set sweep.seeds=1 --quiet -o /results
[[ -s $work/bare/results/grokking/runs/part-00000.parquet ]]
echo "the same bytes twice, and they run in an empty root"
