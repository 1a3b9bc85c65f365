#!/bin/sh
# sh tests/bench/run.sh [--quick] [--no-write] [--built DIR] [TOPIC…]
#
# Builds the benchmarks (tests/bench/*_bench.cpp), runs them, prints one table and writes it to
# docs/performance.md between the marker comments.
#
#   --quick      up to a million units and three rounds: two minutes; does not write the page
#   --no-write   do not write the page
#   --built DIR  the programs are in DIR already: do not build
#   TOPIC        only these: rollup load … ; does not write the page
#
# Peers that are not installed are skipped and named below the table. DuckDB comes as the npm
# package @duckdb/node-api, which is put beside the programs when npm is there; the distribution's
# packages are what `sh cmake/bootstrap.sh --install-only bench` installs.
#
# Every line that a program prints is name|size|ours_ms|peer|peer_ms|ratio|goal; see bench.hpp.
set -eu
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "$0")/../.." && pwd)
page=$root/docs/performance.md
quick=''
write=yes
built=''
topics=''
while [ $# -gt 0 ]; do
    case $1 in
        --quick)
            quick=--quick
            write=no
            ;;
        --no-write) write=no ;;
        --built)
            shift
            built=$(cd "$1" && pwd)
            ;;
        -*)
            sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
            exit 2
            ;;
        *)
            topics="$topics $1"
            write=no
            ;;
    esac
    shift
done

if [ -z "$built" ]; then
    cd "$root"
    cmake --preset bench >/dev/null
    cmake --build --preset bench-programs
    built=$root/build/bench/tests
fi

scratch=$built/bench
mkdir -p "$scratch"
PARTYORG_BENCH_SOURCES=$root/tests/bench
PARTYORG_DUCKDB=${PARTYORG_DUCKDB-$scratch/duckdb}
export PARTYORG_BENCH_SOURCES PARTYORG_DUCKDB
if [ ! -d "$PARTYORG_DUCKDB/node_modules/@duckdb/node-api" ] && command -v npm >/dev/null 2>&1; then
    mkdir -p "$PARTYORG_DUCKDB"
    npm install --silent --no-audit --no-fund --prefix "$PARTYORG_DUCKDB" @duckdb/node-api \
        >"$scratch/npm.log" 2>&1 || true
fi

results=$scratch/results.txt
: >"$results"
failed=''
for program in "$built"/*_bench; do
    [ -x "$program" ] || continue
    topic=$(basename "$program" _bench)
    case " $topics " in
        "  " | *" $topic "*) ;;
        *) continue ;;
    esac
    echo "== $topic" >&2
    # shellcheck disable=SC2086  # quick is empty or one word
    if ! "$program" $quick --scratch "$scratch" >"$scratch/$topic.txt"; then
        failed="$failed $topic"
    fi
    cat "$scratch/$topic.txt" >>"$results"
done

table=$scratch/table.md
awk -F '|' '
    function number(x) { return x >= 100 ? sprintf("%.0f", x) : x >= 10 ? sprintf("%.1f", x) : sprintf("%.2f", x) }
    function verdict(ratio, goal,    word) {
        split(goal, word, " ")
        if (word[1] == ">=") return ratio + 0 >= word[2] + 0 ? "met" : "**not met**"
        if (word[1] == "<=") return ratio + 0 <= word[2] + 0 ? "met" : "**not met**"
        return ""
    }
    BEGIN {
        print "| work | size | against | result | goal | |"
        print "|---|---|---|---:|---:|---|"
    }
    /^# / { remarks[++count] = substr($0, 3); next }
    NF == 7 {
        shown = number($6) ($4 == "-" ? "" : $7 ~ /^<=/ ? " × the cost" : " × as fast")
        goal = $7 == "-" ? "" : $7
        sub(/^>=/, "≥", goal); sub(/^<=/, "≤", goal)
        printf "| %s | %s | %s | %s | %s | %s |\n", $1, $2, $4 == "-" ? "" : $4, shown, goal, verdict($6, $7)
        next
    }
    NF > 0 { printf "run.sh: not a line of a table: %s\n", $0 > "/dev/stderr"; bad = 1 }
    END {
        if (count > 0) print ""
        for (i = 1; i <= count; ++i) if (!seen[remarks[i]]++) print "- " remarks[i]
        exit bad
    }' "$results" >"$table" || failed="$failed table"
cat "$table"

if [ -n "$failed" ]; then
    echo "run.sh: failed:$failed" >&2
    exit 1
fi
if [ "$write" = yes ]; then
    awk -v table="$table" '
        /<!-- table:begin -->/ {
            print; print ""
            while ((getline row < table) > 0) print row
            print ""; inside = 1
        }
        /<!-- table:end -->/ { inside = 0 }
        !inside && !/<!-- table:begin -->/ { print }' "$page" >"$page.new"
    mv "$page.new" "$page"
fi
