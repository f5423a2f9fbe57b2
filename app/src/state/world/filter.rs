//! What of a world is left when one searches it.

use model::{WorldExtern, WorldFunction, WorldType};

/// The imports or exports that have all of `words` in a name, with only the members that have
/// them, unless the import or export itself has. No words leave everything.
pub fn filtered(externs: &[WorldExtern], words: &str) -> Vec<WorldExtern> {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let externs = externs.iter().filter_map(|item| {
        if has(&item.name, &words) {
            return Some(item.clone());
        }
        let functions = functions(&item.functions, &item.name, &words);
        let types = item
            .types
            .iter()
            .filter_map(|ty| kept(ty, &item.name, &words));
        let types: Vec<WorldType> = types.collect();
        (!functions.is_empty() || !types.is_empty()).then(|| WorldExtern {
            functions,
            types,
            ..item.clone()
        })
    });
    externs.collect()
}

fn kept(ty: &WorldType, scope: &str, words: &[String]) -> Option<WorldType> {
    let name = format!("{scope} {}", ty.name);
    if has(&name, words) {
        return Some(ty.clone());
    }
    let functions = functions(&ty.functions, &name, words);
    (!functions.is_empty()).then(|| WorldType {
        functions,
        ..ty.clone()
    })
}

fn functions(functions: &[WorldFunction], scope: &str, words: &[String]) -> Vec<WorldFunction> {
    let kept = functions
        .iter()
        .filter(|function| has(&format!("{scope} {}", function.name), words));
    kept.cloned().collect()
}

fn has(name: &str, words: &[String]) -> bool {
    let name = name.to_lowercase();
    words.iter().all(|word| name.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use model::{ExternKind, Gate};

    use super::*;

    fn function(name: &str) -> WorldFunction {
        WorldFunction {
            name: name.to_owned(),
            docs: None,
            gate: Gate::default(),
            wit: String::new(),
            at: None,
        }
    }

    fn streams() -> WorldExtern {
        WorldExtern {
            name: "wasi:io/streams@0.2.3".into(),
            kind: ExternKind::Interface,
            package: None,
            docs: None,
            gate: Gate::default(),
            at: None,
            wit: String::new(),
            uses: Vec::new(),
            types: vec![WorldType {
                name: "input-stream".into(),
                kind: "resource".into(),
                docs: None,
                gate: Gate::default(),
                wit: String::new(),
                at: None,
                functions: vec![function("read"), function("skip")],
            }],
            functions: vec![function("copy")],
            why: Vec::new(),
        }
    }

    fn told(words: &str) -> String {
        let left = filtered(&[streams()], words);
        let names = left.iter().flat_map(|item| {
            let methods = item.types.iter().flat_map(|ty| &ty.functions);
            methods.chain(&item.functions).map(|it| it.name.clone())
        });
        names.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_find_members_and_whole_interfaces() {
        assert_eq!(told(""), "read skip copy");
        assert_eq!(told("io streams"), "read skip copy");
        assert_eq!(told("READ"), "read");
        assert_eq!(told("stream skip"), "skip");
        assert_eq!(told("copy"), "copy");
        assert_eq!(told("nothing"), "");
    }
}
