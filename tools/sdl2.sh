#!/bin/sh
# tools/sdl2.sh DEST: makes DEST a folder with SDL2's source, from Debian's own source package.
# The version and the tarball's SHA-256 are pinned. Nothing is installed, nothing of the
# machine's apt is changed: apt-get gets folders of its own and a source list made from the
# machine's. Works as root and as any other user; does nothing where DEST is complete.
set -eu

version='2.26.5+dfsg-1'
tarball='libsdl2_2.26.5+dfsg.orig.tar.gz'
sha256='b3f2c822151804125d08db94c65852f711c2e5df2145a59da120748dc32eb9c3'

fail() {
  echo "tools/sdl2.sh: $*" >&2
  echo "tools/sdl2.sh: unpack SDL 2.26.5 yourself and pass -DSDL2_SOURCE_DIR=<its folder>" >&2
  exit 1
}

# Debian's `main` of the machine's one-line sources, as source entries.
one_line_sources() {
  awk '
    $1 == "deb" {
      options = ""
      first = 2
      if ($2 ~ /^\[/) {
        for (i = 2; i <= NF; ++i) {
          options = options " " $i
          if ($i ~ /\]$/) { first = i + 1; break }
        }
      }
      has_main = 0
      for (i = first + 2; i <= NF; ++i) if ($i == "main") has_main = 1
      if (has_main && $first ~ /debian(\.list|\/[0-9TZ]+)?\/?$/)
        print "deb-src" options, $first, $(first + 1), "main"
    }' "$@"
}

# The same of the machine's deb822 sources: paragraphs of fields, which may go on over lines.
deb822_sources() {
  awk '
    BEGIN { RS = ""; FS = "\n" }
    {
      wanted = 0; has_main = 0; off = 0; text = ""
      for (i = 1; i <= NF; ++i) {
        field = tolower($i)
        if (field ~ /^#/) continue
        if (field ~ /^enabled:[ \t]*(no|false|0)/) off = 1
        if (field ~ /^uris:.*debian(\.list|\/[0-9tz]+)?\/?[ \t]*$/) wanted = 1
        if (field ~ /^components:/) {
          if ((field " ") ~ /[ \t]main[ \t]/) has_main = 1
          text = text "Components: main\n"
        } else if (field ~ /^types:/) {
          text = text "Types: deb-src\n"
        } else {
          text = text $i "\n"
        }
      }
      if (wanted && has_main && !off) print text
    }' "$@"
}

[ $# -eq 1 ] || { echo "usage: tools/sdl2.sh DEST" >&2; exit 2; }
mkdir -p "$(dirname "$1")"
dest="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
if [ -f "$dest/.complete-$version" ]; then exit 0; fi

work="$dest.download"
mkdir -p "$work"

if ! echo "$sha256  $work/$tarball" | sha256sum --check --status 2>/dev/null; then
  command -v apt-get >/dev/null || fail "no apt-get here to fetch SDL2's source with"
  rm -rf "$work/apt"
  mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/apt/parts"
  # A missing file, or a pattern that matches none, is no reason to stop.
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    if [ -r "$file" ]; then one_line_sources "$file"; fi
  done >"$work/apt/parts/debian.list"
  for file in /etc/apt/sources.list.d/*.sources; do
    if [ -r "$file" ]; then deb822_sources "$file"; fi
  done >"$work/apt/parts/debian.sources"
  if [ ! -s "$work/apt/parts/debian.list" ] && [ ! -s "$work/apt/parts/debian.sources" ]; then
    fail "no Debian 'main' entry in /etc/apt/sources.list or /etc/apt/sources.list.d"
  fi

  apt() {
    apt-get -qq -o APT::Sandbox::User=root -o Debug::NoLocking=1 \
      -o Dir::Etc::SourceList="$work/apt/none" -o Dir::Etc::SourceParts="$work/apt/parts" \
      -o Dir::State::Lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache" "$@"
  }
  echo "Fetching the source of SDL2 $version (5 MB) ..." >&2
  : >"$work/apt/none"
  apt update >&2 || fail "apt-get update failed (above); is there a network?"
  (cd "$work" && apt source --download-only --only-source "libsdl2=$version" >&2) ||
    fail "apt-get source libsdl2=$version failed (above)"
  rm -rf "$work/apt"
  echo "$sha256  $work/$tarball" | sha256sum --check --status ||
    fail "$work/$tarball is not the file that was pinned by SHA-256"
fi

rm -rf "$dest"
mkdir "$dest"
tar --extract --gzip --file "$work/$tarball" --directory "$dest" --strip-components 1 ||
  fail "$work/$tarball cannot be unpacked"
: >"$dest/.complete-$version"
