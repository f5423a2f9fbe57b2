//! Commands that can say how to run them by hand.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

/// A command line with its folder and what it adds to the environment.
#[derive(Debug, Clone)]
pub(crate) struct Command {
    program: OsString,
    args: Vec<OsString>,
    folder: Option<PathBuf>,
    set: Vec<(OsString, OsString)>,
    path: Option<OsString>,
}

/// How a command ended and all that it printed, both streams together.
#[derive(Debug)]
pub(crate) struct Told {
    /// Its exit status.
    pub(crate) status: ExitStatus,
    /// Its standard output, then its standard error.
    pub(crate) text: String,
}

impl Command {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        Command {
            program: program.as_ref().to_owned(),
            args: Vec::new(),
            folder: None,
            set: Vec::new(),
            path: None,
        }
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        let args = args.into_iter().map(|arg| arg.as_ref().to_owned());
        self.args.extend(args);
        self
    }

    /// Runs it in this folder.
    pub(crate) fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.folder = Some(folder.as_ref().to_owned());
        self
    }

    pub(crate) fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        let pair = (name.as_ref().to_owned(), value.as_ref().to_owned());
        self.set.push(pair);
        self
    }

    /// Looks programs up here; left out of [`Command::by_hand`], which a reader's shell completes.
    pub(crate) fn path(mut self, path: OsString) -> Self {
        self.path = Some(path);
        self
    }

    /// Runs it, its output going to ours.
    ///
    /// # Errors
    /// When it cannot be started or ends with another code than 0.
    pub(crate) fn run(&self) -> Result<()> {
        let status = self.status()?;
        if !status.success() {
            bail!("{}", self.failure(status));
        }
        Ok(())
    }

    /// Runs it, its output going to ours, and tells how it ended.
    pub(crate) fn status(&self) -> Result<ExitStatus> {
        self.std().status().with_context(|| self.cannot_start())
    }

    /// Runs it quietly and gives its standard output without the last line's end.
    ///
    /// # Errors
    /// When it cannot be started or ends with another code than 0; its error output is told.
    pub(crate) fn read(&self) -> Result<String> {
        let output = self
            .std()
            .stdin(Stdio::null())
            .output()
            .with_context(|| self.cannot_start())?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("{}\n{}", said.trim_end(), self.failure(output.status));
        }
        Ok(String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned())
    }

    /// Runs it, showing its output while keeping it.
    pub(crate) fn tell(&self) -> Result<Told> {
        let mut child = self
            .std()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| self.cannot_start())?;
        let out = child
            .stdout
            .take()
            .map(|from| pass(from, std::io::stdout()));
        let err = child
            .stderr
            .take()
            .map(|from| pass(from, std::io::stderr()));
        let mut bytes = Vec::new();
        for reader in [out, err].into_iter().flatten() {
            bytes.extend(reader.join().unwrap_or_default());
        }
        let status = child.wait().with_context(|| self.cannot_start())?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Told { status, text })
    }

    /// Starts it and does not wait.
    pub(crate) fn start(&self) -> Result<Child> {
        self.std().spawn().with_context(|| self.cannot_start())
    }

    /// The line that a shell in the repository's root would need.
    pub(crate) fn by_hand(&self) -> String {
        let mut words = Vec::new();
        if let Some(folder) = &self.folder {
            words.push(format!("cd {} &&", quoted(folder.as_os_str())));
        }
        for (name, value) in &self.set {
            words.push(format!("{}={}", name.to_string_lossy(), quoted(value)));
        }
        words.push(quoted(&self.program));
        words.extend(self.args.iter().map(|arg| quoted(arg)));
        words.join(" ")
    }

    /// What to say when it ended so.
    pub(crate) fn failure(&self, status: ExitStatus) -> String {
        format!("it ended with {status}; by hand:\n  {}", self.by_hand())
    }

    fn cannot_start(&self) -> String {
        format!("cannot start it; by hand:\n  {}", self.by_hand())
    }

    fn std(&self) -> std::process::Command {
        let mut command = std::process::Command::new(&self.program);
        command.args(&self.args);
        for (name, _) in std::env::vars_os().filter(|(name, _)| is_cargos(name)) {
            command.env_remove(name);
        }
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        if let Some(path) = &self.path {
            command.env("PATH", path);
        }
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
        command
    }
}

/// What `cargo run` tells the program it starts, which would confuse another cargo below it.
fn is_cargos(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("CARGO_PKG_")
        || matches!(
            name.as_ref(),
            "CARGO" | "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_PRIMARY_PACKAGE"
        )
}

fn pass(
    mut from: impl Read + Send + 'static,
    mut to: impl Write + Send + 'static,
) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut kept = Vec::new();
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            // What cannot be shown is still counted.
            let _ = to.write_all(&buffer[..count]).and_then(|()| to.flush());
            kept.extend_from_slice(&buffer[..count]);
        }
        kept
    })
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.into_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_is_what_a_shell_needs() {
        let command = Command::new("npm")
            .args(["run", "two words", "it's"])
            .env("CI", "true")
            .folder("web");
        assert_eq!(
            command.by_hand(),
            r"cd web && CI=true npm run 'two words' 'it'\''s'"
        );
    }

    #[test]
    fn output_is_kept_and_the_status_told() {
        let told = Command::new("sh")
            .args(["-c", "echo out; echo err >&2; exit 3"])
            .tell()
            .unwrap();
        assert_eq!(told.text, "out\nerr\n");
        assert_eq!(told.status.code(), Some(3));
    }

    #[test]
    fn a_failure_shows_the_command() {
        let error = Command::new("false").run().unwrap_err().to_string();
        assert!(error.ends_with("by hand:\n  false"), "{error}");
    }
}
