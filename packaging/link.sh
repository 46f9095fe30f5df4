#!/bin/sh
# Links what `make build` has compiled once more. Static is a program that loads no library at all:
# it runs on every Linux of its kind of machine, whatever C library that has. Shared is one that
# loads those of the system, as packages of a distribution do, and carries Swift's alone.
#
# Usage: link.sh static|shared SWIFTC BUILD PROGRAM, where BUILD is the folder of the release build and
# PROGRAM is named after what is built there: clearance or clearance-register
set -eu
how=$1 swiftc=$2 build=$(realpath "$3") program=$4
product=$(basename "$program")
case $product in
clearance) module=ClearanceMain needs='yaml-0.1 zlib' ;;
clearance-register) module=ClearanceRegister needs='yaml-0.1 zlib sqlite3' ;;
*) echo "link: there is no product $product" >&2 && exit 2 ;;
esac
objects=$build/$product.product/Objects.LinkFileList
[ -f "$objects" ] || { echo "link: nothing is built in $build" >&2; exit 2; }
mkdir -p "$(dirname "$program")"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The linker warns of functions of glibc that would load modules of its own, such as those that
# look up users. The program calls none of them.
case $how in
static) kind=-static-executable libraries=$(pkg-config --libs --static $needs) ;;
shared) kind=-static-stdlib libraries=$(pkg-config --libs $needs) ;;
*) echo "link: static or shared, not $how" >&2 && exit 2 ;;
esac
"$swiftc" $kind -emit-executable -module-name "$module" -o "$program" \
  $libraries -Xlinker --gc-sections \
  -Xlinker --defsym -Xlinker main="${module}_main" "@$objects" >"$log" 2>&1 \
  || { grep -m 5 'error:' "$log" >&2 || cat "$log" >&2; exit 2; }

if [ "$how" = static ] && readelf -l "$program" | grep -q INTERP; then
  echo "link: $program still loads libraries" >&2
  exit 2
fi
strip "$program"
echo "linked $program"
