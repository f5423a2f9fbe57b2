//! Commands of `tests/suite/curl` beside what is read out of them; `UPDATE=1` writes the latter.

use std::path::PathBuf;
use std::{env, fs};

use super::*;

#[test]
fn commands_are_read_as_curl_reads_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/suite/curl");
    let entries = fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path());
    let mut commands: Vec<_> = entries
        .filter(|it| it.extension().is_some_and(|it| it == "sh"))
        .collect();
    commands.sort();
    assert!(!commands.is_empty());
    for path in commands {
        let told = told(from_curl(&fs::read_to_string(&path).unwrap()));
        let expected = path.with_extension("txt");
        if env::var_os("UPDATE").is_some() {
            fs::write(&expected, &told).unwrap();
        }
        assert_eq!(told, fs::read_to_string(&expected).unwrap(), "{path:?}");
    }
}

#[test]
fn a_request_survives_its_command() {
    let header = |name: &str, value: &str| Header {
        name: name.into(),
        value: value.into(),
    };
    let requests = [
        ("GET", "/", vec![], ""),
        ("HEAD", "/a?b=c&d", vec![header("x-a", "it's")], ""),
        ("POST", "/", vec![], "no form: it's $HOME\nnor `this`"),
        (
            "POST",
            "/?q=1",
            vec![header("content-type", "application/json")],
            "{\"a\": 1}",
        ),
        (
            "PROPFIND",
            "/ä b",
            vec![header("x", "1"), header("x", "2"), header("y", "")],
            "é",
        ),
    ];
    for (method, path, headers, body) in requests {
        let (method, path, body) = (method.into(), path.into(), body.into());
        let request = HttpRequest {
            method,
            path,
            headers,
            body,
        };
        let command = to_curl(&request, "http://127.0.0.1:8080", None);
        let pasted = from_curl(&command).map(|it| it.request);
        assert_eq!(pasted, Ok(request), "{command}");
    }
}

/// A request as it goes over the wire, or why there is none.
fn told(pasted: Result<Pasted, String>) -> String {
    let Pasted { request, ignored } = match pasted {
        Ok(pasted) => pasted,
        Err(fault) => return format!("error: {fault}\n"),
    };
    let mut text = format!("{} {}\n", request.method, request.path);
    for Header { name, value } in request.headers {
        text += &format!("{name}: {value}\n");
    }
    text += &format!("\n{}\n", request.body);
    if !ignored.is_empty() {
        text += &format!("\nignored: {}\n", ignored.join(" "));
    }
    text
}
