//! What a program wrote, as a console shows it, and as it was written.

mod channel;
mod style;

use model::{LogLevel, LogLine, Stream};

use self::channel::Channel;
pub use self::style::{Colour, Style};

/// A block that is as long as this, in bytes, is followed by another at the next end of a line, so
/// that what is shown can be drawn a piece at a time.
const BLOCK: usize = 8 * 1024;
/// The same for a line that does not end.
const LONGEST_LINE: usize = 64 * 1024;

/// What a program wrote to its streams and logged, and what was typed for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// In the order written.
    pub blocks: Vec<Block>,
    /// The limit, in bytes, if some was dropped because it went over.
    pub cut: Option<u32>,
    stdout: Channel,
    stderr: Channel,
}

/// Where a block came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The program wrote it.
    Stream(Stream),
    /// The component logged it.
    Log(LogLevel),
    /// The user typed it.
    Stdin,
}

/// Text of one source without another in between, or a piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it came from.
    pub source: Source,
    /// The text, in the styles that it asks for; bytes that are no UTF-8 are replaced.
    pub spans: Vec<Span>,
    /// Counts the changes.
    pub version: u32,
}

/// Text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// How it looks.
    pub style: Style,
    /// What it says.
    pub text: String,
}

impl Output {
    /// All that one stream received, escape sequences and all.
    pub fn of(&self, stream: Stream) -> String {
        String::from_utf8_lossy(self.raw(stream)).into_owned()
    }

    /// The same in bytes.
    pub fn raw(&self, stream: Stream) -> &[u8] {
        match stream {
            Stream::Stdout => &self.stdout.raw,
            Stream::Stderr => &self.stderr.raw,
        }
    }

    /// Adds what was written; a character or an escape sequence may be split between two writes.
    pub fn push(&mut self, stream: Stream, bytes: &[u8]) {
        self.with_channel(stream, |channel, blocks| channel.write(bytes, blocks));
    }

    /// Adds a line that was logged.
    pub fn log(&mut self, line: LogLine) {
        let LogLine {
            level,
            context,
            message,
        } = line;
        let text = match context.as_str() {
            "" => message,
            _ => format!("{context}: {message}"),
        };
        self.put(Source::Log(level), text);
    }

    /// Adds what was typed.
    pub fn echo(&mut self, text: &str) {
        self.put(Source::Stdin, text.to_owned());
    }

    /// Says that nothing more comes: a character that stayed incomplete is replaced.
    pub fn finish(&mut self) {
        for stream in [Stream::Stdout, Stream::Stderr] {
            self.with_channel(stream, Channel::finish);
        }
    }

    fn put(&mut self, source: Source, text: String) {
        let style = Style::default();
        self.blocks.push(Block {
            source,
            spans: vec![Span { style, text }],
            version: 0,
        });
    }

    fn with_channel(&mut self, stream: Stream, work: impl FnOnce(&mut Channel, &mut Page<'_>)) {
        let source = Source::Stream(stream);
        let blocks = &mut self.blocks;
        let channel = match stream {
            Stream::Stdout => &mut self.stdout,
            Stream::Stderr => &mut self.stderr,
        };
        work(channel, &mut Page { source, blocks });
    }
}

/// The blocks, as one source writes into them.
struct Page<'a> {
    source: Source,
    blocks: &'a mut Vec<Block>,
}

impl Page<'_> {
    /// Adds text behind all there is.
    fn append(&mut self, style: Style, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(block_end(rest));
            self.append_piece(style, piece);
            rest = after;
        }
    }

    fn append_piece(&mut self, style: Style, text: &str) {
        let block = self.open_block();
        block.version += 1;
        match block.spans.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => {
                let text = text.to_owned();
                block.spans.push(Span { style, text });
            }
        }
    }

    /// Takes back the line that was begun, as far as it is the latest that was written.
    fn erase_line(&mut self) {
        let source = self.source;
        let Some(block) = self.blocks.last_mut().filter(|it| it.source == source) else {
            return;
        };
        block.version += 1;
        while let Some(span) = block.spans.last_mut() {
            if let Some(end) = span.text.rfind('\n') {
                return span.text.truncate(end + 1);
            }
            block.spans.pop();
        }
    }

    fn open_block(&mut self) -> &mut Block {
        let fits = |block: &Block| block.source == self.source && !block.is_full();
        if !self.blocks.last().is_some_and(fits) {
            self.blocks.push(Block {
                source: self.source,
                spans: Vec::new(),
                version: 0,
            });
        }
        let last = self.blocks.len() - 1;
        &mut self.blocks[last]
    }
}

impl Block {
    /// All it says, without its styles.
    pub fn text(&self) -> String {
        self.spans.iter().map(|it| it.text.as_str()).collect()
    }

    fn is_full(&self) -> bool {
        let length: usize = self.spans.iter().map(|it| it.text.len()).sum();
        let ends_line = self.spans.last().is_some_and(|it| it.text.ends_with('\n'));
        length >= LONGEST_LINE || (length >= BLOCK && ends_line)
    }
}

/// Where a block ends that begins with this text.
fn block_end(text: &str) -> usize {
    if text.len() <= BLOCK {
        return text.len();
    }
    let most = text.floor_char_boundary(LONGEST_LINE);
    let line_end = text[..most].bytes().skip(BLOCK).position(|it| it == b'\n');
    line_end.map_or(most, |at| BLOCK + at + 1)
}

#[cfg(test)]
mod tests;
