curl -F a=b http://localhost/
