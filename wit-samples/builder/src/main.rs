//! What `cargo xtask samples` needs of the component tools, apart from xtask so that xtask stays
//! quick to compile. It must not know which samples there are.
//!
//! ```text
//! builder bindings WIT-FOLDER WORLD OUT-FOLDER   C bindings of a world
//! builder component IN.wasm OUT.wasm             a valid component out of a module or component
//! ```

mod bindings;
mod component;

use std::env;
use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["bindings", wit, world, out] => bindings::write(Path::new(wit), world, Path::new(out)),
        ["component", input, output] => component::write(Path::new(input), Path::new(output)),
        _ => bail!("expected `bindings WIT-FOLDER WORLD OUT-FOLDER` or `component IN OUT`"),
    }
}
