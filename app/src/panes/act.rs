//! Starts what a button asked for and tells the user when it fails.

use std::{future::Future, pin::Pin};

use leptos::task::spawn_local;

use model::{EncodeForm, GraphEdit, Project, Target};
use web_sys::FileList;

use crate::{
    client::files,
    playground::Playground,
    state::{fault::Fault, notice::Tone},
};

/// The code of what the user gave up, who need not be told.
const CANCELLED: &str = "cancelled";

/// Does something that takes a while; a failure becomes a notice.
pub fn act<T: 'static>(
    playground: Playground,
    future: impl Future<Output = Result<T, Fault>> + 'static,
) {
    let boxed: Pin<Box<dyn Future<Output = Result<(), Fault>>>> =
        Box::pin(async move { future.await.map(drop) });
    spawn_local(async move {
        if let Err(fault) = boxed.await
            && fault.code != CANCELLED
        {
            playground.tell_fault(&fault);
        }
    });
}

/// Takes picked files in.
pub fn open_picked(playground: Playground, files: &FileList) {
    let reading = files::picked(files, playground.watch());
    act(playground, playground.bring(reading));
}

/// Fills the imports of `socket` with the exports of `plugs`, which tells what came of it.
pub fn plug(playground: Playground, socket: String, plugs: Vec<String>) {
    spawn_local(async move { drop(playground.plug(&socket, plugs).await) });
}

/// Changes the composition, which tells what came of it by itself.
pub fn arrange(playground: Playground, edit: GraphEdit) {
    spawn_local(async move { drop(playground.arrange(edit).await) });
}

/// Hands a component to the user as a file.
pub fn download_component(playground: Playground, name: String) {
    act(playground, async move {
        playground.download_component(&name).await
    });
}

/// Hands a component, or the composition in a form, to the user as a JavaScript package.
pub fn download_package(playground: Playground, target: Target, form: EncodeForm) {
    act(playground, async move {
        let Project { name, files } = playground.package(&target, form).await?;
        playground.download_zip(&name, files).await
    });
}

/// Hands what makes a component of modules to the user as a project.
pub fn download_take_home(playground: Playground, name: String) {
    act(playground, async move {
        let Project { name, files } = playground.take_home(&name).await?;
        playground.download_zip(&name, files).await
    });
}

/// Makes files of the WIT in a component.
pub fn open_wit_of(playground: Playground, name: String) {
    act(
        playground,
        async move { playground.open_wit_of(&name).await },
    );
}

/// Puts a component on the server, so that links to it open for everyone.
pub fn store_component(playground: Playground, name: String) {
    act(playground, async move {
        playground.store_component(&name).await?;
        playground.tell(Tone::Done, format!("`{name}` is on the server now."), None);
        Ok(())
    });
}

/// Tells the user when something failed that is done already.
pub fn tell<T>(playground: Playground, done: Result<T, Fault>) {
    if let Err(fault) = done {
        playground.tell_fault(&fault);
    }
}
