#!/usr/bin/env bash
# For cron: collects the organization every night, and prints only what is different. cron mails what is printed.
#
#   ROLEPATH_HOME=/var/lib/rolepath
#   ROLEPATH_ROLE_NAME=rolepath-audit
#   17 3 * * *  rolepath  /usr/local/bin/nightly.sh
#
# ROLEPATH_HOME holds a folder for each night, rolepath.yaml and baseline.json where you keep them, and `latest`, a link.
# Ends with 1 where a finding at or over ROLEPATH_FAIL_ON (high) is new, or anybody can become a role that they could not.
set -euo pipefail

home=${ROLEPATH_HOME:?set it to a folder of your own}
fail_on=${ROLEPATH_FAIL_ON:-high}
keep=${ROLEPATH_KEEP:-30}
umask 077
mkdir -p "$home/nights"
cd "$home"

night=nights/$(date -u +%Y-%m-%dT%H%M%SZ)
code=0
rolepath collect --org --role-name "${ROLEPATH_ROLE_NAME:?}" --out "$night" > collect.log 2>&1 || code=$?
# 1 says that an account could not be read; the answers say which.
if [ "$code" -gt 0 ]; then cat collect.log; fi
if [ "$code" -gt 1 ]; then exit "$code"; fi

code=0
if [ -e latest ]; then
  rolepath diff latest "$night" --exit-code --fail-on "$fail_on" --format json > diff.json || code=$?
  if [ "$code" -gt 1 ]; then exit "$code"; fi
  if ! grep -q '"same": true' diff.json; then
    rolepath diff latest "$night"
  fi
else
  options=(--snapshot "$night" --fail-on "$fail_on")
  if [ -e baseline.json ]; then options+=(--baseline baseline.json); fi
  rolepath check "${options[@]}" || code=$?
  if [ "$code" -gt 1 ]; then exit "$code"; fi
fi

ln -sfn "$night" latest
# The oldest nights go; names sort by date.
find nights -mindepth 1 -maxdepth 1 | sort -r | tail -n "+$((keep + 1))" | while read -r old; do
  rm -rf -- "$old"
done
exit "$code"
