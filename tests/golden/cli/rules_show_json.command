rules show org.min-official-members --as-of 2024-01-15 --lang vi --format json --rules data/rules/district.json
