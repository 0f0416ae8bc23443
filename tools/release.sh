#!/usr/bin/env bash
# tools/release.sh: makes build/release, the files of a release with their checksums. What is
# committed is built anew in build/release.tree, so that a second run gives the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "$(git status --porcelain)" ]; then
  echo "release: there are changes that are not committed; what is released is a commit" >&2
  exit 1
fi
version=$(node -p 'require("./package.json").version')
if ! grep -q "^## $version\$" CHANGELOG.md; then
  echo "release: CHANGELOG.md says nothing of $version" >&2
  exit 1
fi

date=$(git log -1 --format=%ct)
tree=build/release.tree out=$PWD/build/release
rm -rf "$tree" "$out"
mkdir -p "$tree/build" "$out"
git archive HEAD | tar -x -C "$tree"
# What was fetched already, checked by its own checksum there.
[ ! -d build/sdl2.download ] || cp -r build/sdl2.download "$tree/build/"
cd "$tree"
# Programs for any machine of their kind, not for this very one.
./build.sh native -DDIGITPAD_NATIVE_ARCH=OFF
./build.sh wasm
tools/licenses.sh >"$out/LICENSES.txt"

# pack NAME FOLDER FILE...: with the commit's date and nobody's name, so always the same bytes.
pack() {
  local name=$1 folder=$2
  shift 2
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$date" --mode='u+rw,go=rX' \
    --transform="s,^,$name/," -C "$folder" -cf - "$@" | gzip -9n >"$out/$name.tar.gz"
}
name=digitpad-$version
cp build/digitpad.html "$out/$name.html"
cp weights/digits.dpm "$out/$name.dpm"
(cd build/npm && cp "$out/LICENSES.txt" . && npm pack --silent --pack-destination "$out" >/dev/null)
pack "$name-guide" build/guide .
strip build/native/digitpad build/native/digitpad-draw
cp README.md LICENSE CHANGELOG.md SECURITY.md "$out/LICENSES.txt" build/native/
pack "$name-debian12-$(uname -m)" build/native digitpad digitpad-draw README.md LICENSE \
  LICENSES.txt CHANGELOG.md SECURITY.md
cd "$out"
sha256sum -- * >../release.sums
mv ../release.sums SHA256SUMS
cat SHA256SUMS
