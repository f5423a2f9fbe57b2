//! The instance that is kept alive, and what lives in it: resources, streams and futures by number.

use leptos::{ev::SubmitEvent, prelude::*};
use model::{Function, FunctionKind, Type};

use super::{bytes::BytesView, target::function_name};
use crate::{
    panes::{
        file_button::FileButton,
        form::{NOTATIONS, type_name},
    },
    playground::Playground,
    state::{
        form::{BytesDraft, Notation},
        session::{Life, Shelved},
    },
    ui::{
        Button, ButtonKind, Fault, Glyph, Menu, MenuItem, Segments, Typeset, highlight::Language,
    },
};

/// The largest file that is fed, in bytes.
const MOST_FED: usize = 32 * 1024 * 1024;

/// The shelf; nothing before an instance was kept.
#[component]
pub(super) fn Shelf() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let life = Memo::new(move |_| playground.session.with(|it| it.life.clone()));
    let numbers = Memo::new(move |_| {
        playground.session.with(|it| {
            it.shelf
                .iter()
                .map(|it| it.handle.number)
                .collect::<Vec<_>>()
        })
    });
    let is_empty = Memo::new(move |_| numbers.with(Vec::is_empty));
    move || {
        let words = match life.get() {
            Life::None => return ().into_any(),
            Life::Starting => "Instance starting…".to_owned(),
            Life::Alive => "Instance alive".to_owned(),
            Life::Over(why) => why,
        };
        let is_alive = playground.session.with_untracked(|it| it.is_alive());
        let end = is_alive.then(|| view! { <Button label="End instance" kind=ButtonKind::Ghost on_press=move |()| playground.end_session() hint="Drops all that lives, the newest first" /> });
        view! {
            <section class="shelf" aria-label="Instance">
                <div class="shelf-head"><span class="alive" class:is-alive=is_alive aria-hidden="true"></span><span aria-live="polite">{words}</span>{end}</div>
                {move || (is_alive && is_empty.get()).then(|| view! { <p class="quiet small">"Nothing lives on the shelf. What a call returns that lives, such as a resource, stays here."</p> })}
                <ul class="shelf-items"><For each=move || numbers.get() key=|number| *number let:number><Item number /></For></ul>
                <Left />
            </section>
        }
        .into_any()
    }
}

/// What nobody had dropped when the instance ended.
#[component]
fn Left() -> impl IntoView {
    let playground = expect_context::<Playground>();
    move || {
        let left = playground.session.with(|it| {
            let names = it
                .left
                .iter()
                .map(|it| format!("#{} {}", it.handle.number, type_name(&it.handle.ty)));
            names.collect::<Vec<_>>().join(", ")
        });
        (!left.is_empty()).then(|| view! { <p class="quiet small">{format!("Nobody had dropped {left}: released as the instance ended.")}</p> })
    }
}

/// Something that lives, and what can be done with it.
#[component]
fn Item(
    /// Its number.
    number: u32,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let shelved = Memo::new(move |_| {
        playground.session.with(|it| {
            it.shelf
                .iter()
                .find(|it| it.handle.number == number)
                .cloned()
        })
    });
    let fault = Signal::derive(move || shelved.with(|it| it.as_ref()?.fault.clone()));
    let came = move || {
        let Shelved {
            came, bytes, count, ..
        } = shelved.get()?;
        if !bytes.is_empty() {
            let name = format!("stream-{number}");
            return Some(view! { <div class="came" role="log" aria-label=format!("What came out of #{number}")><BytesView bytes name /></div> }.into_any());
        }
        let omitted = count - came.len();
        (count > 0).then(|| view! {
            <div class="came" role="log" aria-label=format!("What came out of #{number}")>
                {(omitted > 0).then(|| view! { <p class="quiet small">{format!("{omitted} before these")}</p> })}
                <Typeset text=came.join(", ") language=Language::Wave />
            </div>
        }.into_any())
    };
    // What can be done changes when a stream ends, not with each element.
    let fixed = Memo::new(move |_| {
        shelved.with(|it| {
            it.as_ref()
                .map(|it| (it.handle.clone(), it.from.clone(), it.has_ended))
        })
    });
    let body = move || {
        let (handle, from, has_ended) = fixed.get()?;
        let label = format!("#{number}");
        let from = match (from, has_ended) {
            (_, true) => "all that came out of it".to_owned(),
            (Some(from), _) => format!("from {from}"),
            (None, _) => "fed by you".to_owned(),
        };
        let is_fed = handle.call.is_none();
        let actions = match (&handle.ty, has_ended) {
            (_, true) => view! { <Button label="Dismiss" kind=ButtonKind::Ghost on_press=move |()| playground.dismiss_handle(number) /> }.into_any(),
            (Type::Own { resource }, _) => view! {
                <Methods number resource=resource.clone() interface=handle.interface.clone() />
                <Button label="Drop" kind=ButtonKind::Ghost hint=format!("Drop #{number}") on_press=move |()| playground.drop_handle(number) />
            }.into_any(),
            (Type::Stream { element: Some(ty) }, _) if is_fed && **ty == Type::U8 => {
                view! { <FeedingBytes number /> }.into_any()
            }
            (ty, _) if is_fed => view! { <Feeding number ty=ty.clone() /> }.into_any(),
            _ => view! {
                <Button label="Watch" hint=format!("Read from #{number} what comes") on_press=move |()| playground.watch_handle(number) />
                <Button label="Drop" kind=ButtonKind::Ghost hint=format!("Drop #{number}") on_press=move |()| playground.drop_handle(number) />
            }.into_any(),
        };
        Some(view! {
            <div class="shelf-item">
                <code class="shelf-number">{label}</code>
                <code class="type">{type_name(&handle.ty)}</code>
                <span class="quiet small clip" title=from.clone()>{from.clone()}</span>
                <span class="row">{actions}</span>
            </div>
        })
    };
    view! { <li aria-label=format!("Handle {number}")>{body}{came}<Fault text=fault /></li> }
}

/// The methods of a resource; choosing one makes ▶ call it on this one.
#[component]
fn Methods(
    /// Its number.
    number: u32,
    /// WIT name of the resource.
    resource: String,
    /// The interface that it came from.
    interface: Option<String>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let methods = move || {
        let all = playground.functions.get();
        let of = |function: &Function| matches!(&function.kind, FunctionKind::Method { resource: of } if *of == resource);
        let methods: Vec<_> = all.into_iter().filter(of).collect();
        // Another interface may have a resource of the same name.
        let own: Vec<_> = methods
            .iter()
            .filter(|it| it.interface == interface)
            .cloned()
            .collect();
        if own.is_empty() { methods } else { own }
    };
    view! {
        <Menu label="Call" glyph=Glyph::Play class="">
            {methods().into_iter().map(|method| {
                let name = function_name(&method);
                let label = name.rsplit('.').next().unwrap_or(&name).to_owned();
                let detail = method.docs.clone().and_then(|docs| docs.lines().next().map(str::to_owned)).unwrap_or_default();
                view! { <MenuItem label detail on_press=move |()| playground.choose_method(method.clone(), number) /> }
            }).collect_view()}
        </Menu>
    }
}

/// What feeds a `stream<u8>`.
#[component]
fn FeedingBytes(
    /// Its number.
    number: u32,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let draft = RwSignal::new(BytesDraft {
        notation: Notation::Text,
        ..BytesDraft::default()
    });
    let feed = move |event: SubmitEvent| {
        event.prevent_default();
        match draft.with_untracked(BytesDraft::bytes) {
            Ok(bytes) => {
                playground.feed_bytes(number, bytes.to_vec());
                draft.update(|it| it.typed.clear());
            }
            Err(wrong) => playground.refuse_feed(number, wrong),
        }
    };
    let took = move |(_, bytes): (String, Vec<u8>)| playground.feed_bytes(number, bytes);
    view! {
        <form class="row wrap" on:submit=feed>
            <Segments label=format!("Write bytes for #{number} as") segments=NOTATIONS.to_vec() chosen=Signal::derive(move || draft.with(|it| it.notation))
                on_choose=move |notation| draft.update(|it| it.write_as(notation)) />
            <input class="input mono" aria-label=format!("Bytes for #{number}") autocomplete="off" spellcheck="false"
                prop:value=move || draft.with(|it| it.typed.clone()) on:input=move |event| draft.update(|it| it.typed = event_target_value(&event)) />
            <button type="submit" class="button">"Feed"</button>
            <FileButton label="Feed a file" name=format!("File for #{number}") most=MOST_FED on_take=took />
            <Button label="Close" kind=ButtonKind::Ghost hint="No more elements come" on_press=move |()| playground.close_feed(number) />
        </form>
    }
}

/// What feeds a stream or future.
#[component]
fn Feeding(
    /// Its number.
    number: u32,
    /// `stream` or `future`.
    ty: Type,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let text = RwSignal::new(String::new());
    let is_stream = matches!(ty, Type::Stream { .. });
    let name = if is_stream { "Elements" } else { "Value" };
    let feed = move |event: SubmitEvent| {
        event.prevent_default();
        playground.feed(number, ty.clone(), text.get_untracked());
        text.set(String::new());
    };
    view! {
        <form class="row" on:submit=feed>
            <input class="input mono" aria-label=format!("{name} for #{number} (WAVE)") placeholder=name autocomplete="off" spellcheck="false"
                prop:value=text on:input=move |event| text.set(event_target_value(&event)) />
            <button type="submit" class="button">"Feed"</button>
            {is_stream.then(|| view! { <Button label="Close" kind=ButtonKind::Ghost hint="No more elements come" on_press=move |()| playground.close_feed(number) /> })}
        </form>
    }
}
