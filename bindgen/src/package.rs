//! A component as a JavaScript package for Node.js: the module that `jco transpile` makes, its
//! types, what it imports, and what starts it.

mod imports;
mod readme;

use model::{EncodedWorld, EngineError, PackageRequest, Project};
use serde_bytes::ByteBuf;
use wit_parser::WorldItem;

use crate::bindings::Sources;
use crate::recipe::folder;
use crate::world::World;
use imports::{Giver, Import, Shim};

/// The module's name, and that of everything of it.
const MODULE: &str = "component";

/// What starts a component that exports an interface.
struct Starter {
    /// The interface, without what follows in its version.
    export: &'static str,
    /// The script in `package.json`, and the file.
    script: &'static str,
    text: &'static str,
}

/// Where several fit, the first is the one.
const STARTERS: [Starter; 4] = [
    Starter {
        export: "wasi:cli/run@0.2.",
        script: "run",
        text: include_str!("../templates/package/run.js.txt"),
    },
    Starter {
        export: "wasi:cli/run@0.3.",
        script: "run",
        text: include_str!("../templates/package/run-p3.js.txt"),
    },
    Starter {
        export: "wasi:http/incoming-handler@0.2.",
        script: "serve",
        text: include_str!("../templates/package/serve.js.txt"),
    },
    Starter {
        export: "wasi:http/handler@0.3.",
        script: "serve",
        text: include_str!("../templates/package/serve-p3.js.txt"),
    },
];

/// The package of a component.
///
/// # Errors
///
/// `unreadable-world`, and those of [`engine::transpile`].
pub(crate) fn package(request: &PackageRequest) -> Result<Project, EngineError> {
    let world = World::decode(&EncodedWorld {
        package: request.bytes.clone(),
        world: None,
    })?;
    let imports = imports::imports(&world);
    let specifiers = imports.iter().map(|it| (it.id.clone(), it.specifier()));
    let module = engine::transpile_to_module(&request.bytes, MODULE, specifiers.collect())?;
    let package = Package {
        name: folder(&request.name),
        node: if module.needs_jspi { 25 } else { 20 },
        starter: starter(&world),
        world: &world,
        imports,
    };
    let mut files: Sources = module
        .files
        .into_iter()
        .map(|(path, contents)| (path, ByteBuf::from(contents)))
        .collect();
    files.extend(package.files());
    Ok(Project {
        name: package.name,
        files,
    })
}

/// All that is said about a package around its module.
struct Package<'a> {
    name: String,
    /// The release of Node.js that it takes at least.
    node: u32,
    starter: Option<&'static Starter>,
    world: &'a World,
    imports: Vec<Import<'a>>,
}

impl Package<'_> {
    fn files(&self) -> Sources {
        let mut files = Sources::from([
            ("package.json".to_owned(), ByteBuf::from(self.manifest())),
            ("README.md".to_owned(), ByteBuf::from(readme::readme(self))),
        ]);
        if let Some(Starter { script, text, .. }) = self.starter {
            files.insert(
                format!("{script}.js"),
                ByteBuf::from(text.replace("{{name}}", &self.name)),
            );
        }
        for import in &self.imports {
            if let Giver::File(path) = &import.giver {
                files.insert(path.clone(), ByteBuf::from(import.text()));
            }
        }
        files
    }

    /// The published packages that its module and its starter import.
    fn shims(&self) -> Vec<Shim> {
        let is_used = |shim: &Shim| {
            let by_starter = self
                .starter
                .is_some_and(|it| it.text.contains(shim.package()));
            by_starter || self.imports.iter().any(|it| it.is_of(*shim))
        };
        [Shim::P2, Shim::P3].into_iter().filter(is_used).collect()
    }

    fn manifest(&self) -> String {
        let Package { name, node, .. } = self;
        let scripts = match self.starter {
            Some(Starter { script, .. }) => {
                format!("  \"scripts\": {{\n    \"start\": \"node {script}.js\"\n  }},\n")
            }
            None => String::new(),
        };
        let shims: Vec<String> = self
            .shims()
            .iter()
            .map(|it| format!("    \"{}\": \"{}\"", it.package(), it.version()))
            .collect();
        let dependencies = match shims.as_slice() {
            [] => String::new(),
            shims => format!(",\n  \"dependencies\": {{\n{}\n  }}", shims.join(",\n")),
        };
        format!(
            "{{\n  \"name\": \"{name}\",\n  \"version\": \"0.0.0\",\n  \"private\": true,\n  \
             \"type\": \"module\",\n  \"exports\": {{\n    \".\": {{\n      \"types\": \
             \"./{MODULE}.d.ts\",\n      \"default\": \"./{MODULE}.js\"\n    }}\n  }},\n\
             {scripts}  \"engines\": {{\n    \"node\": \">={node}\"\n  }}{dependencies}\n}}\n"
        )
    }
}

fn starter(world: &World) -> Option<&'static Starter> {
    let World { resolve, id } = world;
    let exports = &resolve.worlds[*id].exports;
    let is_exported = |start: &str| {
        exports.iter().any(|(key, item)| {
            let is_interface = matches!(item, WorldItem::Interface { .. });
            is_interface && resolve.name_world_key(key).starts_with(start)
        })
    };
    STARTERS.iter().find(|it| is_exported(it.export))
}
