#!/usr/bin/env bash
# Prints the folder with btleplug's Java classes for Android, out of the crate of the version in Cargo.lock.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cargo fetch --locked --quiet --target aarch64-linux-android
manifest=$(cargo metadata --format-version 1 --locked --offline | grep -o '"manifest_path":"[^"]*/btleplug-[^"/]*/Cargo.toml"' | head -n 1 | cut -d'"' -f4)
folder=$(dirname "$manifest")/src/droidplug/java/src/main/java
[[ -d $folder/com/nonpolynomial/btleplug ]] || { echo "btleplug's Java classes are not where they were: $folder" >&2; exit 1; }
echo "$folder"
