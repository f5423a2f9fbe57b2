curl --data-binary @photo.png http://localhost/
