#!/usr/bin/env bash
# tools/release.sh: makes build/release, the files of a release with their licences and checksums.
# What is committed is built anew in build/release.tree, by nothing but what is committed and the
# tools named in toolchain.txt: the same commit and tools give the same bytes in any folder.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 022
export LC_ALL=C.UTF-8 TZ=UTC
# What would change the bytes, or bring some of another build.
unset CC CXX CPPFLAGS CFLAGS CXXFLAGS LDFLAGS EMCC_CFLAGS EMCC_DEBUG NODE_OPTIONS \
  CMAKE_{C,CXX}_COMPILER_LAUNCHER CMAKE_{C,CXX}_FLAGS CMAKE_TOOLCHAIN_FILE DIGITPAD_KERNEL

refuse() {
  echo "release: $*" >&2
  exit 1
}

changes=$(git status --porcelain)
[ -z "$changes" ] || refuse "what is released is a commit, and this is in none:"$'\n'"$changes"
version=$(node -p 'require("./package.json").version')
grep -q "^## $version\$" CHANGELOG.md || refuse "CHANGELOG.md says nothing of $version"
commit=$(git rev-parse HEAD)
if ! git tag --points-at HEAD | grep -qx "v$version"; then
  echo "release: $commit has no tag v$version: these are files to try, not a release" >&2
fi

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
tree=build/release.tree out=$PWD/build/release pack=$PWD/tools/pack.sh name=digitpad-$version
rm -rf "$tree" "$out"
mkdir -p "$tree/build/sdl2.download" "$out"
git archive HEAD | tar -x -C "$tree"
# What was fetched already; its checksum is looked at there once more.
cp build/sdl2.download/*.orig.tar.gz "$tree/build/sdl2.download/" 2>/dev/null || true
cd "$tree"
# Programs for any machine of their kind, not for this very one.
./build.sh native -DDIGITPAD_NATIVE_ARCH=OFF
./build.sh wasm
for file in build/wasm_{simd128,relaxed}/recognizer.wasm build/npm/package.json build/guide/index.html; do
  [ -f "$file" ] || refuse "$file was not built (see above), and belongs to a release"
done
node tools/licenses.mjs >"$out/LICENSES.txt"

cp build/digitpad.html "$out/$name.html"
cp weights/digits.dpm "$out/$name.dpm"
for simd in simd128 relaxed; do
  cp "build/wasm_$simd/recognizer.wasm" "$out/$name-$simd.wasm"
done
cp "$out/LICENSES.txt" build/npm/
npm pack ./build/npm --silent --pack-destination "$out" >/dev/null

programs=build/release.programs
mkdir "$programs"
cp README.md LICENSE CHANGELOG.md SECURITY.md "$out/LICENSES.txt" "$programs"
strip -o "$programs/digitpad" build/native/digitpad
strip -o "$programs/digitpad-draw" build/native/digitpad-draw
# Where it was built is nobody's business, and would be other bytes elsewhere.
if grep -rlF "$PWD" "$out" build/npm build/guide "$programs"; then
  refuse "these (above) hold the path $PWD"
fi
"$pack" "$out/$name-debian12-$(uname -m).tar.gz" "$SOURCE_DATE_EPOCH" "$programs" .
"$pack" "$out/$name-guide.tar.gz" "$SOURCE_DATE_EPOCH" build/guide .
{
  echo "commit $commit"
  for tool in g++ cmake ninja emcc clang++-19 wasm-ld-14 xz gzip tar node npm; do
    echo "$tool: $("$tool" --version | head -n 1)"
  done
} >"$out/toolchain.txt"
cd "$out"
sha256sum -- * >../release.sums
mv ../release.sums SHA256SUMS
cat SHA256SUMS
