//! What differs between two texts, line beside line and word by word.

use similar::{ChangeTag, TextDiff};

/// More of a text than this is not compared, in bytes.
const MOST: usize = 64 * 1024;

/// A line of both texts, or of one where the other has none in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line on the left.
    pub left: Option<Line>,
    /// The line on the right.
    pub right: Option<Line>,
}

/// A line in pieces, and whether each is on this side only.
pub type Line = Vec<(bool, String)>;

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// From the first line to the last.
    pub rows: Vec<Row>,
    /// Whether the texts go on behind what was compared.
    pub is_cut: bool,
}

impl Row {
    /// Whether the line is the same on both sides.
    pub fn is_same(&self) -> bool {
        self.left == self.right
    }
}

/// Compares two texts.
pub fn difference(left: &str, right: &str) -> Difference {
    let (left, is_left_cut) = beginning(left);
    let (right, is_right_cut) = beginning(right);
    let compared = TextDiff::from_lines(left, right);
    let mut rows = Vec::new();
    for op in compared.ops() {
        let (mut old, mut new) = (Vec::new(), Vec::new());
        // A deadline would need a clock, which wasm has none of.
        for change in compared.iter_inline_changes_deadline(op, None) {
            let pieces = change.iter_strings_lossy();
            let line: Line = pieces
                .map(|(is_changed, text)| (is_changed, text.trim_end_matches('\n').to_owned()))
                .filter(|(_, text)| !text.is_empty())
                .collect();
            match change.tag() {
                ChangeTag::Equal => rows.push(row(Some(line.clone()), Some(line))),
                ChangeTag::Delete => old.push(line),
                ChangeTag::Insert => new.push(line),
            }
        }
        let count = old.len().max(new.len());
        let (mut old, mut new) = (old.into_iter(), new.into_iter());
        rows.extend((0..count).map(|_| row(old.next(), new.next())));
    }
    Difference {
        rows,
        is_cut: is_left_cut || is_right_cut,
    }
}

fn row(left: Option<Line>, right: Option<Line>) -> Row {
    Row { left, right }
}

fn beginning(text: &str) -> (&str, bool) {
    let end = text.floor_char_boundary(MOST);
    (&text[..end], end < text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both sides of each row, with what is on one side only in brackets.
    fn told(left: &str, right: &str) -> Vec<String> {
        let side = |line: Option<Line>| match line {
            None => "–".to_owned(),
            Some(line) => {
                let pieces = line.into_iter();
                let pieces = pieces.map(|(is, text)| if is { format!("[{text}]") } else { text });
                pieces.collect()
            }
        };
        let rows = difference(left, right).rows.into_iter();
        rows.map(|it| format!("{} | {}", side(it.left), side(it.right)))
            .collect()
    }

    #[test]
    fn the_field_that_differs_is_told_word_by_word() {
        let left = "{\n  name: \"Ada Lovelace\",\n  age: 36\n}";
        let right = "{\n  name: \"Ada Byron\",\n  age: 36\n}";
        let expected = [
            "{ | {",
            "  name: \"Ada [Lovelace\",] |   name: \"Ada [Byron\",]",
            "  age: 36 |   age: 36",
            "} | }",
        ];
        assert_eq!(told(left, right), expected);
    }

    #[test]
    fn lines_of_one_side_stand_alone() {
        assert_eq!(told("a\nc", "a\nb\nc"), ["a | a", "– | b", "c | c"]);
        assert_eq!(told("", "x"), ["– | x"]);
        assert!(told("", "").is_empty());
    }

    #[test]
    fn of_long_texts_the_beginning_is_compared() {
        let long = "line\n".repeat(20_000);
        let found = difference(&long, &long);
        assert!(found.is_cut && found.rows.iter().all(Row::is_same));
    }
}
