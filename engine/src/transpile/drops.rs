//! What js-component-bindgen makes of dropping a resource, mended.

/// Makes each resource of a list drop itself. As generated, each drops the last one, since all of
/// them share one name, declared outside of the loop.
pub(super) fn of_itself(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    let mut lines = js.split_inclusive('\n');
    while let Some(line) = lines.next() {
        out.push_str(line);
        let Some(resource) = begins(line) else {
            continue;
        };
        let unregister = lines.next().unwrap_or_default();
        let remove = lines.next().unwrap_or_default();
        if let Some(handle) = removed(remove) {
            out.push_str("const ");
            out.push_str(resource);
            out.push_str(" = this, ");
            out.push_str(handle);
            out.push_str(" = this[symbolRscHandle];\n");
        }
        out.push_str(unregister);
        out.push_str(remove);
    }
    out
}

/// The name of the resource, in a line that begins to say what dropping it does.
fn begins(line: &str) -> Option<&str> {
    let (_, named) = line.split_once("Object.defineProperty(")?;
    let (resource, rest) = named.split_once(", symbolDispose, ")?;
    rest.contains("value: function () {").then_some(resource)
}

/// The name of the handle, in a line that takes it out of its table.
fn removed(line: &str) -> Option<&str> {
    let (_, table) = line.split_once("= rscTableRemove(handleTable")?;
    let (handle, _) = table.split_once(", ")?.1.split_once(')')?;
    Some(handle)
}
