//! What came of evaluating a module, written into the component.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use wasmtime_wizer::{
    ComponentContext, ComponentInstanceState, InstanceState, ModuleContext, SnapshotVal, ValType,
    Wizer,
};

use crate::evaluate::State;
use crate::machine::Number;

/// A component that tells its state, and what it takes to write that back.
pub(crate) struct Instrumented<'a> {
    context: ComponentContext<'a>,
    pub(crate) component: Vec<u8>,
}

/// Makes a component tell its state. The error is what a library says.
pub(crate) fn instrument<'a>(
    component: &'a [u8],
    evaluate: &str,
) -> Result<Instrumented<'a>, String> {
    let instrumented = wizer(evaluate).instrument_component(component);
    let (context, component) = instrumented.map_err(|error| format!("{error:?}"))?;
    Ok(Instrumented { context, component })
}

/// The component with a state, and without the function that evaluates.
pub(crate) fn snapshot(
    instrumented: &Instrumented,
    evaluate: &str,
    mut state: State,
) -> Result<Vec<u8>, String> {
    let wizer = wizer(evaluate);
    ready(wizer.snapshot_component(&instrumented.context, &mut state))
}

/// A core module that tells its state, and what it takes to write that back.
pub(crate) struct InstrumentedModule<'a> {
    context: ModuleContext<'a>,
    pub(crate) module: Vec<u8>,
}

/// Makes a core module tell its state. The error is what a library says.
pub(crate) fn instrument_module<'a>(
    module: &'a [u8],
    evaluate: &str,
) -> Result<InstrumentedModule<'a>, String> {
    let instrumented = wizer(evaluate).instrument(module);
    let (context, module) = instrumented.map_err(|error| format!("{error:?}"))?;
    Ok(InstrumentedModule { context, module })
}

/// The core module with a state, and without the function that evaluates.
pub(crate) fn snapshot_module(
    instrumented: &InstrumentedModule,
    evaluate: &str,
    mut state: State,
) -> Result<Vec<u8>, String> {
    let wizer = wizer(evaluate);
    ready(wizer.snapshot(&instrumented.context, &mut state))
}

/// What comes of a snapshot; the state is there already, so nothing waits.
fn ready(written: impl Future<Output = wasmtime::Result<Vec<u8>>>) -> Result<Vec<u8>, String> {
    match pin!(written).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(written) => written.map_err(|error| format!("{error:?}")),
        Poll::Pending => Err("the snapshot waits for something".to_owned()),
    }
}

fn wizer(evaluate: &str) -> Wizer {
    let mut wizer = Wizer::new();
    wizer.init_func(evaluate);
    wizer
}

impl State {
    fn global(&self, name: &str) -> Number {
        let global = self.globals.get(name);
        *global.expect(WHOLE)
    }

    fn memory(&self, name: &str) -> &[u8] {
        self.memories.get(name).expect(WHOLE)
    }
}

impl InstanceState for State {
    async fn global_get(&mut self, name: &str, _: ValType) -> SnapshotVal {
        match self.global(name) {
            Number::I32(it) => SnapshotVal::I32(it),
            Number::I64(it) => SnapshotVal::I64(it),
        }
    }

    async fn memory_contents(&mut self, name: &str, contents: impl FnOnce(&[u8]) + Send) {
        contents(self.memory(name));
    }
}

impl ComponentInstanceState for State {
    async fn call_func_ret_list_u8(
        &mut self,
        _: &str,
        name: &str,
        contents: impl FnOnce(&[u8]) + Send,
    ) {
        contents(self.memory(name));
    }

    async fn call_func_ret_s32(&mut self, _: &str, name: &str) -> i32 {
        match self.global(name) {
            Number::I32(it) => it,
            Number::I64(_) => 0,
        }
    }

    async fn call_func_ret_s64(&mut self, _: &str, name: &str) -> i64 {
        match self.global(name) {
            Number::I64(it) => it,
            Number::I32(_) => 0,
        }
    }

    async fn call_func_ret_f32(&mut self, _: &str, _: &str) -> u32 {
        unreachable!("{NO_FLOATS}")
    }

    async fn call_func_ret_f64(&mut self, _: &str, _: &str) -> u64 {
        unreachable!("{NO_FLOATS}")
    }
}

const WHOLE: &str = "the state has what is told by what was instrumented";

const NO_FLOATS: &str = "neither the engine nor the linker has globals of floating-point types";
