#!/usr/bin/env bash
# Builds the core for iPhones and for the simulator, as the XCFramework that Package.swift names. Needs a Mac with Xcode, and rustup.
#
# NEVER RUN: no Mac was at hand. `./check phones` builds the static library of the first target, with the same profile.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."

built=${CARGO_TARGET_DIR:-target}
framework=$here/RelatchCore.xcframework
headers=$here/Sources/RelatchCoreFFI
# As in Package.swift.
export IPHONEOS_DEPLOYMENT_TARGET=17.0

# build TARGET: a static library. The package's own kind, a dynamic one, would be a framework to sign and to embed.
build() {
  rustup target add "$1"
  cargo rustc --locked -p relatch-core --lib --crate-type staticlib --profile phone --target "$1"
}

build aarch64-apple-ios
build aarch64-apple-ios-sim
build x86_64-apple-ios

# One library for both kinds of Mac that the simulator runs on: an XCFramework takes one for each platform.
mkdir -p "$built/simulator"
lipo -create -output "$built/simulator/librelatch_core.a" \
  "$built/aarch64-apple-ios-sim/phone/librelatch_core.a" "$built/x86_64-apple-ios/phone/librelatch_core.a"

rm -rf "$framework"
xcodebuild -create-xcframework -output "$framework" \
  -library "$built/aarch64-apple-ios/phone/librelatch_core.a" -headers "$headers" \
  -library "$built/simulator/librelatch_core.a" -headers "$headers"
