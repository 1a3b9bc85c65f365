#!/bin/sh
# Writes what the program answers now as what tests/golden/cli expects, and shows what changed.
#
#   sh tests/golden/approve.sh PROGRAM [CASE…]     e.g. build/dev/examples/partyorg report_text_vi
#
# Without cases all are looked at; a case whose standard output is not compared stays so, so a new one
# is to be named. A case with another exit code than its .command names is not
# approved. Read the difference before committing it: that is the review.
set -eu

program=$1
shift
case $program in /*) ;; *) program=$PWD/$program ;; esac
root=$(cd "$(dirname "$0")/../.." && pwd)
cases=$root/tests/golden/cli
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C.UTF-8
failed=0
named=yes

approve() {
    file=$cases/$1.command
    arguments=$(sed -n 1p "$file")
    wanted=$(sed -n 's/^exit \([0-9]*\)$/\1/p' "$file")
    code=0
    # The first line is split as a shell would.
    (cd "$root/examples" && eval "\"$program\" $arguments") \
        >"$scratch/stdout" 2>"$scratch/stderr" </dev/null || code=$?
    if [ "$code" != "${wanted:-0}" ]; then
        echo "$1: exit code $code, its .command says ${wanted:-0}; not approved" >&2
        failed=1
        return
    fi
    for stream in stdout stderr; do
        expected=$cases/$1.$stream
        # Standard error is only written down where there is any, or was.
        if [ ! -e "$expected" ]; then
            [ "$stream" = stdout ] || [ -s "$scratch/stderr" ] || continue
            [ "$stream" = stderr ] || [ "$named" = yes ] || continue
        fi
        cmp -s "$scratch/$stream" "$expected" && continue
        diff -u "$expected" "$scratch/$stream" 2>/dev/null || true
        cp "$scratch/$stream" "$expected"
        echo "approved $1.$stream"
    done
}

if [ $# -eq 0 ]; then
    named=no
    for file in "$cases"/*.command; do
        name=${file##*/}
        set -- "$@" "${name%.command}"
    done
fi
for name in "$@"; do approve "$name"; done
exit $failed
