curl -X
