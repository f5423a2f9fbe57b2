//! A case of several files, each after a line `//- name`.

/// Name and text of each; what stands before the first line `//- …` has no name.
pub(crate) fn parts(input: &str) -> Vec<(&str, &str)> {
    let mut parts = vec![("", input)];
    while let Some((name, text)) = parts.pop() {
        let Some((before, after)) = text.split_once("//- ") else {
            parts.push((name, text));
            break;
        };
        parts.push((name, before));
        parts.push(after.split_once('\n').unwrap_or((after, "")));
    }
    parts
}
