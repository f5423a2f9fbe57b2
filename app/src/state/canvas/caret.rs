//! The node that a place in the WAC text is about.

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

#[cfg(test)]
mod tests {
    use model::{Node, NodeKind};

    use super::*;

    #[test]
    fn the_statement_round_the_cursor_tells_the_node() {
        let text = "let a = new x:a {};\nlet b = new x:b { a };\nexport b...;\n";
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
        let nodes = vec![node("a", 4), node("b", 24)];
        let graph = Graph {
            nodes,
            ..Graph::default()
        };
        let at = |byte| node_at(&graph, text, byte);
        assert_eq!(at(10).as_deref(), Some("a"));
        assert_eq!(at(38).as_deref(), Some("b"));
        assert_eq!(at(50), None);
        assert_eq!(at(900), None);
    }
}
