# shellcheck shell=bash
# Sourced by build.sh: finds out what a target still needs and installs it.

# Debian packages of each group. `package:command` is satisfied by the command as well, wherever
# it comes from.
packages_of() {
  case $1 in
    native)
      echo g++ cmake:cmake ninja-build:ninja pkg-config:pkg-config libeigen3-dev zlib1g-dev \
        nlohmann-json3-dev libcli11-dev libstb-dev libjpeg62-turbo-dev libmd-dev \
        libsdl2-dev libsdl2-ttf-dev libonnx-dev libprotobuf-dev fonts-dejavu-core
      ;;
    wasm)
      echo emscripten:em++ cmake:cmake ninja-build:ninja dpkg-dev:dpkg-source libstb-dev \
        xz-utils:xz nodejs:node npm:npm ca-certificates
      ;;
    relaxed) echo clang-19:clang++-19 ;;
    unit) echo googletest ccache:ccache nodejs:node curl:curl ;;
    arm) echo g++-aarch64-linux-gnu:aarch64-linux-gnu-g++ qemu-user:qemu-aarch64 ;;
    browser) echo chromium:chromium firefox-esr:firefox-esr nodejs:node npm:npm ;;
    webkit) echo webkit2gtk-driver:WebKitWebDriver xvfb:Xvfb xdotool:xdotool ;;
    screens) echo xvfb:Xvfb xdotool:xdotool weston:weston ;;
    data) echo curl:curl ca-certificates ;;
    valgrind) echo valgrind ;;
    fuzz) echo clang-14 libclang-rt-14-dev ;;
    coverage) echo clang-14 llvm-14 ;;
    bench) echo libbenchmark-dev ;;
    release) echo git:git ;;
    peers) echo libdnnl-dev libxnnpack-dev libpthreadpool-dev ;;
    torch) echo python3-torch libopenblas0-pthread ;;
    check)
      echo clang-format:clang-format clang-tidy:clang-tidy shellcheck:shellcheck nodejs:node npm:npm
      ;;
  esac
}

# The build goes on without these.
is_optional() { [ "$1" = clang-19 ] || [ "$1" = webkit2gtk-driver ]; }

is_installed() {
  local package=${1%%:*}
  if [ "$1" != "$package" ] && command -v "${1#*:}" >/dev/null; then return 0; fi
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ]
}

# need GROUP...: installs the Debian packages of these groups that are missing, and the npm
# packages where a group uses them. Asks once on a terminal, unless --yes was given.
need() {
  local group package missing=() npm=
  for group in "$@"; do
    for package in $(packages_of "$group"); do
      is_installed "$package" || missing+=("${package%%:*}")
    done
    case $group in wasm | browser | check) npm=1 ;; esac
  done
  [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
  [ -z "$npm" ] || install_npm_packages . .
}

knows_package() { apt-cache show "$1" >/dev/null 2>&1; }

install_packages() {
  local -a missing packages=() as_root=()
  local answer package needed=
  mapfile -t missing < <(printf '%s\n' "$@" | sort -u)
  for package in "${missing[@]}"; do
    is_optional "$package" || needed=1
  done
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; }; then
    [ -n "$needed" ] || return 0
    echo "build.sh: these packages (by their Debian names) are missing and cannot be installed" >&2
    echo "from here: ${missing[*]}" >&2
    exit 1
  fi
  # Do not ask time and again for what this system's lists do not have.
  if [ -z "$needed" ] && knows_package base-files && ! knows_package "${missing[0]}"; then
    return 0
  fi
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  printf '\n== Debian packages to install: %s\n' "${missing[*]}"
  if [ -t 0 ] && [ -t 1 ] && [ -z "${DIGITPAD_YES:-}" ]; then
    read -r -p "Install them now? [Y/n] " answer
    case $answer in
      '' | [yY]*) ;;
      *)
        [ -z "$needed" ] || exit 1
        return 0
        ;;
    esac
  fi
  "${as_root[@]}" apt-get -qq update
  for package in "${missing[@]}"; do
    if is_optional "$package" && ! knows_package "$package"; then continue; fi
    packages+=("$package")
  done
  [ ${#packages[@]} -gt 0 ] || return 0
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
    install "${packages[@]}"
}

# install_npm_packages FOLDER LOCKED: node_modules of FOLDER as the lock file in LOCKED says;
# nothing is run from the packages.
install_npm_packages() {
  local folder=$1 locked=$2
  [ "$locked/package-lock.json" -nt "$folder/node_modules/.package-lock.json" ] || return 0
  printf '\n== npm packages of %s -> %s\n' "$locked/package-lock.json" "$folder/node_modules"
  mkdir -p "$folder"
  [ "$folder" = "$locked" ] || cp "$locked"/package{,-lock}.json "$folder"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || return
  touch "$folder/node_modules/.package-lock.json"
}
