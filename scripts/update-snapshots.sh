#!/usr/bin/env bash
# Accepts what the tests produce now as the new snapshots. Arguments go to `dotnet test` (--filter …).
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -n ${CI-} ]]; then
  echo "update-snapshots.sh: error: a snapshot is accepted by a person, not in CI" >&2
  exit 1
fi

received() {
  find tests \( -name bin -o -name obj \) -prune -o -name '*.received.txt' "$@"
}

received -exec rm {} + # what an earlier run left may no longer be true
dotnet build src/SockTool --verbosity quiet
for script in bash:sock.bash zsh:_sock fish:sock.fish pwsh:sock.ps1; do
  SOCK_LANG=en dotnet src/SockTool/bin/Debug/net10.0/sock.dll completions "${script%%:*}" >"completions/${script#*:}"
done

SOCK_LANG=en dotnet src/SockTool/bin/Debug/net10.0/sock.dll --help-man >man/sock.1
SOCK_LANG=zh LC_ALL=C.UTF-8 dotnet src/SockTool/bin/Debug/net10.0/sock.dll --help-man >man/zh_CN/sock.1

status=0
dotnet test SockTool.sln "$@" || status=$?

accepted=0
while IFS= read -r -d '' file; do
  verified=${file%.received.txt}.verified.txt
  mv -- "$file" "$verified"
  echo "accepted $verified"
  accepted=$((accepted + 1))
done < <(received -print0)

echo "$accepted accepted; read them with git diff before you commit"
((accepted > 0)) || exit "$status"
