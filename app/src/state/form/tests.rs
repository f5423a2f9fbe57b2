use model::{Case, Field, Type};

use super::*;

fn param(name: &str, ty: Type) -> Param {
    let name = name.into();
    Param { name, ty }
}

fn field(name: &str, ty: Type) -> Field {
    let (name, docs) = (name.into(), None);
    Field { name, docs, ty }
}

fn case(name: &str, ty: Option<Type>) -> Case {
    let (name, docs) = (name.into(), None);
    Case { name, docs, ty }
}

fn person() -> Type {
    Type::Record {
        name: Some("person".into()),
        fields: vec![field("name", Type::String), field("age", Type::U8)],
    }
}

fn shape() -> Type {
    Type::Variant {
        name: None,
        cases: vec![
            case("point", None),
            case("circle", Some(Type::F64)),
            case("label", Some(Type::String)),
        ],
    }
}

fn form(ty: Type) -> Form {
    Form::new(vec![param("it", ty)])
}

fn typed(ty: Type, text: &str) -> Result<Vec<Value>, Vec<FieldError>> {
    let mut form = form(ty);
    form.drafts[0] = Draft::Text(text.into());
    form.values()
}

/// Every kind of type a form can express, each with a value that is not the empty one.
fn everything() -> Vec<(Type, Value)> {
    let boxed = |ty| Some(Box::new(ty));
    let text = |text: &str| Value::String(text.into());
    let number = |text: &str| Value::Integer(text.into());
    vec![
        (Type::Bool, Value::Bool(true)),
        (Type::S8, number("-128")),
        (Type::U64, number("18446744073709551615")),
        (Type::F32, Value::Float("-1.5e3".into())),
        (Type::F64, Value::Float("nan".into())),
        (Type::Char, Value::Char("🦀".into())),
        (Type::String, text("a\nb")),
        (
            Type::List {
                element: Box::new(Type::U8),
                length: None,
            },
            Value::List(vec![number("0"), number("255")]),
        ),
        (
            Type::List {
                element: Box::new(person()),
                length: None,
            },
            Value::List(vec![Value::Record(vec![
                ("name".into(), text("Ada")),
                ("age".into(), number("36")),
            ])]),
        ),
        (
            Type::List {
                element: Box::new(Type::Bool),
                length: Some(2),
            },
            Value::List(vec![Value::Bool(true), Value::Bool(false)]),
        ),
        (
            Type::Map {
                key: Box::new(Type::String),
                value: Box::new(Type::U8),
            },
            Value::Map(vec![(text("k"), number("1"))]),
        ),
        (
            Type::Tuple {
                elements: vec![Type::Bool, Type::String],
            },
            Value::Tuple(vec![Value::Bool(true), text("t")]),
        ),
        (shape(), Value::Variant("label".into(), boxed(text("x")))),
        (
            Type::Enum {
                name: None,
                cases: vec!["a".into(), "b".into()],
            },
            Value::Enum("b".into()),
        ),
        (
            Type::Flags {
                name: None,
                flags: vec!["r".into(), "w".into(), "x".into()],
            },
            Value::Flags(vec!["r".into(), "x".into()]),
        ),
        (
            Type::Option {
                some: Box::new(Type::Option {
                    some: Box::new(Type::U8),
                }),
            },
            Value::Option(boxed(Value::Option(None))),
        ),
        (
            Type::Result {
                ok: None,
                err: Some(Box::new(Type::String)),
            },
            Value::Err(boxed(text("no"))),
        ),
    ]
}

#[test]
fn values_go_in_and_come_out_unchanged() {
    for (ty, value) in everything() {
        let mut form = form(ty.clone());
        assert_ne!(form.values(), Ok(vec![value.clone()]), "{ty:?}");
        form.take(std::slice::from_ref(&value));
        assert_eq!(form.values(), Ok(vec![value]), "{ty:?}");
    }
}

#[test]
fn an_empty_form_has_zeros_and_first_cases() {
    let form = Form::new(vec![param("a", person()), param("b", shape())]);
    let person = Value::Record(vec![
        ("name".into(), Value::String(String::new())),
        ("age".into(), Value::Integer("0".into())),
    ]);
    let point = Value::Variant("point".into(), None);
    assert_eq!(form.values(), Ok(vec![person, point]));
}

#[test]
fn integers_are_checked_against_their_range() {
    let value = |text: &str| Ok(vec![Value::Integer(text.into())]);
    assert_eq!(typed(Type::U8, " 255 "), value("255"));
    assert_eq!(typed(Type::S8, "-0128"), value("-128"));
    let fault = |ty, text: &str| typed(ty, text).unwrap_err()[0].message.clone();
    assert_eq!(fault(Type::U8, "256"), "must be from 0 to 255");
    assert_eq!(
        fault(Type::U64, "-1"),
        "must be from 0 to 18446744073709551615"
    );
    assert_eq!(
        fault(Type::S64, &"9".repeat(60)),
        "must be from -9223372036854775808 to 9223372036854775807"
    );
    assert_eq!(fault(Type::U32, "1.0"), "`1.0` is not a whole number");
    assert_eq!(fault(Type::U32, "0x10"), "`0x10` is not a whole number");
    assert_eq!(fault(Type::U32, "-"), "`-` is not a whole number");
    assert_eq!(fault(Type::U32, "  "), "a number is needed");
}

#[test]
fn floats_are_checked_and_kept_as_typed() {
    let value = |text: &str| Ok(vec![Value::Float(text.into())]);
    assert_eq!(typed(Type::F64, "0.1"), value("0.1"));
    assert_eq!(typed(Type::F64, "+2"), value("2"));
    assert_eq!(typed(Type::F32, "-inf"), value("-inf"));
    let fault = |ty, text: &str| typed(ty, text).unwrap_err()[0].message.clone();
    assert_eq!(
        fault(Type::F32, "1e39"),
        "too large; write `inf` if that is meant"
    );
    assert_eq!(fault(Type::F64, "infinity"), "`infinity` is not a number");
    assert_eq!(fault(Type::F64, "1,5"), "`1,5` is not a number");
}

#[test]
fn bytes_are_read_as_they_are_typed() {
    let bytes = |length| Type::List {
        element: Box::new(Type::U8),
        length,
    };
    let typed = |length, typed: &str| {
        let mut form = form(bytes(length));
        let typed = typed.to_owned();
        form.drafts[0] = Draft::Bytes(BytesDraft {
            typed,
            ..BytesDraft::default()
        });
        form.values()
    };
    let expected = Value::List(vec![
        Value::Integer("0".into()),
        Value::Integer("16".into()),
    ]);
    assert_eq!(typed(None, "00 10"), Ok(vec![expected.clone()]));
    assert_eq!(typed(Some(2), "0010"), Ok(vec![expected]));
    let fault = |length, text| typed(length, text).unwrap_err()[0].message.clone();
    assert_eq!(
        fault(Some(3), "0010"),
        "must have exactly 3 bytes, these are 2"
    );
    assert_eq!(
        fault(None, "1"),
        "`1` has half a byte: digits come in pairs"
    );
}

#[test]
fn a_character_is_one_scalar_value() {
    assert_eq!(typed(Type::Char, " "), Ok(vec![Value::Char(" ".into())]));
    let fault = |text: &str| typed(Type::Char, text).unwrap_err()[0].message.clone();
    assert_eq!(fault(""), "one character is needed");
    assert_eq!(
        fault("e\u{301}"),
        "one Unicode scalar value is needed, these are 2"
    );
}

#[test]
fn switching_cases_keeps_what_was_typed() {
    let mut form = form(shape());
    let label = Value::Variant("label".into(), Some(Box::new(Value::String("kept".into()))));
    form.take(std::slice::from_ref(&label));
    form.take(&[Value::Variant("point".into(), None)]);
    let Draft::Cases { chosen, .. } = &mut form.drafts[0] else {
        panic!("a variant has cases");
    };
    *chosen = 2;
    assert_eq!(form.values(), Ok(vec![label]));
}

#[test]
fn an_option_that_is_none_keeps_its_payload_and_does_not_check_it() {
    let mut form = form(Type::Option {
        some: Box::new(Type::U8),
    });
    *form.at_mut(&[0, 0]).unwrap() = Draft::Text("many".into());
    assert_eq!(form.values(), Ok(vec![Value::Option(None)]));
    let Draft::Option { some, .. } = &mut form.drafts[0] else {
        panic!("an option");
    };
    *some = true;
    assert_eq!(form.values().unwrap_err()[0].path, [0, 0]);
}

#[test]
fn every_fault_is_told_with_its_path() {
    let people = Type::List {
        element: Box::new(person()),
        length: None,
    };
    let mut form = Form::new(vec![param("n", Type::U8), param("people", people.clone())]);
    *form.at_mut(&[0]).unwrap() = Draft::Text("x".into());
    let list = form.at_mut(&[1]).unwrap();
    list.add_element(&people);
    list.add_element(&people);
    *form.at_mut(&[1, 1, 1]).unwrap() = Draft::Text("300".into());
    let errors = form.values().unwrap_err();
    let paths: Vec<_> = errors.iter().map(|it| it.path.as_slice()).collect();
    assert_eq!(paths, [&[0_usize][..], &[1, 1, 1][..]]);
    form.at_mut(&[1]).unwrap().remove_element(1);
    assert_eq!(form.values().unwrap_err().len(), 1);
}

#[test]
fn what_cannot_be_typed_in_says_why() {
    let form = form(Type::Own {
        resource: "bucket".into(),
    });
    let errors = form.values().unwrap_err();
    assert_eq!(errors[0].message, "a live `bucket` is needed");
}
