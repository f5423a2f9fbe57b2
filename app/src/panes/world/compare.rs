//! What changed from one package, or component, to another.

use leptos::prelude::*;
use model::{Affected, ChangeKind, CompareVerdict, Judgement, WitChange, WitComparison};

use super::{
    answer::{Answer, Answered, use_answer},
    picker::{Catalogue, Picker},
    why::PlaceLink,
};
use crate::{
    panes::Screen,
    playground::Playground,
    state::{
        fault::Fault,
        world::{
            choice::{Choice, pair},
            judged::verdict,
        },
    },
    ui::{Badge, BadgeTone, Beside, Empty, Glyph, Icon, IconButton, Segment, Segments, Ticked},
};

/// So many of wit-component's reasons are told.
const FEW: usize = 4;

/// The two, and what changed between them.
#[component]
pub(super) fn Compared() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let catalogue = expect_context::<Catalogue>();
    let chosen = screen.world.compared;
    let proposed = Memo::new(move |_| catalogue.sources.with(|groups| pair(groups)));
    let part = move |at: fn((Choice, Choice)) -> Choice| proposed.get().map(at);
    let before = Memo::new(move |_| chosen.get().0.or_else(|| part(|it| it.0)));
    let after = Memo::new(move |_| chosen.get().1.or_else(|| part(|it| it.1)));
    let answer = use_answer(move || {
        playground.analysis.track();
        let (before, after) = (before.get()?.source, after.get()?.source);
        Some(Box::pin(playground.compare_wit(before, after)))
    });
    let judged = use_answer(move || {
        playground.analysis.track();
        let (before, after) = (before.get()?.source, after.get()?.source);
        Some(Box::pin(playground.judge_wit(before, after)))
    });
    let swap = move |_| {
        let both = (after.get_untracked(), before.get_untracked());
        chosen.set(both);
    };
    let body = move || {
        match before.with(Option::is_some) && after.with(Option::is_some) {
        true => view! { <Answer answer show=move |it| view! { <Changes it judged /> }.into_any() /> }.into_any(),
        false => view! {
            <Empty glyph=Glyph::Diagram text="Choose two versions of a package, or two components." />
        }
        .into_any(),
    }
    };
    view! {
        <div class="world-bar question">
            <span>"From"</span>
            <Picker label="The older one" groups=catalogue.sources chosen=before on_choose=move |choice| chosen.update(|it| it.0 = Some(choice)) />
            <IconButton glyph=Glyph::Redo label="Swap both" on_press=swap />
            <span>"to"</span>
            <Picker label="The newer one" groups=catalogue.sources chosen=after on_choose=move |choice| chosen.update(|it| it.1 = Some(choice)) />
        </div>
        <div class="fill">{body}</div>
    }
}

/// Which changes are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    All,
    Breaking,
    Of(ChangeKind),
}

impl Shown {
    fn has(self, change: &WitChange) -> bool {
        match self {
            Self::All => true,
            Self::Breaking => change.is_breaking,
            Self::Of(kind) => change.change == kind,
        }
    }
}

#[component]
fn Changes(
    /// The comparison.
    it: WitComparison,
    /// What wit-component says, whose word on the verdict is the last.
    judged: Answered<Judgement>,
) -> impl IntoView {
    let WitComparison {
        verdict,
        summary,
        changes,
        affected,
        ..
    } = it;
    let shown = RwSignal::new(Shown::default());
    let segment = |value, label| Segment { value, label };
    let segments = vec![
        segment(Shown::All, "All"),
        segment(Shown::Breaking, "Breaking"),
        segment(Shown::Of(ChangeKind::Added), "Added"),
        segment(Shown::Of(ChangeKind::Removed), "Removed"),
        segment(Shown::Of(ChangeKind::Changed), "Changed"),
    ];
    let has_changes = !changes.is_empty();
    let changes = StoredValue::new(changes);
    let list = move || {
        let left = changes.with_value(|all| {
            let left = all.iter().filter(|change| shown.get().has(change));
            left.cloned().collect::<Vec<_>>()
        });
        if left.is_empty() {
            return view! { <p class="quiet nothing">"None of the changes are of this sort."</p> }
                .into_any();
        }
        let items = left.into_iter().map(|change| view! { <Change change /> });
        view! { <ul class="changes" aria-label="Changes">{items.collect_view()}</ul> }.into_any()
    };
    view! {
        {move || banner(judged.get(), verdict, summary.clone())}
        {(!affected.is_empty()).then(|| view! { <AffectedList affected /> })}
        {has_changes.then(|| view! {
            <div class="change-filter"><Segments label="Which changes" segments chosen=shown on_choose=move |value| shown.set(value) /></div>
            {list}
        })}
    }
}

/// The verdict: wit-component's, or by the rules of the list until that has spoken.
fn banner(
    judged: Option<Result<Judgement, Fault>>,
    by_list: CompareVerdict,
    summary: String,
) -> impl IntoView {
    let said = judged.as_ref().and_then(|it| it.as_ref().ok());
    let verdict = verdict(by_list, said);
    let (class, glyph, word) = match verdict {
        CompareVerdict::Same => ("verdict-banner", Glyph::Check, "Nothing changed"),
        CompareVerdict::Compatible => ("verdict-banner ok", Glyph::Check, "Compatible"),
        CompareVerdict::Breaking => ("verdict-banner error", Glyph::Error, "Breaking"),
    };
    let agrees = verdict == by_list;
    view! {
        <div class=class role="status"><Icon glyph /><p><strong>{word}</strong>{agrees.then(|| view! { <Ticked text=summary /> })}{judgement(judged)}</p></div>
    }
}

/// What wit-component says, in words.
fn judgement(judged: Option<Result<Judgement, Fault>>) -> AnyView {
    let text = match judged {
        None => {
            return view! { <span class="judgement"><progress aria-label="Asking wit-component"></progress>"Asking wit-component…"</span> }
                .into_any();
        }
        Some(Ok(Judgement::Compatible { .. })) => {
            "wit-component's `semver_check` finds nothing that breaks.".to_owned()
        }
        Some(Ok(Judgement::Breaking { reasons })) => {
            let told = reasons[..reasons.len().min(FEW)].join("; ");
            let more = match reasons.len().saturating_sub(FEW) {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            format!("wit-component's `semver_check` says: {told}{more}.")
        }
        Some(Ok(Judgement::Unasked { reason })) => {
            format!(
                "wit-component cannot judge this, as {reason}: the verdict is by the list below."
            )
        }
        Some(Err(fault)) => {
            format!("The verdict is by the list below: {}.", fault.message)
        }
    };
    view! { <span class="judgement"><Ticked text /></span> }.into_any()
}

#[component]
fn Change(
    /// The change.
    change: WitChange,
) -> impl IntoView {
    let WitChange {
        scope,
        name,
        kind,
        change,
        is_breaking,
        details,
        before,
        after,
        before_at,
        after_at,
    } = change;
    let (word, class) = match change {
        ChangeKind::Added => ("added", "sign is-added"),
        ChangeKind::Removed => ("removed", "sign is-removed"),
        ChangeKind::Changed => ("changed", "sign is-changed"),
    };
    let sign = match change {
        ChangeKind::Added => "+",
        ChangeKind::Removed => "−",
        ChangeKind::Changed => "~",
    };
    let details = (change == ChangeKind::Changed).then(|| details.join("; "));
    let of = (!scope.is_empty()).then(|| format!(" · {scope}"));
    view! {
        <li>
            <details class="disclosure change">
                <summary>
                    <span class=class aria-hidden="true">{sign}</span><span class="visually-hidden">{word}</span>
                    <span class="change-name"><span class="quiet">{kind}" "</span><strong class="mono">{name}</strong><span class="quiet">{of}</span>
                        {details.map(|text| view! { <span class="change-details"><Ticked text /></span> })}</span>
                    {is_breaking.then(|| view! { <Badge text="breaking" tone=BadgeTone::Wrong /> })}
                </summary>
                <Beside first_label="before" first=before second_label="after" second=after />
                <p class="row wrap places">
                    {before_at.map(|at| view! { <span class="quiet small">"before"</span><PlaceLink at /> })}
                    {after_at.map(|at| view! { <span class="quiet small">"after"</span><PlaceLink at /> })}
                </p>
            </details>
        </li>
    }
}

/// Components that import or export what changed.
#[component]
fn AffectedList(
    /// Those that break first.
    affected: Vec<Affected>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let items = affected.into_iter().map(|it| {
        let Affected { component, interface, is_export, items, is_breaking } = it;
        let verb = if is_export { "exports" } else { "imports" };
        let items: Vec<String> = items.iter().map(|item| format!("`{item}`")).collect();
        let text = format!("{verb} `{interface}`: {}", items.join(", "));
        let name = component.clone();
        view! {
            <li>
                <button type="button" class="place-link mono" on:click=move |_| playground.select(Some(name.clone()))><Icon glyph=Glyph::Box />{component}</button>
                <Ticked text />
                {is_breaking.then(|| view! { <Badge text="breaks" tone=BadgeTone::Wrong /> })}
            </li>
        }
    });
    let items = items.collect_view();
    view! { <section class="affected" aria-label="Affected components"><h3>"Components of this workspace that are affected"</h3><ul>{items}</ul></section> }
}
