#!/usr/bin/env bash
# All that must hold before a change goes in: format, build, shell scripts, tests.
# The last line is the result; CHECK_SECONDS bounds the run (default 1800).
set -uo pipefail
cd "$(dirname "$0")/.." || exit

# TERM reaches the whole group, so the step under way ends and the result line is still printed.
[[ -n ${CHECK_BOUNDED-} ]] || CHECK_BOUNDED=1 exec timeout --kill-after=20 "${CHECK_SECONDS:-1800}" "$0" "$@"

results=$(mktemp -d)
failed_steps=()
passed=0 failed=0 skipped=0

main() {
  trap finish EXIT
  trap 'failed_steps+=("out of time"); exit 124' TERM
  export DOTNET_NOLOGO=1

  step restore dotnet restore SockTool.sln --verbosity quiet
  # What is not whitespace is an analyzer's business, and those run in the build.
  step format dotnet format whitespace --folder . --verify-no-changes
  step shell check_shell
  step build dotnet build SockTool.sln --no-restore --verbosity quiet -warnaserror || exit
  step test run_tests
  step install install_sock && {
    step "test native" run_native_tests
    step trust run_trust
    step uninstall uninstall_sock
  }
  step "other systems" build_for_others
}

step() {
  local name=$1 began=$SECONDS
  shift
  echo "== $name"
  local status=0
  "$@" || status=$?
  echo "== $name: $((SECONDS - began)) s"
  ((status == 0)) || failed_steps+=("$name")
  return $status
}

# One project at a time: what measures time must not share the cores. A test that hangs is named and ended.
run_tests() {
  dotnet test SockTool.sln --no-build -maxcpucount:1 --logger trx --results-directory "$results" \
    --blame-hang-timeout 240s --blame-hang-dump-type none
}

# The one way in that users have, and the native program that the tests below need. What cannot be built for want of
# a compiler or of a package source is left out; what fails to build is a failure.
install_sock() {
  SOCK_WARNINGS_ARE_ERRORS=true ./install.sh --prefix "$results/sock" | tee "$results/install" || return
  ! grep -F 'the native build failed' "$results/install"
}

# The installed program, with what its users see of it: the same tests as for the build, with each of the two engines.
run_native_tests() {
  is_native || return 0
  for engine in fastest buffer; do
    SOCK_ENGINE=$engine SOCK_BINARY=$results/sock/sock dotnet test tests/SockTool.EndToEnd --no-build --logger trx \
      --results-directory "$results" --blame-hang-timeout 240s --blame-hang-dump-type none || return
  done
}

# What tries to break the promise; the last line of its output counts with the tests.
run_trust() {
  is_native || return 0
  scripts/trust.sh --binary "$results/sock/sock" --seed 20261128 | tee "$results/trust"
}

is_native() {
  grep -q '(native' "$results/install" || { echo "no native program: left out" && false; }
}

uninstall_sock() {
  ./install.sh --prefix "$results/sock" --uninstall && [[ -z $(ls -A "$results/sock") ]]
}

# What the package source has no parts for is left out (NU1101: there is no such package).
build_for_others() {
  local system log status=0
  for system in win-x64 win-arm64 osx-arm64 linux-arm64 linux-musl-x64; do
    if log=$(dotnet publish src/SockTool --runtime "$system" --self-contained false --output "$results/$system" --verbosity quiet -warnaserror 2>&1); then
      echo "$system: built"
    elif grep -q 'NU1101' <<<"$log"; then
      echo "$system: not served, left out"
    else
      echo "$log" && status=1
    fi
  done
  return $status
}

check_shell() {
  local scripts status=0
  mapfile -t scripts < <(find . \( -name bin -o -name obj -o -name .git \) -prune -o \
    -type f \( -name '*.sh' -o -path './.ci/run' \) -print)
  wanted shellcheck && { shellcheck "${scripts[@]}" || status=1; }
  wanted shfmt && { shfmt -i 2 -ci -s -d "${scripts[@]}" || status=1; }
  return $status
}

wanted() {
  command -v "$1" >/dev/null || { echo "$1 is not installed: left out" && false; }
}

finish() {
  count
  rm -rf "$results"
  ((failed == 0 && passed > 0)) || [[ ${#failed_steps[@]} -gt 0 ]] || failed_steps+=("no test ran")
  ((${#failed_steps[@]} == 0)) || printf 'failed: %s\n' "${failed_steps[@]}"
  if ((skipped > 0)); then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  ((${#failed_steps[@]} == 0)) || exit 1
}

# A skipped test is in `total` and not in `executed`; the logger leaves `notExecuted` at 0.
# A run that broke off knows no failed test: it counts as one.
count() {
  read -r passed failed skipped < <(
    {
      find "$results" -name '*.trx' -exec grep -ohE '<(ResultSummary|Counters) [^>]*' {} +
      [[ ! -e $results/trust ]] || tail -n 1 "$results/trust"
    } | awk -F '"' '
      /^[0-9]+ passed, [0-9]+ failed$/ { split($0, said, " "); passed += said[1]; failed += said[3] }
      /<ResultSummary/ { broken = ($2 == "Failed") }
      /<Counters/ { bad = $4 - $6; passed += $6; failed += bad ? bad : broken; skipped += $2 - $4 }
      END { print passed + 0, failed + 0, skipped + 0 }'
  )
}

main "$@"
