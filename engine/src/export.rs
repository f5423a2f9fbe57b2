//! Texts of a workspace as one file to take home.

use std::collections::{BTreeMap, BTreeSet};

use model::{EngineError, ExportForm, ExportRequest, Severity};
use wit_parser::{PackageId, Resolve};

use crate::diagnostics::failure;
use crate::open::package_folder;
use crate::pack::Pack;
use crate::wit_text::{declared_package, package_name};
use crate::{analyze, print, zip};

/// Makes the file.
///
/// # Errors
///
/// `not-understood`, when the package that is asked for has errors or does not exist.
pub(crate) fn export(request: ExportRequest, pack: &mut Pack) -> Result<Vec<u8>, EngineError> {
    let ExportRequest { mut files, form } = request;
    match form {
        ExportForm::Zip { with_bundled } => {
            if with_bundled {
                add_bundled(&mut files, pack);
            }
            let files = files.iter();
            let files = files.map(|(path, text)| (path.as_str(), text.as_bytes()));
            Ok(zip::zip(files, None))
        }
        ExportForm::Text { package } => {
            let (resolve, id) = resolved(&files, pack, &package)?;
            Ok(one_text(&files, &resolve, id, pack).into_bytes())
        }
        ExportForm::Binary { package } => {
            let (resolve, id) = resolved(&files, pack, &package)?;
            let encoded = wit_component::encode(&resolve, id);
            encoded.map_err(|error| failure("not-understood", format!("{error:#}")))
        }
    }
}

fn resolved(
    files: &BTreeMap<String, String>,
    pack: &mut Pack,
    package: &str,
) -> Result<(Resolve, PackageId), EngineError> {
    let (resolve, _) = analyze::resolve(files, pack);
    let id = package_name(package).and_then(|name| resolve.package_names.get(&name).copied());
    let broken = |message: String| {
        let message = format!("`{package}` cannot be exported: {message}");
        failure("not-understood", message)
    };
    let id = id.ok_or_else(|| broken("it has errors, which Problems lists".to_owned()))?;
    // What has an error may be there as far as it is understood.
    let names = needed(&resolve, vec![id]).into_iter();
    let names: BTreeSet<_> = names
        .map(|id| resolve.packages[id].name.to_string())
        .collect();
    let folders = analyze::declared(files);
    let is_concerned = |path: &str| {
        let package = folders.get(analyze::folder_of(path));
        package.is_some_and(|package| names.contains(package))
    };
    let mut findings = analyze::analyze(files, pack).diagnostics.into_iter();
    let error = findings.find(|it| it.severity == Severity::Error && is_concerned(&it.path));
    if let Some(error) = error {
        return Err(broken(format!("{} in `{}`", error.message, error.path)));
    }
    Ok((resolve, id))
}

/// Puts the bundled packages that the texts need where a tool on disk looks for them.
fn add_bundled(files: &mut BTreeMap<String, String>, pack: &mut Pack) {
    let (resolve, groups) = analyze::resolve(files, pack);
    let own: BTreeSet<_> = groups
        .iter()
        .flat_map(|group| std::iter::once(&group.main).chain(&group.nested))
        .map(|package| &package.name)
        .collect();
    let deps = deps_folder(files);
    let ids = own
        .iter()
        .filter_map(|name| resolve.package_names.get(*name));
    for id in needed(&resolve, ids.copied().collect()) {
        let name = &resolve.packages[id].name;
        let bundled = pack.texts_of(name).filter(|_| !own.contains(name));
        for (file, text) in bundled.into_iter().flatten() {
            let path = format!("{deps}/{}/{file}", package_folder(name));
            files.entry(path).or_insert_with(|| text.clone());
        }
    }
}

/// The folder `deps` beside the package that is not itself in one.
fn deps_folder(files: &BTreeMap<String, String>) -> String {
    let mut wit = files.keys().filter(|path| path.ends_with(".wit"));
    if let Some((before, _)) = wit.clone().find_map(|path| path.split_once("deps/")) {
        return format!("{before}deps");
    }
    let folder = wit.find_map(|path| path.rsplit_once('/'));
    folder.map_or("deps".to_owned(), |(folder, _)| format!("{folder}/deps"))
}

/// These packages and all that they need, each before those it needs.
pub(crate) fn needed(resolve: &Resolve, mut queue: Vec<PackageId>) -> Vec<PackageId> {
    let mut needed = Vec::new();
    while let Some(id) = queue.pop() {
        if !needed.contains(&id) {
            needed.push(id);
            queue.extend(resolve.package_direct_deps(id));
        }
    }
    needed
}

/// A package and what it needs as one text: with the comments of the sources where these can be
/// put together, printed anew otherwise.
fn one_text(
    files: &BTreeMap<String, String>,
    resolve: &Resolve,
    id: PackageId,
    pack: &mut Pack,
) -> String {
    let all = needed(resolve, vec![id]);
    let printed = || print::nested(resolve, id, &all[1..]);
    let Some(joined) = joined(files, resolve, &all, pack) else {
        return printed() + "\n";
    };
    let whole = BTreeMap::from([("all.wit".to_owned(), joined)]);
    let (again, _) = analyze::resolve(&whole, &mut Pack::default());
    let id = again.package_names.get(&resolve.packages[id].name);
    let is_same = id.is_some_and(|id| {
        let all = all[1..]
            .iter()
            .filter_map(|id| again.package_names.get(&resolve.packages[*id].name));
        print::nested(&again, *id, &all.copied().collect::<Vec<_>>()) == printed()
    });
    match whole.into_values().next().filter(|_| is_same) {
        Some(joined) => joined,
        None => printed() + "\n",
    }
}

/// The sources of these packages, each but the first in braces.
fn joined(
    files: &BTreeMap<String, String>,
    resolve: &Resolve,
    packages: &[PackageId],
    pack: &Pack,
) -> Option<String> {
    let folders = analyze::folders(files);
    let mut joined = String::new();
    for id in packages {
        let name = &resolve.packages[*id].name;
        let declares = |texts: &[&str]| texts.iter().any(|text| declares(text, name));
        let own = folders
            .values()
            .map(|files| files.values().copied().collect::<Vec<_>>());
        let bundled = pack
            .texts_of(name)
            .into_iter()
            .map(|it| it.values().map(String::as_str).collect());
        let texts = own.chain(bundled).find(|texts| declares(texts))?;
        let (docs, bodies): (Vec<_>, Vec<_>) = texts.iter().map(|text| parted(text)).unzip();
        let (docs, bodies) = (docs.concat(), bodies.join("\n\n"));
        match joined.is_empty() {
            true => joined = format!("{docs}package {name};\n\n{bodies}\n"),
            false => {
                let body = indented(&bodies);
                joined.push_str(&format!("\n{docs}package {name} {{\n{body}\n}}\n"));
            }
        }
    }
    Some(joined)
}

fn declares(text: &str, name: &wit_parser::PackageName) -> bool {
    declared_package(text).is_some_and(|(declared, _)| declared == *name)
}

/// What stands before the line that says which package a text belongs to, and after it.
fn parted(text: &str) -> (String, &str) {
    let header = declared_package(text).and_then(|(_, name)| {
        let start = text[..name.start].rfind("package")?;
        let end = name.end + text[name.end..].find(';')? + 1;
        Some((text[..start].trim(), text[end..].trim()))
    });
    match header {
        Some(("", body)) => (String::new(), body),
        Some((docs, body)) => (format!("{docs}\n"), body),
        None => (String::new(), text.trim()),
    }
}

fn indented(text: &str) -> String {
    let line = |line: &str| match line.is_empty() {
        true => String::new(),
        false => format!("  {line}"),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
