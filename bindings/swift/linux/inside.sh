#!/usr/bin/env bash
# Runs a command inside a toolchain that toolchain.sh made.
#
#   bindings/swift/linux/inside.sh TOOLCHAIN BUILD LIBRARY COMMAND [ARGUMENT]...
#
# Inside, this repository is /src and cannot be written, the folder LIBRARY with librelatch_core.so is /library, the folder BUILD is
# /build and is all that lasts. There is no network. Not even root may do what the rights of a file forbid, so that tests of
# rights mean something. All of it ends with the command, or when this is stopped.
set -euo pipefail

export toolchain=$1 build=$2 library=$3 repository
shift 3
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
mkdir -p "$build/home"

# The words in quotes are for the shell inside.
# shellcheck disable=SC2016
unshare --mount --pid --net --ipc --fork --kill-child sh -ec '
  mount --bind "$toolchain" "$toolchain"
  mount -o remount,bind,ro "$toolchain"
  mount -t proc proc "$toolchain/proc"
  mount --rbind /dev "$toolchain/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$toolchain/tmp"
  mount --bind "$repository" "$toolchain/src"
  mount -o remount,bind,ro "$toolchain/src"
  mount --bind "$library" "$toolchain/library"
  mount -o remount,bind,ro "$toolchain/library"
  mount --bind "$build" "$toolchain/build"
  exec chroot "$toolchain" setpriv --bounding-set=-dac_override,-dac_read_search \
    env -i --chdir=/src/bindings/swift HOME=/build/home LANG=C.UTF-8 RELATCH_LIBRARY=/library \
    PATH=/usr/libexec/swift/bin:/usr/bin:/bin "$@"' sh "$@" &
inside=$!
# It takes no polite signal itself.
trap 'kill -KILL "$inside"; exit 143' HUP INT TERM
wait "$inside"
