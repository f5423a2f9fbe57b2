//! Why a wire fits or not, and what to do about it.

mod remedies;

use model::{
    EngineError, ExplainWireRequest, Likeness, NodeKind, WireCause, WireDifference, WireReport,
};

use crate::components::{Component, Fitness};
use crate::diagnostics::failure;
use crate::pack::Pack;
use crate::prospects::CIRCLE;
use crate::suggest::nearest;
use crate::wiring::{Clash, Port, Scene, Side, differences, likeness, look, port, ports, said};
use remedies::remedies;

/// Explains a wire that there is or could be.
///
/// # Errors
///
/// `text-has-error` when the composition cannot be read.
pub(crate) fn explain_wire(
    request: &ExplainWireRequest,
    components: &[Component],
    pack: &mut Pack,
) -> Result<WireReport, EngineError> {
    let mut report = None;
    let is_read = look(&request.text, components, pack, &mut |scene| {
        report = Some(Explaining { scene, request }.report());
    });
    report.filter(|_| is_read).ok_or_else(|| {
        let message = "the composition cannot be read now: mend the errors in its text first";
        failure("text-has-error", message)
    })
}

struct Explaining<'a> {
    scene: &'a Scene<'a>,
    request: &'a ExplainWireRequest,
}

impl<'a> Explaining<'a> {
    fn report(&self) -> WireReport {
        let request = self.request;
        let (given, wanted) = (self.given(), self.wanted());
        let mut likeness_of_both = Likeness::Fits;
        let mut found = Vec::new();
        match (&given, &wanted) {
            (Ok(given), Ok(Some(wanted))) => {
                likeness_of_both = likeness(*given, *wanted);
                found = differences(*given, *wanted);
            }
            // An export of the composition takes whatever it is given.
            (Ok(_), Ok(None)) => {}
            (given, wanted) => {
                let missing = [wanted.as_ref().err(), given.as_ref().err()];
                found.extend(missing.into_iter().flatten().cloned());
            }
        }
        let clash = self.clash();
        if found.is_empty() {
            found.extend(self.cycle());
        }
        if let (Some(clash), true) = (&clash, found.is_empty()) {
            found.push(self.clashing(clash));
        }
        if let (Some(first), false) = (
            found.first(),
            matches!(likeness_of_both, Likeness::Near { .. }),
        ) {
            likeness_of_both = Likeness::Near {
                reason: first.message.clone(),
            };
        }
        let wanted = wanted.ok().flatten();
        let given = given.ok();
        WireReport {
            likeness: likeness_of_both,
            remedies: remedies(
                self.scene,
                request,
                &found,
                given.zip(wanted),
                clash.as_ref(),
            ),
            differences: found,
            wanted: wanted.map(|port| port.text()).unwrap_or_default(),
            given: given.map(|port| port.text()).unwrap_or_default(),
            versions: said(&request.from_port, &request.to_port),
        }
    }

    fn given(&self) -> Result<Port<'a>, WireDifference> {
        let ExplainWireRequest {
            from, from_port, ..
        } = self.request;
        if let Some(port) = self.scene.export(from, from_port) {
            return Ok(port);
        }
        let component = self.scene.component_of(from);
        Err(self.absent(from, from_port, component, Side::Export))
    }

    /// The import; nothing for an export of the composition.
    fn wanted(&self) -> Result<Option<Port<'a>>, WireDifference> {
        let ExplainWireRequest { to, to_port, .. } = self.request;
        if let model::End::Node { id } = to
            && let Some(node) = self.scene.node(id)
            && node.kind == NodeKind::Export
        {
            return Ok(None);
        }
        let component = self.scene.component_of(to);
        let found = component.and_then(|it| port(&it.binary, Side::Import, to_port));
        found
            .map(Some)
            .ok_or_else(|| self.absent(to, to_port, component, Side::Import))
    }

    /// Why an end has no such port.
    fn absent(
        &self,
        end: &model::End,
        name: &str,
        component: Option<&Component>,
        side: Side,
    ) -> WireDifference {
        let label = self.scene.label(end);
        let Some(component) = component else {
            let message = format!("the composition has no `{label}` any more");
            return difference(WireCause::Missing, message);
        };
        if let Some(why) = component.binary.fitness().why_unfit() {
            return difference(WireCause::NoComponent, format!("`{label}` {why}"));
        }
        let ports = ports(&component.binary, side);
        let what = match side {
            Side::Import => "import",
            Side::Export => "export",
        };
        let meant = nearest(name, ports.iter().map(|port| port.name));
        let meant = meant.map(|meant| format!(", but `{meant}`"));
        let message = format!(
            "`{label}` has no {what} `{name}`{}",
            meant.unwrap_or_default()
        );
        difference(WireCause::Missing, message)
    }

    fn cycle(&self) -> Option<WireDifference> {
        let (model::End::Node { id: from }, model::End::Node { id: to }) =
            (&self.request.from, &self.request.to)
        else {
            return None;
        };
        let is_circle = self.scene.takers(to).contains(from.as_str());
        is_circle.then(|| difference(WireCause::Cycle, CIRCLE.to_owned()))
    }

    fn clash(&self) -> Option<Clash> {
        let ExplainWireRequest {
            from: model::End::Node { id: from },
            from_port,
            to: model::End::Node { id: to },
            to_port,
            ..
        } = self.request
        else {
            return None;
        };
        let joints = &self.scene.joints;
        let is_there = |wire: &model::Edge| wire.from == *from && wire.from_port == *from_port;
        if joints.wire(to, to_port).is_some_and(is_there) {
            let mut clashes = joints.clashes(to).into_iter();
            return clashes.find(|it| it.user.0 == *to_port || it.declarer.0 == *to_port);
        }
        joints.clash((from, from_port), (to, to_port))
    }

    fn clashing(&self, clash: &Clash) -> WireDifference {
        let message = self.scene.joints.told(clash);
        let component = self.scene.component_of(&self.request.to);
        let declared = component
            .and_then(|it| port(&it.binary, Side::Import, &clash.declarer.0))
            .map(|port| port.text());
        WireDifference {
            item: vec![clash.resource.clone()],
            wanted: declared,
            ..difference(WireCause::Resource, message)
        }
    }
}

fn difference(cause: WireCause, message: String) -> WireDifference {
    WireDifference {
        cause,
        item: Vec::new(),
        message,
        wanted: None,
        given: None,
    }
}

impl Fitness {
    /// What it is instead of a component, to follow its name.
    fn why_unfit(&self) -> Option<String> {
        Some(match self {
            Fitness::Component => return None,
            Fitness::CoreModule => {
                "is a core module, and only components can be composed".to_owned()
            }
            Fitness::WitPackage => {
                "is a WIT package in binary form, which has no code to be joined".to_owned()
            }
            Fitness::Unreadable(why) => format!("is no component: {why}"),
        })
    }
}
