//! A load on an HTTP server: as many connections as asked, each a request after another.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// A request that is sent again and again.
#[derive(Debug, Clone)]
pub(crate) struct Load {
    /// On the loopback interface.
    pub(crate) port: u16,
    /// All of the request.
    pub(crate) request: Vec<u8>,
    /// At a time.
    pub(crate) connections: usize,
    /// How long to go on.
    pub(crate) time: Duration,
}

/// What a load came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rate {
    /// Answers a second.
    pub(crate) per_second: f64,
    /// Half of the answers came within so many milliseconds.
    pub(crate) median: f64,
}

impl Load {
    /// Runs it.
    ///
    /// # Errors
    /// When a connection breaks or an answer has another status than 200.
    pub(crate) fn run(&self) -> Result<Rate> {
        let start = Instant::now();
        let workers: Vec<_> = (0..self.connections)
            .map(|_| {
                let load = self.clone();
                thread::spawn(move || load.run_connection(start + load.time))
            })
            .collect();
        let mut times = Vec::new();
        for worker in workers {
            let done = worker.join().ok().context("a connection panicked")?;
            times.extend(done?);
        }
        let elapsed = start.elapsed().as_secs_f64();
        ensure!(!times.is_empty(), "no answer at all");
        times.sort();
        Ok(Rate {
            per_second: times.len() as f64 / elapsed,
            median: times[times.len() / 2].as_secs_f64() * 1000.0,
        })
    }

    fn run_connection(&self, end: Instant) -> Result<Vec<Duration>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut times = Vec::new();
        let mut rest = Vec::new();
        while Instant::now() < end {
            let start = Instant::now();
            stream.write_all(&self.request)?;
            read_answer(&mut stream, &mut rest)?;
            times.push(start.elapsed());
        }
        Ok(times)
    }
}

/// Reads one answer; `rest` keeps what came after it.
fn read_answer(stream: &mut impl Read, rest: &mut Vec<u8>) -> Result<()> {
    let head = loop {
        if let Some(at) = find(rest, b"\r\n\r\n") {
            break at + 4;
        }
        fill(stream, rest)?;
    };
    let text = String::from_utf8_lossy(&rest[..head]).to_ascii_lowercase();
    ensure!(text.starts_with("http/1.1 200"), "the answer was:\n{text}");
    let body = match header(&text, "content-length") {
        Some(length) => Body::Length(length.parse().context("not a length")?),
        None => Body::Chunked,
    };
    rest.drain(..head);
    body.skip(stream, rest)
}

enum Body {
    Length(usize),
    Chunked,
}

impl Body {
    fn skip(self, stream: &mut impl Read, rest: &mut Vec<u8>) -> Result<()> {
        match self {
            Body::Length(length) => skip(stream, rest, length),
            Body::Chunked => loop {
                let line = loop {
                    if let Some(at) = find(rest, b"\r\n") {
                        break at;
                    }
                    fill(stream, rest)?;
                };
                let size = String::from_utf8_lossy(&rest[..line]).into_owned();
                let size = usize::from_str_radix(size.trim(), 16).context("not a chunk")?;
                skip(stream, rest, line + 2 + size + 2)?;
                if size == 0 {
                    return Ok(());
                }
            },
        }
    }
}

fn skip(stream: &mut impl Read, rest: &mut Vec<u8>, count: usize) -> Result<()> {
    while rest.len() < count {
        fill(stream, rest)?;
    }
    rest.drain(..count);
    Ok(())
}

fn fill(stream: &mut impl Read, rest: &mut Vec<u8>) -> Result<()> {
    let mut buffer = [0; 4096];
    let count = stream.read(&mut buffer)?;
    ensure!(count > 0, "the connection was closed");
    rest.extend_from_slice(&buffer[..count]);
    Ok(())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(mut bytes: &[u8]) -> Result<Vec<u8>> {
        let mut rest = Vec::new();
        read_answer(&mut bytes, &mut rest)?;
        rest.extend_from_slice(bytes);
        Ok(rest)
    }

    #[test]
    fn an_answer_ends_where_its_length_says() {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP";
        assert_eq!(read_all(answer).unwrap(), b"HTTP");
    }

    #[test]
    fn a_chunked_answer_ends_with_an_empty_chunk() {
        let answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
                       3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\nHTTP";
        assert_eq!(read_all(answer).unwrap(), b"HTTP");
    }

    #[test]
    fn other_statuses_and_broken_answers_are_errors() {
        for wrong in [
            &b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"[..],
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
            b"",
        ] {
            assert!(read_all(wrong).is_err());
        }
    }
}
