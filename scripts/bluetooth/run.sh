#!/usr/bin/env bash
# Plays the way of a lock over a real Bluetooth stack: boots the machine of machine.sh with a program inside, which serves a virtual
# lock on one virtual controller and reaches it by another. Real are the kernel, BlueZ, D-Bus and every byte of ATT between them;
# the radio itself is not.
#
#   scripts/bluetooth/run.sh PROGRAM [SCENARIO]...     scenarios: plain peripheral-killed central-killed
#
# Needs what machine.sh needs. Each scenario has a machine of its own.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# A scenario takes a good minute on an idle machine; an emulated processor has no hurry on a busy one.
limit=420
memory=512

program=$(realpath "$1")
shift
scenarios=("$@")
[[ ${#scenarios[@]} -gt 0 ]] || scenarios=(plain peripheral-killed central-killed)

main() {
  local machine scenario started
  machine=$("$here/machine.sh")
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  pack
  for scenario in "${scenarios[@]}"; do
    started=$SECONDS
    # A line of this run alone, so that no other can be taken for it.
    mark="$scenario-$$-$RANDOM"
    add_image "$scenario" "$mark"
    cat "$machine/image/base.cpio" "$work/more.cpio" >"$work/image.cpio"
    boot "$machine" >"$work/log" 2>&1 || true
    tr -d '\r' <"$work/log" | grep -E '^(step|figure) ' || true
    if ! tr -d '\r' <"$work/log" | grep -qx "passed $mark"; then
      tail -n 120 "$work/log" >&2
      echo "over Bluetooth, $scenario: FAILED" >&2
      exit 1
    fi
    echo "over Bluetooth, $scenario: passed in $((SECONDS - started)) s"
  done
}

# The program with the libraries of this system, which may be newer than the machine's.
pack() {
  local library
  mkdir -p "$work/root/program" "$work/root/bin"
  cp "$program" "$work/root/program/relatch"
  # A build for tests is large by what only debuggers read.
  ! command -v strip >/dev/null || strip "$work/root/program/relatch"
  ldd "$program" | grep -oE '/[^ ]+' | while read -r library; do cp -L "$library" "$work/root/program/"; done
  cp "$here/try.sh" "$work/root/try.sh"
  printf '#!/bin/sh\nexec /program/ld-linux-x86-64.so.2 --library-path /program /program/relatch "$@"\n' >"$work/root/bin/relatch"
  chmod +x "$work/root/bin/relatch" "$work/root/try.sh"
}

add_image() {
  printf 'scenario=%s\nmark=%s\n' "$1" "$2" >"$work/root/scenario"
  # cpio comes with no system for sure; the machine's busybox has it.
  (cd "$work/root" && find . | "$machine/bin/busybox" cpio -o -H newc 2>/dev/null) >"$work/more.cpio"
}

# Emulated, never by KVM: where it is there it may not do what this kernel needs.
boot() {
  # The words in quotes are for the shell inside.
  # shellcheck disable=SC2016
  timeout --kill-after=10 "$limit" unshare --mount --pid --net --ipc --fork --kill-child sh -ec '
    mount --bind "$1" "$1"
    mkdir -p "$1/relatch"
    mount --bind "$2" "$1/relatch"
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    exec chroot "$1" qemu-system-x86_64 -machine pc -accel tcg,thread=multi -cpu max -smp 1 -m "$3" \
      -nodefaults -display none -monitor none -serial stdio -no-reboot -kernel /image/vmlinux -initrd /relatch/image.cpio \
      -append "console=ttyS0 panic=-1 quiet"' sh "$1" "$work" "$memory" </dev/null
}

main
