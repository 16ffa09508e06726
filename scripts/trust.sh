#!/usr/bin/env bash
# Tries to break the promise: exit 0 means that the peer took every byte and every byte received was written.
# trust.sh [--binary PATH] [--long] [--row NAME]... [--trial TEXT] [--seed N] [--soak SECONDS] [--only-sock]
# Rows: tried / held, for sock and for what a user would pick instead. The last line is the result; 1 if sock lost a byte.
set -euo pipefail

project=$(dirname "$0")/../tests/SockTool.Trust
shared=/dev/shm
[[ -d $shared ]] || shared=/tmp
TMPDIR=$(mktemp -d "$shared/sock-trust-XXXXXX")
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

log=$(dotnet build "$project" --configuration Release --verbosity quiet) || {
  echo "$log" >&2
  exit 1
}
link=()
cc -O2 -o "$TMPDIR/link" "$project/link.c" && link=(--link "$TMPDIR/link")
dotnet "$project/bin/Release/net10.0/SockTool.Trust.dll" "${link[@]}" "$@"
