//! What follows from the texts and components: analysis, composition, problems.

use std::collections::{BTreeMap, BTreeSet};

use futures::FutureExt;
use leptos::prelude::*;
use model::{
    Analysis, AnalyzeRequest, ComponentRef, ComposeRequest, Composition, Diagnostic, EncodeForm,
    Graph, Inspection, KnownComponent, Severity, Span, Target, Workspace,
};

use crate::client::{assets, files};
use crate::playground::Playground;
use crate::state::building::Building;
use crate::state::fault::Fault;
use crate::state::finding;
use crate::state::workspace;

/// What a composition is made of; the same ingredients need not be composed twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ingredients {
    pub(super) path: String,
    pub(super) text: String,
    /// Name and digest.
    pub(super) components: Vec<(String, String)>,
    /// The WIT, where the text can name it.
    pub(super) wit: BTreeMap<String, String>,
    /// Features that are on, which tell what the WIT means.
    pub(super) features: BTreeSet<String>,
}

impl Ingredients {
    pub(super) fn of(workspace: &Workspace) -> Option<Self> {
        let path = workspace::composition_path(workspace)?;
        Some(Self {
            path: path.to_owned(),
            text: workspace.files[path].clone(),
            components: named(workspace),
            wit: if workspace::names_wit(&workspace.files[path]) {
                wit_files(workspace)
            } else {
                BTreeMap::new()
            },
            features: workspace.features.clone(),
        })
    }
}

/// Name and digest of each component.
pub(super) fn named(workspace: &Workspace) -> Vec<(String, String)> {
    let components = workspace.components.iter();
    components
        .map(|it| (it.name.clone(), it.digest.clone()))
        .collect()
}

impl Playground {
    /// Hands the composed component to the user as a file.
    pub async fn download_composition(self) -> Result<(), Fault> {
        let downloaded = self.download_composition_as(EncodeForm::default()).await;
        downloaded.inspect_err(|fault| self.tell_fault(fault))
    }

    /// Hands a component to the user as a file.
    pub async fn download_component(self, name: &str) -> Result<(), Fault> {
        let component = self.component(name)?;
        let bytes = self
            .bytes_of(&component)
            .await
            .inspect_err(|fault| self.tell_fault(fault))?;
        files::download(&format!("{}.wasm", name.replace([':', '/'], "-")), &bytes);
        Ok(())
    }

    /// What the texts mean now, asked anew if they changed since.
    pub(crate) async fn analyze_now(self) -> Analysis {
        let wit = self.workspace.with_untracked(wit_files);
        if wit.values().any(|text| text.contains("wasi:")) {
            self.load_pack().await;
        }
        self.turn_on_features();
        let request = AnalyzeRequest { files: wit.clone() };
        let analysis = self.engine_client().ask(request).await;
        let analysis = analysis.unwrap_or_else(|error| Analysis {
            diagnostics: vec![finding::error(
                String::new(),
                Span::default(),
                error.message,
            )],
            ..Analysis::default()
        });
        self.analyzed.set_value(wit);
        self.cells.analysis.set(analysis.clone());
        analysis
    }

    /// What the WAC text composes now, asked anew if anything changed since.
    pub(crate) async fn compose_now(self) -> Composition {
        let ingredients = self.workspace.with_untracked(Ingredients::of);
        if self
            .composed
            .with_value(|composed| *composed == ingredients)
        {
            return self.composition.get_untracked();
        }
        let composition = match &ingredients {
            Some(ingredients) => self.compose(ingredients).await,
            None => nothing(),
        };
        let still = self
            .workspace
            .with_untracked(|it| Ingredients::of(it) == ingredients);
        if still {
            let is_missing = untrack(|| self.has_missing());
            // Bytes that come later compose anew.
            let known = if is_missing {
                None
            } else {
                Some(ingredients.clone())
            };
            self.composed.set_value(known.flatten());
            let is_good = composition.graph.is_some() || ingredients.is_none();
            self.show_composition(composition.clone(), ingredients.is_none());
            let is_shown = |it: &Graph| it.left_out.is_none();
            if is_good && composition.graph.as_ref().is_none_or(is_shown) {
                self.follow_prospects(ingredients);
            }
        }
        composition
    }

    /// Lets the engine know which features are on.
    fn turn_on_features(self) {
        let engine = self.engine_client();
        self.workspace
            .with_untracked(|workspace| engine.turn_on(&workspace.features));
    }

    async fn compose(self, ingredients: &Ingredients) -> Composition {
        self.turn_on_features();
        let components = self.known_components().await;
        let Ingredients { path, text, .. } = ingredients.clone();
        let request = ComposeRequest {
            path: path.clone(),
            text,
            components,
        };
        let composition = self.engine_client().ask(request).await;
        composition.unwrap_or_else(|error| Composition {
            diagnostics: vec![finding::error(path, Span::default(), error.message)],
            ..nothing()
        })
    }

    fn show_composition(self, composition: Composition, is_none: bool) {
        match &composition.graph {
            Some(graph) => self.cells.graph.set(Some(graph.clone())),
            None if is_none => self.cells.graph.set(None),
            None => {}
        }
        self.cells.composition.set(composition);
        self.fit_call();
    }

    /// Every component whose bytes can be had, for a question to the engine, which gets them and
    /// the WIT that a composition may name.
    pub(crate) async fn known_components(self) -> Vec<KnownComponent> {
        let mut known = Vec::new();
        let mut loaded = BTreeMap::new();
        for component in self.workspace.with_untracked(|it| it.components.clone()) {
            if let Ok(bytes) = self.bytes_of(&component).await {
                let ComponentRef { name, digest, .. } = component;
                loaded.insert(digest.clone(), bytes);
                known.push(KnownComponent { name, digest });
            }
        }
        self.engine_client().load_components(loaded);
        self.engine_client()
            .load_texts(self.workspace.with_untracked(wit_files));
        known
    }

    /// Whether the bytes of a component cannot be had.
    pub(crate) fn has_missing(self) -> bool {
        let components = self.workspace.with(|it| it.components.clone());
        self.missing.with(|missing| {
            components
                .iter()
                .any(|component| missing.contains(&component.digest))
        })
    }

    /// Gives the engine the bundled WIT packages if a text of the workspace names one.
    pub(super) async fn load_pack_if_named(self) {
        let wit = self.workspace.with_untracked(wit_files);
        if wit.values().any(|text| text.contains("wasi:")) {
            self.load_pack().await;
        }
    }

    /// Gives the engine the bundled WIT packages, once.
    pub(crate) async fn load_pack(self) {
        if !self.packs.with_untracked(Vec::is_empty) {
            return;
        }
        let loading = self.loading_pack.get_value().unwrap_or_else(|| {
            let loading = self.fetch_pack().boxed_local().shared();
            self.loading_pack.set_value(Some(loading.clone()));
            loading
        });
        loading.await;
        // What failed may be tried again.
        self.loading_pack.set_value(None);
    }

    async fn fetch_pack(self) {
        let loaded = async {
            let packages = assets::pack().await?;
            Ok::<_, Fault>(self.engine_client().load_pack(packages).await?)
        };
        match loaded.await {
            Ok(loaded) => {
                self.cells.pack.set(loaded.packages);
                self.cells.packs.set(loaded.names);
            }
            Err(fault) => self.tell_fault(&fault),
        }
    }
}

/// The workspace's WIT files.
pub(crate) fn wit_files(workspace: &Workspace) -> BTreeMap<String, String> {
    let files = workspace
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".wit"));
    files
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

/// All findings of every kind, in path and text order.
pub(super) fn merged(
    analysis: &Analysis,
    composition: &Composition,
    builds: &BTreeMap<String, Building>,
) -> Vec<Diagnostic> {
    let all = analysis.diagnostics.iter().chain(&composition.diagnostics);
    let all = all.chain(builds.values().flat_map(|it| &it.diagnostics));
    let mut all: Vec<_> = all.cloned().collect();
    all.sort_by(|a, b| (&a.path, a.span.start).cmp(&(&b.path, b.span.start)));
    all
}

/// No composition at all.
pub(super) fn nothing() -> Composition {
    Composition {
        graph: None,
        diagnostics: Vec::new(),
        bytes: None,
        inspection: None,
    }
}

/// What ▶ would run.
pub(super) fn target_inspection(
    workspace: &Workspace,
    composition: &Composition,
    inspections: &BTreeMap<String, Inspection>,
) -> Option<Inspection> {
    match &workspace.target {
        Target::Composition => composition.inspection.clone(),
        Target::Component { name } => {
            let component = workspace::component(workspace, name)?;
            inspections.get(&component.digest).cloned()
        }
    }
}

/// Why there is no composed component.
pub(super) fn not_composed(composition: &Composition) -> Fault {
    let errors = composition.diagnostics.iter();
    let first = errors
        .filter(|it| it.severity == Severity::Error)
        .map(|it| &it.message)
        .next();
    let message = match first {
        Some(message) => format!("the composition has an error: {message}"),
        None => "there is no composition: add a .wac file, or run a component itself".to_owned(),
    };
    Fault::new("not-composed", message)
}
