progress --help --lang en
