//! The engine as it is linked: without what modules do not need.

use crate::detach::detach;
use crate::needs::Needs;

/// An engine that was given, and what was made of it.
pub(crate) struct Runtime {
    given: Vec<u8>,
    /// Without clocks and with them, once that was asked for.
    detached: [Option<Vec<u8>>; 2],
}

impl Runtime {
    pub(crate) fn new(given: Vec<u8>) -> Self {
        let detached = [None, None];
        Self { given, detached }
    }

    /// The engine for modules that have these needs. The error is what a library says.
    pub(crate) fn needing(&mut self, needs: Needs) -> Result<&[u8], String> {
        let detached = &mut self.detached[usize::from(needs.clocks)];
        if detached.is_none() {
            *detached = Some(detach(&self.given, needs.clocks)?);
        }
        Ok(detached.as_deref().unwrap_or_default())
    }
}
