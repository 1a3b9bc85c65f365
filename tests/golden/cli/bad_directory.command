report data
exit 2
