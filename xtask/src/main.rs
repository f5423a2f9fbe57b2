//! `cargo xtask`: what this repository does to itself. One verb a file.
//!
//! Knows the other rooms by their folders and commands only; links none of them.

use std::process::ExitCode;

use anyhow::{Result, bail};

mod assets;
mod bench;
mod browser;
mod carried;
mod ci;
mod command;
mod counts;
mod dist;
mod files;
mod http;
mod machine;
mod npm;
mod options;
mod peers;
mod registry;
mod sample_index;
mod samples;
mod script_engine;
mod serve;
mod server;
mod short_names;
mod shrink;
mod split;
mod starling;
mod step;
mod styles;
mod test;
mod tidy;
mod toolchain;
mod tools;
mod trunk;
mod twins;
mod wasm;
mod wit_pack;

const HELP: &str = "\
usage: cargo xtask VERB [OPTIONS]

  serve [--port N]      set up, build the page and the server, start it
  test [SUITE…]         run every test, or only: native wasm web e2e
  ci                    what CI checks: formatting, clippy, tidy, test
  tidy                  check dependency arrows and files
  bench [PART…]         measure against the budgets, or only: size speed server
  samples               build the components of wit-samples
  peers                 install what benches and identity tests compare with
  trunk ARGS…           run the right Trunk with the right toolchain (`trunk serve`)
  assets                put what Trunk does not build beside what it built (Trunk's hook)
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {}", step::told(&error));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<()> {
    let Some((verb, rest)) = words.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    match verb.as_str() {
        "serve" => serve::run(rest),
        "test" => test::run(rest),
        "ci" => ci::run(),
        "tidy" => tidy::run(),
        "bench" => bench::run(rest),
        "samples" => samples::run(),
        "peers" => peers::run(),
        "trunk" => trunk::run(rest),
        "assets" => assets::run(),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        _ => bail!("`{verb}` is not a verb\n\n{HELP}"),
    }
}
