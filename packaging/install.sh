#!/bin/sh
# Lays out what every package of clearance holds: the command and beside it that of registers, which
# it runs, the rules, the manual pages and the completions of three shells. `clearance-register` is
# taken from beside COMMAND.
#
# Usage: install.sh COMMAND PREFIX [FOLDER OF ZSH'S FUNCTIONS, from PREFIX]
set -eu
cd "$(dirname "$0")/.."
command=$1 prefix=$2 zsh=${3:-share/zsh/site-functions}
share=$prefix/share

install -D -m 755 "$command" "$prefix/bin/clearance"
install -m 755 "$(dirname "$command")/clearance-register" "$prefix/bin/clearance-register"
strip "$prefix/bin/clearance" "$prefix/bin/clearance-register"

find rules -type f ! -name '.*' -exec install -D -m 644 '{}' "$share/clearance/{}" \;

for page in packaging/man/*.1; do
  install -d "$share/man/man1"
  gzip -9 -n -c "$page" >"$share/man/man1/$(basename "$page").gz"
done

install -d "$share/bash-completion/completions" "$prefix/$zsh" "$share/fish/vendor_completions.d"
"$command" --generate-completion-script bash | sed '1{/^#!/d;}' \
  >"$share/bash-completion/completions/clearance"
"$command" --generate-completion-script zsh >"$prefix/$zsh/_clearance"
"$command" --generate-completion-script fish >"$share/fish/vendor_completions.d/clearance.fish"

chmod -R u=rwX,go=rX "$prefix"
