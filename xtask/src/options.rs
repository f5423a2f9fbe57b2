//! Options of a verb.

use anyhow::{Context, Result, bail};

/// The port that `--port N` or `--port=N` names.
///
/// # Errors
/// When another word is there or the number is none.
pub(crate) fn port(words: &[String], default: u16) -> Result<u16> {
    let mut port = default;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--port") {
            Some("") => words.next().context("`--port` needs a number")?.as_str(),
            Some(rest) if rest.starts_with('=') => &rest[1..],
            _ => bail!("`{word}` is not an option of this verb"),
        };
        port = value
            .parse()
            .with_context(|| format!("`{value}` is not a port"))?;
    }
    Ok(port)
}

/// The words that pick parts of a verb; none picks all.
///
/// # Errors
/// When a word is not among the known ones.
pub(crate) fn parts<'a>(words: &'a [String], known: &[&'a str]) -> Result<Vec<&'a str>> {
    if let Some(other) = words.iter().find(|word| !known.contains(&word.as_str())) {
        bail!("`{other}` is none of: {}", known.join(", "));
    }
    if words.is_empty() {
        return Ok(known.to_vec());
    }
    Ok(words.iter().map(String::as_str).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_port_is_a_number_in_either_spelling() {
        assert_eq!(port(&words(""), 8080).unwrap(), 8080);
        assert_eq!(port(&words("--port 9000"), 8080).unwrap(), 9000);
        assert_eq!(port(&words("--port=9001"), 8080).unwrap(), 9001);
        for wrong in ["--port", "--port 99999", "--ports 1", "9000"] {
            assert!(port(&words(wrong), 8080).is_err(), "{wrong}");
        }
    }

    #[test]
    fn parts_are_the_known_ones_or_all() {
        let known = ["native", "web"];
        assert_eq!(parts(&[], &known).unwrap(), known);
        assert_eq!(parts(&words("web"), &known).unwrap(), ["web"]);
        assert!(parts(&words("webs"), &known).is_err());
    }
}
