//! What a browser downloads, compressed as a server compresses it once and for all.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::bench::Figure;
use crate::files;
use crate::machine::Machine;

/// Before the editor can be typed in, in KB of 1000 bytes.
const FIRST: f64 = 300.0;
/// The engine, in KB of 1000 bytes.
const ENGINE: f64 = 1200.0;

/// The engine of JavaScript, in KB of 1000 bytes.
const SCRIPT: f64 = 350.0;

/// Prints the brotli size of each argument, a line each.
const BROTLI: &str = "\
const zlib = require('node:zlib'), fs = require('node:fs');
for (const path of process.argv.slice(1))
  console.log(zlib.brotliCompressSync(fs.readFileSync(path)).length);
";

/// When a file is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loaded {
    /// Before the editor can be typed in: the page, its styles, the program's first part, the
    /// editor.
    First(First),
    /// After that, when it is needed or nothing else is to be done.
    Later,
    /// Beside the page, by the engine's worker.
    Engine,
    /// When something is first made of a world, by the maker's worker.
    Maker,
    /// When a component is first made of a module: what makes it, and the engine within it.
    Author,
    Script,
    /// When a module is open that a component is made of, or written with types.
    Types,
    /// By a run, a sample or a tool.
    Else,
}

/// What is loaded first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Program,
    Editor,
    Page,
}

/// Measures `dist/`: what comes first, what comes later, the engine, and what makes bindings.
pub(crate) fn measure(machine: &Machine) -> Result<Vec<Figure>> {
    let dist = machine.dist();
    let paths = files::below(&dist)?;
    let wanted: Vec<(Loaded, PathBuf)> = paths
        .into_iter()
        .map(|path| (when(path.strip_prefix(&dist).unwrap_or(&path)), path))
        .filter(|(loaded, _)| *loaded != Loaded::Else)
        .collect();
    let sizes = brotli(machine, wanted.iter().map(|(_, path)| path.as_path()))?;
    let sized: Vec<(Loaded, PathBuf, f64)> = wanted
        .into_iter()
        .zip(sizes)
        .map(|((loaded, path), size)| (loaded, path, size))
        .collect();
    figures(&sized)
}

fn figures(sized: &[(Loaded, PathBuf, f64)]) -> Result<Vec<Figure>> {
    let sum = |loaded: &dyn Fn(Loaded) -> bool| -> f64 {
        let some = sized.iter().filter(|(when, ..)| loaded(*when));
        some.map(|(.., size)| size).sum()
    };
    let first = |part: First| sum(&|it| it == Loaded::First(part));
    let engine = sum(&|it| it == Loaded::Engine);
    let maker = sum(&|it| it == Loaded::Maker);
    ensure!(first(First::Program) > 0.0, "`dist/` holds no program");
    ensure!(first(First::Editor) > 0.0, "`dist/` holds no editor");
    ensure!(engine > 0.0, "`dist/` holds no engine");
    ensure!(maker > 0.0, "`dist/` holds nothing that makes bindings");
    let mut figures = vec![
        Figure::new(
            "until the editor can be typed in, brotli",
            sum(&|it| matches!(it, Loaded::First(_))),
            "KB",
        )
        .most(FIRST),
        Figure::new("  the program's first part", first(First::Program), "KB"),
        Figure::new("  the editor", first(First::Editor), "KB"),
        Figure::new("  the page and its styles", first(First::Page), "KB"),
        Figure::new("later parts, brotli", sum(&|it| it == Loaded::Later), "KB"),
    ];
    let later = sized.iter().filter(|(when, ..)| *when == Loaded::Later);
    figures.extend(later.map(|(_, path, size)| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Figure::new(format!("  {name}"), *size, "KB")
    }));
    figures.push(Figure::new("engine, brotli", engine, "KB").most(ENGINE));
    figures.push(Figure::new(
        "bindings, when first asked, brotli",
        maker,
        "KB",
    ));
    let author = sum(&|it| it == Loaded::Author);
    figures.push(Figure::new(
        "components of JavaScript, brotli",
        author,
        "KB",
    ));
    let script = sum(&|it| it == Loaded::Script);
    figures.push(Figure::new("  the engine within them", script, "KB").most(SCRIPT));
    let types = sum(&|it| it == Loaded::Types);
    figures.push(Figure::new("  what TypeScript knows of them", types, "KB"));
    Ok(figures)
}

/// When a file is loaded, by its path below `dist/`.
fn when(path: &Path) -> Loaded {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is = |suffix: &str| name.ends_with(suffix);
    let mut folders = path.parent().into_iter().flat_map(Path::components);
    let is_program = folders
        .next()
        .is_some_and(|it| it.as_os_str().to_string_lossy().starts_with("app-"));
    match () {
        () if is_program && is("_bg.wasm") => Loaded::First(First::Program),
        () if is_program && is(".wasm") => Loaded::Later,
        () if is_program => Loaded::First(First::Program),
        () if path.components().count() > 1 => Loaded::Else,
        () if name.starts_with("worker") => Loaded::Engine,
        () if name.starts_with("maker") => Loaded::Maker,
        () if name.starts_with("author") => Loaded::Author,
        () if name == "quickjs.wasm" => Loaded::Script,
        () if matches!(&*name, "typescript.js" | "strip.js") => Loaded::Types,
        () if name == "editor.js" || name == "editor-core.js" => Loaded::First(First::Editor),
        () if matches!(&*name, "editor-more.js" | "editor-script.js") => Loaded::Later,
        () if name == "boot.js" || is(".html") || is(".css") => Loaded::First(First::Page),
        () => Loaded::Else,
    }
}

/// In KB, in the order of the paths.
fn brotli<'a>(machine: &Machine, paths: impl Iterator<Item = &'a Path>) -> Result<Vec<f64>> {
    let told = machine
        .command("node")
        .args(["-e", BROTLI])
        .args(paths)
        .read()?;
    let sizes = told.lines().map(|line| Ok(line.parse::<f64>()? / 1000.0));
    let sizes: Result<_> = sizes.collect();
    sizes.context("node told no sizes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_loaded_when() {
        for (path, loaded) in [
            ("index.html", Loaded::First(First::Page)),
            ("boot.js", Loaded::First(First::Page)),
            ("shell-0123.css", Loaded::First(First::Page)),
            ("editor.js", Loaded::First(First::Editor)),
            ("editor-core.js", Loaded::First(First::Editor)),
            ("editor-more.js", Loaded::Later),
            ("app-0123/app.js", Loaded::First(First::Program)),
            ("app-0123/app_bg.wasm", Loaded::First(First::Program)),
            (
                "app-0123/snippets/app-4/inline0.js",
                Loaded::First(First::Program),
            ),
            ("app-0123/split_run.wasm", Loaded::Later),
            ("app-0123/chunk_3.wasm", Loaded::Later),
            ("worker_bg.wasm", Loaded::Engine),
            ("maker_bg.wasm", Loaded::Maker),
            ("author_bg.wasm", Loaded::Author),
            ("quickjs.wasm", Loaded::Script),
            ("starlingmonkey.wasm", Loaded::Else),
            ("editor-script.js", Loaded::Later),
            ("typescript.js", Loaded::Types),
            ("platform-url.js", Loaded::Else),
            ("runner.js", Loaded::Else),
            ("frame.js", Loaded::Else),
            ("samples/http/app.wasm", Loaded::Else),
        ] {
            assert_eq!(when(Path::new(path)), loaded, "{path}");
        }
    }

    #[test]
    fn the_budget_counts_all_that_comes_first() {
        let sized = [
            (Loaded::First(First::Program), "app-0/app_bg.wasm", 170.0),
            (Loaded::First(First::Editor), "editor.js", 110.0),
            (Loaded::First(First::Page), "index.html", 15.0),
            (Loaded::Later, "app-0/split_run.wasm", 90.0),
            (Loaded::Engine, "worker_bg.wasm", 1000.0),
            (Loaded::Maker, "maker_bg.wasm", 900.0),
        ];
        let sized = sized.map(|(loaded, path, size)| (loaded, PathBuf::from(path), size));
        let figures = figures(&sized).unwrap();
        assert_eq!(figures[0].value, 295.0);
        assert_eq!(figures[0].budget, Some(crate::bench::Budget::Most(FIRST)));
        assert!(
            figures
                .iter()
                .any(|it| it.name == "  split_run" && it.value == 90.0)
        );
    }
}
