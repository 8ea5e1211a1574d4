#!/usr/bin/env bash
# Builds the core for Android phones, into android/app/src/main/jniLibs. Needs Android's NDK (its folder in ANDROID_NDK_HOME) and rustup.
#
# NEVER RUN: no machine with an NDK was at hand. `./check phones` links the same package, with the same profile, against stubs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C # the lists are sorted by bytes

api=26 # the oldest Android that we support: Android 8
ndk=${ANDROID_NDK_HOME:?the folder of the NDK}
case $(uname) in
  Darwin) bin=$ndk/toolchains/llvm/prebuilt/darwin-x86_64/bin ;;
  *) bin=$ndk/toolchains/llvm/prebuilt/linux-x86_64/bin ;;
esac
libraries=android/app/src/main/jniLibs

# build TARGET CLANG ABI: one kind of phone. Rust and clang have different names for the same processor.
build() {
  local variable
  variable=CARGO_TARGET_$(tr 'a-z-' 'A-Z_' <<<"$1")
  rustup target add "$1"
  # Phones with pages of 16 KiB load nothing that is laid out for smaller ones. Packed relocations are read since Android 6.
  env "${variable}_LINKER=$bin/$2$api-clang" "${variable}_RUSTFLAGS=-Clink-arg=-Wl,-z,max-page-size=16384,--pack-dyn-relocs=android" \
    cargo build --locked -p relatch-core --profile phone --target "$1"
  mkdir -p "$libraries/$3"
  cp "${CARGO_TARGET_DIR:-target}/$1/phone/librelatch_core.so" "$libraries/$3/"
}

# The Java half of Bluetooth, of the same version as the library.
java=android/app/build-core/btleplug
rm -rf "$java"
mkdir -p "$java"
cp -R "$(scripts/btleplug-java.sh)/." "$java/"

# Phones, old phones, the emulator on a PC. 32-bit x86 is left out: only old emulators are of that kind.
build aarch64-linux-android aarch64-linux-android arm64-v8a
build armv7-linux-androideabi armv7a-linux-androideabi armeabi-v7a
build x86_64-linux-android x86_64-linux-android x86_64

# The NDK links its unwinder in, so its list is a little different from that of the stubs. Look at what is new.
echo "imports that android/imports.txt does not have:"
"$bin/llvm-nm" --dynamic --undefined-only --format=just-symbols "$libraries/arm64-v8a/librelatch_core.so" |
  sed 's/@.*//' | sort -u | comm -23 - <(sed -n 's/^lib[a-z]*\.so //p' android/imports.txt | sort -u)
ls -l "$libraries"/*/librelatch_core.so
