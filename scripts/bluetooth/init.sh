#!/bin/busybox sh
# shellcheck shell=dash
# The first program of the machine: a bus, two virtual controllers, BlueZ, and then what is to be tried.
export PATH=/bin HOME=/root
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev 2>/dev/null
mount -t tmpfs run /run
mkdir -p /run/dbus
while read -r module; do insmod "/lib/modules/$module" || echo "a module was not loaded: $module"; done </lib/modules/order
ip link set lo up
dbus-daemon --system --nofork --nopidfile >/run/dbus.log 2>&1 &
while [ ! -S /run/dbus/system_bus_socket ]; do sleep 0.05; done
btvirt -L -l2 >/run/btvirt.log 2>&1 &
while [ ! -d /sys/class/bluetooth/hci1 ]; do sleep 0.05; done
bluetoothd -n >/run/bluetoothd.log 2>&1 &
/try.sh
code=$?
[ $code = 0 ] || tail -n 60 /run/*.log
echo "the machine ends with $code"
poweroff -f
