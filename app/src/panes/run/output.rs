//! What a program wrote.

use leptos::prelude::*;
use model::Stream;

use crate::{panes::components::bytes, playground::Playground, state::run::OutputChunk};

/// Standard output and error in the order written, told apart by a word and a line beside them.
#[component]
pub(super) fn OutputView() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let output = Memo::new(move |_| playground.run.with(|run| run.output.clone()));
    let chunk = |OutputChunk { stream, text }: OutputChunk| {
        match stream {
        Stream::Stdout => view! { <pre class="chunk" aria-label="stdout">{text}</pre> }.into_any(),
        Stream::Stderr => view! { <div class="chunk stderr"><span class="stream">"stderr"</span><pre aria-label="stderr">{text}</pre></div> }.into_any(),
    }
    };
    move || {
        let output = output.get();
        if output.chunks.is_empty() && output.cut.is_none() {
            return ().into_any();
        }
        let cut = output.cut.map(|limit| view! { <p class="quiet small">{format!("Output beyond {} was dropped.", bytes(limit))}</p> });
        let chunks = output.chunks.into_iter().map(chunk).collect_view();
        view! { <div class="output" role="log" aria-label="Output">{chunks}{cut}</div> }.into_any()
    }
}
