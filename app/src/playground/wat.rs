//! WAT texts of the workspace, and what is made of them.

use std::collections::BTreeMap;

use leptos::task::spawn_local;
use model::{
    Built, ComponentizeRequest, Componentized, Diagnostic, EncodeWatRequest, EncodedWat, MadeWorld,
    Misfit, NamedFile, Span,
};
use serde_bytes::ByteBuf;

use crate::playground::Playground;
use crate::state::fault::Fault;
use crate::state::finding;

/// The first bytes of a core module; those of a component differ in the last two.
const MODULE: &[u8] = b"\0asm\x01\0\0\0";

/// What this is for, as the user says it.
const PURPOSE: &str = "assembling WAT";

impl Playground {
    /// Makes what comes of a WAT text that is here now, and again whenever it changes.
    pub(super) fn follow_wat(self, name: String) {
        // How it went is told above the text.
        spawn_local(async move { drop(self.build_component(&name).await) });
    }

    /// What comes of a WAT text: a component, or a core module where nothing says its world.
    pub(super) async fn build_wat(
        self,
        entry: String,
        world: Option<MadeWorld>,
        files: &BTreeMap<String, String>,
    ) -> Result<Built, Fault> {
        let text = files.get(&entry).cloned().unwrap_or_default();
        let file = NamedFile {
            path: entry.clone(),
            bytes: text.clone().into_bytes().into(),
        };
        let maker = self.maker_client();
        let module = match maker.ask(PURPOSE, EncodeWatRequest { file }).await? {
            EncodedWat::Binary(file) => file.bytes,
            EncodedWat::Refused(diagnostic) => return Ok(built(None, vec![diagnostic])),
        };
        if !module.starts_with(MODULE) {
            return Ok(built(Some(module), Vec::new()));
        }
        let world = match world {
            Some(world) => Some(self.encode_made_world(&world).await?),
            None => None,
        };
        let request = ComponentizeRequest {
            module: module.clone(),
            world,
            adapter: None,
        };
        let Componentized {
            component, misfits, ..
        } = match maker.ask(PURPOSE, request).await {
            Ok(componentized) => componentized,
            Err(fault) if fault.code == "malformed" => {
                let diagnostic = error(&entry, &text, "", fault.message);
                return Ok(built(None, vec![diagnostic]));
            }
            Err(fault) => return Err(fault),
        };
        let is_kept = misfits.is_empty();
        let misfits = misfits
            .into_iter()
            .map(|misfit| told(&entry, &text, misfit))
            .collect();
        Ok(built(component.or(is_kept.then_some(module)), misfits))
    }
}

fn built(component: Option<ByteBuf>, diagnostics: Vec<Diagnostic>) -> Built {
    Built {
        component,
        diagnostics,
        stages: Vec::new(),
    }
}

/// A misfit as a finding in the text.
fn told(path: &str, text: &str, misfit: Misfit) -> Diagnostic {
    let Misfit {
        kind,
        name,
        wanted,
        found,
        hint,
    } = misfit;
    use model::MisfitKind as Kind;
    let message = match (kind, wanted, found) {
        (Kind::MissingExport, Some(wanted), _) => {
            format!("the world asks for an export `{name}` of type `{wanted}`")
        }
        (Kind::OtherExport, Some(wanted), Some(found)) => {
            format!("the export `{name}` is `{found}`, and the world asks for `{wanted}`")
        }
        (Kind::OtherImport, Some(wanted), Some(found)) => {
            format!("the import `{name}` is `{found}`, and the world gives `{wanted}`")
        }
        (Kind::UnknownImport, ..) => format!("the world has no import `{name}`"),
        _ => name.clone(),
    };
    let literal = match kind {
        Kind::OtherExport => format!("\"{name}\""),
        Kind::OtherImport | Kind::UnknownImport => {
            let (module, name) = name.split_once(' ').unwrap_or((&name, ""));
            format!("\"{module}\" \"{name}\"")
        }
        _ => String::new(),
    };
    Diagnostic {
        hint,
        ..error(path, text, &literal, message)
    }
}

/// A finding at a literal of the text, or else where its module begins.
fn error(path: &str, text: &str, literal: &str, message: String) -> Diagnostic {
    let literal = text
        .find(literal)
        .filter(|_| !literal.is_empty())
        .map(|at| (at, literal.len()));
    let module = || text.find("(module").map(|at| (at + 1, "module".len()));
    let (start, length) = literal.or_else(module).unwrap_or_default();
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span {
        start: offset(start),
        end: offset(start + length),
    };
    finding::error(path.to_owned(), span, message)
}
