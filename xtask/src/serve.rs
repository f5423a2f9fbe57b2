//! `serve`: from a bare machine to the page in a browser.

use anyhow::Result;

use crate::machine::Machine;
use crate::step::step;
use crate::{dist, options, server, trunk};

const PORT: u16 = 8080;

/// Sets up, builds and starts the server; ends when the server does.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let port = options::port(words, PORT)?;
    let mut machine = Machine::new()?;
    trunk::set_up(&mut machine)?;
    dist::build(&machine)?;
    step("the server", || server::build(&machine))?;
    let store = machine.target.join("store");
    let server = step("start", || server::start(&machine, port, store))?;
    println!("\nDovetail is at {}   (Ctrl-C stops it)", server.address());
    server.wait()
}
