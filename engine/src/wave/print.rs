//! Values to WAVE text, written by wasm-wave.

use std::borrow::Cow;

use model::{EngineError, Param, Type, Value};
use wasm_wave::wasm::{WasmTypeKind, WasmValue};

use super::{type_label, why_not_wave};
use crate::diagnostics::failure;

/// Writes values, parted by commas, as WAVE does canonically, and handles by their numbers.
///
/// # Errors
///
/// `not-wave` for types that WAVE has no text for, `wrong-value` for values that are not of their
/// type.
pub fn print_wave(params: &[Param], values: &[Value]) -> Result<String, EngineError> {
    if params.len() != values.len() {
        let message = format!("{} values for {} types", values.len(), params.len());
        return Err(failure("wrong-value", message));
    }
    let mut text = String::new();
    for (param, value) in params.iter().zip(values) {
        check(&param.ty, value)?;
        if !text.is_empty() {
            text.push_str(", ");
        }
        wasm_wave::writer::Writer::new(&mut text)
            .write_value(&Typed::new(&param.ty, value))
            .map_err(|error| failure("not-wave", error.to_string()))?;
    }
    Ok(text)
}

/// A float as WAVE writes it.
pub(super) fn float(value: f64, is_single: bool) -> String {
    match value {
        value if value.is_nan() => "nan".to_owned(),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is an f32 to begin with"
        )]
        value if is_single => (value as f32).to_string(),
        value => value.to_string(),
    }
}

/// That a value is of its type, all the way down.
fn check(ty: &Type, value: &Value) -> Result<(), EngineError> {
    if let Some(reason) = why_not_wave(ty) {
        return Err(failure("not-wave", reason));
    }
    let check_payload = |ty: &Option<Box<Type>>, payload: &Option<Box<Value>>| match (ty, payload) {
        (Some(ty), Some(payload)) => check(ty, payload),
        (None, None) => Ok(()),
        _ => Err(wrong(ty.as_deref().unwrap_or(&Type::Bool))),
    };
    match (ty, value) {
        (Type::Bool, Value::Bool(_)) | (Type::String, Value::String(_)) => Ok(()),
        (Type::S8, Value::Integer(it)) => is_parsed::<i8>(ty, it),
        (Type::U8, Value::Integer(it)) => is_parsed::<u8>(ty, it),
        (Type::S16, Value::Integer(it)) => is_parsed::<i16>(ty, it),
        (Type::U16, Value::Integer(it)) => is_parsed::<u16>(ty, it),
        (Type::S32, Value::Integer(it)) => is_parsed::<i32>(ty, it),
        (Type::U32, Value::Integer(it)) => is_parsed::<u32>(ty, it),
        (Type::S64, Value::Integer(it)) => is_parsed::<i64>(ty, it),
        (Type::U64, Value::Integer(it)) => is_parsed::<u64>(ty, it),
        (Type::F32 | Type::F64, Value::Float(it)) => is_parsed::<f64>(ty, it),
        (Type::Char, Value::Char(it)) => is_parsed::<char>(ty, it),
        (
            Type::Own { .. } | Type::Borrow { .. } | Type::Stream { .. } | Type::Future { .. },
            Value::Handle(_),
        ) => Ok(()),
        (Type::Future { value: Some(ty) }, value) => check(ty, value),
        (
            Type::List { element, .. }
            | Type::Stream {
                element: Some(element),
            },
            Value::List(values),
        ) => values.iter().try_for_each(|value| check(element, value)),
        (Type::Tuple { elements }, Value::Tuple(values)) if elements.len() == values.len() => {
            let mut pairs = elements.iter().zip(values);
            pairs.try_for_each(|(ty, value)| check(ty, value))
        }
        (Type::Record { fields, .. }, Value::Record(values)) if fields.len() == values.len() => {
            let mut pairs = fields.iter().zip(values);
            pairs.try_for_each(|(field, (name, value))| match field.name == *name {
                true => check(&field.ty, value),
                false => Err(wrong(ty)),
            })
        }
        (Type::Variant { cases, .. }, Value::Variant(name, payload)) => {
            let case = cases.iter().find(|case| case.name == *name);
            match (case.map(|case| &case.ty), payload) {
                (Some(Some(ty)), Some(payload)) => check(ty, payload),
                (Some(None), None) => Ok(()),
                _ => Err(wrong(ty)),
            }
        }
        (Type::Enum { cases, .. }, Value::Enum(name)) if cases.contains(name) => Ok(()),
        (Type::Flags { flags, .. }, Value::Flags(names))
            if names.iter().all(|name| flags.contains(name)) =>
        {
            Ok(())
        }
        (Type::Option { some }, Value::Option(Some(payload))) => check(some, payload),
        (Type::Option { .. }, Value::Option(None)) => Ok(()),
        (Type::Result { ok, .. }, Value::Ok(payload)) => check_payload(ok, payload),
        (Type::Result { err, .. }, Value::Err(payload)) => check_payload(err, payload),
        _ => Err(wrong(ty)),
    }
}

fn is_parsed<T: std::str::FromStr>(ty: &Type, text: &str) -> Result<(), EngineError> {
    text.parse::<T>().map(|_| ()).map_err(|_| wrong(ty))
}

fn wrong(ty: &Type) -> EngineError {
    failure(
        "wrong-value",
        format!("the value is not of type {}", type_label(ty)),
    )
}

/// A value that was checked against its type, as wasm-wave's writer sees it.
#[derive(Clone)]
struct Typed<'a>(&'a Type, &'a Value);

impl<'a> Typed<'a> {
    /// A future is written as its value.
    fn new(ty: &'a Type, value: &'a Value) -> Self {
        match (ty, value) {
            (Type::Future { value: Some(ty) }, value) if !matches!(value, Value::Handle(_)) => {
                Self::new(ty, value)
            }
            _ => Self(ty, value),
        }
    }

    fn payload(ty: Option<&'a Type>, value: &'a Option<Box<Value>>) -> Option<Cow<'a, Self>> {
        let (ty, value) = (ty?, value.as_deref()?);
        Some(Cow::Owned(Typed::new(ty, value)))
    }

    fn number<T: std::str::FromStr + Default>(&self) -> T {
        match self.1 {
            Value::Integer(text) | Value::Float(text) | Value::Char(text) => {
                text.parse().unwrap_or_default()
            }
            _ => T::default(),
        }
    }

    fn name(&self) -> Cow<'a, str> {
        match self.1 {
            Value::Variant(name, _) | Value::Enum(name) => name.as_str().into(),
            Value::Handle(number) => format!("#{number}").into(),
            _ => "".into(),
        }
    }
}

impl WasmValue for Typed<'_> {
    type Type = wasm_wave::value::Type;

    fn kind(&self) -> WasmTypeKind {
        if matches!(self.1, Value::Handle(_)) {
            // Of all kinds, the name of a case is what is written as it is.
            return WasmTypeKind::Enum;
        }
        match self.0 {
            Type::Bool => WasmTypeKind::Bool,
            Type::S8 => WasmTypeKind::S8,
            Type::U8 => WasmTypeKind::U8,
            Type::S16 => WasmTypeKind::S16,
            Type::U16 => WasmTypeKind::U16,
            Type::S32 => WasmTypeKind::S32,
            Type::U32 => WasmTypeKind::U32,
            Type::S64 => WasmTypeKind::S64,
            Type::U64 => WasmTypeKind::U64,
            Type::F32 => WasmTypeKind::F32,
            Type::F64 => WasmTypeKind::F64,
            Type::Char => WasmTypeKind::Char,
            Type::String => WasmTypeKind::String,
            Type::List { .. } | Type::Stream { .. } => WasmTypeKind::List,
            Type::Record { .. } => WasmTypeKind::Record,
            Type::Tuple { .. } => WasmTypeKind::Tuple,
            Type::Variant { .. } => WasmTypeKind::Variant,
            Type::Enum { .. } => WasmTypeKind::Enum,
            Type::Flags { .. } => WasmTypeKind::Flags,
            Type::Option { .. } => WasmTypeKind::Option,
            Type::Result { .. } => WasmTypeKind::Result,
            Type::Map { .. }
            | Type::Own { .. }
            | Type::Borrow { .. }
            | Type::Future { .. }
            | Type::Unsupported { .. } => WasmTypeKind::Unsupported,
        }
    }

    fn unwrap_bool(&self) -> bool {
        matches!(self.1, Value::Bool(true))
    }

    fn unwrap_s8(&self) -> i8 {
        self.number()
    }

    fn unwrap_u8(&self) -> u8 {
        self.number()
    }

    fn unwrap_s16(&self) -> i16 {
        self.number()
    }

    fn unwrap_u16(&self) -> u16 {
        self.number()
    }

    fn unwrap_s32(&self) -> i32 {
        self.number()
    }

    fn unwrap_u32(&self) -> u32 {
        self.number()
    }

    fn unwrap_s64(&self) -> i64 {
        self.number()
    }

    fn unwrap_u64(&self) -> u64 {
        self.number()
    }

    fn unwrap_f32(&self) -> f32 {
        self.number()
    }

    fn unwrap_f64(&self) -> f64 {
        self.number()
    }

    fn unwrap_char(&self) -> char {
        self.number()
    }

    fn unwrap_string(&self) -> Cow<'_, str> {
        match self.1 {
            Value::String(text) => text.into(),
            _ => "".into(),
        }
    }

    fn unwrap_list(&self) -> Box<dyn Iterator<Item = Cow<'_, Self>> + '_> {
        match (self.0, self.1) {
            (
                Type::List { element, .. }
                | Type::Stream {
                    element: Some(element),
                },
                Value::List(values),
            ) => Box::new(
                values
                    .iter()
                    .map(|value| Cow::Owned(Typed::new(element, value))),
            ),
            _ => Box::new(std::iter::empty()),
        }
    }

    fn unwrap_record(&self) -> Box<dyn Iterator<Item = (Cow<'_, str>, Cow<'_, Self>)> + '_> {
        match (self.0, self.1) {
            (Type::Record { fields, .. }, Value::Record(values)) => {
                let pairs = fields.iter().zip(values);
                Box::new(pairs.map(|(field, (name, value))| {
                    (name.into(), Cow::Owned(Typed::new(&field.ty, value)))
                }))
            }
            _ => Box::new(std::iter::empty()),
        }
    }

    fn unwrap_tuple(&self) -> Box<dyn Iterator<Item = Cow<'_, Self>> + '_> {
        match (self.0, self.1) {
            (Type::Tuple { elements }, Value::Tuple(values)) => {
                let pairs = elements.iter().zip(values);
                Box::new(pairs.map(|(ty, value)| Cow::Owned(Typed::new(ty, value))))
            }
            _ => Box::new(std::iter::empty()),
        }
    }

    fn unwrap_variant(&self) -> (Cow<'_, str>, Option<Cow<'_, Self>>) {
        let payload = match (self.0, self.1) {
            (Type::Variant { cases, .. }, Value::Variant(name, payload)) => {
                let case = cases.iter().find(|case| case.name == *name);
                Typed::payload(case.and_then(|case| case.ty.as_ref()), payload)
            }
            _ => None,
        };
        (self.name(), payload)
    }

    fn unwrap_enum(&self) -> Cow<'_, str> {
        self.name()
    }

    fn unwrap_option(&self) -> Option<Cow<'_, Self>> {
        match (self.0, self.1) {
            (Type::Option { some }, Value::Option(payload)) => Typed::payload(Some(some), payload),
            _ => None,
        }
    }

    fn unwrap_result(&self) -> Result<Option<Cow<'_, Self>>, Option<Cow<'_, Self>>> {
        match (self.0, self.1) {
            (Type::Result { err, .. }, Value::Err(payload)) => {
                Err(Typed::payload(err.as_deref(), payload))
            }
            (Type::Result { ok, .. }, Value::Ok(payload)) => {
                Ok(Typed::payload(ok.as_deref(), payload))
            }
            _ => Ok(None),
        }
    }

    fn unwrap_flags(&self) -> Box<dyn Iterator<Item = Cow<'_, str>> + '_> {
        match self.1 {
            Value::Flags(names) => Box::new(names.iter().map(Cow::from)),
            _ => Box::new(std::iter::empty()),
        }
    }
}
