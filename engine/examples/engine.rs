//! The engine's verbs on a command line, to try them on real files.
//!
//! `cargo run -p engine --example engine -- transpile <component> <folder>` writes the JS module,
//! its core modules, `imports.json` and `inspection.json` into a folder.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use engine::Engine;
use model::{
    ComposeRequest, EngineReply, EngineRequest, KnownComponent, LinkRequest, LoadComponentRequest,
};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["transpile", component, folder] => transpile(component, Path::new(folder)),
        ["inspect", binary] => inspect(binary),
        ["print", binary] => print(binary),
        ["compose", wac, out, components @ ..] => compose(wac, out, components),
        ["args", component, function, args] => arguments(component, function, args),
        ["link", wac, folder, components @ ..] => link(wac, Path::new(folder), components),
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
  compose <wac> <out.wasm> <package>=<component>…
  args <component> <function> <arguments in WAVE>
  link <wac> <folder> <package>=<component>…";

type Outcome = Result<(), Box<dyn Error>>;

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
    let (mut engine, components) = loaded(components)?;
    let request = ComposeRequest {
        path: wac.to_owned(),
        text: fs::read_to_string(wac)?,
        components,
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

/// Writes `linked.json`, with the names of core modules in place of their bytes, and a folder of
/// core modules an instance.
fn link(wac: &str, folder: &Path, components: &[&str]) -> Outcome {
    let (mut engine, components) = loaded(components)?;
    let request = LinkRequest {
        path: wac.to_owned(),
        text: fs::read_to_string(wac)?,
        components,
    };
    let mut linked = match engine.handle(EngineRequest::Link(request)) {
        EngineReply::Link(linked) => linked,
        EngineReply::Failed(error) => return Err(error.message.into()),
        _ => return Err("the engine failed".into()),
    };
    for instance in &mut linked.instances {
        let folder = folder.join(&instance.name);
        fs::create_dir_all(&folder)?;
        for core in &mut instance.transpiled.cores {
            fs::write(folder.join(&core.name), std::mem::take(&mut core.bytes))?;
        }
    }
    fs::write(folder.join("linked.json"), serde_json::to_string(&linked)?)?;
    Ok(())
}

/// Prints what arguments mean, as JSON.
fn arguments(component: &str, function: &str, args: &str) -> Outcome {
    let inspection = engine::inspect(&fs::read(component)?).map_err(|error| error.message)?;
    let mut functions = inspection.functions.iter();
    let function = functions
        .find(|it| it.id == function)
        .ok_or("no such function")?;
    let parsed = engine::parse_wave(&function.params, args);
    println!("{}", serde_json::to_string(&parsed.values)?);
    Ok(())
}

/// An engine with the components that `<package>=<component>` name.
fn loaded(components: &[&str]) -> Result<(Engine, Vec<KnownComponent>), Box<dyn Error>> {
    let mut engine = Engine::default();
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
    Ok((engine, named))
}
