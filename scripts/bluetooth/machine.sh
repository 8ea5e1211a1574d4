#!/usr/bin/env bash
# Makes a small machine with a Bluetooth stack in the user's cache, once, and prints its folder: Debian's own kernel, BlueZ and
# QEMU, with an image that boots into two virtual Bluetooth controllers.
#
#   scripts/bluetooth/machine.sh
#
# Needs root, mmdebstrap, and Debian's mirror among apt's sources: it is asked for another suite. apt checks every package by
# Debian's keys. The folder is named once all of it is there, so that a run that was stopped leaves nothing half made behind.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

suite=bookworm
contents=1       # counts up with what is inside, image.sh included
# Run on the machine itself; no emulation of sound, screens or disks is used, so most of what QEMU can do is left out with the recommends.
packages=(qemu-system-x86 bluez bluez-test-tools busybox-static dbus xz-utils)
keys=/usr/share/keyrings/debian-archive-keyring.gpg

cache=${XDG_CACHE_HOME:-$HOME/.cache}/relatch/machines
machine=$cache/bluetooth-$suite-$contents

main() {
  [[ -e $machine/VERSION ]] || make
  printf '%s\n' "$machine"
}

make() {
  mkdir -p "$cache"
  exec 9>"$cache/bluetooth.lock"
  flock 9
  [[ ! -e $machine/VERSION ]] || return 0
  local mirror network making="$machine.making"
  mirror=$(debian_mirror)
  # A proxy and the like, as this machine's apt has them.
  mapfile -t network < <(apt-config dump | grep -E '^Acquire::(https?::|Retries)')
  # What a stopped run left. Its mounts ended with it.
  rm -rf --one-file-system "$making"
  mkdir "$making"
  trap 'rm -rf --one-file-system "$machine.making"' EXIT
  echo "making a machine with Bluetooth in $machine, once on this machine" >&2
  # The kernel is only unpacked: it is not installed anywhere, and nothing of it is run here. Mounts are private, and end with this.
  # The words in quotes are for the shell of the hook.
  # shellcheck disable=SC2016
  unshare --mount --pid --fork --kill-child \
    mmdebstrap --mode=root --variant=essential --quiet --format=directory \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' "${network[@]/#/--aptopt=}" \
    --include="$(printf '%s\n' "${packages[@]}")" \
    --customize-hook='cd "$1/tmp" && export APT_CONFIG=$MMDEBSTRAP_APT_CONFIG && kernel=$(apt-cache depends linux-image-amd64 |
      sed -n "s/^ *Depends: \(linux-image-[0-9].*\)/\1/p" | sed -n 1p) && apt-get download --quiet "$kernel" &&
      dpkg -x "$kernel"_*.deb "$1/kernel" && rm "$kernel"_*.deb' \
    "$suite" "$making" "deb [signed-by=$keys] $mirror $suite main" >&2
  mkdir "$making/relatch"
  install -m 755 "$here/image.sh" "$here/init.sh" "$making/relatch/"
  # shellcheck disable=SC2016
  unshare --mount --pid --fork --kill-child sh -ec '
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    exec chroot "$1" /relatch/image.sh' sh "$making" >&2
  rm -rf "$making/kernel" "$making"/relatch/*
  dpkg-query --admindir="$making/var/lib/dpkg" --show bluez qemu-system-x86 >"$making/VERSION"
  mv --no-target-directory "$making" "$machine"
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
