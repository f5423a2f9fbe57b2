//! A WIT or WAC text as a tree of declarations, however broken the text is.
//!
//! wit-parser reads a text or refuses it, and keeps its syntax tree to itself; wac-parser knows
//! nothing of a text that it refuses. This one is for editors: it takes what stands there, and where
//! something is missing it goes on with the next thing that begins like a declaration. What is wrong
//! is told by wit-parser and wac-parser alone.

mod docs;
mod gates;
mod parse;

use model::Span;

use crate::tokens::Token;

/// Reads a WIT text.
pub(crate) fn parse(text: &str) -> Tree {
    parse::parse(text, false)
}

/// Reads the text of a path, which tells the language.
pub(crate) fn parse_file(path: &str, text: &str) -> Tree {
    parse::parse(text, is_wac(path))
}

/// Whether the file of a path is WAC.
pub(crate) fn is_wac(path: &str) -> bool {
    path.ends_with(".wac")
}

/// The declarations of a text.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// All of the text.
    pub(crate) tokens: Vec<Token>,
    /// Each before what stands in it.
    pub(crate) items: Vec<Item>,
    /// Every name that stands where a type must be, in order.
    pub(crate) types: Vec<TypeName>,
    /// Whether something lacks or is too many, so that declarations may be read as others than are
    /// meant.
    pub(crate) is_broken: bool,
}

/// Something that is declared, or a statement about it.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    /// What it stands in, by its index.
    pub(crate) parent: Option<usize>,
    /// One past the index of the last item in it.
    pub(crate) end: usize,
    /// From its first attribute to its `;` or `}`. Comments before it are not in it.
    pub(crate) span: Span,
    /// Index of the token that it begins with, behind its attributes.
    pub(crate) token: usize,
    /// The name that it declares, with its `%`. For what `use` brings, the name it has from then on.
    /// In WAC also the argument or export that is named, perhaps in quotes.
    pub(crate) name: Option<Span>,
    /// What it names elsewhere: the package of `package`, the interface or world of `use`,
    /// `import`, `export` and `include`, the component of `new`, the world of `targets`, or only a
    /// name in what is used or included, or of a variable.
    pub(crate) path: Option<Path>,
    /// The type of a field, case, parameter or alias, the result of a function.
    pub(crate) ty: Option<Span>,
    /// From `{` to `}`, both in it; to the end of the item when it is not closed.
    pub(crate) body: Option<Span>,
    /// Whether the body is closed, when there is one.
    pub(crate) is_closed: bool,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// `package a:b;`, or `package a:b { … }` with a body.
    Package,
    Interface,
    World,
    /// `use a:b/c as d;` outside of interfaces and worlds.
    TopUse,
    /// `use c.{…};`
    Use,
    /// `a as b` in the braces of `use`.
    UseName,
    Include,
    /// `a as b` in the braces of `include`.
    IncludeName,
    /// With a path, or a name, or both; a function's parameters and an interface's items in it.
    Import,
    Export,
    Alias,
    Record,
    Field,
    Variant,
    Enum,
    Case,
    Flags,
    Flag,
    Resource,
    Constructor,
    Method,
    Static,
    Func,
    Param,
    /// `targets a:b/c` in the `package` of WAC.
    Targets,
    /// `let a = …;` of WAC, the value in it: what it begins with, and then each access.
    Let,
    /// `export …;` of WAC, the value in it.
    ExportValue,
    /// The name behind `as` in an import or export of WAC.
    ExternName,
    /// `new a:b { … }`, its arguments in it.
    New,
    /// `a: …` or `"a": …`, the value in it; without a name where that is still to be written.
    Argument,
    /// A variable alone among the arguments.
    Inferred,
    /// `...a` among the arguments.
    Spread,
    /// `...` alone among the arguments.
    Fill,
    /// A name that stands for a value.
    Variable,
    /// `.a` or `["a"]` behind a value.
    Access,
    /// `(…)`, the value in it.
    Nested,
}

/// `wasi:http/types@0.2.3`, or a part of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) span: Span,
    pub(crate) namespace: Option<Span>,
    pub(crate) package: Option<Span>,
    /// The interface or world, or what else is named.
    pub(crate) name: Option<Span>,
    pub(crate) version: Option<Span>,
}

/// A name that stands where a type must be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypeName {
    pub(crate) span: Span,
    /// The item that it stands in.
    pub(crate) item: usize,
}

/// A built-in type.
pub(crate) const TYPES: [&str; 23] = [
    "u8",
    "u16",
    "u32",
    "u64",
    "s8",
    "s16",
    "s32",
    "s64",
    "f32",
    "f64",
    "bool",
    "char",
    "string",
    "list",
    "option",
    "result",
    "tuple",
    "map",
    "future",
    "stream",
    "own",
    "borrow",
    "error-context",
];

/// Words that are names only behind `%`, beside the built-in types.
pub(crate) const KEYWORDS: [&str; 22] = [
    "use",
    "type",
    "func",
    "resource",
    "record",
    "flags",
    "variant",
    "enum",
    "_",
    "as",
    "from",
    "static",
    "interface",
    "world",
    "import",
    "export",
    "package",
    "constructor",
    "include",
    "with",
    "async",
    "static",
];

impl Tree {
    /// What stands in an item, or in the text; not what stands in those in turn.
    pub(crate) fn children(&self, parent: Option<usize>) -> impl Iterator<Item = usize> {
        let (mut next, end) = match parent {
            Some(parent) => (parent + 1, self.items[parent].end),
            None => (0, self.items.len()),
        };
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.items[child].end;
                child
            })
        })
    }

    /// The innermost item around a range.
    pub(crate) fn item_around(&self, span: Span) -> Option<usize> {
        let started = self
            .items
            .partition_point(|item| item.span.start <= span.start);
        let last = started.checked_sub(1)?;
        let mut around = std::iter::successors(Some(last), |item| self.items[*item].parent);
        around.find(|item| self.items[*item].span.end >= span.end)
    }

    /// The token that holds the byte behind `offset`.
    pub(crate) fn token_at(&self, offset: u32) -> Option<usize> {
        let started = self
            .tokens
            .partition_point(|token| token.span.start <= offset);
        started.checked_sub(1)
    }

    /// The items around an item, from the one it stands in outwards.
    pub(crate) fn ancestors(&self, item: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.items[item].parent, |item| self.items[*item].parent)
    }

    /// What the author wrote about an item, as Markdown.
    pub(crate) fn docs(&self, text: &str, item: usize) -> Option<String> {
        docs::docs(self, text, item)
    }

    /// The feature that an item itself is kept behind, and the attribute that says so.
    pub(crate) fn gate<'a>(&self, text: &'a str, item: usize) -> Option<(&'a str, Span)> {
        gates::gate(self, text, item)
    }

    /// The same of all items that are kept behind one, in order.
    pub(crate) fn gates<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, Span)> {
        gates::gates(self, text)
    }
}

impl ItemKind {
    /// Whether it is the name of a type.
    pub(crate) fn is_type(self) -> bool {
        use ItemKind::{Alias, Enum, Flags, Record, Resource, UseName, Variant};
        matches!(
            self,
            Alias | Enum | Flags | Record | Resource | UseName | Variant
        )
    }
}
