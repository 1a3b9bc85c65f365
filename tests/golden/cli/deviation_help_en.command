deviation --help --lang en
