curl 'http://localhost/
