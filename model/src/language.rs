//! What an editor asks about a place in a text, and what it is told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Diagnostic, KnownComponent, Span};

/// A place in a file. The file is one of the workspace, or one of the bundled WIT packages, whose
/// path is `bundled/`, the package's name with its version, `/` and the file's name; or the WIT in a
/// component, `bundled/component `, its name and `/component.wit`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The file.
    pub path: String,
    /// UTF-8 bytes before it.
    pub offset: u32,
}

/// A range of a file; the path as in [`Position`].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    /// The file.
    pub path: String,
    /// Where in it.
    pub span: Span,
}

/// A range of a file and what takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TextEdit {
    /// The file of the workspace; one that does not exist is made.
    pub path: String,
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// A way to mend a finding that is sure to be meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fix {
    /// What it does, as an order: ``add `;` ``.
    pub title: String,
    /// Spans are of the texts before any of them; none overlap.
    pub edits: Vec<TextEdit>,
    /// The feature of WIT that it turns on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub feature: Option<String>,
}

/// What is the thing at this place?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoverRequest {
    /// Every `.wit` and `.wac` file of the workspace: path to text.
    pub files: BTreeMap<String, String>,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
    /// The place.
    pub at: Position,
}

/// What a thing is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hover {
    /// The word that was asked about.
    pub span: Span,
    /// What kind of thing it is, such as `record` or `imported interface`.
    pub kind: String,
    /// Its declaration as WIT, with aliases followed where that tells more.
    pub code: String,
    /// What its author wrote about it, as Markdown.
    pub docs: Option<String>,
    /// What declares it, such as `wasi:http@0.2.3`, or the interface or world of that which it is in,
    /// such as `wasi:http/types@0.2.3`.
    pub package: Option<String>,
}

/// Where is the thing at this place declared?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefineRequest {
    /// Every `.wit` and `.wac` file of the workspace: path to text.
    pub files: BTreeMap<String, String>,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
    /// The place.
    pub at: Position,
}

/// Where is the thing at this place named, its declaration first? Answered with locations in the
/// workspace, and in a bundled package when it is declared there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferencesRequest {
    /// Every `.wit` and `.wac` file of the workspace: path to text.
    pub files: BTreeMap<String, String>,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
    /// The place.
    pub at: Position,
}

/// What must change for the thing at this place to have another name?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenameRequest {
    /// Every `.wit` and `.wac` file of the workspace: path to text.
    pub files: BTreeMap<String, String>,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
    /// The place.
    pub at: Position,
    /// The new name.
    pub name: String,
}

/// What a new name changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renamed {
    /// None when it is refused.
    pub edits: Vec<TextEdit>,
    /// Why it is refused, in words for the user.
    pub refused: Option<String>,
}

/// What could be written at this place?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompleteRequest {
    /// Every `.wit` and `.wac` file of the workspace: path to text.
    pub files: BTreeMap<String, String>,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
    /// The place: right after what was typed.
    pub at: Position,
}

/// What could be written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completions {
    /// What the chosen one takes the place of.
    pub span: Span,
    /// Best first.
    pub items: Vec<Completion>,
}

/// One thing that could be written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// As it is listed.
    pub label: String,
    /// What is written; `${}` in it is where the cursor goes, when it is there.
    pub insert: String,
    /// What kind of thing it is: `keyword`, `type`, `interface`, `package`, `world`, `function`,
    /// `variable`, `component`.
    pub kind: String,
    /// A short word on it, such as the package it is from.
    pub detail: Option<String>,
    /// What its author wrote about it, as Markdown.
    pub docs: Option<String>,
    /// What else changes, such as a `use` that is added.
    pub edits: Vec<TextEdit>,
}

/// The text of a bundled file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBundledRequest {
    /// As in [`Position`].
    pub path: String,
    /// The workspace's components.
    pub components: Vec<KnownComponent>,
}

/// What is the structure of this WIT or WAC text? Answered for any text, however broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StructureRequest {
    /// Of the file, which tells the language.
    pub path: String,
    /// The text.
    pub text: String,
}

/// The structure of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Structure {
    /// What it declares, in order.
    pub outline: Vec<OutlineItem>,
    /// What can be folded away: from behind the opening brace up to the closing one, and runs of
    /// comments from the end of their first line.
    pub folds: Vec<Span>,
    /// Names by what they name, in order; what is not among them is coloured by its grammar.
    pub tokens: Vec<Token>,
}

/// A declaration and what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineItem {
    /// What it is called.
    pub name: String,
    /// The keyword that declares it, such as `interface`, or `func`, `case`, `field`.
    pub kind: String,
    /// The rest of it on one line, such as a function's parameters and result.
    pub detail: String,
    /// All of it.
    pub span: Span,
    /// Its name.
    pub name_span: Span,
    /// What stands in it.
    pub children: Vec<OutlineItem>,
}

/// A name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What it names.
    pub kind: TokenKind,
    /// Whether it is declared here.
    pub is_declaration: bool,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words of WIT and WAC")]
pub enum TokenKind {
    Package,
    World,
    Interface,
    Type,
    Resource,
    Function,
    Parameter,
    Field,
    Case,
    Variable,
}

/// This WIT or WAC text as it is usually laid out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatRequest {
    /// Of the file, which tells the language.
    pub path: String,
    /// The text.
    pub text: String,
}

/// A text laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formatted {
    /// All of it, unless it has an error of syntax.
    pub text: Option<String>,
    /// The errors; their paths are empty.
    pub diagnostics: Vec<Diagnostic>,
}
