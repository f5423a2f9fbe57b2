//! A shell's command line as words, as POSIX and bash read it, and no more of a shell than that.

/// A character that ends a word, and with it the command.
const OPERATORS: &str = "|&;<>()`";

/// The words of one command. What only a shell could do, such as a variable, is refused.
pub fn words(command: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader {
        rest: command.chars(),
        words: Vec::new(),
        word: None,
    };
    while let Some(next) = reader.rest.next() {
        reader.take(next)?;
    }
    reader.end_word();
    Ok(reader.words)
}

/// A word in quotes, where it needs them.
pub fn quoted(word: &str) -> String {
    let is_plain =
        |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.' | '/' | ':' | '=');
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

struct Reader<'a> {
    rest: std::str::Chars<'a>,
    words: Vec<String>,
    /// The word that is being read; even an empty one, once it was quoted.
    word: Option<String>,
}

impl Reader<'_> {
    fn take(&mut self, next: char) -> Result<(), String> {
        match next {
            ' ' | '\t' | '\n' | '\r' => self.end_word(),
            '\\' => match self.rest.next() {
                Some('\n') => {}
                Some('\r') if self.is_next('\n') => drop(self.rest.next()),
                Some(escaped) => self.push(escaped),
                None => return Err("there is nothing after the last `\\`".into()),
            },
            '\'' => self.single()?,
            '"' => self.double()?,
            '$' if self.is_next('\'') => {
                self.rest.next();
                self.ansi()?;
            }
            '$' if self.expands() => return Err(expansion()),
            '^' if self.is_next('"') => {
                return Err("this is for the Windows prompt: copy it as cURL for bash".into());
            }
            other if OPERATORS.contains(other) => {
                return Err(format!(
                    "`{other}` is for a shell: paste the curl command alone, with quotes around its address"
                ));
            }
            other => self.push(other),
        }
        Ok(())
    }

    fn single(&mut self) -> Result<(), String> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next().ok_or_else(|| open('\''))? {
                '\'' => return Ok(()),
                other => self.push(other),
            }
        }
    }

    fn double(&mut self) -> Result<(), String> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next().ok_or_else(|| open('"'))? {
                '"' => return Ok(()),
                '$' if self.expands() => return Err(expansion()),
                '`' => return Err(expansion()),
                '\\' => match self.rest.next().ok_or_else(|| open('"'))? {
                    '\n' => {}
                    escaped @ ('"' | '\\' | '$' | '`') => self.push(escaped),
                    other => {
                        self.push('\\');
                        self.push(other);
                    }
                },
                other => self.push(other),
            }
        }
    }

    /// `$'…'`, as browsers write what has line breaks.
    fn ansi(&mut self) -> Result<(), String> {
        self.word.get_or_insert_default();
        loop {
            match self.rest.next().ok_or_else(|| open('\''))? {
                '\'' => return Ok(()),
                '\\' => {
                    let escaped = self.rest.next().ok_or_else(|| open('\''))?;
                    let meant = match escaped {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'x' => self.code(2)?,
                        'u' => self.code(4)?,
                        'U' => self.code(8)?,
                        '\\' | '\'' | '"' | '?' => escaped,
                        other => return Err(format!("`\\{other}` is not understood in `$'…'`")),
                    };
                    self.push(meant);
                }
                other => self.push(other),
            }
        }
    }

    /// The character of at most so many hexadecimal digits.
    fn code(&mut self, most: usize) -> Result<char, String> {
        let text = self.rest.as_str();
        let digits = text.chars().take(most).take_while(char::is_ascii_hexdigit);
        let (digits, after) = text.split_at(digits.count());
        self.rest = after.chars();
        let code = u32::from_str_radix(digits, 16).ok();
        let code = code.filter(|code| most > 2 || *code < 0x80);
        code.and_then(char::from_u32)
            .ok_or_else(|| format!("`{digits}` is no character in `$'…'`"))
    }

    /// Whether the `$` before would have a shell put something in its place.
    fn expands(&self) -> bool {
        let next = self.rest.clone().next();
        next.is_some_and(|it| it.is_ascii_alphanumeric() || "_{(@*#?!$-".contains(it))
    }

    fn is_next(&self, wanted: char) -> bool {
        self.rest.as_str().starts_with(wanted)
    }

    fn push(&mut self, next: char) {
        self.word.get_or_insert_default().push(next);
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }
}

fn open(quote: char) -> String {
    format!("a `{quote}` is opened and never closed")
}

fn expansion() -> String {
    "only a shell knows what stands for `$…` or `` `…` ``: put the value there".into()
}
