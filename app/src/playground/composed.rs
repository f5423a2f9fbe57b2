//! What comes of the composition: its hosts, other forms of it, and how it is made elsewhere.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{
    EncodeCompositionRequest, EncodeForm, EncodeWorldRequest, EncodedComposition, Extern,
    NamedComponent, Recipe, RecipeRequest, RecipeSource, Target, WitSource, WorldChoice,
};
use serde_bytes::ByteBuf;

use crate::client::{files, host};
use crate::playground::Playground;
use crate::playground::compose::{Ingredients, not_composed, wit_files};
use crate::state::fault::Fault;
use crate::state::hosts::{self, Hosted};

impl Playground {
    /// Who can give a component what it imports; what fewest give first.
    pub(crate) async fn hosts_of(self, imports: Vec<Extern>) -> Result<Vec<Hosted>, Fault> {
        let needs = hosts::needs(&imports);
        if needs.is_empty() {
            return Ok(Vec::new());
        }
        let offers = host::offers(needs.clone()).await?;
        Ok(hosts::hosted(needs, offers))
    }

    /// The composition in a form. The default is the one that ▶ runs.
    pub(crate) async fn composition_as(
        self,
        form: EncodeForm,
    ) -> Result<EncodedComposition, Fault> {
        let composition = self.compose_now().await;
        let (Some(bytes), Some(inspection)) = (&composition.bytes, &composition.inspection) else {
            return Err(not_composed(&composition));
        };
        if form == EncodeForm::default() {
            return Ok(EncodedComposition {
                bytes: bytes.clone(),
                inspection: inspection.clone(),
            });
        }
        let Ingredients { text, .. } = self.ingredients()?;
        let request = EncodeCompositionRequest {
            components: self.packages_of(&text).await,
            text,
            form,
        };
        let purpose = "composing in this form";
        self.maker_client().ask(purpose, request).await
    }

    /// Hands the composition to the user in a form.
    pub(crate) async fn download_composition_as(self, form: EncodeForm) -> Result<(), Fault> {
        let EncodedComposition { bytes, .. } = self.composition_as(form).await?;
        let name = self.workspace.with_untracked(|it| it.name.clone());
        let name = crate::state::workspace::clean_path(&name);
        files::download(
            &format!("{}.wasm", name.unwrap_or("composed".into())),
            &bytes,
        );
        Ok(())
    }

    /// How the composition is made with the tools of the field.
    pub(crate) async fn recipe(self, form: EncodeForm) -> Result<Recipe, Fault> {
        let made = self.composition_as(form).await?;
        let Ingredients { path, text, .. } = self.ingredients()?;
        let packages = self.packages_of(&text).await;
        let is_run = self
            .workspace
            .with_untracked(|it| it.target == Target::Composition);
        let call = self.workspace.with_untracked(|it| it.call.clone());
        let imports = made.inspection.imports.into_iter();
        let request = RecipeRequest {
            name: self.workspace.with_untracked(|it| it.name.clone()),
            path,
            text,
            packages: packages.into_iter().map(|it| it.name).collect(),
            form,
            digest: Some(made.inspection.digest),
            imports: imports.map(|it| it.name).collect(),
            call: call.filter(|_| is_run),
        };
        self.maker_client()
            .ask("writing the commands", request)
            .await
    }

    /// Hands the user what a recipe needs: inputs, a script, a few words.
    pub(crate) async fn download_recipe(self, recipe: Recipe) -> Result<(), Fault> {
        let Ingredients { text, .. } = self.ingredients()?;
        let packages = self.packages_of(&text).await;
        let mut files = BTreeMap::from([
            ("make.sh".to_owned(), ByteBuf::from(recipe.script)),
            ("README.md".to_owned(), ByteBuf::from(recipe.readme)),
        ]);
        for input in recipe.inputs {
            let contents = match input.source {
                RecipeSource::Composition => ByteBuf::from(text.clone()),
                RecipeSource::Text(text) => ByteBuf::from(text),
                RecipeSource::Package(name) => {
                    let found = packages.iter().find(|it| it.name == name);
                    found.map(|it| it.bytes.clone()).unwrap_or_default()
                }
            };
            files.insert(input.path, contents);
        }
        self.download_zip(&recipe.folder, files).await
    }

    /// What a WAC text may name: the components, and WIT packages that it seems to name, of the
    /// workspace or bundled.
    async fn packages_of(self, text: &str) -> Vec<NamedComponent> {
        let mut packages = self.components_with_bytes().await;
        if text.contains("wasi:") {
            self.load_pack().await;
        }
        let own = self.analysis.get_untracked().packages.into_iter();
        let own = own.map(|it| (it.name.clone(), WitSource::Own { package: it.name }));
        let bundled = self.packs.get_untracked().into_iter();
        let bundled = bundled.map(|package| (package.clone(), WitSource::Bundled { package }));
        for (name, source) in own.chain(bundled) {
            let is_taken = packages.iter().any(|it| it.name == name);
            if is_taken || !seems_to_name(text, &name) {
                continue;
            }
            let of = WorldChoice {
                source,
                world: None,
            };
            let files = self.workspace.with_untracked(wit_files);
            let request = EncodeWorldRequest { files, of };
            if let Ok(encoded) = self.engine_client().ask(request).await {
                let bytes = encoded.package;
                packages.push(NamedComponent { name, bytes });
            }
        }
        packages
    }

    /// Every component whose bytes can be had.
    pub(super) async fn components_with_bytes(self) -> Vec<NamedComponent> {
        let mut components = Vec::new();
        for component in self.workspace.with_untracked(|it| it.components.clone()) {
            if let Ok(bytes) = self.bytes_of(&component).await {
                let (name, bytes) = (component.name, bytes.to_vec().into());
                components.push(NamedComponent { name, bytes });
            }
        }
        components
    }

    /// Why there is no composed component, as a sentence.
    pub(crate) fn why_not_composed(self) -> String {
        let mut text = self.composition.with(|it| not_composed(it).message) + ".";
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    }

    fn ingredients(self) -> Result<Ingredients, Fault> {
        let ingredients = self.workspace.with_untracked(Ingredients::of);
        ingredients.ok_or_else(|| not_composed(&self.composition.get_untracked()))
    }
}

fn seems_to_name(text: &str, package: &str) -> bool {
    let (name, version) = package.split_once('@').unwrap_or((package, ""));
    text.contains(&format!("{name}/")) && text.contains(version)
}
