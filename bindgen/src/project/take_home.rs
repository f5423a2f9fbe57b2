//! A component made of modules, as a project that makes it elsewhere: the modules as they are, the
//! world, and the commands of esbuild and of the engine's own tool.

mod console;
mod reached;

use std::collections::{BTreeMap, BTreeSet};

use model::{Project, ScriptEngine, TakeHomeRequest};
use serde_bytes::ByteBuf;
use wit_parser::{WorldItem, WorldKey};

use super::template::{Template, template};
use super::wit;
use crate::recipe::folder;
use crate::world::World;
use reached::reached;

const TEMPLATES: [Template; 4] = [
    template!("take-home", ".gitignore"),
    template!("take-home", "README.md"),
    template!("take-home", "package.json"),
    template!("take-home", "tsconfig.json"),
];

/// The module that evaluates what the engine lacks, then the user's.
const MAIN: &str = "platform/main.js";

/// An engine's own tool.
struct Tool {
    /// The npm package, and the command that makes a component of the bundle.
    package: &'static str,
    build: fn(&Home<'_>) -> String,
    version: &'static str,
    /// The engine, and what a component of it is like, for people.
    engine: &'static str,
    note: &'static str,
}

const QUICKJS: Tool = Tool {
    package: "componentize-qjs",
    build: quickjs,
    version: "0.4.5",
    engine: "QuickJS",
    note: include_str!("../../templates/take-home/quickjs.md.txt"),
};

const STARLINGMONKEY: Tool = Tool {
    package: "@bytecodealliance/componentize-js",
    build: starlingmonkey,
    version: "0.23.0",
    engine: "StarlingMonkey",
    note: include_str!("../../templates/take-home/starlingmonkey.md.txt"),
};

/// The project of a component.
pub(crate) fn take_home(world: World, request: TakeHomeRequest) -> Project {
    let modules = reached(&request.files, &request.entry);
    let is_quickjs = request.engine == ScriptEngine::Quickjs;
    let names_console = modules.values().any(|it| console::is_named(it));
    let (world, console) = match is_quickjs && names_console {
        true => console::add(world),
        false => (world, None),
    };
    let platform = request.platform.into_iter().chain(console);
    let mut texts: BTreeMap<String, String> = platform
        .map(|(name, text)| (format!("platform/{name}.js"), text))
        .collect();
    let home = Home {
        name: folder(&request.name),
        main: match texts.is_empty() {
            true => format!("src/{}", request.entry),
            false => MAIN.to_owned(),
        },
        entry: request.entry,
        tool: match is_quickjs {
            true => &QUICKJS,
            false => &STARLINGMONKEY,
        },
        world: &world,
    };
    if !texts.is_empty() {
        texts.insert(MAIN.to_owned(), home.around(texts.keys()));
    }
    texts.extend(TEMPLATES.map(|it| (it.path.to_owned(), home.fill(it.text))));
    texts.insert("types/world.d.ts".to_owned(), request.types);
    let modules = modules.into_iter();
    texts.extend(modules.map(|(path, text)| (format!("src/{path}"), text)));
    let mut files = wit::files(&world);
    let texts = texts.into_iter();
    files.extend(texts.map(|(path, text)| (path, ByteBuf::from(text))));
    Project {
        name: home.name,
        files,
    }
}

/// What is said about a project around its modules.
struct Home<'a> {
    name: String,
    /// The user's module, as the workspace calls it.
    entry: String,
    /// The module that is bundled.
    main: String,
    tool: &'static Tool,
    world: &'a World,
}

impl Home<'_> {
    fn fill(&self, text: &str) -> String {
        let Tool {
            package,
            version,
            engine,
            note,
            ..
        } = self.tool;
        let names: [(&str, &str); 9] = [
            ("{{note}}", note),
            ("{{bundle}}", &self.bundle("")),
            ("{{bundle_typed}}", &self.bundle("'")),
            ("{{build}}", &(self.tool.build)(self)),
            ("{{name}}", &self.name),
            ("{{world}}", &self.world.id()),
            ("{{entry}}", &self.entry),
            ("{{package}}", &format!("\"{package}\": \"^{version}\"")),
            ("{{engine}}", engine),
        ];
        names
            .iter()
            .fold(text.to_owned(), |text, (mark, it)| text.replace(mark, it))
    }

    /// The command that makes one module of all: `quote` stands around what some shells expand.
    fn bundle(&self, quote: &str) -> String {
        let externals = externals(self.world);
        let externals: String = externals
            .iter()
            .map(|it| format!(" {quote}--external:{it}{quote}"))
            .collect();
        let Home { main, name, .. } = self;
        format!(
            "esbuild {main} --bundle --format=esm --target=es2023{externals} --outfile=build/{name}.js"
        )
    }

    /// Evaluates modules of the platform, then the user's.
    fn around<'a>(&self, before: impl Iterator<Item = &'a String>) -> String {
        let mut text = format!(
            "// What {} lacks of the web platform is made before the module is evaluated.\n",
            self.tool.engine
        );
        for path in before {
            let name = path.trim_start_matches("platform/");
            text.push_str(&format!("import './{name}';\n"));
        }
        text.push_str(&format!("export * from '../src/{}';\n", self.entry));
        text
    }
}

fn quickjs(Home { name, world, .. }: &Home<'_>) -> String {
    let sync = if world.is_concurrent() { "" } else { " --sync" };
    let world = world.id();
    format!(
        "componentize-qjs --wit wit --world {world} --js build/{name}.js --opt-size{sync} --output {name}.wasm"
    )
}

fn starlingmonkey(Home { name, world, .. }: &Home<'_>) -> String {
    let world = world.id();
    format!("componentize-js build/{name}.js --wit wit --world-name {world} --out {name}.wasm")
}

/// What modules import that is no file: interfaces of the world.
fn externals(world: &World) -> BTreeSet<String> {
    let World { resolve, id } = world;
    let imports = resolve.worlds[*id].imports.iter();
    let interfaces = imports.filter(|(_, item)| matches!(item, WorldItem::Interface { .. }));
    let names = interfaces.filter_map(|(key, _)| match key {
        WorldKey::Name(name) => Some(name.clone()),
        WorldKey::Interface(id) => {
            let package = resolve.interfaces[*id].package?;
            Some(format!("{}:*", resolve.packages[package].name.namespace))
        }
    });
    names.collect()
}
