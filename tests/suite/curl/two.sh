curl http://localhost/ http://localhost/2
