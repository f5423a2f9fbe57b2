//! What a verb answers, as a person would like to read it.

use std::collections::BTreeMap;
use std::fmt::Write;

use model::{
    Diagnostic, EngineError, Graph, Inspection, NodeKind, OutlineItem, Severity, Span, Token, Type,
    Validation,
};

/// Diagnostics with the lines they are about and carets below.
pub(crate) fn diagnostics(
    diagnostics: &[Diagnostic],
    text_of: impl Fn(&str) -> Option<String>,
) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        writeln!(out, "{severity}: {}", diagnostic.message).unwrap();
        out.push_str(&excerpt(&diagnostic.path, diagnostic.span, &text_of));
        for related in &diagnostic.related {
            writeln!(out, "  related: {}", related.message).unwrap();
            out.push_str(&excerpt(&related.path, related.span, &text_of));
        }
        if let Some(hint) = &diagnostic.hint {
            writeln!(out, "  hint: {hint}").unwrap();
        }
        out.push('\n');
    }
    out
}

/// The line of a span with carets below.
pub(crate) fn excerpt(path: &str, span: Span, text_of: &impl Fn(&str) -> Option<String>) -> String {
    let Some(text) = text_of(path) else {
        return match (path, span.start) {
            ("", 0) => String::new(),
            ("", byte) => format!("  --> byte {byte}\n"),
            (path, byte) => format!("  --> {path}, byte {byte}\n"),
        };
    };
    let (start, end) = (span.start as usize, span.end as usize);
    assert!(
        start <= end && end <= text.len(),
        "the span {span:?} is outside of {path}"
    );
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let number = text[..start].matches('\n').count() + 1;
    let before = text[line_start..start].chars().count();
    let marked = &text[start..end.min(line_start + line.len()).max(start)];
    let carets = "^".repeat(marked.chars().count().max(1));
    let gap = " ".repeat(number.to_string().len());
    format!(
        " {gap}--> {path}:{number}:{}\n {number} | {line}\n {gap} | {}{carets}\n",
        before + 1,
        " ".repeat(before)
    )
}

pub(crate) fn failure(error: &EngineError) -> String {
    let offset = error
        .offset
        .map(|offset| format!(" at byte {offset}"))
        .unwrap_or_default();
    format!("failed [{}]{offset}: {}\n", error.code, error.message)
}

pub(crate) fn inspection(inspection: &Inspection) -> String {
    let mut out = String::new();
    writeln!(out, "{:?}, {} bytes", inspection.artifact, inspection.size).unwrap();
    match &inspection.validation {
        Validation::Valid => out.push_str("valid\n"),
        Validation::Invalid { diagnostic } => {
            writeln!(
                out,
                "invalid at byte {}: {}",
                diagnostic.span.start, diagnostic.message
            )
            .unwrap();
        }
    }
    if inspection.is_command {
        out.push_str("a command\n");
    }
    if inspection.is_http {
        out.push_str("an HTTP handler\n");
    }
    for (title, externs) in [
        ("imports", &inspection.imports),
        ("exports", &inspection.exports),
    ] {
        for item in externs {
            writeln!(out, "\n{title} {} ({:?})", item.name, item.kind).unwrap();
            for line in item.docs.iter().flat_map(|docs| docs.lines()) {
                writeln!(out, "  /// {line}").unwrap();
            }
            for line in item.wit.lines() {
                writeln!(out, "{}", format!("  {line}").trim_end()).unwrap();
            }
        }
    }
    for function in &inspection.functions {
        writeln!(out, "\ncall {}", function.id).unwrap();
        writeln!(
            out,
            "  {:?}{}",
            function.kind,
            if function.is_async { ", async" } else { "" }
        )
        .unwrap();
        writeln!(out, "  {}", function.wit).unwrap();
        for param in &function.params {
            writeln!(out, "  {}: {}", param.name, short(&type_tree(&param.ty))).unwrap();
        }
        if let Some(result) = &function.result {
            writeln!(out, "  -> {}", type_tree(result)).unwrap();
        }
    }
    if !inspection.wit.is_empty() {
        writeln!(out, "\n{}", inspection.wit).unwrap();
    }
    out.push_str("\nsections:");
    for section in &inspection.sections {
        write!(out, " {} {},", section.name, section.size).unwrap();
    }
    out.push('\n');
    out
}

/// A text that is cut where nobody would read on.
fn short(text: &str) -> String {
    match text.char_indices().nth(400) {
        Some((cut, _)) => format!("{}… ({} more bytes)", &text[..cut], text.len() - cut),
        None => text.to_owned(),
    }
}

/// A type with everything named written out.
pub(crate) fn type_tree(ty: &Type) -> String {
    let optional = |ty: &Option<Box<Type>>| ty.as_deref().map_or("_".to_owned(), type_tree);
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    match ty {
        Type::List {
            element,
            length: None,
        } => format!("list<{}>", type_tree(element)),
        Type::List {
            element,
            length: Some(length),
        } => format!("list<{}, {length}>", type_tree(element)),
        Type::Map { key, value } => format!("map<{}, {}>", type_tree(key), type_tree(value)),
        Type::Record { name: of, fields } => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| format!("{}: {}", field.name, type_tree(&field.ty)))
                .collect();
            format!("record {} {{ {} }}", name(of), fields.join(", "))
        }
        Type::Tuple { elements } => {
            format!(
                "tuple<{}>",
                elements
                    .iter()
                    .map(type_tree)
                    .collect::<Vec<_>>()
                    .join(", ")
            )
        }
        Type::Variant { name: of, cases } => {
            let case = |case: &model::Case| match &case.ty {
                Some(ty) => format!("{}({})", case.name, type_tree(ty)),
                None => case.name.clone(),
            };
            format!(
                "variant {} {{ {} }}",
                name(of),
                cases.iter().map(case).collect::<Vec<_>>().join(", ")
            )
        }
        Type::Enum { name: of, cases } => format!("enum {} {{ {} }}", name(of), cases.join(", ")),
        Type::Flags { name: of, flags } => format!("flags {} {{ {} }}", name(of), flags.join(", ")),
        Type::Option { some } => format!("option<{}>", type_tree(some)),
        Type::Result { ok, err } => format!("result<{}, {}>", optional(ok), optional(err)),
        Type::Own { resource } => format!("own<{resource}>"),
        Type::Borrow { resource } => format!("borrow<{resource}>"),
        Type::Stream { element } => format!("stream<{}>", optional(element)),
        Type::Future { value } => format!("future<{}>", optional(value)),
        Type::Unsupported { reason } => format!("({reason})"),
        simple => format!("{simple:?}").to_lowercase(),
    }
}

pub(crate) fn graph(graph: &Graph, text: &str) -> String {
    let mut out = String::new();
    for node in &graph.nodes {
        let kind = match &node.kind {
            NodeKind::Instance { package } => format!("instance of {package}"),
            NodeKind::Import => "import".to_owned(),
            NodeKind::Export => "export".to_owned(),
        };
        let at = node
            .span
            .map(|span| format!(" at `{}`", written(text, span)))
            .unwrap_or_default();
        writeln!(out, "[{}] {kind}{at}", node.id).unwrap();
        for port in &node.imports {
            writeln!(out, "  in  {} ({:?})", port.name, port.kind).unwrap();
        }
        for port in &node.exports {
            writeln!(out, "  out {} ({:?})", port.name, port.kind).unwrap();
        }
    }
    for edge in &graph.edges {
        let node = |id: &str| graph.nodes.iter().find(|node| node.id == *id).unwrap();
        let from = &node(&edge.from).exports;
        assert!(
            from.iter().any(|port| port.name == edge.from_port),
            "no port {edge:?}"
        );
        let to = &node(&edge.to).imports;
        assert!(
            to.iter().any(|port| port.name == edge.to_port),
            "no port {edge:?}"
        );
        let from_port = [std::slice::from_ref(&edge.from_port), edge.item.as_slice()].concat();
        let mut via = from_port.join(".");
        if via != edge.to_port {
            write!(via, " as {}", edge.to_port).unwrap();
        }
        let at = edge
            .span
            .map(|span| format!(" at `{}`", written(text, span)));
        let (from, to, origin) = (&edge.from, &edge.to, edge.origin);
        let at = at.unwrap_or_default();
        writeln!(out, "[{from}] -> [{to}]: {via}, {origin:?}{at}").unwrap();
    }
    out
}

/// What stands in a span, on one line.
fn written(text: &str, span: Span) -> String {
    let text = &text[span.start as usize..span.end as usize];
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn outline(out: &mut String, items: &[OutlineItem], depth: usize, text: &str) {
    for item in items {
        let (indent, detail) = ("  ".repeat(depth), format!(" {}", item.detail));
        let line = text[..item.name_span.start as usize].matches('\n').count() + 1;
        let lines = slice(text, item.span).matches('\n').count() + 1;
        let (kind, name, detail) = (&item.kind, &item.name, detail.trim_end());
        writeln!(
            out,
            "{indent}{kind} {name}{detail}  (line {line}, {lines} long)"
        )
        .unwrap();
        assert!(slice(text, item.name_span).ends_with(name.as_str()));
        self::outline(out, &item.children, depth + 1, text);
    }
}

/// Each fold with the text before and behind it.
pub(crate) fn folds(out: &mut String, folds: &[Span], text: &str) {
    for fold in folds {
        let before = &text[..fold.start as usize];
        let behind = &text[fold.end as usize..];
        let line = before.matches('\n').count() + 1;
        let before = before.rsplit('\n').next().unwrap_or_default().trim();
        let behind = behind.split('\n').next().unwrap_or_default().trim_end();
        writeln!(out, "fold {line}: {before}…{behind}").unwrap();
    }
}

/// The text with each name followed by what it names, declarations by `!`.
pub(crate) fn tokens(out: &mut String, tokens: &[Token], text: &str) {
    let mut at = 0;
    for token in tokens {
        let end = token.span.end as usize;
        let declared = if token.is_declaration { "!" } else { "" };
        assert!(token.span.start as usize >= at, "names overlap");
        let kind = format!("{:?}", token.kind).to_lowercase();
        write!(out, "{}‹{kind}{declared}›", &text[at..end]).unwrap();
        at = end;
    }
    out.push_str(&text[at..]);
}

fn slice(text: &str, span: Span) -> &str {
    &text[span.start as usize..span.end as usize]
}

/// The lines that went and came.
pub(crate) fn changes(
    out: &mut String,
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) {
    for (path, after) in after {
        let old: Vec<&str> = before
            .get(path)
            .map(|it| it.lines().collect())
            .unwrap_or_default();
        let new: Vec<&str> = after.lines().collect();
        let same = old
            .iter()
            .zip(&new)
            .take_while(|(old, new)| old == new)
            .count();
        let (old, new) = (&old[same..], &new[same..]);
        let ends = old.iter().rev().zip(new.iter().rev());
        let tail = ends.take_while(|(old, new)| old == new).count();
        for line in &old[..old.len() - tail] {
            writeln!(out, "   - {line}").unwrap();
        }
        for line in &new[..new.len() - tail] {
            writeln!(out, "   + {line}").unwrap();
        }
    }
}
