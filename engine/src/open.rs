//! What dropped files are, by their content, and how the workspace calls them.

mod name;

use std::collections::BTreeMap;

use model::{Artifact, Diagnostic, NamedComponent, NamedFile, Opened, Severity, Validation};
use serde_bytes::ByteBuf;
use wac_parser::Document;
use wit_component::DecodedWasm;

use crate::analyze::without_empty_docs;
use crate::diagnostics::{self, point, sentence};
use crate::inspect::inspect;
use crate::wit_text::words;
use crate::{nesting, print, zip};

/// Sorts files into components, texts and what is neither.
pub(crate) fn open(files: Vec<NamedFile>) -> Opened {
    let mut opening = Opening {
        opened: Opened::default(),
        unknown: if files.len() > 1 {
            Severity::Info
        } else {
            Severity::Error
        },
        archive: None,
    };
    for NamedFile { path, bytes } in files {
        if zip::is_zip(&bytes) {
            opening.open_archive(&path, &bytes);
        } else {
            opening.open_file(&path, bytes.into_vec());
        }
    }
    opening.opened
}

struct Opening {
    opened: Opened,
    /// How bad it is that a file is nothing that is known.
    unknown: Severity,
    /// The archive that is being opened.
    archive: Option<String>,
}

impl Opening {
    fn open_archive(&mut self, archive: &str, bytes: &[u8]) {
        let files = match zip::unzip(bytes) {
            Ok(files) => files,
            Err(fault) => return self.refuse(archive, fault.offset, &fault.message),
        };
        self.unknown = Severity::Info;
        self.archive = Some(archive.to_owned());
        for file in files {
            match (name::clean_path(&file.path), file.contents) {
                (Some(path), Ok(contents)) => self.open_file(&path, contents),
                (Some(path), Err(fault)) => self.refuse(&path, fault.offset, &fault.message),
                (None, _) => {
                    let message = format!("`{}` points out of the archive", file.path);
                    self.refuse("", 0, &message);
                }
            }
        }
        self.archive = None;
    }

    fn open_file(&mut self, path: &str, bytes: Vec<u8>) {
        let Some(clean) = name::clean_path(path) else {
            return self.refuse(path, 0, "its path points out of its folder");
        };
        if bytes.starts_with(b"\0asm") {
            return self.open_binary(&clean, bytes);
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let message = "it is neither WebAssembly nor text in UTF-8";
                return self.tell(self.unknown, path, offset, message);
            }
        };
        match kind_of_text(&clean, &text) {
            Some(TextKind::Wat) => self.open_wat(&clean, &text),
            Some(TextKind::Wit) => self.add_text(name::wit_path(&clean), text),
            Some(TextKind::Wac) => self.add_text(name::wac_path(&clean), text),
            None => {
                let message = "it is no component, core module, WAT, WIT or WAC";
                self.tell(self.unknown, path, 0, message);
            }
        }
    }

    fn open_wat(&mut self, path: &str, text: &str) {
        match encode_wat(text) {
            Ok(bytes) => self.open_binary(path, bytes),
            Err(error) => {
                let (line, column) = error.span().linecol_in(text);
                let message = format!(
                    "{} at line {}, column {}",
                    error.message(),
                    line + 1,
                    column + 1
                );
                self.refuse(path, error.span().offset(), &message);
            }
        }
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
        let Ok(DecodedWasm::WitPackage(resolve, _)) = wit_component::decode(bytes) else {
            return;
        };
        for (id, package) in &resolve.packages {
            let folder = package.name.to_string().replace([':', '@'], "-");
            let text = print::one_package(&resolve, id) + "\n";
            self.add_text(format!("wit/deps/{folder}/package.wit"), text);
        }
    }

    fn add_text(&mut self, path: String, text: String) {
        let taken: &BTreeMap<String, String> = &self.opened.texts;
        if taken.get(&path).is_some_and(|other| *other != text) {
            return self.refuse(&path, 0, "there are two files of this name");
        }
        self.opened.texts.insert(path, text);
    }

    fn refuse(&mut self, path: &str, offset: usize, message: &str) {
        self.tell(Severity::Error, path, offset, message);
    }

    fn tell(&mut self, severity: Severity, path: &str, offset: usize, message: &str) {
        let parts = [self.archive.as_deref().unwrap_or_default(), path];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        self.opened.refused.push(Diagnostic {
            severity,
            path: parts.join("/"),
            span: point(u32::try_from(offset).unwrap_or(u32::MAX)),
            message: sentence(message),
            ..diagnostics::error()
        });
    }
}

fn encode_wat(text: &str) -> Result<Vec<u8>, wast::Error> {
    let buffer = wast::parser::ParseBuffer::new(text)?;
    let mut wat = wast::parser::parse::<wast::Wat>(&buffer)?;
    wat.encode()
}

enum TextKind {
    Wat,
    Wit,
    Wac,
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
    nesting::too_deep(text).is_none() && Document::parse(text).is_ok()
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
