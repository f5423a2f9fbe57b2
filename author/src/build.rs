//! A module becomes a component.

use std::sync::Arc;

use model::{BuildRequest, BuildStage, BuildTime, Built, EngineError};

use crate::console;
use crate::entry;
use crate::evaluate::{Failure, Running, Script};
use crate::exports;
use crate::fault::fault;
use crate::finish::finish;
use crate::lacking;
use crate::limits;
use crate::link::EVALUATE;
use crate::machine::Machine;
use crate::plan::Plan;
use crate::prepared::Prepared;
use crate::snapshot::snapshot;
use crate::sources::{Sources, platform};
use crate::timers;
use crate::told;

/// Evaluates a module in a component that was prepared for its world, and keeps what came of it.
pub(crate) fn build<M: Machine>(
    machine: &mut M,
    prepared: &Prepared<M>,
    loader: &[u8],
    request: &BuildRequest,
) -> Result<Built, EngineError> {
    let BuildRequest { files, entry, .. } = request;
    if !files.contains_key(entry) {
        let message = format!("there is no file `{entry}`");
        return Err(fault("no-such-file", message));
    }
    let broken = |reason: String| {
        let message = format!("the component could not be written: {reason}");
        fault("not-built", message)
    };
    let instrumented = prepared.linked.borrow_dependent();
    let plan = Plan::of(&instrumented.component).map_err(|error| broken(error.to_string()))?;
    let start = machine.now();
    let timers = timers::timers(&prepared.world, files);
    let own = own_modules(prepared.console, timers.as_deref());
    let sources = Arc::new(Sources::new(files, &request.platform, &own));
    let mut written = files.clone();
    written.extend(request.written.clone());
    let script = Script {
        shim: &prepared.shim,
        text: &entry::entry(&prepared.world, entry, &before(request, &own)),
        path: entry::PATH,
    };
    let state = Running::start(machine, &plan, &prepared.modules, Arc::clone(&sources)).and_then(
        |mut running| {
            running.evaluate(EVALUATE, &script)?;
            running.sweep(EVALUATE, sources.largest())?;
            running.state()
        },
    );
    let state = match state {
        Ok(state) => state,
        Err(Failure::Broken(reason)) => return Err(broken(reason)),
        Err(failure) => {
            return Ok(Built {
                component: None,
                diagnostics: told::diagnostics(&prepared.world, &failure, &written, entry),
                stages: vec![time(BuildStage::Evaluate, machine.now() - start)],
            });
        }
    };
    let evaluated = machine.now();
    let component = snapshot(instrumented, EVALUATE, state).map_err(broken)?;
    let component = finish(&component, loader, &prepared.dead);
    let component = component.map_err(|error| broken(error.to_string()))?;
    let mut diagnostics = limits::diagnostics(&prepared.world, &written, entry);
    diagnostics.extend(lacking::diagnostics(
        &prepared.world,
        &written,
        timers.is_some(),
    ));
    diagnostics.extend(exports::superfluous(&sources.others(), &written, entry));
    diagnostics.extend(told::written(&sources.written(), &written, entry));
    Ok(Built {
        component: Some(component.into()),
        diagnostics,
        stages: vec![
            time(BuildStage::Evaluate, evaluated - start),
            time(BuildStage::Snapshot, machine.now() - evaluated),
        ],
    })
}

/// Modules of our own, by their paths, as far as there are any.
fn own_modules<'a>(
    console: Option<&'a str>,
    timers: Option<&'a str>,
) -> Vec<(&'static str, &'a str)> {
    let modules = [(console::PATH, console), (timers::PATH, timers)];
    let modules = modules.into_iter();
    modules
        .filter_map(|(path, text)| Some((path, text?)))
        .collect()
}

/// The modules that are evaluated before the user's.
fn before(request: &BuildRequest, own: &[(&str, &str)]) -> Vec<String> {
    let own = own.iter().map(|(path, _)| (*path).to_owned());
    let platform = request.platform.keys().map(|name| platform(name));
    own.chain(platform).collect()
}

fn time(stage: BuildStage, milliseconds: f64) -> BuildTime {
    BuildTime {
        stage,
        milliseconds,
    }
}
