//! What the editor is told for the sake of a module: which modules there are, and what their world is.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use model::Made;

use crate::{
    client::latest::Latest,
    editor::{Program, TextView},
    playground::{Playground, wit_files},
    state::building::{is_wat, sources},
};

/// How long a change of the world rests before its types are asked for, in milliseconds.
const REST: u32 = 200;

/// Tells the editor, as long as a module is shown, which modules there are and what their world is.
pub(super) fn follow_program(playground: Playground, view: TextView, name: Memo<Option<String>>) {
    let types = RwSignal::new(None::<String>);
    let world = Memo::new(move |_| {
        let name = name.get()?;
        let workspace = playground.workspace.read();
        let made = workspace.made.get(&name).cloned();
        let made = made.filter(|it| matches!(it, Made::Script { .. }))?;
        Some((name, made, wit_files(&workspace)))
    });
    let latest = StoredValue::new_local(Latest::default());
    Effect::new(move |_| {
        let Some((name, ..)) = world.get() else {
            return types.set(None);
        };
        latest.with_value(|latest| {
            latest.run(async move {
                TimeoutFuture::new(REST).await;
                // While the WIT has an error, what was there before is better than nothing.
                if let Ok(declared) = playground.types_of(&name).await {
                    types.try_set(Some(declared));
                }
            });
        });
    });
    let program = Memo::new(move |_| {
        let types = types.get()?;
        let mut files = playground.workspace.with(sources);
        files.retain(|path, _| !is_wat(path));
        Some(Program { files, types })
    });
    Effect::new(move |_| program.with(|it| view.set_program(it.as_ref())));
}
