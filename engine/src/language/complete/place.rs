//! What is wanted at a place: the text is read as if a name stood there.

use model::Span;

use crate::diagnostics::span;
use crate::language::File;
use crate::language::index::Ref;
use crate::syntax::{Item, ItemKind, Path, is_wac};
use crate::tokens::{Token, TokenKind};

/// The name that stands for what is about to be written.
pub(crate) const NAME: &str = "what-comes-here";

/// A place in a text, with a name there.
pub(crate) struct Site {
    /// The text with the name.
    pub(crate) file: File,
    /// What is written already, in the text as it is.
    pub(crate) span: Span,
    /// That, up to the cursor.
    pub(super) typed: String,
    /// The name, in the text with it.
    name: Span,
    /// Blanks that were added behind it.
    gap: u32,
}

/// What may be written at a place.
pub(super) enum Place<'a> {
    Nothing,
    /// The version of this package.
    Version(String),
    /// What stands behind `@`.
    Attribute,
    /// What stands in the parentheses of this attribute.
    Argument(&'a str),
    /// A type; what it is of.
    Type(Ref<'a>),
    /// A part of the path of this item.
    Path(Ref<'a>),
    /// A name in the braces of `use`.
    Used(Ref<'a>),
    /// A name in the braces of `include`.
    Included(Ref<'a>),
    /// One of these words, each with what is written for it.
    Words(&'static [(&'static str, &'static str)]),
    /// A declaration or statement in this.
    Statement(Option<Ref<'a>>),
}

impl Site {
    /// A place of a file, unless it is in a comment, or in a string that is no name.
    pub(crate) fn new(file: &File, offset: u32) -> Option<Site> {
        let text = &file.text;
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = u32::try_from(offset).ok()?.checked_sub(1);
        let before = before.and_then(|before| file.tree.token_at(before));
        let before = before.map(|at| file.tree.tokens[at]);
        let within = before.filter(|token| is_told_within(*token, file, offset));
        // Names of WAC may be in quotes.
        let quoted = within.filter(|it| is_wac(&file.path) && it.kind == TokenKind::Text);
        if within != quoted {
            return None;
        }
        let range = match before {
            Some(Token { span, .. }) if quoted.is_some() => {
                let end = match file
                    .slice(span)
                    .get(1..)
                    .is_some_and(|it| it.ends_with('"'))
                {
                    true => span.end as usize,
                    false => offset,
                };
                span.start as usize..end
            }
            Some(Token {
                kind: TokenKind::Word | TokenKind::Escaped,
                span,
            }) => span.start as usize..span.end as usize,
            _ => version_around(text, offset).unwrap_or(offset..offset),
        };
        // A word right behind the place is not what is being written.
        let is_word = |char: char| char.is_alphanumeric() || "-_%".contains(char);
        let gap = if text[range.end..].starts_with(is_word) {
            " "
        } else {
            ""
        };
        let marked = [&text[..range.start], NAME, gap, &text[range.end..]].concat();
        Some(Site {
            gap: u32::try_from(gap.len()).ok()?,
            file: File::read(&file.path, &marked),
            typed: text[range.start..offset].to_owned(),
            name: span(range.start..range.start + NAME.len()),
            span: span(range),
        })
    }

    /// What may be written there.
    pub(super) fn place(&self) -> Place<'_> {
        let item = self.item();
        let before = self.before(1);
        if before == "@" {
            let package = self.versioned_package();
            return package.map_or(Place::Attribute, Place::Version);
        }
        if let Some(attribute) = self.attribute() {
            return Place::Argument(attribute);
        }
        let types = &self.file.tree.types;
        if let Some(ty) = types.iter().find(|ty| ty.span == self.name) {
            let file = &self.file;
            return Place::Type(Ref {
                file,
                item: ty.item,
            });
        }
        if let Some(place) = item.and_then(|item| self.in_item(item)) {
            return place;
        }
        self.behind(item)
    }

    fn in_item<'a>(&'a self, item: Ref<'a>) -> Option<Place<'a>> {
        use ItemKind as Kind;
        let it = item.item();
        if it.path.is_some_and(|path| self.is_in(path.span)) {
            let is_behind_name = !matches!(self.before(1), "{" | ",");
            return Some(match it.kind {
                Kind::UseName if is_behind_name => Place::Words(&[("as", "as ${}")]),
                Kind::IncludeName if is_behind_name => Place::Words(&[("as", "as ${}")]),
                Kind::UseName => Place::Used(item),
                Kind::IncludeName => Place::Included(item),
                Kind::Package => Place::Nothing,
                _ => Place::Path(item),
            });
        }
        (it.name == Some(self.name)).then_some(Place::Nothing)
    }

    /// Whether the place is in a range of the text with the name.
    pub(crate) fn is_in(&self, span: Span) -> bool {
        span.start <= self.name.start && self.name.end <= span.end
    }

    /// By the word or mark before the place.
    fn behind<'a>(&'a self, item: Option<Ref<'a>>) -> Place<'a> {
        const FUNC: (&str, &str) = ("func", "func(${});");
        const ASYNC: (&str, &str) = ("async func", "async func(${});");
        const STATIC: (&str, &str) = ("static func", "static func(${});");
        let around = item.and_then(|item| item.outwards().find(|it| it.item().body.is_some()));
        let is_resource = around.is_some_and(|it| it.kind() == ItemKind::Resource);
        // A function that is there already may become another kind.
        let is_func = matches!(self.after(), "func" | "async");
        match self.before(1) {
            ":" if is_func && is_resource => {
                return Place::Words(&[("async", "async"), ("static", "static")]);
            }
            ":" | "static" if is_func => return Place::Words(&[("async", "async")]),
            ":" if is_resource => return Place::Words(&[FUNC, ASYNC, STATIC]),
            ":" => return Place::Words(&[FUNC, ASYNC]),
            "static" => return Place::Words(&[FUNC, ASYNC]),
            "async" => return Place::Words(&[FUNC]),
            "." => return Place::Words(&[("{ … }", "{${}};")]),
            ")" if self.is_on_line() => return Place::Words(&[("->", "-> ${}")]),
            _ => {}
        }
        if let Some(unfinished) = self.unfinished() {
            return unfinished;
        }
        let is_open = |it: &Ref| it.is_container() || it.is_nested_package();
        match around {
            Some(it) if is_open(&it) || is_resource => Place::Statement(Some(it)),
            Some(_) => Place::Nothing,
            None => Place::Statement(None),
        }
    }

    /// What goes on with a statement that ends right before the place, without its `;`.
    fn unfinished(&self) -> Option<Place<'_>> {
        let (item, before) = self.ended()?;
        match item.kind {
            ItemKind::Include if item.body.is_none() => {
                Some(Place::Words(&[("with", "with { ${} }")]))
            }
            ItemKind::TopUse if item.name.is_none() => Some(Place::Words(&[("as", "as ${};")])),
            _ if matches!(before.kind, TokenKind::Mark(b';' | b'}')) => None,
            _ => Some(Place::Nothing),
        }
    }

    /// The innermost item that ends right before the place on its line, and the last token of it.
    fn ended(&self) -> Option<(&Item, Token)> {
        let before = self.file.tree.tokens[self.told_before(1)?];
        let item = self.file.tree.item_around(before.span)?;
        let item = &self.file.tree.items[item];
        let is_ended = item.span.end == before.span.end && self.is_on_line();
        is_ended.then_some((item, before))
    }

    /// The statement that ends right before the place on its line, without its `;`.
    pub(crate) fn unended(&self) -> Option<ItemKind> {
        let before = self.file.tree.tokens[self.told_before(1)?];
        let item = self.file.tree.item_around(before.span)?;
        let statement = self.file.tree.ancestors(item).last().unwrap_or(item);
        let is_whole = before.kind == TokenKind::Mark(b';') || !self.is_on_line();
        (!is_whole).then(|| self.file.tree.items[statement].kind)
    }

    /// What there is of the path that the place is in, before the place.
    pub(crate) fn typed_path(&self) -> &str {
        let path: Option<Path> = self.item().and_then(|item| item.item().path);
        let start = path.map_or(self.name.start, |path| path.span.start);
        self.file.slice(Span {
            start,
            end: self.name.start,
        })
    }

    /// The attribute in whose parentheses the place is.
    fn attribute(&self) -> Option<&str> {
        let is_first = self.before(1) == "(" && self.before(3) == "@";
        let is_value = self.before(1) == "=" && self.before(5) == "@";
        match (is_first, is_value) {
            (true, _) => Some(self.before(2)),
            (_, true) => Some(self.before(2)),
            _ => None,
        }
    }

    /// For a place right behind a path and `@`: the package of the path.
    fn versioned_package(&self) -> Option<String> {
        let before = &self.file.text[..self.name.start as usize];
        // Something else than `@` may stand between, such as a byte order mark.
        let before = before.strip_suffix('@')?;
        let is_path = |char: char| char.is_alphanumeric() || "-%:/".contains(char);
        let start = before.rfind(|char| !is_path(char)).map_or(0, |at| at + 1);
        let path = before.get(start..)?.replace('%', "");
        let package = path.split('/').next()?;
        package.contains(':').then(|| package.to_owned())
    }

    /// The innermost item around the place.
    pub(crate) fn item(&self) -> Option<Ref<'_>> {
        let file = &self.file;
        let item = file.tree.item_around(self.name)?;
        Some(Ref { file, item })
    }

    /// What stands before the place, by how many words and marks before; empty when nothing does.
    pub(crate) fn before(&self, count: usize) -> &str {
        let token = self.told_before(count);
        token.map_or("", |at| self.file.tree.tokens[at].of(&self.file.text))
    }

    fn told_before(&self, count: usize) -> Option<usize> {
        let tokens = &self.file.tree.tokens;
        let at = tokens.partition_point(|token| token.span.start < self.name.start);
        let mut told = (0..at).rev().filter(|at| !tokens[*at].is_trivia());
        told.nth(count - 1)
    }

    /// What stands behind the place; empty when nothing does.
    pub(crate) fn after(&self) -> &str {
        self.after_offset(self.name.end)
    }

    /// What stands behind the path that the place is in.
    pub(crate) fn after_path(&self) -> &str {
        let path = self.item().and_then(|item| item.item().path);
        self.after_offset(path.map_or(self.name, |path| path.span).end)
    }

    fn after_offset(&self, offset: u32) -> &str {
        let tokens = &self.file.tree.tokens;
        let at = tokens.partition_point(|token| token.span.start < offset);
        let mut told = tokens[at..].iter().filter(|token| !token.is_trivia());
        told.next().map_or("", |token| token.of(&self.file.text))
    }

    /// Whether something stands before the place on its line.
    pub(crate) fn is_on_line(&self) -> bool {
        let before = &self.file.text[..self.name.start as usize];
        let line = before.rsplit('\n').next().unwrap_or_default();
        !line.trim().is_empty()
    }

    /// Whether something stands behind the place on its line that is no closing brace.
    pub(crate) fn has_rest(&self) -> bool {
        let rest = &self.file.text[self.name.end as usize..];
        let line = rest.split('\n').next().unwrap_or_default().trim();
        !line.is_empty() && !line.starts_with('}') && !line.starts_with('/')
    }

    /// The blanks that the line begins with.
    pub(crate) fn indent(&self) -> &str {
        indent(&self.file.text, self.name.start)
    }

    /// An offset of the text with the name in the text as it is.
    pub(crate) fn original(&self, offset: u32) -> u32 {
        match offset >= self.name.end {
            true => (offset + self.span.end).saturating_sub(self.name.end + self.gap),
            false => offset.min(self.span.start),
        }
    }
}

/// The blanks that the line of an offset begins with.
pub(super) fn indent(text: &str, offset: u32) -> &str {
    let start = text[..offset as usize].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Whether a place is in a comment or a string: behind its beginning, and not behind its end.
fn is_told_within(token: Token, file: &File, offset: usize) -> bool {
    let text = token.of(&file.text);
    let is_open = match token.kind {
        TokenKind::Comment | TokenKind::Docs => {
            text.starts_with("//") || text.len() < 4 || !text.ends_with("*/")
        }
        TokenKind::Text => text.len() < 2 || !text.ends_with('"'),
        _ => return false,
    };
    is_open || offset < token.span.end as usize
}

/// The version, or what there is of it, around a place behind `@`.
fn version_around(text: &str, offset: usize) -> Option<std::ops::Range<usize>> {
    let is_version = |char: char| char.is_ascii_alphanumeric() || ".-+".contains(char);
    let before = text[..offset].trim_end_matches(is_version);
    let behind = text[offset..].trim_start_matches(is_version);
    let end = text.len() - behind.len();
    // `.` before `{` is no part of it.
    let end = if text[..end].ends_with('.') && end > offset {
        end - 1
    } else {
        end
    };
    before
        .ends_with('@')
        .then_some(before.len()..end.max(offset))
}
