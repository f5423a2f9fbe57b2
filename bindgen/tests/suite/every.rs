//! Everything, made of every world: which files come of it.

use std::any::Any;
use std::fmt::Write;
use std::panic::catch_unwind;

use model::{
    GenerateRequest, Generated, Generators, ListGeneratorsRequest, StartProjectRequest, StubRequest,
};

use crate::verbs::ask;
use crate::worlds;

/// Name of the expected file, and what makes it.
type Trial = (&'static str, fn() -> String);

/// Everything that is made of every world.
pub(crate) const TRIALS: [Trial; 3] = [
    ("bindings", bindings),
    ("projects", projects),
    ("stubs", stubs),
];

fn bindings() -> String {
    each(|out, of| {
        for generator in generators().bindings {
            let request = GenerateRequest {
                of: of.clone(),
                generator: generator.id.clone(),
                ..GenerateRequest::default()
            };
            // Some generators panic on what they cannot do yet, which costs the page a worker.
            let asked = catch_unwind(|| ask(request));
            let told = match asked.unwrap_or_else(|panic| Err(reason(&*panic))) {
                Ok(Generated { files }) => {
                    let empty = files.iter().find(|(_, contents)| contents.is_empty());
                    assert_eq!(empty, None, "of {}", generator.id);
                    files.into_keys().collect::<Vec<_>>().join(" ")
                }
                Err(failure) => failure,
            };
            writeln!(out, "  {}: {told}", generator.id).unwrap();
        }
    })
}

fn projects() -> String {
    each(|out, of| {
        for kind in generators().projects {
            let request = StartProjectRequest {
                of: of.clone(),
                kind: kind.id.clone(),
            };
            let told = match ask(request) {
                Ok(project) => {
                    let paths: Vec<String> = project.files.into_keys().collect();
                    format!("{}: {}", project.name, paths.join(" "))
                }
                Err(failure) => failure,
            };
            writeln!(out, "  {}: {told}", kind.id).unwrap();
        }
    })
}

fn stubs() -> String {
    each(|out, of| {
        let stub = ask(StubRequest { of: of.clone() }).unwrap();
        let inspection = engine::inspect(&stub).unwrap();
        assert_eq!(inspection.validation, model::Validation::Valid);
        let names = |externs: &[model::Extern]| {
            let names = externs.iter().map(|it| it.name.clone());
            names.collect::<Vec<_>>().join(" ")
        };
        writeln!(out, "  imports {}", names(&inspection.imports)).unwrap();
        writeln!(out, "  exports {}", names(&inspection.exports)).unwrap();
    })
}

fn each(tell: impl Fn(&mut String, &model::EncodedWorld)) -> String {
    let mut out = String::new();
    for (name, of) in worlds::all() {
        writeln!(out, "{name}").unwrap();
        tell(&mut out, &of);
    }
    out
}

/// Why it panicked.
fn reason(panic: &dyn Any) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    format!("panics: {}", text.unwrap_or_default())
}

fn generators() -> Generators {
    ask(ListGeneratorsRequest {}).unwrap()
}
