//! An engine that was asked before answers as one that was not.

use std::collections::BTreeMap;

use engine::Engine;
use model::{AnalyzeRequest, DefineRequest, Position};

use crate::verbs::{ask, files, load_pack};

/// Edits beyond these are left out.
const MAX_EDITS: usize = 40;

/// Takes out each line of a case in turn, and brings it back.
pub(crate) fn check(input: &str) {
    let whole = files(input);
    let mut asked = engine(input);
    let paths = || whole.keys();
    let lines = paths().flat_map(|path| (0..whole[path].lines().count()).map(move |it| (path, it)));
    let lines: Vec<(&String, usize)> = lines.collect();
    let step = lines.len().div_ceil(MAX_EDITS).max(1);
    for (path, line) in lines.into_iter().step_by(step) {
        let mut files = whole.clone();
        files.insert(path.clone(), without_line(&whole[path], line));
        same(&mut asked, &mut engine(input), &files);
        // Asked twice, nothing changes in between.
        same(&mut asked, &mut engine(input), &files);
        files.remove(path);
        same(&mut asked, &mut engine(input), &files);
        same(&mut asked, &mut engine(input), &whole);
    }
}

fn engine(input: &str) -> Engine {
    let mut engine = Engine::default();
    load_pack(&mut engine, input);
    engine
}

fn without_line(text: &str, line: usize) -> String {
    let lines = text.split_inclusive('\n').enumerate();
    let others = lines.filter(|(number, _)| *number != line);
    others.map(|(_, line)| line).collect()
}

fn same(asked: &mut Engine, fresh: &mut Engine, files: &BTreeMap<String, String>) {
    let analysis = |engine: &mut Engine| {
        let files = files.clone();
        ask(engine, AnalyzeRequest { files }).unwrap()
    };
    let (found, expected) = (analysis(asked), analysis(fresh));
    assert_eq!(found, expected, "of {files:#?}");
    if !expected.diagnostics.is_empty() {
        // Of broken files it is remembered what they said before.
        return;
    }
    for (path, text) in files {
        for offset in (0..text.len()).step_by(7) {
            let at = Position {
                path: path.clone(),
                offset: u32::try_from(offset).unwrap(),
            };
            let define = |engine: &mut Engine| {
                let (files, at) = (files.clone(), at.clone());
                let components = Vec::new();
                let request = DefineRequest {
                    files,
                    components,
                    at,
                };
                ask(engine, request).unwrap()
            };
            assert_eq!(define(asked), define(fresh), "at {at:?} of {files:#?}");
        }
    }
}
