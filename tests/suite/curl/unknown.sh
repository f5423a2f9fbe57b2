curl --aws-sigv4 x http://localhost/
