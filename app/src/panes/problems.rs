//! All findings, file by file, each a step away from its place and from what mends it.

use leptos::{ev::MouseEvent, prelude::*};
use model::{Diagnostic, Fix, Location, Severity, Span, Wire};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    Frame, Screen,
    act::tell,
    screen::{PhoneView, Place},
};
use crate::{
    playground::Playground,
    state::{
        position::Positions,
        problems::{self, Group, word},
    },
    ui::{Button, ButtonKind, Empty, Glyph, Icon, Segment, Segments, Ticked, use_portions},
};

/// So many findings of a file are shown before the user asks for more.
const FIRST: usize = 200;

/// So many of them come in one frame.
const AT_ONCE: usize = 20;

/// The list of findings.
#[component]
pub fn Problems() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let only = RwSignal::new(None::<Severity>);
    let copy = move |()| {
        let all = playground.problems.get_untracked();
        let text = playground
            .workspace
            .with_untracked(|it| problems::as_text(&all, |path| it.files.get(path)));
        screen.copy(playground, text);
    };
    let bar = move || {
        let kinds = [
            (None, "All"),
            (Some(Severity::Error), "Errors"),
            (Some(Severity::Warning), "Warnings"),
            (Some(Severity::Info), "Notes"),
        ];
        let segments = kinds
            .map(|(value, label)| Segment { value, label })
            .to_vec();
        view! {
            <div class="problems-bar">
                <Segments label="Which problems" segments chosen=only on_choose=move |kind| only.set(kind) />
                <span class="grow"></span>
                <Button label="Copy all" icon=Glyph::Copy kind=ButtonKind::Ghost on_press=copy hint="All of them as text" />
            </div>
        }
    };
    let list = move || {
        let problems = playground.problems.get();
        if problems.is_empty() {
            return view! { <Empty glyph=Glyph::Check text="No problems: every text is understood." /> }.into_any();
        }
        let groups = problems::groups(&problems, only.get());
        if groups.is_empty() {
            return view! { {bar()} <Empty glyph=Glyph::Check text="None of this kind." /> }
                .into_any();
        }
        let groups = groups.into_iter().map(|group| view! { <OfFile group /> });
        view! { {bar()} {groups.collect_view()} }.into_any()
    };
    view! { <section class="fill problems-pane" aria-label="Problems">{list}</section> }
}

/// The findings in one file.
#[component]
fn OfFile(
    /// They, and the file.
    group: Group,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Group { path, problems } = group;
    let title = match path.as_str() {
        "" => "The whole workspace".to_owned(),
        path => path.to_owned(),
    };
    let positions = playground
        .workspace
        .with_untracked(|it| it.files.get(&path).map(|text| Positions::new(text)));
    let count = problems.len();
    let problems = StoredValue::new(problems);
    let (shown, more) = use_portions(Memo::new(move |_| (0..count).collect()), FIRST, AT_ONCE);
    let item = move |at: usize| {
        let problem = problems.with_value(|all| all[at].clone());
        let place = line_column(positions.as_ref(), &path, problem.span);
        view! { <Problem problem place /> }
    };
    view! {
        <h2 class="problems-file"><span class="clip" title=title.clone()>{title.clone()}</span><span class="count">{count}</span></h2>
        <ul class="problems"><For each=move || shown.get() key=|at| *at children=item /></ul>
        {more}
    }
}

#[component]
fn Problem(
    /// The finding.
    problem: Diagnostic,
    /// Where it is, as people count.
    place: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let Diagnostic {
        severity,
        path,
        span,
        message,
        hint,
        related,
        fixes,
        wire,
    } = problem;
    let (glyph, tone) = match severity {
        Severity::Error => (Glyph::Error, "severity error"),
        Severity::Warning => (Glyph::Warning, "severity near"),
        Severity::Info => (Glyph::Info, "severity"),
    };
    let target = Place { path, span };
    let related = related.into_iter().map(|it| {
        let positions = playground.workspace.with_untracked(|all| all.files.get(&it.path).map(|text| Positions::new(text)));
        let text = format!("{} {}", line_column(positions.as_ref(), &it.path, it.span), it.message);
        let target = Place { path: it.path, span: it.span };
        view! { <button type="button" class="related" on:click=move |_| go_to(playground, screen, target.clone())>{text}</button> }
    });
    let related = related.collect_view();
    view! {
        <li>
            <div class="problem-row">
                <button type="button" class="problem" on:click=move |_| go_to(playground, screen, target.clone())>
                    <span class=tone><Icon glyph /><span class="visually-hidden">{word(severity)}</span></span>
                    <span class="problem-text"><Ticked text=message />{hint.map(|hint| view! { <span class="quiet hint"><Ticked text=hint /></span> })}</span>
                    <span class="quiet mono place">{place}</span>
                </button>
                <WaysOut fixes wire />
            </div>
            {related}
        </li>
    }
}

/// What mends a finding, a button each, and one that explains the wire it is about.
#[component]
fn WaysOut(
    /// Best first.
    fixes: Vec<Fix>,
    /// The wire.
    wire: Option<Box<Wire>>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let composing = expect_context::<Screen>().composing;
    let button = |fix: Fix| {
        let title = fix.title.clone();
        view! {
            <button type="button" class="button fix" on:click=move |_| tell(playground, playground.mend(&fix))>
                <Icon glyph=Glyph::Rename /><Ticked text=title />
            </button>
        }
    };
    let buttons: Vec<_> = fixes.into_iter().map(button).collect();
    let why = wire.map(|wire| {
        let explain = move |event: MouseEvent| {
            let beside = event.current_target().and_then(|it| it.dyn_into::<Element>().ok());
            composing.explain((*wire).clone(), beside.as_ref().map(Frame::of));
        };
        view! {
            <button type="button" class="button fix" title="Compare both ends of the wire" on:click=explain>
                <Icon glyph=Glyph::Info />"Why?"
            </button>
        }
    });
    let is_any = !buttons.is_empty() || why.is_some();
    is_any.then(|| view! { <div class="fixes">{buttons}{why}</div> })
}

/// Opens the text of a place and selects it there.
pub fn go_to(playground: Playground, screen: Screen, place: Place) {
    if place.path.is_empty() {
        return;
    }
    playground.open(Some(place.path.clone()));
    screen.phone.set(PhoneView::Code);
    screen.place.set(Some(place));
}

/// Goes to the finding after the cursor, or before it if `is_back`, over all files and round.
pub fn go_to_next(playground: Playground, screen: Screen, is_back: bool) {
    let all = playground.problems.get_untracked();
    let from = problems::from(
        screen.last_problem.get_untracked(),
        here(playground, screen),
    );
    let Some(problem) = problems::next(&all, from.as_ref(), is_back) else {
        return;
    };
    let (path, span) = (problem.path.clone(), problem.span);
    screen.last_problem.set(Some(Location {
        path: path.clone(),
        span,
    }));
    go_to(playground, screen, Place { path, span });
}

/// The place of the cursor in the open text; its beginning while no cursor was there.
fn here(playground: Playground, screen: Screen) -> Option<Location> {
    let path = playground
        .workspace
        .with_untracked(|it| it.view.open.clone())?;
    let cursor = screen.cursor.get_untracked().filter(|(at, _)| *at == path);
    let position = cursor.map_or(0, |(_, position)| position);
    let span = Positions::new(&playground.text_of(&path)?).utf8(position..position);
    Some(Location { path, span })
}

/// `path:line:column`.
fn line_column(positions: Option<&Positions>, path: &str, span: Span) -> String {
    match positions {
        Some(positions) => {
            let place = positions.line_column(span.start);
            format!("{path}:{}:{}", place.line, place.column)
        }
        None => path.to_owned(),
    }
}
