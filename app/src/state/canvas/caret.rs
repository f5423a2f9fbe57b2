//! Which node a place in the WAC text is about, and which places a node.

use std::collections::BTreeSet;

use model::{Graph, Span};

/// The node that the statement at a byte of the text makes, or the last of them.
pub fn node_at(graph: &Graph, text: &str, byte: u32) -> Option<String> {
    let at = (byte as usize).min(text.len());
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let start = before.rfind(';').map_or(0, |semicolon| semicolon + 1) as u32;
    let end = after
        .find(';')
        .map_or(text.len(), |semicolon| at + semicolon) as u32;
    let is_made_here = |span: &Span| start <= span.start && span.start < end;
    let mut nodes = graph.nodes.iter().rev();
    let node = nodes.find(|node| node.span.as_ref().is_some_and(is_made_here));
    node.map(|node| node.id.clone())
}

/// The statements that make these nodes, each from where its node is named to its end.
pub fn statements(graph: &Graph, text: &str, nodes: &BTreeSet<String>) -> Vec<Span> {
    let chosen = graph.nodes.iter().filter(|node| nodes.contains(&node.id));
    let statement = |span: Span| {
        let rest = text.get(span.end as usize..)?;
        let length = rest.find(';').unwrap_or(rest.len()) as u32;
        Some(Span {
            start: span.start,
            end: span.end + length,
        })
    };
    chosen.filter_map(|node| statement(node.span?)).collect()
}

#[cfg(test)]
mod tests {
    use model::{Node, NodeKind};

    use super::*;

    const TEXT: &str = "let a = new x:a {};\nlet b = new x:b { a };\nexport b...;\n";

    fn graph() -> Graph {
        let node = |id: &str, start: u32| Node {
            id: id.into(),
            label: id.into(),
            kind: NodeKind::Import,
            imports: Vec::new(),
            exports: Vec::new(),
            span: Some(Span {
                start,
                end: start + 1,
            }),
        };
        Graph {
            nodes: vec![node("a", 4), node("b", 24)],
            ..Graph::default()
        }
    }

    #[test]
    fn the_statement_round_the_cursor_tells_the_node() {
        let graph = graph();
        let at = |byte| node_at(&graph, TEXT, byte);
        assert_eq!(at(10).as_deref(), Some("a"));
        assert_eq!(at(38).as_deref(), Some("b"));
        assert_eq!(at(50), None);
        assert_eq!(at(900), None);
    }

    #[test]
    fn a_node_is_made_by_its_statement() {
        let nodes = BTreeSet::from(["b".to_owned(), "c".to_owned()]);
        let found = statements(&graph(), TEXT, &nodes);
        assert_eq!(found, [Span { start: 24, end: 41 }]);
    }
}
