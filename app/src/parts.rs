//! Parts of the program that are loaded after the first screen, so that nobody waits for a pane
//! that they do not see yet.
//!
//! A release for the browser is split: what is reached only through functions of [`in_part!`] and
//! panes of [`panes_in_parts!`] leaves the first part. Any other build is one piece, in which the
//! same functions answer at once.

use std::{cell::RefCell, future::Future, pin::Pin, time::Duration};

use futures::{
    FutureExt,
    channel::oneshot::{self, Receiver, Sender},
    future::Shared,
};
use gloo_timers::future::sleep;
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
            #[allow(unused_braces, reason = "the body is a block")]
            #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, fallible)]
            $vis fn $name($($arg: $type),*) -> Result<$out, $crate::parts::NotLoaded> {
                Ok($body)
            }

            $(#[$meta])*
            #[cfg(not(split))]
            #[allow(unused_braces, reason = "the body is a block")]
            $vis async fn $name($($arg: $type),*) -> Result<$out, $crate::parts::NotLoaded> {
                Ok($body)
            }
        )*
    };
}
pub(crate) use in_part;

/// Defines panes that are in a part: a line each, `part: Name = path::of::Pane;`. A pane is used
/// by that name as any component without attributes is. After a comma stands what is shown until it
/// is there: `meanwhile(path::of::Other)`, a place of its own `within("region side")`, or nothing,
/// `quietly()`, with a part that did not come asked for again by itself.
macro_rules! panes_in_parts {
    ($($(#[$meta:meta])* $part:ident: $name:ident = $pane:path $(, $how:ident($($other:tt)*))?;)*) => {
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
                    $crate::parts::panes_in_parts!(@ $($how $($other)*)?),
                )
            }
        )*
    };
    (@) => { $crate::parts::Absence { waiting: $crate::parts::loading, failed: Some($crate::parts::failed) } };
    (@ quietly) => { $crate::parts::Absence { waiting: $crate::parts::nothing, failed: None } };
    (@ within $class:literal) => {
        $crate::parts::Absence {
            waiting: || $crate::parts::within($class, $crate::parts::loading()),
            failed: Some(|again| $crate::parts::within($class, $crate::parts::failed(again))),
        }
    };
    (@ meanwhile $other:path) => {
        $crate::parts::Absence {
            waiting: || {
                use $other as Other;
                view! { <Other /> }.into_any()
            },
            failed: Some($crate::parts::failed),
        }
    };
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

/// What is seen of a pane that is not here.
#[derive(Clone, Copy)]
pub(crate) struct Absence {
    /// While it is on its way.
    pub(crate) waiting: fn() -> AnyView,
    /// When it did not come; none where it is asked for again by itself.
    pub(crate) failed: Option<fn(Callback<()>) -> AnyView>,
}

/// How long to wait before a part that did not come is asked for again.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// A pane that is in a part: at once where the part is here.
pub(crate) fn show(
    load: fn() -> Coming<()>,
    make: fn() -> Coming<AnyView>,
    absence: Absence,
) -> impl IntoView {
    let Absence { waiting, failed } = absence;
    let progress = RwSignal::new(Progress::Waiting);
    let begin = move || {
        let mut coming = Box::pin(async move {
            first_screen().await;
            while load().await.is_err() {
                if failed.is_some() {
                    return Progress::Failed;
                }
                sleep(PATIENCE).await;
            }
            Progress::Here
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
    move || match (progress.get(), failed) {
        // Polled here, the view finds the contexts that are provided here.
        (Progress::Here, _) => make()
            .now_or_never()
            .and_then(Result::ok)
            .unwrap_or_else(waiting),
        (Progress::Failed, Some(failed)) => failed(Callback::new(move |()| begin())),
        (Progress::Waiting | Progress::Failed, _) => waiting(),
    }
}

/// Where a pane will be; it shows itself only when the pane takes its time.
pub(crate) fn loading() -> AnyView {
    view! { <p class="empty part-is-coming" role="status">"Loading…"</p> }.into_any()
}

/// What stands in for a pane that makes its place in the page itself.
pub(crate) fn within(class: &'static str, inner: AnyView) -> AnyView {
    view! { <div class=class>{inner}</div> }.into_any()
}

/// Where nothing is seen until there is something to see.
pub(crate) fn nothing() -> AnyView {
    ().into_any()
}

/// Where a pane would be that did not come.
pub(crate) fn failed(again: Callback<()>) -> AnyView {
    view! {
        <Empty glyph=Glyph::Warning text=NOT_LOADED>
            <Button label="Try again" on_press=again />
        </Empty>
    }
    .into_any()
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
