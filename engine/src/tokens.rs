//! Any text as the tokens of WIT and WAC, each byte in one of them.
//!
//! wit-parser keeps its own to itself and stops at what it cannot read; an editor must not.

use model::Span;

/// The tokens of a text, one behind the other, from its first byte to its last.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 4);
    let mut start = 0;
    while start < text.len() {
        let (kind, len) = first(&text[start..]);
        let end = start + len;
        tokens.push(Token {
            kind,
            span: crate::diagnostics::span(start..end),
        });
        start = end;
    }
    tokens
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
}

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Blanks, tabs, line ends and a byte order mark.
    Space,
    /// `// …` and `/* … */`; the end of the line is not in it.
    Comment,
    /// `/// …` and `/** … */`.
    Docs,
    /// A keyword or a name. Whether it may be a name is not checked.
    Word,
    /// A name behind `%`, which is in the span.
    Escaped,
    /// Digits.
    Integer,
    /// Three numbers and what may follow them, such as `0.2.0-rc-2023-11-10`.
    Version,
    /// `"…"`, up to the end of its line when it is not closed.
    Text,
    /// `->`.
    Arrow,
    /// `...` of WAC.
    Ellipsis,
    /// One character of ASCII punctuation.
    Mark(u8),
    /// A character that WIT has no use for.
    Unknown,
}

impl Token {
    /// What is written there; `text` must be the one it was read from.
    pub(crate) fn of<'a>(&self, text: &'a str) -> &'a str {
        slice(text, self.span)
    }

    /// Whether it says nothing to the parser.
    pub(crate) fn is_trivia(&self) -> bool {
        use TokenKind::{Comment, Docs, Space};
        matches!(self.kind, Space | Comment | Docs)
    }
}

/// A span as the offsets of a slice.
pub(crate) fn range(span: Span) -> std::ops::Range<usize> {
    span.start as usize..span.end as usize
}

/// The part of a text that a span of it covers.
pub(crate) fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize)
        .unwrap_or_default()
}

/// A name as it is meant: without `%`, or the quotes that names have in WAC.
pub(crate) fn plain(name: &str) -> &str {
    match name.strip_prefix('"') {
        Some(quoted) => quoted.strip_suffix('"').unwrap_or(quoted),
        None => name.trim_start_matches('%'),
    }
}

/// The kind and length of a text's first token.
fn first(text: &str) -> (TokenKind, usize) {
    use TokenKind::{Arrow, Ellipsis, Escaped, Integer, Mark, Space, Text, Unknown, Version, Word};
    let bytes = text.as_bytes();
    match bytes[0] {
        b' ' | b'\t' | b'\r' | b'\n' => (Space, run(bytes, |byte| b" \t\r\n".contains(&byte))),
        b'/' => comment(text).unwrap_or((Mark(b'/'), 1)),
        b'-' if bytes.get(1) == Some(&b'>') => (Arrow, 2),
        b'-' => (Mark(b'-'), 1),
        b'.' if text.starts_with("...") => (Ellipsis, 3),
        b'%' => (Escaped, 1 + word_len(&text[1..])),
        b'"' => (Text, string_len(bytes)),
        b'0'..=b'9' => match version_len(bytes) {
            Some(len) => (Version, len),
            None => (Integer, run(bytes, |byte| byte.is_ascii_digit())),
        },
        byte if byte.is_ascii_punctuation() && byte != b'_' => (Mark(byte), 1),
        _ if text.starts_with('\u{feff}') => (Space, '\u{feff}'.len_utf8()),
        _ => match word_len(text) {
            0 => (Unknown, text.chars().next().map_or(1, char::len_utf8)),
            len => (Word, len),
        },
    }
}

fn run(bytes: &[u8], is_in: impl Fn(u8) -> bool) -> usize {
    let len = bytes.iter().position(|byte| !is_in(*byte));
    len.unwrap_or(bytes.len())
}

/// A word goes on over letters of every script, so that what is wrong with it is told of all of it.
fn word_len(text: &str) -> usize {
    let is_word = |char: char| char.is_alphanumeric() || char == '_' || char == '-';
    text.find(|char| !is_word(char)).unwrap_or(text.len())
}

fn comment(text: &str) -> Option<(TokenKind, usize)> {
    let (docs, len) = match text.as_bytes().get(1)? {
        b'/' => {
            let line = text.split('\n').next().unwrap_or(text);
            (line.starts_with("///"), line.trim_end_matches('\r').len())
        }
        b'*' => (
            text.starts_with("/**") && !text.starts_with("/**/"),
            block_comment_len(text.as_bytes()),
        ),
        _ => return None,
    };
    let kind = if docs {
        TokenKind::Docs
    } else {
        TokenKind::Comment
    };
    Some((kind, len))
}

/// Block comments nest.
fn block_comment_len(bytes: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match &bytes[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn string_len(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\r' | b'\n' => return at,
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii) => at += 2,
            _ => at += 1,
        }
    }
    at.min(bytes.len())
}

/// As wit-parser reads it: `.` ends a version unless more of it follows, for `use a:b@1.0.0.{c}`.
fn version_len(bytes: &[u8]) -> Option<usize> {
    let mut len = 0;
    for part in 0..3 {
        if part > 0 {
            (bytes.get(len) == Some(&b'.')).then_some(())?;
            len += 1;
        }
        let digits = run(&bytes[len..], |byte| byte.is_ascii_digit());
        (digits > 0).then_some(())?;
        len += digits;
    }
    for mark in [b'-', b'+'] {
        if bytes.get(len) == Some(&mark) {
            len += identifiers_len(&bytes[len + 1..]).map_or(0, |more| more + 1);
        }
    }
    Some(len)
}

fn identifiers_len(bytes: &[u8]) -> Option<usize> {
    let part = |bytes: &[u8]| run(bytes, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let mut len = part(bytes);
    (len > 0).then_some(())?;
    while bytes.get(len) == Some(&b'.') {
        match part(&bytes[len + 1..]) {
            0 => break,
            more => len += more + 1,
        }
    }
    Some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let tokens = tokens(text);
        let whole: String = tokens.iter().map(|token| token.of(text)).collect();
        assert_eq!(whole, text);
        let told = tokens.iter().filter(|token| token.kind != TokenKind::Space);
        let told: Vec<String> = told
            .map(|token| match token.kind {
                TokenKind::Mark(mark) => char::from(mark).to_string(),
                kind => format!("{kind:?} {}", token.of(text)),
            })
            .collect();
        assert_eq!(told.join(" | "), expected);
    }

    #[test]
    fn names_and_keywords() {
        check(
            "%type: foo-BAR->u8;",
            "Escaped %type | : | Word foo-BAR- | > | Word u8 | ;",
        );
        check("f()->_", "Word f | ( | ) | Arrow -> | Word _");
        check("größe % 1a", "Word größe | Escaped % | Integer 1 | Word a");
    }

    #[test]
    fn versions() {
        check("@0.2.3;", "@ | Version 0.2.3 | ;");
        check(
            "@0.2.0-rc-2023-11-10+b.1.{c}",
            "@ | Version 0.2.0-rc-2023-11-10+b.1 | . | { | Word c | }",
        );
        check("@0.2.", "@ | Integer 0 | . | Integer 2 | .");
        check("1.0.0-", "Version 1.0.0 | -");
    }

    #[test]
    fn comments() {
        check("/// a\r\n// b\n/", "Docs /// a | Comment // b | /");
        check(
            "/** a */ /**/ /* /* */ b",
            "Docs /** a */ | Comment /**/ | Comment /* /* */ b",
        );
    }

    #[test]
    fn anything_else() {
        check("\u{feff}\0a", "Unknown \0 | Word a");
        check("\"a\\\"b\" \"c\nd", "Text \"a\\\"b\" | Text \"c | Word d");
        check("\"\\", "Text \"\\");
        check("a....b", "Word a | Ellipsis ... | . | Word b");
        check("€", "Unknown €");
        check("", "");
    }
}
