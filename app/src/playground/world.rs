//! What a reader asks about worlds.

use leptos::prelude::*;
use model::{
    CheckFitRequest, CompareWitRequest, DescribeWorldRequest, EncodeWorldRequest, Fit,
    JudgeRequest, Judgement, KnownComponent, ListBundledRequest, PackageOutline, WitComparison,
    WitSource, WorldChoice, WorldView,
};

use serde_bytes::ByteBuf;

use crate::playground::{Playground, compose};
use crate::state::fault::Fault;
use crate::state::world::choice::{Choice, Source, named};

impl Playground {
    /// The packages of the bundled pack, which is loaded if need be.
    pub(crate) async fn list_bundled(self) -> Result<Vec<PackageOutline>, Fault> {
        self.load_pack().await;
        Ok(self.engine_client().ask(ListBundledRequest {}).await?)
    }

    /// A world with everything that it pulls in.
    pub(crate) async fn describe_world(self, of: Choice) -> Result<WorldView, Fault> {
        self.load_pack().await;
        let of = self.world_choice(of).await?;
        let files = self.workspace.with_untracked(compose::wit_files);
        let request = DescribeWorldRequest { files, of };
        Ok(self.engine_client().ask(request).await?)
    }

    /// Whether one world, or component, fits another.
    pub(crate) async fn check_fit(self, subject: Choice, target: Choice) -> Result<Fit, Fault> {
        self.load_pack().await;
        let subject = self.world_choice(subject).await?;
        let target = self.world_choice(target).await?;
        let files = self.workspace.with_untracked(compose::wit_files);
        let request = CheckFitRequest {
            files,
            subject,
            target,
        };
        Ok(self.engine_client().ask(request).await?)
    }

    /// What changed from one package, or component, to another.
    pub(crate) async fn compare_wit(
        self,
        before: Source,
        after: Source,
    ) -> Result<WitComparison, Fault> {
        self.load_pack().await;
        let request = CompareWitRequest {
            before: self.wit_source(before).await?,
            after: self.wit_source(after).await?,
            files: self.workspace.with_untracked(compose::wit_files),
            components: self.known_components().await,
        };
        Ok(self.engine_client().ask(request).await?)
    }

    /// What wit-component itself says about the change from one package, or component, to another.
    pub(crate) async fn judge_wit(self, before: Source, after: Source) -> Result<Judgement, Fault> {
        self.load_pack().await;
        let request = JudgeRequest {
            before: self.encoded_wit(before).await?,
            after: self.encoded_wit(after).await?,
        };
        let purpose = "asking wit-component about the two versions";
        self.maker_client().ask(purpose, request).await
    }

    async fn encoded_wit(self, source: Source) -> Result<ByteBuf, Fault> {
        let source = self.wit_source(source).await?;
        let request = EncodeWorldRequest {
            files: self.workspace.with_untracked(compose::wit_files),
            of: WorldChoice {
                source,
                world: None,
            },
        };
        Ok(self.engine_client().ask(request).await?.package)
    }

    /// What a script means by a name, as the texts are now.
    pub(crate) async fn named_choice(self, name: &str) -> Choice {
        let analysis = self.analyze_now().await;
        self.workspace
            .with_untracked(|it| named(name, &analysis.packages, it))
    }

    async fn world_choice(self, choice: Choice) -> Result<WorldChoice, Fault> {
        let Choice { source, world } = choice;
        let source = self.wit_source(source).await?;
        Ok(WorldChoice { source, world })
    }

    async fn wit_source(self, source: Source) -> Result<WitSource, Fault> {
        Ok(match source {
            Source::Own(package) => WitSource::Own { package },
            Source::Bundled(package) => WitSource::Bundled { package },
            Source::Component(name) => {
                let component = self.component(&name)?;
                // Says so when its bytes cannot be had.
                self.bytes_of(&component).await?;
                self.known_components().await;
                let digest = component.digest;
                WitSource::Component(KnownComponent { name, digest })
            }
        })
    }
}
