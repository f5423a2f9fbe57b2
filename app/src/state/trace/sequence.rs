//! A trace as a sequence diagram: a lifeline for each instance, and each call from one to another.

use std::collections::{BTreeMap, BTreeSet};

use super::Traced;

/// From one lifeline to the next, in pixels.
const LANE: f64 = 208.0;
/// From one arrow to the next.
const STEP: f64 = 36.0;
/// Half of what stands between the diagram's side and the first lifeline.
const MARGIN: f64 = 76.0;

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sequence {
    /// From the left: in the order in which they came, who runs it first and the host last.
    pub lifelines: Vec<Lifeline>,
    /// In the order in which they began.
    pub messages: Vec<Message>,
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
}

/// Something that calls or is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Lifeline {
    /// Name of the instance.
    pub name: String,
    /// Where it stands.
    pub x: f64,
}

/// A call.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Of its crossing.
    pub number: u32,
    /// Where the caller's lifeline is.
    pub from: f64,
    /// Where the callee's lifeline is.
    pub to: f64,
    /// Where it begins.
    pub top: f64,
    /// Where it ends; none while it goes on.
    pub bottom: Option<f64>,
    /// Name of the caller.
    pub caller: String,
    /// Whether something that is drawn, or folded, happened during it.
    pub has_inner: bool,
}

/// Numbers of the calls during which others of `calls` happened.
pub fn outer(calls: &[&Traced]) -> BTreeSet<u32> {
    calls.iter().filter_map(|it| it.crossing.parent).collect()
}

/// The calls without those that happened during a folded one.
pub fn unfolded<'a>(calls: Vec<&'a Traced>, folded: &BTreeSet<u32>) -> Vec<&'a Traced> {
    let mut hidden = BTreeSet::new();
    let is_seen = |call: &&Traced| {
        let is_hidden = (call.crossing.parent)
            .is_some_and(|outer| folded.contains(&outer) || hidden.contains(&outer));
        if is_hidden {
            hidden.insert(call.crossing.number);
        }
        !is_hidden
    };
    calls.into_iter().filter(is_seen).collect()
}

/// The diagram of calls that are in the order in which they began; `outer` are those that hold
/// others.
pub fn sequence(calls: &[&Traced], outer: &BTreeSet<u32>) -> Sequence {
    let names = names(calls);
    let x = |name: &str| {
        let place = names.iter().position(|it| *it == name).unwrap_or_default();
        MARGIN + LANE * place as f64
    };
    let mut messages: Vec<Message> = Vec::with_capacity(calls.len());
    let mut at: BTreeMap<u32, usize> = BTreeMap::new();
    let mut open: Vec<u32> = Vec::new();
    let mut y = STEP;
    for call in calls {
        let crossing = &call.crossing;
        close(&mut open, crossing.parent, &mut messages, &at, &mut y);
        at.insert(crossing.number, messages.len());
        open.push(crossing.number);
        messages.push(Message {
            number: crossing.number,
            from: x(&crossing.from),
            to: x(&crossing.to),
            top: y,
            bottom: call.ended.is_some().then_some(y),
            caller: crossing.from.clone(),
            has_inner: outer.contains(&crossing.number),
        });
        y += STEP;
    }
    close(&mut open, None, &mut messages, &at, &mut y);
    let lifelines = names.iter().map(|name| Lifeline {
        name: (*name).to_owned(),
        x: x(name),
    });
    Sequence {
        width: MARGIN * 2.0 + LANE * names.len().saturating_sub(1) as f64,
        lifelines: lifelines.collect(),
        messages,
        height: y,
    }
}

/// Ends the calls that the next one, within `parent`, does not happen in. One that held others has
/// its end below them.
fn close(
    open: &mut Vec<u32>,
    parent: Option<u32>,
    messages: &mut [Message],
    at: &BTreeMap<u32, usize>,
    y: &mut f64,
) {
    let keep = parent.and_then(|parent| open.iter().position(|it| *it == parent));
    for number in open.drain(keep.map_or(0, |it| it + 1)..).rev() {
        let message = &mut messages[at[&number]];
        let is_alone = message.top + STEP >= *y;
        if let Some(bottom) = &mut message.bottom {
            *bottom = if is_alone { *y - STEP * 0.5 } else { *y };
            if !is_alone {
                *y += STEP;
            }
        }
    }
}

fn names<'a>(calls: &[&'a Traced]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for call in calls {
        for name in [&call.crossing.from, &call.crossing.to] {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    names.sort_by_key(|name| match *name {
        "you" => 0,
        "host" => 2,
        _ => 1,
    });
    names
}

#[cfg(test)]
mod tests {
    use super::super::{Trace, tests::call};
    use super::*;
    use model::{Crossed, CrossingOutcome, TraceEvent};

    fn trace() -> Trace {
        let mut trace = Trace::default();
        trace.take(call(1, None, "counter", "x:y/z#count"));
        trace.take(call(2, Some(1), "kv", "x:y/w#get"));
        trace.take(call(3, Some(2), "host", "x:y/log#log"));
        trace.take(call(4, Some(1), "kv", "x:y/w#set"));
        for number in [3, 2, 4] {
            trace.take(TraceEvent::Ended(Crossed {
                number,
                milliseconds: 0.5,
                outcome: CrossingOutcome::Returned { value: None },
            }));
        }
        trace
    }

    #[test]
    fn each_instance_has_a_lifeline_and_the_host_is_the_last() {
        let trace = trace();
        let calls: Vec<&Traced> = trace.calls.iter().collect();
        let Sequence { lifelines, .. } = sequence(&calls, &outer(&calls));
        let names: Vec<&str> = lifelines.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["a", "counter", "kv", "host"]);
    }

    #[test]
    fn what_happened_during_a_call_is_drawn_between_its_ends() {
        let trace = trace();
        let calls: Vec<&Traced> = trace.calls.iter().collect();
        let Sequence { messages, .. } = sequence(&calls, &outer(&calls));
        let [run, get, log, set] = &messages[..] else {
            panic!("{messages:?}");
        };
        assert_eq!(run.bottom, None);
        let bottom = |it: &Message| it.bottom.unwrap_or_default();
        assert!(get.top < log.top && bottom(log) < bottom(get));
        assert!(bottom(get) < set.top && set.top < bottom(set));
    }

    #[test]
    fn folding_a_call_hides_all_that_happened_in_it() {
        let trace = trace();
        let shown = |folded: &[u32]| {
            let folded = folded.iter().copied().collect();
            let calls = unfolded(trace.calls.iter().collect(), &folded);
            let numbers = calls.iter().map(|it| it.crossing.number);
            numbers.collect::<Vec<_>>()
        };
        assert_eq!(shown(&[2]), [1, 2, 4]);
        assert_eq!(shown(&[1]), [1]);
    }
}
