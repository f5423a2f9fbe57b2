//! A changed composition as edits of the text that it was read from.

mod arguments;
mod decide;
mod edits;
mod exports;
mod homes;
pub(super) mod layout;
pub(super) mod names;
mod order;
mod rename;
mod slots;

use std::collections::BTreeSet;
use std::ops::Range;

use wac_parser::Statement;

use self::arguments::WIDTH;
use self::decide::{Decision, Fate};
use self::edits::{Edits, rendered};
use self::exports::ExportFate;
use self::homes::{Home, homes};
use self::layout::{Region, Style, indent, regions};
pub(super) use self::rename::ids;
use self::slots::Slot;
use super::plan::{Plan, Root};
use super::scene::Scene;
use crate::compose::document::{self, span};
use crate::tokens::{Token, range, tokens};

/// The edits of a text, and what comes of them.
pub(super) struct Written {
    pub(super) edits: Vec<(Range<usize>, String)>,
    pub(super) text: String,
    /// Whether each instance of the plan has a variable then.
    pub(super) has_variable: Vec<bool>,
}

/// The fewest edits that make a text compose what `after` says, and what else these statements say.
pub(super) fn write(scene: &Scene, after: &Plan, pasted: &[Pasted]) -> Written {
    let mut writer = Writer::new(scene, after);
    let mut slots = writer.gather();
    for statement in pasted {
        let behind = slots
            .iter()
            .rposition(|it| !it.is_export || statement.is_export);
        let slot = match statement.is_export {
            true => Slot::export(statement.text.clone()),
            false => Slot::new(statement.text.clone()),
        };
        slots.insert(behind.map_or(0, |behind| behind + 1), slot);
    }
    let edits = writer.assemble(slots);
    Written {
        text: rendered(scene.text, 0..scene.text.len(), edits.clone()),
        edits,
        has_variable: writer.has_variable,
    }
}

/// A statement to be added.
pub(super) struct Pasted {
    pub(super) text: String,
    pub(super) is_export: bool,
}

struct Writer<'a> {
    scene: &'a Scene<'a>,
    after: &'a Plan,
    tokens: Vec<Token>,
    /// Behind the package declaration.
    head: usize,
    /// Of each statement.
    regions: Vec<Region>,
    homes: Vec<Home>,
    style: Style,
    has_variable: Vec<bool>,
    edits: Edits,
}

impl<'a> Writer<'a> {
    fn new(scene: &'a Scene<'a>, after: &'a Plan) -> Writer<'a> {
        let tokens = tokens(scene.text);
        let mut places = document::statements(scene.evaluated.document, &tokens).into_iter();
        let open = places.next().map_or(0, |package| package.end);
        let homes = homes(scene.evaluated);
        let is_variable = homes.iter().map(|home| home.is_variable);
        let mut has_variable: Vec<bool> = is_variable.collect();
        has_variable.resize(after.instances.len(), true);
        Writer {
            head: layout::line_end(scene.text, &tokens, open),
            regions: regions(scene.text, &tokens, open, places),
            tokens,
            homes,
            style: Style::of(scene.text),
            has_variable,
            edits: Edits::default(),
            scene,
            after,
        }
    }

    /// Gathers the edits within statements, and says what statements there are then.
    fn gather(&mut self) -> Vec<Slot> {
        let news = 0..self.scene.evaluated.news.len();
        let decisions: Vec<Option<Decision>> = news
            .map(|index| (!self.after.instances[index].is_gone).then(|| self.decide(index)))
            .collect();
        let exports = self.decide_exports();
        self.rename_variables();
        self.rename_imports();
        let pulled = self.pulled(&decisions, &exports);
        let mut slots = self.kept_slots(&exports);
        for (index, decision) in decisions.iter().enumerate() {
            if let Some(decision) = decision {
                self.write_arguments(index, decision);
            }
            if pulled.contains(&index) {
                let text = self.pull(index);
                let statement = self.homes[index].statement;
                let is_there = |slot: &Slot| slot.statement == Some(statement);
                let at = slots.iter().position(is_there).unwrap_or(slots.len());
                slots.insert(at, Slot::new(text));
            }
        }
        for (index, fate) in exports.iter().enumerate() {
            self.write_export(index, fate);
        }
        slots.retain(|slot| !slot.is_dropped);
        self.add_instances(&mut slots);
        slots.extend(self.new_exports().into_iter().map(Slot::export));
        slots
    }

    fn kept_slots(&self, exports: &[ExportFate]) -> Vec<Slot> {
        let statements = self.scene.evaluated.document.statements.iter().enumerate();
        let slots = statements.map(|(index, statement)| {
            let value = self.scene.evaluated.values[index];
            let root = value.and_then(|value| self.scene.root_of(value));
            Slot {
                statement: Some(index),
                is_export: matches!(statement, Statement::Export(_)),
                is_dropped: root.is_some_and(|root| self.after.is_gone(root))
                    || exports[index] == ExportFate::Drop,
                count: match &exports[index] {
                    ExportFate::Singles(own) => own.len(),
                    _ => 1,
                },
                text: String::new(),
            }
        });
        slots.collect()
    }

    /// Instances that get a variable: those without one that are named by what is written now, or
    /// whose place goes.
    fn pulled(
        &mut self,
        decisions: &[Option<Decision>],
        exports: &[ExportFate],
    ) -> BTreeSet<usize> {
        let mut named: BTreeSet<Root> = BTreeSet::new();
        for (index, decision) in decisions.iter().enumerate() {
            let wires = &self.after.instances[index].wires;
            let written = decision.iter().flat_map(Decision::written);
            named.extend(written.filter_map(|import| Some(wires.get(import)?.root)));
        }
        let new = self.after.instances.iter().skip(decisions.len());
        named.extend(new.flat_map(|it| it.wires.values()).map(|wire| wire.root));
        for export in self.after.exports.iter().filter(|it| !it.is_gone) {
            let is_kept = export.statement.is_some_and(|index| match &exports[index] {
                ExportFate::Keep => true,
                ExportFate::Changed(at) => self.scene.before.exports[*at].source == export.source,
                _ => false,
            });
            if !is_kept {
                named.insert(export.source.root);
            }
        }
        let instances = self
            .scene
            .before
            .instances
            .iter()
            .zip(&self.after.instances);
        let renamed = instances.map(|(before, after)| before.variable != after.variable);
        let renamed: Vec<bool> = renamed.collect();
        let pulled = self.homes.iter().enumerate().filter(|(index, home)| {
            let loses_place = || match home.parent {
                Some((parent, argument)) => decisions[parent]
                    .as_ref()
                    .is_none_or(|decision| decision.fates[argument] != Fate::Keep),
                None => !matches!(exports[home.statement], ExportFate::Keep),
            };
            decisions[*index].is_some()
                && !home.is_variable
                && (renamed[*index] || named.contains(&Root::Instance(*index)) || loses_place())
        });
        let pulled: BTreeSet<usize> = pulled.map(|(index, _)| index).collect();
        for index in &pulled {
            self.has_variable[*index] = true;
        }
        pulled
    }

    /// Puts a variable in the place of a `new`, which becomes a statement.
    fn pull(&mut self, index: usize) -> String {
        let (scene, home) = (self.scene, &self.homes[index]);
        let variable = names::id(self.after.variable(Root::Instance(index)));
        let indent = indent(scene.text, home.place.start);
        let place = range(span(scene.evaluated.news[index].expr.span));
        let new = self.edits.take(scene.text, place);
        let new = new.replace(&format!("\n{indent}"), "\n");
        self.edits.push(home.place.clone(), variable.clone());
        format!("let {variable} = {new};")
    }

    /// Adds statements for new instances behind all that make something.
    fn add_instances(&self, slots: &mut Vec<Slot>) {
        let behind = slots.iter().rposition(|slot| !slot.is_export);
        let at = behind.map_or(0, |behind| behind + 1);
        let new = self.scene.before.instances.len()..self.after.instances.len();
        let new = new.map(|index| Slot::new(self.new_instance(index)));
        slots.splice(at..at, new.collect::<Vec<_>>());
    }

    fn new_instance(&self, index: usize) -> String {
        let instance = &self.after.instances[index];
        let world = self.scene.world(self.after, index).map(|(_, world)| world);
        let imports: Vec<&String> = world.into_iter().flat_map(|it| it.imports.keys()).collect();
        let wired = imports
            .iter()
            .filter(|it| instance.wires.contains_key(**it));
        let mut arguments: Vec<String> = wired.map(|it| self.named(index, it)).collect();
        if arguments.len() < imports.len() {
            arguments.push("...".to_owned());
        }
        let (variable, package) = (names::id(&instance.variable), &instance.package);
        let line = arguments.join(", ");
        let text = match line.as_str() {
            "" => format!("let {variable} = new {package} {{}};"),
            line => format!("let {variable} = new {package} {{ {line} }};"),
        };
        match text.chars().count() > WIDTH {
            true => {
                let broken = self.broken(&arguments, "");
                format!("let {variable} = new {package} {{{broken}}};")
            }
            false => text,
        }
    }
}
