//! What can be chosen about bindings, and what was.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use model::{EngineError, GeneratorOption, OptionKind};
use wit_bindgen_core::AsyncFilterSet;

use super::Language;
use crate::fault::fault;

/// Something that can be chosen.
pub(crate) struct Option {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) kind: Kind,
}

/// What an option may be.
pub(crate) enum Kind {
    /// `true` or `false`, at first false.
    Flag,
    /// One of these, at first the first.
    Choice(&'static [&'static str]),
    /// Any text, of the form of this example; at first none.
    Text(&'static str),
}

/// Which functions are bound as `async`, where a generator has a choice.
pub(crate) const ASYNC: Option = Option {
    id: "async",
    label: "Async functions",
    hint: "Functions to bind as async, or after a minus not to; WIT decides the others.",
    kind: Kind::Text("all, -import:wasi:io/poll#poll"),
};

/// How strings are passed.
pub(crate) const STRING_ENCODING: Option = Option {
    id: "string-encoding",
    label: "String encoding",
    hint: "How the component passes strings.",
    kind: Kind::Choice(&["utf8", "utf16", "compact-utf16"]),
};

impl Option {
    /// For those who choose.
    pub(crate) fn describe(&self) -> GeneratorOption {
        GeneratorOption {
            id: self.id.to_owned(),
            label: self.label.to_owned(),
            hint: self.hint.to_owned(),
            kind: match self.kind {
                Kind::Flag => OptionKind::Flag,
                Kind::Choice(choices) => {
                    OptionKind::Choice(choices.iter().map(|it| (*it).to_owned()).collect())
                }
                Kind::Text(example) => OptionKind::Text {
                    example: example.to_owned(),
                },
            },
        }
    }

    /// Why a value will not do.
    fn refuse(&self, value: &str) -> std::option::Option<String> {
        let allowed: &[&str] = match self.kind {
            Kind::Flag => &["true", "false"],
            Kind::Choice(choices) => choices,
            Kind::Text(_) => return None,
        };
        let allows = allowed.contains(&value);
        (!allows).then(|| {
            let allowed = allowed.join("` or `");
            format!("`{}` is `{allowed}`, not `{value}`", self.id)
        })
    }
}

/// What was chosen, each value checked against its option.
pub(crate) struct Options<'a>(&'a BTreeMap<String, String>);

impl<'a> Options<'a> {
    /// Takes values that a language has options for.
    pub(crate) fn checked(
        values: &'a BTreeMap<String, String>,
        language: &Language,
    ) -> Result<Options<'a>, EngineError> {
        for (id, value) in values {
            let option = language.options.iter().find(|option| option.id == id);
            let refusal = match option {
                Some(option) => option.refuse(value),
                None => Some(format!("{} has no option `{id}`", language.name)),
            };
            if let Some(message) = refusal {
                return Err(fault("bad-option", message));
            }
        }
        Ok(Options(values))
    }

    /// Whether a flag is set.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.0.get(id).is_some_and(|value| value == "true")
    }

    /// A text or choice, unless it is as at first.
    pub(crate) fn get(&self, id: &str) -> std::option::Option<&'a str> {
        let value = self.0.get(id)?.trim();
        (!value.is_empty()).then_some(value)
    }

    /// What was chosen, as the generator's own type.
    pub(crate) fn choice<T: Default>(
        &self,
        id: &str,
        parse: impl FnOnce(&str) -> std::option::Option<T>,
    ) -> Result<T> {
        match self.get(id) {
            None => Ok(T::default()),
            Some(value) => parse(value).with_context(|| format!("`{id}` cannot be `{value}`")),
        }
    }

    /// A text of parts with commas between them.
    pub(crate) fn list(&self, id: &str) -> Vec<String> {
        let parts = self.get(id).unwrap_or_default().split(',');
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }

    /// Which functions are bound as `async`.
    pub(crate) fn async_filters(&self) -> AsyncFilterSet {
        let mut filters = AsyncFilterSet::default();
        for directive in self.list(ASYNC.id) {
            filters.push(&directive);
        }
        filters
    }
}
