#!/bin/bash
# Makes the image that the machine boots: run inside the machine's folder by machine.sh. Leaves /image/vmlinux and /image/base.cpio.
set -euo pipefail
export LC_ALL=C

root=/image/root
modules=(sha512_generic ctr drbg cmac ecb algif_hash algif_skcipher hci_vhci)
programs=(/usr/libexec/bluetooth/bluetoothd /usr/bin/btvirt /usr/bin/btmgmt /usr/bin/bluetoothctl /usr/bin/dbus-daemon)

main() {
  kernel=$(echo /kernel/lib/modules/*)
  mkdir -p "$root"/{bin,proc,sys,dev,run,tmp,etc/dbus-1/system.d,etc/bluetooth,lib/modules,var/lib/bluetooth,usr/share/dbus-1,root}
  uncompress
  ln -s /run "$root/var/run"
  cp /bin/busybox "$root/bin/"
  /bin/busybox --list | while read -r applet; do [[ $applet == busybox ]] || ln -s busybox "$root/bin/$applet"; done
  busybox depmod -b /kernel "$(basename "$kernel")"
  for module in "${modules[@]}"; do add_module "$module"; done
  for program in "${programs[@]}"; do add_program "$program"; done
  cp /etc/dbus-1/system.d/bluetooth.conf "$root/etc/dbus-1/system.d/"
  cp /usr/share/dbus-1/system.conf "$root/usr/share/dbus-1/"
  printf 'root:x:0:0:root:/root:/bin/sh\nmessagebus:x:100:102::/nonexistent:/bin/false\n' >"$root/etc/passwd"
  printf 'root:x:0:\nmessagebus:x:102:\nbluetooth:x:103:\n' >"$root/etc/group"
  echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"
  printf '[General]\nControllerMode = le\n' >"$root/etc/bluetooth/main.conf"
  install -m 755 /relatch/init.sh "$root/init"
  (cd "$root" && find . | busybox cpio -o -H newc 2>/dev/null) >/image/base.cpio
  rm -rf "$root"
}

# The kernel without its packing: QEMU boots it at once, where unpacking takes seconds of emulated time.
uncompress() {
  local offset
  while IFS=: read -r offset _; do
    # What follows the packed part is no part of it, and xz says so.
    { tail -c +$((offset + 1)) /kernel/boot/vmlinuz-* | xz -dc >/image/vmlinux; } 2>/dev/null || true
    [[ $(head -c 4 /image/vmlinux) != $'\x7fELF' ]] || return 0
  done < <(grep -abo -P '\xfd7zXZ\x00' /kernel/boot/vmlinuz-*)
  echo "no packed kernel was found" >&2
  return 1
}

# add_module NAME: with what it needs before it, in the order in which they are to be loaded.
add_module() {
  local line file needed
  # What is built in needs no loading.
  line=$(grep -E "/$1\.ko:" "$kernel/modules.dep") || return 0
  file=${line%%:*}
  ! grep -qsx "$(basename "$file")" "$root/lib/modules/order" || return 0
  for needed in ${line#*:}; do add_module "$(basename "$needed" .ko)"; done
  cp "$kernel/$file" "$root/lib/modules/"
  basename "$file" >>"$root/lib/modules/order"
}

add_program() {
  local library
  cp "$1" "$root/bin/"
  ldd "$1" | grep -oE '/[^ ]+' | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    [[ -e $root$library ]] || cp -L "$library" "$root$library"
  done
}

main
