report --help --lang vi
