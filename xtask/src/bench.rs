//! `bench`: measured figures beside their budgets.

use anyhow::{Result, bail, ensure};

use crate::machine::Machine;
use crate::server::Server;
use crate::step::{note, step, told};
use crate::{browser, dist, http, npm, options, peers, server, trunk};

mod load;
mod serving;
mod size;
mod speed;

const PARTS: [&str; 3] = ["size", "speed", "server"];

/// Something measured.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// What was measured.
    pub(crate) name: String,
    /// How much came out.
    pub(crate) value: f64,
    /// In what, such as `ms`.
    pub(crate) unit: &'static str,
    /// What it is held against, if anything.
    pub(crate) budget: Option<Budget>,
}

/// A bound for a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Budget {
    /// Not more than this.
    Most(f64),
    /// Not less than this.
    Least(f64),
}

impl Figure {
    pub(crate) fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Figure {
        Figure {
            name: name.into(),
            value,
            unit,
            budget: None,
        }
    }

    pub(crate) fn most(mut self, budget: f64) -> Figure {
        self.budget = Some(Budget::Most(budget));
        self
    }

    pub(crate) fn least(mut self, budget: f64) -> Figure {
        self.budget = Some(Budget::Least(budget));
        self
    }

    fn is_within(&self) -> bool {
        match self.budget {
            None => true,
            Some(Budget::Most(most)) => self.value <= most,
            Some(Budget::Least(least)) => self.value >= least,
        }
    }

    fn line(&self) -> String {
        let Figure {
            name, value, unit, ..
        } = self;
        let budget = match self.budget {
            None => String::new(),
            Some(Budget::Most(most)) => format!("at most {most:.1}"),
            Some(Budget::Least(least)) => format!("at least {least:.1}"),
        };
        let verdict = match (self.budget, self.is_within()) {
            (None, _) => "",
            (Some(_), true) => "holds",
            (Some(_), false) => "MISSED",
        };
        let line = format!("{name:<58} {value:>10.2} {unit:<5} {budget:<18} {verdict}");
        line.trim_end().to_owned()
    }
}

/// Measures, prints, and fails where a budget is missed or something could not be measured.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let parts = options::parts(words, &PARTS)?;
    let mut machine = Machine::new()?;
    trunk::set_up(&mut machine)?;
    let missing = peers::put_in_force(&mut machine);
    dist::build(&machine)?;
    let mut figures = Vec::new();
    let mut broken = 0;
    for part in parts {
        let measured = match part {
            "size" => step("sizes", || size::measure(&machine)),
            "speed" => measure_speed(&machine, &missing),
            _ => measure_serving(&machine, &missing),
        };
        match measured {
            Ok(measured) => figures.extend(measured),
            Err(error) => {
                eprintln!("error: {}", told(&error));
                broken += 1;
            }
        }
    }
    print(&figures, &missing)?;
    ensure!(broken == 0, "{broken} parts could not be measured");
    Ok(())
}

fn measure_speed(machine: &Machine, missing: &[&str]) -> Result<Vec<Figure>> {
    let server = start(machine)?;
    let browser = step("Chromium", || browser::set_up(machine))?;
    let folder = machine.root.join("tests/e2e");
    step("npm packages of tests/e2e", || {
        npm::set_up(machine, &folder)
    })?;
    let web = machine.root.join("web");
    step("the worker that measures calls", || {
        npm::set_up(machine, &web)?;
        npm::script(machine, &web, "build:bench")
    })?;
    let jco = !missing.contains(&"jco");
    step("speed in the browser", || {
        speed::measure(machine, &server, &browser, jco)
    })
}

fn measure_serving(machine: &Machine, missing: &[&str]) -> Result<Vec<Figure>> {
    let server = start(machine)?;
    let wasmtime = !missing.contains(&"wasmtime");
    step("requests a second", || {
        serving::measure(machine, &server, wasmtime)
    })
}

fn start(machine: &Machine) -> Result<Server> {
    step("the server", || server::build(machine))?;
    let store = machine.target.join("bench-store");
    step("start", || {
        server::start(machine, http::free_port()?, store)
    })
}

fn print(figures: &[Figure], missing: &[&str]) -> Result<()> {
    println!("\n==> figures");
    for figure in figures {
        note(&figure.line());
    }
    for peer in missing {
        note(&format!(
            "not compared with {peer}: not installed (`cargo xtask peers`)"
        ));
    }
    let missed = figures.iter().filter(|figure| !figure.is_within()).count();
    if missed > 0 {
        bail!("{missed} of {} figures miss their budget", figures.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_a_bound_that_may_be_reached() {
        let figure = Figure::new("shell", 300.0, "KB");
        assert!(figure.is_within());
        assert!(figure.clone().most(300.0).is_within());
        assert!(!figure.clone().most(299.9).is_within());
        assert!(figure.clone().least(300.0).is_within());
        assert!(figure.least(300.1).line().ends_with("MISSED"));
    }
}
