//! What was probably meant by a name that means nothing.

use wac_parser::Document;

use super::Explainer;
use crate::components::Component;
use crate::compose::document::names;
use crate::nesting;
use crate::pack::Pack;
use crate::suggest::{did_you_mean, nearest};
use crate::wiring::{Side, port, ports};
use crate::wit_text::declared_package;

impl Explainer<'_> {
    /// What may be meant by a package that is unknown.
    pub(super) fn package_hint(&self, name: &str, pack: &Pack) -> Option<String> {
        if declared_package(self.text).is_some_and(|(own, _)| own.to_string() == name) {
            return Some(
                "the composition has that name itself: change it in the first line".into(),
            );
        }
        let known: Vec<&str> = self.components.iter().map(|it| it.name.as_str()).collect();
        let path = |name: &str| name.split('@').next().unwrap_or_default().to_owned();
        if let Some(same) = known.iter().find(|known| path(known) == path(name)) {
            return Some(format!("the workspace has `{same}`"));
        }
        if let Some(meant) = did_you_mean(name, known.iter().copied()) {
            return Some(meant);
        }
        let bundled: Vec<String> = pack.names().map(ToString::to_string).collect();
        let versions: Vec<&String> = bundled
            .iter()
            .filter(|bundled| path(bundled) == path(name))
            .collect();
        if !versions.is_empty() {
            return Some(list("there is", versions.into_iter().map(String::as_str)));
        }
        Some(match known.is_empty() {
            true => "the workspace has no components: add one".to_owned(),
            false => list("the workspace has", known.into_iter()),
        })
    }

    /// What may be meant by an import or export that a component does not have.
    pub(super) fn externs_hint(&self, name: &str, package: &str, side: &str) -> Option<String> {
        let component = self.component(package)?;
        let of = match side {
            "imports" => Side::Import,
            _ => Side::Export,
        };
        let ports = ports(&component.binary, of).into_iter();
        let names: Vec<&str> = ports.map(|port| port.name).collect();
        if names.is_empty() {
            return Some(format!("it has no {side}"));
        }
        let meant = extern_like(name, &names);
        meant.or_else(|| Some(list(&format!("its {side} are"), names.into_iter())))
    }

    /// An export of any component that has a name like `name`, or is an interface of that name.
    pub(super) fn export_hint(&self, name: &str) -> Option<String> {
        let has = |component: &&Component| port(&component.binary, Side::Export, name).is_some();
        if let Some(other) = self.components.iter().find(has) {
            return Some(format!(
                "`{}` exports it: take it from an instance of that",
                other.name
            ));
        }
        let components = self.components.iter();
        let exports = components.flat_map(|component| ports(&component.binary, Side::Export));
        let exports: Vec<&str> = exports.map(|port| port.name).collect();
        extern_like(name, &exports)
    }

    /// What may be meant by a variable that is unknown.
    pub(super) fn name_hint(&self, name: &str) -> Option<String> {
        let quiet = nesting::quiet(self.text);
        let document = Document::parse(&quiet).ok()?;
        let names = names(&document);
        let meant = nearest(name, names.keys().copied());
        match meant {
            Some(meant) if meant == name => Some("it is defined further down".to_owned()),
            Some(meant) => Some(format!("did you mean `{meant}`?")),
            None => Some("define it above with `let` or `import`".to_owned()),
        }
    }
}

/// Which of `names` was meant by `name`; interfaces go by their short names too.
fn extern_like(name: &str, names: &[&str]) -> Option<String> {
    let interface = |name: &'_ str| -> String {
        let interface = name.rsplit('/').next().unwrap_or_default();
        interface.split('@').next().unwrap_or_default().to_owned()
    };
    let short: Vec<String> = names.iter().map(|name| interface(name)).collect();
    let near = nearest(&interface(name), short.iter().map(String::as_str))?;
    let index = short.iter().position(|short| short == near)?;
    match names[index] == near || interface(name) != near {
        true => Some(format!("did you mean `{near}`?")),
        false => Some(format!("did you mean `\"{}\"`?", names[index])),
    }
}

fn list<'n>(intro: &str, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    format!("{intro} {}", names.join(", "))
}
