#!/usr/bin/env bash
# Looks at the app's sources, compiles them against the stand-in, and runs its tests with the core, inside a toolchain of
# bindings/swift/linux/toolchain.sh.
#
#   ios/linux/test.sh TOOLCHAIN BUILD LIBRARY [OPTION OF swift test]...
#   RECORD=1 ios/linux/test.sh ...     writes the transcripts anew; look at what git says of them
#
# LIBRARY is the folder with librelatch_core.so. A warning in any file is an error.
set -euo pipefail

toolchain=$1 build=$2 library=$3
shift 3
ios=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
inside=("$ios/../bindings/swift/linux/inside.sh" "$toolchain" "$build" "$library")
modules=/build/package/debug/Modules
folders=(--package-path /src/ios/RelatchUI --scratch-path /build/package --cache-path /build/cache --config-path /build/settings
  --security-path /build/settings)
transcripts=RelatchUI/Tests/Transcripts

main() {
  "${inside[@]}" swift-format lint --strict --recursive /src/ios/Relatch /src/ios/RelatchUI /src/ios/StandIn
  local log=$build/tests.log ran written passed=0
  rm -rf "$build/transcripts"
  afresh
  # Only the tests of Swift Testing: there are no others.
  # They take two minutes; one that hangs must not hold up everything.
  timeout --kill-after=10 1200 "${inside[@]}" swift test --disable-xctest -Xswiftc -warnings-as-errors "${folders[@]}" "$@" 2>&1 |
    tee "$log" | { grep -E '^✘|^↳ [^/]|error:|warning:' || true; } || passed=$?
  if [[ -n ${RECORD:-} && -d $build/transcripts ]]; then
    cp -r "$build/transcripts/." "$ios/$transcripts/"
    echo "transcripts were written anew"
  fi
  [[ $passed -eq 0 ]] || { echo "the iPhone app failed; all that was said is in $log, and what is heard now in $build/transcripts" >&2; return 1; }
  [[ $# -eq 0 ]] || return 0
  # A test that is written and not run would prove nothing.
  ran=$(sed -n 's/.*Test run with \([0-9]*\) tests\{0,1\} passed.*/\1/p' "$log")
  written=$(grep -rcE '^ *@Test' "$ios/RelatchUI/Tests" --include='*.swift' | awk -F: '{ sum += $2 } END { print sum }')
  [[ $ran == "$written" ]] || { echo "$written tests are written, ${ran:-none} ran and passed" >&2; return 1; }
  app_target
  manifests
  signatures
  python3 "$ios/linux/check-project.py" "$ios"
  grep '^figure:' "$log"
  echo "iPhone: $ran tests ran and passed, $(find "$ios/$transcripts" -name '*.txt' | wc -l) transcripts equal, with $(<"$toolchain/VERSION")"
}

# After a change of the core's package everything is compiled anew: what the package manager left as it was has crashed on the new layout.
afresh() {
  local core
  core=$(find "$ios/../bindings/swift/Sources" -type f -exec sha256sum {} + | sort | sha256sum)
  [[ $core == "$(cat "$build/core" 2>/dev/null)" ]] && return
  rm -rf "$build/package"
  mkdir -p "$build"
  echo "$core" >"$build/core"
}

# The files that are in no package: what only a phone has. They are compiled, and nothing of them is run.
app_target() {
  local name
  name=$(sed -n 's/^PRODUCT_MODULE_NAME = //p' "$ios/Relatch.xcconfig")
  # The words in quotes are for the shell inside.
  # shellcheck disable=SC2016
  "${inside[@]}" sh -ec 'swiftc -typecheck -swift-version 6 -warnings-as-errors -parse-as-library -module-name "$2" -I "$1" \
    -Xcc -fmodule-map-file=/src/bindings/swift/Sources/RelatchCoreFFI/module.modulemap /src/ios/Relatch/*.swift /src/ios/Relatch/*/*.swift' sh "$modules" "$name"
}

# The halves of the package manifests that are for Apple's systems: they are programs, and are run here as if this were a Mac.
manifests() {
  # shellcheck disable=SC2016
  "${inside[@]}" sh -ec '
    rm -rf /build/apple
    for package in ios/RelatchUI bindings/swift; do
      mkdir -p "/build/apple/$package"
      sed "s/^#if os(Linux)/#if os(macOS)/" "/src/$package/Package.swift" >"/build/apple/$package/Package.swift"
      swift package --package-path "/build/apple/$package" --scratch-path /build/apple/scratch --cache-path /build/cache \
        --config-path /build/settings --security-path /build/settings dump-package >"/build/apple/$package.json"
    done'
  grep -q RelatchCore.xcframework "$build/apple/bindings/swift.json" || { echo "the package does not name the XCFramework" >&2; return 1; }
}

# What the stand-in declares, against what Apple documents.
signatures() {
  local names
  names=$(find "$ios/StandIn/Sources" -mindepth 1 -maxdepth 1 -type d ! -name Headless -printf '%f ')
  rm -rf "$build/graphs"
  # shellcheck disable=SC2016
  "${inside[@]}" sh -ec '
    mkdir /build/graphs
    target=$(swiftc -print-target-info | sed -n "s/.*\"moduleTriple\": \"\(.*\)\",/\1/p")
    for name in $2; do
      swift-symbolgraph-extract -module-name "$name" -I "$1" -target "$target" -output-dir /build/graphs -minimum-access-level public
    done' sh "$modules" "$names"
  python3 "$ios/StandIn/check-signatures.py" "$build/graphs"
}

main "$@"
