//! Paths of WAC, which are laid out as one piece.

use crate::tokens::{Token, TokenKind};

/// One past the last token of the path that begins at a token of WAC, such as `a:b/c@1.0.0`; of
/// anything else, one past the token. Nothing stands between the parts of a path.
pub(super) fn path_end(tokens: &[Token], at: usize) -> usize {
    use TokenKind::{Escaped, Mark, Version, Word};
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    let is_name = |at: usize| matches!(kind(at), Some(Word | Escaped));
    let mut end = at + 1;
    if !is_name(at) {
        return end;
    }
    while matches!(kind(end), Some(Mark(b':' | b'/'))) && is_name(end + 1) {
        end += 2;
    }
    let has_version = kind(end) == Some(Mark(b'@')) && kind(end + 1) == Some(Version);
    if has_version && end > at + 1 {
        end += 2;
    }
    end
}
