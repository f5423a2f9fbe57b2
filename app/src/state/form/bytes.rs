//! Bytes as they are typed, or those of a file.

use std::sync::Arc;

use crate::state::value::bytes::{read_hex, write_hex};

/// More bytes than this are shown by their number instead of being typed on.
const MOST_TYPED: usize = 4 * 1024;

/// What was typed for a `list<u8>`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BytesDraft {
    /// How `typed` is to be read.
    pub notation: Notation,
    /// What was typed.
    pub typed: String,
    /// Bytes in place of what was typed.
    pub held: Option<Held>,
}

/// How bytes are typed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Notation {
    /// In hexadecimal digits.
    #[default]
    Hex,
    /// As the UTF-8 of a text.
    Text,
}

/// Bytes that nobody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Name of the file, or where else they come from.
    pub name: String,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

impl BytesDraft {
    /// So many zeros.
    pub(super) fn zeros(count: usize) -> Self {
        let mut draft = Self::default();
        draft.take(vec![0; count]);
        draft
    }

    /// The bytes, or what is wrong with what was typed.
    pub fn bytes(&self) -> Result<Arc<[u8]>, String> {
        match (&self.held, self.notation) {
            (Some(held), _) => Ok(Arc::clone(&held.bytes)),
            (None, Notation::Text) => Ok(self.typed.as_bytes().into()),
            (None, Notation::Hex) => read_hex(&self.typed).map(Into::into),
        }
    }

    /// Takes in bytes that came from elsewhere, unless they are there already.
    pub(super) fn take(&mut self, bytes: Vec<u8>) {
        if self.bytes().is_ok_and(|known| *known == *bytes) {
            return;
        }
        self.held = None;
        if bytes.len() > MOST_TYPED {
            let (name, bytes) = ("the WAVE line".to_owned(), bytes.into());
            self.held = Some(Held { name, bytes });
            return;
        }
        match (self.notation, String::from_utf8(bytes)) {
            (Notation::Text, Ok(text)) => self.typed = text,
            (_, bytes) => {
                let bytes = bytes.map_or_else(|error| error.into_bytes(), String::into_bytes);
                self.notation = Notation::Hex;
                self.typed = write_hex(&bytes);
            }
        }
    }

    /// Writes the same bytes in another notation. What cannot be written so, or is wrong, stays as
    /// it was typed.
    pub fn write_as(&mut self, notation: Notation) {
        let bytes = self.bytes();
        self.notation = notation;
        let Ok(bytes) = bytes else { return };
        match notation {
            Notation::Hex => self.typed = write_hex(&bytes),
            Notation::Text => match std::str::from_utf8(&bytes) {
                Ok(text) => self.typed = text.to_owned(),
                Err(_) => self.notation = Notation::Hex,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_are_written_in_another_notation() {
        let mut draft = BytesDraft::default();
        draft.take(b"Ada".to_vec());
        assert_eq!(draft.typed, "41 64 61");
        draft.write_as(Notation::Text);
        assert_eq!(draft.typed, "Ada");
        draft.take(vec![0xff]);
        assert_eq!(
            (draft.notation, draft.typed.as_str()),
            (Notation::Hex, "ff")
        );
        draft.write_as(Notation::Text);
        assert_eq!(
            (draft.notation, draft.typed.as_str()),
            (Notation::Hex, "ff")
        );
    }

    #[test]
    fn what_was_typed_stays_as_typed_while_it_says_the_same() {
        let mut draft = BytesDraft {
            typed: "0xFF,0x00".into(),
            ..BytesDraft::default()
        };
        draft.take(vec![255, 0]);
        assert_eq!(draft.typed, "0xFF,0x00");
        draft.typed = "f".into();
        assert_eq!(
            draft.bytes().unwrap_err(),
            "`f` has half a byte: digits come in pairs"
        );
    }

    #[test]
    fn many_bytes_are_held() {
        let draft = BytesDraft::zeros(MOST_TYPED + 1);
        assert_eq!(draft.typed, "");
        assert_eq!(draft.bytes().map(|it| it.len()), Ok(MOST_TYPED + 1));
    }
}
