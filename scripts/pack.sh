#!/bin/sh
# Makes the tool packages: this system's own, native where it can be built; `any` for every other system; and the
# pointer that chooses between them. Prints their names and, last, what this system's own is and why.
set -eu

usage() {
  cat <<'EOF'
usage: pack.sh [--here] [OUTPUT-FOLDER [OPTION OF dotnet pack]...]

Writes to artifacts/packages unless OUTPUT-FOLDER is given. Publish the packages
in the order in which they are listed: the pointer last.

  --here   only what this system needs: not `any`
EOF
}

main() {
  here=''
  case ${1-} in
    -h | --help)
      usage
      exit 0
      ;;
    --here)
      here=yes
      shift
      ;;
  esac

  root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
  output=${1:-$root/artifacts/packages}
  [ $# -eq 0 ] || shift
  work=$(mktemp -d "${TMPDIR:-/tmp}/sock-pack.XXXXXX")
  trap 'rm -rf -- "$work"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  system=$(dotnet msbuild "$root/src/SockTool" -getProperty:NETCoreSdkPortableRuntimeIdentifier)
  systems=$system+any
  [ -z "$here" ] || systems=$system
  pack_native "$@" || pack_precompiled "$@" || pack_portable "$@" || {
    cat "$work/log" >&2
    echo "pack.sh: error: the build failed" >&2
    exit 1
  }
  hand_over
  echo "$what"
}

# .NET 9 can link where no source has the native runtime of .NET 10. The framework goes by the environment: as a
# property it would not reach the restore of the project that is referenced.
pack_native() {
  compiler=$(command -v clang || command -v gcc) || {
    why="neither clang nor gcc is here"
    return 1
  }
  for framework in net10.0 net9.0; do
    why="no package source has the native runtime"
    TargetFramework=$framework run restore -r "$system" -p:PublishAot=true "$@" || continue
    links || return
    TargetFramework=$framework pack_native_for "$@" || {
      why="the native build failed: $(grep -m 1 -o 'error.*' "$work/log" || tail -n 1 "$work/log")"
      return 1
    }
    what=native
    [ $framework = net10.0 ] ||
      what="native, for .NET 9, as no package source has the native runtime of .NET 10; support for .NET 9 ended on 2026-11-10"
    return
  done
  return 1
}

# With PublishAot and without a system, `dotnet pack` makes the pointer alone.
pack_native_for() {
  pack -r "$system" -p:PublishAot=true -p:ToolSystems="$systems" "$@" || return
  [ -n "$here" ] || pack -r any -p:PublishAot=false -p:ToolSystems="$systems" "$@" || return
  pack -p:PublishAot=true -p:ToolSystems="$systems" "$@"
}

# Without PublishAot it makes the pointer and all that it points to.
pack_precompiled() {
  what="portable, as $why" framework=net10.0
  pack -p:ToolSystems="$systems" "$@"
}

pack_portable() {
  rm -rf -- "$work/packages"
  what="portable and not precompiled, as $why"
  pack "$@"
}

# The linker's needs are found out before the minute that a native build takes. The native runtime of .NET 10 brings
# its own zlib.
links() {
  [ $framework = net10.0 ] && zlib='' || zlib=-lz
  # shellcheck disable=SC2086 # no option, not an empty one
  echo 'int main(void) { return 0; }' 2>/dev/null | "$compiler" -x c - -o "$work/probe" $zlib 2>/dev/null && return
  why="$compiler cannot link: the development files of the C library${zlib:+ or of zlib} are missing"
  return 1
}

pack() {
  run pack -c Release -o "$work/packages.part" "$@" || return
  mkdir -p -- "$work/packages"
  mv -- "$work/packages.part"/*.nupkg "$work/packages"
}

run() {
  verb=$1
  shift
  dotnet "$verb" "$root/src/SockTool" --artifacts-path "$work/$framework" --disable-build-servers -p:RunAnalyzers=false "$@" \
    >"$work/log" 2>&1 </dev/null
}

hand_over() {
  mkdir -p -- "$output"
  for package in "$work"/packages/SockTool.[!0-9]*.nupkg "$work"/packages/SockTool.[0-9]*.nupkg; do
    [ -f "$package" ] || continue
    mv -f -- "$package" "$output"
    echo "${package##*/}"
  done
}

main "$@"
