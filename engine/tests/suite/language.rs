//! Cases of what an editor asks about a place.
//!
//! The place is `⟨|⟩` in one of the parts; with a new name in it, `⟨|name⟩`, for `rename`. Parts
//! with the option `bundled` are packages of the pack. Parts with the option `before` are files as
//! they were before they became what the part of the same name says; the engine is asked once with
//! those first. Parts with the option `component` are components of the world that they tell, the
//! part with the option `feature` is one that is on.

use std::collections::BTreeMap;
use std::fmt::Write;

use engine::Engine;
use model::{
    AnalyzeRequest, CompleteRequest, DefineRequest, EngineCall, HoverRequest, KnownComponent,
    LoadPackRequest, Location, Package, Position, ReadBundledRequest, ReferencesRequest,
    RenameRequest, Span, TextEdit, TurnOnRequest,
};

use crate::fixture::{Part, parts};
use crate::render::excerpt;
use crate::verbs::ask;

/// A case: files, where the cursor is in them, and an engine that holds the pack.
struct Case {
    engine: Engine,
    files: BTreeMap<String, String>,
    components: Vec<KnownComponent>,
    /// Those of the pack too.
    texts: BTreeMap<String, String>,
    at: Position,
    /// What stands in the cursor.
    name: String,
}

impl Case {
    fn new(input: &str) -> Case {
        let mut case = Case {
            engine: Engine::default(),
            files: BTreeMap::new(),
            components: Vec::new(),
            texts: BTreeMap::new(),
            at: Position::default(),
            name: String::new(),
        };
        let mut before = BTreeMap::new();
        let mut packages = Vec::new();
        for part in parts(input) {
            let name = if part.name.is_empty() {
                "wit/world.wit"
            } else {
                part.name
            };
            if part.options == "component" {
                let options = "wit";
                let component = Part { options, ..part };
                case.components.push(component.load(&mut case.engine));
                continue;
            }
            if part.options == "feature" {
                let features = [name.to_owned()].into();
                ask(&mut case.engine, TurnOnRequest { features }).unwrap();
                continue;
            }
            let (text, cursor) = without_cursor(part.text);
            let path = match part.options {
                "bundled" => format!("bundled/{name}/package.wit"),
                _ => name.to_owned(),
            };
            if let Some((offset, name)) = cursor {
                assert!(case.at.path.is_empty(), "one cursor only");
                case.name = name;
                case.at = Position {
                    path: path.clone(),
                    offset,
                };
            }
            match part.options {
                "bundled" => packages.push(Package {
                    name: name.to_owned(),
                    origin: "this case".to_owned(),
                    files: BTreeMap::from([("package.wit".to_owned(), text.clone())]),
                }),
                "before" => {
                    before.insert(path, text);
                    continue;
                }
                _ => {
                    case.files.insert(path.clone(), text.clone());
                }
            }
            case.texts.insert(path, text);
        }
        assert!(!case.at.path.is_empty(), "no cursor");
        case.ask(LoadPackRequest { packages });
        if !before.is_empty() {
            case.ask(HoverRequest {
                files: before,
                components: Vec::new(),
                at: Position::default(),
            });
        }
        case
    }

    fn ask<C: EngineCall>(&mut self, request: C) -> C::Answer {
        ask(&mut self.engine, request).unwrap()
    }

    /// What every question is about.
    fn question(&self) -> (BTreeMap<String, String>, Vec<KnownComponent>, Position) {
        (self.files.clone(), self.components.clone(), self.at.clone())
    }

    fn excerpt(&self, path: &str, span: Span) -> String {
        excerpt(path, span, &|path| self.texts.get(path).cloned())
    }

    fn location(&self, location: &Location) -> String {
        self.excerpt(&location.path, location.span)
    }

    /// Messages of everything that is wrong with some files.
    fn errors(&mut self, files: &BTreeMap<String, String>) -> Vec<String> {
        let files = files.clone();
        let analysis = self.ask(AnalyzeRequest { files });
        let diagnostics = analysis.diagnostics.into_iter();
        diagnostics.map(|diagnostic| diagnostic.message).collect()
    }
}

/// A text without the cursor, and where that was and what stood in it.
fn without_cursor(text: &str) -> (String, Option<(u32, String)>) {
    let Some((before, rest)) = text.split_once("⟨|") else {
        return (text.to_owned(), None);
    };
    let (name, behind) = rest.split_once('⟩').unwrap();
    let offset = u32::try_from(before.len()).unwrap();
    (before.to_owned() + behind, Some((offset, name.to_owned())))
}

pub(crate) fn hover(input: &str) -> String {
    let mut case = Case::new(input);
    let (files, components, at) = case.question();
    let path = at.path.clone();
    let Some(hover) = case.ask(HoverRequest {
        files,
        components,
        at,
    }) else {
        return "nothing".to_owned();
    };
    let mut out = case.excerpt(&path, hover.span);
    write!(out, "\n{}", hover.kind).unwrap();
    if let Some(package) = &hover.package {
        write!(out, " in {package}").unwrap();
    }
    writeln!(out, "\n\n{}", hover.code).unwrap();
    if let Some(docs) = &hover.docs {
        writeln!(out, "\n{docs}").unwrap();
    }
    out
}

pub(crate) fn define(input: &str) -> String {
    let mut case = Case::new(input);
    let (files, components, at) = case.question();
    match case.ask(DefineRequest {
        files,
        components,
        at,
    }) {
        Some(location) => {
            let path = location.path.clone();
            if path.starts_with("bundled/") {
                let text = case.ask(ReadBundledRequest {
                    path: path.clone(),
                    components: case.components.clone(),
                });
                // Of the WIT in a component, this is the text.
                case.texts
                    .entry(path.clone())
                    .or_insert_with(|| text.clone().unwrap());
                assert_eq!(text.as_ref(), case.texts.get(&path));
            }
            case.location(&location)
        }
        None => "nothing".to_owned(),
    }
}

pub(crate) fn references(input: &str) -> String {
    let mut case = Case::new(input);
    let (files, components, at) = case.question();
    let locations = case.ask(ReferencesRequest {
        files,
        components,
        at,
    });
    match locations.is_empty() {
        true => "nothing".to_owned(),
        false => locations.iter().map(|it| case.location(it)).collect(),
    }
}

/// The lines that become others. Nothing else may become wrong.
pub(crate) fn rename(input: &str) -> String {
    let mut case = Case::new(input);
    let (files, components, at) = case.question();
    let name = case.name.clone();
    let request = RenameRequest {
        files,
        components,
        at,
        name,
    };
    let renamed = case.ask(request);
    if let Some(refused) = renamed.refused {
        assert!(renamed.edits.is_empty());
        return format!("refused: {refused}");
    }
    let mut files = case.files.clone();
    for (path, text) in &mut files {
        let edits = renamed.edits.iter().filter(|edit| edit.path == *path);
        apply(text, edits.collect());
    }
    let before = case.errors(&case.files.clone());
    assert_eq!(case.errors(&files), before, "after it:\n{files:#?}");
    let mut out = String::new();
    for (path, text) in &files {
        let lines = case.files[path].lines().zip(text.lines()).enumerate();
        for (line, (before, after)) in lines.filter(|(_, (before, after))| before != after) {
            writeln!(out, "{path}:{}\n- {before}\n+ {after}", line + 1).unwrap();
        }
    }
    out
}

fn apply(text: &mut String, mut edits: Vec<&TextEdit>) {
    edits.sort_by_key(|edit| edit.span);
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
}

/// What is offered, each with what is written when that is something else.
pub(crate) fn complete(input: &str) -> String {
    let mut case = Case::new(input);
    let (files, components, at) = case.question();
    let path = at.path.clone();
    let found = case.ask(CompleteRequest {
        files,
        components,
        at,
    });
    if found.items.is_empty() {
        return "nothing".to_owned();
    }
    let mut out = case.excerpt(&path, found.span);
    for item in &found.items {
        write!(out, "\n{} {}", item.kind, item.label).unwrap();
        if let Some(detail) = &item.detail {
            write!(out, " ({detail})").unwrap();
        }
        if item.insert != item.label {
            write!(out, " => {:?}", item.insert).unwrap();
        }
        for edit in &item.edits {
            write!(out, " and {:?} at {}", edit.text, edit.span.start).unwrap();
        }
        if let Some(docs) = &item.docs {
            write!(out, " /// {}", docs.lines().next().unwrap_or_default()).unwrap();
        }
    }
    out + "\n"
}
