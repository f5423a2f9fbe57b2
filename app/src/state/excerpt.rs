//! Parts of texts: the line that a place is in, and the beginning.

use model::Span;

/// A line, with a place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Number of the line, from 1.
    pub line: u32,
    /// What stands before the place, without the indentation.
    pub before: String,
    /// What stands at the place.
    pub word: String,
    /// What stands after it.
    pub after: String,
}

/// More of a line than this is not shown on either side, in characters.
const SIDE: usize = 80;

/// The line that a span begins in. What does not fit the text is cut.
pub fn excerpt(text: &str, span: Span) -> Excerpt {
    let floor = |at: u32| {
        let at = (at as usize).min(text.len());
        (0..=at)
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(0)
    };
    let (start, end) = (floor(span.start), floor(span.end.max(span.start)));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = end.min(line_end);
    let before = text[line_start..start].trim_start();
    let skipped = before.chars().count().saturating_sub(SIDE);
    let before: String = before.chars().skip(skipped).collect();
    let ellipsis = if skipped > 0 { "…" } else { "" };
    Excerpt {
        line: text[..start].matches('\n').count() as u32 + 1,
        before: format!("{ellipsis}{before}"),
        word: text[start..end].to_owned(),
        after: text[end..line_end].chars().take(SIDE).collect(),
    }
}

/// A text, or its beginning where it is longer than so many bytes.
pub fn beginning(text: &str, most: usize) -> String {
    match text.len() > most {
        true => format!("{}…", &text[..text.floor_char_boundary(most)]),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, start: u32, end: u32) -> (u32, String) {
        let it = excerpt(text, Span { start, end });
        (it.line, format!("{}[{}]{}", it.before, it.word, it.after))
    }

    #[test]
    fn a_place_is_shown_in_its_line() {
        let text = "package é:b;\n  use types.{person};\n";
        assert_eq!(parts(text, 27, 33), (2, "use types.{[person]};".into()));
        assert_eq!(parts(text, 8, 10), (1, "package [é]:b;".into()));
    }

    #[test]
    fn what_does_not_fit_is_cut() {
        assert_eq!(parts("a\nb", 2, 99), (2, "[b]".into()));
        assert_eq!(parts("é", 1, 2), (1, "[é]".into()));
        assert_eq!(parts("", 3, 5), (1, "[]".into()));
        assert_eq!(parts("ab\ncd", 1, 4), (1, "a[b]".into()));
        let long = format!("{}x{}", "é".repeat(200), "b".repeat(200));
        let it = excerpt(
            &long,
            Span {
                start: 400,
                end: 401,
            },
        );
        assert_eq!(
            (it.before.chars().count(), it.after.len()),
            (SIDE + 1, SIDE)
        );
        assert!(it.before.starts_with('…'));
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(beginning("née", 4), "née");
        assert_eq!(beginning("née", 2), "n…");
        assert_eq!(beginning("", 0), "");
    }
}
