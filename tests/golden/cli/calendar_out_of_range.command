calendar 1999
exit 2
