//! Every wire that there could be in a composition.

use std::collections::{HashMap, HashSet};

use model::{End, Likeness, NodeKind, ProspectSort, ProspectsBySort};

use crate::components::{Binary, Component};
use crate::contrast::unversioned;
use crate::pack::Pack;
use crate::wiring::{Port, Scene, Side, likeness, look, ports, short};

/// Why an instance cannot give to one that it takes from.
pub(crate) const CIRCLE: &str =
    "it takes from there itself, and instances cannot take from each other in a circle";

/// What could be joined with what: nodes of the composition, and components that have no instance.
/// Nothing while the text has an error.
pub(crate) fn prospects(text: &str, components: &[Component], pack: &mut Pack) -> ProspectsBySort {
    let mut prospects = ProspectsBySort::default();
    look(text, components, pack, &mut |scene| {
        prospects = Prospecting::new(scene).find();
    });
    prospects
}

/// What has the same ports: the instances of a component, or the component itself.
struct Party<'a> {
    ends: Vec<u32>,
    binary: &'a Binary,
}

struct Prospecting<'a, 's> {
    scene: &'s Scene<'a>,
    ends: Vec<End>,
    parties: Vec<Party<'a>>,
    /// What is exported, by the name without its version.
    exports: HashMap<&'a str, Vec<Export<'a>>>,
    /// The same by the last part of the name.
    short_exports: HashMap<&'a str, Vec<Export<'a>>>,
}

/// An export of a party, or of what the composition imports.
#[derive(Clone, Copy)]
struct Export<'a> {
    port: Port<'a>,
    from: From,
}

#[derive(Clone, Copy)]
enum From {
    Party(usize),
    Import(u32),
}

impl<'a, 's> Prospecting<'a, 's> {
    fn new(scene: &'s Scene<'a>) -> Prospecting<'a, 's> {
        let mut prospecting = Prospecting {
            scene,
            ends: scene.ends(),
            parties: Vec::new(),
            exports: HashMap::new(),
            short_exports: HashMap::new(),
        };
        prospecting.add_parties();
        prospecting.add_exports();
        prospecting
    }

    fn add_parties(&mut self) {
        let mut ends: HashMap<&str, Vec<u32>> = HashMap::new();
        for (at, end) in (0..).zip(&self.ends) {
            if let Some(component) = self.scene.component_of(end) {
                ends.entry(&component.name).or_default().push(at);
            }
        }
        for component in self.scene.components {
            if let Some(ends) = ends.remove(component.name.as_str()) {
                let binary = &*component.binary;
                self.parties.push(Party { ends, binary });
            }
        }
    }

    fn add_exports(&mut self) {
        for (at, party) in self.parties.iter().enumerate() {
            for port in ports(party.binary, Side::Export) {
                let from = From::Party(at);
                let export = Export { port, from };
                let same = self.exports.entry(unversioned(port.name));
                same.or_default().push(export);
                let same = self.short_exports.entry(short(port.name));
                same.or_default().push(export);
            }
        }
        for (at, end) in (0..).zip(&self.ends) {
            let End::Node { id } = end else { continue };
            let node = self.scene.node(id);
            let node = node.filter(|node| node.kind == NodeKind::Import);
            if let Some(port) = node.and_then(|node| self.scene.import(&node.label)) {
                let from = From::Import(at);
                let same = self.exports.entry(unversioned(port.name));
                same.or_default().push(Export { port, from });
            }
        }
    }

    fn find(self) -> ProspectsBySort {
        let mut sorts = Vec::new();
        for to in &self.parties {
            let takers: Vec<_> = to.ends.iter().map(|end| self.takers(*end)).collect();
            for import in ports(to.binary, Side::Import) {
                if !import.is_type() {
                    self.find_for(to, &takers, import, &mut sorts);
                }
            }
        }
        ProspectsBySort {
            ends: self.ends,
            sorts,
        }
    }

    /// Everything that could fill an import of a party.
    fn find_for(
        &self,
        to: &Party,
        takers: &[HashSet<&str>],
        import: Port,
        sorts: &mut Vec<ProspectSort>,
    ) {
        let shares = to.binary.shares_resources(import.name);
        let name = unversioned(import.name);
        let same = self.exports.get(name).into_iter().flatten();
        let alike = self.short_exports.get(short(import.name));
        // One of both is a bare function, named as the interface is.
        let alike = alike.into_iter().flatten().filter(|export| {
            let port = export.port;
            unversioned(port.name) != name && port.is_interface() != import.is_interface()
        });
        for export in same.chain(alike) {
            let mut found = Found {
                export: export.port,
                import,
                sorts: Vec::new(),
            };
            let likeness = likeness(export.port, import);
            let from = match &export.from {
                From::Party(party) => &self.parties[*party].ends,
                From::Import(end) => std::slice::from_ref(end),
            };
            for from in from {
                for (to, takers) in to.ends.iter().zip(takers) {
                    let refused = match &likeness {
                        Likeness::Near { .. } => None,
                        _ => self.refusal((*from, export.port), (*to, import), takers, shares),
                    };
                    if from != to {
                        let likeness = match refused {
                            Some(reason) => Likeness::Near { reason },
                            None => likeness.clone(),
                        };
                        found.push(likeness, *from, *to);
                    }
                }
            }
            sorts.extend(found.sorts);
        }
    }

    /// Why two nodes cannot be joined though their ports fit.
    fn refusal(
        &self,
        (from, export): (u32, Port),
        (to, import): (u32, Port),
        takers: &HashSet<&str>,
        shares: bool,
    ) -> Option<String> {
        let ends = (&self.ends[from as usize], &self.ends[to as usize]);
        let (End::Node { id: from }, End::Node { id: to }) = ends else {
            return None;
        };
        if takers.contains(from.as_str()) {
            return Some(CIRCLE.to_owned());
        }
        let joints = &self.scene.joints;
        let clash = shares.then(|| joints.clash((from, export.name), (to, import.name)))?;
        clash.map(|clash| joints.told(&clash))
    }

    fn takers(&self, end: u32) -> HashSet<&'a str> {
        match &self.ends[end as usize] {
            End::Node { id } => self.scene.takers(id),
            End::Package { .. } => HashSet::new(),
        }
    }
}

/// Wires from one export to one import.
struct Found<'a> {
    export: Port<'a>,
    import: Port<'a>,
    sorts: Vec<ProspectSort>,
}

impl Found<'_> {
    fn push(&mut self, likeness: Likeness, from: u32, to: u32) {
        let same = self.sorts.iter().position(|it| it.likeness == likeness);
        let at = same.unwrap_or_else(|| {
            self.sorts.push(ProspectSort {
                from_port: self.export.name.to_owned(),
                to_port: self.import.name.to_owned(),
                likeness,
                pairs: Vec::new(),
            });
            self.sorts.len() - 1
        });
        self.sorts[at].pairs.extend([from, to]);
    }
}
