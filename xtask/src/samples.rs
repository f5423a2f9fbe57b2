//! `cargo xtask samples`: builds the components of `wit-samples/` out of their sources.
//!
//! The binaries are committed, so only who changes a sample needs this. The same sources and the
//! same compilers give the same bytes on any machine.

mod build;
mod folder;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use self::build::Builder;
use self::folder::{Source, SourceKind, find_sources, read_samples};

/// The most a sample's component may have, in bytes.
const MAX_BYTES: usize = 300 * 1024;

/// Builds every component, writes it into its sample's folder and says what changed.
///
/// Components that a missing compiler kept from being built stay as they are; the error at the
/// end names them.
pub(crate) fn run() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wit-samples");
    let root = root.canonicalize().context("finding `wit-samples`")?;
    let samples = read_samples(&root)?;
    let sources = find_sources(&samples)?;

    let builder = Builder::new(&root)?;
    builder.build_rust(&sources)?;
    let mut left_out = Vec::new();
    for source in &sources {
        if source.kind == SourceKind::C
            && let Err(error) = builder.build_c(source)
        {
            left_out.push(format!("`{}` was not built: {error:#}", source.name));
            continue;
        }
        let component = builder.encode(source)?;
        builder.ensure_portable(&component)?;
        for path in users_of(source, &samples) {
            put(&root, &path, &component)?;
        }
    }
    ensure!(left_out.is_empty(), "{}", left_out.join("\n"));
    Ok(())
}

/// Every place a component is used in: its own sample's folder, and those of the samples that
/// name it without having its sources.
fn users_of(source: &Source, samples: &[folder::SampleFolder]) -> Vec<PathBuf> {
    let file = format!("{}.wasm", source.name);
    samples
        .iter()
        .filter(|folder| folder.sample.components.iter().any(|it| it.file == file))
        .map(|folder| folder.path.join(&file))
        .collect()
}

/// Writes a component where it differs from what is there, and says so.
fn put(root: &Path, path: &Path, component: &[u8]) -> Result<()> {
    let shown = path.strip_prefix(root).unwrap_or(path).display();
    let size = component.len();
    ensure!(
        size <= MAX_BYTES,
        "{shown} has {size} bytes, and {MAX_BYTES} are allowed"
    );
    let change = match fs::read(path) {
        Ok(old) if old == component => "unchanged".to_owned(),
        Ok(old) => format!("changed, was {:.1} KB", kilobytes(old.len())),
        Err(_) => "new".to_owned(),
    };
    println!("  {shown:<40} {:>6.1} KB  {change}", kilobytes(size));
    fs::write(path, component).with_context(|| format!("writing {shown}"))
}

fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The samples as committed, read without building anything.
    fn committed() -> Vec<folder::SampleFolder> {
        read_samples(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../wit-samples")).unwrap()
    }

    #[test]
    fn samples_are_named_after_their_folders() {
        let names: Vec<String> = committed().into_iter().map(|it| it.sample.name).collect();
        let folders: Vec<String> = committed()
            .into_iter()
            .map(|it| it.path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        assert_eq!(names, folders);
    }

    #[test]
    fn all_texts_of_a_sample_are_listed() {
        for folder in committed() {
            let mut found: Vec<String> = ["README.md", "compose.wac"].map(String::from).into();
            found.extend(wit_files(&folder.path.join("wit"), "wit"));
            found.sort();
            assert_eq!(folder.sample.files, found, "in {}", folder.sample.name);
        }
    }

    #[test]
    fn components_are_components_within_the_limit() {
        for folder in committed() {
            for component in &folder.sample.components {
                let bytes = fs::read(folder.path.join(&component.file)).unwrap();
                assert!(
                    bytes.starts_with(b"\0asm\x0d\0\x01\0"),
                    "{}",
                    component.file
                );
                assert!(bytes.len() <= MAX_BYTES, "{}", component.file);
            }
        }
    }

    #[test]
    fn every_sample_has_a_call_of_its_composition() {
        for folder in committed() {
            let first = folder.sample.calls.first().unwrap();
            assert_eq!(first.target, model::Target::Composition);
        }
    }

    /// Paths below the sample of the files in `path`, which is `shown` there.
    fn wit_files(path: &Path, shown: &str) -> Vec<String> {
        let mut files = Vec::new();
        for entry in fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{shown}/{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                files.extend(wit_files(&entry.path(), &name));
            } else {
                files.push(name);
            }
        }
        files
    }
}
