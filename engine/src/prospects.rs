//! Every wire that there could be in a composition.

use std::collections::{HashMap, HashSet};

use model::{End, Likeness, NodeKind, Prospect, Prospects};

use crate::components::{Binary, Component, Fitness};
use crate::contrast::unversioned;
use crate::pack::Pack;
use crate::wiring::{Port, Scene, Side, likeness, look, ports, short};

/// What could be joined with what: nodes of the composition, and components that have no instance.
/// Nothing while the text has an error.
pub(crate) fn prospects(text: &str, components: &[Component], pack: &mut Pack) -> Prospects {
    let mut prospects = Prospects::default();
    look(text, components, pack, &mut |scene| {
        let mut found = Prospecting::new(scene).find();
        found.sort_by_cached_key(|it| {
            let is_near = matches!(it.likeness, Likeness::Near { .. });
            let (from, to) = (it.from.clone(), it.to.clone());
            (to, it.to_port.clone(), is_near, from, it.from_port.clone())
        });
        prospects.wires = found;
    });
    prospects
}

/// What has the same ports: the instances of a component, or the component itself.
struct Ends<'a> {
    ends: Vec<End>,
    binary: &'a Binary,
}

struct Prospecting<'a, 's> {
    scene: &'s Scene<'a>,
    all: Vec<Ends<'a>>,
    /// What is exported, by the name without its version: who exports it, and what.
    exports: HashMap<&'a str, Vec<(usize, Port<'a>)>>,
    /// The same by the last part of the name.
    short_exports: HashMap<&'a str, Vec<(usize, Port<'a>)>>,
    /// What the composition imports.
    imports: HashMap<&'a str, Vec<(End, Port<'a>)>>,
}

impl<'a, 's> Prospecting<'a, 's> {
    fn new(scene: &'s Scene<'a>) -> Prospecting<'a, 's> {
        let mut instances: HashMap<&str, Vec<End>> = HashMap::new();
        let mut imports: HashMap<&str, Vec<(End, Port)>> = HashMap::new();
        for node in &scene.graph.nodes {
            let end = End::Node {
                id: node.id.clone(),
            };
            match &node.kind {
                NodeKind::Instance { package } => instances.entry(package).or_default().push(end),
                NodeKind::Import => {
                    let import = scene.import(&node.label).map(|port| (end, port));
                    let same = imports.entry(unversioned(&node.label)).or_default();
                    same.extend(import);
                }
                NodeKind::Export => {}
            }
        }
        let is_component = |it: &&Component| *it.binary.fitness() == Fitness::Component;
        let components = scene.components.iter().filter(is_component);
        let all = components.map(|component| {
            let name = component.name.as_str();
            let package = || {
                vec![End::Package {
                    name: name.to_owned(),
                }]
            };
            Ends {
                ends: instances.remove(name).unwrap_or_else(package),
                binary: &component.binary,
            }
        });
        let mut prospecting = Prospecting {
            scene,
            all: all.collect(),
            exports: HashMap::new(),
            short_exports: HashMap::new(),
            imports,
        };
        for (index, ends) in prospecting.all.iter().enumerate() {
            for port in ports(ends.binary, Side::Export) {
                let entry = (index, port);
                let same = prospecting.exports.entry(unversioned(port.name));
                same.or_default().push(entry);
                let same = prospecting.short_exports.entry(short(port.name));
                same.or_default().push(entry);
            }
        }
        prospecting
    }

    fn find(&self) -> Vec<Prospect> {
        let mut found = Vec::new();
        for to in &self.all {
            let takers: Vec<_> = to.ends.iter().map(|end| self.takers(end)).collect();
            for import in ports(to.binary, Side::Import) {
                if !import.is_type() {
                    self.find_for(to, &takers, import, &mut found);
                }
            }
        }
        found
    }

    /// Everything that could fill an import of any of these ends.
    fn find_for(
        &self,
        to: &Ends,
        takers: &[HashSet<&str>],
        import: Port,
        found: &mut Vec<Prospect>,
    ) {
        let shares = to.binary.shares_resources(import.name);
        let name = unversioned(import.name);
        let same = self.exports.get(name).into_iter().flatten();
        let alike = self.short_exports.get(short(import.name));
        // One of both is a bare function, named as the interface is.
        let alike = alike.into_iter().flatten().filter(|(_, export)| {
            unversioned(export.name) != name && export.is_interface() != import.is_interface()
        });
        for (from, export) in same.chain(alike) {
            let likeness = likeness(*export, import);
            for from in &self.all[*from].ends {
                self.push(
                    from,
                    *export,
                    (to, takers),
                    import,
                    shares,
                    &likeness,
                    found,
                );
            }
        }
        for (from, port) in self.imports.get(name).into_iter().flatten() {
            let likeness = likeness(*port, import);
            self.push(from, *port, (to, takers), import, shares, &likeness, found);
        }
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "both ends of a wire, and what is known of it"
    )]
    fn push(
        &self,
        from: &End,
        export: Port,
        (to, takers): (&Ends, &[HashSet<&str>]),
        import: Port,
        shares: bool,
        likeness: &Likeness,
        found: &mut Vec<Prospect>,
    ) {
        for (to, takers) in to.ends.iter().zip(takers) {
            if to == from {
                continue;
            }
            let refused = match (likeness, from, to) {
                (Likeness::Near { .. }, ..) => None,
                (_, End::Node { id }, _) if takers.contains(id.as_str()) => {
                    Some(circle(self.scene.label(from)))
                }
                (_, End::Node { id: from }, End::Node { id: to }) if shares => {
                    let joints = &self.scene.joints;
                    let clash = joints.clash((from, export.name), (to, import.name));
                    clash.map(|clash| joints.told(&clash))
                }
                _ => None,
            };
            found.push(Prospect {
                from: from.clone(),
                from_port: export.name.to_owned(),
                to: to.clone(),
                to_port: import.name.to_owned(),
                likeness: refused
                    .map_or_else(|| likeness.clone(), |reason| Likeness::Near { reason }),
            });
        }
    }

    fn takers(&self, end: &End) -> HashSet<&'a str> {
        match end {
            End::Node { id } => self.scene.takers(id),
            End::Package { .. } => HashSet::new(),
        }
    }
}

/// Why an instance cannot give to one that it takes from.
pub(crate) fn circle(from: &str) -> String {
    format!("`{from}` takes from it, and instances cannot take from each other in a circle")
}
