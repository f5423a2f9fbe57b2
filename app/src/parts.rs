//! Parts of the program that are loaded after the first screen, so that nobody waits for a pane
//! that they do not see yet.
//!
//! A release for the browser is split: what is reached only through functions of [`in_part!`] and
//! panes of [`panes_in_parts!`] leaves the first part. Any other build is one piece, in which the
//! same functions answer at once.

use std::{cell::RefCell, future::Future, pin::Pin};

use futures::{
    FutureExt,
    channel::oneshot::{self, Receiver, Sender},
    future::Shared,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    state::fault::Fault,
    ui::{Button, Empty, Glyph},
};

/// Defines functions that are in a part, with all that only they reach. Each becomes `async` and
/// gives a `Result`, since the part may not come: after
/// `in_part! { run, fn wave(value: Value) -> String { … } }` it is called as `wave(value).await?`.
macro_rules! in_part {
    ($($part:ident, $(#[$meta:meta])* $vis:vis fn $name:ident($($arg:ident: $type:ty),* $(,)?) -> $out:ty $body:block)*) => {
        $(
            $(#[$meta])*
            #[cfg(split)]
            #[allow(unsafe_code, reason = "a call from part to part")]
            #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, fallible)]
            $vis fn $name($($arg: $type),*) -> Result<$out, $crate::parts::NotLoaded> {
                Ok($body)
            }

            $(#[$meta])*
            #[cfg(not(split))]
            #[allow(clippy::unused_async, reason = "as where the program is split")]
            $vis async fn $name($($arg: $type),*) -> Result<$out, $crate::parts::NotLoaded> {
                Ok($body)
            }
        )*
    };
}
pub(crate) use in_part;

/// Defines panes that are in a part: a line each, `part: Name = path::of::Pane;`. A pane is used
/// by that name as any component without attributes is; `, meanwhile path::of::Other` says what is
/// shown until it is there.
macro_rules! panes_in_parts {
    ($($(#[$meta:meta])* $part:ident: $name:ident = $pane:path $(, meanwhile $other:path)?;)*) => {
        $(
            $(#[$meta])*
            #[component]
            pub fn $name() -> impl IntoView {
                use $crate::parts::NotLoaded;
                use $pane as Pane;
                // The splitter tells functions of one macro apart by their names only.
                #[cfg(split)]
                #[allow(non_snake_case, reason = "named after the pane")]
                #[allow(unsafe_code, reason = "a call from part to part")]
                #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, preload(load), fallible)]
                fn $name() -> Result<AnyView, NotLoaded> {
                    Ok(view! { <Pane /> }.into_any())
                }
                #[cfg(not(split))]
                async fn load() -> Result<(), NotLoaded> {
                    Ok(())
                }
                #[cfg(not(split))]
                #[allow(non_snake_case, reason = "named after the pane")]
                async fn $name() -> Result<AnyView, NotLoaded> {
                    Ok(view! { <Pane /> }.into_any())
                }
                $crate::parts::show(
                    || Box::pin(async { load().await.map_err(NotLoaded::from) }),
                    || Box::pin($name()),
                    $crate::parts::panes_in_parts!(@ $($other)?),
                )
            }
        )*
    };
    (@) => { $crate::parts::waiting };
    (@ $other:path) => { || { use $other as Other; view! { <Other /> }.into_any() } };
}
pub(crate) use panes_in_parts;

/// A part of the program did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotLoaded;

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

impl From<NotLoaded> for Fault {
    fn from(NotLoaded: NotLoaded) -> Self {
        Self::new("part-not-loaded", NOT_LOADED)
    }
}

const NOT_LOADED: &str = "This part of Dovetail could not be loaded. The connection may be down, \
    or there is a newer version: try again, or reload the page. The work is kept.";

/// What comes of a function that is in a part.
pub(crate) type Coming<T> = Pin<Box<dyn Future<Output = Result<T, NotLoaded>>>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Waiting,
    Here,
    Failed,
}

/// A pane that is in a part: at once where the part is here, else `meanwhile` until it is.
pub(crate) fn show(
    load: fn() -> Coming<()>,
    make: fn() -> Coming<AnyView>,
    meanwhile: fn() -> AnyView,
) -> impl IntoView {
    let progress = RwSignal::new(Progress::Waiting);
    let begin = move || {
        let mut coming = Box::pin(async move {
            first_screen().await;
            match load().await {
                Ok(()) => Progress::Here,
                Err(NotLoaded) => Progress::Failed,
            }
        });
        let Some(at_once) = (&mut coming).now_or_never() else {
            progress.set(Progress::Waiting);
            // Nobody hears of it when the pane is no longer shown.
            return spawn_local(async move {
                let _ = progress.try_set(coming.await);
            });
        };
        progress.set(at_once);
    };
    begin();
    move || match progress.get() {
        Progress::Waiting => meanwhile(),
        // Polled here, the view finds the contexts that are provided here.
        Progress::Here => make()
            .now_or_never()
            .and_then(Result::ok)
            .unwrap_or_else(meanwhile),
        Progress::Failed => view! {
            <Empty glyph=Glyph::Warning text=NOT_LOADED>
                <Button label="Try again" on_press=move |()| begin() />
            </Empty>
        }
        .into_any(),
    }
}

/// What is shown where a pane will be; it shows itself only when the pane takes its time.
pub(crate) fn waiting() -> AnyView {
    view! { <p class="empty part-is-coming" role="status">"Loading…"</p> }.into_any()
}

thread_local! {
    static FIRST_SCREEN: (RefCell<Option<Sender<()>>>, Shared<Receiver<()>>) = {
        let (done, waited) = oneshot::channel();
        (RefCell::new(Some(done)), waited.shared())
    };
}

/// Waits until the first screen is ready. Parts and their work come after it.
pub(crate) async fn first_screen() {
    let waited = FIRST_SCREEN.with(|(_, waited)| waited.clone());
    // Whoever waits goes on even if nobody can say any more that it is.
    let _ = waited.await;
}

/// Says that the first screen is ready: its text can be typed in, or it shows none.
pub(crate) fn first_screen_is_ready() {
    FIRST_SCREEN.with(|(done, _)| drop(done.take()));
}
