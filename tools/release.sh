#!/usr/bin/env bash
# tools/release.sh: makes build/release, the files of a release with their licences and checksums.
# What is committed is built anew in build/release.tree, by the tools and with the Debian packages
# that toolchain.txt names, and npm's packages and SDL2's source, whose checksums are committed: the
# same commit, tools and packages give the same bytes in any folder.
set -euo pipefail
# Begins anew with those variables alone that say where things are and how to get at packages:
# any other one may change the bytes, or bring some of another build.
if [ "${1:-}" != --clean ]; then
  kept=()
  while IFS= read -r name; do
    case ${name,,} in
      path | home | user | logname | term | tmpdir | digitpad_yes | npm_config_* | *_proxy | \
        node_extra_ca_certs | ssl_cert_file | ssl_cert_dir | curl_ca_bundle)
        kept+=("$name=${!name}")
        ;;
    esac
  done < <(compgen -e)
  exec env -i "${kept[@]}" "$BASH" "$0" --clean
fi
cd "$(dirname "$0")/.."
umask 022
export LC_ALL=C.UTF-8 TZ=UTC CCACHE_DISABLE=1

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
for file in build/wasm_{simd128,relaxed}/recognizer.wasm build/npm/package.json build/npm/LICENSES.txt \
  build/guide/index.html; do
  [ -f "$file" ] || refuse "$file was not built (see above), and belongs to a release"
done
node tools/licenses.mjs >"$out/LICENSES.txt"
packages=$PWD/build/release.packages
node tools/licenses.mjs --packages >"$packages"

cp build/digitpad.html "$out/$name.html"
cp weights/digits.dpm "$out/$name.dpm"
for simd in simd128 relaxed; do
  cp "build/wasm_$simd/recognizer.wasm" "$out/$name-$simd.wasm"
done
"$pack" "$out/$name.tgz" "$SOURCE_DATE_EPOCH" build/npm .

programs=build/release.programs
mkdir "$programs"
cp "$out/LICENSES.txt" "$programs"
# With what these lead to.
cp --parents README.md LICENSE CHANGELOG.md SECURITY.md docs/* trainer/README.md \
  weights/{FORMAT.md,digits.json} "$programs"
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
  cat "$packages"
} >"$out/toolchain.txt"
cd "$out"
sha256sum -- * >../release.sums
mv ../release.sums SHA256SUMS
cat SHA256SUMS
