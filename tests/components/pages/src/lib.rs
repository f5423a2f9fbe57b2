//! A guest book in a few pages. Its entries are in its memory, so that they tell instances apart.

use std::sync::Mutex;

use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::types::{
    Fields, IncomingRequest, Method, OutgoingBody, OutgoingResponse, ResponseOutparam,
};

struct Pages;

wasip2::http::proxy::export!(Pages);

static ENTRIES: Mutex<Vec<String>> = Mutex::new(Vec::new());

const HOME: &str = r#"<!doctype html>
<html lang="en">
<title>Guest book</title>
<link rel="stylesheet" href="/style.css">
<h1>Guest book</h1>
<p id="entries">ENTRIES</p>
<form method="post" action="/entries"><label>Entry <input name="entry"></label><button>Sign</button></form>
<p><a href="about/">About</a></p>
<script src="/script.js"></script>
<script>say('inline after ' + loaded)</script>
<p id="said"></p>
"#;

/// Tells what it can do: ask its component, and nothing of the page around it.
const SCRIPT: &str = r#"
const loaded = 'script';
const said = [];
function say(text) {
  said.push(text);
  const there = document.getElementById('said');
  if (there) there.textContent = said.join('; ');
}
function attempt(name, work) {
  try { say(name + ' ' + work()); } catch (error) { say(name + ' refused'); }
}
addEventListener('DOMContentLoaded', async () => {
  say('asked ' + (await (await fetch('/api?q=1', { method: 'PUT', body: 'b' })).text()));
  const xhr = new XMLHttpRequest();
  xhr.onload = () => say('xhr ' + xhr.status + ' ' + xhr.responseText);
  xhr.open('GET', 'api');
  xhr.send();
  attempt('parent', () => parent.document.title);
  attempt('storage', () => localStorage.length);
  attempt('origin', () => origin);
});
"#;

impl Guest for Pages {
    fn handle(request: IncomingRequest, outparam: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        let mut entries = ENTRIES.lock().expect("no other thread has it");
        match (request.method(), path.as_str()) {
            (Method::Get, "/") => {
                let listed = match entries.is_empty() {
                    true => "Nobody yet".to_owned(),
                    false => entries.join(", "),
                };
                let page = HOME.replace("ENTRIES", &escaped(&listed));
                respond(outparam, 200, &[("content-type", "text/html")], &page);
            }
            (Method::Get, "/about/") => {
                let page = "<!doctype html><title>About</title><h1>About</h1><a href='/'>Back</a>";
                respond(outparam, 200, &[("content-type", "text/html")], page);
            }
            (Method::Get, "/style.css") => {
                let style = "h1 { color: rgb(1, 2, 3) }";
                respond(outparam, 200, &[("content-type", "text/css")], style);
            }
            (Method::Get, "/script.js") => {
                respond(outparam, 200, &[("content-type", "text/javascript")], SCRIPT);
            }
            (Method::Post, "/entries") => {
                let body = body(&request);
                let entry = body.strip_prefix("entry=").unwrap_or_default();
                entries.push(entry.replace('+', " "));
                respond(outparam, 303, &[("location", "/")], "");
            }
            (Method::Get, "/trap") => panic!("as asked"),
            (method, path) => {
                let body = body(&request);
                respond(outparam, 200, &[], &format!("{method:?} {path} {body}"));
            }
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn body(request: &IncomingRequest) -> String {
    let body = request.consume().expect("it is consumed once");
    let stream = body.stream().expect("it is opened once");
    let mut bytes = Vec::new();
    while let Ok(more) = stream.blocking_read(4096) {
        bytes.extend(more);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn respond(outparam: ResponseOutparam, status: u16, headers: &[(&str, &str)], body: &str) {
    let headers = headers.iter();
    let headers = headers.map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()));
    let headers = headers.collect::<Vec<_>>();
    let response = OutgoingResponse::new(Fields::from_list(&headers).expect("they are valid"));
    response.set_status_code(status).expect("it is a status");
    let outgoing = response.body().expect("it is asked for once");
    ResponseOutparam::set(outparam, Ok(response));
    let stream = outgoing.write().expect("it is asked for once");
    for chunk in body.as_bytes().chunks(4096) {
        stream.blocking_write_and_flush(chunk).expect("it is open");
    }
    drop(stream);
    OutgoingBody::finish(outgoing, None).expect("it is complete");
}
