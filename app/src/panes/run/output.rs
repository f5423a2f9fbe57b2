//! The console: what a program wrote, as it comes, and a line to write to it.

use leptos::{ev::SubmitEvent, prelude::*};
use model::{Call, LogLevel, RunInput, Stream};

use crate::{
    client::files,
    panes::components::bytes,
    playground::Playground,
    state::{
        output::{Block, Colour, Source, Span, Style},
        run::Place,
    },
    ui::{Button, ButtonKind, Glyph, Menu, MenuItem},
};

/// So many of the latest blocks are shown, about half a megabyte; the rest can be downloaded.
const SHOWN: usize = 64;

/// Standard output, standard error and what was logged, in the order written, told apart by a word
/// and a line beside them.
#[component]
pub(super) fn OutputView() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let number = Memo::new(move |_| playground.run.with(|run| run.number));
    let count = Memo::new(move |_| playground.run.with(|run| run.output.blocks.len()));
    let cut = Memo::new(move |_| playground.run.with(|run| run.output.cut));
    let is_there = Memo::new(move |_| count.get() > 0 || cut.with(Option::is_some));
    let shown = move || {
        let (number, count) = (number.get(), count.get());
        (count.saturating_sub(SHOWN)..count).map(move |index| (number, index))
    };
    let before = move || {
        let omitted = count.get() > SHOWN;
        omitted.then(|| view! { <p class="quiet small">"The beginning is not shown: download all to see it."</p> })
    };
    let after = move || {
        let limit = cut.get()?;
        Some(
            view! { <p class="quiet small">{format!("Output beyond {} was dropped: the limit can be raised beside the time limit.", bytes(limit))}</p> },
        )
    };
    move || {
        is_there.get().then(|| {
            view! {
                <div class="console">
                    <Downloads />
                    <div class="output" role="log" aria-label="Output" tabindex="0">
                        {before}
                        <For each=shown key=|key| *key let:key><BlockView index=key.1 /></For>
                        {after}
                    </div>
                </div>
            }
        })
    }
}

/// A block; drawn again only when it changes.
#[component]
fn BlockView(
    /// Which.
    index: usize,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let block = move |read: fn(&Block) -> u32| {
        playground
            .run
            .with(|run| run.output.blocks.get(index).map(read))
    };
    let version = Memo::new(move |_| block(|it| it.version));
    let source = playground
        .run
        .with_untracked(|run| run.output.blocks.get(index).map(|it| it.source));
    let text = move || {
        version.get();
        let spans = playground
            .run
            .with_untracked(|run| run.output.blocks.get(index).map(|it| it.spans.clone()));
        let spans = spans.unwrap_or_default();
        spans.into_iter().map(span).collect_view()
    };
    let (class, word) = match source {
        Some(Source::Stream(Stream::Stderr)) => ("chunk marked stderr", Some("stderr")),
        Some(Source::Stdin) => ("chunk marked stdin", Some("stdin")),
        Some(Source::Log(level)) => ("chunk marked log", Some(level_name(level))),
        _ => ("chunk", None),
    };
    let name = word.unwrap_or("stdout");
    view! { <div class=class>{word.map(|word| view! { <span class="stream">{word}</span> })}<pre aria-label=name>{text}</pre></div> }
}

fn level_name(level: LogLevel) -> &'static str {
    match level {
        LogLevel::Trace => "trace",
        LogLevel::Debug => "debug",
        LogLevel::Info => "info",
        LogLevel::Warn => "warn",
        LogLevel::Error => "error",
        LogLevel::Critical => "critical",
    }
}

/// Text in its style. It becomes text and nothing else, whatever is in it.
fn span(Span { style, text }: Span) -> AnyView {
    if style == Style::default() {
        return text.into_any();
    }
    let Style {
        mut colour,
        mut ground,
        is_bold,
        is_dim,
        is_italic,
        is_underlined,
        is_struck,
        is_inverse,
    } = style;
    if is_inverse {
        let (plain, plain_ground) = (Colour::Rgb(0, 0, 0), Colour::Named(7));
        (colour, ground) = (
            Some(ground.unwrap_or(plain)),
            Some(colour.unwrap_or(plain_ground)),
        );
    }
    let class = [
        (is_bold, "bold"),
        (is_dim, "dim"),
        (is_italic, "italic"),
        (is_underlined, "underlined"),
        (is_struck, "struck"),
    ];
    let class: Vec<_> = class
        .into_iter()
        .filter_map(|(is, name)| is.then_some(name))
        .collect();
    view! {
        <span class=class.join(" ") style:color=colour.map(css) style:background-color=ground.map(css)>{text}</span>
    }
    .into_any()
}

fn css(colour: Colour) -> String {
    match colour {
        Colour::Named(index) => format!("var(--ansi-{index})"),
        Colour::Rgb(r, g, b) => format!("rgb({r} {g} {b})"),
    }
}

/// All that was written, to be taken home.
#[component]
fn Downloads() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let download = move |stream: Stream, name: &'static str| {
        playground
            .run
            .with_untracked(|run| files::download(name, run.output.raw(stream)));
    };
    let size = move |stream| {
        let size = playground
            .run
            .with_untracked(|run| run.output.raw(stream).len());
        bytes(size as u32)
    };
    view! {
        <Menu label="Download all" glyph=Glyph::Download class="ghost">
            <MenuItem label="Standard output" detail=size(Stream::Stdout) on_press=move |()| download(Stream::Stdout, "stdout.txt") />
            <MenuItem label="Standard error" detail=size(Stream::Stderr) on_press=move |()| download(Stream::Stderr, "stderr.txt") />
        </Menu>
    }
}

/// A line to write to the program; nothing where none runs that reads one.
#[component]
pub(super) fn StdinLine() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let reads = Memo::new(move |_| {
        let is_program = playground.run.with(|run| {
            let is_here = run.place == Place::Browser && run.is_running();
            is_here && matches!(run.call, Some(Call::Command(_)))
        });
        is_program && playground.host.with(|host| host.interactive)
    });
    move || reads.get().then(|| view! { <Line /> })
}

#[component]
fn Line() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let line = RwSignal::new(String::new());
    let has_ended = RwSignal::new(false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let text = format!("{}\n", line.get_untracked());
        playground.write_stdin(text);
        line.set(String::new());
    };
    let end = move || {
        has_ended.set(true);
        playground.tell_run(RunInput::StdinEnd);
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.ctrl_key() && event.key() == "d" {
            event.prevent_default();
            end();
        }
    };
    view! {
        <form class="row stdin-line" on:submit=send>
            <label class="stream" for="stdin-line">"stdin"</label>
            <input id="stdin-line" class="input mono grow" autocomplete="off" spellcheck="false" placeholder="A line for the program" aria-label="A line of standard input"
                disabled=has_ended prop:value=line on:input=move |event| line.set(event_target_value(&event)) on:keydown=key />
            <button type="submit" class="button" disabled=has_ended>"Send"</button>
            <Button label="End input" kind=ButtonKind::Ghost hint="Ctrl D" disabled=has_ended on_press=move |()| end() />
        </form>
    }
}
