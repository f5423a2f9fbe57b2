//! Components that the engine was given, by their digest, and what was read of them.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use model::{Diagnostic, EngineError, KnownComponent, LoadComponentRequest};
use wac_graph::types::{Package, Types, WorldId};
use wit_component::DecodedWasm;

use crate::binary::{self, Kind};
use crate::diagnostics::{failure, sentence};
use crate::wiring::{self, Side, TypeUses};
use crate::{inspect, skeleton};

/// A component that so many requests in a row did not name is dropped.
const PATIENCE: u32 = 64;

/// The components that the engine keeps.
#[derive(Default)]
pub(crate) struct Components {
    kept: BTreeMap<String, Kept>,
    /// How many requests named components.
    requests: u32,
}

struct Kept {
    binary: Rc<Binary>,
    /// The request that named it last.
    named: u32,
}

impl Components {
    /// Keeps a component, and drops those that nobody named for long.
    pub(crate) fn load(&mut self, request: LoadComponentRequest) {
        let LoadComponentRequest { digest, bytes } = request;
        let named = self.requests;
        self.kept.retain(|_, kept| named - kept.named <= PATIENCE);
        let binary = Rc::new(Binary::new(digest.clone(), bytes.into_vec()));
        self.kept.insert(digest, Kept { binary, named });
    }

    /// The components that a request names.
    ///
    /// # Errors
    ///
    /// `component-not-loaded` when the bytes of one are not here, or no longer.
    pub(crate) fn named(
        &mut self,
        components: &[KnownComponent],
    ) -> Result<Vec<Component>, EngineError> {
        self.requests += 1;
        let named = components.iter().map(|known| self.component(known));
        named.collect()
    }

    /// The component that a request names.
    ///
    /// # Errors
    ///
    /// As of [`Self::named`].
    pub(crate) fn component(&mut self, known: &KnownComponent) -> Result<Component, EngineError> {
        let KnownComponent { name, digest } = known;
        let Some(kept) = self.kept.get_mut(digest) else {
            let message = format!("the engine was not given the bytes of `{name}`");
            return Err(failure("component-not-loaded", message));
        };
        kept.named = self.requests;
        Ok(Component {
            name: name.clone(),
            binary: Rc::clone(&kept.binary),
        })
    }
}

/// A component of the workspace.
pub(crate) struct Component {
    /// The WAC package name, such as `example:greeter`.
    pub(crate) name: String,
    pub(crate) binary: Rc<Binary>,
}

/// A binary, and what was read of it so far.
pub(crate) struct Binary {
    pub(crate) digest: String,
    pub(crate) bytes: Vec<u8>,
    skeleton: OnceCell<Option<Vec<u8>>>,
    validity: OnceCell<Result<(), Box<Diagnostic>>>,
    typed: OnceCell<Option<Typed>>,
    type_uses: OnceCell<TypeUses>,
    fitness: OnceCell<Fitness>,
    decoded: OnceCell<Result<DecodedWasm, String>>,
}

/// A component's type.
pub(crate) struct Typed {
    pub(crate) types: Types,
    pub(crate) world: WorldId,
}

/// Whether a binary can be instantiated in a composition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fitness {
    Component,
    CoreModule,
    /// A WIT package in binary form.
    WitPackage,
    /// No WebAssembly; why not.
    Unreadable(String),
}

impl Binary {
    pub(crate) fn new(digest: String, bytes: Vec<u8>) -> Binary {
        Binary {
            digest,
            bytes,
            skeleton: OnceCell::new(),
            validity: OnceCell::new(),
            typed: OnceCell::new(),
            type_uses: OnceCell::new(),
            fitness: OnceCell::new(),
            decoded: OnceCell::new(),
        }
    }

    /// Whether it can be instantiated.
    pub(crate) fn fitness(&self) -> &Fitness {
        self.fitness
            .get_or_init(|| match binary::kind(&self.bytes) {
                Ok(Kind::Module) => Fitness::CoreModule,
                Ok(Kind::Component) if binary::is_wit_package(&self.bytes) => Fitness::WitPackage,
                Ok(Kind::Component) => Fitness::Component,
                Err(error) => Fitness::Unreadable(error.message),
            })
    }

    /// A component of the same type that takes little time to read; itself when there is none.
    pub(crate) fn skeleton(&self) -> &[u8] {
        let skeleton = self.skeleton.get_or_init(|| {
            let is_component = binary::kind(&self.bytes) == Ok(Kind::Component);
            is_component.then(|| skeleton::skeleton(&self.bytes, &self.digest))?
        });
        skeleton.as_deref().unwrap_or(&self.bytes)
    }

    /// Whether all of it is valid, also its code.
    pub(crate) fn validity(&self) -> Result<(), &Diagnostic> {
        let validity = self
            .validity
            .get_or_init(|| inspect::validate(&self.bytes).map(drop));
        validity.as_ref().copied().map_err(Box::as_ref)
    }

    /// Its imports and exports as wac knows them; none when it is no component that wac reads.
    pub(crate) fn typed(&self) -> Option<&Typed> {
        let typed = self.typed.get_or_init(|| {
            let mut types = Types::new();
            let package = Package::from_bytes("its:own", None, self.skeleton(), &mut types).ok()?;
            let world = package.ty();
            Some(Typed { types, world })
        });
        typed.as_ref()
    }

    /// The types of its interfaces, and where they come from.
    pub(crate) fn type_uses(&self) -> &TypeUses {
        self.type_uses.get_or_init(|| wiring::type_uses(self))
    }

    /// Whether an import uses a resource that another one declares, or declares one that another
    /// one uses.
    pub(crate) fn shares_resources(&self, import: &str) -> bool {
        let imports = self.type_uses().iter();
        let mut imports = imports.filter(|((side, _), _)| *side == Side::Import);
        imports.any(|((_, user), types)| {
            let mut resources = types.iter().filter(|ty| ty.is_resource);
            resources.any(|ty| match &ty.from {
                Some((_, declarer, _)) => user == import || declarer == import,
                None => false,
            })
        })
    }

    /// Its WIT, or why that cannot be read.
    pub(crate) fn decoded(&self) -> Result<&DecodedWasm, &str> {
        let decoded = self.decoded.get_or_init(|| {
            crate::decode::decode(self.skeleton()).map_err(|error| sentence(&error.to_string()))
        });
        decoded.as_ref().map_err(String::as_str)
    }
}

#[test]
fn what_nobody_names_is_dropped_and_can_be_loaded_again() {
    let known = |digest: &str| KnownComponent {
        name: "example:greeter".to_owned(),
        digest: digest.to_owned(),
    };
    let request = |digest: &str| LoadComponentRequest {
        digest: digest.to_owned(),
        bytes: b"\0asm".to_vec().into(),
    };
    let mut components = Components::default();
    let is_kept = |components: &mut Components, digest| components.named(&[known(digest)]).is_ok();
    components.load(request("a"));
    components.load(request("b"));
    for _ in 0..=PATIENCE {
        assert!(is_kept(&mut components, "b"));
    }
    components.load(request("c"));
    assert!(!is_kept(&mut components, "a"));
    assert!(is_kept(&mut components, "b"));
    components.load(request("a"));
    assert!(is_kept(&mut components, "a"));
}
