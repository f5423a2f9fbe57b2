//! Chromium and its driver for tests that need a real browser.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::json;

use crate::files;
use crate::machine::Machine;
use crate::step::note;
use crate::toolchain::install_debian_packages;

/// Flags for a Chromium that is alone on a machine without a display, a GPU or the internet.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser and what drives it.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    /// Chromium.
    pub(crate) chrome: PathBuf,
    /// ChromeDriver of the same release.
    pub(crate) driver: PathBuf,
}

/// Finds Chromium (`CHROME` overrides) and its driver (`CHROMEDRIVER` overrides), installing
/// Debian's where one is missing.
pub(crate) fn set_up(machine: &Machine) -> Result<Browser> {
    if let Some(browser) = find(machine) {
        note(&format!("{}", browser.chrome.display()));
        return Ok(browser);
    }
    install_debian_packages(&["chromium", "chromium-driver"])?;
    find(machine).context("Debian's packages chromium and chromium-driver brought none")
}

fn find(machine: &Machine) -> Option<Browser> {
    let given = |name: &str| env::var_os(name).map(PathBuf::from);
    let found = |names: &[&str]| names.iter().find_map(|name| machine.find(name));
    Some(Browser {
        chrome: given("CHROME").or_else(|| found(&["chromium", "chromium-browser"]))?,
        driver: given("CHROMEDRIVER").or_else(|| found(&["chromedriver"]))?,
    })
}

/// Writes what the driver must be asked for and gives the file's path.
pub(crate) fn write_capabilities(machine: &Machine, browser: &Browser) -> Result<PathBuf> {
    let capabilities = json!({
        "goog:chromeOptions": { "args": FLAGS, "binary": browser.chrome },
    });
    let path = machine.target.join("webdriver.json");
    files::write(&path, serde_json::to_vec_pretty(&capabilities)?)?;
    Ok(path)
}
