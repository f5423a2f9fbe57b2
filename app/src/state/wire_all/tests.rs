use super::*;

fn package(name: &str) -> End {
    End::Package { name: name.into() }
}

fn fits(from: &str, port: &str, to: &str) -> Prospect {
    Prospect {
        from: package(from),
        from_port: port.into(),
        to: package(to),
        to_port: port.into(),
        likeness: Likeness::Fits,
    }
}

fn near(from: &str, port: &str, to: &str) -> Prospect {
    let reason = "the result differs".into();
    Prospect {
        likeness: Likeness::Near { reason },
        ..fits(from, port, to)
    }
}

fn importing(name: &str, imports: &[&str]) -> Importing {
    let imports = imports.iter().map(|&it| it.into());
    (name.into(), imports.collect())
}

/// Each wire as `from → to (port)`.
fn told(wires: &[Wire]) -> Vec<String> {
    let name = |end: &End| match end {
        End::Package { name } => name.clone(),
        End::Node { id } => format!("#{id}"),
    };
    let told = |it: &Wire| format!("{} → {} ({})", name(&it.from), name(&it.to), it.to_port);
    wires.iter().map(told).collect()
}

#[test]
fn only_what_has_exactly_one_provider_is_certain() {
    let components = [
        importing("x:app", &["names", "store", "logs", "wasi:io/streams"]),
        importing("x:cache", &["store"]),
        importing("x:names", &[]),
        importing("x:kv", &[]),
    ];
    let wires = vec![
        fits("x:names", "names", "x:app"),
        fits("x:cache", "store", "x:app"),
        fits("x:kv", "store", "x:app"),
        fits("x:kv", "store", "x:cache"),
        fits("x:cache", "store", "x:cache"),
        near("x:names", "logs", "x:app"),
    ];
    let all = WireAll::of(&Graph::default(), &Prospects { wires }, &components);
    assert_eq!(
        told(&all.certain),
        ["x:names → x:app (names)", "x:kv → x:cache (store)"]
    );
    assert_eq!(all.ambiguous.len(), 1);
    assert_eq!(
        told(&all.ambiguous[0].wires),
        ["x:cache → x:app (store)", "x:kv → x:app (store)"]
    );
    assert_eq!(told(&all.lonely[0].wires), ["x:names → x:app (logs)"]);
    assert_eq!(all.count(), 4);
}

#[test]
fn a_circle_is_not_certain() {
    let components = [importing("x:a", &["p"]), importing("x:b", &["q"])];
    let wires = vec![fits("x:b", "p", "x:a"), fits("x:a", "q", "x:b")];
    let all = WireAll::of(&Graph::default(), &Prospects { wires }, &components);
    assert_eq!(told(&all.certain), ["x:b → x:a (p)"]);
    assert_eq!(told(&all.ambiguous[0].wires), ["x:a → x:b (q)"]);
}

#[test]
fn instances_are_made_then_joined_and_the_last_one_is_exported() {
    let wires = [fits("x:names", "names", "x:app")].map(|it| possible(&it));
    let graph = Graph::default();
    let made = |id: &str| Arranged {
        made: vec![id.into()],
        ..Arranged::default()
    };
    let mut done = Vec::new();
    let mut edits = Vec::new();
    while let Some(edit) = next(&wires, &graph, &done) {
        let id = match &edit {
            GraphEdit::Instantiate { package } => package.replace("x:", "the-"),
            _ => String::new(),
        };
        done.push(made(&id));
        edits.push(edit);
    }
    let instantiate = |package: &str| GraphEdit::Instantiate {
        package: package.into(),
    };
    let connection = Connection {
        from: "the-names".into(),
        from_port: "names".into(),
        to: "the-app".into(),
        to_port: "names".into(),
    };
    assert_eq!(
        edits,
        [
            instantiate("x:names"),
            instantiate("x:app"),
            GraphEdit::ConnectAll {
                connections: vec![connection]
            },
            GraphEdit::Export {
                from: "the-app".into(),
                from_port: None,
                name: None
            },
        ]
    );
}
