//! `dist/`: the whole page, built.

use anyhow::Result;

use crate::machine::Machine;
use crate::step::step;
use crate::{assets, trunk};

/// Builds the page and everything it loads.
pub(crate) fn build(machine: &Machine) -> Result<()> {
    assets::prepare(machine)?;
    step("the page, its engine and dist/", || trunk::build(machine))
}
