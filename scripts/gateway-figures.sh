#!/usr/bin/env bash
# What the way of a lock takes over a gateway: the program serves a virtual lock as a gateway on this machine, and reaches it over a
# WebSocket, as a desk reaches a lock in another house. No network is between the two, so these are the times of the two programs and of
# the waiting that the protocol prescribes.
#
#   scripts/gateway-figures.sh PROGRAM
set -euo pipefail

program=$(realpath "$1")
work=$(mktemp -d)
export RELATCH_STORE=$work/store RELATCH_IDENTITY=$work/me.age
address=AA:BB:CC:11:22:33

main() {
  trap 'kill "$served" 2>/dev/null || true; rm -rf "$work"' EXIT
  echo "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33" >"$RELATCH_IDENTITY"
  "$program" lock new "$work/hall.vlock" --model cards --codes 40 --cards 6 --address "$address" --pair "$work/hall.key.json" >/dev/null
  # Its door stays open as long as this runs.
  sleep 1000 | "$program" lock serve "$work/hall.vlock" --gateway 127.0.0.1:0 --json >"$work/serve.log" &
  served=$!
  until grep -q '"gateway"' "$work/serve.log"; do sleep 0.1; done
  url=$(sed -n 's/.*"gateway":"\([^"]*\)".*/\1/p' "$work/serve.log" | head -n 1)
  lock="$url?lock=$address"
  step backup backup --lock "$lock" --key "$work/hall.key.json" --out "$work/hall.relatch"
  step rehearsal rehearse "$work/hall.relatch" --lock "$lock" --key "$work/hall.key.json"
  step reset reset --lock "$lock" --key "$work/hall.key.json" --snapshot "$work/hall.relatch"
  step "added again" pair --lock "$lock" --key-out "$work/new.key.json"
  step import restore "$work/hall.relatch" --lock "$lock" --key "$work/new.key.json"
  step "read back" diff "$work/hall.relatch" --lock "$lock" --key "$work/new.key.json"
}

# step WORDS COMMAND...: what the program counted.
step() {
  local words=$1
  shift
  "$program" "$@" -v >"$work/step.log" 2>&1 || { cat "$work/step.log"; exit 1; }
  grep -o '[0-9]* exchanges over.*' "$work/step.log" | sed "s/^/$words: /"
}

main
