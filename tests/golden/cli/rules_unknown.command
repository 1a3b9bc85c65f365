rules show org.no-such-rule --as-of 2024-01-15
exit 2
