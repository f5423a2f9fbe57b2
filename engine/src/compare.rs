//! What changed from one package to another, or from one component to another, and what that
//! means.
//!
//! The rules are those of `wit_component::semver_check`, which the suite holds them against:
//! versions do not count, an interface may gain items, a world may gain imports and lose exports.
//! For components they are turned round: one takes another's place when it needs no more and
//! gives no less.

mod affected;
mod items;

use model::{ChangeKind, CompareVerdict, CompareWitRequest, EngineError, WitChange, WitComparison};

use crate::components::Components;
use crate::diagnostics::failure;
use crate::pack::Pack;
use crate::world::{Root, Wit, open};
use items::{Comparing, Rule};

/// Everything that is not as it was.
///
/// # Errors
///
/// As of [`crate::world::describe`], and `unlike-sources` for a package and a component.
pub(crate) fn compare(
    request: &CompareWitRequest,
    pack: &mut Pack,
    components: &mut Components,
) -> Result<WitComparison, EngineError> {
    let files = &request.files;
    let before = open(&request.before, files, pack, components)?;
    let after = open(&request.after, files, pack, components)?;
    let mut comparing = Comparing {
        before: &before,
        after: &after,
        changes: Vec::new(),
    };
    match (before.root, after.root) {
        (Root::Package(old), Root::Package(new)) => comparing.packages(old, new),
        (Root::Component(old), Root::Component(new)) => comparing.components(old, new),
        _ => {
            let (before, after) = (&before.name, &after.name);
            let message = format!(
                "`{before}` and `{after}` cannot be compared: one is a package, the other a \
                 component; pick two packages or two components"
            );
            return Err(failure("unlike-sources", message));
        }
    }
    let changes = comparing.changes;
    let affected = affected::affected(&before, &changes, &components.named(&request.components)?);
    Ok(WitComparison {
        verdict: verdict(&changes),
        summary: summary(&before, &after, &changes),
        before: before.name,
        after: after.name,
        changes,
        affected,
    })
}

fn verdict(changes: &[WitChange]) -> CompareVerdict {
    match changes {
        [] => CompareVerdict::Same,
        changes if changes.iter().any(|change| change.is_breaking) => CompareVerdict::Breaking,
        _ => CompareVerdict::Compatible,
    }
}

fn summary(before: &Wit, after: &Wit, changes: &[WitChange]) -> String {
    let (old, new) = (&before.name, &after.name);
    let mut breaking = changes.iter().filter(|change| change.is_breaking);
    let count = breaking.clone().count();
    match (verdict(changes), breaking.next()) {
        (CompareVerdict::Same, _) => {
            format!("`{old}` and `{new}` declare the same; docs and versions do not count")
        }
        (_, Some(first)) => {
            let detail = first.details.first().map_or("", String::as_str);
            let mut text = match detail.starts_with("is ") || detail.starts_with("returns ") {
                true => format!("{} {detail}", full_name(first)),
                false => format!("{}: {detail}", full_name(first)),
            };
            match count {
                1 => {}
                2 => text.push_str(", and 1 more breaking change"),
                more => text.push_str(&format!(", and {} more breaking changes", more - 1)),
            }
            text
        }
        _ => {
            let added = changes.iter();
            let added = added.filter(|change| change.change == ChangeKind::Added);
            let more = match (added.count(), before.is_component()) {
                (0, _) => String::new(),
                (1, _) => "; 1 item is new".to_owned(),
                (count, _) => format!("; {count} items are new"),
            };
            match before.is_component() {
                true => format!("`{new}` can take the place of `{old}`{more}"),
                false => format!("what was built against `{old}` goes on working{more}"),
            }
        }
    }
}

fn full_name(change: &WitChange) -> String {
    let WitChange {
        scope, name, kind, ..
    } = change;
    match scope.rsplit_once(' ') {
        _ if scope.is_empty() => format!("{kind} `{name}`"),
        Some((side, scope)) => format!("{kind} `{name}` of {side} `{scope}`"),
        None => format!("{kind} `{name}` of `{scope}`"),
    }
}

/// Whether a change of an item breaks by `rule`.
fn breaks(rule: Rule, change: ChangeKind) -> bool {
    match rule {
        Rule::MayGrow => change != ChangeKind::Added,
        Rule::MayShrink => change != ChangeKind::Removed,
    }
}
