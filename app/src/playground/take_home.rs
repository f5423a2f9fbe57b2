//! A component that is made of modules, as a project to take home.

use leptos::prelude::*;
use model::{Made, Project, TakeHomeRequest};

use crate::playground::build::platform;
use crate::playground::{Playground, edit};
use crate::state::building::sources;
use crate::state::fault::Fault;

impl Playground {
    /// What a component is made of as a project, which the tool of its engine builds.
    pub async fn take_home(self, name: &str) -> Result<Project, Fault> {
        let Made::Script {
            entry,
            world,
            engine,
        } = self.made(name)?
        else {
            return Err(edit::no_such("component made of modules", name));
        };
        let files = self.workspace.with_untracked(sources);
        let request = TakeHomeRequest {
            name: name.to_owned(),
            of: self.encode_made_world(&world).await?,
            platform: platform(engine, &files).await?,
            files,
            entry,
            engine,
            types: self.types_of(name).await?,
        };
        let purpose = "making a project of these modules";
        self.maker_client().ask(purpose, request).await
    }
}
