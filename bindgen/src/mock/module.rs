//! The core module of a component that mocks are put into.

use std::collections::BTreeMap;

use model::MockOrder;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection,
    MemoryType, NameMap, NameSection, TypeSection, ValType,
};
use wit_parser::{
    LiftLowerAbi, ManglingAndAbi, ResourceIntrinsic, SizeAlign, TypeDefKind, TypeId, WasmExport,
    WasmExportKind, WasmImport, WorldItem,
};

use super::Answer;
use super::canned::{GLOBALS, Given, Reply, again, realloc, same};
use super::image::Image;
use crate::core_type::value_type;
use crate::world::{World, WorldFunction};

const NAMES: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);
const PAGE: usize = 1 << 16;

/// The module while it is written.
pub(super) struct Module<'a> {
    world: &'a World,
    image: Image<'a>,
    /// What makes a handle, and what takes one to what stands for the resource.
    news: BTreeMap<TypeId, u32>,
    reps: BTreeMap<TypeId, u32>,
    same: u32,
    /// How many mocks count their calls.
    turns: u32,
    functions: u32,
    sections: Sections,
}

#[derive(Default)]
struct Sections {
    types: TypeSection,
    imports: ImportSection,
    functions: FunctionSection,
    exports: ExportSection,
    code: CodeSection,
    names: NameMap,
}

impl<'a> Module<'a> {
    pub(super) fn new(world: &'a World, sizes: &'a SizeAlign) -> Self {
        let mut module = Self {
            world,
            image: Image::new(&world.resolve, sizes),
            news: BTreeMap::new(),
            reps: BTreeMap::new(),
            same: 0,
            turns: 0,
            functions: 0,
            sections: Sections::default(),
        };
        module.import_resources();
        let i32 = ValType::I32;
        let realloc = module.add("cabi_realloc", &[i32; 4], &[i32], realloc());
        let exports = &mut module.sections.exports;
        exports.export("cabi_realloc", ExportKind::Func, realloc);
        exports.export("memory", ExportKind::Memory, 0);
        module.same = module.add("same", &[i32; 3], &[i32], same());
        module
    }

    /// A function that traps, unless it makes a resource.
    pub(super) fn add_stub(&mut self, function: &WorldFunction<'_>) {
        let code = match self.made(function) {
            Some(made) => made,
            None => self.trap(&format!("{} is a stub", function.id(self.world))),
        };
        self.export(function, 0, &code);
    }

    /// A function that answers; gives the answers that cannot be canned, by number, and why.
    pub(super) fn add_mock(
        &mut self,
        function: &WorldFunction<'_>,
        order: MockOrder,
        answers: &[Answer],
    ) -> Vec<(u32, String)> {
        if let (true, Some(made)) = (answers.is_empty(), self.made(function)) {
            self.export(function, 0, &made);
            return Vec::new();
        }
        let mut refused = Vec::new();
        let mut code = Vec::new();
        let mut depth = 0;
        for (at, answer) in answers.iter().enumerate() {
            let is_last = at + 1 == answers.len();
            let given = match (order, &answer.args) {
                (MockOrder::InTurn, _) if is_last => Given::Always,
                (MockOrder::InTurn, _) => Given::Turn(GLOBALS + self.turns, at),
                (MockOrder::Fitting, None) => Given::Always,
                (MockOrder::Fitting, Some(args)) => Given::Args(args),
            };
            let reply = Reply {
                resolve: &self.world.resolve,
                function: function.function,
                image: &mut self.image,
                news: &self.news,
                reps: &self.reps,
                same: self.same,
            };
            match reply.code(&given, answer.result.as_ref()) {
                Ok((part, used)) => {
                    code.extend(part);
                    depth = depth.max(used);
                }
                Err(why) => refused.push((answer.number, why)),
            }
        }
        self.turns += u32::from(order == MockOrder::InTurn);
        let name = format!(
            "{} has no answer for these arguments",
            function.id(self.world)
        );
        code.extend(self.trap(&name));
        self.export(function, depth, &code);
        refused
    }

    /// The whole module.
    pub(super) fn finish(self) -> Vec<u8> {
        let Self {
            image,
            turns,
            sections,
            ..
        } = self;
        let end = image.bytes.len().next_multiple_of(16);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: (end / PAGE + 1) as u64,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(0), image.bytes);
        let mut names = NameSection::new();
        names.functions(&sections.names);
        let mut module = wasm_encoder::Module::new();
        module
            .section(&sections.types)
            .section(&sections.imports)
            .section(&sections.functions)
            .section(&memories)
            .section(&globals(end, turns))
            .section(&sections.exports)
            .section(&sections.code)
            .section(&data)
            .section(&names);
        module.finish()
    }

    /// Imports what makes handles of the resources that are exported.
    fn import_resources(&mut self) {
        let World { resolve, id } = self.world;
        for (key, item) in &resolve.worlds[*id].exports {
            let WorldItem::Interface { id, .. } = item else {
                continue;
            };
            let types = resolve.interfaces[*id].types.values().copied();
            let is_resource =
                |id: &TypeId| matches!(resolve.types[*id].kind, TypeDefKind::Resource);
            for resource in types.filter(is_resource) {
                let mut import = |intrinsic| {
                    let import = WasmImport::ResourceIntrinsic {
                        interface: Some(key),
                        resource,
                        intrinsic,
                    };
                    let (module, name) = resolve.wasm_import_name(NAMES, import);
                    let ty = self.sections.types.len();
                    let function = self.sections.types.ty();
                    function.function([ValType::I32], [ValType::I32]);
                    let import = EntityType::Function(ty);
                    self.sections.imports.import(&module, &name, import);
                    self.functions += 1;
                    self.functions - 1
                };
                let new = import(ResourceIntrinsic::ExportedNew);
                let rep = import(ResourceIntrinsic::ExportedRep);
                self.news.insert(resource, new);
                self.reps.insert(resource, rep);
            }
        }
    }

    /// The code of a constructor, which makes a new one at each call.
    fn made(&self, function: &WorldFunction<'_>) -> Option<Vec<Instruction<'static>>> {
        let wit_parser::FunctionKind::Constructor(resource) = function.function.kind else {
            return None;
        };
        let new = *self.news.get(&resource)?;
        Some(again(new))
    }

    /// Code that ends in a trap, within a function that says why.
    fn trap(&mut self, name: &str) -> Vec<Instruction<'static>> {
        let mut body = Function::new([]);
        body.instructions().unreachable().end();
        let function = self.add(name, &[], &[], body);
        vec![Instruction::Call(function), Instruction::Unreachable]
    }

    fn export(&mut self, of: &WorldFunction<'_>, locals: u32, code: &[Instruction<'_>]) {
        let resolve = &self.world.resolve;
        let signature = resolve.wasm_signature(NAMES.export_variant(), of.function);
        let types = |types: &[_]| types.iter().copied().map(value_type).collect::<Vec<_>>();
        let (params, results) = (types(&signature.params), types(&signature.results));
        let mut body = Function::new([(locals, ValType::I32)]);
        for instruction in code {
            body.instruction(instruction);
        }
        body.instruction(&Instruction::End);
        let index = self.add(&of.id(self.world), &params, &results, body);
        let export = WasmExport::Func {
            interface: of.interface,
            func: of.function,
            kind: WasmExportKind::Normal,
        };
        let name = resolve.wasm_export_name(NAMES, export);
        self.sections.exports.export(&name, ExportKind::Func, index);
    }

    fn add(&mut self, name: &str, params: &[ValType], results: &[ValType], body: Function) -> u32 {
        let Sections {
            types,
            functions,
            code,
            names,
            ..
        } = &mut self.sections;
        functions.function(types.len());
        let (params, results) = (params.iter().copied(), results.iter().copied());
        types.ty().function(params, results);
        code.function(&body);
        names.append(self.functions, name);
        self.functions += 1;
        self.functions - 1
    }
}

/// Where free memory begins now, where it begins before a call, what stands for the resource that
/// was made last, and whose turn it is.
fn globals(end: usize, turns: u32) -> GlobalSection {
    let mut globals = GlobalSection::new();
    let mut add = |mutable, value: i32| {
        let ty = GlobalType {
            val_type: ValType::I32,
            mutable,
            shared: false,
        };
        globals.global(ty, &ConstExpr::i32_const(value));
    };
    let end = i32::try_from(end).expect("what is typed fits into memory");
    add(true, end);
    add(false, end);
    // No mock names as many resources.
    add(true, 1 << 24);
    for _ in 0..turns {
        add(true, 0);
    }
    globals
}
