//! Which WIT, and which world of it, is looked at.

use model::{Artifact, Inspection, PackageOutline, Workspace};

/// WIT that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A package of the workspace's texts.
    Own(String),
    /// A component of the workspace, or a WIT package in binary form.
    Component(String),
    /// A package of the bundled pack.
    Bundled(String),
}

/// WIT, and perhaps a world of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// The WIT.
    pub source: Source,
    /// The world; none for a component's own.
    pub world: Option<String>,
}

/// What one may choose from, under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub label: String,
    /// Each choice and what it is called.
    pub choices: Vec<(Choice, String)>,
}

impl Source {
    /// The package or component.
    pub fn name(&self) -> &str {
        match self {
            Self::Own(name) | Self::Component(name) | Self::Bundled(name) => name,
        }
    }
}

impl Choice {
    /// A component's own world.
    pub fn component(name: &str) -> Self {
        Self {
            source: Source::Component(name.to_owned()),
            world: None,
        }
    }

    /// A choice as one word, for controls.
    pub fn key(&self) -> String {
        let (kind, name) = match &self.source {
            Source::Own(name) => ("own", name),
            Source::Component(name) => ("component", name),
            Source::Bundled(name) => ("bundled", name),
        };
        let world = self.world.as_deref().unwrap_or_default();
        format!("{kind} {name} {world}")
    }

    /// The choice that has a key.
    pub fn parse(key: &str) -> Option<Self> {
        let mut words = key.split(' ');
        let (kind, name) = (words.next()?, words.next()?.to_owned());
        let world = words.next().filter(|world| !world.is_empty());
        let source = match kind {
            "own" => Source::Own(name),
            "component" => Source::Component(name),
            "bundled" => Source::Bundled(name),
            _ => return None,
        };
        Some(Self {
            source,
            world: world.map(str::to_owned),
        })
    }
}

/// What a script means by a name: a component's own world; a package with or without a world, such
/// as `example:app/main@1.0.0`, of the workspace or else of the pack; with `bundled/` before it,
/// of the pack.
pub fn named(name: &str, packages: &[PackageOutline], workspace: &Workspace) -> Choice {
    if workspace.components.iter().any(|it| it.name == name) {
        return Choice::component(name);
    }
    let (bundled, name) = match name.strip_prefix("bundled/") {
        Some(name) => (true, name),
        None => (false, name),
    };
    let (package, world) = match name.split_once('/') {
        Some((package, rest)) => match rest.split_once('@') {
            Some((world, version)) => (format!("{package}@{version}"), Some(world)),
            None => (package.to_owned(), Some(rest)),
        },
        None => (name.to_owned(), None),
    };
    let is_own = !bundled && packages.iter().any(|it| it.name == package);
    Choice {
        source: match is_own {
            true => Source::Own(package),
            false => Source::Bundled(package),
        },
        world: world.map(str::to_owned),
    }
}

/// The first world that a text declares, among the packages of the workspace.
pub fn declared_in(text: &str, packages: &[PackageOutline]) -> Option<Choice> {
    let after = |keyword: &str| {
        let mut lines = text.lines().map(str::trim_start);
        let rest = lines.find_map(|line| line.strip_prefix(keyword)?.strip_prefix(' '))?;
        let end = rest.find([' ', '{', ';']).unwrap_or(rest.len());
        Some(rest[..end].trim_start_matches('%').to_owned())
    };
    let world = after("world")?;
    let named = after("package");
    let mut having = packages.iter().filter(|it| it.worlds.contains(&world));
    let found = having
        .clone()
        .find(|it| Some(&it.name) == named.as_ref())
        .or_else(|| having.next())?;
    Some(Choice {
        source: Source::Own(found.name.clone()),
        world: Some(world),
    })
}

/// Every world of the workspace, its components and the pack.
pub fn worlds(
    packages: &[PackageOutline],
    components: &[(String, Option<Artifact>)],
    bundled: &[PackageOutline],
) -> Vec<Group> {
    let own = packages.iter().flat_map(|package| {
        let source = Source::Own(package.name.clone());
        worlds_of(source, package)
    });
    let binaries = components
        .iter()
        .filter(|(_, artifact)| matches!(artifact, Some(Artifact::Component) | None))
        .map(|(name, _)| (Choice::component(name), name.clone()));
    let mut groups = vec![
        Group::new("Workspace", own.collect()),
        Group::new("Components", binaries.collect()),
    ];
    for (family, packages) in families(bundled) {
        let choices = packages.into_iter().flat_map(|package| {
            let source = Source::Bundled(package.name.clone());
            worlds_of(source, package)
        });
        groups.push(Group::new(&family, choices.collect()));
    }
    groups.retain(|group| !group.choices.is_empty());
    groups
}

/// Everything that can be compared: packages and binaries, not single worlds.
pub fn sources(
    packages: &[PackageOutline],
    components: &[(String, Option<Artifact>)],
    bundled: &[PackageOutline],
) -> Vec<Group> {
    let whole = |source: Source, label: String| {
        let world = None;
        (Choice { source, world }, label)
    };
    let own = packages.iter().map(|it| it.name.clone());
    let own = own.map(|name| whole(Source::Own(name.clone()), name));
    let binaries = components
        .iter()
        .filter(|(_, artifact)| *artifact != Some(Artifact::CoreModule))
        .map(|(name, _)| whole(Source::Component(name.clone()), name.clone()));
    let mut groups = vec![
        Group::new("Workspace", own.collect()),
        Group::new("Components", binaries.collect()),
    ];
    for (family, packages) in families(bundled) {
        let names = packages.into_iter().map(|it| it.name.clone());
        let choices = names.map(|name| whole(Source::Bundled(name.clone()), name));
        groups.push(Group::new(&family, choices.collect()));
    }
    groups.retain(|group| !group.choices.is_empty());
    groups
}

/// The components of a workspace with what is known of them.
pub fn components<'a>(
    workspace: &Workspace,
    inspection: impl Fn(&str) -> Option<&'a Inspection>,
) -> Vec<(String, Option<Artifact>)> {
    let components = workspace.components.iter();
    components
        .map(|it| {
            (
                it.name.clone(),
                inspection(&it.digest).map(|it| it.artifact),
            )
        })
        .collect()
}

/// Two to begin a comparison with: neighbouring versions of one package where there are such,
/// else two components.
pub fn pair(groups: &[Group]) -> Option<(Choice, Choice)> {
    let all = groups.iter().flat_map(|group| &group.choices);
    let all: Vec<&Choice> = all.map(|(choice, _)| choice).collect();
    let path = |choice: &Choice| -> String {
        let name = choice.source.name();
        name.split('@').next().unwrap_or(name).to_owned()
    };
    let own = all
        .iter()
        .filter(|it| matches!(it.source, Source::Own(_)))
        .find_map(|own| {
            let other = all
                .iter()
                .rfind(|other| *other != own && path(other) == path(own))?;
            Some(((*other).clone(), (*own).clone()))
        });
    let mut binaries = all
        .iter()
        .filter(|it| matches!(it.source, Source::Component(_)));
    let two = || Some(((*binaries.next()?).clone(), (*binaries.next()?).clone()));
    own.or_else(two)
}

impl Group {
    fn new(label: &str, choices: Vec<(Choice, String)>) -> Self {
        Self {
            label: label.to_owned(),
            choices,
        }
    }
}

fn worlds_of(source: Source, package: &PackageOutline) -> Vec<(Choice, String)> {
    let (path, version) = match package.name.split_once('@') {
        Some((path, version)) => (path, format!("@{version}")),
        None => (package.name.as_str(), String::new()),
    };
    let choices = package.worlds.iter().map(|world| {
        let choice = Choice {
            source: source.clone(),
            world: Some(world.clone()),
        };
        (choice, format!("{path}/{world}{version}"))
    });
    choices.collect()
}

/// Bundled packages by name without version.
fn families(bundled: &[PackageOutline]) -> Vec<(String, Vec<&PackageOutline>)> {
    let mut families: Vec<(String, Vec<&PackageOutline>)> = Vec::new();
    for package in bundled {
        let family = package.name.split('@').next().unwrap_or_default();
        match families.last_mut() {
            Some((last, members)) if last == family => members.push(package),
            _ => families.push((family.to_owned(), vec![package])),
        }
    }
    families
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, worlds: &[&str]) -> PackageOutline {
        PackageOutline {
            name: name.to_owned(),
            worlds: worlds.iter().map(|it| (*it).to_owned()).collect(),
            ..PackageOutline::default()
        }
    }

    #[test]
    fn a_choice_survives_a_control() {
        for choice in [
            Choice::component("example:greeter"),
            Choice {
                source: Source::Bundled("wasi:http@0.2.3".into()),
                world: Some("proxy".into()),
            },
        ] {
            assert_eq!(Choice::parse(&choice.key()), Some(choice));
        }
        assert_eq!(Choice::parse("what else"), None);
    }

    #[test]
    fn a_script_names_worlds_and_packages() {
        let packages = [package("a:b@1.0.0", &["w"])];
        let choice = |name: &str| named(name, &packages, &Workspace::default()).key();
        assert_eq!(choice("a:b/w@1.0.0"), "own a:b@1.0.0 w");
        assert_eq!(choice("bundled/a:b@1.0.0"), "bundled a:b@1.0.0 ");
        assert_eq!(
            choice("wasi:io/imports@0.2.3"),
            "bundled wasi:io@0.2.3 imports"
        );
    }

    #[test]
    fn a_text_shows_the_world_that_it_declares() {
        let packages = [package("a:b", &["w"]), package("c:d", &["v", "w"])];
        let key = |text: &str| declared_in(text, &packages).map(|it| it.key());
        assert_eq!(
            key("package c:d;\n\nworld w {\n}"),
            Some("own c:d w".into())
        );
        assert_eq!(key("  world w {}"), Some("own a:b w".into()));
        assert_eq!(key("interface i {}"), None);
    }

    #[test]
    fn worlds_stand_under_the_family_of_their_package() {
        let bundled = [
            package("wasi:cli@0.2.0", &["command", "imports"]),
            package("wasi:cli@0.2.1", &["command"]),
            package("wasi:io@0.2.0", &[]),
        ];
        let groups = worlds(&[package("a:b", &["w"])], &[("a:c".into(), None)], &bundled);
        let told: Vec<String> = groups
            .iter()
            .map(|group| {
                let labels: Vec<&str> = group.choices.iter().map(|(_, it)| it.as_str()).collect();
                format!("{}: {}", group.label, labels.join(" "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "Workspace: a:b/w",
                "Components: a:c",
                "wasi:cli: wasi:cli/command@0.2.0 wasi:cli/imports@0.2.0 wasi:cli/command@0.2.1"
            ]
        );
    }

    #[test]
    fn a_comparison_begins_with_a_package_and_its_bundled_namesake() {
        let groups = sources(
            &[package("wasi:io@0.2.1", &[])],
            &[("a:c".into(), None), ("a:d".into(), None)],
            &[package("wasi:io@0.2.0", &[])],
        );
        let (before, after) = pair(&groups).unwrap();
        assert_eq!(before.source, Source::Bundled("wasi:io@0.2.0".into()));
        assert_eq!(after.source, Source::Own("wasi:io@0.2.1".into()));
    }
}
