//! Where something is declared.

use model::{DefineRequest, Location, Span};

use super::index::{Index, Ref};
use super::target::Symbol;

/// The place where what stands at a place is declared.
pub(crate) fn define(index: &Index, request: &DefineRequest) -> Option<Location> {
    let file = index.file(&request.at.path)?;
    let target = index.target(file, request.at.offset)?;
    index.location(&target.symbol)
}

impl<'a> Index<'a> {
    /// Where something is declared; for a name that `use` gives, where that which it names is.
    pub(crate) fn location(&self, symbol: &Symbol<'a>) -> Option<Location> {
        match symbol {
            Symbol::Item(item) => self.item_location(self.follow(*item)),
            Symbol::Package(name) | Symbol::Version(name) => {
                let package = self.package(name)?;
                let declarations = package.scopes.iter().find_map(|scope| {
                    let file = scope.file;
                    match scope.nested {
                        Some(item) => Some(Ref { file, item }),
                        None => scope.header(),
                    }
                });
                let declaration = declarations?;
                let span = declaration.item().path?.span;
                Some(self.place(declaration, span))
            }
            Symbol::Extern(item) => self.item_location(self.external(*item)?),
            Symbol::Component(name) => self.item_location(self.component(name)?),
            Symbol::Word(_) => None,
        }
    }

    /// Where an item's name is.
    pub(crate) fn item_location(&self, item: Ref<'a>) -> Option<Location> {
        let it = item.item();
        Some(self.place(item, it.name.or(it.path.map(|path| path.span))?))
    }

    /// A span of a file as it is now, though the item may be of a file as it was before it broke.
    fn place(&self, item: Ref<'a>, span: Span) -> Location {
        let path = item.file.path.clone();
        let now = self.file(&path);
        let span = match now.filter(|now| !std::ptr::eq(*now, item.file)) {
            Some(now) => moved(&item.file.text, &now.text, span),
            None => span,
        };
        Location { path, span }
    }
}

/// Where a span of an old text is in a new one that differs in one stretch.
fn moved(old: &str, new: &str, span: Span) -> Span {
    let (old, text) = (old.as_bytes(), new);
    let new = text.as_bytes();
    let same = |(old, new): &(&u8, &u8)| old == new;
    let before = old.iter().zip(new).take_while(same).count();
    let rest = old.len().min(new.len()) - before;
    let pairs = old.iter().rev().zip(new.iter().rev());
    let behind = pairs.take(rest).take_while(same).count();
    if span.end as usize <= before {
        return span;
    }
    if span.start as usize >= old.len() - behind {
        let back = old.len() - span.start as usize;
        let start = new.len() - back;
        return crate::diagnostics::span(start..start + (span.end - span.start) as usize);
    }
    let mut start = before;
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    crate::diagnostics::span(start..start)
}
