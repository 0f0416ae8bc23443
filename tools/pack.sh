#!/usr/bin/env bash
# tools/pack.sh OUT.tar.gz SECONDS FOLDER FILE...: FOLDER's files as an archive that holds them in a
# folder of the archive's own name. The same files give the same bytes: all are of one time, SECONDS
# after 1970, and nobody's, whoever packs them and whatever modes his umask gave them.
set -euo pipefail

out=$1 seconds=$2 folder=$3
shift 3
# Both take options from these.
unset TAR_OPTIONS GZIP
name=$(basename "$out" .tar.gz)
LC_ALL=C tar --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$seconds" \
  --mode='u+rw,go=rX' --transform="s,^\./,,;s,^,$name/," -C "$folder" -cf - "$@" | gzip -9n >"$out"
