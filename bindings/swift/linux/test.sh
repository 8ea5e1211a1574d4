#!/usr/bin/env bash
# Looks at the hand-written Swift, builds the package, and runs its tests against the library, inside a toolchain.
#
#   bindings/swift/linux/test.sh TOOLCHAIN BUILD LIBRARY [OPTION OF swift test]...
#
# A warning in any file is an error, the generated one included.
set -euo pipefail

toolchain=$1 build=$2 library=$3
shift 3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
inside=("$here/inside.sh" "$toolchain" "$build" "$library")

main() {
  "${inside[@]}" swift-format lint --strict --recursive Package.swift Sources/Relatch Tests Figures
  local log=$build/tests.log ran written
  # Only the tests of Swift Testing: there are no others.
  # They take half a minute; one that hangs must not hold up everything.
  timeout --kill-after=10 1200 "${inside[@]}" swift test --disable-xctest -Xswiftc -warnings-as-errors \
    --scratch-path /build/package --cache-path /build/cache --config-path /build/settings --security-path /build/settings \
    "$@" 2>&1 | tee "$log"
  [[ $# -eq 0 ]] || return 0
  # A test that is written and not run would prove nothing.
  ran=$(sed -n 's/.*Test run with \([0-9]*\) tests\{0,1\} passed.*/\1/p' "$log")
  written=$(grep -rc '@Test' "$here/../Tests" | awk -F: '{ sum += $2 } END { print sum }')
  [[ $ran == "$written" ]] || { echo "$written tests are written, ${ran:-none} ran and passed" >&2; return 1; }
  echo "Swift: $ran tests ran and passed, with $(<"$toolchain/VERSION")"
}

main "$@"
