$ curl -sSXPUT -H'X-A: 1' -H "x-a:2" -H 'Empty;' -H 'Accept:' https://example.test:8443/a/b?c=d#part
