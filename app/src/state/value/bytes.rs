//! Bytes in values: found in results, typed as hexadecimal, told what they are.

use model::{Type, Value};

/// How many places of a value with bytes in them are told.
const MOST_PLACES: usize = 100;

/// Bytes somewhere in a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BytesAt {
    /// Where, such as `ok.body`; empty for the whole value.
    pub place: String,
    /// All of them.
    pub bytes: Vec<u8>,
}

/// Whether values of this type are bytes.
pub fn are_bytes(ty: &Type) -> bool {
    matches!(ty, Type::List { element, .. } if matches!(**element, Type::U8))
}

/// The bytes of a `list<u8>`.
pub fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    let Value::List(elements) = value else {
        return None;
    };
    let byte = |it: &Value| match it {
        Value::Integer(text) => text.parse().ok(),
        _ => None,
    };
    elements.iter().map(byte).collect()
}

/// Bytes as a value of `list<u8>`.
pub fn value_of(bytes: &[u8]) -> Value {
    let byte = |byte: &u8| Value::Integer(byte.to_string());
    Value::List(bytes.iter().map(byte).collect())
}

/// Every `list<u8>` of a value with something in it, and the whole value where it is a text.
pub fn bytes_in(ty: &Type, value: &Value) -> Vec<BytesAt> {
    let mut found = Vec::new();
    collect(ty, value, "", &mut found);
    if let (true, Some(text)) = (found.is_empty(), only_text(value)) {
        let (place, bytes) = (String::new(), text.as_bytes().to_vec());
        found.push(BytesAt { place, bytes });
    }
    found
}

fn only_text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Ok(Some(inner)) | Value::Err(Some(inner)) | Value::Option(Some(inner)) => {
            only_text(inner)
        }
        _ => None,
    }
}

fn collect(ty: &Type, value: &Value, place: &str, found: &mut Vec<BytesAt>) {
    if found.len() >= MOST_PLACES {
        return;
    }
    let below = |name: &str| match place {
        "" => name.to_owned(),
        _ => format!("{place}.{name}"),
    };
    match (ty, value) {
        (ty, value) if are_bytes(ty) => {
            let bytes = bytes_of(value).unwrap_or_default();
            let place = place.to_owned();
            found.extend((!bytes.is_empty()).then_some(BytesAt { place, bytes }));
        }
        (Type::List { element, .. }, Value::List(elements)) => {
            for (index, value) in elements.iter().enumerate() {
                collect(element, value, &format!("{place}[{index}]"), found);
            }
        }
        (Type::Map { value: ty, .. }, Value::Map(pairs)) => {
            for (index, (_, value)) in pairs.iter().enumerate() {
                collect(ty, value, &format!("{place}[{index}]"), found);
            }
        }
        (Type::Record { fields, .. }, Value::Record(values)) => {
            for (field, (name, value)) in fields.iter().zip(values) {
                collect(&field.ty, value, &below(name), found);
            }
        }
        (Type::Tuple { elements }, Value::Tuple(values)) => {
            for (index, (ty, value)) in elements.iter().zip(values).enumerate() {
                collect(ty, value, &below(&index.to_string()), found);
            }
        }
        (Type::Variant { cases, .. }, Value::Variant(name, Some(value))) => {
            let case = cases.iter().find(|case| case.name == *name);
            if let Some(ty) = case.and_then(|case| case.ty.as_ref()) {
                collect(ty, value, &below(name), found);
            }
        }
        (Type::Option { some }, Value::Option(Some(value))) => collect(some, value, place, found),
        // A stream or future that is read to its end is told as what came out of it.
        (Type::Stream { element: Some(ty) }, Value::List(_)) => {
            let (element, length) = (ty.clone(), None);
            collect(&Type::List { element, length }, value, place, found);
        }
        (Type::Future { value: Some(ty) }, value) => collect(ty, value, place, found),
        (Type::Result { ok: Some(ty), .. }, Value::Ok(Some(value))) => {
            collect(ty, value, &below("ok"), found);
        }
        (Type::Result { err: Some(ty), .. }, Value::Err(Some(value))) => {
            collect(ty, value, &below("err"), found);
        }
        _ => {}
    }
}

/// Bytes that are typed as hexadecimal digits in pairs, with anything between the pairs that is
/// blank, a comma or a `0x`; or what is wrong.
pub fn read_hex(text: &str) -> Result<Vec<u8>, String> {
    let text = text.replace("0x", " ").replace("0X", " ");
    let mut bytes = Vec::with_capacity(text.len() / 3);
    for word in text.split([' ', '\t', '\n', '\r', ',']) {
        if let Some(wrong) = word.chars().find(|it| !it.is_ascii_hexdigit()) {
            return Err(format!("`{wrong}` is no hexadecimal digit"));
        }
        if word.len() % 2 == 1 {
            return Err(format!("`{word}` has half a byte: digits come in pairs"));
        }
        let pairs = word.as_bytes().chunks(2).map(String::from_utf8_lossy);
        bytes.extend(pairs.filter_map(|pair| u8::from_str_radix(&pair, 16).ok()));
    }
    Ok(bytes)
}

/// Bytes as hexadecimal digits to be typed on, sixteen a line.
pub fn write_hex(bytes: &[u8]) -> String {
    let line = |line: &[u8]| {
        let pairs: Vec<_> = line.iter().map(|byte| format!("{byte:02x}")).collect();
        pairs.join(" ")
    };
    bytes.chunks(16).map(line).collect::<Vec<_>>().join("\n")
}

/// The media type of an image that every browser shows, by how the bytes begin.
pub fn image_type(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..4)?;
    match start {
        b"\x89PNG" => Some("image/png"),
        b"GIF8" => Some("image/gif"),
        b"RIFF" if bytes.get(8..12) == Some(b"WEBP") => Some("image/webp"),
        [0xff, 0xd8, 0xff, _] => Some("image/jpeg"),
        [b'B', b'M', ..] if bytes.get(6..10) == Some(&[0; 4]) => Some("image/bmp"),
        _ => {
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]);
            let head = head.trim_start();
            let is_svg =
                head.starts_with("<svg") || (head.starts_with("<?xml") && head.contains("<svg"));
            is_svg.then_some("image/svg+xml")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes() -> Type {
        let element = Box::new(Type::U8);
        let length = None;
        Type::List { element, length }
    }

    #[test]
    fn bytes_are_found_wherever_they_are() {
        let ty = Type::Result {
            ok: Some(Box::new(Type::Tuple {
                elements: vec![
                    bytes(),
                    Type::Option {
                        some: Box::new(bytes()),
                    },
                ],
            })),
            err: None,
        };
        let some = Value::Option(Some(Box::new(value_of(b"b"))));
        let value = Value::Ok(Some(Box::new(Value::Tuple(vec![value_of(b"a"), some]))));
        let found = bytes_in(&ty, &value);
        let found: Vec<_> = found.iter().map(|it| (&*it.place, &*it.bytes)).collect();
        assert_eq!(found, [("ok.0", &b"a"[..]), ("ok.1", &b"b"[..])]);
    }

    #[test]
    fn a_text_is_its_own_bytes_and_other_values_have_none() {
        let text = Value::Ok(Some(Box::new(Value::String("é".into()))));
        let found = bytes_in(&Type::Bool, &text);
        assert_eq!(found[0].bytes, "é".as_bytes());
        assert_eq!(bytes_in(&Type::Bool, &Value::Bool(true)), []);
    }

    #[test]
    fn hexadecimal_is_read_as_people_write_it() {
        for text in ["00ff10", "00 FF\n10", "0x00, 0xff, 0x10", " 00ff 10 "] {
            assert_eq!(read_hex(text), Ok(vec![0, 255, 16]), "{text}");
        }
        assert_eq!(read_hex(""), Ok(Vec::new()));
        assert_eq!(read_hex("0g").unwrap_err(), "`g` is no hexadecimal digit");
        assert_eq!(
            read_hex("0").unwrap_err(),
            "`0` has half a byte: digits come in pairs"
        );
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(read_hex(&write_hex(&all)), Ok(all));
    }

    #[test]
    fn an_image_is_known_by_its_first_bytes() {
        assert_eq!(image_type(b"\x89PNG\r\n\x1a\n"), Some("image/png"));
        assert_eq!(image_type(b"  <svg xmlns=\"\">"), Some("image/svg+xml"));
        assert_eq!(image_type(b"BM, said the text"), None);
        assert_eq!(image_type(b"\x00"), None);
    }
}
