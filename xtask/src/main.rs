//! Automation: `cargo xtask <task>`.

mod samples;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("samples") => samples::run(),
        _ => bail!("expected a task: samples"),
    }
}
