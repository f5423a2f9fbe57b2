//! The module that the engine evaluates: it imports the user's, looks whether that exports what
//! the world asks for, and exports it.

use crate::console;
use crate::sources::{OTHERS, inside};
use crate::wanted::{WantedKind, wanted};
use crate::world::World;

/// Looks at a module: `given` is what it exports, `wanted` what it has to.
const CHECK: &str = include_str!("js/check.js");

/// How the engine calls it. No file of a workspace has such a path.
pub(crate) const PATH: &str = "/:component";

/// The module around the user's, which finds a `console` if it needs one.
pub(crate) fn entry(world: &World, user: &str, with_console: bool) -> String {
    let wanted = wanted(world);
    let listed = wanted
        .iter()
        .filter(|it| it.kind != WantedKind::Constructor)
        .map(|it| format!("['{}', '{}']", it.kind.word(), it.path.join("', '")));
    let listed: Vec<_> = listed.collect();
    let exported = wanted.iter().filter(|it| it.path.len() == 1);
    let exported: Vec<_> = exported.map(|it| it.path[0].as_str()).collect();
    let mut module = match with_console {
        true => format!("import {:?};\n", console::PATH),
        false => String::new(),
    };
    module.push_str(&format!(
        "import * as given from {path:?};\nconst wanted = [{listed}];\n{check}",
        check = CHECK.replace("OTHERS", OTHERS),
        path = inside(user),
        listed = listed.join(", ")
    ));
    for (number, name) in exported.iter().enumerate() {
        // A name of an export may be a word that names nothing else, such as `delete`.
        module.push_str(&format!(
            "const export{number} = given.{name};\nexport {{ export{number} as {name} }};\n"
        ));
    }
    module
}
