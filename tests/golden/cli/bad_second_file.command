rollup ../tests/golden/plans/no_total.txt ../tests/golden/bad/empty.txt --format csv
exit 2
