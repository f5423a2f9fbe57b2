//! This machine: where things are, and commands that find the right toolchain and tools.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::Command;

/// Where things are and which toolchain builds everything but xtask.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    /// The repository's root.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    /// Where tools are kept across clones.
    pub(crate) cache: PathBuf,
    toolchain: Option<String>,
    tools: Vec<PathBuf>,
    offline: bool,
}

impl Machine {
    /// What is known before anything was set up.
    pub(crate) fn new() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in the repository's root")?;
        Ok(Machine {
            target: match env::var_os("CARGO_TARGET_DIR") {
                Some(folder) => root.join(folder),
                None => root.join("target"),
            },
            cache: cache_folder()?,
            root: root.to_owned(),
            toolchain: None,
            tools: Vec::new(),
            offline: false,
        })
    }

    /// From now on everything is built by this rustup toolchain.
    pub(crate) fn use_toolchain(&mut self, name: String) {
        self.toolchain = Some(name);
    }

    /// From now on programs of this folder come before those on `PATH`.
    pub(crate) fn use_tools(&mut self, folder: PathBuf) {
        if !self.tools.contains(&folder) {
            self.tools.push(folder);
        }
    }

    /// From now on cargo asks no registry: all that the lock file names is here.
    pub(crate) fn go_offline(&mut self) {
        self.offline = true;
    }

    /// From now on cargo may ask registries again.
    pub(crate) fn go_online(&mut self) {
        self.offline = false;
    }

    /// A command in the root, with the toolchain and the tools in force.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program).folder(&self.root).path(self.path());
        if let Some(toolchain) = &self.toolchain {
            command = command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        if self.offline {
            command = command.env("CARGO_NET_OFFLINE", "true");
        }
        command
    }

    /// The folder of a program on `PATH`, or among the tools in force.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        let path = self.path();
        env::split_paths(&path)
            .map(|folder| folder.join(program))
            .find(|candidate| candidate.is_file())
    }

    /// Where a tool of this version is kept.
    pub(crate) fn tool_folder(&self, name: &str, version: &str) -> PathBuf {
        self.cache.join("tools").join(format!("{name}-{version}"))
    }

    /// What a page needs beside what Trunk builds.
    pub(crate) fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    fn path(&self) -> OsString {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.tools.iter().cloned();
        env::join_paths(folders.chain(env::split_paths(&inherited))).unwrap_or(inherited)
    }
}

fn cache_folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(folder).join("dovetail"));
    }
    let home = env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?;
    Ok(PathBuf::from(home).join(".cache/dovetail"))
}
