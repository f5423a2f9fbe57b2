//! Uses what `wasi:cli` 0.3 has, and through std what 0.2 has.

use std::fmt::Write;

use wasip3::cli::{environment, exit, stdin, stdout};
use wasip3::clocks::monotonic_clock;
use wasip3::wit_bindgen::StreamResult;

struct Program;

wasip3::cli::command::export!(Program);

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let (mut output, reader) = wasip3::wit_stream::new();
        let written = stdout::write_via_stream(reader);
        output.write_all(surroundings().into_bytes()).await;
        monotonic_clock::wait_for(20_000_000).await;
        println!("by std");
        let input = format!("stdin {:?}\n", read_stdin().await);
        output.write_all(input.into_bytes()).await;
        output.write_all(vec![b'.'; 200_000]).await;
        drop(output);
        written.await.map_err(|_| ())?;
        match environment::get_arguments().get(1).map(String::as_str) {
            Some("exit") => exit::exit_with_code(7),
            Some("fail") => return Err(()),
            _ => {}
        }
        Ok(())
    }
}

fn surroundings() -> String {
    let mut text = format!("args {:?}\n", environment::get_arguments());
    for (name, value) in environment::get_environment() {
        writeln!(text, "{name}={value}").expect("a string takes it");
    }
    text
}

async fn read_stdin() -> String {
    let (mut input, end) = stdin::read_via_stream();
    let mut all = Vec::new();
    loop {
        let (result, bytes) = input.read(Vec::with_capacity(1000)).await;
        all.extend(bytes);
        if !matches!(result, StreamResult::Complete(_)) {
            break;
        }
    }
    drop(input);
    end.await.expect("reading did not fail");
    String::from_utf8_lossy(&all).into_owned()
}
