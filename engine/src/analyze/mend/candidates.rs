//! Edits that may mend an error of syntax, the likeliest first.

use model::{Diagnostic, Span};

use crate::diagnostics::point;
use crate::suggest::nearest;
use crate::syntax::TYPES;
use crate::tokens::{Token, TokenKind, tokens};

/// Braces that one edit adds.
const MAX_BRACES: usize = 8;

/// Words that a declaration begins with, which a name and `:` may stand in the place of.
const DECLARATIONS: [&str; 10] = [
    "record", "variant", "enum", "flags", "resource", "type", "use", "import", "export", "include",
];

/// An edit and what it does.
pub(super) struct Candidate {
    pub(super) title: String,
    pub(super) span: Span,
    pub(super) text: String,
    pub(super) trust: Trust,
}

/// When an edit that moves the error helped.
#[derive(Debug, Clone, Copy)]
pub(super) enum Trust {
    /// When there is no error left.
    Whole,
    /// When the next error is on a later line.
    Later,
    /// When the next error is behind it.
    Next,
}

pub(super) fn candidates(diagnostic: &Diagnostic, text: &str) -> Vec<Candidate> {
    let Some(message) = diagnostic.message.strip_prefix("expected ") else {
        return Vec::new();
    };
    let (expected, found) = message.split_once(", found ").unwrap_or((message, ""));
    let mut told = tokens(text);
    told.retain(|token| !token.is_trivia());
    let at = told.partition_point(|token| token.span.end <= diagnostic.span.start);
    let place = Place {
        text,
        expected: expected.split('`').skip(1).step_by(2).collect(),
        wants_name: expected.contains("name"),
        finds_keyword: found.starts_with("keyword"),
        told: &told,
        at,
    };
    let mut candidates = Vec::new();
    candidates.extend(place.escape());
    candidates.extend(place.right_word());
    candidates.extend(place.arrow());
    candidates.extend(place.other_mark());
    candidates.extend(place.missing());
    candidates.extend(place.numbers());
    candidates.extend(place.braces());
    candidates
}

/// Where the parser met what it did not expect.
struct Place<'a> {
    text: &'a str,
    /// What it expected, as far as that is a word or mark.
    expected: Vec<&'a str>,
    wants_name: bool,
    finds_keyword: bool,
    /// Tokens that are no trivia.
    told: &'a [Token],
    /// Index of the one it met.
    at: usize,
}

impl<'a> Place<'a> {
    fn found(&self) -> Option<Token> {
        self.told.get(self.at).copied()
    }

    fn before(&self) -> Option<Token> {
        self.told.get(self.at.checked_sub(1)?).copied()
    }

    fn word(&self, token: Option<Token>) -> &'a str {
        match token {
            Some(token) if token.kind == TokenKind::Word => token.of(self.text),
            _ => "",
        }
    }

    /// A keyword where a name must be.
    fn escape(&self) -> Option<Candidate> {
        let found = self
            .found()
            .filter(|_| self.wants_name && self.finds_keyword)?;
        let next = self.told.get(self.at + 1).map(|next| next.of(self.text));
        let before = self.before().map(|before| before.of(self.text));
        let is_name = matches!(next, Some(":" | "{" | "=" | "," | "}"))
            || matches!(
                (before, next),
                (Some(":" | "resource"), Some(";" | "@" | "/"))
            );
        is_name.then(|| Candidate {
            trust: Trust::Next,
            ..replace(found.span, format!("%{}", found.of(self.text)))
        })
    }

    /// A keyword that is misspelled.
    fn right_word(&self) -> Option<Candidate> {
        let words = self.expected.iter().copied();
        let words = words.filter(|it| it.starts_with(|char: char| char.is_ascii_lowercase()));
        if let Some(meant) = nearest(self.word(self.found()), words) {
            return Some(replace(self.found()?.span, meant));
        }
        let before = self.before().filter(|_| self.expected == [":"])?;
        let meant = nearest(self.word(Some(before)), DECLARATIONS)?;
        Some(replace(before.span, meant))
    }

    /// A result without `->`.
    fn arrow(&self) -> Option<Candidate> {
        let is_result = self.expected == [";"] && TYPES.contains(&self.word(self.found()));
        let behind_params = self.before().filter(|token| token.of(self.text) == ")")?;
        is_result.then(|| insert(behind_params.span.end, " ->", "->"))
    }

    /// A mark in the place of another, or one too many.
    fn other_mark(&self) -> Vec<Candidate> {
        let Some(found) = self.found() else {
            return Vec::new();
        };
        let mark = found.of(self.text);
        if !matches!(mark, ";" | "," | ":" | "." | "=") {
            return Vec::new();
        }
        let mut candidates = Vec::new();
        for expected in [";", ",", ":", "="] {
            let ends_list = self.expected == ["}"] && expected == ",";
            if expected != mark && (ends_list || self.expected == [expected]) {
                candidates.push(replace(found.span, expected));
            }
        }
        if mark == ";" || mark == "," {
            candidates.push(Candidate {
                title: format!("remove `{mark}`"),
                span: found.span,
                text: String::new(),
                trust: Trust::Whole,
            });
        }
        candidates
    }

    /// A mark or a word that is not there.
    fn missing(&self) -> Vec<Candidate> {
        let (Some(before), [expected]) = (self.before(), self.expected.as_slice()) else {
            return Vec::new();
        };
        let mut candidates = Vec::new();
        if matches!(*expected, "}" | ")" | ">") && self.found().is_some() {
            candidates.push(insert(before.span.end, ",", ","));
        }
        let gap = self
            .found()
            .map_or(0, |found| found.span.start - before.span.end);
        let blank = if gap == 0 { " " } else { "" };
        candidates.extend(match *expected {
            ":" | "=" => Some(insert(
                before.span.end,
                &format!("{expected}{blank}"),
                expected,
            )),
            ";" | "," | ")" | ">" => Some(insert(before.span.end, expected, expected)),
            // Without `;` the parser takes the head of a file for a package with a body.
            "{" => Some(insert(before.span.end, ";", ";")),
            "func" if self.found().is_some_and(|it| it.of(self.text) == "(") => {
                Some(insert(before.span.end, &format!("{blank}func"), "func"))
            }
            _ => None,
        });
        candidates
    }

    /// A version of fewer than three numbers.
    fn numbers(&self) -> Vec<Candidate> {
        let is_number = |token: Token| token.kind == TokenKind::Integer;
        match self
            .before()
            .filter(|token| is_number(*token) && self.expected == ["."])
        {
            Some(number) => [".0", ".0.0"]
                .map(|numbers| insert(number.span.end, numbers, numbers))
                .into(),
            None => Vec::new(),
        }
    }

    /// Braces that are not closed, before a declaration that can not stand in them or at the end.
    fn braces(&self) -> Vec<Candidate> {
        let Some(before) = self.before() else {
            return Vec::new();
        };
        let open = self.told[..self.at]
            .iter()
            .fold(0_usize, |open, token| match token.kind {
                TokenKind::Mark(b'{') => open + 1,
                TokenKind::Mark(b'}') => open.saturating_sub(1),
                _ => open,
            });
        // At the end all of them must be closed.
        let (at, counts) = match self.found() {
            Some(_) => (before.span.end, 1..=open.min(2)),
            None => (end_of(self.text), open.max(1)..=open.min(MAX_BRACES)),
        };
        let close = |count: usize| {
            let braces = (0..count).map(|index| format!("\n{}}}", "    ".repeat(open - 1 - index)));
            let marks = vec!["}"; count].join(" ");
            Candidate {
                trust: Trust::Whole,
                ..insert(at, &braces.collect::<String>(), &marks)
            }
        };
        counts.map(close).collect()
    }
}

/// Behind the last line that says something.
fn end_of(text: &str) -> u32 {
    u32::try_from(text.trim_end().len()).unwrap_or(u32::MAX)
}

fn replace(span: Span, text: impl Into<String>) -> Candidate {
    let text = text.into();
    Candidate {
        title: format!("write `{text}`"),
        span,
        text,
        trust: Trust::Later,
    }
}

fn insert(at: u32, text: &str, what: &str) -> Candidate {
    Candidate {
        title: format!("add `{what}`"),
        span: point(at),
        text: text.to_owned(),
        trust: Trust::Later,
    }
}
