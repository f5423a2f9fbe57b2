//! The world as a page to read, by wit-bindgen-markdown.

use wit_bindgen_markdown::Opts;

use super::{Language, run};

pub(crate) const LANGUAGE: Language = Language {
    id: "markdown",
    name: "Markdown",
    tool: "wit-bindgen-markdown",
    options: &[],
    generate: |world, _| run(Opts::default().build(), world),
};
