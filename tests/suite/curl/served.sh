curl -i -X DELETE http://127.0.0.1:8080/http/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/item/1
