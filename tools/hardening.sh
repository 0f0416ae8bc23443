# shellcheck shell=bash disable=SC2154
# Sourced by build.sh, whose $jobs and functions it uses: the targets that look for what tests
# alone do not see.

build_asan() {
  say "tests under ASan and UBSan -> build/asan"
  configure build/asan -DCMAKE_BUILD_TYPE=Debug -DDIGITPAD_SANITIZE=address -DDIGITPAD_TESTS=ON
  cmake --build build/asan -j "$jobs" \
    --target core_test formats_test app_test desktop_test trainer_test fuzz_replay digitpad
}

# Unit tests under AddressSanitizer and UndefinedBehaviorSanitizer, and the command line on bad
# input with the same build.
run_asan() {
  say "unit tests and command line under ASan and UBSan"
  (cd build/asan && ctest --output-on-failure -LE slow)
  # Training is a hundred times slower with sanitizers, and so are a hundred runs to let each
  # write fail: train.test.mjs alone has to do.
  build/asan/trainer_test --gtest_brief=1 \
    --gtest_filter='-Training.*:FineTuning.*:Convolution.ForwardAndBackward*'
  local test tests=()
  for test in tests/cli/*.test.mjs; do
    case $test in *recipes* | *train_* | *faults*) ;; *) tests+=("$test") ;; esac
  done
  DIGITPAD_BIN=$PWD/build/asan/digitpad node --test "${tests[@]}"
}

target_asan() {
  need native unit
  build_asan
  run_asan
}

# What has threads in the trainer, from workers and epochs to whole trainings.
target_tsan() {
  need native unit
  say "the trainer's threads under ThreadSanitizer"
  configure build/tsan -DCMAKE_BUILD_TYPE=Debug -DDIGITPAD_SANITIZE=thread -DDIGITPAD_TESTS=ON
  cmake --build build/tsan -j "$jobs" --target trainer_test
  # Its shadow memory wants addresses that are less random than some kernels make them.
  local fixed=()
  ! setarch -R true 2>/dev/null || fixed=(setarch -R)
  "${fixed[@]}" build/tsan/trainer_test --gtest_filter="$(printf '%s:' \
    'WorkerPool.*' 'Epoch.*' 'Calibrate.*' 'CorrectPrior.*' 'NegativeSource.*' \
    'Training.SameSeed*' 'Training.Resume*' 'Training.Stops*')"
}

# Memory that was never set is what no sanitizer of GCC's sees. Valgrind knows no AVX-512: the core
# asks what there is, what the trainer is compiled for must not be this very machine.
target_valgrind() {
  need native unit valgrind
  say "the core and the readers of files under valgrind"
  configure build/valgrind -DCMAKE_BUILD_TYPE=Release -DDIGITPAD_TESTS=ON \
    -DDIGITPAD_NATIVE_ARCH=OFF
  cmake --build build/valgrind -j "$jobs" --target core_test formats_test
  # Tables of hundreds of drawings take their time; what allocates nothing counts that itself.
  local test tables=('PictureTable.*' 'CardFigures.*' 'NumberTable.*' 'InsideNumbers.*')
  for test in core_test formats_test; do
    valgrind --quiet --error-exitcode=1 --leak-check=full \
      --errors-for-leak-kinds=definite,possible build/valgrind/$test --gtest_brief=1 \
      --gtest_filter="-$(printf '%s:' '*AllocatesNothing' "${tables[@]}")"
  done
}

# Each bit of the shipped model flipped, and each truncation of it: a quarter of an hour. The tests
# look at every thousandth.
target_bits() {
  need native unit
  build_native -DDIGITPAD_TESTS=ON
  say "every flipped bit of the shipped model"
  DIGITPAD_EVERY_BIT=1 build/native/core_test --gtest_filter='ShippedModel.*'
}

# The core's tests, and the page in Chromium, as WebAssembly whose every load and store is checked,
# and its stack, by an emcc runtime that checks itself.
target_safe-heap() {
  need wasm unit browser
  say "core tests and the page with SAFE_HEAP, ASSERTIONS and STACK_OVERFLOW_CHECK"
  export NODE_PATH=/usr/share/nodejs
  local page=$PWD/build/safe_heap/digitpad.html
  configure build/safe_heap -DCMAKE_BUILD_TYPE=Debug -DDIGITPAD_SAFE_HEAP=ON -DDIGITPAD_TESTS=ON \
    -DDIGITPAD_PAGE="$page"
  cmake --build build/safe_heap -j "$jobs" --target core_test digitpad_html
  (cd build/safe_heap && ctest --output-on-failure)
  DIGITPAD_PAGE=$page node --test tests/web/{ink,picture,files,model}.test.mjs
}

# What of the core its tests run, line by line and branch by branch, as a table and as pages.
target_coverage() {
  need native unit coverage
  say "coverage of the core -> build/coverage/index.html"
  configure build/coverage -DCMAKE_BUILD_TYPE=Debug -DDIGITPAD_COVERAGE=ON -DDIGITPAD_TESTS=ON \
    -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14
  cmake --build build/coverage -j "$jobs" --target core_test formats_test
  node tests/coverage/coverage.mjs build/coverage core_test formats_test
}

# The fuzzers of tests/fuzz, each for a minute of processor time, or for as long as is said,
# and until the last QUIET seconds brought nothing new.
target_fuzz() {
  need native unit fuzz
  say "fuzzers -> build/fuzz"
  configure build/fuzz -DCMAKE_BUILD_TYPE=Debug -DDIGITPAD_FUZZ=ON \
    -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14
  cmake --build build/fuzz -j "$jobs" --target fuzzers
  node tests/fuzz/fuzz.mjs "$@"
}

# Half an hour of writing, clearing, resizing, pictures and models in one page; or the minutes named.
target_soak() {
  need wasm browser
  build_wasm
  say "long use in Chromium"
  node tests/soak/soak.mjs "$@"
}
