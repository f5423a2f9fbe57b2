//! UTF-8 byte offsets of the model and UTF-16 offsets of the editor: the one place that turns the
//! ones into the others.

use std::ops::Range;

use model::Span;

/// The positions of one text, indexed once so that each question takes little time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Positions {
    /// Every character that is not ASCII, in order.
    wide: Vec<Wide>,
    /// UTF-8 offset of the first character of each line.
    lines: Vec<u32>,
    /// Length in UTF-8.
    bytes: u32,
}

/// Where a character that is not ASCII begins and ends, in both encodings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wide {
    start: Offset,
    end: Offset,
}

/// One offset in both encodings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Offset {
    utf8: u32,
    utf16: u32,
}

/// A place in a text as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// From 1.
    pub line: u32,
    /// From 1, in UTF-16 units, as editors count.
    pub column: u32,
}

impl Positions {
    /// Indexes a text.
    pub fn new(text: &str) -> Self {
        let mut wide = Vec::new();
        let mut lines = vec![0];
        let mut end = Offset::default();
        for character in text.chars() {
            let start = end;
            end.utf8 += character.len_utf8() as u32;
            end.utf16 += character.len_utf16() as u32;
            if !character.is_ascii() {
                wide.push(Wide { start, end });
            }
            if character == '\n' {
                lines.push(end.utf8);
            }
        }
        let bytes = end.utf8;
        Self { wide, lines, bytes }
    }

    /// The editor's range for a span. What reaches past the end is cut; what points into a
    /// character means that character's start.
    pub fn utf16(&self, span: Span) -> Range<u32> {
        let start = self.utf16_offset(span.start);
        start..self.utf16_offset(span.end).max(start)
    }

    /// The span for an editor's range, with the same care.
    pub fn utf8(&self, range: Range<u32>) -> Span {
        let start = self.utf8_offset(range.start);
        let end = self.utf8_offset(range.end).max(start);
        Span { start, end }
    }

    /// Line and column of a byte offset.
    pub fn line_column(&self, byte: u32) -> LineColumn {
        let byte = byte.min(self.bytes);
        let line = self.lines.partition_point(|&start| start <= byte);
        let start = self.lines[line - 1];
        LineColumn {
            line: line as u32,
            column: self.utf16_offset(byte) - self.utf16_offset(start) + 1,
        }
    }

    /// The byte offset of a line and column; what lies past the end of a line is cut.
    pub fn byte(&self, place: LineColumn) -> u32 {
        let line = place.line.max(1) as usize;
        let start = self.lines.get(line - 1).copied().unwrap_or(self.bytes);
        let next = self.lines.get(line).map(|next| next - 1);
        let unit = self.utf16_offset(start) + place.column.saturating_sub(1);
        self.utf8_offset(unit).min(next.unwrap_or(self.bytes))
    }

    fn utf16_offset(&self, byte: u32) -> u32 {
        let byte = byte.min(self.bytes);
        let before = self.wide.partition_point(|wide| wide.start.utf8 < byte);
        match self.last(before) {
            Some(wide) if byte < wide.end.utf8 => wide.start.utf16,
            Some(wide) => wide.end.utf16 + (byte - wide.end.utf8),
            None => byte,
        }
    }

    fn utf8_offset(&self, unit: u32) -> u32 {
        let before = self.wide.partition_point(|wide| wide.start.utf16 < unit);
        let offset = match self.last(before) {
            Some(wide) if unit < wide.end.utf16 => wide.start.utf8,
            Some(wide) => wide.end.utf8 + (unit - wide.end.utf16),
            None => unit,
        };
        offset.min(self.bytes)
    }

    fn last(&self, before: usize) -> Option<Wide> {
        before.checked_sub(1).map(|last| self.wide[last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 6] = ["", "plain\ntext", "é", "aé漢🦀z", "漢\n🦀🦀\nx", "🦀a🦀b"];

    #[test]
    fn every_character_boundary_agrees_with_counting() {
        for text in TEXTS {
            let positions = Positions::new(text);
            let boundaries = (0..=text.len()).filter(|&at| text.is_char_boundary(at));
            for byte in boundaries {
                let units = text[..byte].encode_utf16().count() as u32;
                let (start, end) = (byte as u32, byte as u32);
                let span = Span { start, end };
                assert_eq!(positions.utf16(span), units..units, "{text:?} at {byte}");
                assert_eq!(positions.utf8(units..units), span, "{text:?} at {byte}");
            }
        }
    }

    #[test]
    fn a_place_inside_a_character_means_its_start() {
        let positions = Positions::new("a🦀b");
        assert_eq!(positions.utf16(Span { start: 2, end: 5 }), 1..3);
        assert_eq!(positions.utf8(2..3), Span { start: 1, end: 5 });
    }

    #[test]
    fn what_lies_past_the_end_is_cut() {
        let positions = Positions::new("é");
        assert_eq!(positions.utf16(Span { start: 0, end: 99 }), 0..1);
        assert_eq!(positions.utf8(7..9), Span { start: 2, end: 2 });
        assert_eq!(positions.utf16(Span { start: 2, end: 0 }), 1..1);
    }

    #[test]
    fn lines_and_columns_count_as_editors_do() {
        let positions = Positions::new("ab\né漢x\n");
        let place = |byte| {
            let LineColumn { line, column } = positions.line_column(byte);
            (line, column)
        };
        assert_eq!(place(0), (1, 1));
        assert_eq!(place(2), (1, 3));
        assert_eq!(place(3), (2, 1));
        assert_eq!(place(8), (2, 3));
        assert_eq!(place(10), (3, 1));
        assert_eq!(place(99), (3, 1));
        let byte = |line, column| positions.byte(LineColumn { line, column });
        for at in [0, 2, 3, 5, 8, 10] {
            assert_eq!(byte(place(at).0, place(at).1), at);
        }
        assert_eq!(
            (byte(1, 99), byte(2, 99), byte(99, 1), byte(0, 0)),
            (2, 9, 10, 0)
        );
    }
}
