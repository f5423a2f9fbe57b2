//! Mocks as they are kept: made as a start, changed, and recorded from a trace.

use model::{Function, KeptAnswer, KeptMock, MockOrder};

use crate::state::trace::{Trace, Traced};

/// Whether a constructor, which needs no answer, is meant.
pub fn is_constructor(id: &str) -> bool {
    id.rsplit('#')
        .next()
        .is_some_and(|name| name.starts_with("[constructor]"))
}

/// Whether a method is meant, whose first argument does not matter to a mock.
pub fn is_method(id: &str) -> bool {
    id.rsplit('#')
        .next()
        .is_some_and(|name| name.starts_with("[method]"))
}

/// The functions among `imports` that `missing` names, which are interfaces, functions of one as
/// `interface#name`, and bare functions.
pub fn missing_functions<'a>(imports: &'a [Function], missing: &[String]) -> Vec<&'a Function> {
    let is_missing = |it: &&Function| {
        let interface = it.interface.as_ref();
        missing.contains(&it.id) || interface.is_some_and(|it| missing.contains(it))
    };
    imports.iter().filter(is_missing).collect()
}

/// What a component of mocks is called: after the package of the first one's interface.
pub fn mock_name(mocks: &[KeptMock]) -> String {
    let interface = mocks.iter().find_map(|it| it.function.split_once('/'));
    match interface.map(|(package, _)| package) {
        Some(package) if !package.contains(['#', '[']) => format!("{package}-mock"),
        _ => "local:mock".to_owned(),
    }
}

/// The mocks with another in place of the one of the same function.
pub fn with_mock(mut mocks: Vec<KeptMock>, new: KeptMock) -> Vec<KeptMock> {
    match mocks.iter_mut().find(|it| it.function == new.function) {
        Some(known) => *known = new,
        None => mocks.push(new),
    }
    mocks
}

/// What an instance was answered during a run, as mocks that answer the same to the same
/// arguments. Where they were answered differently, they are answered in turn.
pub fn recorded(trace: &Trace, caller: &str) -> Vec<KeptMock> {
    let mut mocks: Vec<KeptMock> = Vec::new();
    let calls = trace
        .calls
        .iter()
        .filter(|call| call.crossing.from == caller);
    for call in calls.filter(|call| call.crossing.to != "host") {
        let function = call.crossing.function.clone();
        let Some(answer) = answer(call) else { continue };
        match mocks.iter_mut().find(|it| it.function == function) {
            Some(mock) => mock.answers.push(answer),
            None => mocks.push(KeptMock {
                function,
                answers: vec![answer],
                ..KeptMock::default()
            }),
        }
    }
    for mock in &mut mocks {
        settle(mock);
    }
    mocks
}

/// What a call gave; nothing for what was too large to be kept, or gave nothing that can be told.
fn answer(call: &Traced) -> Option<KeptAnswer> {
    let id = &call.crossing.function;
    if id.starts_with("[resource-drop]") {
        return None;
    }
    if is_constructor(id) {
        return Some(KeptAnswer::default());
    }
    let args = call.args.as_ref()?;
    let own = args.get(usize::from(is_method(id))..)?;
    let result = call.result.clone().unwrap_or_default();
    let is_whole = own.iter().chain([&result]).all(|text| text != "…");
    is_whole.then(|| KeptAnswer {
        args: Some(own.join(", ")),
        result,
    })
}

fn settle(mock: &mut KeptMock) {
    if is_constructor(&mock.function) {
        mock.answers.clear();
        return;
    }
    let differs = |one: &KeptAnswer| {
        let same = mock.answers.iter().filter(|it| it.args == one.args);
        same.into_iter().any(|it| it.result != one.result)
    };
    if mock.answers.iter().any(differs) {
        mock.order = MockOrder::InTurn;
        return;
    }
    let mut kept: Vec<KeptAnswer> = Vec::new();
    for answer in std::mem::take(&mut mock.answers) {
        if !kept.contains(&answer) {
            kept.push(answer);
        }
    }
    mock.answers = kept;
}

#[cfg(test)]
mod tests {
    use model::{Crossing, TraceEvent};

    use super::*;

    fn trace(calls: &[(&str, &[&str], &str)]) -> Trace {
        let mut trace = Trace::default();
        for (index, (function, args, result)) in calls.iter().enumerate() {
            let number = index as u32 + 1;
            trace.take(TraceEvent::Began(Crossing {
                number,
                parent: None,
                from: "counter".into(),
                to: "kv".into(),
                function: (*function).to_owned(),
                args: Vec::new(),
                start: 0.0,
            }));
            let args = args.iter().map(|it| (*it).to_owned()).collect();
            trace.describe(number, args, Some((*result).to_owned()));
        }
        trace
    }

    fn answer(args: &str, result: &str) -> KeptAnswer {
        KeptAnswer {
            args: Some(args.into()),
            result: result.into(),
        }
    }

    #[test]
    fn a_component_of_mocks_is_named_after_what_it_stands_for() {
        let mock = |function: &str| KeptMock {
            function: function.into(),
            ..KeptMock::default()
        };
        let name = |of: &str| mock_name(&[mock(of)]);
        assert_eq!(name("example:kv/store@0.1.0#set"), "example:kv-mock");
        assert_eq!(name("log"), "local:mock");
        assert_eq!(mock_name(&[mock("log"), mock("a:b/c#d")]), "a:b-mock");
    }

    #[test]
    fn the_same_question_is_recorded_once() {
        let get = "x:kv/b#[method]bucket.get";
        let calls = trace(&[
            ("x:kv/b#[constructor]bucket", &["\"v\""], "#1"),
            (get, &["#1", "\"a\""], "ok(none)"),
            (get, &["#1", "\"a\""], "ok(none)"),
            (get, &["#1", "\"b\""], "…"),
            ("[resource-drop]bucket", &["#1"], ""),
        ]);
        let mocks = recorded(&calls, "counter");
        assert_eq!(mocks.len(), 2);
        assert_eq!(mocks[0].answers, []);
        assert_eq!(mocks[1].answers, [answer("\"a\"", "ok(none)")]);
        assert_eq!(recorded(&calls, "kv"), []);
    }

    #[test]
    fn what_changes_is_answered_in_turn() {
        let calls = trace(&[("f", &["1"], "2"), ("f", &["1"], "3"), ("f", &["1"], "3")]);
        let [mock] = recorded(&calls, "counter").try_into().unwrap();
        assert_eq!(mock.order, MockOrder::InTurn);
        assert_eq!(
            mock.answers,
            [answer("1", "2"), answer("1", "3"), answer("1", "3")]
        );
    }

    #[test]
    fn a_missing_interface_is_all_of_its_functions() {
        let function = |interface: Option<&str>, name: &str| Function {
            id: interface.map_or(name.to_owned(), |it| format!("{it}#{name}")),
            interface: interface.map(str::to_owned),
            name: name.to_owned(),
            kind: model::FunctionKind::Freestanding,
            is_async: false,
            params: Vec::new(),
            result: None,
            docs: None,
            wit: String::new(),
        };
        let imports = [
            function(Some("a:b/c"), "f"),
            function(Some("a:b/d"), "g"),
            function(None, "log"),
        ];
        let missing = ["a:b/c".to_owned(), "log".to_owned()];
        let found: Vec<_> = missing_functions(&imports, &missing)
            .into_iter()
            .map(|it| &it.name)
            .collect();
        assert_eq!(found, ["f", "log"]);
    }
}
