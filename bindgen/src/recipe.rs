//! A composition made with the tools of the field: the commands, the files that they read, and a
//! script of them.

mod invoke;
mod shell;

use std::fmt::Write;

use engine::wac_packages;
use heck::ToKebabCase;
use model::{Call, EncodeForm, Recipe, RecipeInput, RecipeRequest, RecipeSource, RecipeStep};

use shell::{Line, quoted};

/// How a composition is made.
pub(crate) fn recipe(request: &RecipeRequest) -> Recipe {
    let folder = folder(&request.name);
    let result = format!("{folder}.wasm");
    let mut writing = Writing {
        request,
        recipe: Recipe {
            folder,
            ..Recipe::default()
        },
        result,
    };
    writing.compose();
    writing.check();
    writing.use_it();
    let Writing {
        mut recipe, result, ..
    } = writing;
    recipe.script = script(&recipe.steps, &result, request.digest.as_deref());
    recipe.readme = readme(&recipe, &result, request);
    recipe
}

struct Writing<'a> {
    request: &'a RecipeRequest,
    recipe: Recipe,
    /// The file that is made.
    result: String,
}

impl Writing<'_> {
    fn compose(&mut self) {
        let request = self.request;
        let wac = request.path.rsplit('/').next().unwrap_or("compose.wac");
        let mut line = Line::new("wac compose");
        for package in wac_packages(&request.text) {
            if !request.packages.contains(&package) {
                continue;
            }
            let path = place_of(&package);
            // Versions are looked for in `deps`, which is where wac looks by itself.
            if !package.contains('@') {
                line.on().add("-d").add(&format!("{package}={path}"));
            }
            self.input(path, RecipeSource::Package(package));
        }
        if request.form.imports_components {
            line.on().add("--import-dependencies");
        }
        line.on().add("-o").path(&self.result).path(wac);
        self.input(wac.to_owned(), RecipeSource::Composition);
        self.step("wac", "Compose", line, true);
    }

    fn check(&mut self) {
        let EncodeForm {
            strips_names,
            imports_components,
        } = self.request.form;
        if strips_names {
            let mut line = Line::new("wasm-tools strip");
            line.add("--delete").add("^(name|component-name)$");
            line.path(&self.result).add("-o").path(&self.result);
            self.step("wasm-tools", "Strip names", line, true);
        }
        // wasm-tools of today does not know the names any more that wac gives such imports.
        if imports_components {
            return;
        }
        let mut line = Line::new("wasm-tools validate");
        line.add("--features").add("all").path(&self.result);
        self.step("wasm-tools", "Validate", line, true);
        let mut line = Line::new("wasm-tools component wit");
        line.path(&self.result);
        self.step("wasm-tools", "Print its WIT", line, true);
    }

    fn use_it(&mut self) {
        if self.request.form.imports_components {
            return;
        }
        let mut line = Line::new("jco transpile");
        line.path(&self.result).add("-o").add("js");
        self.step("jco", "Make a JavaScript module of it", line, false);
        let request = self.request;
        if let Some(Call::Command(command)) = &request.call {
            for (path, text) in &command.files {
                let path = format!("files/{path}");
                self.input(path, RecipeSource::Text(text.clone()));
            }
        }
        for (tool, title, line) in invoke::lines(request, &self.result) {
            self.step(tool, title, line, false);
        }
    }

    fn step(&mut self, tool: &str, title: &str, line: Line, in_script: bool) {
        self.recipe.steps.push(RecipeStep {
            tool: tool.to_owned(),
            title: title.to_owned(),
            command: line.into_text(),
            in_script,
        });
    }

    fn input(&mut self, path: String, source: RecipeSource) {
        self.recipe.inputs.push(RecipeInput { path, source });
    }
}

/// What the folder, and the component, are called: safe on any system.
pub(crate) fn folder(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|char| {
            if char.is_ascii_alphanumeric() {
                char
            } else {
                ' '
            }
        })
        .collect();
    match plain.to_kebab_case() {
        name if name.is_empty() => "composition".to_owned(),
        name => name,
    }
}

/// `components/example/greeter.wasm`, and `deps/example/greeter/1.0.0.wasm` for a version of it.
fn place_of(package: &str) -> String {
    let (name, version) = match package.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (package, None),
    };
    let path = name.replace('%', "").replace(':', "/");
    match version {
        Some(version) => format!("deps/{path}/{version}.wasm"),
        None => format!("components/{path}.wasm"),
    }
}

fn script(steps: &[RecipeStep], result: &str, digest: Option<&str>) -> String {
    let mut text = "#!/bin/sh\n# Makes and checks the component; stops at the first failure.\nset \
                    -eu\ncd -- \"$(dirname -- \"$0\")\"\n"
        .to_owned();
    for step in steps.iter().filter(|step| step.in_script) {
        let _ = write!(text, "\n# {}\n{}\n", step.title, step.command);
    }
    if let Some(digest) = digest {
        let line = quoted(&format!("{digest}  {result}"));
        let _ = write!(
            text,
            "\n# The same bytes as in the page\nif command -v sha256sum >/dev/null; then\n  printf \
             '%s\\n' {line} | sha256sum -c -\nfi\n"
        );
    }
    text
}

fn readme(recipe: &Recipe, result: &str, request: &RecipeRequest) -> String {
    let name = match request.name.trim() {
        "" => "Composition",
        name => name,
    };
    let mut text = format!(
        "# {name}\n\n`sh make.sh` makes `{result}`. It takes wac 0.12 and wasm-tools. What else \
         can be done with it:\n"
    );
    for step in recipe.steps.iter().filter(|step| !step.in_script) {
        let _ = write!(text, "\n{}:\n\n```sh\n{}\n```\n", step.title, step.command);
    }
    text
}
