//! `bench`: measured figures beside their budgets.

use anyhow::Result;

/// Measures.
pub(crate) fn run(_words: &[String]) -> Result<()> {
    Ok(())
}
