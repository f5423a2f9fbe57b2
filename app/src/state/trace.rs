//! What crossed the wires of a composition during a run, as the page sees it.

mod lines;
pub mod sequence;
mod telemetry;

use model::{Crossed, Crossing, CrossingOutcome, TraceEvent};

pub use lines::lines;
pub use telemetry::telemetry;

/// The trace of the latest run; empty for one that was not traced.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// In the order in which they began.
    pub calls: Vec<Traced>,
    /// How many were told, if more followed.
    pub cut: Option<u32>,
    /// Numbers of the calls that go on.
    pub open: Vec<u32>,
    /// Why the composition ran whole instead, although a trace was asked for.
    pub not_traced: Option<String>,
}

/// A call that crossed a wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// As it began.
    pub crossing: Crossing,
    /// As it ended, once it has.
    pub ended: Option<Crossed>,
    /// Its arguments in WAVE, once they are written; `…` for what is too large to be kept.
    pub args: Option<Vec<String>>,
    /// Its result in WAVE, once it is written.
    pub result: Option<String>,
    /// How many calls it happened in.
    pub depth: usize,
}

/// Which calls of a trace are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Those that have this in a name, an argument or a result.
    pub text: String,
    /// Whether those of the host too.
    pub host: bool,
}

impl Trace {
    /// Takes in what the run tells.
    pub fn take(&mut self, event: TraceEvent) {
        match event {
            TraceEvent::Began(crossing) => {
                let outer = crossing.parent.and_then(|number| self.find(number));
                let depth = outer.map_or(0, |outer| outer.depth + 1);
                self.open.push(crossing.number);
                self.calls.push(Traced {
                    crossing,
                    ended: None,
                    args: None,
                    result: None,
                    depth,
                });
            }
            TraceEvent::Ended(crossed) => {
                self.open.retain(|number| *number != crossed.number);
                if let Some(call) = self.find_mut(crossed.number) {
                    call.ended = Some(crossed);
                }
            }
            TraceEvent::Cut { limit } => self.cut = Some(limit),
        }
    }

    /// Keeps the texts of a call.
    pub fn describe(&mut self, number: u32, args: Vec<String>, result: Option<String>) {
        if let Some(call) = self.find_mut(number) {
            call.args = Some(args);
            call.result = result;
        }
    }

    /// The calls that are shown, with their outer ones.
    pub fn shown<'a>(&'a self, shown: &'a Shown) -> Vec<&'a Traced> {
        let mut numbers: Vec<u32> = Vec::new();
        for call in self.calls.iter().filter(|call| call.is_shown(shown)) {
            let mut next = Some(call);
            while let Some(call) = next {
                numbers.push(call.crossing.number);
                next = call.crossing.parent.and_then(|outer| self.find(outer));
            }
        }
        numbers.sort_unstable();
        let is_listed = |call: &&Traced| numbers.binary_search(&call.crossing.number).is_ok();
        self.calls.iter().filter(is_listed).collect()
    }

    /// The calls whose wires light up: the one that was chosen, or those that go on.
    pub fn lit(&self, chosen: Option<u32>) -> Vec<&Crossing> {
        let numbers = match &chosen {
            Some(number) => std::slice::from_ref(number),
            None => &self.open,
        };
        let calls = numbers.iter().filter_map(|number| self.find(*number));
        calls.map(|call| &call.crossing).collect()
    }

    fn find(&self, number: u32) -> Option<&Traced> {
        let at = self
            .calls
            .binary_search_by_key(&number, |call| call.crossing.number);
        self.calls.get(at.ok()?)
    }

    fn find_mut(&mut self, number: u32) -> Option<&mut Traced> {
        let at = self
            .calls
            .binary_search_by_key(&number, |call| call.crossing.number);
        self.calls.get_mut(at.ok()?)
    }
}

impl Traced {
    /// The function without its interface: `[method]bucket.get`.
    pub fn function(&self) -> &str {
        let id = &self.crossing.function;
        id.rsplit('#').next().unwrap_or(id)
    }

    /// What was called, with what.
    pub fn asked(&self) -> String {
        let args = self.args.as_ref().map(|args| args.join(", "));
        format!("{}({})", self.function(), args.as_deref().unwrap_or("…"))
    }

    /// Why it failed, if it did.
    pub fn failure(&self) -> Option<&str> {
        match &self.ended.as_ref()?.outcome {
            CrossingOutcome::Failed { message } => Some(message),
            CrossingOutcome::Returned { .. } => None,
        }
    }

    fn is_shown(&self, shown: &Shown) -> bool {
        let Crossing {
            from, to, function, ..
        } = &self.crossing;
        let text = shown.text.to_lowercase();
        let has = |part: &str| part.to_lowercase().contains(&text);
        let args = self.args.iter().flatten().map(String::as_str);
        (shown.host || to != "host")
            && ([from, to, function].into_iter().any(|it| has(it))
                || args.chain(self.result.as_deref()).any(has))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn call(number: u32, parent: Option<u32>, to: &str, function: &str) -> TraceEvent {
        TraceEvent::Began(Crossing {
            number,
            parent,
            from: "a".into(),
            to: to.into(),
            function: function.into(),
            args: Vec::new(),
            start: f64::from(number),
        })
    }

    pub(super) fn trace() -> Trace {
        let mut trace = Trace::default();
        trace.take(call(1, None, "a", "x:y/z#run"));
        trace.take(call(2, Some(1), "b", "x:y/w#get"));
        trace.take(call(
            3,
            Some(2),
            "host",
            "wasi:clocks/monotonic-clock@0.2.3#now",
        ));
        trace.take(TraceEvent::Ended(Crossed {
            number: 2,
            milliseconds: 0.5,
            outcome: CrossingOutcome::Failed {
                message: "unreachable".into(),
            },
        }));
        trace
    }

    #[test]
    fn a_call_is_as_deep_as_the_calls_that_it_happened_in() {
        let depths: Vec<_> = trace().calls.iter().map(|call| call.depth).collect();
        assert_eq!(depths, [0, 1, 2]);
        assert_eq!(trace().calls[1].failure(), Some("unreachable"));
        assert_eq!(trace().calls[1].function(), "get");
    }

    #[test]
    fn what_is_found_is_shown_with_what_it_happened_in() {
        let trace = trace();
        let numbers = |text: &str, host| {
            let text = text.to_owned();
            let shown = Shown { text, host };
            let calls = trace.shown(&shown);
            calls
                .iter()
                .map(|it| it.crossing.number)
                .collect::<Vec<_>>()
        };
        assert_eq!(numbers("", false), [1, 2]);
        assert_eq!(numbers("CLOCK", true), [1, 2, 3]);
        assert_eq!(numbers("clock", false), [0_u32; 0]);
    }
}
