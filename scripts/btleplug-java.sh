#!/usr/bin/env bash
# Prints the folder with btleplug's Java classes for Android, out of the crate of the version in Cargo.lock.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# For one platform: the crates of the others need not be on this machine.
described=$(cargo metadata --format-version 1 --locked --filter-platform aarch64-linux-android)
manifest=$(sed -n 's|.*"manifest_path":"\([^"]*/btleplug-[^"/]*/Cargo.toml\)".*|\1|p' <<<"$described")
folder=$(dirname "$manifest")/src/droidplug/java/src/main/java
[[ -d $folder/com/nonpolynomial/btleplug ]] || { echo "btleplug's Java classes are not where they were: $folder" >&2; exit 1; }
echo "$folder"
