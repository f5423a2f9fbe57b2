//! The engine's verbs on a command line, to try them on real files.
//!
//! `cargo run -p engine --example engine -- transpile <component> <folder>` writes the JS module,
//! its core modules, `imports.json` and `inspection.json` into a folder.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use model::{ComposeRequest, EngineReply, EngineRequest, KnownComponent, LoadComponentRequest};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["transpile", component, folder] => transpile(component, Path::new(folder)),
        ["inspect", binary] => inspect(binary),
        ["print", binary] => print(binary),
        ["compose", wac, out, components @ ..] => compose(wac, out, components),
        _ => {
            Err("usage: transpile <component> <folder> | inspect <binary> | print <binary>".into())
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

const USAGE: &str = "usage:
  transpile <component> <folder>
  inspect <binary>
  print <binary>
  compose <wac> <out.wasm> <package>=<component>…";

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn transpile(component: &str, folder: &Path) -> Outcome {
    let bytes = fs::read(component)?;
    let inspection = engine::inspect(&bytes).map_err(|error| error.message)?;
    let start = std::time::Instant::now();
    let transpiled = engine::transpile(&bytes).map_err(|error| error.message)?;
    eprintln!("transpiled in {:.1?}", start.elapsed());
    fs::create_dir_all(folder)?;
    fs::write(folder.join("component.js"), &transpiled.js)?;
    for core in &transpiled.cores {
        fs::write(folder.join(&core.name), &core.bytes)?;
    }
    let imports = serde_json::json!({
        "imports": transpiled.imports,
        "needs_jspi": transpiled.needs_jspi,
    });
    fs::write(
        folder.join("imports.json"),
        serde_json::to_string_pretty(&imports)?,
    )?;
    let inspection = serde_json::to_string_pretty(&inspection)?;
    fs::write(folder.join("inspection.json"), inspection)?;
    Ok(())
}

fn inspect(binary: &str) -> Outcome {
    let inspection = engine::inspect(&fs::read(binary)?).map_err(|error| error.message)?;
    println!("{}", serde_json::to_string_pretty(&inspection)?);
    Ok(())
}

fn print(binary: &str) -> Outcome {
    println!(
        "{}",
        engine::print_wat(&fs::read(binary)?).map_err(|error| error.message)?
    );
    Ok(())
}

fn compose(wac: &str, out: &str, components: &[&str]) -> Outcome {
    let mut engine = engine::Engine::default();
    let mut named = Vec::new();
    for component in components {
        let (name, path) = component.split_once('=').ok_or(USAGE)?;
        engine.handle(EngineRequest::LoadComponent(LoadComponentRequest {
            digest: path.to_owned(),
            bytes: fs::read(path)?.into(),
        }));
        named.push(KnownComponent {
            name: name.to_owned(),
            digest: path.to_owned(),
        });
    }
    let request = ComposeRequest {
        path: wac.to_owned(),
        text: fs::read_to_string(wac)?,
        components: named,
    };
    let start = std::time::Instant::now();
    let reply = engine.handle(EngineRequest::Compose(request));
    eprintln!("composed in {:.1?}", start.elapsed());
    let EngineReply::Compose(composition) = reply else {
        return Err("the engine failed".into());
    };
    println!("{}", serde_json::to_string_pretty(&composition.graph)?);
    for diagnostic in &composition.diagnostics {
        eprintln!("{}", serde_json::to_string_pretty(diagnostic)?);
    }
    if let Some(bytes) = composition.bytes {
        fs::write(out, bytes)?;
    }
    Ok(())
}
