#!/usr/bin/env bash
# Prints the figures of the border in Swift, of release builds: how long a start takes, what a screen costs, what memory it takes.
# A quiet machine gives better ones.
#
#   bindings/swift/linux/figures.sh
#
# Needs what toolchain.sh needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

toolchain=$(bindings/swift/linux/toolchain.sh)
cargo build --release --locked -p relatch-core >&2
built=$(realpath "${CARGO_TARGET_DIR:-target}")
inside=(bindings/swift/linux/inside.sh "$toolchain" "$built/swift" "$built/release")
folders=(--scratch-path /build/package --cache-path /build/cache --config-path /build/settings --security-path /build/settings)
"${inside[@]}" swift build "${folders[@]}" --configuration release --product figures >&2
"${inside[@]}" /build/package/release/figures
