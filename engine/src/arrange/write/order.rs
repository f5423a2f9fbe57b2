//! An order of statements in which nothing is used before it is there.

use std::collections::{BTreeSet, HashMap};

use wac_parser::{Document, Expr, ImportType, InstantiationArgument, PrimaryExpr, Statement};

/// Which of the things in order come where instead: indices, in their new order, and whether each
/// was moved. `counts` says how many statements of `document` each is.
///
/// As few as can be are moved: those that are used up, or those that use them down.
pub(super) fn order(document: &Document, counts: &[usize]) -> Vec<(usize, bool)> {
    let mut order = Order::new(document, counts);
    // A step for each pair is more than are ever needed.
    for _ in 0..counts.len() * counts.len() {
        let Some((user, used)) = order.first_fault() else {
            break;
        };
        if !order.mend(user, used) {
            break;
        }
    }
    let places = order.places.into_iter();
    places.map(|index| (index, order.moved[index])).collect()
}

struct Order {
    /// What each uses.
    uses: Vec<BTreeSet<usize>>,
    /// In the order of the text.
    places: Vec<usize>,
    moved: Vec<bool>,
}

impl Order {
    fn new(document: &Document, counts: &[usize]) -> Order {
        let owners = counts.iter().enumerate();
        let owners: Vec<usize> = owners
            .flat_map(|(owner, count)| std::iter::repeat_n(owner, *count))
            .collect();
        let mut makers: HashMap<&str, usize> = HashMap::new();
        for (statement, owner) in document.statements.iter().zip(&owners) {
            let name = match statement {
                Statement::Let(statement) => statement.id.string,
                Statement::Import(statement) => statement.id.string,
                Statement::Type(statement) => crate::compose::document::type_name(statement),
                Statement::Export(_) => continue,
            };
            makers.insert(name, *owner);
        }
        let mut uses = vec![BTreeSet::new(); counts.len()];
        let mut declared: BTreeSet<usize> = BTreeSet::new();
        for (statement, owner) in document.statements.iter().zip(&owners) {
            match statement {
                Statement::Let(it) => used(&it.expr, &makers, &mut uses[*owner]),
                Statement::Export(it) => used(&it.expr, &makers, &mut uses[*owner]),
                Statement::Import(it) => {
                    if let ImportType::Ident(id) = &it.ty {
                        uses[*owner].extend(makers.get(id.string));
                    }
                    declared.insert(*owner);
                }
                Statement::Type(_) => {
                    // What a type is made of is not looked into: it stays behind all before it.
                    uses[*owner].extend(&declared);
                    declared.insert(*owner);
                }
            }
            uses[*owner].remove(owner);
        }
        Order {
            uses,
            places: (0..counts.len()).collect(),
            moved: vec![false; counts.len()],
        }
    }

    /// The places of one that uses another which comes behind it, and of the other.
    fn first_fault(&self) -> Option<(usize, usize)> {
        let mut place_of = vec![0; self.places.len()];
        for (place, index) in self.places.iter().enumerate() {
            place_of[*index] = place;
        }
        self.places.iter().enumerate().find_map(|(place, index)| {
            let used = self.uses[*index].iter().map(|used| place_of[*used]).max()?;
            (used > place).then_some((place, used))
        })
    }

    /// Moves what is used up or its user down; not when they use each other.
    fn mend(&mut self, user: usize, used: usize) -> bool {
        let mut up = BTreeSet::from([used]);
        for place in (user..used).rev() {
            let index = self.places[place];
            if up
                .iter()
                .any(|it| self.uses[self.places[*it]].contains(&index))
            {
                up.insert(place);
            }
        }
        if up.contains(&user) {
            return false;
        }
        let mut down = BTreeSet::from([user]);
        for place in user + 1..used {
            let uses = &self.uses[self.places[place]];
            if down.iter().any(|it| uses.contains(&self.places[*it])) {
                down.insert(place);
            }
        }
        let (moving, to) = match up.len() <= down.len() {
            true => (up, user),
            false => (down, used + 1),
        };
        let (before, behind) = self.places.split_at(to);
        let offset = before.len();
        let stay = |from: usize, part: &[usize]| -> Vec<usize> {
            let places = part.iter().enumerate();
            let stay = places.filter(|(place, _)| !moving.contains(&(from + place)));
            stay.map(|(_, index)| *index).collect()
        };
        let moved: Vec<usize> = moving.iter().map(|place| self.places[*place]).collect();
        let places = [stay(0, before), moved.clone(), stay(offset, behind)].concat();
        for index in moved {
            self.moved[index] = true;
        }
        self.places = places;
        true
    }
}

fn used(expr: &Expr, makers: &HashMap<&str, usize>, uses: &mut BTreeSet<usize>) {
    match &expr.primary {
        PrimaryExpr::Ident(id) => uses.extend(makers.get(id.string)),
        PrimaryExpr::Nested(nested) => used(&nested.inner, makers, uses),
        PrimaryExpr::New(new) => {
            for argument in &new.arguments {
                match argument {
                    InstantiationArgument::Named(it) => used(&it.expr, makers, uses),
                    InstantiationArgument::Inferred(id) | InstantiationArgument::Spread(id) => {
                        uses.extend(makers.get(id.string));
                    }
                    InstantiationArgument::Fill(_) => {}
                }
            }
        }
    }
}
