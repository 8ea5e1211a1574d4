#!/usr/bin/env bash
# Makes a Swift toolchain in the user's cache, once on this machine, and prints its folder: a small Debian of its own with the
# Swift that Debian built, since the machine's own Debian may be older than Swift.
#
#   bindings/swift/linux/toolchain.sh
#
# Needs root, mmdebstrap, and Debian's mirror among apt's sources: it is asked for another suite. apt checks every package by
# Debian's keys. The folder is named once all of it is there, so that a run that was stopped leaves nothing half made behind.
set -euo pipefail

suite=trixie
version=6.0.3    # the compiler's own; Debian's revision of it is what the mirror has, and stands in the folder's file VERSION
contents=1       # counts up with what else is inside
packages=("swiftlang=$version-*" libc6-dev libstdc++-14-dev binutils)
keys=/usr/share/keyrings/debian-archive-keyring.gpg

cache=${XDG_CACHE_HOME:-$HOME/.cache}/relatch/toolchains
toolchain=$cache/swift-$suite-$version-$contents

main() {
  [[ -e $toolchain/VERSION ]] || make
  printf '%s\n' "$toolchain"
}

make() {
  mkdir -p "$cache"
  exec 9>"$cache/swift.lock"
  flock 9
  [[ ! -e $toolchain/VERSION ]] || return 0
  local mirror network making="$toolchain.making"
  mirror=$(debian_mirror)
  # A proxy and the like, as this machine's apt has them.
  mapfile -t network < <(apt-config dump | grep -E '^Acquire::(https?::|Retries)')
  # What a stopped run left. Its mounts ended with it.
  rm -rf --one-file-system "$making"
  mkdir "$making"
  trap 'rm -rf --one-file-system "$toolchain.making"' EXIT
  echo "making a Swift $version toolchain in $toolchain, once on this machine: 3 GB" >&2
  # No documentation, and nothing of apt's own. Mounts are private, and end with this.
  unshare --mount --pid --fork --kill-child \
    mmdebstrap --mode=root --variant=essential --quiet --format=directory \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' "${network[@]/#/--aptopt=}" \
    --include="$(printf '%s\n' "${packages[@]}")" \
    "$suite" "$making" "deb [signed-by=$keys] $mirror $suite main" >&2
  mkdir "$making/src" "$making/build" "$making/library"
  dpkg-query --admindir="$making/var/lib/dpkg" --show swiftlang >"$making/VERSION"
  mv --no-target-directory "$making" "$toolchain"
  trap - EXIT
}

# The mirror that apt takes this machine's own Debian from.
debian_mirror() {
  local found
  found=$(known_mirror)
  if [[ -z $found ]]; then
    apt-get -qq -o DPkg::Lock::Timeout=300 update >&2
    found=$(known_mirror)
  fi
  [[ -n $found ]] || { echo "apt knows no mirror of Debian" >&2; return 1; }
  printf '%s\n' "$found"
}

known_mirror() {
  # The words in brackets are apt's.
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Origin: Debian' 'Label: Debian' | sed -n 1p
}

main
