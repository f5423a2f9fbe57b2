//! Places in a module's text.

use model::Span;

/// The byte at a line and column, counted from 1, or the end of the text.
pub(crate) fn line_column(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = &text[start..];
    let letter = rest.char_indices().nth(column.saturating_sub(1));
    letter.map_or(text.len(), |(at, _)| start + at)
}

/// The word at a place, or else its one letter.
pub(crate) fn word_at(text: &str, at: usize) -> Span {
    let rest = &text[at..];
    let word = rest.find(|it: char| !is_part(it)).unwrap_or(rest.len());
    let letter = rest.chars().next().filter(|it| *it != '\n');
    let length = word.max(letter.map_or(0, char::len_utf8));
    Span {
        start: at as u32,
        end: (at + length) as u32,
    }
}

/// Where a text has this word first, and not as a part of another.
pub(crate) fn word_of(text: &str, word: &str) -> Option<Span> {
    word_after(text, word, |_| true)
}

/// Where a text has this word first other than to ask something for its member of that name.
pub(crate) fn declared(text: &str, word: &str) -> Option<Span> {
    word_after(text, word, |before| !before.ends_with('.'))
}

fn word_after(text: &str, word: &str, is_so: impl Fn(&str) -> bool) -> Option<Span> {
    let mut places = text.match_indices(word);
    let (at, _) = places.find(|(at, _)| {
        let (before, after) = (&text[..*at], &text[at + word.len()..]);
        !before.ends_with(is_part) && !after.starts_with(is_part) && is_so(before)
    })?;
    Some(word_at(text, at))
}

/// Whether a letter may be in a name.
pub(crate) fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_the_engine_counts_them() {
        let text = "one\n  zwölf = ;\n";
        let at = line_column(text, 2, 11);
        assert_eq!(&text[at..at + 1], ";");
        let span = word_at(text, line_column(text, 2, 3));
        assert_eq!(&text[span.start as usize..span.end as usize], "zwölf");
        assert_eq!(line_column(text, 9, 1), text.len());
        assert_eq!(
            word_of("greater great", "great").map(|it| it.start),
            Some(8)
        );
        assert_eq!(declared("it.is is", "is").map(|it| it.start), Some(6));
    }
}
