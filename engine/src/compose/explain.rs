//! What WAC complains about, in the user's terms, with what to do about it.

mod hints;

use model::{Diagnostic, Related, Severity, Validation};
use wac_parser::resolution::Error;
use wac_parser::{Document, Error as SyntaxError};
use wit_parser::PackageName;

use super::document::{instantiations, span};
use crate::components::{Component, Fitness};
use crate::diagnostics::{self, sentence};
use crate::pack::Pack;
use crate::skeleton;
use crate::wit_text::{package_name, words};

/// Knows the text and the components, and so what may have been meant.
pub(crate) struct Explainer<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) components: &'a [Component],
}

impl<'a> Explainer<'a> {
    pub(crate) fn new(path: &'a str, text: &'a str, components: &'a [Component]) -> Explainer<'a> {
        Explainer {
            path,
            text,
            components,
        }
    }

    pub(super) fn syntax_error(&self, error: &SyntaxError) -> Diagnostic {
        let hint = match error {
            SyntaxError::Expected { found: None, .. }
            | SyntaxError::ExpectedEither { found: None, .. }
            | SyntaxError::ExpectedMultiple { found: None, .. }
                if self.text.trim().is_empty() =>
            {
                Some("begin with `package example:composition;`".to_owned())
            }
            _ => None,
        };
        Diagnostic {
            hint,
            ..self.diagnostic(error, error.to_string())
        }
    }

    /// Names of `new` expressions that stand for something that cannot be instantiated.
    pub(super) fn unfit_components(&self, document: &Document) -> Vec<Diagnostic> {
        let made = instantiations(document).into_iter();
        let unfit = made.filter_map(|new| {
            let component = self.component(new.package.string)?;
            let name = &component.name;
            let (message, hint) = match component.binary.fitness() {
                Fitness::CoreModule => (
                    format!("`{name}` is a core module, and only components can be composed"),
                    "make a component of it first, with its WIT world",
                ),
                Fitness::WitPackage => (
                    format!("`{name}` is a WIT package in binary form, which has no code"),
                    "add the component that implements it, built for `wasm32-wasip2` or by \
                     `wasm-tools component new`",
                ),
                Fitness::Component => match component.binary.validity() {
                    Ok(()) => return None,
                    Err(why) => (
                        format!("`{name}` is not valid: {}", why.message),
                        "its file may be damaged: build it again and add it anew",
                    ),
                },
                Fitness::Unreadable(why) => (format!("`{name}` is no component: {why}"), ""),
            };
            Some(Diagnostic {
                path: self.path.to_owned(),
                span: span(new.package.span),
                message,
                hint: Some(hint.to_owned()).filter(|hint| !hint.is_empty()),
                ..diagnostics::error()
            })
        });
        unfit.collect()
    }

    /// The composition with the components that its skeletons stand for.
    pub(super) fn filled(&self, skeleton: &[u8]) -> Vec<u8> {
        let components = self.components.iter();
        let components = components.map(|it| (it.binary.digest.as_str(), &it.binary.bytes[..]));
        skeleton::filled(skeleton, &components.collect())
            .expect("what wac encoded out of our skeletons is well formed")
    }

    pub(super) fn resolution_error(&self, error: &Error, pack: &Pack) -> Diagnostic {
        let diagnostic = self.diagnostic(error, chain(error));
        let diagnostic = match error {
            Error::UnknownPackage { .. } => {
                let name = unknown_package(error, self.text);
                let name = name.map(|name| name.to_string()).unwrap_or_default();
                Diagnostic {
                    message: format!("unknown package `{name}`"),
                    hint: self.package_hint(&name, pack),
                    ..diagnostic
                }
            }
            Error::PackageParseFailure { name, source, .. } => Diagnostic {
                message: format!("`{name}` cannot be read: {}", root(source.as_ref())),
                ..diagnostic
            },
            Error::MissingInstantiationArg { name, package, .. } => {
                self.missing_argument(name, package, diagnostic)
            }
            Error::MissingComponentImport {
                package, import, ..
            } => Diagnostic {
                message: format!("`{package}` has no import `{import}`"),
                hint: self.externs_hint(import, package, "imports"),
                ..diagnostic
            },
            Error::MissingInstanceExport { name, .. } => Diagnostic {
                message: format!("the instance has no export `{name}`"),
                hint: self.export_hint(name),
                ..diagnostic
            },
            Error::UndefinedName { name, .. } => Diagnostic {
                hint: self.name_hint(name),
                ..diagnostic
            },
            Error::MismatchedInstantiationArg { name, source, .. } => Diagnostic {
                message: format!("the argument does not fit `{name}`: {}", chain(source.as_ref())),
                hint: Some(
                    "compare both interfaces in the inspector: names, types and versions must agree"
                        .to_owned(),
                ),
                ..diagnostic
            },
            Error::InstantiationArgMergeFailure { name, source, .. } => Diagnostic {
                message: format!(
                    "two instances leave `{name}` open and do not ask for the same: {}",
                    root(source.as_ref())
                ),
                hint: Some("pass an instance that fits to one of them".to_owned()),
                ..diagnostic
            },
            Error::ImportConflict { name, package, .. } => Diagnostic {
                message: format!("`{name}` is imported here, and by `...` for `{package}` too"),
                hint: Some("pass this import as the argument, or give it another name".to_owned()),
                ..diagnostic
            },
            Error::SpreadInstantiationNoMatch { .. } => Diagnostic {
                hint: Some(
                    "what its exports could fill is given already, or has another name: take it away, \
                     or name the argument that it is to fill"
                        .to_owned(),
                ),
                ..diagnostic
            },
            Error::DuplicateInstantiationArg { .. } => Diagnostic {
                hint: Some("an import takes one argument: keep the one that is meant".to_owned()),
                ..diagnostic
            },
            Error::ExportRequiresAs { .. } => Diagnostic {
                hint: Some("write `export … as name;`, or `export instance...;` for all".to_owned()),
                ..diagnostic
            },
            Error::NotAnInstance { .. } => Diagnostic {
                hint: Some("only an instance has exports to take or to spread".to_owned()),
                ..diagnostic
            },
            _ => diagnostic,
        };
        Diagnostic {
            message: sentence(&diagnostic.message),
            ..diagnostic
        }
    }

    pub(super) fn invalid(&self, validation: &Validation) -> Diagnostic {
        let reason = match validation {
            Validation::Valid => String::new(),
            Validation::Invalid { diagnostic } => said(&diagnostic.message),
        };
        let hint = if reason.contains("not valid to be used as") {
            Some("export also the interface that defines the types, such as `export instance...;`")
        } else if reason.contains("instances count exceeds limit") {
            Some("compose some of the instances into a component of their own first")
        } else {
            None
        };
        Diagnostic {
            path: self.path.to_owned(),
            message: format!("the composed component is not valid: {reason}"),
            hint: hint.map(str::to_owned),
            ..diagnostics::error()
        }
    }

    pub(super) fn no_exports(&self) -> Diagnostic {
        let end = self.text.trim_end().len();
        Diagnostic {
            severity: Severity::Warning,
            path: self.path.to_owned(),
            span: diagnostics::span(end..end),
            message: "the composition exports nothing, so nothing of it can be called".to_owned(),
            hint: Some("end with `export instance...;`".to_owned()),
            ..diagnostics::error()
        }
    }

    pub(super) fn component(&self, name: &str) -> Option<&'a Component> {
        self.components
            .iter()
            .find(|component| component.name == name)
    }

    /// The first label is where it is; the others explain it.
    fn diagnostic(&self, error: &dyn miette::Diagnostic, message: String) -> Diagnostic {
        let mut labels: Vec<_> = error.labels().into_iter().flatten().collect();
        labels.sort_by_key(|label| !label.primary());
        let mut labels = labels.into_iter();
        let within = |at| diagnostics::span_within(self.text, span(at));
        let at = labels.next().map(|label| within(*label.inner()));
        let related = labels.map(|label| Related {
            path: self.path.to_owned(),
            span: within(*label.inner()),
            message: label.label().unwrap_or_default().to_owned(),
        });
        Diagnostic {
            path: self.path.to_owned(),
            span: at.unwrap_or_default(),
            message: sentence(&message),
            hint: error.help().map(|help| sentence(&help.to_string())),
            related: related.collect(),
            fixes: Vec::new(),
            wire: None,
            ..diagnostics::error()
        }
    }
}

/// The package that an error says is unknown, with the version that the text gives it.
pub(super) fn unknown_package(error: &Error, text: &str) -> Option<PackageName> {
    let Error::UnknownPackage { name, span } = error else {
        return None;
    };
    // The span of a path ends before the interface, and the version stands after that.
    let (written, _) = words(text.get(span.offset()..)?).next()?;
    let version = written.rsplit_once('@').map(|(_, version)| version);
    match version {
        Some(version) => package_name(&format!("{name}@{version}")),
        None => package_name(name),
    }
}

/// An error and what caused it, each said once.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut messages: Vec<String> = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let message = error.to_string();
        if !messages.iter().any(|said| said.contains(&message)) {
            messages.push(message);
        }
        next = error.source();
    }
    messages.join(": ")
}

/// The validator's words, without its numbers for resources.
fn said(message: &str) -> String {
    let lines = message
        .lines()
        .map(|line| match line.split_once(" (ResourceId") {
            Some((words, _)) => words,
            None => line,
        });
    let lines: Vec<&str> = lines.collect();
    lines.join(": ")
}

fn root(mut error: &(dyn std::error::Error + 'static)) -> String {
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
