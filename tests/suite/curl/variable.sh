curl -H "authorization: Bearer $TOKEN" http://localhost/
