curl -G -d a=1 --data-urlencode 'q=x y' 'http://localhost/find?z=0'
