#!/usr/bin/env bash
# fetch.sh SOURCES FOLDER: gets the gzipped files that SOURCES lists (as data_sources.txt
# does) into FOLDER. What is there already is kept, what was begun is gone on with, and
# nothing stays whose content is not the one listed. Exit status: 0 all are there, 3 not.
set -euo pipefail

sources=$1
folder=$2
missing=0

# is_right FILE SHA256: whether it unpacks, to that content.
is_right() {
  [ -s "$1" ] && [ "$(gzip -dc "$1" 2>/dev/null | sha256sum | cut -d' ' -f1)" = "$2" ]
}

progress=(--silent --show-error)
[ ! -t 2 ] || progress=(--progress-bar)

# get ADDRESS FILE: adds what is missing of FILE.
get() {
  curl --fail --location "${progress[@]}" --retry 1 --retry-delay 1 --connect-timeout 20 \
    --speed-limit 100 --speed-time 60 --continue-at - --output "$2" "$1"
}

# fetch PATH SHA256 ADDRESS...: false where no address has it.
fetch() {
  local file=$folder/$1 part=$folder/$1.part sha256=$2 address code
  shift 2
  for address in "$@"; do
    echo "$file <- $address"
    # Gone on with where there is a beginning, then anew.
    for _ in $([ ! -s "$part" ] || echo begun) anew; do
      code=0
      get "$address" "$part" || code=$?
      if is_right "$part" "$sha256"; then
        mv "$part" "$file"
        return 0
      fi
      case $code in
        # Whole and wrong, or not to be gone on with: what was begun may be of another packing.
        0 | 22 | 33 | 36) rm -f "$part" ;;
        *) break ;;  # cut off or out of reach: it can be gone on with
      esac
    done
    if [ "$code" -eq 0 ]; then
      echo "fetch.sh: $address: not the content with SHA-256 $sha256" >&2
    fi
  done
  return 1
}

while read -r path sha256 addresses; do
  case $path in '' | '#'*) continue ;; esac
  mkdir -p "$(dirname "$folder/$path")"
  if is_right "$folder/$path" "$sha256"; then
    echo "$folder/$path is there"
    continue
  fi
  # shellcheck disable=SC2086  # one word an address
  if ! fetch "$path" "$sha256" $addresses; then
    echo "fetch.sh: $folder/$path could not be had; is this machine offline? It can also be put" \
      "there by hand, from one of: $addresses" >&2
    missing=$((missing + 1))
  fi
done <"$sources"
[ "$missing" -eq 0 ] || exit 3
