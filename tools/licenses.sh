#!/usr/bin/env bash
# tools/licenses.sh: the licences of everything that a release holds, as one text on stdout. Those of
# others come from where they were taken: Debian's packages, and SDL2's own source.
set -euo pipefail
cd "$(dirname "$0")/.."

# part TITLE FILE
part() {
  printf '\n%s\n%s\n%s\n\n' "$(printf '=%.0s' {1..100})" "$1" "$(printf '=%.0s' {1..100})"
  cat "$2"
}

debian() { echo "/usr/share/doc/$1/copyright"; }

cat <<'EOF'
Licences of digitpad and of what its files hold of others

  digitpad.html, digitpad.tgz and the WebAssembly modules hold
    digitpad                 MIT, below
    Emscripten's libraries   MIT or NCSA; with musl (MIT), libc++, libc++abi and compiler-rt (Apache 2.0
                             with LLVM exceptions, or MIT and NCSA)
  digitpad.html holds besides
    SDL2                     zlib
    stb_image                MIT or public domain
  the programs hold digitpad, and compiled headers of
    Eigen                    MPL 2.0
    CLI11                    BSD, three clauses
    nlohmann/json            MIT
    stb_image                MIT or public domain
    ONNX (its data format)   Apache 2.0
  and use Debian's shared libraries, which are not part of them.

The network was trained on
    MNIST                    Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0
    UCI's pen digits         E. Alpaydin, F. Alimoglu; CC BY 4.0
    Omniglot                 B. Lake, R. Salakhutdinov, J. Tenenbaum; MIT

Debian's statements below cover whole source packages, of which digitpad holds parts.
EOF
part digitpad LICENSE
part SDL2 build/sdl2/LICENSE.txt
part "stb_image (Debian: libstb)" "$(debian libstb-dev)"
part "Eigen (Debian: eigen3)" "$(debian libeigen3-dev)"
part "CLI11 (Debian: cli11)" "$(debian libcli11-dev)"
part "nlohmann/json (Debian: nlohmann-json3)" "$(debian nlohmann-json3-dev)"
part "ONNX (Debian: onnx)" "$(debian libonnx-dev)"
part "Emscripten and its libraries (Debian: emscripten)" "$(debian emscripten)"
