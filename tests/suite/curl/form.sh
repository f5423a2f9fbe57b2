curl -d a=1 --data b=2 --data-urlencode 'c=ä & b' --data-urlencode '=x y' localhost/form
