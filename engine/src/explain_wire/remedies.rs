//! Ways out of a misfit.

use model::{Connection, End, ExplainWireRequest, GraphEdit, Remedy, WireCause, WireDifference};

use crate::wiring::{Clash, Home, Port, Scene, Side, fits, ports, short};

/// Further providers than this are not offered.
const MAX_OTHERS: usize = 3;

/// What to do about differences, best first; nothing when there are none.
pub(super) fn remedies(
    scene: &Scene,
    request: &ExplainWireRequest,
    differences: &[WireDifference],
    ports: Option<(Port, Port)>,
    clash: Option<&Clash>,
) -> Vec<Remedy> {
    let Some(first) = differences.first() else {
        return Vec::new();
    };
    let mut finding = Finding {
        scene,
        request,
        remedies: Vec::new(),
    };
    match first.cause {
        WireCause::Cycle => finding.break_circle(),
        WireCause::Resource => finding.one_home(clash),
        WireCause::NoComponent => finding.say(
            "Add the component that implements it, in place of the WIT package or core module",
        ),
        WireCause::Version if differences.len() == 1 => finding.join_anyway(ports),
        _ => {}
    }
    finding.other_providers();
    if first.cause == WireCause::Shape {
        finding.take_function(ports);
    }
    if ports.is_some() {
        finding.rebuild(first.cause);
    }
    finding.leave_open(ports);
    finding.remedies
}

struct Finding<'a> {
    scene: &'a Scene<'a>,
    request: &'a ExplainWireRequest,
    remedies: Vec<Remedy>,
}

impl Finding<'_> {
    /// The wire that closes the circle from the other side.
    fn break_circle(&mut self) {
        let (End::Node { id: from }, End::Node { id: to }) = (&self.request.from, &self.request.to)
        else {
            return;
        };
        let takers = self.scene.takers(to);
        let wires = self.scene.graph.edges.iter();
        let closing = wires.filter(|edge| edge.to == *from && takers.contains(edge.from.as_str()));
        for edge in closing {
            let (port, from) = (short(&edge.to_port), self.scene.label(&self.request.from));
            let title = format!("Leave `{port}` of `{from}` open");
            let edit = GraphEdit::Disconnect {
                to: edge.to.clone(),
                to_port: edge.to_port.clone(),
            };
            self.offer(title, edit);
        }
    }

    /// Takes both interfaces of a resource from one instance.
    fn one_home(&mut self, clash: Option<&Clash>) {
        let Some(clash) = clash else { return };
        let End::Node { id: to } = &self.request.to else {
            return;
        };
        let both = [&clash.user, &clash.declarer];
        for ((_, home), (other, _)) in [(both[0], both[1]), (both[1], both[0])] {
            let Home::Instance(from) = home else { continue };
            let end = node(from);
            if let Some(export) = self.scene.fitting(&end, &self.request.to, other) {
                let label = self.scene.label(&end);
                let title = format!("Take `{}` from `{label}` too", short(other));
                self.connect(title, from, export.name, to, other);
            }
        }
        self.share_home(clash);
    }

    /// Lets who gives the interface that uses the resource take it from where it is declared.
    fn share_home(&mut self, clash: &Clash) {
        let (End::Node { id: to }, Home::Instance(home)) = (&self.request.to, &clash.declarer.1)
        else {
            return;
        };
        let wire = self.scene.joints.wire(to, &clash.user.0);
        let middle = match (&self.request.from, wire) {
            (End::Node { id }, _) if self.request.to_port == clash.user.0 => id,
            (_, Some(wire)) => &wire.from,
            _ => return,
        };
        let (giver, taker) = (node(home), node(middle));
        let component = self.scene.component_of(&taker).filter(|_| home != middle);
        let imports = component.map(|it| ports(&it.binary, Side::Import));
        let mut imports = imports.into_iter().flatten();
        let Some(wanted) = imports.find(|it| short(it.name) == short(&clash.declarer.0)) else {
            return;
        };
        if let Some(export) = self.scene.fitting(&giver, &taker, wanted.name) {
            let (from, to) = (self.scene.label(&giver), self.scene.label(&taker));
            let title = format!("Give `{}` of `{from}` to `{to}` too", short(wanted.name));
            self.connect(title, home, export.name, middle, wanted.name);
        }
    }

    /// What has an incompatible version may have the same types.
    fn join_anyway(&mut self, ports: Option<(Port, Port)>) {
        let ExplainWireRequest {
            from,
            from_port,
            to,
            to_port,
            ..
        } = self.request;
        let agree = ports.is_some_and(|(given, wanted)| fits(given, wanted));
        if let (true, End::Node { id: from }, End::Node { id: to }) = (agree, from, to) {
            let title = "Join them all the same, since their types agree".to_owned();
            self.connect(title, from, from_port, to, to_port);
        }
    }

    /// Others whose export fits.
    fn other_providers(&mut self) {
        let ExplainWireRequest { to, to_port, .. } = self.request;
        let End::Node { id: to_id } = to else { return };
        let takers = self.scene.takers(to_id);
        let mut others = Vec::new();
        for end in self.scene.ends() {
            let is_taker = matches!(&end, End::Node { id } if takers.contains(id.as_str()));
            let found = self.scene.fitting(&end, to, to_port);
            let is_asked =
                |export: &Port| end == self.request.from && export.name == self.request.from_port;
            let found = found.filter(|export| !is_taker && !is_asked(export));
            let found = found.map(|export| export.name.to_owned());
            others.extend(found.map(|export| (end, export)));
        }
        for (end, export) in others.into_iter().take(MAX_OTHERS) {
            let title = match end == self.request.from {
                true => format!("Use its `{export}` instead"),
                false => format!("Use `{}` instead", self.scene.label(&end)),
            };
            match &end {
                End::Node { id } => self.connect(title, id, &export, to_id, to_port),
                End::Package { name } => {
                    let edit = GraphEdit::Plug {
                        socket: to.clone(),
                        plugs: vec![name.clone()],
                    };
                    self.offer(title, edit);
                }
            }
        }
    }

    /// A bare function can be taken out of an interface.
    fn take_function(&mut self, ports: Option<(Port, Port)>) {
        let Some((given, wanted)) = ports else { return };
        if wanted.is_interface() {
            let (from, name) = (self.scene.label(&self.request.from), wanted.name);
            return self.say(&format!(
                "Build `{from}` so that it exports the interface `{name}`, not bare functions"
            ));
        }
        let function = given.function(wanted.name);
        if function.is_some_and(|function| fits(function, wanted)) {
            let (from, name) = (self.scene.label(&self.request.from), wanted.name);
            self.say(&format!(
                "Write `{name}: {from}[\"{}\"].{name}`, which takes the function out of the \
                 interface",
                given.name
            ));
        }
    }

    fn rebuild(&mut self, cause: WireCause) {
        let (from, to) = (
            self.scene.label(&self.request.from),
            self.scene.label(&self.request.to),
        );
        let port = &self.request.to_port;
        match cause {
            WireCause::Async => self.say(&format!(
                "Build one of `{from}` and `{to}` anew, with both `async` or neither"
            )),
            WireCause::Missing
            | WireCause::Parameter
            | WireCause::Result
            | WireCause::Field
            | WireCause::Case
            | WireCause::Type => self.say(&format!(
                "Build `{from}` against the `{port}` that `{to}` imports, or put a component \
                 between them that translates"
            )),
            WireCause::Version => self.say(&format!(
                "Build `{from}` or `{to}` against the version of the other"
            )),
            _ => {}
        }
    }

    fn leave_open(&mut self, ports: Option<(Port, Port)>) {
        let End::Node { id } = &self.request.to else {
            return;
        };
        let is_given = self.scene.joints.wire(id, &self.request.to_port).is_some();
        let is_type = ports.is_some_and(|(_, wanted)| wanted.is_type());
        if !is_given && !is_type {
            return;
        }
        let port = short(&self.request.to_port);
        let title = match is_type {
            true => format!("End the arguments with `...`, which leaves the type `{port}` open"),
            false => format!("Leave `{port}` open, to be imported by the composition"),
        };
        let edit = GraphEdit::Disconnect {
            to: id.clone(),
            to_port: self.request.to_port.clone(),
        };
        self.offer(title, edit);
    }

    fn connect(&mut self, title: String, from: &str, from_port: &str, to: &str, to_port: &str) {
        let edit = GraphEdit::Connect(Connection {
            from: from.to_owned(),
            from_port: from_port.to_owned(),
            to: to.to_owned(),
            to_port: to_port.to_owned(),
        });
        self.offer(title, edit);
    }

    fn offer(&mut self, title: String, edit: GraphEdit) {
        let edit = Some(edit);
        if !self.remedies.iter().any(|it| it.edit == edit) {
            self.remedies.push(Remedy { title, edit });
        }
    }

    fn say(&mut self, title: &str) {
        self.remedies.push(Remedy {
            title: title.to_owned(),
            edit: None,
        });
    }
}

fn node(id: &str) -> End {
    End::Node { id: id.to_owned() }
}
