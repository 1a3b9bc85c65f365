rules
exit 2
