//! Numbers as they are typed: checked, never coerced.

use model::Type;

/// The integer in plain decimal, or what is wrong with the text.
pub(super) fn integer(ty: &Type, text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("a number is needed".into());
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return Err(format!("`{text}` is not a whole number"));
    }
    let (least, most) = range(ty);
    let number = text.parse::<i128>().ok();
    match number.filter(|number| (least..=most).contains(number)) {
        Some(number) => Ok(number.to_string()),
        None => Err(format!("must be from {least} to {most}")),
    }
}

/// The number as WAVE writes it, or what is wrong with the text.
pub(super) fn float(ty: &Type, text: &str) -> Result<String, String> {
    let text = text.trim();
    match text {
        "" => return Err("a number is needed".into()),
        "nan" | "inf" | "-inf" => return Ok(text.to_owned()),
        _ => {}
    }
    let is_number = |it: u8| it.is_ascii_digit() || matches!(it, b'.' | b'-' | b'+' | b'e' | b'E');
    let number = text.parse::<f64>().ok();
    let Some(number) = number.filter(|_| text.bytes().all(is_number)) else {
        return Err(format!("`{text}` is not a number"));
    };
    let fits = match ty {
        Type::F32 => (number as f32).is_finite(),
        _ => number.is_finite(),
    };
    if fits {
        Ok(text.trim_start_matches('+').to_owned())
    } else {
        Err("too large; write `inf` if that is meant".into())
    }
}

/// Least and greatest value of an integer type.
fn range(ty: &Type) -> (i128, i128) {
    match ty {
        Type::U8 => (0, u8::MAX.into()),
        Type::U16 => (0, u16::MAX.into()),
        Type::U32 => (0, u32::MAX.into()),
        Type::U64 => (0, u64::MAX.into()),
        Type::S8 => (i8::MIN.into(), i8::MAX.into()),
        Type::S16 => (i16::MIN.into(), i16::MAX.into()),
        Type::S32 => (i32::MIN.into(), i32::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    }
}
