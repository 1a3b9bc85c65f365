percentage 7 122
exit 1
