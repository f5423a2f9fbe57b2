//! A workspace as the browser keeps it, which is read in two steps: what it takes to type comes
//! first, for the code that reads all the rest comes in a later part of the program.

use std::collections::BTreeMap;

use js_sys::{Array, JSON, Object};
use model::{STORE_VERSION, View, Workspace};
use wasm_bindgen::{JsCast, JsValue};

use crate::client::messages::{field, from_js, object};

/// A kept workspace of which the texts may have been read.
#[derive(Debug, Clone)]
pub struct Unread(JsValue);

impl Unread {
    /// What a text that was kept holds, if this build can read it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let stored = JSON::parse(text).ok()?;
        let version = field(&stored, "version").as_f64();
        (version == Some(STORE_VERSION.into())).then(|| Self(field(&stored, "workspace")))
    }

    /// The workspace with its name, its texts and what is open, and without all else.
    pub fn texts(&self) -> Option<Workspace> {
        let Self(kept) = self;
        let view = field(kept, "view");
        Some(Workspace {
            name: field(kept, "name").as_string()?,
            files: texts(&field(kept, "files"))?,
            view: View {
                open: field(&view, "open").as_string(),
                tabs: strings(&field(&view, "tabs")),
                selection: field(&view, "selection").as_string(),
            },
            ..Workspace::default()
        })
    }

    /// All of it, if this build can read it.
    pub fn whole(&self) -> Option<Workspace> {
        from_js(self.0.clone()).ok()
    }

    /// What is to be kept of a workspace of which the texts were read from this, and changed since.
    pub fn with_texts(&self, now: &Workspace) -> JsValue {
        let files = now.files.iter();
        let files = object(files.map(|(path, text)| (path.as_str(), text.into())));
        let View {
            open,
            tabs,
            selection,
        } = &now.view;
        let tabs = tabs.as_ref();
        let tabs = tabs.map(|all| all.iter().map(JsValue::from).collect::<Array>());
        let view = object([
            ("open", open.clone().into()),
            ("tabs", tabs.into()),
            ("selection", selection.clone().into()),
        ]);
        let texts = object([
            ("name", (&now.name).into()),
            ("files", files),
            ("view", view),
        ]);
        let kept = Object::assign(&Object::new(), self.0.unchecked_ref());
        let workspace = Object::assign(&kept, texts.unchecked_ref());
        let stored = object([
            ("version", STORE_VERSION.into()),
            ("workspace", workspace.into()),
        ]);
        JSON::stringify(&stored).map_or(JsValue::NULL, JsValue::from)
    }
}

/// The fields of an object that holds texts only.
fn texts(object: &JsValue) -> Option<BTreeMap<String, String>> {
    let fields = Object::entries(object.dyn_ref::<Object>()?);
    let texts = fields.iter().map(|field| {
        let field = Array::from(&field);
        Some((field.get(0).as_string()?, field.get(1).as_string()?))
    });
    texts.collect()
}

/// The items of an array that holds texts only.
fn strings(array: &JsValue) -> Option<Vec<String>> {
    let items = array.dyn_ref::<Array>()?;
    items.iter().map(|item| item.as_string()).collect()
}
