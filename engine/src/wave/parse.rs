//! WAVE text to values: the syntax is wasm-wave's, the types are checked here, with spans.

use model::{Case, Diagnostic, Field, Param, ParsedWave, Span, Type, Value};
use wasm_wave::ast::{Node, NodeType};
use wasm_wave::parser::{ParserError, ParserErrorKind};
use wasm_wave::untyped::UntypedFuncCall;

use super::handles::{handle_number, with_letters};
use super::{type_label, why_not_wave};
use crate::diagnostics;
use crate::suggest::did_you_mean;

/// What wasm-wave parses calls by; the text starts after it.
const PREFIX: &str = "f(";

/// Reads arguments, parted by commas, by the types of `params`.
pub fn parse_wave(params: &[Param], text: &str) -> ParsedWave {
    // The line break ends a comment that the text may end with.
    let source = format!("{PREFIX}{text}\n)");
    let mut reader = Reader {
        source: &source,
        text_len: text.len(),
        diagnostics: Vec::new(),
    };
    let values = reader.read_call(params);
    let Reader { diagnostics, .. } = reader;
    ParsedWave {
        values: values.filter(|_| diagnostics.is_empty()),
        diagnostics,
    }
}

struct Reader<'a> {
    source: &'a str,
    text_len: usize,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn read_call(&mut self, params: &[Param]) -> Option<Vec<Value>> {
        let source = with_letters(self.source);
        let call = match UntypedFuncCall::parse(&source) {
            Ok(call) => call,
            Err(error) => return self.refuse_syntax(&error),
        };
        let nodes: Vec<&Node> = match call.params_node() {
            Some(node) => node.as_tuple().ok()?.collect(),
            None => Vec::new(),
        };
        if let Some(extra) = nodes.get(params.len()) {
            return self.refuse_count(params, nodes.len(), self.span(extra));
        }
        let mut values = Vec::new();
        for (index, param) in params.iter().enumerate() {
            let value = match (nodes.get(index), &param.ty) {
                (Some(node), ty) => self.read(node, ty),
                // WAVE lets trailing options be left out.
                (None, Type::Option { .. }) => Some(Value::Option(None)),
                (None, _) => {
                    let end = self.text().trim_end().len();
                    return self.refuse_count(params, nodes.len(), diagnostics::span(end..end));
                }
            };
            values.push(value);
        }
        values.into_iter().collect()
    }

    fn read(&mut self, node: &Node, ty: &Type) -> Option<Value> {
        if let Some(reason) = why_not_wave(ty) {
            return self.refuse(self.span(node), reason, None);
        }
        match ty {
            Type::Bool => match node.as_bool() {
                Ok(value) => Some(Value::Bool(value)),
                Err(_) => self.refuse_type(node, ty, "`true` or `false`"),
            },
            Type::S8 => self.read_integer(node, ty, i8::MIN.into(), i8::MAX.into()),
            Type::U8 => self.read_integer(node, ty, 0, u8::MAX.into()),
            Type::S16 => self.read_integer(node, ty, i16::MIN.into(), i16::MAX.into()),
            Type::U16 => self.read_integer(node, ty, 0, u16::MAX.into()),
            Type::S32 => self.read_integer(node, ty, i32::MIN.into(), i32::MAX.into()),
            Type::U32 => self.read_integer(node, ty, 0, u32::MAX.into()),
            Type::S64 => self.read_integer(node, ty, i64::MIN.into(), i64::MAX.into()),
            Type::U64 => self.read_integer(node, ty, 0, u64::MAX.into()),
            Type::F32 => match node.as_number::<f32>(self.source) {
                Ok(value) => Some(Value::Float(super::print::float(value.into(), true))),
                Err(_) => self.refuse_type(node, ty, "a number, such as `1.5`"),
            },
            Type::F64 => match node.as_number::<f64>(self.source) {
                Ok(value) => Some(Value::Float(super::print::float(value, false))),
                Err(_) => self.refuse_type(node, ty, "a number, such as `1.5`"),
            },
            Type::Char => match node.as_char(self.source) {
                Ok(value) => Some(Value::Char(value.into())),
                Err(error) if error.kind() == ParserErrorKind::InvalidType => {
                    self.refuse_type(node, ty, "one character in single quotes, such as `'x'`")
                }
                Err(error) => self.refuse_syntax(&error),
            },
            Type::String => match node.as_str(self.source) {
                Ok(value) => Some(Value::String(value.into_owned())),
                Err(error) if error.kind() == ParserErrorKind::InvalidType => {
                    self.refuse_type(node, ty, "text in double quotes, such as `\"hi\"`")
                }
                Err(error) => self.refuse_syntax(&error),
            },
            Type::List { element, length } => self.read_list(node, ty, element, *length),
            Type::Record { fields, .. } => self.read_record(node, ty, fields),
            Type::Tuple { elements } => self.read_tuple(node, ty, elements),
            Type::Variant { cases, .. } => self.read_variant(node, ty, cases),
            Type::Enum { cases, .. } => self.read_enum(node, ty, cases),
            Type::Flags { flags, .. } => self.read_flags(node, ty, flags),
            Type::Option { some } => self.read_option(node, ty, some),
            Type::Result { ok, err } => self.read_result(node, ty, ok.as_deref(), err.as_deref()),
            Type::Own { .. } | Type::Borrow { .. } => match self.handle(node) {
                Some(handle) => Some(handle),
                None => self.refuse_type(node, ty, "the number of a live one, such as `#1`"),
            },
            Type::Stream { element } => match (self.handle(node), element) {
                (None, Some(element)) => self.read_list(node, ty, element, None),
                (None, None) => {
                    self.refuse_type(node, ty, "the number of an open one, such as `#1`")
                }
                (handle, _) => handle,
            },
            Type::Future { value } => match (self.handle(node), value) {
                (None, Some(value)) => self.read(node, value),
                (None, None) => {
                    self.refuse_type(node, ty, "the number of an open one, such as `#1`")
                }
                (handle, _) => handle,
            },
            Type::Map { .. } | Type::Unsupported { .. } => None,
        }
    }

    fn handle(&self, node: &Node) -> Option<Value> {
        handle_number(&self.source[node.span()]).map(Value::Handle)
    }

    fn read_integer(&mut self, node: &Node, ty: &Type, min: i128, max: i128) -> Option<Value> {
        let text = &self.source[node.span()];
        let digits = text.strip_prefix('-').unwrap_or(text);
        if node.ty() != NodeType::Number || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.refuse_type(node, ty, "a whole number");
        }
        match text.parse::<i128>() {
            Ok(value) if (min..=max).contains(&value) => Some(Value::Integer(value.to_string())),
            _ => {
                let message = format!("`{text}` does not fit into {}", type_label(ty));
                self.refuse(
                    self.span(node),
                    message,
                    Some(format!("it goes from {min} to {max}")),
                )
            }
        }
    }

    fn read_list(
        &mut self,
        node: &Node,
        ty: &Type,
        element: &Type,
        length: Option<u32>,
    ) -> Option<Value> {
        let Ok(nodes) = node.as_list() else {
            return self.refuse_type(node, ty, "elements in brackets, such as `[a, b]`");
        };
        if let Some(length) = length.filter(|length| *length as usize != nodes.len()) {
            let found = count(nodes.len(), "element");
            let message = format!("{} has {length} elements, not {found}", type_label(ty));
            return self.refuse(self.span(node), message, None);
        }
        let values: Vec<_> = nodes.map(|node| self.read(node, element)).collect();
        values.into_iter().collect::<Option<_>>().map(Value::List)
    }

    fn read_tuple(&mut self, node: &Node, ty: &Type, elements: &[Type]) -> Option<Value> {
        let Ok(nodes) = node.as_tuple() else {
            return self.refuse_type(node, ty, "values in parentheses, such as `(a, b)`");
        };
        if nodes.len() != elements.len() {
            let (wanted, found) = (count(elements.len(), "value"), nodes.len());
            let message = format!("{} has {wanted}, not {found}", type_label(ty));
            return self.refuse(self.span(node), message, None);
        }
        let pairs = nodes.zip(elements);
        let values: Vec<_> = pairs.map(|(node, ty)| self.read(node, ty)).collect();
        values.into_iter().collect::<Option<_>>().map(Value::Tuple)
    }

    fn read_record(&mut self, node: &Node, ty: &Type, fields: &[Field]) -> Option<Value> {
        let Ok(found) = node.as_record(self.source) else {
            let wanted = match fields.first() {
                Some(field) => format!("fields in braces, such as `{{{}: …}}`", field.name),
                None => "`{:}`".to_owned(),
            };
            return self.refuse_type(node, ty, &wanted);
        };
        let found: Vec<(&str, &Node)> = found.collect();
        let mut is_right = true;
        for (name, _) in &found {
            if !fields.iter().any(|field| field.name == *name) {
                let names = fields.iter().map(|field| field.name.as_str());
                let hint =
                    did_you_mean(name, names.clone()).or_else(|| list("its fields are", names));
                let message = format!("{} has no field `{name}`", type_label(ty));
                self.refuse::<()>(self.span_of_slice(name), message, hint);
                is_right = false;
            }
        }
        let mut values = Vec::new();
        for field in fields {
            let node_of_field = found.iter().find(|(name, _)| *name == field.name);
            let value = match (node_of_field, &field.ty) {
                (Some((_, node)), ty) => self.read(node, ty),
                // WAVE lets fields of option types be left out.
                (None, Type::Option { .. }) => Some(Value::Option(None)),
                (None, _) => {
                    let message =
                        format!("field `{}` of {} is missing", field.name, type_label(ty));
                    self.refuse(self.span(node), message, None)
                }
            };
            is_right &= value.is_some();
            values.extend(value.map(|value| (field.name.clone(), value)));
        }
        is_right.then_some(Value::Record(values))
    }

    fn read_variant(&mut self, node: &Node, ty: &Type, cases: &[Case]) -> Option<Value> {
        let Ok((label, payload)) = node.as_variant(self.source) else {
            return self.refuse_type(node, ty, &case_example(cases));
        };
        let Some(case) = cases.iter().find(|case| case.name == label) else {
            return self.refuse_case(label, ty, cases.iter().map(|case| case.name.as_str()));
        };
        match (payload, &case.ty) {
            (Some(payload), Some(ty)) => {
                let payload = self.read(payload, ty)?;
                Some(Value::Variant(label.to_owned(), Some(Box::new(payload))))
            }
            (None, None) => Some(Value::Variant(label.to_owned(), None)),
            (payload, ty) => self.refuse_payload(node, label, payload, ty.as_ref()),
        }
    }

    fn read_enum(&mut self, node: &Node, ty: &Type, cases: &[String]) -> Option<Value> {
        let names = cases.iter().map(String::as_str);
        match node.as_enum(self.source) {
            Ok(label) if cases.iter().any(|case| case == label) => {
                Some(Value::Enum(label.to_owned()))
            }
            Ok(label) => self.refuse_case(label, ty, names),
            Err(_) => {
                let wanted = cases
                    .first()
                    .map(|case| format!("a case, such as `{case}`"));
                self.refuse_type(node, ty, &wanted.unwrap_or_default())
            }
        }
    }

    fn read_flags(&mut self, node: &Node, ty: &Type, flags: &[String]) -> Option<Value> {
        let Ok(labels) = node.as_flags(self.source) else {
            let wanted = flags
                .first()
                .map(|flag| format!("names in braces, such as `{{{flag}}}`"));
            return self.refuse_type(node, ty, &wanted.unwrap_or_default());
        };
        let labels: Vec<&str> = labels.collect();
        let is_unknown = |label: &&&str| !flags.iter().any(|flag| flag == **label);
        if let Some(label) = labels.iter().find(is_unknown) {
            return self.refuse_case(label, ty, flags.iter().map(String::as_str));
        }
        let set = flags.iter().filter(|flag| labels.contains(&flag.as_str()));
        Some(Value::Flags(set.cloned().collect()))
    }

    fn read_option(&mut self, node: &Node, ty: &Type, some: &Type) -> Option<Value> {
        match (node.ty(), node.as_option()) {
            (_, Ok(Some(payload))) => {
                let payload = self.read(payload, some)?;
                Some(Value::Option(Some(Box::new(payload))))
            }
            (_, Ok(None)) => Some(Value::Option(None)),
            (_, Err(_)) if may_be_bare(some) => {
                let payload = self.read(node, some)?;
                Some(Value::Option(Some(Box::new(payload))))
            }
            (_, Err(_)) => self.refuse_type(node, ty, "`some(…)` or `none`"),
        }
    }

    fn read_result(
        &mut self,
        node: &Node,
        ty: &Type,
        ok: Option<&Type>,
        err: Option<&Type>,
    ) -> Option<Value> {
        let (label, payload, payload_type) = match node.as_result() {
            Ok(Ok(payload)) => ("ok", payload, ok),
            Ok(Err(payload)) => ("err", payload, err),
            Err(_) => match ok {
                Some(ok) if may_be_bare(ok) => ("ok", Some(node), Some(ok)),
                _ => return self.refuse_type(node, ty, "`ok(…)` or `err(…)`"),
            },
        };
        let payload = match (payload, payload_type) {
            (Some(payload), Some(ty)) => Some(Box::new(self.read(payload, ty)?)),
            (None, None) => None,
            (payload, ty) => return self.refuse_payload(node, label, payload, ty),
        };
        Some(match label {
            "ok" => Value::Ok(payload),
            _ => Value::Err(payload),
        })
    }

    fn refuse<T>(&mut self, span: Span, message: String, hint: Option<String>) -> Option<T> {
        self.diagnostics.push(Diagnostic {
            span,
            message,
            hint,
            ..diagnostics::error()
        });
        None
    }

    fn refuse_type<T>(&mut self, node: &Node, ty: &Type, wanted: &str) -> Option<T> {
        let message = format!("expected {}, found {}", type_label(ty), node_label(node));
        let hint = (!wanted.is_empty()).then(|| format!("write {wanted}"));
        self.refuse(self.span(node), message, hint)
    }

    fn refuse_case<'n, T>(
        &mut self,
        label: &str,
        ty: &Type,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> Option<T> {
        let hint = did_you_mean(label, names.clone()).or_else(|| list("it is one of", names));
        let message = format!("{} has no `{label}`", type_label(ty));
        self.refuse(self.span_of_slice(label), message, hint)
    }

    fn refuse_payload<T>(
        &mut self,
        node: &Node,
        label: &str,
        payload: Option<&Node>,
        ty: Option<&Type>,
    ) -> Option<T> {
        match (payload, ty) {
            (Some(payload), _) => self.refuse(
                self.span(payload),
                format!("`{label}` has no payload"),
                None,
            ),
            (None, Some(ty)) => {
                let message = format!("`{label}` needs a payload of type {}", type_label(ty));
                self.refuse(
                    self.span(node),
                    message,
                    Some(format!("write `{label}(…)`")),
                )
            }
            (None, None) => None,
        }
    }

    fn refuse_count<T>(&mut self, params: &[Param], found: usize, span: Span) -> Option<T> {
        let wanted = count(params.len(), "argument");
        let names: Vec<String> = params
            .iter()
            .map(|param| format!("`{}`: {}", param.name, super::type_text(&param.ty, 0)))
            .collect();
        let hint = (!names.is_empty()).then(|| format!("it takes {}", names.join(", ")));
        self.refuse(
            span,
            format!("the function takes {wanted}, found {found}"),
            hint,
        )
    }

    fn refuse_syntax<T>(&mut self, error: &ParserError) -> Option<T> {
        let span = error.span();
        let end = PREFIX.len() + self.text_len;
        if span.start >= end || error.kind() == ParserErrorKind::UnexpectedEnd {
            let end = self.text().trim_end().len();
            if let (ParserErrorKind::TrailingCharacters, Some(at)) =
                (error.kind(), self.text().rfind(')'))
            {
                let message = "there is a `)` too many".to_owned();
                return self.refuse(diagnostics::span(at..at + 1), message, None);
            }
            let message = "the text ends in the middle of a value".to_owned();
            return self.refuse(diagnostics::span(end..end), message, None);
        }
        let slice = self.source.get(span.clone()).unwrap_or_default();
        let message = match error.kind() {
            ParserErrorKind::UnexpectedToken => format!("unexpected `{slice}`"),
            ParserErrorKind::InvalidToken => format!("`{slice}` is no WAVE"),
            ParserErrorKind::TrailingCharacters => format!("unexpected `{slice}` after the values"),
            ParserErrorKind::EmptyTuple => "an empty tuple has no WAVE text".to_owned(),
            kind => match error.detail() {
                Some(detail) => format!(
                    "{kind}: {}",
                    detail.replace('"', "`").replace("```", "`\"\"\"`")
                ),
                None => kind.to_string(),
            },
        };
        let hint = match slice.chars().next() {
            Some('"') => Some("check the quotes and what follows each `\\`".to_owned()),
            Some('\'') => Some("a char is one character; text takes double quotes".to_owned()),
            _ => None,
        };
        self.refuse(self.clamp(span), message, hint)
    }

    fn text(&self) -> &'a str {
        &self.source[PREFIX.len()..PREFIX.len() + self.text_len]
    }

    fn span(&self, node: &Node) -> Span {
        self.clamp(node.span())
    }

    fn span_of_slice(&self, slice: &str) -> Span {
        let start = (slice.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize);
        self.clamp(start..start + slice.len())
    }

    fn clamp(&self, range: std::ops::Range<usize>) -> Span {
        let shift = |offset: usize| offset.saturating_sub(PREFIX.len()).min(self.text_len);
        let span = diagnostics::span(shift(range.start)..shift(range.end));
        // Of a string over several lines wasm-wave counts characters as bytes.
        diagnostics::span_within(self.text(), span)
    }
}

/// Whether `some(x)` or `ok(x)` may be written as `x`.
fn may_be_bare(ty: &Type) -> bool {
    !matches!(ty, Type::Option { .. } | Type::Result { .. })
}

fn node_label(node: &Node) -> &'static str {
    match node.ty() {
        NodeType::BoolTrue | NodeType::BoolFalse => "a bool",
        NodeType::Number => "a number",
        NodeType::Char => "a char",
        NodeType::String | NodeType::MultilineString => "a string",
        NodeType::Tuple => "a tuple",
        NodeType::List => "a list",
        NodeType::Record => "a record",
        NodeType::Label => "a name",
        NodeType::VariantWithPayload => "a variant case",
        NodeType::OptionSome | NodeType::OptionNone => "an option",
        NodeType::ResultOk | NodeType::ResultErr => "a result",
        NodeType::Flags => "flags",
    }
}

fn case_example(cases: &[Case]) -> String {
    match cases.first() {
        Some(Case { name, ty: None, .. }) => format!("a case, such as `{name}`"),
        Some(Case { name, .. }) => format!("a case, such as `{name}(…)`"),
        None => String::new(),
    }
}

fn list<'n>(intro: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let names: Vec<String> = names.take(12).map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| format!("{intro} {}", names.join(", ")))
}

fn count(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
