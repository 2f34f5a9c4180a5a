#!/usr/bin/env bash
# Builds the archives of a release and their checksums into dist/, or the folder given:
#
#     deploy/release/build.sh [DIR]
#
# TARGETS, such as "linux/amd64 darwin/arm64", builds some of them. The same commit gives the same bytes with the same
# Go and the same tar, gzip and zip.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$(pwd)
umask 022

out=${1:-dist}
mkdir -p "$out"
out=$(cd "$out" && pwd)
targets=${TARGETS:-linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64}

for tool in go git tar gzip zip sha256sum; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 1; }
done
tar --version | grep -q GNU || { echo "tar is not GNU tar, which alone can fix names, times and owners" >&2; exit 1; }

version=$(sed -n 's/^const Version = "\(.*\)"$/\1/p' output/build.go)
[[ -n $version ]] || { echo "output/build.go: no const Version" >&2; exit 1; }
grep -q "^version: $version$" CITATION.cff || { echo "CITATION.cff: its version is not $version" >&2; exit 1; }
grep -q "^## $version" CHANGELOG.md || { echo "CHANGELOG.md: no section $version" >&2; exit 1; }

# All files have the time of the commit. Zip keeps local time, in steps of two seconds.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} TZ=UTC LC_ALL=C
export CGO_ENABLED=0 GOFLAGS=-trimpath GOWORK=off
module=$(go list -m)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/host" ./cmd/circsim

cd "$out"
rm -f SHA256SUMS
for target in $targets; do
  os=${target%/*} arch=${target#*/}
  name=circsim-$version-$os-$arch
  binary=circsim
  [[ $os == windows ]] && binary=circsim.exe
  folder=$work/$name
  mkdir -p "$folder/completion" "$folder/man"
  (cd "$root" && GOOS=$os GOARCH=$arch go build -ldflags "-s -w -X $module/output.released=yes" -o "$folder/$binary" ./cmd/circsim)
  cp "$root"/{LICENSE,README.md,CHANGELOG.md,CITATION.cff} "$folder"
  "$work/host" man >"$folder/man/circsim.1"
  for shell in bash zsh fish; do
    "$work/host" completion $shell >"$folder/completion/circsim.$shell"
  done
  find "$folder" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
  rm -f "$name.tar.gz" "$name.zip"
  if [[ $os == windows ]]; then
    (cd "$work" && find "$name" -type f | sort | zip -q -X -9 "$out/$name.zip" -@)
  else
    tar --create --directory "$work" --sort=name --format=ustar --mtime="@$SOURCE_DATE_EPOCH" \
      --owner=0 --group=0 --numeric-owner --mode=go-w "$name" | gzip -n -9 >"$name.tar.gz"
  fi
  rm -rf "$folder"
done
sha256sum circsim-"$version"-*.tar.gz circsim-"$version"-*.zip 2>/dev/null >SHA256SUMS || true
[[ -s SHA256SUMS ]]
cat SHA256SUMS
