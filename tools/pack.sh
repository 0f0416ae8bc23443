#!/usr/bin/env bash
# tools/pack.sh OUT SECONDS FOLDER FILE...: FOLDER's files as OUT, NAME.tar.gz, which holds them in
# a folder NAME, or .tgz, which holds them in one called package, as npm has it. The same files give
# the same bytes: all are of one time, SECONDS after 1970, and nobody's, whoever packs them and
# whatever modes his umask gave them.
set -euo pipefail

out=$(realpath -m "$1") seconds=$2 folder=$3
shift 3
# Both take options from these.
unset TAR_OPTIONS GZIP
name=$(basename "$out" .tar.gz)
[[ $out != *.tgz ]] || name=package
export LC_ALL=C
cd "$folder"
# No folders: they are where there is a file in them.
find "$@" ! -type d -print0 | sort -z |
  tar --format=ustar --null --files-from=- --owner=0 --group=0 --numeric-owner \
    --mtime="@$seconds" --mode='u+rw,go=rX' --transform="s,^\(\./\)\?,$name/," -cf - |
  gzip -9n >"$out"
