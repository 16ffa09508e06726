#!/usr/bin/env bash
# Measures sock beside what a user would pick instead, and beside C programs that do the least the kernel asks for.
# bench.sh [--binary PATH] [--runs N] [--quick] [--json FILE] [SCENARIO ...]
set -euo pipefail

[[ -c /dev/null ]] || {
  echo "bench.sh: error: /dev/null is not a character device; a file in its place would be measured" >&2
  exit 1
}

project=$(dirname "$0")/../tests/SockTool.Benchmarks
floors=$(mktemp -d)
trap 'rm -rf "$floors"' EXIT

for source in "$project"/floors/*.c; do
  cc -O2 -o "$floors/$(basename "$source" .c)" "$source"
done

log=$(dotnet build "$project" --configuration Release --verbosity quiet) || {
  echo "$log" >&2
  exit 1
}
dotnet "$project/bin/Release/net10.0/SockTool.Benchmarks.dll" --floors "$floors" "$@"
