curl ^"http://localhost/^"
