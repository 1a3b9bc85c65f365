percentage 147 122,5 119 --format json
exit 1
