//! Links: the workspace in an address, and the way back.

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use model::{ComponentSource, Workspace};
use web_sys::window;

use crate::client::server;
use crate::parts::in_part;
use crate::playground::{Origin, Playground};
use crate::state::canvas::picture::told;
use crate::state::fault::Fault;
use crate::state::notice::{NoticeAction, Tone};
use crate::state::share;

/// A link and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareLink {
    /// The whole address.
    pub url: String,
    /// Its length in characters.
    pub characters: usize,
    /// How many texts are in it.
    pub texts: usize,
    /// How many components it refers to.
    pub components: usize,
    /// Names of the components that whoever opens it must bring, since only this browser has them
    /// and they are not built of sources that are in the link.
    pub local: Vec<String>,
}

impl Playground {
    /// A link that holds the whole workspace; nothing leaves the browser.
    pub fn share_link(self) -> ShareLink {
        let workspace = self.workspace_to_share();
        let fragment = share::encode(&share::to_frame(&workspace));
        link(&workspace, &fragment)
    }

    /// Stores the workspace on the server, with the components that only this browser has, and
    /// gives a short link to it. Only called when the user says so.
    pub async fn store_on_server(self) -> Result<ShareLink, Fault> {
        let mut workspace = self.workspace_to_share();
        for component in &mut workspace.components {
            if component.source == ComponentSource::Local {
                let bytes = self.bytes_of(component).await?;
                server::ensure_component(&component.digest, &bytes).await?;
                component.source = ComponentSource::Server;
            }
        }
        let fragment = share::encode(&share::to_frame(&workspace));
        let id = server::put_share(&fragment).await?;
        Ok(link(&workspace, &format!("{}{id}", share::STORED)))
    }

    /// The workspace without the places that nodes find by themselves.
    fn workspace_to_share(self) -> Workspace {
        let mut workspace = self.workspace.get_untracked();
        workspace.positions = self.graph.with_untracked(|graph| match graph {
            Some(graph) => told(&workspace.positions, graph),
            None => workspace.positions.clone(),
        });
        workspace
    }

    /// Opens what a link's fragment holds, without running anything. A damaged link opens an
    /// empty workspace and says what is wrong with it.
    pub(super) async fn open_fragment(self, fragment: &str) {
        let workspace = async { read(fragment.to_owned()).await?.await };
        match workspace.await {
            Ok(workspace) => self.replace(workspace, Origin::Shared),
            Err(fault) => {
                self.replace(Workspace::default(), Origin::Shared);
                let text = format!("The link cannot be opened: {}", fault.message);
                self.tell(Tone::Failed, text, Some(NoticeAction::BackToOwn));
            }
        }
    }
}

in_part! {
    open,
    /// What a fragment holds.
    fn read(fragment: String) -> LocalBoxFuture<'static, Result<Workspace, Fault>> {
        Box::pin(async move {
            let frame = match fragment.strip_prefix(share::STORED) {
                Some(id) => share::decode(&server::share(id).await?)?,
                None => share::decode(&fragment)?,
            };
            Ok(share::from_frame(frame))
        })
    }
}

fn link(workspace: &Workspace, fragment: &str) -> ShareLink {
    let location = window().map(|window| window.location());
    let here = location
        .and_then(|location| location.href().ok())
        .unwrap_or_default();
    let page = here.split('#').next().unwrap_or_default();
    let url = format!("{page}#{fragment}");
    let local = workspace.components.iter();
    let local = local.filter(|component| {
        component.source == ComponentSource::Local && !workspace.made.contains_key(&component.name)
    });
    ShareLink {
        characters: url.chars().count(),
        texts: workspace.files.len(),
        components: workspace.components.len(),
        local: local.map(|component| component.name.clone()).collect(),
        url,
    }
}
