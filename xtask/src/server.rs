//! The server: built, started, stopped.

use std::path::PathBuf;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::command::Command;
use crate::http;
use crate::machine::Machine;

const START: Duration = Duration::from_secs(30);

/// A server that runs until this is dropped.
pub(crate) struct Server {
    child: Child,
    /// It listens on this port of the loopback interface.
    pub(crate) port: u16,
}

impl Server {
    /// Where a browser finds it.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// When it ends with another code than 0.
    pub(crate) fn wait(mut self) -> Result<()> {
        let status = self.child.wait()?;
        if !status.success() {
            bail!("the server ended with {status}");
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Builds the server.
pub(crate) fn build(machine: &Machine) -> Result<()> {
    machine
        .command("cargo")
        .args(["build", "--release", "-p", "server"])
        .run()
}

/// Starts the built server with the built page and waits until it answers.
pub(crate) fn start(machine: &Machine, port: u16, store: PathBuf) -> Result<Server> {
    let command = command(machine, port, store);
    let child = command.start()?;
    let mut server = Server { child, port };
    let start = Instant::now();
    while !http::status(port, "/healthz").is_ok_and(|code| code == 200) {
        if let Some(status) = server.child.try_wait()? {
            bail!("{}", command.failure(status));
        }
        if start.elapsed() > START {
            bail!(
                "no answer within {} s; by hand:\n  {}",
                START.as_secs(),
                command.by_hand()
            );
        }
        sleep(Duration::from_millis(50));
    }
    Ok(server)
}

fn command(machine: &Machine, port: u16, store: PathBuf) -> Command {
    let binary = machine.target.join("release/server");
    machine
        .command(&binary)
        .args(["--listen", &format!("127.0.0.1:{port}")])
        .arg("--dist")
        .arg(machine.dist())
        .arg("--store")
        .arg(store)
}
