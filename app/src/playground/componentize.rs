//! Components made of core modules.

use leptos::prelude::*;
use model::{Adapter, ComponentizeRequest, Componentized, Made};
use serde_bytes::ByteBuf;

use crate::playground::Playground;
use crate::playground::build::made_world;
use crate::state::fault::Fault;
use crate::state::notice::{NoticeAction, Tone};
use crate::state::workspace::Edit;
use crate::state::worlds::WorldName;

impl Playground {
    /// What comes of a core module of the workspace, or what it takes. The module's own world comes
    /// before the one that is given.
    pub async fn componentize(
        self,
        name: &str,
        world: Option<&WorldName>,
        adapter: Option<Adapter>,
    ) -> Result<Componentized, Fault> {
        let module = self.bytes_of(&self.component(name)?).await?;
        let world = match world {
            Some(world) => Some(self.encode_world(world).await?),
            None => None,
        };
        let request = ComponentizeRequest {
            module: module.to_vec().into(),
            world,
            adapter,
        };
        let purpose = "making a component of this module";
        self.maker_client().ask(purpose, request).await
    }

    /// Puts a component in the place of the core module that it was made of. One that is made of a
    /// WAT text is from now on made for the world that was given.
    pub async fn take_componentized(
        self,
        name: &str,
        component: ByteBuf,
        world: Option<&WorldName>,
    ) -> Result<(), Fault> {
        let mut made = self.workspace.with_untracked(|it| it.made.clone());
        match (made.get_mut(name), world.and_then(made_world)) {
            (Some(Made::Wat { world, .. }), Some(of)) => {
                *world = Some(of);
                self.make(Edit::Made(made));
                self.build_component(name).await?;
            }
            _ => drop(self.add_component(name, component.into_vec()).await?),
        }
        let text = format!("`{name}` is a component now.");
        self.tell(Tone::Done, text, Some(NoticeAction::Undo));
        Ok(())
    }
}
