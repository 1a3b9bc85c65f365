report
exit 2
