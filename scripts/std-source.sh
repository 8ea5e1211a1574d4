#!/usr/bin/env bash
# Prints the folder with the source of Rust's standard library, of the version that rust-toolchain.toml pins: `cargo -Zbuild-std`
# builds it for phones, for which no machine of ours has it ready. From rustup where it can be had there, else from Debian's package
# of the same version, whose hash stands here.
#
#   scripts/std-source.sh             from either
#   scripts/std-source.sh --debian    from the package, whatever rustup has
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The package of trixie-backports. With a new version of Rust all three lines change.
version=1.95.0
package=rust-src_1.95.0+dfsg1-2~bpo13+1_all.deb
sha256=7b76db5b880a77f9e52975d2baa6209d2f76d2c9c2789515c3088cb960e2c83b

cache=${XDG_CACHE_HOME:-$HOME/.cache}/relatch/rust-src-$version
pinned=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)

main() {
  local of_rustup
  of_rustup=$(rustc --print sysroot)/lib/rustlib/src/rust/library
  if [[ ${1:-} != --debian ]]; then
    is_source "$of_rustup" || from_rustup || true
    is_source "$of_rustup" && echo "$of_rustup" && return
  fi
  is_source "$cache/library" || from_debian
  echo "$cache/library"
}

is_source() { [[ -f $1/std/Cargo.toml && -f $1/Cargo.lock ]]; }

from_rustup() {
  command -v rustup >/dev/null || return 1
  at_most 120 rustup component add rust-src --toolchain "$pinned" >&2
}

# Into a folder beside, and renamed when all is there: what is cut off is not taken for a source later.
from_debian() {
  [[ $pinned == "$version" ]] || { echo "$0 knows the package of Rust $version only, not of $pinned" >&2; return 1; }
  local mirror=http://deb.debian.org/debian found new
  found=$(sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | head -n 1)
  mkdir -p "$(dirname "$cache")"
  new=$(mktemp -d "$cache.XXXXXX")
  # apt-helper goes the way that apt goes (proxies, mirrors), and checks the hash.
  /usr/lib/apt/apt-helper download-file "${found:-$mirror}/pool/main/r/rustc/$package" "$new/deb" "SHA256:$sha256" >&2
  dpkg-deb -x "$new/deb" "$new/root"
  mv "$new/root/usr/src/rustc-$version/library" "$new/library"
  rm -rf "$new/deb" "$new/root" "$cache"
  mv "$new" "$cache"
}

at_most() {
  if command -v timeout >/dev/null; then timeout "$@"; else shift && "$@"; fi
}

main "$@"
