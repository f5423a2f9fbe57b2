//! The worlds that something can be made of.

use model::{Analysis, Workspace};

/// A world by what a user calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorldName {
    /// A world of the workspace's texts.
    Own {
        /// With its version, such as `example:text@0.1.0`.
        package: String,
        /// Its name in that package.
        world: String,
    },
    /// The world of a component, by the component's name.
    Component {
        /// Such as `example:greeter`.
        name: String,
    },
    /// A world of a bundled package.
    Bundled {
        /// With its version, such as `wasi:http@0.2.6`.
        package: String,
        /// Its name in that package.
        world: String,
    },
}

impl WorldName {
    /// In full, such as `example:text/processor@0.1.0`, or the component's name.
    pub fn full(&self) -> String {
        match self {
            Self::Own { package, world } | Self::Bundled { package, world } => {
                match package.split_once('@') {
                    Some((package, version)) => format!("{package}/{world}@{version}"),
                    None => format!("{package}/{world}"),
                }
            }
            Self::Component { name } => name.clone(),
        }
    }

    /// The world's own name, such as `processor`; a component's without its namespace.
    pub fn short(&self) -> &str {
        match self {
            Self::Own { world, .. } | Self::Bundled { world, .. } => world,
            Self::Component { name } => name.rsplit([':', '/']).next().unwrap_or(name),
        }
    }

    /// What a component that stands in for it is called.
    pub fn stub(&self) -> String {
        let package = match self {
            Self::Own { package, .. } | Self::Bundled { package, .. } => package,
            Self::Component { name } => name,
        };
        let namespace = package.split(':').next().unwrap_or("local");
        format!("{namespace}:{}-stub", self.short())
    }
}

/// Every world of the texts, then every component's.
pub fn worlds(analysis: &Analysis, workspace: &Workspace) -> Vec<WorldName> {
    let own = analysis.packages.iter().flat_map(|package| {
        package.worlds.iter().map(|world| WorldName::Own {
            package: package.name.clone(),
            world: world.clone(),
        })
    });
    let components = workspace.components.iter().map(|it| WorldName::Component {
        name: it.name.clone(),
    });
    own.chain(components).collect()
}

/// The world that a text names: in full, by its own name, or by a component's; also one of a
/// bundled package, in full.
pub fn find(worlds: &[WorldName], text: &str) -> Option<WorldName> {
    let known = worlds.iter().find(|world| world.full() == text);
    let known = known.or_else(|| worlds.iter().find(|world| world.short() == text));
    known.cloned().or_else(|| bundled(text))
}

fn bundled(text: &str) -> Option<WorldName> {
    let (package, world) = text.split_once('/')?;
    let (world, version) = world.split_once('@')?;
    Some(WorldName::Bundled {
        package: format!("{package}@{version}"),
        world: world.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{ComponentRef, PackageOutline};

    fn known() -> Vec<WorldName> {
        let package = PackageOutline {
            name: "example:text@0.1.0".into(),
            worlds: vec!["processor".into()],
            ..PackageOutline::default()
        };
        let analysis = Analysis {
            packages: vec![package],
            ..Analysis::default()
        };
        let component = ComponentRef {
            name: "example:greeter".into(),
            digest: String::new(),
            size: 0,
            source: model::ComponentSource::Local,
        };
        let workspace = Workspace {
            components: vec![component],
            ..Workspace::default()
        };
        worlds(&analysis, &workspace)
    }

    #[test]
    fn worlds_are_found_by_any_of_their_names() {
        let found = |text: &str| find(&known(), text).map(|world| world.full());
        let processor = Some("example:text/processor@0.1.0".to_owned());
        assert_eq!(found("example:text/processor@0.1.0"), processor);
        assert_eq!(found("processor"), processor);
        assert_eq!(found("greeter"), Some("example:greeter".to_owned()));
        let proxy = "wasi:http/proxy@0.2.6";
        assert_eq!(found(proxy), Some(proxy.to_owned()));
        assert_eq!(found("nothing"), None);
    }

    #[test]
    fn stubs_are_named_after_their_worlds() {
        let stubs: Vec<String> = known().iter().map(WorldName::stub).collect();
        assert_eq!(stubs, ["example:processor-stub", "example:greeter-stub"]);
    }
}
