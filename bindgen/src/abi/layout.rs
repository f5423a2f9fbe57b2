//! How types lie in memory.

use model::{Layout, LayoutCase, LayoutPart};
use wit_parser::{Resolve, SizeAlign, Type, TypeId};

use super::text;
use crate::shape::{Shape, int_bytes, shape};

/// More types than this are not shown.
const MOST: usize = 64;

/// The layouts of types, each once.
pub(super) struct Layouts<'a> {
    resolve: &'a Resolve,
    sizes: &'a SizeAlign,
    layouts: Vec<Layout>,
    resources: Vec<TypeId>,
}

impl<'a> Layouts<'a> {
    pub(super) fn new(resolve: &'a Resolve, sizes: &'a SizeAlign) -> Self {
        Self {
            resolve,
            sizes,
            layouts: Vec::new(),
            resources: Vec::new(),
        }
    }

    /// The resources whose handles were met.
    pub(super) fn resources(&self) -> &[TypeId] {
        &self.resources
    }

    pub(super) fn finish(self) -> Vec<Layout> {
        self.layouts
    }

    /// Parameters that are passed in memory, as a type of their own.
    pub(super) fn add_params<'t>(&mut self, params: impl Iterator<Item = (&'t str, &'t Type)>) {
        let params: Vec<(String, &Type)> = params.map(|(name, ty)| (name.to_owned(), ty)).collect();
        let info = self.sizes.params(params.iter().map(|(_, ty)| *ty));
        self.layouts.push(Layout {
            ty: "the parameters".to_owned(),
            kind: "in memory".to_owned(),
            size: bytes(info.size.size_wasm32()),
            align: bytes(info.align.align_wasm32()),
            parts: self.fields(&params, bytes(info.size.size_wasm32())),
            ..Layout::default()
        });
    }

    /// A type, and then those that it is made of.
    pub(super) fn add(&mut self, ty: &Type) {
        let name = text::ty(self.resolve, ty);
        let is_known = self.layouts.iter().any(|it| it.ty == name);
        if is_known || self.layouts.len() == MOST {
            return;
        }
        let sizes = self.sizes;
        let layout = Layout {
            ty: name,
            size: bytes(sizes.size(ty).size_wasm32()),
            align: bytes(sizes.align(ty).align_wasm32()),
            ..Layout::default()
        };
        match shape(self.resolve, ty) {
            Shape::Integer { .. } | Shape::F32 | Shape::F64 => {}
            Shape::String => {
                let note = "UTF-8, or as the module says; the bytes are elsewhere in memory";
                self.push(layout, "string", pointed(), note);
            }
            Shape::List(element) => {
                let (size, align) = (sizes.size(element), sizes.align(element));
                let note = format!(
                    "elements of {}, aligned to {}, one after the other elsewhere in memory",
                    counted(size.size_wasm32()),
                    align.align_wasm32()
                );
                self.push(layout, "list", pointed(), &note);
                self.add(element);
            }
            Shape::Array(element, length) => {
                let size = bytes(sizes.size(element).size_wasm32());
                let part = |name: String, at| {
                    part(&name, &text::ty(self.resolve, element), at * size, size)
                };
                let parts = (0..length.min(MOST as u32)).map(|at| part(at.to_string(), at));
                let parts = parts.collect();
                self.push(layout, "list of fixed length", parts, "");
                self.add(element);
            }
            Shape::Fields(fields) => {
                let is_tuple = layout.ty.starts_with("tuple<");
                let parts = self.fields(&fields, layout.size);
                let kind = if is_tuple { "tuple" } else { "record" };
                self.push(layout, kind, parts, "");
                fields.iter().for_each(|(_, ty)| self.add(ty));
            }
            Shape::Cases(tag, cases) => {
                let types = cases.iter().map(|(_, ty)| *ty);
                let offset = bytes(sizes.payload_offset(tag, types).size_wasm32());
                self.variant(layout, int_bytes(tag), offset, &cases);
                cases
                    .iter()
                    .filter_map(|(_, ty)| *ty)
                    .for_each(|ty| self.add(ty));
            }
            Shape::Flags(names, size) => {
                let parts = vec![part("bits", "", 0, size)];
                let cases = names
                    .iter()
                    .zip(0..)
                    .map(|(name, number)| case(number, name, None));
                let layout = Layout {
                    cases: cases.collect(),
                    ..layout
                };
                self.push(
                    layout,
                    "flags",
                    parts,
                    "a bit for each, the first one lowest",
                );
            }
            Shape::Own(resource) | Shape::Borrow(resource) => {
                if !self.resources.contains(&resource) {
                    self.resources.push(resource);
                }
                let note = "an index into the component's table of handles; a resource of its own that \
                            is borrowed comes as what stands for it";
                self.push(layout, "handle", vec![part("index", "u32", 0, 4)], note);
            }
            Shape::Other(word) => {
                let note = "an index into the component's table of what is under way";
                self.push(layout, word, vec![part("index", "u32", 0, 4)], note);
            }
        }
    }

    fn push(&mut self, layout: Layout, kind: &str, parts: Vec<LayoutPart>, note: &str) {
        self.layouts.push(Layout {
            kind: kind.to_owned(),
            parts,
            note: (!note.is_empty()).then(|| note.to_owned()),
            ..layout
        });
    }

    fn fields(&self, fields: &[(String, &Type)], size: u32) -> Vec<LayoutPart> {
        let offsets = self.sizes.field_offsets(fields.iter().map(|(_, ty)| *ty));
        let fields = offsets.iter().zip(fields).map(|((offset, ty), (name, _))| {
            let (offset, size) = (offset.size_wasm32(), self.sizes.size(ty).size_wasm32());
            part(
                name,
                &text::ty(self.resolve, ty),
                bytes(offset),
                bytes(size),
            )
        });
        with_gaps(fields.collect(), size)
    }

    fn variant(&mut self, layout: Layout, tag: u32, offset: u32, cases: &[(&str, Option<&Type>)]) {
        let size_of = |ty: &Type| bytes(self.sizes.size(ty).size_wasm32());
        let payloads = cases.iter().filter_map(|(_, ty)| ty.map(size_of));
        let longest = payloads.max().unwrap_or_default();
        let mut parts = vec![part("case", &format!("u{}", tag * 8), 0, tag)];
        if longest > 0 {
            parts.push(part("payload", "", offset, longest));
        }
        let kind = match cases {
            [("none", None), ("some", Some(_))] if layout.ty.starts_with("option<") => "option",
            [("ok", _), ("err", _)] if layout.ty.starts_with("result") => "result",
            _ if longest == 0 && cases.iter().all(|(_, ty)| ty.is_none()) => "enum",
            _ => "variant",
        };
        let told = cases.iter().zip(0..).map(|((name, ty), number)| {
            let payload = ty.map(|ty| (text::ty(self.resolve, ty), size_of(ty)));
            case(number, name, payload)
        });
        let layout = Layout {
            cases: told.collect(),
            ..layout
        };
        let parts = with_gaps(parts, layout.size);
        self.push(layout, kind, parts, "");
    }
}

/// The gaps that alignment leaves are parts without a name.
fn with_gaps(parts: Vec<LayoutPart>, size: u32) -> Vec<LayoutPart> {
    let mut whole = Vec::new();
    let mut end = 0;
    for it in parts {
        if it.offset > end {
            whole.push(part("", "", end, it.offset - end));
        }
        end = it.offset + it.size;
        whole.push(it);
    }
    if size > end {
        whole.push(part("", "", end, size - end));
    }
    whole
}

/// What stands for something that is elsewhere in memory.
fn pointed() -> Vec<LayoutPart> {
    vec![part("pointer", "", 0, 4), part("length", "", 4, 4)]
}

fn part(name: &str, ty: &str, offset: u32, size: u32) -> LayoutPart {
    LayoutPart {
        name: name.to_owned(),
        ty: ty.to_owned(),
        offset,
        size,
    }
}

fn case(number: u32, name: &str, payload: Option<(String, u32)>) -> LayoutCase {
    LayoutCase {
        number,
        name: name.to_owned(),
        payload,
    }
}

fn counted(bytes: usize) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        count => format!("{count} bytes"),
    }
}

fn bytes(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
