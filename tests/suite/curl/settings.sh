curl -u user:pass -A agent/1 -e https://from.test/ -I -L -k -o out.html --max-time 5 http://localhost/
