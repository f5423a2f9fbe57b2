//! Lines for a POSIX shell.

/// A command line, word by word.
pub(super) struct Line(String);

impl Line {
    /// Begins with words that need no quotes.
    pub(super) fn new(command: &str) -> Line {
        Line(command.to_owned())
    }

    /// Adds a word.
    pub(super) fn add(&mut self, word: &str) -> &mut Line {
        self.0.push(' ');
        self.0.push_str(&quoted(word));
        self
    }

    /// Goes on in a line of its own.
    pub(super) fn on(&mut self) -> &mut Line {
        self.0.push_str(" \\\n ");
        self
    }

    /// Adds a path, which no program takes for an option.
    pub(super) fn path(&mut self, path: &str) -> &mut Line {
        match path.starts_with('-') {
            true => self.add(&format!("./{path}")),
            false => self.add(path),
        }
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// A word as the shell reads it as it is.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-_./:=@%+,".contains(char);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[test]
fn words_come_through_a_shell_as_they_are() {
    let words = [
        "",
        "plain",
        "two words",
        "it's",
        "$(touch x)",
        "`x`",
        "a\nb",
        "\\",
        "*",
        "~",
        "!",
        "\"",
        "--",
        "'",
        "''",
        "é",
        "#x",
        ";",
        "&&",
    ];
    let mut line = Line::new("printf %s\\\\0");
    for word in words {
        line.add(word);
    }
    let told = std::process::Command::new("sh")
        .args(["-c", &line.into_text()])
        .output();
    let told = told.expect("a POSIX system has a shell").stdout;
    let expected: String = words.iter().map(|word| format!("{word}\0")).collect();
    assert_eq!(String::from_utf8_lossy(&told), expected);
}
