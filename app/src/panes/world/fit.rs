//! Whether a component, or a world, fits another world.

use leptos::prelude::*;
use model::{Fit, FitFinding, FitKind, FitVerdict};

use super::{
    answer::{Answer, use_answer},
    picker::{Catalogue, Picker},
};
use crate::{
    panes::Screen,
    playground::Playground,
    state::world::choice::{Choice, Source},
    ui::{Badge, BadgeTone, Beside, Empty, Glyph, Icon, Ticked, Typeset, highlight::Language},
};

/// The question, and what comes of it.
#[component]
pub(super) fn Fitted() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let catalogue = expect_context::<Catalogue>();
    let fit = screen.world.fit;
    let subject = Memo::new(move |_| fit.get().0.or_else(|| first(catalogue, is_component)));
    let target = Memo::new(move |_| {
        let other = |choice: &Choice| matches!(choice.source, Source::Own(_));
        let read = || screen.world.shown.get().filter(|it| !is_component(it));
        fit.get()
            .1
            .or_else(read)
            .or_else(|| first(catalogue, other))
    });
    let answer = use_answer(move || {
        playground.analysis.track();
        let (subject, target) = (subject.get()?, target.get()?);
        Some(Box::pin(playground.check_fit(subject, target)))
    });
    let body = move || {
        match subject.with(Option::is_some) && target.with(Option::is_some) {
        true => view! { <Answer answer show=|fit| view! { <Verdict fit /> }.into_any() /> }.into_any(),
        false => view! {
            <Empty glyph=Glyph::Plug text="Choose what is to fit, and the world that it is to fit." />
        }
        .into_any(),
    }
    };
    view! {
        <div class="world-bar question">
            <span>"Does"</span>
            <Picker label="What is to fit" groups=catalogue.worlds chosen=subject on_choose=move |choice| fit.update(|fit| fit.0 = Some(choice)) />
            <span>"fit"</span>
            <Picker label="What it is to fit" groups=catalogue.worlds chosen=target on_choose=move |choice| fit.update(|fit| fit.1 = Some(choice)) />
            <span>"?"</span>
        </div>
        <div class="fill">{body}</div>
    }
}

fn is_component(choice: &Choice) -> bool {
    matches!(choice.source, Source::Component(_))
}

fn first(catalogue: Catalogue, is_meant: impl Fn(&Choice) -> bool) -> Option<Choice> {
    catalogue.worlds.with(|groups| {
        let mut all = groups.iter().flat_map(|group| &group.choices);
        let found = all.find(|(choice, _)| is_meant(choice));
        found.map(|(choice, _)| choice.clone())
    })
}

#[component]
fn Verdict(
    /// The answer.
    fit: Fit,
) -> impl IntoView {
    let Fit {
        subject,
        target,
        verdict,
        findings,
        checked,
    } = fit;
    let reasons = findings
        .iter()
        .filter(|it| it.kind != FitKind::Version)
        .count();
    let (class, glyph, text) = match verdict {
        FitVerdict::Fits => (
            "verdict-banner ok",
            Glyph::Check,
            format!("`{subject}` fits `{target}`"),
        ),
        FitVerdict::FitsByVersion => (
            "verdict-banner ok",
            Glyph::Check,
            format!("`{subject}` fits `{target}`, with versions that differ but are compatible"),
        ),
        FitVerdict::Misfit => {
            let reasons = match reasons {
                1 => "for one reason".to_owned(),
                count => format!("for {count} reasons"),
            };
            let text = format!("`{subject}` does not fit `{target}`, {reasons}");
            ("verdict-banner error", Glyph::Error, text)
        }
    };
    let compared = match checked {
        1 => "1 import or export was compared".to_owned(),
        count => format!("{count} imports and exports were compared"),
    };
    let findings = findings
        .into_iter()
        .map(|finding| view! { <Finding finding /> });
    view! {
        <div class=class role="status"><Icon glyph /><p><Ticked text /><span class="quiet small">{compared}</span></p></div>
        <ul class="findings" aria-label="Reasons">{findings.collect_view()}</ul>
    }
}

#[component]
fn Finding(
    /// The reason.
    finding: FitFinding,
) -> impl IntoView {
    let FitFinding {
        kind,
        is_export,
        message,
        hint,
        wanted,
        given,
        ..
    } = finding;
    let (word, tone) = match kind {
        FitKind::NotOffered => ("not offered", BadgeTone::Wrong),
        FitKind::NotExported => ("not exported", BadgeTone::Wrong),
        FitKind::Differs => ("differs", BadgeTone::Wrong),
        FitKind::Version => ("other version", BadgeTone::Near),
    };
    let side = if is_export { "export" } else { "import" };
    let has_wit = wanted.is_some() || given.is_some();
    view! {
        <li class="finding">
            <p><Badge text=side /><Badge text=word tone /><Ticked text=message /></p>
            {hint.map(|text| view! { <p class="hint"><Ticked text /></p> })}
            {has_wit.then(|| match given.is_some() {
                true => view! { <Beside first_label="wanted" first=wanted second_label="given" second=given /> }.into_any(),
                // Of what is missing altogether the name says most.
                false => view! {
                    <details class="disclosure"><summary class="quiet">"What is wanted"</summary>
                        <Typeset text=wanted.unwrap_or_default() language=Language::Wit />
                    </details>
                }.into_any(),
            })}
        </li>
    }
}
