//! The server as a program of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The program, killed when dropped.
struct Program {
    child: Child,
    address: String,
}

impl Program {
    /// Starts it and waits until it tells where it listens.
    fn start(store: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_server"))
            .args(["--listen", "127.0.0.1:0", "--dist", "/nonexistent"])
            .env("DOVETAIL_STORE", store)
            .env_remove("RUST_LOG")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let mut lines = log.lines().map(Result::unwrap);
        let address = lines.find_map(|line| {
            let (_, address) = line.split_once("listening on http://")?;
            Some(address.to_owned())
        });
        let address = address.unwrap();
        Self { child, address }
    }

    /// Sends a request and gives the body of the answer.
    fn send(&self, method: &str, path: &str, body: &str) -> String {
        let mut connection = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\
             content-length: {length}\r\n\r\n{body}",
            self.address
        );
        connection.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        body.to_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn a_killed_server_loses_no_acknowledged_share() {
    let store = tempfile::tempdir().unwrap();
    let program = Program::start(store.path());
    let created = program.send("POST", "/api/shares", "1aGVsbG8");
    drop(program);
    let created: model::ShareCreated = serde_json::from_str(&created).unwrap();
    let program = Program::start(store.path());
    let path = format!("/api/shares/{}", created.id);
    assert_eq!(program.send("GET", &path, ""), "1aGVsbG8");
}

#[test]
fn flags_that_it_does_not_know_are_told() {
    let program = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command.args(args).output().unwrap()
    };
    let unknown = program(&["--port", "1"]);
    let told = String::from_utf8(unknown.stderr).unwrap();
    assert!(!unknown.status.success());
    assert!(told.contains("unknown flag `--port`") && told.contains("--listen"));
    let help = program(&["--help"]);
    assert!(help.status.success());
    assert!(String::from_utf8(help.stdout).unwrap().contains("--listen"));
}
