//! Edits of texts that the engine proposes, made.

use model::TextEdit;

/// The text with all edits made, whose spans are of the text before any of them. None where a span
/// does not fit the text or overlaps another.
pub fn edited(text: &str, edits: &[&TextEdit]) -> Option<String> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for TextEdit {
        span, text: new, ..
    } in edits
    {
        let (start, end) = (span.start as usize, span.end as usize);
        result.push_str(text.get(done..start)?);
        text.get(start..end)?;
        result.push_str(new);
        done = end;
    }
    result.push_str(text.get(done..)?);
    Some(result)
}

#[cfg(test)]
mod tests {
    use model::Span;

    use super::*;

    fn edit(start: u32, end: u32, text: &str) -> TextEdit {
        TextEdit {
            path: "a.wit".into(),
            span: Span { start, end },
            text: text.into(),
        }
    }

    fn all(text: &str, edits: &[TextEdit]) -> Option<String> {
        edited(text, &edits.iter().collect::<Vec<_>>())
    }

    #[test]
    fn spans_are_of_the_text_before_any_edit() {
        let edits = [edit(6, 7, "two"), edit(0, 1, "one"), edit(3, 3, "é")];
        assert_eq!(all("a: b; c", &edits).unwrap(), "one: éb; two");
        assert_eq!(all("same", &[]).unwrap(), "same");
    }

    #[test]
    fn what_does_not_fit_is_refused_whole() {
        assert_eq!(all("abc", &[edit(2, 9, "")]), None);
        assert_eq!(all("é", &[edit(1, 2, "")]), None);
        assert_eq!(all("abcd", &[edit(0, 2, ""), edit(1, 3, "")]), None);
        assert_eq!(all("abcd", &[edit(3, 1, "")]), None);
    }
}
