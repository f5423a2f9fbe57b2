//! Composed components, taken apart.

use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::prelude::*;
use model::{ComponentRef, ComponentSource, KnownComponent, Part, Target, XRay, XRayRequest};
use serde_bytes::ByteBuf;

use crate::playground::Playground;
use crate::state::fault::Fault;
use crate::state::notice::{NoticeAction, Tone};
use crate::state::workspace::{self, Edit};

impl Playground {
    /// What the binary of a component tells about its making.
    pub(crate) async fn xray(self, name: &str) -> Result<XRay, Fault> {
        let component = self.component(name)?;
        let bytes = self.bytes_of(&component).await?.to_vec().into();
        self.taken_apart(name.to_owned(), bytes).await
    }

    /// The same of a binary that is called `name` in the workspace, or nothing there.
    pub(super) async fn taken_apart(self, name: String, bytes: ByteBuf) -> Result<XRay, Fault> {
        let known = self.workspace.with_untracked(|it| {
            let others = it.components.iter().filter(|it| it.name != name);
            let known = others.map(|it| KnownComponent {
                name: it.name.clone(),
                digest: it.digest.clone(),
            });
            known.collect()
        });
        let request = XRayRequest { name, bytes, known };
        self.maker_client()
            .ask("looking into the component", request)
            .await
    }

    /// Makes components of the parts, and the text that composes them the composition; one step.
    pub(crate) async fn compose_parts(self, xray: XRay) -> Result<(), Fault> {
        let Some(text) = xray.text else {
            return Err(Fault::new("not-taken-apart", "no WAC text makes it again"));
        };
        let mut parts = Vec::new();
        for part in xray.parts {
            let Part {
                name,
                digest,
                size,
                bytes,
                ..
            } = part;
            self.blobs()
                .keep(&digest, Rc::from(bytes.into_vec()))
                .await?;
            let source = ComponentSource::Local;
            parts.push(ComponentRef {
                name,
                digest,
                size,
                source,
            });
        }
        let (path, components) = self.workspace.with_untracked(|workspace| {
            let path = workspace::composition_path(workspace).unwrap_or("compose.wac");
            let mut components = workspace.components.clone();
            let known: BTreeSet<String> = components.iter().map(|it| it.name.clone()).collect();
            let new = parts.into_iter().filter(|it| !known.contains(&it.name));
            components.extend(new);
            (path.to_owned(), components)
        });
        self.make(Edit::All(vec![
            Edit::Components(components),
            Edit::File {
                path: path.clone(),
                text: Some(text),
            },
            Edit::Open(None),
            Edit::Target(Target::Composition),
        ]));
        self.fit_call();
        let told = format!("Its parts are components now, and `{path}` composes them");
        self.tell(Tone::Done, told, Some(NoticeAction::Undo));
        Ok(())
    }
}
