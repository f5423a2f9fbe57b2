//! A value as a tree: what is in it by name, and a word on each.

use model::{Type, Value};

/// Something in a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Child {
    /// Name of the field, index of the element, or name of the case.
    pub name: String,
    /// What is there.
    pub value: Value,
    /// Its type, where it is known.
    pub ty: Option<Type>,
}

/// What is in a value; nothing in one that is told on a line.
pub fn children(value: &Value, ty: Option<&Type>) -> Vec<Child> {
    match value {
        Value::List(values) => {
            let element = element_type(ty);
            numbered(values, |_| element.cloned())
        }
        Value::Tuple(values) => numbered(values, |index| match ty {
            Some(Type::Tuple { elements }) => elements.get(index).cloned(),
            _ => None,
        }),
        Value::Record(values) => {
            let field_type = |index: usize| match ty {
                Some(Type::Record { fields, .. }) => fields.get(index).map(|it| it.ty.clone()),
                _ => None,
            };
            let fields = values.iter().enumerate();
            fields
                .map(|(index, (name, value))| child(name.clone(), value, field_type(index)))
                .collect()
        }
        Value::Map(pairs) => pairs.iter().map(|pair| entry(pair, ty)).collect(),
        Value::Variant(case, Some(inner)) => {
            let ty = match ty {
                Some(Type::Variant { cases, .. }) => {
                    let case = cases.iter().find(|it| it.name == *case);
                    case.and_then(|it| it.ty.clone())
                }
                _ => None,
            };
            within(inner, ty)
        }
        Value::Option(Some(inner)) => within(
            inner,
            inner_type(ty, |ty| match ty {
                Type::Option { some } => Some(some),
                _ => None,
            }),
        ),
        Value::Ok(Some(inner)) => within(
            inner,
            inner_type(ty, |ty| match ty {
                Type::Result { ok, .. } => ok.as_deref(),
                _ => None,
            }),
        ),
        Value::Err(Some(inner)) => within(
            inner,
            inner_type(ty, |ty| match ty {
                Type::Result { err, .. } => err.as_deref(),
                _ => None,
            }),
        ),
        _ => Vec::new(),
    }
}

/// A value on a line: all of one that has nothing in it, what kind of thing any other is. `bytes` is
/// the number of bytes, where it is bytes.
pub fn summary(value: &Value, bytes: Option<usize>) -> String {
    if let Some(count) = bytes {
        return counted(count, "byte");
    }
    match value {
        Value::Bool(is) => is.to_string(),
        Value::Integer(text) | Value::Float(text) | Value::Enum(text) => text.clone(),
        Value::Char(text) => format!("'{}'", text.escape_debug()),
        Value::String(text) => format!("\"{}\"", text.escape_debug()),
        Value::List(values) => counted(values.len(), "element"),
        Value::Map(pairs) => counted(pairs.len(), "entry"),
        Value::Record(fields) => counted(fields.len(), "field"),
        Value::Tuple(values) => format!("tuple of {}", values.len()),
        Value::Flags(names) => format!("{{{}}}", names.join(", ")),
        Value::Variant(case, _) => case.clone(),
        Value::Option(None) => "none".to_owned(),
        Value::Option(Some(_)) => "some".to_owned(),
        Value::Ok(_) => "ok".to_owned(),
        Value::Err(_) => "err".to_owned(),
        Value::Handle(number) => format!("#{number}"),
    }
}

fn counted(count: usize, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "entry") => format!("{count} entries"),
        _ => format!("{count} {what}s"),
    }
}

fn child(name: String, value: &Value, ty: Option<Type>) -> Child {
    let value = value.clone();
    Child { name, value, ty }
}

fn numbered(values: &[Value], ty: impl Fn(usize) -> Option<Type>) -> Vec<Child> {
    let values = values.iter().enumerate();
    values
        .map(|(index, value)| child(index.to_string(), value, ty(index)))
        .collect()
}

/// A key that is told on a line names its value; any other stands beside it.
fn entry((key, value): &(Value, Value), ty: Option<&Type>) -> Child {
    let (key_type, value_type) = match ty {
        Some(Type::Map { key, value }) => (Some((**key).clone()), Some((**value).clone())),
        _ => (None, None),
    };
    if children(key, None).is_empty() {
        return child(summary(key, None), value, value_type);
    }
    let elements = key_type
        .zip(value_type)
        .map(|(key, value)| vec![key, value]);
    let ty = elements.map(|elements| Type::Tuple { elements });
    let pair = Value::Tuple(vec![key.clone(), value.clone()]);
    child(String::new(), &pair, ty)
}

/// What a case is of, which has no name of its own.
fn within(inner: &Value, ty: Option<Type>) -> Vec<Child> {
    vec![child(String::new(), inner, ty)]
}

/// A value without the cases that it is wrapped in, such as `ok` and `some`, and the names of these.
pub fn unwrapped(mut value: Child) -> (Vec<String>, Child) {
    let mut cases = Vec::new();
    while matches!(
        value.value,
        Value::Variant(..) | Value::Option(_) | Value::Ok(_) | Value::Err(_)
    ) {
        let Some(inner) = children(&value.value, value.ty.as_ref()).pop() else {
            break;
        };
        cases.push(summary(&value.value, None));
        let name = value.name;
        value = Child { name, ..inner };
    }
    (cases, value)
}

fn inner_type<'a>(
    ty: Option<&'a Type>,
    part: impl Fn(&'a Type) -> Option<&'a Type>,
) -> Option<Type> {
    ty.and_then(part).cloned()
}

fn element_type(ty: Option<&Type>) -> Option<&Type> {
    match ty {
        Some(Type::List { element, .. }) => Some(element),
        Some(Type::Stream { element }) => element.as_deref(),
        _ => None,
    }
}
