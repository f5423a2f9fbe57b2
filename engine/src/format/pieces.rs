//! A text's tokens without the blanks between them, each with the comments before it, and the
//! brackets that hold them.

use std::ops::Range;

use super::path::path_end;
use crate::tokens::{Token, TokenKind, tokens};

/// What a text is made of.
pub(super) struct Pieces<'a> {
    /// The tokens, and a last one without text that holds the comments behind them.
    pub(super) all: Vec<Piece<'a>>,
    pub(super) comments: Vec<Comment<'a>>,
    /// The first is the file itself.
    pub(super) groups: Vec<Group>,
}

/// A token that the parser sees.
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// Those between it and the piece before.
    pub(super) comments: Range<usize>,
    /// Line ends right before it.
    pub(super) newlines: usize,
    /// The group that it stands in; of a bracket, the one around the group.
    pub(super) parent: usize,
    /// The group whose first bracket it is.
    pub(super) opens: Option<usize>,
    /// The group whose last bracket it is.
    pub(super) closes: Option<usize>,
    /// Of the last piece of an item: the word that the item begins with.
    pub(super) ends: Option<&'a str>,
    /// Whether it is the last piece of an attribute such as `@since(version = 0.2.0)`.
    pub(super) ends_attribute: bool,
}

/// A comment and how far it is from what is before it.
pub(super) struct Comment<'a> {
    pub(super) text: &'a str,
    /// Line ends right before it.
    pub(super) newlines: usize,
}

impl Comment<'_> {
    /// Whether nothing can stand behind it on its line.
    pub(super) fn is_line(&self) -> bool {
        self.text.starts_with("//")
    }
}

/// What stands between two brackets.
pub(super) struct Group {
    pub(super) kind: GroupKind,
    pub(super) open: usize,
    pub(super) close: usize,
}

/// What the parts of a group are, which tells how they are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroupKind {
    /// Interfaces, worlds, uses and packages; also those of the file.
    Package,
    /// Items that end with `;` or `}`.
    Items,
    /// Fields, cases or flags.
    Members,
    /// `{a as b}` of an `include`.
    Renames,
    /// The arguments of `new` in WAC.
    Arguments,
    /// `{a, b as c}` of a `use`.
    Names,
    /// Parameters.
    Params,
    /// The types of a tuple.
    Tuple,
    /// The types of another type.
    Types,
    /// An attribute's value, or what a case holds.
    Fixed,
}

impl GroupKind {
    /// Whether a comma may stand behind its last part.
    pub(super) fn may_end_with_comma(self) -> bool {
        use GroupKind::{Arguments, Members, Names, Params, Renames, Tuple};
        matches!(self, Members | Renames | Arguments | Names | Params | Tuple)
    }

    /// Whether its parts stand apart from its brackets, and on lines of their own where the author
    /// began one behind the first.
    pub(super) fn holds_members(self) -> bool {
        matches!(self, GroupKind::Members | GroupKind::Arguments)
    }

    pub(super) fn holds_items(self) -> bool {
        matches!(self, GroupKind::Package | GroupKind::Items)
    }
}

/// An open bracket and the item that is being read in it.
struct Level<'a> {
    group: usize,
    /// The first word of the item.
    keyword: Option<&'a str>,
    in_attribute: bool,
}

impl<'a> Pieces<'a> {
    /// Of a text of WAC, or of WIT; none when the brackets do not match.
    pub(super) fn of(text: &'a str, is_wac: bool) -> Option<Pieces<'a>> {
        let mut reader = Reader {
            pieces: Pieces {
                all: Vec::new(),
                comments: Vec::new(),
                groups: vec![Group {
                    kind: GroupKind::Package,
                    open: 0,
                    close: usize::MAX,
                }],
            },
            levels: vec![Level {
                group: 0,
                keyword: None,
                in_attribute: false,
            }],
            is_wac,
            is_new: false,
            goes_on: false,
            newlines: 0,
            first_comment: 0,
        };
        let tokens = tokens(text);
        let mut at = 0;
        while let Some(mut token) = tokens.get(at).copied() {
            at = match is_wac {
                true => path_end(&tokens, at),
                false => at + 1,
            };
            token.span.end = tokens[at - 1].span.end;
            let told = |token: &&Token| !token.is_trivia();
            if is_wac && token.kind == TokenKind::Mark(b'}') {
                let next = tokens[at..].iter().find(told);
                reader.goes_on = next.is_some_and(|next| next.kind == TokenKind::Mark(b';'));
            }
            reader.read(token, token.of(text))?;
        }
        if reader.levels.len() > 1 {
            return None;
        }
        reader.push("");
        Some(reader.pieces)
    }

    /// The first word of the item that begins at a piece, behind its attributes.
    pub(super) fn keyword_at(&self, mut at: usize) -> &'a str {
        while self.all[at].text == "@" {
            let rest = &self.all[at..];
            let len = rest.iter().position(|piece| piece.ends_attribute);
            match len {
                Some(len) => at += len + 1,
                None => break,
            }
        }
        self.all.get(at).map_or("", |piece| piece.text)
    }
}

struct Reader<'a> {
    pieces: Pieces<'a>,
    levels: Vec<Level<'a>>,
    is_wac: bool,
    /// Whether the next brace holds the arguments of `new`.
    is_new: bool,
    /// Whether `;` follows the brace that is read.
    goes_on: bool,
    /// Line ends since the last piece or comment.
    newlines: usize,
    first_comment: usize,
}

impl<'a> Reader<'a> {
    fn read(&mut self, token: Token, text: &'a str) -> Option<()> {
        match token.kind {
            TokenKind::Space => self.newlines += text.matches('\n').count(),
            TokenKind::Comment | TokenKind::Docs => {
                self.pieces.comments.push(Comment {
                    text: text.trim_end(),
                    newlines: std::mem::take(&mut self.newlines),
                });
            }
            TokenKind::Mark(b'(' | b'{' | b'<') => self.open(text),
            TokenKind::Mark(b')' | b'}' | b'>') => return self.close(text),
            TokenKind::Mark(b';') => {
                self.push(text);
                self.end_item();
            }
            _ => {
                self.push(text);
                self.begin_item(text);
                self.is_new |= self.is_wac && text == "new";
            }
        }
        Some(())
    }

    fn push(&mut self, text: &'a str) {
        let comments = self.first_comment..self.pieces.comments.len();
        self.first_comment = comments.end;
        self.pieces.all.push(Piece {
            text,
            comments,
            newlines: std::mem::take(&mut self.newlines),
            parent: self.levels.last().map_or(0, |level| level.group),
            opens: None,
            closes: None,
            ends: None,
            ends_attribute: false,
        });
    }

    fn level(&mut self) -> &mut Level<'a> {
        self.levels.last_mut().expect("the file is never closed")
    }

    fn begin_item(&mut self, text: &'a str) {
        let level = self.level();
        match text {
            "@" if level.keyword.is_none() => level.in_attribute = true,
            _ if level.in_attribute => {}
            _ => level.keyword = level.keyword.or(Some(text)),
        }
    }

    fn end_item(&mut self) {
        let keyword = self.level().keyword.take();
        if let Some(piece) = self.pieces.all.last_mut() {
            piece.ends = Some(keyword.unwrap_or_default());
        }
    }

    fn open(&mut self, text: &'a str) {
        self.push(text);
        let at = self.pieces.all.len() - 1;
        let group = self.pieces.groups.len();
        let kind = self.kind(text, at);
        self.pieces.all[at].opens = Some(group);
        self.pieces.groups.push(Group {
            kind,
            open: at,
            close: usize::MAX,
        });
        self.levels.push(Level {
            group,
            keyword: None,
            in_attribute: false,
        });
    }

    fn close(&mut self, text: &'a str) -> Option<()> {
        let level = self.levels.pop().filter(|_| !self.levels.is_empty());
        let group = level?.group;
        let open = self.pieces.groups[group].open;
        if !matches!(
            (self.pieces.all[open].text, text),
            ("(", ")") | ("{", "}") | ("<", ">")
        ) {
            return None;
        }
        self.push(text);
        let at = self.pieces.all.len() - 1;
        self.pieces.groups[group].close = at;
        self.pieces.all[at].closes = Some(group);
        if std::mem::take(&mut self.level().in_attribute) {
            self.pieces.all[at].ends_attribute = true;
        }
        // What a `use` names in braces is followed by `;`, as are values and some types of WAC.
        let is_part = matches!(
            self.pieces.groups[group].kind,
            GroupKind::Names | GroupKind::Arguments
        );
        if text == "}" && !is_part && !self.goes_on {
            self.end_item();
        }
        Some(())
    }

    fn kind(&mut self, text: &str, at: usize) -> GroupKind {
        if text == "{" && std::mem::take(&mut self.is_new) {
            return GroupKind::Arguments;
        }
        let before = at.checked_sub(1).map_or("", |at| self.pieces.all[at].text);
        let keyword = self.levels.last().and_then(|level| level.keyword);
        match (text, before, keyword.unwrap_or_default()) {
            ("{", _, "record" | "variant" | "flags" | "enum") => GroupKind::Members,
            ("{", _, "include") => GroupKind::Renames,
            ("{", ".", _) => GroupKind::Names,
            ("{", _, "package") => GroupKind::Package,
            ("{", ..) => GroupKind::Items,
            ("(", "func" | "constructor", _) => GroupKind::Params,
            ("(", ..) => GroupKind::Fixed,
            (_, "tuple", _) => GroupKind::Tuple,
            _ => GroupKind::Types,
        }
    }
}
