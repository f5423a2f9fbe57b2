curl http://localhost/?a=1&b=2
