#!/usr/bin/env bash
# Runs a command beside a secure store of its own, empty and open, that is gone with it: the Secret Service of a desktop.
#
#   scripts/with-keyring.sh COMMAND...
#
# Needs dbus-run-session and gnome-keyring-daemon (Debian: dbus, gnome-keyring).
set -euo pipefail

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
# The bus ends with the command, and the daemon with the bus.
# shellcheck disable=SC2016 # the inner shell's words
XDG_DATA_HOME=$home XDG_RUNTIME_DIR=$home dbus-run-session -- sh -c '
  printf nobody | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
  exec "$@"' sh "$@"
