#!/bin/sh
# Makes a wheel of Python out of a program that loads no library and that of registers beside it, with
# the interpreter of an environment that has hatchling.
#
# Usage: wheel.sh PYTHON PROGRAM FOLDER
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
python=$(realpath -s "$1") program=$(realpath "$2")
mkdir -p "$3"
folder=$(realpath "$3")
: "${SOURCE_DATE_EPOCH:=$(git -C "$here" log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -R "$here/python/." "$work/wheel"
mkdir -p "$work/wheel/licenses"
cp "$here/../LICENSE" "$here/THIRD-PARTY.md" "$work/wheel/licenses"
# The programs hold parts of glibc, whose licence must come along.
cp /usr/share/common-licenses/LGPL-2.1 "$work/wheel/licenses/LGPL-2.1"

sh "$here/install.sh" "$program" "$work/prefix"
CLEARANCE_PREFIX=$work/prefix CLEARANCE_VERSION=$("$program" --version)
export CLEARANCE_PREFIX CLEARANCE_VERSION
(cd "$work/wheel" && "$python" -m hatchling build -t wheel -d "$folder" >"$work/log" 2>&1) \
  || { cat "$work/log" >&2; exit 2; }
echo "made $folder/$(sed -n 's|.*/\(clearance.*\.whl\)$|\1|p' "$work/log")"
