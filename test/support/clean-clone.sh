#!/usr/bin/env bash
# Clones the committed state of this repository into a temporary folder and runs the README's two commands there, with
# an empty HOME and empty caches, as a newcomer's machine would; prints how long each took. Not part of `npm test`.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet --no-hardlinks "$root" "$work/clone" || exit 1
cd "$work/clone" || exit 1

# The environment without what npm and pnpm set for their scripts, and without anything kept in the real HOME.
kept=("PATH=$PATH" "HOME=$work/home")
for name in TMPDIR LANG CHROME_PATH HTTP_PROXY HTTPS_PROXY NO_PROXY NODE_EXTRA_CA_CERTS; do
  [ -z "${!name:-}" ] || kept+=("$name=${!name}")
done

failed=0
report=""
run_clean() {
  local start=$SECONDS code
  rm -rf "$work/home"
  mkdir "$work/home"
  env -i "${kept[@]}" "$@" </dev/null
  code=$?
  report+=$(printf '%-10s exit %d  %4d s' "$*" "$code" "$((SECONDS - start))")$'\n'
  [ "$code" -eq 0 ] || failed=1
}

run_clean npm start
git clean -fdxq
run_clean npm test
left=$(git status --porcelain)
[ -z "$left" ] || { report+="files that the commands left behind:"$'\n'"$left"$'\n'; failed=1; }

printf '\n%s' "$report"
exit "$failed"
