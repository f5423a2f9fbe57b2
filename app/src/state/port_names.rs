//! What ports are called where they stand together.

use std::collections::HashMap;

use model::Port;

use super::layout::short_name;

/// The short names of ports in their order; where two have the same, each with what tells them
/// apart: its package, its version or both.
pub fn port_names(ports: &[Port]) -> Vec<String> {
    let mut alike = HashMap::<&str, Vec<&str>>::new();
    for port in ports {
        let alike = alike.entry(short_name(&port.name)).or_default();
        alike.push(&port.name);
    }
    let names = ports.iter().map(|port| {
        let short = short_name(&port.name);
        told_apart(&port.name, short, &alike[short])
    });
    names.collect()
}

fn told_apart(full: &str, short: &str, alike: &[&str]) -> String {
    let (path, version) = full.split_once('@').unwrap_or((full, ""));
    let others = || alike.iter().filter(|other| **other != full);
    let is_version = |other: &&&str| other.split('@').next() == Some(path);
    let package = match others().all(|other| is_version(&other)) {
        true => short,
        false => path.split_once(':').map_or(path, |(_, path)| path),
    };
    match others().any(|other| is_version(&other)) && !version.is_empty() {
        true => format!("{package}@{version}"),
        false => package.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use model::PortKind;

    use super::*;

    fn called(names: &[&str]) -> String {
        let port = |name: &&str| Port {
            name: (*name).to_owned(),
            kind: PortKind::Instance,
        };
        port_names(&names.iter().map(port).collect::<Vec<_>>()).join(" ")
    }

    #[test]
    fn names_are_short_while_that_tells_them_apart() {
        assert_eq!(called(&["a:b/c@1.0.0", "run", "a:b/d@1.0.0"]), "c run d");
        assert_eq!(called(&["a:b/c@1.0.0", "a:b/c@2.0.0"]), "c@1.0.0 c@2.0.0");
        assert_eq!(
            called(&["wasi:http/types@0.2.0", "wasi:filesystem/types@0.2.0"]),
            "http/types filesystem/types"
        );
        assert_eq!(
            called(&["a:b/c@1.0.0", "a:b/c@2.0.0", "a:d/c"]),
            "b/c@1.0.0 b/c@2.0.0 d/c"
        );
    }
}
