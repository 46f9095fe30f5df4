#!/bin/sh
# Links what `make build` has compiled once more, into a program that loads no library at all: it
# runs on every Linux of its kind of machine, whatever C library that has.
#
# Usage: static.sh SWIFTC BUILD PROGRAM, where BUILD is the folder of the release build
set -eu
swiftc=$1 build=$(realpath "$2") program=$3
objects=$build/clearance.product/Objects.LinkFileList
[ -f "$objects" ] || { echo "static: nothing is built in $build" >&2; exit 2; }
mkdir -p "$(dirname "$program")"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The linker warns of functions of glibc that would load modules of its own, such as those that
# look up users. The program calls none of them.
"$swiftc" -static-executable -emit-executable -module-name clearance -o "$program" \
  $(pkg-config --libs --static yaml-0.1) -Xlinker --gc-sections \
  -Xlinker --defsym -Xlinker main=ClearanceCLI_main "@$objects" >"$log" 2>&1 \
  || { grep -m 5 'error:' "$log" >&2 || cat "$log" >&2; exit 2; }

if readelf -l "$program" | grep -q INTERP; then
  echo "static: $program still loads libraries" >&2
  exit 2
fi
strip "$program"
echo "linked $program"
