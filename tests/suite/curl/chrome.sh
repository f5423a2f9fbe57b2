curl 'https://example.test/api/items?page=2' \
  -H 'accept: */*' \
  -H 'content-type: application/json' \
  -b 'session=abc; theme=dark' \
  --data-raw $'{"text":"it\'s\\n\u0041 line"}' \
  --compressed
