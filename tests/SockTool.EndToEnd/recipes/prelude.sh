# The machine of a recipe: a network and a home of its own, where the ports and the hosts of the pages are free to be used.
# $LINES_OF_BLOCK is the recipe's block of its page; each of its lines has a terminal of its own.
# shellcheck shell=bash
set -euo pipefail

# Others may have a file of that name in /tmp or /run.
typed=${LINES_OF_BLOCK//\/tmp\//$HOME/}
mapfile -t lines <<<"${typed//\/run\//$HOME/}"
declare -A pid

# The socket that the runtime's diagnostics listen at is not one that is waited for.
export DOTNET_EnableDiagnostics=0

# So that what a recipe starts ends with it.
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

fail() {
  echo "$1" >&2
  tail -n 20 out.* err.* >&2 || true
  exit 1
}

listeners() { ss -Hlntux | wc -l; }

# until_true COMMAND ARGS: returns as soon as it is; the whole script has a deadline.
until_true() { until "$@" >/dev/null 2>&1; do read -rt 0.02 <>silent || true; done; }

listens_on() { ss -Hlntu | grep -Eq ":$1 "; }

# serve PORT COMMAND ARGS: a server that is not the recipe's, and returns when it listens.
serve() {
  local port=$1
  shift
  "$@" >"out.server$port" 2>"err.server$port" <silent &
  pid[$port]=$!
  until_true listens_on "$port"
}

leave() {
  kill "${pid[$1]}"
  wait "${pid[$1]}" || true
}

# begin N [INPUT]: types the block's line N. Who sits there says INPUT, or nothing.
begin() {
  local text=${lines[$1 - 1]}
  text=${text//sha256:HEX/"${pin-}"}
  bash -c "$text" <"${2:-silent}" >"out.$1" 2>"err.$1" &
  pid[$1]=$!
}

# start N [INPUT]: the same, and returns when it listens or has ended.
start() {
  local before
  before=$(listeners)
  begin "$@"
  until_true settled "${pid[$1]}" "$before"
}

settled() { [[ $(listeners) -gt $2 ]] || ! kill -0 "$1"; }

# over N [CODE]: the line has ended with this code.
over() {
  local code=0
  wait "${pid[$1]}" || code=$?
  [[ $code == "${2:-0}" ]] || fail "line $1 ended with $code and not with ${2:-0}: ${lines[$1 - 1]}"
}

# stop N [CODE]: as Ctrl+C would, which a shell's background does not get. Where a line redirects or pipes, its shell stands before it.
stop() {
  local at=${pid[$1]}
  [[ $(<"/proc/$at/comm") != bash ]] || at=$(pgrep -P "$at" -x sock)
  kill -TERM "$at"
  over "$1" "${2:-143}"
}

# says N TEXT: the line has printed this.
says() { grep -qaF -- "$2" "out.$1" || fail "line $1 did not say $2"; }
tells() { until_true grep -qaF -- "$2" "err.$1"; }

# shown PAGE N: the Nth block of docs/PAGE.md that is no command: what the page says comes out, or a file of the reader's.
shown() {
  awk -v wanted="$2" '/^```/ { inside = !inside; if (inside) { plain = ($0 == "```"); n += plain } next } inside && plain && n == wanted' "$PAGES/$1.md"
}

# code PAGE TEXT: what stands in a sentence or a table of docs/PAGE.md as code and begins with TEXT.
code() {
  local found
  found=$(awk -v RS='`' -v wanted="$2" 'index($0, wanted) == 1 { print; exit }' "$PAGES/$1.md")
  [[ -n $found ]] || fail "$1.md has no code $2"
  echo "$found"
}

# certify NAME HOST: NAME.pem and NAME.key for HOST, signed by themselves.
certify() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$2" -addext "subjectAltName=DNS:$2" \
    -keyout "$1.key" -out "$1.pem" 2>/dev/null
}

ip link set lo up
for address in 192.0.2.7 192.0.2.53 10.0.0.7 10.9.0.3; do
  ip address add "$address/32" dev lo
done
echo '127.0.0.1 localhost db cache ntp mail HOST db.example example.com proxy.example inner.example' >hosts
mount --bind hosts /etc/hosts
mkfifo silent
exec 8<>silent
