#!/usr/bin/env bash
# Builds the core for iPhones and for the simulator, as an XCFramework beside the Swift package. Needs a Mac with Xcode, and rustup.
#
# NEVER RUN: no Mac was at hand. `./check phones` builds the static library of it, with the same profile.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/../bindings/swift/build-xcframework.sh" "$@"
