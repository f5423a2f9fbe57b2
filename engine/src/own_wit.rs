//! The workspace's own WIT packages, for compositions that name them.

use std::collections::BTreeMap;
use std::rc::Rc;

use wit_parser::PackageName;

use crate::analyze;
use crate::components::{Binary, Component};
use crate::pack::Pack;
use crate::wac_name::{WacName, is_among, wac_packages};
use crate::wit_text::declared_package;

/// The texts that were handed over, and the packages that a composition named so far.
#[derive(Default)]
pub(crate) struct OwnWit {
    files: BTreeMap<String, String>,
    encoded: BTreeMap<PackageName, Option<Rc<Binary>>>,
}

impl OwnWit {
    /// Keeps these texts and no others.
    pub(crate) fn load(&mut self, files: BTreeMap<String, String>) {
        self.files = files;
        self.forget();
    }

    /// Forgets what its packages mean.
    pub(crate) fn forget(&mut self) {
        self.encoded.clear();
    }

    /// Those of its packages without an error that a WAC text names, in binary form.
    pub(crate) fn named_in(&mut self, text: &str, pack: &mut Pack) -> Vec<Component> {
        let named = wac_packages(text);
        let declared = self.files.values();
        let mut names: Vec<PackageName> = declared
            .filter_map(|text| Some(WacName::of(declared_package(text)?.0)))
            .filter(|name| is_among(&named, &name.path))
            .map(|name| name.name)
            .collect();
        names.sort();
        names.dedup();
        let packages = names.into_iter().filter_map(|name| {
            let binary = self.binary(&name, pack)?;
            Some(Component {
                name: name.to_string(),
                binary,
            })
        });
        packages.collect()
    }

    fn binary(&mut self, name: &PackageName, pack: &mut Pack) -> Option<Rc<Binary>> {
        if let Some(binary) = self.encoded.get(name) {
            return binary.clone();
        }
        let (resolve, _) = analyze::resolve(&self.files, pack);
        let id = resolve.package_names.get(name);
        let bytes = id.and_then(|id| wit_component::encode(&resolve, *id).ok());
        let binary = bytes.map(|bytes| Rc::new(Binary::new(name.to_string(), bytes)));
        self.encoded.insert(name.clone(), binary.clone());
        binary
    }
}
