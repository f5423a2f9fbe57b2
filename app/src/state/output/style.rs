//! How text looks that a program wrote for a terminal.

use anstyle_parse::Params;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// One of the sixteen that every terminal has in its own shade, by number.
    Named(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// What `CSI … m` (SGR) asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// Of the letters.
    pub colour: Option<Colour>,
    /// Behind them.
    pub ground: Option<Colour>,
    /// Heavier.
    pub is_bold: bool,
    /// Fainter.
    pub is_dim: bool,
    /// Slanted.
    pub is_italic: bool,
    /// With a line below.
    pub is_underlined: bool,
    /// With a line through it.
    pub is_struck: bool,
    /// With the two colours exchanged.
    pub is_inverse: bool,
}

impl Style {
    /// Changes as the parameters of `CSI … m` say; what is unknown changes nothing.
    pub(super) fn take(&mut self, params: &Params) {
        let mut params = params.iter();
        while let Some(param) = params.next() {
            let [code, below @ ..] = param else { continue };
            match *code {
                0 => *self = Self::default(),
                1 => self.is_bold = true,
                2 => self.is_dim = true,
                3 => self.is_italic = true,
                4 => self.is_underlined = below != [0],
                7 => self.is_inverse = true,
                9 => self.is_struck = true,
                21 | 22 => (self.is_bold, self.is_dim) = (false, false),
                23 => self.is_italic = false,
                24 => self.is_underlined = false,
                27 => self.is_inverse = false,
                29 => self.is_struck = false,
                code @ (30..=37 | 90..=97) => self.colour = Some(named(code)),
                code @ (40..=47 | 100..=107) => self.ground = Some(named(code - 10)),
                39 => self.colour = None,
                49 => self.ground = None,
                38 => self.colour = extended(below, &mut params).or(self.colour),
                48 => self.ground = extended(below, &mut params).or(self.ground),
                _ => {}
            }
        }
    }
}

/// 30 to 37 are the first eight, 90 to 97 the bright ones.
fn named(code: u16) -> Colour {
    let bright = if code >= 90 { 8 } else { 0 };
    Colour::Named((code % 10) as u8 + bright)
}

/// The colour after 38 or 48: `5;n` or `2;r;g;b`, or the same with colons.
fn extended<'p>(below: &[u16], params: &mut impl Iterator<Item = &'p [u16]>) -> Option<Colour> {
    let mut next = || params.next().and_then(|it| it.first().copied());
    match below {
        [5, index, ..] => indexed(*index),
        [2, _, r, g, b, ..] | [2, r, g, b] => rgb(*r, *g, *b),
        [] => match next()? {
            5 => indexed(next()?),
            2 => rgb(next()?, next()?, next()?),
            _ => None,
        },
        _ => None,
    }
}

fn rgb(r: u16, g: u16, b: u16) -> Option<Colour> {
    let part = |it| u8::try_from(it).ok();
    Some(Colour::Rgb(part(r)?, part(g)?, part(b)?))
}

/// One of 256: sixteen named ones, a cube of 6 × 6 × 6, and 24 greys.
fn indexed(index: u16) -> Option<Colour> {
    let index = u8::try_from(index).ok()?;
    let level = |it: u8| if it == 0 { 0 } else { 55 + it * 40 };
    Some(match index {
        0..=15 => Colour::Named(index),
        16..=231 => {
            let it = index - 16;
            Colour::Rgb(level(it / 36), level(it / 6 % 6), level(it % 6))
        }
        232.. => {
            let grey = 8 + (index - 232) * 10;
            Colour::Rgb(grey, grey, grey)
        }
    })
}
