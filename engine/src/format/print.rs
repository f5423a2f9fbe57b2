//! Pieces to a text: which groups are broken over lines, and what stands between two pieces.

use super::pieces::{Comment, Group, GroupKind, Piece, Pieces};

/// Blanks for each bracket that a line is in.
const INDENT: usize = 2;
/// Characters that a line may have when there is a way to break it.
const MAX_WIDTH: usize = 100;

/// The text of pieces, laid out, with `\n` at the end of each line.
pub(super) fn print(pieces: &Pieces) -> String {
    let mut printer = Printer {
        pieces,
        is_broken: vec![false; pieces.groups.len()],
        text: String::new(),
        column: 0,
        depth: 0,
        group: 0,
    };
    printer.is_broken[0] = true;
    for at in 0..pieces.all.len() {
        printer.print(at);
    }
    if !printer.text.is_empty() {
        printer.text.push('\n');
    }
    printer.text
}

/// What stands between two pieces where there is no comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Blank,
    /// The next piece begins a line.
    Line,
}

struct Printer<'a> {
    pieces: &'a Pieces<'a>,
    /// Whether each group is broken over lines; of one that is not decided yet, no.
    is_broken: Vec<bool>,
    text: String,
    /// Characters of the last line.
    column: usize,
    /// Broken groups that are open.
    depth: usize,
    /// The innermost open group.
    group: usize,
}

impl<'a> Printer<'a> {
    fn print(&mut self, at: usize) {
        let piece = &self.pieces.all[at];
        let gap = self.gap(at);
        let is_line_begun = self.print_comments(at, gap);
        if let Some(group) = piece.closes {
            self.depth -= usize::from(self.is_broken[group]);
            self.group = piece.parent;
        }
        self.separate(at, gap, is_line_begun);
        if !self.is_dropped(at) {
            self.write(piece.text);
        }
        if let Some(group) = piece.opens {
            self.is_broken[group] = self.is_broken[self.line_group()] && self.must_break(group);
            self.depth += usize::from(self.is_broken[group]);
            self.group = group;
        }
        if self.lacks_comma(at) {
            self.write(",");
        }
    }

    /// Writes the comments before a piece; tells whether one of them began a line.
    fn print_comments(&mut self, at: usize, gap: Gap) -> bool {
        let (piece, comments) = (&self.pieces.all[at], self.comments(at));
        let is_bound = gap == Gap::Line && self.is_bound_to_next(piece, comments);
        let mut is_line_begun = false;
        for (index, comment) in comments.iter().enumerate() {
            let is_after_line = index > 0 && comments[index - 1].is_line();
            if is_after_line || comment.newlines > 0 || is_bound && index == 0 {
                let is_first = !std::mem::replace(&mut is_line_begun, true);
                self.begin_line(at, gap, comment.newlines, is_first);
            } else if !self.text.is_empty() {
                self.write(" ");
            }
            self.write_comment(comment.text);
        }
        is_line_begun
    }

    /// Whether the comments before a piece that begins a line are on its line already.
    fn is_bound_to_next(&self, piece: &Piece, comments: &[Comment]) -> bool {
        let is_inline = |comment: &Comment| !comment.is_line() && comment.newlines == 0;
        let is_last = piece.closes.is_some() || piece.text.is_empty();
        !is_last && piece.newlines == 0 && comments.iter().all(is_inline)
    }

    /// Writes what stands between a piece and what is before it.
    fn separate(&mut self, at: usize, gap: Gap, is_line_begun: bool) {
        let piece = &self.pieces.all[at];
        let is_last = piece.closes.is_some() || piece.text.is_empty();
        match self.comments(at).last() {
            _ if piece.text.is_empty() => {}
            None if gap == Gap::Line => self.begin_line(at, gap, piece.newlines, true),
            None if gap == Gap::Blank => self.write(" "),
            None => {}
            Some(comment)
                if comment.is_line() || gap == Gap::Line && (piece.newlines > 0 || is_last) =>
            {
                self.begin_line(at, gap, piece.newlines, !is_line_begun);
            }
            Some(_) if matches!(piece.text, "," | ";" | "." | ":" | ")" | ">") => {}
            // As without the comment, and as behind a comma that is left out.
            Some(_) if self.closes_names(piece) => {}
            Some(_) => self.write(" "),
        }
    }

    fn closes_names(&self, piece: &Piece) -> bool {
        let closed = piece.closes.map(|group| self.pieces.groups[group].kind);
        closed == Some(GroupKind::Names)
    }

    /// Ends the line and indents the next, behind an empty one where the author left some or where
    /// parts of a package meet.
    fn begin_line(&mut self, at: usize, gap: Gap, newlines: usize, is_first: bool) {
        if self.text.is_empty() {
            return;
        }
        let piece = &self.pieces.all[at];
        let before = at.checked_sub(1).map(|at| &self.pieces.all[at]);
        let is_behind_bracket = is_first && before.is_some_and(|before| before.opens.is_some());
        let is_before_bracket = piece.closes.is_some() && self.group == piece.parent;
        let is_behind_attribute = before.is_some_and(|before| before.ends_attribute);
        let may =
            gap == Gap::Line && !is_behind_bracket && !is_before_bracket && !is_behind_attribute;
        let kind = self.pieces.groups[self.group].kind;
        let holds_lines = kind.holds_items() || kind.holds_members();
        if may && holds_lines && (newlines > 1 || is_first && self.parts_meet(at)) {
            self.text.push('\n');
        }
        let depth = match gap {
            Gap::Line => self.depth,
            _ => self.depth + 1,
        };
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', depth * INDENT));
        self.column = depth * INDENT;
    }

    /// Whether a piece begins a part of a package that is to stand apart from the one before.
    fn parts_meet(&self, at: usize) -> bool {
        let piece = &self.pieces.all[at];
        let ended = at.checked_sub(1).and_then(|at| self.pieces.all[at].ends);
        let is_package = self.pieces.groups[piece.parent].kind == GroupKind::Package;
        let is_part = piece.closes.is_none() && !piece.text.is_empty();
        let keyword = self.pieces.keyword_at(at);
        let are_uses = ended == Some("use") && keyword == "use";
        // How statements of WAC belong together is known to their author alone.
        let is_statement = |keyword| matches!(keyword, "import" | "let" | "export");
        let are_statements = ended.is_some_and(is_statement) && is_statement(keyword);
        is_package && is_part && ended.is_some() && !are_uses && !are_statements
    }

    fn gap(&self, at: usize) -> Gap {
        let Some(before) = at.checked_sub(1).map(|at| &self.pieces.all[at]) else {
            return Gap::Line;
        };
        let piece = &self.pieces.all[at];
        let breaks = |group: usize, otherwise: Gap| match self.is_broken[group] {
            true => Gap::Line,
            false => otherwise,
        };
        if let Some(group) = piece.closes {
            let padding = match before.opens {
                Some(_) => Gap::Nothing,
                None => self.padding(group),
            };
            return breaks(group, padding);
        }
        if let Some(group) = before.opens {
            return breaks(group, self.padding(group));
        }
        if before.ends.is_some() || before.ends_attribute || piece.text.is_empty() {
            return Gap::Line;
        }
        match before.text {
            "," => breaks(before.parent, Gap::Blank),
            _ => self.blank(at, before.text, piece.text),
        }
    }

    /// What stands inside of the brackets of a group that is on one line.
    fn padding(&self, group: usize) -> Gap {
        match self.pieces.groups[group].kind {
            GroupKind::Members | GroupKind::Arguments | GroupKind::Renames => Gap::Blank,
            _ => Gap::Nothing,
        }
    }

    /// What stands between two pieces of a line.
    fn blank(&self, at: usize, before: &str, text: &str) -> Gap {
        match (before, text) {
            ("=" | ":" | "export", "(") => Gap::Blank,
            ("..." | "[", _) | (_, "..." | "[" | "]") => Gap::Nothing,
            (_, "," | ";" | "." | ":" | "(" | "<" | "/" | "@" | "-" | "+") => Gap::Nothing,
            ("/" | "." | "@" | "-" | "+", _) => Gap::Nothing,
            (":", _) if self.is_in_path(at - 1) => Gap::Nothing,
            _ => Gap::Blank,
        }
    }

    /// Whether a `:` parts a namespace from a package and not a name from what it is.
    fn is_in_path(&self, colon: usize) -> bool {
        let text = |at: Option<usize>| at.and_then(|at| self.pieces.all.get(at)).map(|it| it.text);
        text(colon.checked_add(2)) == Some("/") || text(colon.checked_sub(2)) == Some("package")
    }

    /// The group that decides whether the current line may be broken.
    fn line_group(&self) -> usize {
        let mut group = self.group;
        while self.pieces.groups[group].kind == GroupKind::Fixed {
            group = self.pieces.all[self.pieces.groups[group].open].parent;
        }
        group
    }

    /// Whether a group cannot stand on one line, or should not.
    fn must_break(&self, group: usize) -> bool {
        let Group { kind, open, close } = self.pieces.groups[group];
        let is_empty = open + 1 == close;
        match kind {
            GroupKind::Fixed => false,
            kind if kind.holds_items() && !is_empty => true,
            // Whoever began a line behind the brace wants the parts on lines of their own.
            kind if kind.holds_members() && !is_empty && self.begins_line(open + 1) => true,
            _ if self.needs_lines(group) => true,
            _ => !is_empty && self.column + self.width(open, close) > MAX_WIDTH,
        }
    }

    /// Whether a comment within a group takes more than a part of a line.
    fn needs_lines(&self, group: usize) -> bool {
        let Group { open, close, .. } = self.pieces.groups[group];
        (open + 1..=close).any(|at| self.needs_line(at))
    }

    /// Whether a comment before a piece takes more than a part of a line.
    fn needs_line(&self, at: usize) -> bool {
        let takes_line = |it: &Comment| it.is_line() || it.newlines > 0 || it.text.contains('\n');
        self.comments(at).iter().any(takes_line)
    }

    fn begins_line(&self, at: usize) -> bool {
        let first = self.comments(at).first();
        first.map_or(self.pieces.all[at].newlines, |comment| comment.newlines) > 0
    }

    /// Characters behind an opening bracket up to where the line may end, were nothing broken.
    fn width(&self, open: usize, close: usize) -> usize {
        let outer = self.line_group();
        let mut width = 0;
        for at in open + 1..self.pieces.all.len() {
            let (piece, before) = (&self.pieces.all[at], &self.pieces.all[at - 1]);
            let is_comma = before.text == "," && before.parent == outer;
            let ends = before.ends.is_some()
                || before.opens.is_some_and(|it| {
                    self.pieces.groups[it].kind.holds_items() || self.needs_lines(it)
                });
            if at > close
                && (is_comma || ends || piece.closes == Some(outer) || self.needs_line(at))
            {
                break;
            }
            let comments = self.comments(at).iter();
            width += comments
                .map(|it| it.text.chars().count() + 1)
                .sum::<usize>();
            width += usize::from(self.gap(at) == Gap::Blank);
            if !self.is_dropped(at) {
                width += piece.text.chars().count();
            }
        }
        width
    }

    fn comments(&self, at: usize) -> &'a [Comment<'a>] {
        &self.pieces.comments[self.pieces.all[at].comments.clone()]
    }

    /// The group that a piece is the last part of, if that may end with a comma.
    fn ended_list(&self, at: usize) -> Option<usize> {
        let group = self.pieces.all.get(at + 1)?.closes?;
        let Group { kind, open, .. } = self.pieces.groups[group];
        (kind.may_end_with_comma() && open != at).then_some(group)
    }

    /// Whether a piece is a comma that is needed on several lines only.
    fn is_dropped(&self, at: usize) -> bool {
        let list = self
            .ended_list(at)
            .filter(|_| self.pieces.all[at].text == ",");
        list.is_some_and(|group| !self.is_broken[group] || self.is_fill(at - 1))
    }

    /// Whether a piece is `...`, behind which nothing can come.
    fn is_fill(&self, at: usize) -> bool {
        self.pieces.all[at].text == "..."
    }

    /// Whether a piece should be followed by a comma and is not.
    fn lacks_comma(&self, at: usize) -> bool {
        let list = self
            .ended_list(at)
            .filter(|_| self.pieces.all[at].text != "," && !self.is_fill(at));
        list.is_some_and(|group| self.is_broken[group])
    }

    fn write(&mut self, text: &str) {
        self.text.push_str(text);
        self.column += text.chars().count();
    }

    fn write_comment(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n");
        if let Some((_, last)) = text.rsplit_once('\n') {
            self.column = last.chars().count();
            self.text.push_str(&text);
        } else {
            self.write(&text);
        }
    }
}
