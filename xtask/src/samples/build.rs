//! The compilers that make components out of sources.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::folder::{Source, SourceKind};

/// Another compiler would give other bytes.
const TOOLCHAIN: &str = "1.96.0";

const LIBRARY_TARGET: &str = "wasm32-unknown-unknown";
const PROGRAM_TARGET: &str = "wasm32-wasip2";

/// Clang 14 of Debian 12: the sources are freestanding but for the C library's memory and string
/// functions, so neither start files nor compiler-rt are needed, and no WASI is imported.
const CLANG_FLAGS: &[&str] = &[
    "--target=wasm32-wasi",
    "-mexec-model=reactor",
    "-Os",
    "-Wall",
    "-Wextra",
    "-Werror",
    "-nostartfiles",
    "-nodefaultlibs",
    "-lc",
    "-Wl,--no-entry",
    "-Wl,--strip-all",
];

/// Builds components in a folder of its own.
pub(super) struct Builder {
    /// `wit-samples`.
    root: PathBuf,
    /// Where everything that is built goes.
    target: PathBuf,
    /// Paths of this machine that the compiler might write into a component.
    machine_paths: Vec<PathBuf>,
}

impl Builder {
    /// Gets the toolchain where it is missing and builds the tool that encodes components.
    pub(super) fn new(root: &Path) -> Result<Self> {
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("../target"), PathBuf::from)
            .join("samples");
        let builder = Self {
            root: root.to_owned(),
            target,
            machine_paths: machine_paths(root)?,
        };
        install_toolchain()?;
        run(builder
            .cargo()
            .args(["--package", "builder", "--profile", "tool"]))?;
        Ok(builder)
    }

    /// Compiles all Rust sources to core modules, programs to components.
    pub(super) fn build_rust(&self, sources: &[Source]) -> Result<()> {
        for (kind, target) in [
            (SourceKind::Library, LIBRARY_TARGET),
            (SourceKind::Program, PROGRAM_TARGET),
        ] {
            let mut cargo = self.cargo();
            cargo.args(["--release", "--target", target]);
            cargo.env("CARGO_ENCODED_RUSTFLAGS", self.rust_flags());
            let mut packages = sources.iter().filter(|it| it.kind == kind).peekable();
            if packages.peek().is_none() {
                continue;
            }
            for source in packages {
                cargo.args(["--package", &source.name]);
            }
            run(&mut cargo)?;
        }
        Ok(())
    }

    /// Writes the C bindings of a component's world and compiles both to a core module.
    pub(super) fn build_c(&self, source: &Source) -> Result<()> {
        let out = self.target.join("c").join(&source.name);
        let world = source.name.replace('-', "_");
        run(Command::new(self.tool())
            .args([OsStr::new("bindings"), source.wit.as_os_str()])
            .args([OsStr::new(&source.name), out.as_os_str()]))?;
        run(Command::new("clang")
            .args(CLANG_FLAGS)
            .arg("-I")
            .arg(&out)
            .arg(source.path.join(format!("{}.c", source.name)))
            .arg(out.join(format!("{world}.c")))
            .arg(out.join(format!("{world}_component_type.o")))
            .arg("-o")
            .arg(self.module(source)))
        .context("to get the compiler: `apt-get install clang lld wasi-libc`")
    }

    /// The valid component made of what was compiled.
    pub(super) fn encode(&self, source: &Source) -> Result<Vec<u8>> {
        let out = self.target.join(format!("{}.wasm", source.name));
        run(Command::new(self.tool())
            .arg("component")
            .arg(self.module(source))
            .arg(&out))?;
        fs::read(&out).with_context(|| format!("reading {}", out.display()))
    }

    /// Fails if a component names a path of this machine.
    pub(super) fn ensure_portable(&self, component: &[u8]) -> Result<()> {
        for path in &self.machine_paths {
            let needle = path.as_os_str().as_encoded_bytes();
            let found = component.windows(needle.len()).any(|it| it == needle);
            ensure!(!found, "the component names {}", path.display());
        }
        Ok(())
    }

    /// `cargo build` in `wit-samples`.
    fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["build", "--quiet", "--locked", "--target-dir"])
            .arg(&self.target)
            .current_dir(&self.root)
            .env("RUSTUP_TOOLCHAIN", TOOLCHAIN)
            // Set by the cargo that runs us, for its own toolchain.
            .env_remove("CARGO")
            .env_remove("RUSTC")
            .env_remove("RUSTFLAGS");
        cargo
    }

    fn tool(&self) -> PathBuf {
        self.target.join("tool").join("builder")
    }

    fn module(&self, source: &Source) -> PathBuf {
        let crate_file = format!("{}.wasm", source.name.replace('-', "_"));
        match source.kind {
            SourceKind::Library => self.release(LIBRARY_TARGET).join(crate_file),
            SourceKind::Program => {
                let file = format!("{}.wasm", source.name);
                self.release(PROGRAM_TARGET).join(file)
            }
            SourceKind::C => self.target.join("c").join(&source.name).join(crate_file),
        }
    }

    fn release(&self, target: &str) -> PathBuf {
        self.target.join(target).join("release")
    }

    /// Replaces this machine's paths in panic messages, parted as cargo wants them.
    fn rust_flags(&self) -> OsString {
        let mut flags = OsString::new();
        for path in &self.machine_paths {
            if !flags.is_empty() {
                flags.push("\x1f");
            }
            flags.push("--remap-path-prefix=");
            flags.push(path);
            flags.push("=");
        }
        flags
    }
}

/// Where the compiler finds sources: this repository and each registry's folder of crates.
///
/// The last one that matches counts, so the longer ones come last.
fn machine_paths(root: &Path) -> Result<Vec<PathBuf>> {
    let home = env::home_dir().context("no home folder")?;
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let mut paths = vec![root.to_owned(), cargo_home.clone()];
    if let Ok(registries) = fs::read_dir(cargo_home.join("registry/src")) {
        for registry in registries {
            paths.push(registry?.path());
        }
    }
    Ok(paths)
}

fn install_toolchain() -> Result<()> {
    let missing: Vec<&str> = [LIBRARY_TARGET, PROGRAM_TARGET]
        .into_iter()
        .filter(|target| !has_target(target))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["toolchain", "install", TOOLCHAIN]);
    rustup.args(["--profile", "minimal", "--no-self-update"]);
    for target in missing {
        rustup.args(["--target", target]);
    }
    run(&mut rustup)
}

/// Whether the toolchain is there and can build for `target`.
fn has_target(target: &str) -> bool {
    let output = Command::new("rustup")
        .args(["run", TOOLCHAIN, "rustc"])
        .args(["--print", "target-libdir", "--target", target])
        .output();
    output.is_ok_and(|output| {
        output.status.success()
            && Path::new(String::from_utf8_lossy(&output.stdout).trim()).exists()
    })
}

/// Runs a command whose messages the user sees; the error names the command.
fn run(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}");
    let status = command
        .status()
        .with_context(|| format!("starting {shown}"))?;
    ensure!(status.success(), "{shown} failed: {status}");
    Ok(())
}
