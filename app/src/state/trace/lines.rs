//! A trace as text, for people: a line a call, below the one that it happened in.

use super::{Shown, Trace, Traced};

/// The calls that are shown.
pub fn lines(trace: &Trace, shown: &Shown) -> String {
    trace.shown(shown).into_iter().map(line).collect()
}

fn line(call: &Traced) -> String {
    let crossing = &call.crossing;
    let indent = "  ".repeat(call.depth);
    let came = match (call.failure(), &call.result) {
        (Some(why), _) => format!(" failed: {why}"),
        (None, Some(result)) => format!(" = {result}"),
        (None, None) => String::new(),
    };
    let took = call.ended.as_ref().map_or_else(
        || "goes on".to_owned(),
        |it| format!("{:.1} ms", it.milliseconds),
    );
    let (from, to, asked) = (&crossing.from, &crossing.to, call.asked());
    format!("{indent}{from} → {to} {asked}{came} ({took})\n")
}

#[test]
fn a_trace_is_a_line_a_call() {
    let mut trace = super::tests::trace();
    trace.describe(1, vec!["\"a\"".into(), "2".into()], Some("ok".into()));
    let shown = Shown::default();
    assert_eq!(
        lines(&trace, &shown),
        "a → a run(\"a\", 2) = ok (goes on)\n  a → b get(…) failed: unreachable (0.5 ms)\n"
    );
}
