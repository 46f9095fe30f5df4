#!/bin/sh
# Makes a package of Debian out of the command that `make build` has built, and of that of registers
# beside it.
#
# Usage: deb.sh COMMAND FOLDER
#
# The same command and the same commit give the same bytes. What the package depends on is what
# dpkg-shlibdeps finds that the two load.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
command=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
: "${SOURCE_DATE_EPOCH:=$(git -C "$here" log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH LC_ALL=C

# A version is upstream's and Debian's own after the hyphen, which stays 1.
version=$("$command" --version)-1
architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
doc=$root/usr/share/doc/clearance

sh "$here/install.sh" "$command" "$root/usr" share/zsh/vendor-completions

install -D -m 644 "$here/debian/copyright" "$doc/copyright"
gzip -9 -n -c "$here/../CHANGELOG.md" >"$doc/changelog.gz"
maintainer=$(sed -n 's/^Maintainer: //p' "$here/debian/control")
gzip -9 -n >"$doc/changelog.Debian.gz" <<END
clearance ($version) unstable; urgency=medium

  * What is new stands in changelog.gz.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END

# dpkg-shlibdeps wants a source package around it.
mkdir "$work/debian" "$root/DEBIAN"
printf 'Source: clearance\n\nPackage: clearance\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O -e"$root/usr/bin/clearance" -e"$root/usr/bin/clearance-register" | sed -n 's/^shlibs:Depends=//p')

(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@DEPENDS@/$depends/" \
  -e "s/@SIZE@/$(du -k -s --apparent-size "$root/usr" | cut -f 1)/" \
  "$here/debian/control" >"$root/DEBIAN/control"
chmod 644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" '{}' +

package=$folder/clearance_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null
echo "made $package"
