report --lang
exit 2
