rumour data
exit 2
