//! Requests a second on a `wasi:http` component, beside plain `wasmtime serve`.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::bench::Figure;
use crate::bench::load::{Load, Rate};
use crate::machine::Machine;
use crate::server::Server;
use crate::{browser, http, npm};

const SAMPLE: &str = "http-text";
const BODY: &str = "text=++The+Component+++Model+is+production+ready+";
const CONNECTIONS: usize = 8;
const TIME: Duration = Duration::from_secs(5);

/// Measures the sample's handler on our server; and on Wasmtime's where it is installed.
pub(crate) fn measure(machine: &Machine, server: &Server, wasmtime: bool) -> Result<Vec<Figure>> {
    let file = machine.target.join("bench").join(format!("{SAMPLE}.wasm"));
    compose(machine, server, &file)?;
    let digest = upload(machine, server, &file)?;
    let ours = rate(server.port, &format!("/http/{digest}/"))?;
    let title = format!("{SAMPLE} on the server, {CONNECTIONS} connections");
    let figure = Figure::new(&title, ours.per_second, "1/s");
    let median = Figure::new(format!("{title}, median"), ours.median, "ms");
    if !wasmtime {
        return Ok(vec![figure, median]);
    }
    let theirs = measure_wasmtime(machine, &file)?;
    Ok(vec![
        figure.least(theirs.per_second),
        median,
        Figure::new(
            format!("{title}, `wasmtime serve`"),
            theirs.per_second,
            "1/s",
        ),
        Figure::new(
            format!("{title}, `wasmtime serve`, median"),
            theirs.median,
            "ms",
        ),
    ])
}

/// The page composes; this writes what came out.
fn compose(machine: &Machine, server: &Server, file: &Path) -> Result<()> {
    let folder = machine.root.join("tests/e2e");
    npm::set_up(machine, &folder)?;
    let browser = browser::set_up(machine)?;
    fs::create_dir_all(file.parent().context("it has a folder")?)?;
    machine
        .command("node")
        .args(["bench.mjs", "compose", SAMPLE])
        .arg(file)
        .folder(folder)
        .env("DOVETAIL_URL", server.address())
        .env("CHROME", browser.chrome)
        .run()
}

/// Puts the component on the server and gives its digest.
fn upload(machine: &Machine, server: &Server, file: &Path) -> Result<String> {
    const PUT: &str = "\
const [url, file] = process.argv.slice(1);
const body = require('node:fs').readFileSync(file);
const digest = require('node:crypto').createHash('sha256').update(body).digest('hex');
fetch(`${url}/api/components/${digest}`, { method: 'PUT', body }).then(async (answer) => {
  if (!answer.ok) throw new Error(await answer.text());
  console.log(digest);
});
";
    machine
        .command("node")
        .args(["-e", PUT, &server.address()])
        .arg(file)
        .read()
}

fn rate(port: u16, path: &str) -> Result<Rate> {
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{BODY}",
        BODY.len()
    );
    let mut load = Load {
        port,
        request: request.into_bytes(),
        connections: CONNECTIONS,
        time: Duration::from_secs(1),
    };
    // Compiles, and fills pools and caches.
    load.run()?;
    load.time = TIME;
    load.run()
}

fn measure_wasmtime(machine: &Machine, file: &Path) -> Result<Rate> {
    let port = http::free_port()?;
    let mut child = machine
        .command("wasmtime")
        .args(["serve", "-S", "cli", "--addr", &format!("127.0.0.1:{port}")])
        .arg(file)
        .start()?;
    let rate = wait_for(&mut child, port).and_then(|()| rate(port, "/"));
    child.kill()?;
    child.wait()?;
    rate
}

fn wait_for(child: &mut Child, port: u16) -> Result<()> {
    let start = Instant::now();
    while http::status(port, "/").is_err() {
        if child.try_wait()?.is_some() || start.elapsed() > Duration::from_secs(20) {
            bail!("`wasmtime serve` does not answer");
        }
        sleep(Duration::from_millis(50));
    }
    Ok(())
}
