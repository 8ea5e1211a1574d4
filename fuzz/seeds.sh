#!/usr/bin/env bash
# Writes what the fuzzer starts from: the protocol's vectors, one file each, into FOLDER/<target>/.
#
#   fuzz/seeds.sh FOLDER
#
# Snapshots and virtual locks are the files in tests/golden/. What is left, such as key files, stands in fuzz/corpus/.
set -euo pipefail
tests=$(dirname "${BASH_SOURCE[0]}")/../tests
vectors=$tests/vectors

# seeds TARGET FILE FIELD [BYTE]: each hexadecimal FIELD of a vector file, as bytes, behind BYTE or behind the vector's command.
seeds() {
  local folder=$out/$1 name value at command="" number=0
  mkdir -p "$folder"
  while IFS=' ' read -r name value; do
    if [[ $name == command ]]; then command=$value; fi
    [[ $name == "$3" ]] || continue
    value=${4-$command}$value
    for ((at = 0; at < ${#value}; at += 2)); do printf '%b' "\\x${value:at:2}"; done >"$folder/$2-$number"
    number=$((number + 1))
  done < <(sed -n 's/^ *"\([a-z_]*\)": "\([0-9a-f]*\)",\{0,1\}$/\1 \2/p' "$vectors/$2.json")
  [[ $number -gt 0 ]] || { echo "no $3 in $2.json" >&2; exit 1; }
}

out=${1:?usage: fuzz/seeds.sh FOLDER}
seeds frame requests frame 11
seeds frame replies frame 11
seeds advert adverts manufacturer_data ""
seeds request requests plaintext
seeds reply replies plaintext ""

# golden TARGET FILE: a golden file as it is.
golden() {
  mkdir -p "$out/$1"
  cp "$tests/golden/$2" "$out/$1/"
}

golden snapshot snapshot-v1.plain
golden virtual_lock virtual-lock-1.json

# What the account's server answers, by the examples.
mkdir -p "$out/account"
cp "$tests"/cloud/*.json "$out/account/"

# All requests in one visit, each with its length.
mkdir -p "$out/visit"
for request in "$out"/request/requests-*; do
  length=$(($(wc -c <"$request") - 1))
  head -c 1 "$request"
  printf '%b' "\\x$(printf '%02x' "$length")"
  tail -c +2 "$request"
done >"$out/visit/all-requests"
