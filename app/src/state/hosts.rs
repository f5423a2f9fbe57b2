//! Who can give a component what it imports: a tab, a server, nobody.

use model::{Extern, ExternKind, HostOffer, ImportNeed, SERVER_PACKAGES};

/// An import and who gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosted {
    /// Full name.
    pub name: String,
    /// What a tab gives.
    pub tab: HostOffer,
    /// What a server gives.
    pub server: HostOffer,
}

/// Who gives an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Giver {
    /// Neither tab nor server.
    Nobody,
    /// A server, and no tab.
    ServerOnly,
    /// A tab.
    Tab,
}

impl Hosted {
    /// Who gives it.
    pub fn giver(&self) -> Giver {
        match (self.tab.is_given, self.server.is_given) {
            (true, _) => Giver::Tab,
            (false, true) => Giver::ServerOnly,
            (false, false) => Giver::Nobody,
        }
    }
}

/// The imports of a component that a host must give.
pub fn needs(imports: &[Extern]) -> Vec<ImportNeed> {
    let needed = imports
        .iter()
        .filter(|it| matches!(it.kind, ExternKind::Interface | ExternKind::Function));
    let needs = needed.map(|it| ImportNeed {
        name: it.name.clone(),
        functions: it.functions.clone(),
    });
    needs.collect()
}

/// Needs and what a tab gives for each, with what a server gives; those first that fewest give.
pub fn hosted(needs: Vec<ImportNeed>, offers: Vec<HostOffer>) -> Vec<Hosted> {
    let pairs = needs.into_iter().zip(offers);
    let mut hosted: Vec<Hosted> = pairs
        .map(|(need, tab)| Hosted {
            server: of_server(&need),
            name: need.name,
            tab,
        })
        .collect();
    hosted.sort_by_key(Hosted::giver);
    hosted
}

/// What the server gives for an import.
fn of_server(need: &ImportNeed) -> HostOffer {
    let (path, version) = need.name.split_once('@').unwrap_or((&need.name, ""));
    let package = path.split('/').next().unwrap_or(path);
    let mut parts = version.splitn(3, '.');
    let track = format!(
        "{package}@{}.{}",
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default()
    );
    let is_release = !version.contains('-');
    let is_given =
        need.functions.is_empty() || (is_release && SERVER_PACKAGES.contains(&track.as_str()));
    let note = match path {
        _ if need.functions.is_empty() => "",
        _ if !is_given && package.starts_with("wasi:") => "the server does not have it",
        _ if !is_given => "no host has it: another component must",
        _ if package == "wasi:sockets" => "every connection is refused",
        _ if package == "wasi:filesystem" => "the files of the call, to be read only",
        "wasi:http/outgoing-handler" | "wasi:http/client" => {
            "only to hosts that its operator allows"
        }
        _ => "",
    };
    HostOffer {
        is_given,
        note: note.to_owned(),
    }
}

/// Where a component can run, in a sentence.
pub fn summary(hosted: &[Hosted]) -> String {
    let count = |giver: Giver| hosted.iter().filter(|it| it.giver() == giver).count();
    let (nobody, server) = (count(Giver::Nobody), count(Giver::ServerOnly));
    match (hosted.len(), nobody, server) {
        (0, ..) => "It imports nothing: it runs anywhere.".to_owned(),
        (_, 0, 0) => "A tab gives all that it imports: it runs here.".to_owned(),
        (_, 0, 1) => {
            "One import is given by a server only: it runs there, not in a tab.".to_owned()
        }
        (_, 0, count) => {
            format!("{count} imports are given by a server only: it runs there, not in a tab.")
        }
        (_, 1, _) => {
            "One import is given by nobody: compose it with a component that exports it.".to_owned()
        }
        (_, count, _) => format!(
            "{count} imports are given by nobody: compose it with components that export them."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(name: &str, functions: &[&str]) -> ImportNeed {
        ImportNeed {
            name: name.to_owned(),
            functions: functions.iter().map(ToString::to_string).collect(),
        }
    }

    fn given(is_given: bool) -> HostOffer {
        HostOffer {
            is_given,
            note: String::new(),
        }
    }

    #[test]
    fn the_server_has_released_tracks_of_wasi() {
        let is_given = |name: &str| of_server(&need(name, &["f"])).is_given;
        assert!(is_given("wasi:cli/environment@0.2.6"));
        assert!(is_given("wasi:http/client@0.3.1"));
        assert!(!is_given("wasi:io/poll@0.3.0"));
        assert!(!is_given("wasi:cli/run@0.3.0-rc-2026-01-06"));
        assert!(!is_given("wasi:keyvalue/store@0.2.0-draft"));
        assert!(!is_given("example:text/process"));
        assert!(of_server(&need("example:text/types", &[])).is_given);
    }

    #[test]
    fn what_nobody_gives_stands_first() {
        let needs = vec![
            need("wasi:cli/environment@0.2.6", &["f"]),
            need("wasi:sockets/tcp@0.2.6", &["f"]),
            need("example:text/process", &["f"]),
        ];
        let offers = vec![given(true), given(false), given(false)];
        let hosted = hosted(needs, offers);
        let names: Vec<&str> = hosted.iter().map(|it| it.name.as_str()).collect();
        let expected = [
            "example:text/process",
            "wasi:sockets/tcp@0.2.6",
            "wasi:cli/environment@0.2.6",
        ];
        assert_eq!(names, expected);
        assert!(summary(&hosted).starts_with("One import is given by nobody"));
        assert!(summary(&hosted[1..]).contains("by a server only"));
        assert!(summary(&hosted[2..]).ends_with("it runs here."));
    }
}
