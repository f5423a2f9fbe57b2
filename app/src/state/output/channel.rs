//! One stream on its way from bytes to styled text.

use anstyle_parse::{Params, Parser, Perform, Utf8Parser};

use super::{Page, Style};

const ESCAPE: u8 = 0x1b;
/// Ends a character or an escape sequence that stayed incomplete.
const CANCEL: u8 = 0x18;

/// What is known of a stream between two writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Channel {
    /// All that was written.
    pub(super) raw: Vec<u8>,
    /// Reads escape sequences, and characters that two writes share.
    parser: Parser<Utf8Parser>,
    is_within: bool,
    pen: Pen,
}

/// What the next character is written with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Pen {
    style: Style,
    /// Whether it stands at the beginning of a line that is written already.
    is_back: bool,
}

impl Channel {
    pub(super) fn write(&mut self, bytes: &[u8], page: &mut Page<'_>) {
        self.raw.extend_from_slice(bytes);
        let mut rest = bytes;
        while !rest.is_empty() {
            rest = match self.is_within {
                true => self.step(rest, page),
                false => self.plain(rest, page),
            };
        }
    }

    pub(super) fn finish(&mut self, page: &mut Page<'_>) {
        if self.is_within {
            self.step(&[CANCEL], page);
        }
    }

    /// Writes text up to the next escape sequence at once: most of what is written has none.
    fn plain<'b>(&mut self, bytes: &'b [u8], page: &mut Page<'_>) -> &'b [u8] {
        let is_special = |byte: &u8| matches!(*byte, ESCAPE | b'\r' | 0x08 | 0x07);
        let end = bytes.iter().position(is_special).unwrap_or(bytes.len());
        let (text, rest) = bytes.split_at(end);
        match std::str::from_utf8(text) {
            Ok(text) if !text.is_empty() => {
                self.pen.write(text, page);
                rest
            }
            Ok(_) => self.step(bytes, page),
            Err(error) => {
                let (valid, after) = bytes.split_at(error.valid_up_to());
                self.pen.write(&String::from_utf8_lossy(valid), page);
                match error.error_len() {
                    Some(length) => {
                        self.pen.write("\u{fffd}", page);
                        &after[length..]
                    }
                    None => self.step(after, page),
                }
            }
        }
    }

    /// Reads one byte of an escape sequence or of a character that is not all there.
    fn step<'b>(&mut self, bytes: &'b [u8], page: &mut Page<'_>) -> &'b [u8] {
        let Some((first, rest)) = bytes.split_first() else {
            return bytes;
        };
        let pen = &mut self.pen;
        let mut performer = Performer {
            pen,
            page,
            has_acted: false,
        };
        self.parser.advance(&mut performer, *first);
        self.is_within = !performer.has_acted;
        rest
    }
}

impl Pen {
    fn write(&mut self, text: &str, page: &mut Page<'_>) {
        if std::mem::take(&mut self.is_back) && !text.is_empty() && !text.starts_with('\n') {
            page.erase_line();
        }
        page.append(self.style, text);
    }
}

/// Does what the parser has read.
struct Performer<'a, 'b> {
    pen: &'a mut Pen,
    page: &'a mut Page<'b>,
    /// Whether a character or a sequence came to its end.
    has_acted: bool,
}

impl Perform for Performer<'_, '_> {
    fn print(&mut self, character: char) {
        self.has_acted = true;
        self.pen
            .write(character.encode_utf8(&mut [0; 4]), self.page);
    }

    fn execute(&mut self, byte: u8) {
        self.has_acted = true;
        match byte {
            b'\r' => self.pen.is_back = true,
            b'\n' => self.pen.write("\n", self.page),
            b'\t' => self.pen.write("\t", self.page),
            _ => {}
        }
    }

    fn csi_dispatch(&mut self, params: &Params, between: &[u8], _ignore: bool, action: u8) {
        self.has_acted = true;
        match action {
            b'm' if between.is_empty() => self.pen.style.take(params),
            // What programs that show progress do before they write a line anew.
            b'K' if self.pen.is_back || params.iter().next() == Some(&[2]) => {
                self.page.erase_line();
            }
            _ => {}
        }
    }

    fn esc_dispatch(&mut self, _between: &[u8], _ignore: bool, _byte: u8) {
        self.has_acted = true;
    }

    fn osc_dispatch(&mut self, _params: &[&[u8]], _bell_terminated: bool) {
        self.has_acted = true;
    }

    fn unhook(&mut self) {
        self.has_acted = true;
    }
}
