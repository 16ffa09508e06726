#!/bin/sh
# Builds sock from this checkout, installs it for this user, and proves that it works.
set -eu

tmp='' server='' client='' watchdog=''

usage() {
  cat <<'EOF'
usage: install.sh [--prefix DIR] [--uninstall]

Builds sock from this checkout with the .NET 10 SDK and installs it for you,
without root: as a native program where a C compiler (clang or gcc) can link
one, else as a portable one. Run it again to upgrade. The manual and the
completions of bash, zsh and fish go to ~/.local/share ($XDG_DATA_HOME).

  --prefix DIR   install into DIR instead of ~/.dotnet/tools; manual and
                 completions go to DIR/share
  --uninstall    remove all of it again, from DIR if given
  -h, --help     show this
EOF
}

main() {
  prefix='' action=install
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix)
        [ $# -ge 2 ] || misuse "--prefix needs a folder"
        prefix=$2
        [ -n "$prefix" ] || misuse "--prefix needs a folder"
        shift
        ;;
      --prefix=?*) prefix=${1#--prefix=} ;;
      --prefix=) misuse "--prefix needs a folder" ;;
      --uninstall) action=uninstall ;;
      -h | --help)
        usage
        exit 0
        ;;
      *) misuse "unknown option '$1'" ;;
    esac
    shift
  done

  root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
  require_sdk
  find_folder
  make_temporary
  "$action"
}

install() {
  [ -f "$root/src/SockTool/SockTool.csproj" ] ||
    fail "src/SockTool is not beside this script" "run install.sh from a checkout of sock"
  if ! mkdir -p -- "$folder" 2>/dev/null || [ ! -w "$folder" ]; then
    fail "cannot write to '$folder'" "choose another folder with --prefix DIR"
  fi

  echo "building sock, this takes a minute the first time ..."
  build
  ! installed || remove
  # The version may be the same as last time: only this folder is a source, and no cache is asked.
  quietly "the installation failed" \
    env NUGET_PACKAGES="$tmp/cache" dotnet tool install SockTool --tool-path "$folder" --version "$version" --configfile "$tmp/package/nuget.config"
  find_runtime
  self_test
  companions=put
  each_companion put_companion
  say_what_next
}

uninstall() {
  companions=none
  each_companion remove_companion
  if installed; then
    remove
    echo "sock removed from $folder"
  elif [ $companions = none ]; then
    echo "nothing to remove: sock is not installed in $folder"
  fi
  [ $companions = none ] || echo "manual and completions removed from $share"
}

# What comes with the program: calls $1 with a file of this checkout and its place below $share.
each_companion() {
  [ -n "$share" ] || return 0
  "$1" man/sock.1 man/man1/sock.1
  "$1" man/zh_CN/sock.1 man/zh_CN/man1/sock.1
  "$1" completions/sock.bash bash-completion/completions/sock
  "$1" completions/_sock zsh/site-functions/_sock
  "$1" completions/sock.fish fish/vendor_completions.d/sock.fish
}

# A link is replaced and not written through. What cannot be put there is told, and fails nothing.
put_companion() {
  target=$share/$2
  {
    mkdir -p -- "${target%/*}" && rm -f -- "$target" && cp -- "$root/$1" "$target" && chmod 644 "$target"
  } 2>/dev/null || companions=failed
}

remove_companion() {
  target=$share/$2
  [ -e "$target" ] || [ -L "$target" ] || return 0
  rm -f -- "$target" 2>/dev/null || fail "cannot remove '$target'"
  companions=removed
  # The folders on the way to it, as far as nothing else is in them.
  while target=${target%/*} && [ "$target" != "$keep" ]; do
    rmdir -- "$target" 2>/dev/null || break
  done
}

require_sdk() {
  where="get it from https://dotnet.microsoft.com/download"
  command -v dotnet >/dev/null || fail "dotnet is not on PATH; sock needs the .NET 10 SDK" "$where"
  newest=$(dotnet --list-sdks 2>/dev/null | sort -n | tail -n 1)
  major=${newest%%.*}
  [ -n "$major" ] || fail "dotnet is here, but without an SDK; sock needs the .NET 10 SDK" "$where"
  [ "$major" -ge 10 ] || fail "the newest .NET SDK here is ${newest%% *}; sock needs 10 or later" "$where"
}

# A global tool is a tool in this folder: one option serves both cases.
find_folder() {
  folder=$prefix
  if [ -z "$folder" ]; then
    home=${DOTNET_CLI_HOME:-${HOME-}}
    [ -n "$home" ] || fail "HOME is not set" "choose a folder with --prefix DIR"
    folder=$home/.dotnet/tools
  fi
  case $folder in
    /*) ;;
    *) folder=$PWD/$folder ;;
  esac
  find_share
}

# As the XDG Base Directory Specification has it: a relative XDG_DATA_HOME is ignored. $keep is not ours to remove.
find_share() {
  share='' keep=''
  if [ -n "$prefix" ]; then
    keep=$folder share=$folder/share
    return
  fi
  case ${XDG_DATA_HOME-} in
    /*) keep=$XDG_DATA_HOME share=$XDG_DATA_HOME ;;
    *) [ -z "${HOME-}" ] || keep=$HOME share=$HOME/.local/share ;;
  esac
}

make_temporary() {
  tmp=$(mktemp -d "${TMPDIR:-/tmp}/sock-install.XXXXXX") || fail "cannot make a temporary folder"
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  export TMPDIR="$tmp"                    # dotnet's own leftovers go with it
  [ -d "${HOME-}" ] || export HOME="$tmp" # dotnet wants one that is there
  export DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
  export DOTNET_ADD_GLOBAL_TOOLS_TO_PATH=false                     # a first run would edit profiles
  export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 # no process outlives the build
  cd -- "$tmp"                                                     # a global.json elsewhere has no say in which SDK runs
}

clean_up() {
  for process in $watchdog $client $server; do
    kill "$process" 2>/dev/null || :
  done
  cd /
  rm -rf -- "$tmp"
}

# Warnings are the developers' business; a newer SDK must not fail an installation.
build() {
  quietly "the build failed" \
    sh "$root/scripts/pack.sh" --here "$tmp/package" -p:TreatWarningsAsErrors="${SOCK_WARNINGS_ARE_ERRORS:-false}"
  kind=$(tail -n 1 "$tmp/log")
  for package in "$tmp"/package/SockTool.[0-9]*.nupkg; do
    version=${package##*/SockTool.}
    version=${version%.nupkg}
  done
  echo '<configuration><packageSources><clear /><add key="built" value="." /></packageSources></configuration>' \
    >"$tmp/package/nuget.config"
}

installed() {
  [ -d "$folder/.store/socktool" ]
}

remove() {
  quietly "the version in $folder cannot be removed" dotnet tool uninstall SockTool --tool-path "$folder"
  rmdir -- "$folder/.store/.stage" "$folder/.store" 2>/dev/null || : # stays when other tools live there
}

# A tool looks for .NET in the system's places only; an SDK elsewhere must be named.
find_runtime() {
  sock=$folder/sock runtime=''
  if ! "$sock" --version >/dev/null 2>&1 && [ -z "${DOTNET_ROOT-}" ]; then
    runtime=${newest#*[}
    runtime=${runtime%/sdk]}
    export DOTNET_ROOT="$runtime"
  fi
}

self_test() {
  quietly "self test: sock --version failed" "$sock" --version
  grep -qF "$version" "$tmp/log" || fail "self test: sock --version says '$(cat "$tmp/log")', not $version"

  seeded_bytes >"$tmp/data"
  "$sock" listen 127.0.0.1:0 --ready-file "$tmp/ready" </dev/null >"$tmp/got" 2>"$tmp/log" &
  server=$!
  tries=0
  until { read -r address <"$tmp/ready"; } 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -le 300 ] || fail_with_log "self test: sock listen was not ready after 30 s"
    sleep 0.1
  done

  "$sock" connect "$address" <"$tmp/data" >/dev/null 2>>"$tmp/log" &
  client=$!
  end_later 60 "$client" "$server" &
  watchdog=$!
  status=0
  wait "$client" || status=$?
  client=''
  [ $status -eq 0 ] || fail_with_log "self test: sock connect ended with $status"
  wait "$server" || status=$?
  server=''
  [ $status -eq 0 ] || fail_with_log "self test: sock listen ended with $status"
  kill "$watchdog" 2>/dev/null || :
  watchdog=''

  digest=$(sha256 "$tmp/data")
  [ "$(sha256 "$tmp/got")" = "$digest" ] ||
    fail "self test: $(wc -c <"$tmp/data") bytes sent, $(wc -c <"$tmp/got") received, and their sha256 differ"
}

# 16 MiB: a block of every byte value, of prime length so that a lost or swapped buffer shows.
seeded_bytes() {
  LC_ALL=C awk 'BEGIN { for (x = 42; n < 65521; n++) { x = x * 16807 % 2147483647; printf "%c", x % 255 + 1 } }' |
    LC_ALL=C tr '\001' '\000' >"$tmp/block"
  for _ in 1 2 3 4 5 6 7 8 9; do
    cat "$tmp/block" "$tmp/block" >"$tmp/twice"
    mv "$tmp/twice" "$tmp/block"
  done
  head -c 16777216 "$tmp/block"
}

end_later() {
  sleep "$1" &
  nap=$!
  trap 'kill $nap' TERM
  shift
  wait $nap && kill "$@" 2>/dev/null
}

sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1"
  elif command -v shasum >/dev/null; then
    shasum -a 256 <"$1"
  else
    openssl dgst -sha256 -r <"$1"
  fi | cut -d ' ' -f 1
}

say_what_next() {
  cat <<EOF
sock $version ($kind) installed in $folder
self test passed: 16 MiB through sock, sha256 $digest
$(say_companions)
EOF
  lines=$(say_profile)
  [ -z "$lines" ] || printf '\nadd to your shell profile:\n%s\n' "$lines"
  cat <<EOF

type first, in two terminals:
  sock listen 50000
  sock connect 127.0.0.1 50000
EOF
}

say_companions() {
  case $companions:$share in
    *:) echo "manual and completions left out: HOME is not set" ;;
    put:*) echo "manual (man sock) and completions for bash, zsh and fish installed in $share" ;;
    *) echo "manual or completions left out: cannot write to '$share'" ;;
  esac
}

say_profile() {
  [ -z "$runtime" ] || echo "  export DOTNET_ROOT=\"$runtime\""
  case :$PATH: in
    *":$folder:"*) ;;
    *) echo "  export PATH=\"$folder:\$PATH\"" ;;
  esac
  [ "$companions:${share:+there}" = put:there ] || return 0
  # The empty part at the end stands for where man looks anyway (manpath(1)).
  ! command -v man >/dev/null || finds_manual || echo "  export MANPATH=\"$share/man:\${MANPATH-}\""
  case ${SHELL-} in
    */zsh) echo "  fpath=(\"$share/zsh/site-functions\" \$fpath)   # before compinit" ;;
    */bash) finds_completions || echo "  . \"$share/bash-completion/completions/sock\"" ;;
    */fish) [ -z "$prefix" ] || echo "  source \"$share/fish/vendor_completions.d/sock.fish\"" ;;
  esac
}

finds_manual() {
  [ "$(PATH="$folder:$PATH" LC_ALL=C man -w sock 2>/dev/null)" = "$share/man/man1/sock.1" ]
}

# bash-completion looks where we put them, without --prefix; where it is itself differs.
finds_completions() {
  [ -z "$prefix" ] || return
  for place in /usr/share /usr/local/share /opt/homebrew/share; do
    [ ! -e "$place/bash-completion/bash_completion" ] || return 0
  done
  return 1
}

quietly() {
  message=$1
  shift
  "$@" >"$tmp/log" 2>&1 </dev/null || fail_with_log "$message"
}

fail_with_log() {
  cat "$tmp/log" >&2
  fail "$@"
}

fail() {
  printf 'install.sh: error: %s\n' "$1" >&2
  [ $# -lt 2 ] || printf 'install.sh: hint: %s\n' "$2" >&2
  exit 1
}

misuse() {
  printf 'install.sh: error: %s\ninstall.sh: hint: see install.sh --help\n' "$1" >&2
  exit 2
}

main "$@"
