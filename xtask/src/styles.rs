//! The page's styles as one file, which a browser asks for once.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::machine::Machine;
use crate::{files, npm};

/// Joins the styles of the page in `dist`, in its order, shortens them, and makes it load that.
pub(crate) fn join(machine: &Machine, dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = files::read(&page)?;
    let links = links(&html);
    ensure!(!links.is_empty(), "the page has no styles");
    let mut all = String::new();
    for link in &links {
        let path = dist.join(link.name);
        all.push_str(&files::read(&path)?);
        fs::remove_file(path)?;
    }
    let joined = dist.join("style.css");
    files::write(&joined, &all)?;
    npm::shorten(machine, &joined)?;
    let name = format!("style-{}.css", files::fingerprint(&fs::read(&joined)?));
    fs::rename(&joined, dist.join(&name))?;
    let first = links[0].tag.replace(links[0].name, &name);
    let first = without_integrity(&first).context("the page's styles have no integrity")?;
    let mut html = html.replace(links[0].tag, &first);
    for link in &links[1..] {
        html = html.replace(link.tag, "");
    }
    files::write(&page, html)
}

/// A style of a page.
#[derive(Debug, PartialEq, Eq)]
struct Link<'a> {
    tag: &'a str,
    /// Its file beside the page.
    name: &'a str,
}

fn links(html: &str) -> Vec<Link<'_>> {
    let tags = html.split_inclusive('>');
    let tags = tags.filter_map(|text| {
        let tag = &text[text.find("<link rel=\"stylesheet\"")?..];
        let (_, address) = tag.split_once("href=\"")?;
        let address = address.split('"').next()?;
        Some(Link {
            tag,
            name: address.rsplit('/').next()?,
        })
    });
    tags.collect()
}

/// What Trunk computed of the files as they were.
fn without_integrity(tag: &str) -> Option<String> {
    let (before, rest) = tag.split_once(" integrity=\"")?;
    let (_, after) = rest.split_once('"')?;
    Some(format!("{before}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_found_in_the_order_of_the_page() {
        let html = r#"<link rel="icon" href="/a.svg"><link rel="stylesheet" href="/b-1.css" integrity="sha384-x"/>
            <link rel="stylesheet" href="/base/c-2.css"/></head>"#;
        let links = links(html);
        let names: Vec<&str> = links.iter().map(|link| link.name).collect();
        assert_eq!(names, ["b-1.css", "c-2.css"]);
        assert_eq!(
            links[1].tag,
            r#"<link rel="stylesheet" href="/base/c-2.css"/>"#
        );
        let without = without_integrity(links[0].tag).unwrap();
        assert_eq!(without, r#"<link rel="stylesheet" href="/b-1.css"/>"#);
    }
}
