//! What a browser downloads, compressed as a server compresses it once and for all.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::bench::Figure;
use crate::files;
use crate::machine::Machine;

/// Before the editor can be typed in, in KB of 1000 bytes.
const SHELL: f64 = 300.0;
/// The engine, in KB of 1000 bytes.
const ENGINE: f64 = 1200.0;

/// Sums the brotli sizes of the arguments.
const BROTLI: &str = "\
const zlib = require('node:zlib'), fs = require('node:fs');
const size = (path) => zlib.brotliCompressSync(fs.readFileSync(path)).length;
console.log(process.argv.slice(1).reduce((sum, path) => sum + size(path), 0));
";

/// Measures shell and engine in `dist/`.
pub(crate) fn measure(machine: &Machine) -> Result<Vec<Figure>> {
    let all = top_files(&machine.dist())?;
    let (engine, shell): (Vec<_>, Vec<_>) = all
        .into_iter()
        .filter(|path| is_loaded_at_start(&name(path)))
        .partition(|path| name(path).starts_with("worker"));
    ensure!(!shell.is_empty(), "`dist/` holds no page");
    ensure!(!engine.is_empty(), "`dist/` holds no engine");
    Ok(vec![
        Figure::new("shell and editor, brotli", brotli(machine, &shell)?, "KB").most(SHELL),
        Figure::new("engine, brotli", brotli(machine, &engine)?, "KB").most(ENGINE),
    ])
}

fn top_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let all = files::below(folder)?;
    Ok(all
        .into_iter()
        .filter(|path| path.parent() == Some(folder))
        .collect())
}

/// The page, its code and styles, the editor and the engine; not what a run or a sample needs.
fn is_loaded_at_start(name: &str) -> bool {
    let code = [".html", ".js", ".css", ".wasm"];
    code.iter().any(|suffix| name.ends_with(suffix)) && name != "runner.js"
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn brotli(machine: &Machine, paths: &[PathBuf]) -> Result<f64> {
    let told = machine
        .command("node")
        .args(["-e", BROTLI])
        .args(paths)
        .read()?;
    let bytes: f64 = told.parse().context("node told no size")?;
    Ok(bytes / 1000.0)
}
