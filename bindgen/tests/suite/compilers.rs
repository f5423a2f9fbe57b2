//! Bindings in C and C++ of every world, read by the machine's compilers. Where one is missing, its
//! test is told as ignored.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::Command;

use libtest_mimic::{Failed, Trial};
use model::{EncodedWorld, GenerateRequest};

use crate::verbs::ask;
use crate::{root, worlds};

/// A compiler, and what it reads.
#[derive(Clone, Copy)]
struct Compiler {
    program: &'static str,
    args: &'static [&'static str],
    generator: &'static str,
    /// Extension of the file that includes the others.
    extension: &'static str,
    /// Worlds of which the generator makes nothing that a compiler would read.
    refused: &'static [&'static str],
}

const COMPILERS: [Compiler; 2] = [
    Compiler {
        program: "cc",
        args: &["-std=gnu11", "-w"],
        generator: "c",
        extension: "c",
        refused: &[],
    },
    Compiler {
        program: "c++",
        // Methods are called like the types of their results, which is refused otherwise.
        args: &["-std=c++23", "-w", "-fpermissive"],
        generator: "cpp",
        extension: "cpp",
        // The headers of resources that are exported come before the types in them; of streams and
        // futures it makes nothing.
        refused: &["project/rust", "project/words", "wasi:http@0.3.0/service"],
    },
];

/// A test for each compiler.
pub(crate) fn trials() -> impl Iterator<Item = Trial> {
    COMPILERS.into_iter().map(|compiler| {
        let name = format!("{} reads the bindings", compiler.program);
        let trial = Trial::test(name, move || compiler.read_all());
        trial.with_ignored_flag(!compiler.is_there())
    })
}

impl Compiler {
    /// Whether the machine has it, in a release that knows its arguments.
    fn is_there(self) -> bool {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let empty = folder.join("empty").with_extension(self.extension);
        fs::write(&empty, "").unwrap();
        self.check(folder, &empty).is_ok()
    }

    fn read_all(self) -> Result<(), Failed> {
        let mut all = worlds::all();
        for name in ["project/rust", "project/words"] {
            let path = root().join("tests/suite").join(name);
            let text = fs::read_to_string(path.with_extension("wit"))?;
            all.push((name.to_owned(), worlds::own(&text)));
        }
        let failures = all.into_iter().filter_map(|(name, of)| {
            let is_refused = self.refused.contains(&name.as_str());
            match catch_unwind(|| self.read(&name, of)).unwrap_or(Err("it panics".to_owned())) {
                Ok(()) if is_refused => Some(format!("{name} is read after all")),
                Err(why) if !is_refused => Some(format!("{name}: {why}")),
                _ => None,
            }
        });
        let failures: Vec<String> = failures.collect();
        match failures.is_empty() {
            true => Ok(()),
            false => Err(failures.join("\n").into()),
        }
    }

    /// Makes the bindings of a world and has them read.
    fn read(self, name: &str, of: EncodedWorld) -> Result<(), String> {
        let made = ask(GenerateRequest {
            of,
            generator: self.generator.to_owned(),
            ..GenerateRequest::default()
        })?;
        let name = name.replace([':', '/', '@'], "-");
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", self.program));
        fs::create_dir_all(&folder).unwrap();
        for (path, contents) in &made.files {
            fs::write(folder.join(path), contents).unwrap();
        }
        let is_main = |path: &&String| path.ends_with(&format!(".{}", self.extension));
        let main = made
            .files
            .keys()
            .find(is_main)
            .ok_or("no file to begin with")?;
        self.check(&folder, Path::new(main))
    }

    fn check(self, folder: &Path, file: &Path) -> Result<(), String> {
        let mut compiler = Command::new(self.program);
        compiler.args(self.args).args(["-fsyntax-only", "-I."]);
        let output = compiler.arg(file).current_dir(folder).output();
        let output = output.map_err(|error| error.to_string())?;
        let told = String::from_utf8_lossy(&output.stderr);
        let mut errors = told.lines().filter(|line| line.contains("error"));
        match output.status.success() {
            true => Ok(()),
            false => Err(errors.next().unwrap_or(&told).to_owned()),
        }
    }
}
