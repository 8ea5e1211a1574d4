#!/usr/bin/env bash
# The core for phones, on a machine that has neither Android's NDK nor Xcode: type-checked and linted for each target, linked for arm64
# Android and built for arm64 iOS, its imports compared with the lists android/imports.txt and ios/imports.txt, and its size with what
# we aim at.
#
#   scripts/phones.sh            all of it, as `./check phones` runs it
#   scripts/phones.sh --bless    the same, and writes down the imports that were found
#
# Needs LLVM's tools (Debian: llvm); the linker comes with Rust. What it builds proves that the core can be built, and nothing else: never
# ship it. It is linked against libraries that only define names. The library for a real phone comes from android/build-core.sh or
# ios/build-core.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C # the lists are sorted by bytes

package=relatch-core
library=librelatch_core
profile=phone # in Cargo.toml
target=${CARGO_TARGET_DIR:-$PWD/target}
out=$target/phones
stubs=$out/stubs

android=aarch64-linux-android
ios=aarch64-apple-ios
# Those that are not built: what is built is type-checked by that.
checked=(armv7-linux-androideabi x86_64-linux-android aarch64-apple-ios-sim)
android_api=26 # the oldest Android that we support
ios_version=17.0

# Of the same LLVM as the compiler.
lld=$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin/rust-lld

bless=""

main() {
  [[ ${1:-} != --bless ]] || bless=yes
  mkdir -p "$out"
  # How cargo is told where the source is, when it is not the one beside the compiler.
  __CARGO_TESTS_ONLY_SRC_ROOT=$(scripts/std-source.sh)
  export __CARGO_TESTS_ONLY_SRC_ROOT
  check_types
  link_android
  build_ios
}

# Cargo, with the standard library from source. The variable opens what is unstable to every crate, so it is set here only, and what
# is built with it stays in a folder of its own. Panics unwind: the engine turns them into a screen.
cargo_std() {
  RUSTC_BOOTSTRAP=1 cargo "$1" --locked -p "$package" --lib -Zbuild-std=std,panic_unwind --target-dir "$out" "${@:2}"
}

# The library is only looked at here, so its std does without what would be needed to run it: debug information, and backtraces.
check_types() {
  echo "type-checking for ${checked[*]}"
  CARGO_PROFILE_DEV_DEBUG=0 cargo_std clippy -Zbuild-std-features=panic-unwind "${checked[@]/#/--target=}" -- -D warnings
}

# android/imports.txt says in which library each name is. Stubs define these and no more, so a new import is a name that the linker
# does not find. An unwinder comes with the NDK.
link_android() {
  local list=android/imports.txt refuse=(-Clink-arg=-zdefs) built=$out/$android/$profile/$library.so
  [[ -z $bless ]] || refuse=()
  echo "linking for $android, with the names of $list (never ship this file)"
  make_stubs "$list"
  CARGO_TARGET_AARCH64_LINUX_ANDROID_LINKER=$lld \
  CARGO_TARGET_AARCH64_LINUX_ANDROID_RUSTFLAGS="-Clinker-flavor=ld.lld -L$stubs -Clink-arg=-zmax-page-size=16384 -Clink-arg=--pack-dyn-relocs=android" \
    cargo_std rustc --crate-type cdylib --profile "$profile" --target "$android" -- "${refuse[@]}" ||
    fail "The library for Android does not link. If the linker names undefined symbols above, they are new imports." "$(how_to_accept "$list")"
  llvm-nm --dynamic --undefined-only "$built" | sort -u -k 2 |
    while read -r kind name; do
      # So the linker marks what may be missing on a phone: std asks for some names in this way, and does without.
      [[ $kind != w ]] || name+=" weak"
      echo "$(library_of "${name% weak}" "$list") $name"
    done >"$out/android-imports"
  compare "$list" "$out/android-imports"
  # The app's way to hand its context over, out of the secure store's crate.
  llvm-nm --dynamic --defined-only "$built" | grep Java_io_crates_keyring_ >/dev/null || fail "$built does not export the start of the secure store"
  # A phone with pages of 16 KiB loads nothing that is laid out for smaller ones.
  ! llvm-readelf --program-headers "$built" | grep ' LOAD ' | grep -v ' 0x4000$' || fail "$built is laid out for other pages"
  size_of "$built" 5120
}

# A name's library as the list has it, else as bionic's headers sort them. Whoever blesses looks.
library_of() {
  local found
  found=$(sed -n "s/^\(lib[a-z]*\.so\) $1\( weak\)\?\$/\1/p" "$2")
  case $1 in
    _Unwind_*) echo "${found:-libunwind.so}" ;;
    dl*) echo "${found:-libdl.so}" ;;
    __android_log_*) echo "${found:-liblog.so}" ;;
    exp | exp2 | fma | fmod | log | log10 | log2 | pow | trunc) echo "${found:-libm.so}" ;;
    *) echo "${found:-libc.so}" ;;
  esac
}

make_stubs() {
  rm -rf "$stubs"
  mkdir -p "$stubs"
  local of
  for of in libc libm libdl liblog libunwind; do
    sed -n "/ weak\$/d; s/^$of\.so //p" "$1" | sed 's/.*/.globl &\n.type &,%function\n&: ret/' >"$stubs/$of.s"
    llvm-mc -triple "$android$android_api" -filetype=obj "$stubs/$of.s" -o "$stubs/$of.o"
    "$lld" -flavor gnu -m aarch64linux -shared -soname "$of.so" "$stubs/$of.o" -o "$stubs/$of.so"
  done
}

# A static library needs no linker of Apple's. Then it is linked as an app would be, without what nothing calls, and with every
# name that it lacks left for the system: this tells what is imported, and how much an app grows.
build_ios() {
  local list=ios/imports.txt built=$out/$ios/$profile/$library.a linked=$out/ios-linked.dylib
  echo "building for $ios (never ship what is linked here)"
  IPHONEOS_DEPLOYMENT_TARGET=$ios_version cargo_std rustc --crate-type staticlib --profile "$profile" --target "$ios"
  "$lld" -flavor darwin -arch arm64 -platform_version ios "$ios_version" "$ios_version" -dylib -dead_strip -undefined dynamic_lookup \
    -all_load -exported_symbol '_uniffi_*' -exported_symbol '_ffi_*' -S -x "$built" -o "$linked"
  llvm-nm --undefined-only --format=just-symbols "$linked" | sed -n 's/^_//p' | sort -u | with_framework >"$out/ios-imports"
  compare "$list" "$out/ios-imports"
  size_of "$built"
  size_of "$linked" 6144
}

with_framework() {
  sed -E 's/^k?Sec[A-Z]/Security &/; t; s/^k?CF/CoreFoundation &/; t; s/^/libSystem /' | sort
}

# compare LIST FOUND: the same names, or else.
compare() {
  local new=$out/imports
  { grep '^#' "$1"; cat "$2"; } >"$new"
  if [[ -n $bless ]]; then
    cp "$new" "$1"
  elif ! diff -u "$1" "$new"; then
    fail "The imports are not those of $1: + is new, - is no longer there." "$(how_to_accept "$1")"
  fi
}

how_to_accept() {
  echo "Each import is a decision: look what needs it, and whether the oldest phone has it. When it is meant, run"
  echo "scripts/phones.sh --bless and commit the change of $1."
}

# size_of FILE [KIB]: prints it, and fails above the aim.
size_of() {
  local bytes packed
  bytes=$(wc -c <"$1")
  packed=$(gzip -9 <"$1" | wc -c)
  printf '%10d bytes (%d packed)  %s\n' "$bytes" "$packed" "$1"
  [[ -z ${2:-} || $bytes -le $(($2 * 1024)) ]] || fail "$1 is larger than $2 KiB. docs/performance.md tells what takes the room, and what was not done yet."
}

fail() {
  printf '\n%s\n' "$@" >&2
  exit 1
}

main "$@"
