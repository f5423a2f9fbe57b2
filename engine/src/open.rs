//! What dropped files are, by their content, and how the workspace calls them.

mod name;
mod package;

use std::collections::BTreeMap;

use model::{Artifact, Diagnostic, NamedComponent, NamedFile, Opened, Severity, Validation};
use serde_bytes::ByteBuf;
use wac_parser::Document;
use wit_component::DecodedWasm;

use crate::analyze::{declared, without_empty_docs};
use crate::diagnostics::{self, point, sentence};
use crate::inspect::inspect;
use crate::wit_text::words;
use crate::{nesting, zip};
use name::Layout;
pub(crate) use name::kebab;
pub(crate) use package::{folder as package_folder, read_wit};

/// A text may be this long, in bytes: what is longer no editor follows at the speed of typing.
const MAX_TEXT: usize = 2 << 20;

/// Sorts files into components, texts and what is neither.
pub(crate) fn open(files: Vec<NamedFile>) -> Opened {
    let clean: Vec<String> = files
        .iter()
        .filter_map(|file| name::clean_path(&file.path))
        .collect();
    let mut opening = Opening {
        opened: Opened::default(),
        unknown: if files.len() > 1 {
            Severity::Info
        } else {
            Severity::Error
        },
        archive: None,
        layout: Layout::of(clean.iter().map(String::as_str)),
    };
    for NamedFile { path, bytes } in files {
        if zip::is_zip(&bytes) {
            opening.open_archive(&path, &bytes);
        } else {
            opening.open_file(&path, bytes.into_vec());
        }
    }
    opening.opened.packages = declared(&opening.opened.texts);
    opening.opened
}

struct Opening {
    opened: Opened,
    /// How bad it is that a file is nothing that is known.
    unknown: Severity,
    /// The archive that is being opened.
    archive: Option<String>,
    /// Where its texts go.
    layout: Layout,
}

impl Opening {
    fn open_archive(&mut self, archive: &str, bytes: &[u8]) {
        let files = match zip::unzip(bytes) {
            Ok(files) => files,
            Err(fault) => return self.refuse(archive, fault.offset, &fault.message),
        };
        let clean: Vec<Option<String>> = files
            .iter()
            .map(|file| name::clean_path(&file.path))
            .collect();
        let kept = clean.iter().flatten().map(String::as_str);
        let kept = kept.filter(|path| !name::is_litter(path));
        let outer = std::mem::replace(&mut self.layout, Layout::of(kept));
        self.unknown = Severity::Info;
        self.archive = Some(archive.to_owned());
        for (file, path) in files.into_iter().zip(clean) {
            match (path, file.contents) {
                (Some(path), _) if name::is_litter(&path) => {}
                (Some(path), Ok(contents)) if zip::is_zip(&contents) => {
                    self.refuse(
                        &path,
                        0,
                        "it is a zip in a zip: unpack it and add it by itself",
                    );
                }
                (Some(path), Ok(contents)) => self.open_file(&path, contents),
                (Some(path), Err(fault)) => self.refuse(&path, fault.offset, &fault.message),
                (None, _) => {
                    let message = format!("`{}` points out of the archive", file.path);
                    self.refuse("", 0, &message);
                }
            }
        }
        self.archive = None;
        self.layout = outer;
    }

    fn open_file(&mut self, path: &str, bytes: Vec<u8>) {
        let Some(clean) = name::clean_path(path) else {
            return self.refuse(path, 0, "its path points out of its folder");
        };
        if bytes.starts_with(b"\0asm") {
            return self.open_binary(&clean, bytes);
        }
        let text = match text(bytes) {
            Ok(text) => text,
            Err((offset, message)) => {
                // Only a file that says it is a text is missed when it is none.
                let severity = match has_text_extension(&clean) {
                    true => Severity::Error,
                    false => self.unknown,
                };
                return self.tell(severity, path, offset, &message);
            }
        };
        match kind_of_text(&clean, &text) {
            Some(TextKind::Wat) => self.add_wat(path, text),
            Some(TextKind::Wit) => self.add_text(self.layout.wit(&clean), text),
            Some(TextKind::Wac) => self.add_text(self.layout.wac(&clean), text),
            Some(TextKind::Note) => self.add_text(self.layout.note(&clean), text),
            None => {
                let message = "it is no component, core module, WAT, WIT or WAC";
                self.tell(self.unknown, path, 0, message);
            }
        }
    }

    fn add_wat(&mut self, path: &str, text: String) {
        self.opened.wat.push(NamedFile {
            path: self.full_path(path),
            bytes: text.into_bytes().into(),
        });
    }

    fn open_binary(&mut self, path: &str, bytes: Vec<u8>) {
        let inspection = match inspect(&bytes) {
            Ok(inspection) => inspection,
            Err(error) => {
                let offset = error.offset.unwrap_or_default() as usize;
                return self.refuse(path, offset, &error.message);
            }
        };
        if let Validation::Invalid { diagnostic } = &inspection.validation {
            let offset = diagnostic.span.start as usize;
            let message = format!("it is not valid WebAssembly: {}", diagnostic.message);
            return self.refuse(path, offset, &format!("{message} at byte {offset}"));
        }
        if inspection.artifact == Artifact::WitPackage {
            return self.open_wit_package(&bytes);
        }
        let taken = |name: &str| self.opened.components.iter().any(|it| it.name == name);
        let name = name::component_name(path, taken);
        self.opened.inspections.push(inspection);
        self.opened.components.push(NamedComponent {
            name,
            bytes: ByteBuf::from(bytes),
        });
    }

    /// Each package becomes a file of its own, where its users look for it.
    fn open_wit_package(&mut self, bytes: &[u8]) {
        let Ok(DecodedWasm::WitPackage(resolve, main)) = crate::decode::decode(bytes) else {
            return;
        };
        for (path, text) in package::texts(&resolve, main) {
            self.add_text(path, text);
        }
    }

    fn add_text(&mut self, path: String, text: String) {
        if text.len() > MAX_TEXT {
            let size = text.len() as f64 / f64::from(1 << 20);
            let message = format!(
                "it has {size:.1} MB of text; up to {} MB can be edited here without waiting, so split \
                 it",
                MAX_TEXT >> 20
            );
            return self.refuse(&path, MAX_TEXT, &message);
        }
        let taken: &BTreeMap<String, String> = &self.opened.texts;
        if taken.get(&path).is_some_and(|other| *other != text) {
            let message = "there are two different files of this name; the first was kept";
            return self.refuse(&path, 0, message);
        }
        self.opened.texts.insert(path, text);
    }

    /// A path with that of the archive it is in.
    fn full_path(&self, path: &str) -> String {
        let parts = [self.archive.as_deref().unwrap_or_default(), path];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("/")
    }

    fn refuse(&mut self, path: &str, offset: usize, message: &str) {
        self.tell(Severity::Error, path, offset, message);
    }

    fn tell(&mut self, severity: Severity, path: &str, offset: usize, message: &str) {
        self.opened.refused.push(Diagnostic {
            severity,
            path: self.full_path(path),
            span: point(u32::try_from(offset).unwrap_or(u32::MAX)),
            message: sentence(message),
            ..diagnostics::error()
        });
    }
}

/// The text that a file holds; otherwise where it is none, and why.
fn text(bytes: Vec<u8>) -> Result<String, (usize, String)> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err((0, "it is text in UTF-16: save it as UTF-8".to_owned()));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes()[offset];
        let message = "it is neither WebAssembly nor text in UTF-8";
        (offset, format!("{message}: byte {offset} is {byte:#04x}"))
    })?;
    if let Some(offset) = text.find('\0') {
        let message = "it is neither WebAssembly nor text";
        return Err((offset, format!("{message}: byte {offset} is zero")));
    }
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

enum TextKind {
    Wat,
    Wit,
    Wac,
    /// A text about the others.
    Note,
}

fn has_text_extension(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    matches!(extension, Some("wat" | "wit" | "wac" | "md"))
}

/// What a text is: by its content, and by its name where the content is broken.
fn kind_of_text(path: &str, text: &str) -> Option<TextKind> {
    let first = text.trim_start();
    if first.starts_with('(') || first.starts_with(";;") {
        return Some(TextKind::Wat);
    }
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    match extension {
        Some("wat") => return Some(TextKind::Wat),
        Some("wit") => return Some(TextKind::Wit),
        Some("wac") => return Some(TextKind::Wac),
        Some("md") => return Some(TextKind::Note),
        _ => {}
    }
    let first = words(text).next().map(|(word, _)| word)?;
    let makes_something = words(text).any(|(word, _)| matches!(word, "let" | "new"));
    match first {
        "package" if makes_something && is_wac(text) => Some(TextKind::Wac),
        "package" | "interface" | "world" if is_wit(text) => Some(TextKind::Wit),
        _ => None,
    }
}

fn is_wac(text: &str) -> bool {
    nesting::too_deep(text).is_none() && Document::parse(&nesting::quiet(text)).is_ok()
}

fn is_wit(text: &str) -> bool {
    let mut sources = wit_parser::SourceMap::new();
    sources.push_str("", without_empty_docs(text));
    match sources.parse() {
        Ok(_) => true,
        // Without a header it is one file of a package of several.
        Err((_, error)) => matches!(error.kind(),
            wit_parser::ParseErrorKind::Syntax { span, .. } if !span.is_known()),
    }
}
