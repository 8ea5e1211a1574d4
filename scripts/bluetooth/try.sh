#!/bin/busybox sh
# shellcheck shell=dash
# What is tried inside the machine: see run.sh. Every missing step fails.
set -eu
# run.sh says which.
scenario="" mark=""
# shellcheck disable=SC1091
. /scenario
export PATH=/bin HOME=/root RELATCH_STORE=/run/store RELATCH_IDENTITY=/run/me.age
address=AA:BB:CC:11:22:33
lock=ble:$address
# The lock is played by the first controller, and reached by the second.
export RELATCH_ADAPTER=hci1

now() { cut -d' ' -f1 /proc/uptime; }

# step WORDS COMMAND...: fails where the command does, and tells how long it took, and what the program counted.
step() {
  words=$1
  shift
  begun=$(now)
  "$@" -v >/run/step.log 2>&1 || { code=$?; cat /run/step.log; echo "the step failed with $code: $words"; exit 1; }
  echo "step $words: $(echo "$(now) $begun" | awk '{ printf "%.1f", $1 - $2 }') s"
  grep -o '[0-9]* exchanges over.*' /run/step.log | sed "s/^/figure $words: /" || true
}

# Puts the lock on the air, and waits until it is there.
serve() {
  : >/run/serve.log
  (while :; do sleep 1000; done) | relatch lock serve /run/hall.vlock --radio --adapter hci0 --json >/run/serve.log 2>&1 &
  tries=0
  until grep -q '"adapter":"hci0"' /run/serve.log; do
    tries=$((tries + 1))
    [ $tries -lt 300 ] || { echo "the lock did not come on the air"; exit 1; }
    sleep 0.1
  done
  served=$(pid_of "lock serve")
}

# By what it was started with: the shell's own number is that of a pipe.
pid_of() { ps -o pid,args | awk -v started="/program/relatch $1" 'index($0, started) && !/awk/ { print $1; exit }'; }

unserve() {
  kill -INT "$served"
  while kill -0 "$served" 2>/dev/null; do sleep 0.1; done
}

items() { relatch lock show /run/hall.vlock --json | grep -o '"code":' | wc -l; }

controllers() {
  for name in hci0 hci1; do
    tries=0
    until btmgmt --index "$name" info 2>/dev/null | grep -q 'current settings:.*powered'; do
      btmgmt --index "$name" power on >/dev/null 2>&1 || true
      tries=$((tries + 1))
      [ $tries -lt 100 ] || { echo "$name does not come up"; exit 1; }
      sleep 0.1
    done
  done
}

# The restore under way, at a moment when some of it is there and not all.
restore_until_half() {
  relatch restore /run/hall.relatch --lock "$lock" --key /run/new.key.json >/run/restore.log 2>&1 &
  restoring=$!
  while [ "$(items)" -lt 3 ]; do
    kill -0 "$restoring" 2>/dev/null || { cat /run/restore.log; echo "the import was over too soon"; exit 1; }
    sleep 0.1
  done
  kill -0 "$restoring" 2>/dev/null || { echo "the import was over too soon"; exit 1; }
}

# The same command, until it is done: a lock that was held may need a moment before it is heard again.
restore_again() {
  tries=0
  until relatch restore /run/hall.relatch --lock "$lock" --key /run/new.key.json >/run/restore.log 2>&1; do
    tries=$((tries + 1))
    cat /run/restore.log
    [ $tries -lt 4 ] || return 1
  done
}

echo "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33" >/run/me.age
controllers
relatch lock new /run/hall.vlock --model cards --codes 40 --cards 6 --address "$address" --pair /run/hall.key.json >/dev/null
serve
step "heard" relatch scan --lock "$lock"
step "backup" relatch backup --lock "$lock" --key /run/hall.key.json --out /run/hall.relatch

step "rehearsal" relatch rehearse /run/hall.relatch --lock "$lock" --key /run/hall.key.json
step "reset" relatch reset --lock "$lock" --key /run/hall.key.json --snapshot /run/hall.relatch
[ "$(items)" = 0 ] || { echo "the lock was not reset"; exit 1; }
step "added again" relatch pair --lock "$lock" --key-out /run/new.key.json
case $scenario in
  plain) step "import" relatch restore /run/hall.relatch --lock "$lock" --key /run/new.key.json ;;
  peripheral-killed)
    restore_until_half
    kill -KILL "$served"
    serve
    wait "$restoring" || true
    step "import, after the lock was gone" restore_again
    ;;
  central-killed)
    restore_until_half
    kill -KILL "$(pid_of restore)"
    wait "$restoring" || true
    step "import, after the phone was gone" restore_again
    ;;
  *) echo "there is no scenario $scenario"; exit 1 ;;
esac
step "read back" relatch diff /run/hall.relatch --lock "$lock" --key /run/new.key.json
step "erased" relatch erase /run/hall.relatch
[ ! -e /run/hall.relatch ]
unserve
[ "$(items)" -gt 20 ] || { echo "the lock holds $(items) codes"; exit 1; }
echo "passed $mark"
