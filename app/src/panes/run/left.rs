//! What a run left behind: files, buckets and messages; and what it asked for in vain.

use leptos::prelude::*;
use model::{Bucket, Denial, FileChange, FileEntry, FileNode, SentMessage};

use super::there::RunThere;
use crate::{
    client::files,
    panes::components::bytes as size_in_words,
    playground::Playground,
    state::{excerpt::beginning, left::Left},
    ui::{Badge, BadgeTone, Glyph, Icon, IconButton, Ticked},
};

/// So many entries of one kind are listed.
const MOST: usize = 400;
/// So much of a value or message is shown, in bytes.
const MOST_SHOWN: usize = 400;

/// All of it; nothing where there is none.
#[component]
pub(super) fn LeftBehind() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let left = Memo::new(move |_| playground.run.with(|run| run.left.clone()));
    move || {
        let Left {
            denials,
            messages,
            buckets,
            ..
        } = left.get();
        let changed = left.with(Left::changed);
        let files = left.with(|left| left.files.clone());
        view! {
            {(!denials.is_empty()).then(|| view! { <Denials denials /> })}
            {(!messages.is_empty()).then(|| listed("Messages it sent", messages, message))}
            {(!files.is_empty()).then(|| view! { <Files files changed /> })}
            {buckets.into_iter().map(bucket).collect_view()}
        }
    }
}

/// What no tab can give, and the server perhaps can.
#[component]
fn Denials(
    /// At least one.
    denials: Vec<Denial>,
) -> impl IntoView {
    let rows = denials.into_iter().map(|Denial { what, reason }| {
        view! { <li><code>{what}</code>" "<Ticked text=reason /></li> }
    });
    view! {
        <section class="left-behind" aria-label="Asked for in vain">
            <h3><Icon glyph=Glyph::Warning />"It asked for what a tab cannot give"</h3>
            <ul class="frames">{rows.collect_view()}</ul>
            <RunThere />
        </section>
    }
}

/// The file system at the end of the run.
#[component]
fn Files(
    /// By path.
    files: Vec<FileEntry>,
    /// How many of them the run changed.
    changed: usize,
) -> impl IntoView {
    let what = match changed {
        0 => "unchanged".to_owned(),
        count => format!("{count} changed"),
    };
    let rest = files.len().saturating_sub(MOST);
    let rows = files.into_iter().take(MOST).map(file).collect_view();
    view! {
        <details class="disclosure left-behind" open={changed > 0}>
            <summary>"Files after the run · "{what}</summary>
            <ul class="left-files" aria-label="Files after the run">{rows}</ul>
            {(rest > 0).then(|| view! { <p class="quiet small">{format!("and {rest} more")}</p> })}
        </details>
    }
}

fn file(FileEntry { path, node, change }: FileEntry) -> AnyView {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let name = name.to_owned();
    let indent = format!("{}px", 14 * path.matches('/').count());
    let badge = match change {
        FileChange::None => None,
        FileChange::Made => Some(("made", BadgeTone::Good)),
        FileChange::Changed => Some(("changed", BadgeTone::Accent)),
        FileChange::Removed => Some(("removed", BadgeTone::Near)),
    };
    let badge = badge.map(|(text, tone)| view! { <Badge text tone /> });
    let folder = (!folder.is_empty())
        .then(|| view! { <span class="visually-hidden">{format!("{folder}/")}</span> });
    let (glyph, facts, bytes) = match node {
        FileNode::Directory => (Glyph::Folder, String::new(), None),
        FileNode::SymbolicLink { target } => (Glyph::Link, format!("→ {target}"), None),
        FileNode::File { size, bytes } => (Glyph::File, size_in_words(size), bytes),
    };
    let download = bytes.map(|bytes| {
        let label = format!("Download {path}");
        let name = name.clone();
        view! { <IconButton glyph=Glyph::Download label tiny=true on_press=move |_| files::download(&name, &bytes) /> }
    });
    view! {
        <li style:padding-left=indent>
            <Icon glyph /><code class="clip">{folder}{name}</code>
            <span class="quiet small clip">{facts}</span>
            <span class="grow"></span>
            {badge}{download}
        </li>
    }
    .into_any()
}

fn bucket(Bucket { name, entries }: Bucket) -> AnyView {
    listed(&format!("Bucket {name}"), entries, |entry| {
        view! { <li><code>{entry.key}</code>" "<span class="mono quiet">{text_of(&entry.value)}</span></li> }.into_any()
    })
}

fn message(message: SentMessage) -> AnyView {
    let SentMessage {
        topic,
        content_type,
        data,
        ..
    } = message;
    view! {
        <li>
            <code>{topic}</code>" "
            {content_type.map(|it| view! { <Badge text=it /> })}" "
            <span class="mono quiet">{text_of(&data)}</span>
        </li>
    }
    .into_any()
}

fn listed<Item>(title: &str, items: Vec<Item>, row: fn(Item) -> AnyView) -> AnyView {
    let title = title.to_owned();
    let count = items.len();
    let rest = count.saturating_sub(MOST);
    let rows = items.into_iter().take(MOST).map(row).collect_view();
    view! {
        <details class="disclosure left-behind" open>
            <summary>{title.clone()}" · "{count}</summary>
            <ul class="frames" aria-label=title>{rows}</ul>
            {(rest > 0).then(|| view! { <p class="quiet small">{format!("and {rest} more")}</p> })}
        </details>
    }
    .into_any()
}

/// The beginning of a text, or how many bytes there are.
fn text_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => beginning(text, MOST_SHOWN),
        Err(_) => size_in_words(bytes.len() as u32),
    }
}
