curl --json '{"a":' --json '1}' http://127.0.0.1:3000/json
