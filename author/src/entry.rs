//! The module that the engine evaluates: it imports the user's, looks whether that exports what
//! the world asks for, and exports it.

use crate::console;
use crate::guards::guards;
use crate::sources::{OTHERS, inside};
use crate::wanted::{Wanted, WantedKind, wanted};
use crate::world::World;

/// Looks at a module: `given` is what it exports, `wanted` what it has to.
const CHECK: &str = include_str!("js/check.js");

/// How the engine calls it. No file of a workspace has such a path.
pub(crate) const PATH: &str = "/:component";

/// How the module around the user's tells what is exported in vain: by an import that finds nothing.
const TELL: &str = "await import(`OTHERS${others.join(' ')}`).catch(() => {})";

/// Says what is wrong with a value where there is no standard error.
const REPORT: &str = include_str!("js/report.js");

/// What looks at no value.
pub(crate) const UNGUARDED: &str = "const exported = new Map();\n";

/// The module around the user's; `before` are the paths of modules that are evaluated first.
pub(crate) fn entry(world: &World, user: &str, before: &[String]) -> String {
    let wanted = wanted(world);
    let report = match before.iter().any(|it| it == console::PATH) {
        true => "const report = (error) => console.error(error);\n",
        false => REPORT,
    };
    let before = before.iter().map(|path| format!("import {path:?};\n"));
    let before: String = before.collect();
    let guards = format!("{report}{}", guards(world, &wanted));
    let tell = TELL.replace("OTHERS", OTHERS);
    let module = around(&wanted, &inside(user), &tell, &guards);
    format!("{before}{module}")
}

/// A module around the user's, which it imports by that name: it sees whether that exports what is
/// wanted, and exports it. What else there is are `others`, a list that it tells by these words;
/// what `guards` has under `exported` is exported in place of the user's.
pub(crate) fn around(wanted: &[Wanted], user: &str, tell: &str, guards: &str) -> String {
    let listed = wanted
        .iter()
        .filter(|it| it.kind != WantedKind::Constructor)
        .map(|it| format!("['{}', '{}']", it.kind.word(), it.path.join("', '")));
    let listed: Vec<_> = listed.collect();
    let mut module = format!(
        "import * as given from {user:?};\nconst wanted = [{listed}];\n{check}{guards}",
        check = CHECK.replace("TELL", tell),
        listed = listed.join(", ")
    );
    let exported = wanted.iter().filter(|it| it.is_exported());
    for (number, Wanted { path, .. }) in exported.enumerate() {
        // A name of an export may be a word that names nothing else, such as `delete`.
        let name = &path[0];
        module.push_str(&format!(
            "const export{number} = exported.get({name:?}) ?? given.{name};\nexport {{ export{number} as {name} }};\n"
        ));
    }
    module
}
