//! A wire that explains itself, in words.

use model::{End, Graph, Likeness, WireCause, WireReport};

use crate::state::composing::Wire;
use crate::state::layout::short_name;

/// What a wire's report says first: whether it fits, and what.
pub fn title(report: &WireReport, wire: &Wire, graph: &Graph) -> String {
    let (from, to) = (called(&wire.from, graph), called(&wire.to, graph));
    let (given, wanted) = (short_name(&wire.from_port), short_name(&wire.to_port));
    match (&report.likeness, given == wanted) {
        (Likeness::Near { .. }, true) => format!("`{from}` cannot provide `{wanted}` of `{to}`"),
        (Likeness::Near { .. }, false) => {
            format!("`{given}` of `{from}` cannot provide `{wanted}` of `{to}`")
        }
        _ => format!("`{given}` of `{from}` fits `{wanted}` of `{to}`"),
    }
}

/// What a cause is called, in a word or two.
pub fn word(cause: WireCause) -> &'static str {
    match cause {
        WireCause::Name => "another interface",
        WireCause::Version => "version",
        WireCause::Missing => "missing",
        WireCause::Parameter => "parameter",
        WireCause::Result => "result",
        WireCause::Field => "field",
        WireCause::Case => "case",
        WireCause::Type => "type",
        WireCause::Resource => "resource",
        WireCause::Async => "async",
        WireCause::Shape => "interface or function",
        WireCause::TypeImport => "type that is imported",
        WireCause::NoComponent => "no component",
        WireCause::Cycle => "circle",
    }
}

/// What an end of a wire is called: an instance by its variable, a component by its name.
pub fn called(end: &End, graph: &Graph) -> String {
    match end {
        End::Package { name } => name.clone(),
        End::Node { id } => {
            let node = graph.nodes.iter().find(|node| node.id == *id);
            node.map_or_else(|| id.clone(), |node| node.label.clone())
        }
    }
}

/// The component that an end of a wire is, or is made of.
pub fn component(end: &End, graph: &Graph) -> Option<String> {
    match end {
        End::Package { name } => Some(name.clone()),
        End::Node { id } => {
            let node = graph.nodes.iter().find(|node| node.id == *id)?;
            match &node.kind {
                model::NodeKind::Instance { package } => Some(package.clone()),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_says_who_cannot_provide_what() {
        let wire = |port: &str| Wire {
            from: End::Package {
                name: "ex:counter".into(),
            },
            from_port: port.into(),
            to: End::Node {
                id: "greeter".into(),
            },
            to_port: "ex:names/name@0.1.0".into(),
        };
        let report = |likeness| WireReport {
            likeness,
            differences: Vec::new(),
            wanted: String::new(),
            given: String::new(),
            versions: None,
            remedies: Vec::new(),
        };
        let near = report(Likeness::Near {
            reason: "the result differs".into(),
        });
        let said = |report, port| title(report, &wire(port), &Graph::default());
        assert_eq!(
            said(&near, "ex:names/name@0.2.0"),
            "`ex:counter` cannot provide `name` of `greeter`"
        );
        assert_eq!(
            said(&near, "ex:names/number"),
            "`number` of `ex:counter` cannot provide `name` of `greeter`"
        );
        assert_eq!(
            said(&report(Likeness::Fits), "ex:names/name"),
            "`name` of `ex:counter` fits `name` of `greeter`"
        );
    }
}
