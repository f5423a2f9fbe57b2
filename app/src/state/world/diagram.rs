//! A world as a drawing: its box in the middle, imports on the left, exports on the right, those
//! of one package together; on a narrow screen imports above and exports below.

use model::{StepVerb, WorldExtern, WorldView};

/// Width of a card in pixels.
const CARD: f64 = 208.0;
/// Height of a card's head and of each row.
const ROW: f64 = 24.0;
/// Space between cards, and within a card below its last row.
const GAP: f64 = 12.0;
const PAD: f64 = 6.0;
/// Space for wires beside the world, and for the lines between imports.
const WIRES: f64 = 72.0;
const GUTTER: f64 = 52.0;
/// Size of the world's box.
const WORLD: (f64, f64) = (150.0, 64.0);
/// Space round everything.
const MARGIN: f64 = 16.0;

/// The drawing, in pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drawing {
    /// All of it.
    pub width: f64,
    /// All of it.
    pub height: f64,
    /// The world's own box.
    pub world: Frame,
    /// Imports, then exports, by package.
    pub cards: Vec<Card>,
    /// From what uses types of an import to that import.
    pub because: Vec<Line>,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Frame {
    /// Of the left edge.
    pub x: f64,
    /// Of the upper edge.
    pub y: f64,
    /// From the left edge to the right one.
    pub width: f64,
    /// From the upper edge to the lower one.
    pub height: f64,
}

/// Imports or exports of one package.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The package, or the world itself.
    pub title: String,
    /// What its colour is made of.
    pub hue: String,
    /// Where it is.
    pub frame: Frame,
    /// In order.
    pub rows: Vec<Row>,
}

/// An import or export.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its full name.
    pub name: String,
    /// Its name in its package.
    pub label: String,
    /// Whether it is exported.
    pub is_export: bool,
    /// Whether the world, or one it includes, says it; else it is there for its types.
    pub is_stated: bool,
    /// Where it is.
    pub frame: Frame,
    /// The wire between it and the world, as an SVG path.
    pub wire: String,
}

/// A line from what uses types to where they come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Full name of the user.
    pub from: String,
    /// Full name of the import that is used.
    pub to: String,
    /// As an SVG path.
    pub path: String,
}

/// Draws a world for a screen that is narrow or not.
pub fn draw(view: &WorldView, is_narrow: bool) -> Drawing {
    let own = view.name.as_str();
    let mut imports = cards(&view.imports, false, own);
    let mut exports = cards(&view.exports, true, own);
    let mut drawing = match is_narrow {
        true => stacked(&mut imports, &mut exports),
        false => beside(&mut imports, &mut exports),
    };
    drawing.cards = imports.into_iter().chain(exports).collect();
    for row in drawing.cards.iter_mut().flat_map(|card| &mut card.rows) {
        row.wire = wire(row, drawing.world, is_narrow);
    }
    drawing.because = because(view, &drawing.cards);
    drawing
}

fn beside(imports: &mut [Card], exports: &mut [Card]) -> Drawing {
    let tall = height(imports).max(height(exports)).max(WORLD.1);
    let left = MARGIN + if imports.is_empty() { 0.0 } else { GUTTER };
    let left_width = if imports.is_empty() {
        0.0
    } else {
        CARD + WIRES
    };
    let world = Frame {
        x: left + left_width,
        y: MARGIN + (tall - WORLD.1) / 2.0,
        width: WORLD.0,
        height: WORLD.1,
    };
    let right = world.x + world.width + WIRES;
    place(imports, left, MARGIN + (tall - height(imports)) / 2.0, CARD);
    place(
        exports,
        right,
        MARGIN + (tall - height(exports)) / 2.0,
        CARD,
    );
    let end = match exports.is_empty() {
        true => world.x + world.width,
        false => right + CARD,
    };
    Drawing {
        width: end + MARGIN,
        height: tall + 2.0 * MARGIN,
        world,
        ..Drawing::default()
    }
}

fn stacked(imports: &mut [Card], exports: &mut [Card]) -> Drawing {
    let left = MARGIN + GUTTER / 2.0;
    place(imports, left, MARGIN, CARD);
    let below = MARGIN + height(imports) + if imports.is_empty() { 0.0 } else { 2.0 * GAP };
    let world = Frame {
        x: left,
        y: below,
        width: CARD,
        height: WORLD.1,
    };
    let top = below + WORLD.1 + 2.0 * GAP;
    place(exports, left, top, CARD);
    Drawing {
        width: left + CARD + GUTTER / 2.0 + MARGIN,
        height: top + height(exports) + MARGIN,
        world,
        ..Drawing::default()
    }
}

/// Imports or exports by package, in the order in which the packages first come.
fn cards(externs: &[WorldExtern], is_export: bool, world: &str) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    for item in externs {
        let title = item.package.clone().unwrap_or_else(|| world.to_owned());
        let label = match (&item.package, item.name.split_once('/')) {
            (Some(_), Some((_, rest))) => rest.split('@').next().unwrap_or(rest).to_owned(),
            _ => item.name.clone(),
        };
        let row = Row {
            name: item.name.clone(),
            label,
            is_export,
            is_stated: item
                .why
                .last()
                .is_none_or(|step| step.verb != StepVerb::Uses),
            frame: Frame::default(),
            wire: String::new(),
        };
        match cards.iter_mut().find(|card| card.title == title) {
            Some(card) => card.rows.push(row),
            None => cards.push(Card {
                hue: title.split('@').next().unwrap_or_default().to_owned(),
                title,
                frame: Frame::default(),
                rows: vec![row],
            }),
        }
    }
    cards
}

fn card_height(card: &Card) -> f64 {
    ROW * (card.rows.len() as f64 + 1.0) + PAD
}

fn height(cards: &[Card]) -> f64 {
    let gaps = GAP * cards.len().saturating_sub(1) as f64;
    cards.iter().map(card_height).sum::<f64>() + gaps
}

fn place(cards: &mut [Card], x: f64, mut y: f64, width: f64) {
    for card in cards {
        let height = card_height(card);
        card.frame = Frame {
            x,
            y,
            width,
            height,
        };
        for (at, row) in card.rows.iter_mut().enumerate() {
            row.frame = Frame {
                x,
                y: y + ROW * (at as f64 + 1.0),
                width,
                height: ROW,
            };
        }
        y += height + GAP;
    }
}

/// From an import's right edge to the world, or from the world to an export's left edge; on a
/// narrow screen round the right side.
fn wire(row: &Row, world: Frame, is_narrow: bool) -> String {
    let middle = row.frame.y + row.frame.height / 2.0;
    let centre = world.y + world.height / 2.0;
    if is_narrow {
        let edge = row.frame.x + row.frame.width;
        let far = edge + GUTTER / 2.0;
        return format!("M{edge} {middle}C{far} {middle} {far} {centre} {edge} {centre}");
    }
    let (from, to, start, end) = match row.is_export {
        true => (world.x + world.width, row.frame.x, centre, middle),
        false => (row.frame.x + row.frame.width, world.x, middle, centre),
    };
    let bend = (to - from) / 2.0;
    format!(
        "M{from} {start}C{} {start} {} {end} {to} {end}",
        from + bend,
        to - bend
    )
}

/// Lines on the left of the imports; those from exports are left out, for they would cross all.
fn because(view: &WorldView, cards: &[Card]) -> Vec<Line> {
    let rows = || cards.iter().flat_map(|card| &card.rows);
    let import = |name: &str| rows().find(|row| !row.is_export && row.name == name);
    let mut lines = Vec::new();
    for item in &view.imports {
        let Some(user) = import(&item.name) else {
            continue;
        };
        for used in item.uses.iter().filter_map(|it| import(&it.interface)) {
            let (from, to) = (user.frame, used.frame);
            let (start, end) = (from.y + ROW / 2.0, to.y + ROW / 2.0);
            let reach = (10.0 + (start - end).abs() / 6.0).min(GUTTER - 8.0);
            let out = from.x - reach * 4.0 / 3.0;
            lines.push(Line {
                from: user.name.clone(),
                to: used.name.clone(),
                path: format!(
                    "M{} {start}C{out} {start} {out} {end} {} {end}",
                    from.x, to.x
                ),
            });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use model::{ExternKind, Gate, Step, Use};

    use super::*;

    fn item(name: &str, package: Option<&str>, verb: StepVerb) -> WorldExtern {
        let why = Step {
            from: "a:b/w".into(),
            verb,
            to: name.into(),
            names: Vec::new(),
            at: None,
        };
        WorldExtern {
            name: name.into(),
            kind: ExternKind::Interface,
            package: package.map(str::to_owned),
            docs: None,
            gate: Gate::default(),
            at: None,
            wit: String::new(),
            uses: Vec::new(),
            types: Vec::new(),
            functions: Vec::new(),
            why: vec![why],
        }
    }

    fn proxy() -> WorldView {
        let io = Some("wasi:io@0.2.3");
        let mut streams = item("wasi:io/streams@0.2.3", io, StepVerb::Imports);
        streams.uses.push(Use {
            interface: "wasi:io/poll@0.2.3".into(),
            names: vec!["pollable".into()],
        });
        WorldView {
            name: "a:b/w".into(),
            imports: vec![
                item("wasi:io/poll@0.2.3", io, StepVerb::Uses),
                item(
                    "wasi:random/random@0.2.3",
                    Some("wasi:random@0.2.3"),
                    StepVerb::Imports,
                ),
                streams,
                item("log", None, StepVerb::Imports),
            ],
            exports: vec![item(
                "wasi:cli/run@0.2.3",
                Some("wasi:cli@0.2.3"),
                StepVerb::Exports,
            )],
            ..WorldView::default()
        }
    }

    #[test]
    fn packages_are_cards_and_interfaces_rows() {
        let drawing = draw(&proxy(), false);
        let told: Vec<String> = drawing
            .cards
            .iter()
            .map(|card| {
                let rows: Vec<&str> = card.rows.iter().map(|row| row.label.as_str()).collect();
                format!("{}: {}", card.title, rows.join(" "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "wasi:io@0.2.3: poll streams",
                "wasi:random@0.2.3: random",
                "a:b/w: log",
                "wasi:cli@0.2.3: run"
            ]
        );
        let stated: Vec<bool> = drawing.cards[0]
            .rows
            .iter()
            .map(|row| row.is_stated)
            .collect();
        assert_eq!(stated, [false, true]);
        assert_eq!(drawing.because.len(), 1);
    }

    #[test]
    fn nothing_overlaps_and_all_is_within() {
        for is_narrow in [false, true] {
            let drawing = draw(&proxy(), is_narrow);
            let mut frames: Vec<Frame> = drawing.cards.iter().map(|card| card.frame).collect();
            frames.push(drawing.world);
            for (at, frame) in frames.iter().enumerate() {
                assert!(frame.x >= 0.0 && frame.x + frame.width <= drawing.width);
                assert!(frame.y >= 0.0 && frame.y + frame.height <= drawing.height);
                for other in &frames[at + 1..] {
                    let apart = frame.x + frame.width <= other.x
                        || other.x + other.width <= frame.x
                        || frame.y + frame.height <= other.y
                        || other.y + other.height <= frame.y;
                    assert!(apart, "{frame:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn an_empty_world_is_a_box() {
        let drawing = draw(&WorldView::default(), false);
        assert!(drawing.cards.is_empty());
        assert_eq!(drawing.width, WORLD.0 + 2.0 * MARGIN);
    }
}
