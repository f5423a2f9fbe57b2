wget http://localhost/
