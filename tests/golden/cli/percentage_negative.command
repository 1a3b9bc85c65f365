percentage -- -147 122
exit 2
