//! The compilers that make components out of sources.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::folder::{Source, SourceKind};
use crate::command::Command;
use crate::machine::Machine;
use crate::step::{note, step};

/// Another compiler would give other bytes.
pub(super) const TOOLCHAIN: &str = "1.96.0";

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
    pub(super) fn new(machine: &Machine) -> Result<Self> {
        let builder = Self {
            root: machine.root.join("wit-samples"),
            target: machine.target.join("samples"),
            machine_paths: machine_paths(&machine.root)?,
        };
        step("the compiler of the samples", install_toolchain)?;
        step("the tool that encodes components", || {
            let cargo = builder.cargo();
            cargo
                .args(["--package", "builder", "--profile", "tool"])
                .run()
        })?;
        Ok(builder)
    }

    /// Compiles crates: libraries to core modules, programs to components.
    pub(super) fn build_rust(&self, sources: &[&Source]) -> Result<()> {
        for (kind, target) in [
            (SourceKind::Library, LIBRARY_TARGET),
            (SourceKind::Program, PROGRAM_TARGET),
        ] {
            let cargo = self
                .cargo()
                .args(["--release", "--target", target])
                .env("CARGO_ENCODED_RUSTFLAGS", self.rust_flags());
            sources
                .iter()
                .filter(|it| it.kind == kind)
                .fold(cargo, |cargo, it| cargo.args(["--package", &it.name]))
                .run()?;
        }
        Ok(())
    }

    /// Compiles C sources, with bindings made of their worlds, to core modules.
    pub(super) fn build_c(&self, sources: &[&Source]) -> Result<()> {
        for source in sources {
            let out = self.target.join("c").join(&source.name);
            let world = source.name.replace('-', "_");
            Command::new(self.tool())
                .args([OsStr::new("bindings"), source.wit.as_os_str()])
                .args([OsStr::new(&source.name), out.as_os_str()])
                .run()?;
            Command::new("clang")
                .args(CLANG_FLAGS)
                .args([OsStr::new("-I"), out.as_os_str()])
                .arg(source.path.join(format!("{}.c", source.name)))
                .arg(out.join(format!("{world}.c")))
                .arg(out.join(format!("{world}_component_type.o")))
                .args([OsStr::new("-o"), self.module(source).as_os_str()])
                .run()
                .context("it needs `apt-get install clang lld wasi-libc`")?;
        }
        Ok(())
    }

    /// The valid component made of what was compiled, the same on every machine.
    pub(super) fn encode(&self, source: &Source) -> Result<Vec<u8>> {
        let out = self.target.join(format!("{}.wasm", source.name));
        Command::new(self.tool())
            .arg("component")
            .args([self.module(source), out.clone()])
            .run()?;
        let component = fs::read(&out).with_context(|| format!("reading {}", out.display()))?;
        self.ensure_portable(&component)
            .with_context(|| format!("`{}` is bound to this machine", source.name))?;
        Ok(component)
    }

    /// Fails if a component names a path of this machine.
    fn ensure_portable(&self, component: &[u8]) -> Result<()> {
        for path in &self.machine_paths {
            let needle = path.as_os_str().as_encoded_bytes();
            let found = component.windows(needle.len()).any(|it| it == needle);
            ensure!(!found, "it names {}", path.display());
        }
        Ok(())
    }

    /// `cargo build` in `wit-samples`.
    fn cargo(&self) -> Command {
        Command::new("cargo")
            .args(["build", "--quiet", "--locked", "--target-dir"])
            .arg(&self.target)
            .folder(&self.root)
            .env("RUSTUP_TOOLCHAIN", TOOLCHAIN)
    }

    fn tool(&self) -> PathBuf {
        self.target.join("tool").join("builder")
    }

    /// Where the compiler leaves what it made of a component's sources.
    fn module(&self, source: &Source) -> PathBuf {
        let release = |target: &str| self.target.join(target).join("release");
        let world_file = format!("{}.wasm", source.name.replace('-', "_"));
        match source.kind {
            SourceKind::Library => release(LIBRARY_TARGET).join(world_file),
            SourceKind::Program => release(PROGRAM_TARGET).join(format!("{}.wasm", source.name)),
            SourceKind::C => self.target.join("c").join(&source.name).join(world_file),
        }
    }

    /// Takes this machine's paths out of panic messages; parted as cargo wants them.
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
/// Of the prefixes that match a path the last one counts, so the longer ones come last.
fn machine_paths(root: &Path) -> Result<Vec<PathBuf>> {
    let home = env::home_dir().context("no home folder")?;
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let mut paths = vec![root.join("wit-samples"), cargo_home.clone()];
    if let Ok(registries) = fs::read_dir(cargo_home.join("registry/src")) {
        for registry in registries {
            paths.push(registry?.path());
        }
    }
    Ok(paths)
}

fn install_toolchain() -> Result<()> {
    if has_target(LIBRARY_TARGET) && has_target(PROGRAM_TARGET) {
        return Ok(());
    }
    note(&format!("installing Rust {TOOLCHAIN} beside the default"));
    Command::new("rustup")
        .args(["toolchain", "install", TOOLCHAIN, "--no-self-update"])
        .args(["--profile", "minimal"])
        .args(["--target", LIBRARY_TARGET, "--target", PROGRAM_TARGET])
        .run()
}

/// Whether the toolchain is there and can build for `target`.
fn has_target(target: &str) -> bool {
    Command::new("rustc")
        .arg(format!("+{TOOLCHAIN}"))
        .args(["--print", "target-libdir", "--target", target])
        // Else a toolchain that is missing would be downloaded by the mere question.
        .env("RUSTUP_AUTO_INSTALL", "0")
        .read()
        .is_ok_and(|folder| Path::new(&folder).exists())
}
