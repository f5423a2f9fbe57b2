//! The WIT in the components of a workspace, as files that are read like those of packages.

use std::collections::BTreeMap;
use std::rc::Rc;

use wit_component::DecodedWasm;

use crate::components::{Binary, Component, Fitness};
use crate::language::File;
use crate::print;

/// What stands for the package in the path of such a file, before the component's name.
pub(crate) const COMPONENT: &str = "component ";

/// The WIT of components by their names, kept for as long as they are the same.
#[derive(Default)]
pub(crate) struct Embedded {
    files: BTreeMap<String, (Rc<Binary>, Option<File>)>,
}

impl Embedded {
    /// Makes these the components.
    pub(crate) fn update(&mut self, components: Vec<Component>) {
        let mut before = std::mem::take(&mut self.files);
        for Component { name, binary } in components {
            let known = before.remove(&name);
            let file = match known.filter(|(known, _)| Rc::ptr_eq(known, &binary)) {
                Some((_, file)) => file,
                None => text(&binary).map(|text| read(&name, &text)),
            };
            self.files.insert(name, (binary, file));
        }
    }

    /// The WIT of a component, or of what only has the name of one.
    pub(crate) fn get(&self, name: &str) -> Option<&File> {
        self.files.get(name)?.1.as_ref()
    }

    /// The WIT of what can be instantiated.
    pub(crate) fn component(&self, name: &str) -> Option<&File> {
        let (binary, file) = self.files.get(name)?;
        let is_fit = *binary.fitness() == Fitness::Component;
        file.as_ref().filter(|_| is_fit)
    }

    /// The WIT of each component, with the component's name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &File)> {
        let files = self.files.iter();
        files.filter_map(|(name, (_, file))| Some((name.as_str(), file.as_ref()?)))
    }
}

fn text(binary: &Binary) -> Option<String> {
    Some(match binary.decoded().ok()? {
        DecodedWasm::WitPackage(resolve, package) => print::package(resolve, *package),
        DecodedWasm::Component(resolve, world) => {
            print::package(resolve, resolve.worlds[*world].package?)
        }
    })
}

fn read(name: &str, text: &str) -> File {
    let package = [COMPONENT, name].concat();
    let path = ["bundled/", &package, "/component.wit"].concat();
    File {
        bundled: Some(package),
        ..File::read(&path, text)
    }
}
