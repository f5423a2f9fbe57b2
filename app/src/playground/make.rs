//! What is made of a world: bindings, projects to start from, components that stand in for it.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use model::{
    Abi, AbiName, AbiRequest, EncodeForm, EncodeWorldRequest, EncodedWorld, GenerateRequest,
    Generated, Generators, ListGeneratorsRequest, PackageRequest, Project, StartProjectRequest,
    StubRequest, Target, WitSource, WorldChoice, ZipRequest,
};
use serde_bytes::ByteBuf;

use crate::client::files;
use crate::client::maker::Maker;
use crate::playground::{Playground, compose, edit};
use crate::state::fault::Fault;
use crate::state::workspace::unique_name;
use crate::state::world::choice::{Choice, Source};
use crate::state::worlds::{self, WorldName};

impl Playground {
    /// All that can be made. Loads the generators when it is asked first.
    pub async fn generators(self) -> Result<Generators, Fault> {
        self.maker_client()
            .ask("generating bindings", ListGeneratorsRequest {})
            .await
    }

    /// Bindings of a world as it is now.
    pub async fn bindings(
        self,
        world: &WorldName,
        generator: &str,
        options: BTreeMap<String, String>,
    ) -> Result<Generated, Fault> {
        let request = GenerateRequest {
            of: self.encode_world(world).await?,
            generator: generator.to_owned(),
            options,
        };
        let purpose = "generating bindings of this world in this language";
        self.maker_client().ask(purpose, request).await
    }

    /// A project whose component is of a world as it is now.
    pub async fn start_project(self, world: &WorldName, kind: &str) -> Result<Project, Fault> {
        let request = StartProjectRequest {
            of: self.encode_world(world).await?,
            kind: kind.to_owned(),
        };
        self.maker_client().ask("starting a project", request).await
    }

    /// Adds a component of a world whose functions do nothing but trap; gives its name.
    pub async fn stub_world(self, world: &WorldName) -> Result<String, Fault> {
        let of = self.encode_world(world).await?;
        let bytes = self
            .maker_client()
            .ask("making a stub", StubRequest { of })
            .await?;
        let name = self.workspace.with_untracked(|workspace| {
            let taken: BTreeSet<&str> = workspace
                .components
                .iter()
                .map(|component| component.name.as_str())
                .collect();
            unique_name(&world.stub(), &taken)
        });
        self.add_component(&name, bytes.into_vec()).await
    }

    /// The functions of a world, and how one of them is called in core WebAssembly.
    pub async fn describe_abi(self, of: Choice, function: Option<AbiName>) -> Result<Abi, Fault> {
        let world = of.world.unwrap_or_default();
        let of = self
            .encode_world(&match of.source {
                Source::Own(package) => WorldName::Own { package, world },
                Source::Bundled(package) => WorldName::Bundled { package, world },
                Source::Component(name) => WorldName::Component { name },
            })
            .await?;
        let request = AbiRequest { of, function };
        let purpose = "showing the canonical ABI";
        self.maker_client().ask(purpose, request).await
    }

    /// A component, or the composition in a form, as a JavaScript package for Node.js.
    pub async fn package(self, target: &Target, form: EncodeForm) -> Result<Project, Fault> {
        let (name, bytes) = match target {
            Target::Composition => {
                let name = self.workspace.with_untracked(|it| it.name.clone());
                (name, self.composition_as(form).await?.bytes)
            }
            Target::Component { name } => {
                let bytes = self.bytes_of(&self.component(name)?).await?;
                (name.clone(), bytes.to_vec().into())
            }
        };
        let request = PackageRequest { name, bytes };
        let purpose = "making a JavaScript package";
        self.maker_client().ask(purpose, request).await
    }

    /// Files as a zip archive, all in one folder.
    pub async fn zip(
        self,
        folder: &str,
        files: BTreeMap<String, ByteBuf>,
    ) -> Result<Vec<u8>, Fault> {
        let folder = folder.to_owned();
        let archive = self
            .maker_client()
            .ask("packing files", ZipRequest { folder, files })
            .await?;
        Ok(archive.into_vec())
    }

    /// Hands files to the user as a zip archive.
    pub async fn download_zip(
        self,
        folder: &str,
        files: BTreeMap<String, ByteBuf>,
    ) -> Result<(), Fault> {
        let archive = self.zip(folder, files).await?;
        files::download(&format!("{folder}.zip"), &archive);
        Ok(())
    }

    /// The world that a script names.
    pub(crate) async fn world_named(self, name: &str) -> Result<WorldName, Fault> {
        let analysis = self.analyze_now().await;
        let known = self
            .workspace
            .with_untracked(|workspace| worlds::worlds(&analysis, workspace));
        worlds::find(&known, name).ok_or_else(|| edit::no_such("world", name))
    }

    /// A world with all that it needs, as it is now.
    pub(super) async fn encode_world(self, world: &WorldName) -> Result<EncodedWorld, Fault> {
        let (source, world) = match world.clone() {
            WorldName::Component { name } => {
                let bytes = self.bytes_of(&self.component(&name)?).await?;
                // The maker reads a component as it is.
                return Ok(EncodedWorld {
                    package: bytes.to_vec().into(),
                    world: None,
                });
            }
            WorldName::Own { package, world } => (WitSource::Own { package }, world),
            WorldName::Bundled { package, world } => {
                self.load_pack().await;
                (WitSource::Bundled { package }, world)
            }
        };
        let files = self.workspace.with_untracked(compose::wit_files);
        if files.values().any(|text| text.contains("wasi:")) {
            self.load_pack().await;
        }
        let world = Some(world);
        let of = WorldChoice { source, world };
        let request = EncodeWorldRequest { files, of };
        Ok(self.engine_client().ask(request).await?)
    }

    pub(super) fn maker_client(self) -> Maker {
        self.clients.with_value(|clients| clients.maker.clone())
    }
}
