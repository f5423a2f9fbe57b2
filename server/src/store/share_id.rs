//! The name of a share.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::error::AppError;

/// Number of bytes of the SHA-256 that the id keeps: enough that no two shares ever meet.
const BYTES: usize = 16;

/// The first half of a fragment's SHA-256; written in base64url, 22 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShareId([u8; BYTES]);

impl ShareId {
    /// The id of a fragment.
    pub(crate) fn of(fragment: &[u8]) -> Self {
        let mut id = [0; BYTES];
        id.copy_from_slice(&Sha256::digest(fragment)[..BYTES]);
        Self(id)
    }
}

impl fmt::Display for ShareId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl FromStr for ShareId {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok();
        let id = bytes.and_then(|bytes| bytes.try_into().ok()).map(Self);
        id.ok_or_else(|| AppError::not_found("no-such-share", "the server has no such share"))
    }
}
