#!/usr/bin/env bash
# build.sh: sets up what is missing and runs one target; `./build.sh help` lists them. It can be
# run again at any time. Everything it makes is under build/, and node_modules/.
set -euo pipefail
cd "$(dirname "$0")"
source tools/setup.sh
source tools/hardening.sh

jobs=$(nproc)
# The data lies beside the project or in build/, unless the environment says where. Tests that
# need it say loudly that they skip where it is missing.
for folder in ../shared/data build/data; do
  if [ -z "${DIGITPAD_DATA:-}" ] && [ -d "$folder" ]; then
    DIGITPAD_DATA=$(cd "$folder" && pwd)
    export DIGITPAD_DATA
  fi
done

# Sources that were compiled before are not compiled again.
if command -v ccache >/dev/null; then
  export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
  export CCACHE_DIR=${CCACHE_DIR:-$PWD/build/ccache}
  export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=locale
fi

# Stops where there is no data folder.
need_data() {
  [ -n "${DIGITPAD_DATA:-}" ] && return
  echo "build.sh: there is no data folder: neither \$DIGITPAD_DATA nor ../shared/data nor" \
    "build/data; the README tells what belongs into it" >&2
  exit 3
}

say() { printf '\n== %s\n' "$*"; }

# configure DIRECTORY [cmake options]: configures where needed and keeps quiet when all is well.
configure() {
  local directory=$1 log=$1/configure.log wrapper=()
  shift
  case $directory in build/wasm | build/safe_heap) wrapper=(emcmake) ;; esac
  mkdir -p "$directory"
  if ! "${wrapper[@]}" cmake -S . -B "$directory" -G Ninja "$@" >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
}

build_native() {
  say "native tools -> build/native"
  configure build/native -DCMAKE_BUILD_TYPE=Release "$@"
  cmake --build build/native -j "$jobs"
}

build_wasm() {
  say "WebAssembly -> build/wasm, the page -> build/digitpad.html"
  export NODE_PATH=/usr/share/nodejs  # Debian's emcc looks for its own node modules there
  configure build/wasm -DCMAKE_BUILD_TYPE=Release "$@"
  cmake --build build/wasm -j "$jobs"
}

# The recogniser as headless modules, one for each kind of SIMD.
build_headless() {
  local toolchain=-DCMAKE_TOOLCHAIN_FILE=tools/toolchains/headless.cmake
  say "headless modules -> build/wasm_simd128, build/wasm_relaxed"
  if ! command -v wasm-ld-14 >/dev/null; then
    echo "build.sh: there is no wasm-ld-14, as Debian's emscripten brings it, so there are none" >&2
    rm -rf build/wasm_simd128 build/wasm_relaxed
    return
  fi
  configure build/wasm_simd128 "$toolchain" -DCMAKE_BUILD_TYPE=Release -DDIGITPAD_CORE_ONLY=ON "$@"
  cmake --build build/wasm_simd128 -j "$jobs"
  if ! command -v clang++-19 >/dev/null; then
    echo "build.sh: there is no clang++-19, so there is no module for relaxed SIMD" >&2
    rm -rf build/wasm_relaxed
    return
  fi
  configure build/wasm_relaxed "$toolchain" -DCMAKE_BUILD_TYPE=Release -DDIGITPAD_CORE_ONLY=ON \
    -DDIGITPAD_RELAXED_SIMD=ON "$@"
  cmake --build build/wasm_relaxed -j "$jobs"
}

# What `npm pack` packs; of the headless modules.
build_npm() {
  say "the npm package -> build/npm"
  if [ ! -f build/wasm_simd128/recognizer.wasm ]; then
    echo "build.sh: there are no headless modules, so there is no package" >&2
    rm -rf build/npm
    return
  fi
  node www/npm/build.mjs
}

# A page of live examples of the package, and of the page in a frame.
build_guide() {
  say "the guide to embedding -> build/guide/index.html"
  if [ ! -f build/npm/package.json ]; then
    echo "build.sh: there is no package, so there is no guide to it" >&2
    rm -rf build/guide
    return
  fi
  node www/guide/build.mjs
}

# The core and its tests for 64-bit Arm, to run under qemu-user.
build_arm() {
  say "the core for Arm -> build/aarch64"
  configure build/aarch64 -DCMAKE_TOOLCHAIN_FILE=tools/toolchains/aarch64.cmake \
    -DCMAKE_BUILD_TYPE=Release -DDIGITPAD_CORE_ONLY=ON -DDIGITPAD_TESTS=ON
  cmake --build build/aarch64 -j "$jobs"
}

print_sizes() {
  say "sizes in bytes, raw and gzip -9"
  local file
  for file in build/digitpad.html build/wasm/page.wasm build/wasm_{simd128,relaxed}/recognizer.wasm \
    weights/digits.dpm build/native/digitpad build/native/digitpad-draw; do
    [ -f "$file" ] || continue
    printf '%-36s %9d %9d\n' "$file" "$(wc -c <"$file")" "$(gzip -9c "$file" | wc -c)"
  done
}

open_page() {
  local page=$PWD/build/digitpad.html
  if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -t 1 ] && command -v xdg-open >/dev/null; then
    say "opening $page"
    xdg-open "$page" >/dev/null 2>&1 &
  else
    say "the page is ready: open this file in a browser"
    echo "$page"
  fi
}

target_all() {
  need native wasm relaxed
  build_native
  build_wasm
  build_headless
  build_npm
  build_guide
  print_sizes
  open_page
}

target_native() {
  need native
  build_native "$@"
  print_sizes
}

target_wasm() {
  need wasm relaxed
  build_wasm
  build_headless
  build_npm
  build_guide
  print_sizes
}

target_npm() {
  need wasm relaxed
  build_headless
  build_npm
}

# Where the files are named that have failed beside other tests.
readonly failed_files=build/failed_files

# browser_tests FILE...: what a browser or a window does in time only where it gets some. Files
# that fail here are run once more, by themselves: see repeat_failed.
browser_tests() {
  local failed
  failed=$(mktemp build/failed.XXXXXX)
  node --test --test-reporter=tap --test-reporter-destination=stdout \
    --test-reporter=./tests/failed_files.mjs --test-reporter-destination="$failed" "$@" && return
  [ -s "$failed" ] || return
  cat "$failed" >>"$failed_files"
}

# What fails again has failed; so have many files at once, or tests of which no file is known.
repeat_failed() {
  [ -s "$failed_files" ] || return 0
  local -a files
  mapfile -t files < <(sort -u "$failed_files")
  say "FAILED beside other tests, and run once more by themselves: ${files[*]}"
  [ ${#files[@]} -le 12 ] && [[ " ${files[*]} " != *" ? "* ]] || return 1
  node --test "${files[@]}"
}

# All tests but those of the page.
run_other_tests() {
  say "unit tests, native"
  (cd build/native && ctest --output-on-failure)
  say "core tests as WebAssembly under node"
  (cd build/wasm && ctest --output-on-failure)
  say "core tests on Arm under qemu"
  (cd build/aarch64 && ctest --output-on-failure)
  say "headless modules under node and in Chromium"
  browser_tests tests/headless/*.test.mjs
  say "the npm package in node, in browsers and through bundlers"
  browser_tests tests/npm/*.test.mjs
  say "the desktop window on X11 and Wayland"
  browser_tests tests/desktop/*.test.mjs
  say "all kernels give the same answers"
  node --test tests/parity/*.test.mjs
  say "command line"
  node --test tests/cli/*.test.mjs
  say "fetching data"
  node --test tests/setup/*.test.mjs
  say "what a release packs"
  node --test tests/release/*.test.mjs
  say "models as JSON and as ONNX, in onnxruntime"
  node --test tests/exchange/*.test.mjs
  run_asan
  say "<digit-pad>, and the guide to it, in Chromium, in Firefox and in WebKit"
  if [ -f build/wasm_simd128/recognizer.wasm ]; then
    browser_tests tests/element/*.test.mjs tests/guide/*.test.mjs
  else
    echo "SKIPPED: there is no headless module to put into it" >&2
  fi
}

# The page's tests, half of whose time is waiting; all others run beside them, and are shown
# afterwards.
target_test() {
  need native wasm relaxed unit arm browser webkit screens
  install_npm_packages build/npm_tests tests/npm
  install_npm_packages build/exchange_tests tests/exchange
  build_native -DDIGITPAD_TESTS=ON
  build_wasm -DDIGITPAD_TESTS=ON
  build_headless -DDIGITPAD_TESTS=ON
  build_npm
  build_guide
  build_arm
  build_asan
  print_sizes
  rm -f build/failed*
  local log=build/other_tests.log
  run_other_tests >"$log" 2>&1 &
  others=$!
  trap 'kill "$others" 2>/dev/null || true' EXIT
  say "the page in Chromium, in Firefox and in WebKit, from file://"
  browser_tests tests/web/*.test.mjs
  trap - EXIT
  if ! wait "$others"; then
    cat "$log"
    exit 1
  fi
  cat "$log"
  repeat_failed
  say "all tests passed"
}

# Public data for training and for the tests that want it.
target_data() {
  need data
  say "public data -> build/data"
  tools/fetch.sh tools/data_sources.txt build/data
}

# Ours; with the word "peers", beside other runtimes in the same rounds.
target_bench() {
  need native wasm relaxed bench browser
  if [[ " $* " == *" peers "* ]]; then
    need peers
    install_npm_packages build/peers tests/bench/peers
  fi
  build_native -DDIGITPAD_BENCH=ON
  build_wasm
  build_headless -DDIGITPAD_BENCH=ON
  node tests/bench/bench.mjs "$@"
}

# Training throughput beside PyTorch's, on the same network in the same run.
target_bench-train() {
  need native bench torch
  build_native -DDIGITPAD_BENCH=ON
  /usr/bin/python3 tests/bench/train_throughput.py build/native/digitpad_train_throughput "$@"
}

# train_step NAME [options]: one network of the recipe -> build/train/NAME.dpm, unless --resume
# finds it done.
train_step() {
  local out=build/train/$1.dpm resume=()
  shift
  if [ -f "$out" ]; then
    say "$out is there"
    return
  fi
  [ ! -f "$out.checkpoint" ] || resume=(--resume)
  say "training -> $out"
  build/native/digitpad train --mnist "$DIGITPAD_DATA/mnist" \
    --strokes "$DIGITPAD_DATA/pen/pendigits-train.jsonl.gz" \
    --not-digits "$DIGITPAD_DATA/not-digits/omniglot.strokes.jsonl.gz" \
    --negatives 30000 --negative-pictures 10000 --label-smoothing 0 --calm-epochs 4 \
    --commit "$(git describe --always --dirty 2>/dev/null || echo unknown)" \
    --out "$out" "${resume[@]}" "$@"
}

# Trains the shipped network: a large one teaches it; trained beside the validation parts it
# gives the calibration; then it is trained on these as well. --resume goes on where the last
# run stopped.
target_train() {
  if [ "$*" != "" ] && [ "$*" != --resume ]; then
    echo "build.sh: train knows only --resume; \`digitpad train\` has all options" >&2
    exit 2
  fi
  need_data
  need native
  build_native
  local student=(--preset ours --epochs 45 --teacher build/train/teacher.dpm)
  mkdir -p build/train
  [ "${1:-}" = --resume ] || rm -f build/train/{teacher,heldout,digits}.dpm{,.float,.checkpoint}
  train_step teacher --epochs 30 --qat-epochs 0 --lr 0.004 --arch "conv3x3x32, conv3x3x64/2, \
conv3x3x64, conv3x3x64+2, conv3x3x128/2, conv3x3x128, conv3x3x128+2, conv3x3x128+1, conv3x3x192, \
gap, dense"
  train_step heldout "${student[@]}"
  train_step digits "${student[@]}" --calibration build/train/heldout.dpm \
    --validation-images 0 --validation-writers none --validation-groups none
}

# Runs the test parts once on the trained network and ships it: model, card and history.
target_card() {
  need_data
  need native
  build_native
  build/native/digitpad card --model build/train/digits.dpm --float build/train/digits.dpm.float \
    --data "$DIGITPAD_DATA" --out weights "$@"
}

cpp_files() { git ls-files --cached --others --exclude-standard '*.cc' '*.h' '*.c'; }

target_format() {
  need check
  cpp_files | xargs clang-format -i
  npx prettier --log-level warn --write .
}

target_check() {
  need native check
  say "format"
  cpp_files | xargs clang-format --dry-run -Werror
  npx prettier --check .
  say "lint"
  git ls-files '*.sh' .ci/run | xargs shellcheck -x
  npx eslint .
  npx tsc -p .
  configure build/native
  # Core and app; what lies over large headers (JSON, CLI11, Eigen, SDL) would take minutes, and
  # kernels for other machines have headers of their own.
  git ls-files 'core/*.cc' 'wasm/app/*.cc' | grep -vE 'core/(formats/|kernels/kernels_(neon|wasm))' |
    xargs -P "$jobs" -n 4 clang-tidy -p build/native --quiet
  say "architecture"
  node tests/rules/architecture.mjs
}

# Screenshots of the page in build/shots, to be looked at.
target_shots() {
  need wasm browser
  build_wasm
  node tests/web/shots.mjs
}

# What is committed, built anew, with its licences and checksums.
target_release() {
  need release native wasm relaxed
  tools/release.sh
}

target_clean() { rm -rf build node_modules; }

target_help() {
  cat <<'EOF'
./build.sh              build the page and the native tools, open the page
./build.sh test         run every test
./build.sh native       only the native tools: build/native/digitpad, digitpad-draw
./build.sh wasm         only the page, build/digitpad.html, the npm package, and the guide
./build.sh npm          only the npm package, build/npm
./build.sh data         get the public data, MNIST, into build/data
./build.sh train        train the network from the data folder ($DIGITPAD_DATA, ../shared/data)
./build.sh card         test the trained network once, ship it in weights/
./build.sh bench        benchmarks: natively, in node and in Chromium; bench peers: beside others
./build.sh bench-train  training throughput beside PyTorch (installs python3-torch)
./build.sh asan         tests under AddressSanitizer and UndefinedBehaviorSanitizer
./build.sh tsan         the trainer's threads under ThreadSanitizer
./build.sh valgrind     the tests of the core and of its file readers under valgrind
./build.sh bits         refuses the shipped model with any bit flipped, and cut anywhere
./build.sh safe-heap    core tests and the page as WebAssembly that checks each load and store
./build.sh coverage     which lines and branches of the core its tests run
./build.sh soak [N]     N minutes (30) of use in Chromium: memory and speed stay as they are
./build.sh fuzz         fuzz all targets for a minute each; fuzz [TARGET|all] [SECONDS] [QUIET]
./build.sh check        format, lint, architecture rules
./build.sh format       format the sources
./build.sh shots        screenshots of the page in build/shots
./build.sh release      the files of a release, build/release, from what is committed
./build.sh clean        remove everything that was built
--yes                   do not ask before installing packages
Further words go to the program that card or bench runs, and to cmake for native; train knows
--resume, to go on where it stopped.
EOF
}

if [ "${1:-}" = --yes ]; then
  export DIGITPAD_YES=1
  shift
fi
target=${1:-all}
[ $# -eq 0 ] || shift
case $target in
  all | native | wasm | npm | test | asan | tsan | valgrind | bits | safe-heap | coverage | \
    fuzz | soak | bench | bench-train | data | train | card | format | check | shots | release | clean)
    "target_$target" "$@"
    ;;
  help | -h | --help) target_help ;;
  *)
    echo "build.sh: no target \"$target\"" >&2
    target_help >&2
    exit 2
    ;;
esac
