//! One case: modules become a component, twice the same, and its calls are made.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use model::{
    AuthorReply, AuthorRequest, BuildRequest, Built, Diagnostic, EncodedWorld, ScriptLanguage,
    SkeletonRequest, TypesRequest,
};
use wasmtime::Engine;

use crate::{Shared, calls};

const ENTRY: &str = "main.js";

/// Compares what comes of a folder's modules with what it expects.
pub(crate) fn check(folder: &Path, author: &Shared, engine: &Engine) -> Result<(), String> {
    let path = folder.join("expected.txt");
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let files = modules(folder);
    let request = BuildRequest {
        world: world(folder),
        files: files.clone(),
        entry: ENTRY.to_owned(),
        platform: platform(folder)?,
        ..Default::default()
    };
    let built = build(author, &request)?;
    let mut found = findings(&files, &built.diagnostics);
    if let Some(component) = &built.component {
        let again = build(author, &request)?;
        if again.component.as_ref() != Some(component) {
            return Err("the same sources gave other bytes".to_owned());
        }
        found.push_str(&imports(component)?);
        found.push_str(&calls::made(engine, component, &expected)?);
    }
    hold(&path, &expected, &found)?;
    if let Some(fixed) = fixed(&files, &built.diagnostics) {
        let path = folder.join("fixed.txt");
        hold(
            &path,
            &fs::read_to_string(&path).unwrap_or_default(),
            &fixed,
        )?;
        builds(author, &request.world, &fixed)?;
    }
    if built.component.is_none() {
        return Ok(());
    }
    let world = request.world;
    let javascript = skeleton(author, &world, ScriptLanguage::JavaScript)?;
    builds(author, &world, &javascript)?;
    let typed = skeleton(author, &world, ScriptLanguage::TypeScript)?;
    let made = [
        ("skeleton.txt", javascript),
        ("skeleton-typed.txt", typed),
        ("types.txt", types(author, world)?),
    ];
    for (name, text) in made {
        let path = folder.join(name);
        let expected = fs::read_to_string(&path).unwrap_or_default();
        hold(&path, &expected, &text)?;
    }
    Ok(())
}

/// What a component imports of WASI, in a line.
fn imports(component: &[u8]) -> Result<String, String> {
    let decoded = wit_component::decode(component).map_err(|error| format!("{error:#}"))?;
    let wit_component::DecodedWasm::Component(resolve, world) = decoded else {
        return Err("no component came of it".to_owned());
    };
    let imports = resolve.worlds[world].imports.keys();
    let mut names = imports
        .map(|key| resolve.name_world_key(key))
        .collect::<Vec<_>>();
    names.retain(|name| name.starts_with("wasi:"));
    match names.is_empty() {
        true => Ok(String::new()),
        false => Ok(format!("  imports {}\n", names.join(", "))),
    }
}

/// Compares what was found with what is expected, or writes it there.
fn hold(path: &Path, expected: &str, found: &str) -> Result<(), String> {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, found).unwrap();
    } else if found != expected {
        return Err(format!("expected\n{expected}\nfound\n{found}"));
    }
    Ok(())
}

/// The module to begin with.
fn skeleton(
    author: &Shared,
    world: &EncodedWorld,
    language: ScriptLanguage,
) -> Result<String, String> {
    let world = world.clone();
    let request = SkeletonRequest { world, language };
    match ask(author, AuthorRequest::WriteSkeleton(request))? {
        AuthorReply::WriteSkeleton(text) => Ok(text),
        other => Err(format!("{other:?}")),
    }
}

/// What a module in TypeScript is held to.
fn types(author: &Shared, world: EncodedWorld) -> Result<String, String> {
    match ask(author, AuthorRequest::WriteTypes(TypesRequest { world }))? {
        AuthorReply::WriteTypes(text) => Ok(text),
        other => Err(format!("{other:?}")),
    }
}

/// Sees to it that a component comes of a module.
fn builds(author: &Shared, world: &EncodedWorld, text: &str) -> Result<(), String> {
    let request = BuildRequest {
        world: world.clone(),
        files: [(ENTRY.to_owned(), text.to_owned())].into(),
        entry: ENTRY.to_owned(),
        ..Default::default()
    };
    let built = build(author, &request)?;
    match built.component {
        Some(_) => Ok(()),
        None => Err(format!(
            "{:?}: no component comes of\n{text}",
            built.diagnostics
        )),
    }
}

/// The module once the first change of each finding was made; none where there is none to make.
fn fixed(files: &BTreeMap<String, String>, diagnostics: &[Diagnostic]) -> Option<String> {
    let fixes = diagnostics.iter().filter_map(|it| it.fixes.first());
    let mut edits: Vec<_> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = files[ENTRY].clone();
    for edit in &edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        text.replace_range(start..end, &edit.text);
    }
    (!edits.is_empty()).then_some(text)
}

fn build(author: &Shared, request: &BuildRequest) -> Result<Built, String> {
    match ask(author, AuthorRequest::Build(request.clone()))? {
        AuthorReply::Build(built) => Ok(built),
        other => Err(format!("{other:?}")),
    }
}

fn ask(author: &Shared, request: AuthorRequest) -> Result<AuthorReply, String> {
    let mut author = author.lock().map_err(|_| "another case panicked")?;
    Ok(author.handle(request))
}

fn world(folder: &Path) -> EncodedWorld {
    let wit = fs::read_to_string(folder.join("world.wit")).unwrap();
    EncodedWorld {
        package: encoded(&wit).into(),
        world: None,
    }
}

/// A text's package, in binary form.
pub(crate) fn encoded(wit: &str) -> Vec<u8> {
    let mut resolve = wit_parser::Resolve::default();
    let package = resolve.push_str("world.wit", wit).unwrap();
    wit_component::encode(&resolve, package, false).unwrap()
}

/// The modules of the platform that a case names, as they are bundled for the page.
fn platform(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let names = fs::read_to_string(folder.join("platform.txt")).unwrap_or_default();
    let bundles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/dist");
    let modules = names.lines().map(|name| {
        let path = bundles.join(format!("platform-{name}.js"));
        let text = fs::read_to_string(&path);
        let text = text.map_err(|error| format!("{}: {error}", path.display()));
        Ok((name.to_owned(), text?))
    });
    modules.collect()
}

fn modules(folder: &Path) -> BTreeMap<String, String> {
    let mut modules = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for file in fs::read_dir(inner).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "js") {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy();
                modules.insert(name.into_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    modules
}

/// Each finding with what it underlines.
fn findings(files: &BTreeMap<String, String>, diagnostics: &[Diagnostic]) -> String {
    let told = diagnostics.iter().map(|it| {
        let text = files.get(&it.path).map_or("", String::as_str);
        let (start, end) = (it.span.start as usize, it.span.end as usize);
        let line = text[..start].matches('\n').count() + 1;
        let column = start - text[..start].rfind('\n').map_or(0, |at| at + 1) + 1;
        let hint = it.hint.as_ref().map(|hint| format!("  {hint}\n"));
        let fixes: String = it
            .fixes
            .iter()
            .map(|fix| format!("  fix: {}\n", fix.title))
            .collect();
        format!(
            "{}:{line}:{column} `{}` {:?}: {}\n{}{fixes}",
            it.path,
            &text[start..end],
            it.severity,
            it.message,
            hint.unwrap_or_default()
        )
    });
    told.collect()
}
