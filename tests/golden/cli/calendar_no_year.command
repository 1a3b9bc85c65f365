calendar x
exit 2
