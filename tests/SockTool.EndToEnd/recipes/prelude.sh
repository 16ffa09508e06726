# The machine of a recipe: a network and a home of its own, where the ports and the hosts of the README are free to be used.
# $LINES_OF_BLOCK is the recipe's block of the README; each of its lines has a terminal of its own.
# shellcheck shell=bash
set -euo pipefail

# Others may have a file of that name in /tmp.
mapfile -t lines <<<"${LINES_OF_BLOCK//\/tmp\//$HOME/}"
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

# stop N: as Ctrl+C would, which a shell's background does not get.
stop() {
  kill -TERM "${pid[$1]}"
  over "$1" 143
}

# says N TEXT: the line has printed this.
says() { grep -qaF -- "$2" "out.$1" || fail "line $1 did not say $2"; }
tells() { until_true grep -qaF -- "$2" "err.$1"; }

# certify NAME HOST: NAME.pem and NAME.key for HOST, signed by themselves.
certify() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$2" -addext "subjectAltName=DNS:$2" \
    -keyout "$1.key" -out "$1.pem" 2>/dev/null
}

ip link set lo up
for address in 192.0.2.7 192.0.2.53; do
  ip address add "$address/32" dev lo
done
echo '127.0.0.1 localhost db db.example example.com proxy.example' >hosts
mount --bind hosts /etc/hosts
mkfifo silent
exec 8<>silent
