//! Core modules run by the browser's own WebAssembly, for the author.

use std::collections::BTreeMap;

use author::{Guest, HostFunction, Machine, Number, Provider};
use js_sys::WebAssembly::{Global, Instance, Memory, Module};
use js_sys::{Array, BigInt, Function, Object, Proxy, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

/// The browser as the author's machine.
#[derive(Default)]
pub(crate) struct Browser;

/// What answers a call in place of a function: that function, its object, and the arguments.
type Called = dyn Fn(JsValue, JsValue, Array) -> Result<JsValue, JsValue>;

impl Machine for Browser {
    type Module = Module;
    type Instance = Object;
    type Item = JsValue;

    fn compile(&mut self, bytes: &[u8]) -> Result<Module, String> {
        Module::new(&Uint8Array::from(bytes).into()).map_err(reason)
    }

    fn instantiate(
        &mut self,
        module: &Module,
        providers: &BTreeMap<&str, Provider<'_, Self>>,
    ) -> Result<Object, String> {
        let imports = Object::new();
        for (name, provider) in providers {
            let provided = match provider {
                Provider::Instance(exports) => (*exports).clone(),
                Provider::Items(items) => {
                    let named = Object::new();
                    for (name, item) in items {
                        set(&named, name, item);
                    }
                    named
                }
            };
            set(&imports, name, &provided);
        }
        let instance = Instance::new(module, &imports).map_err(reason)?;
        Ok(instance.exports())
    }

    fn export(&mut self, instance: &Object, name: &str) -> Option<JsValue> {
        let item = Reflect::get(instance, &name.into()).ok()?;
        (!item.is_undefined()).then_some(item)
    }

    fn host_function(&mut self, function: HostFunction<JsValue>) -> JsValue {
        let HostFunction {
            memory,
            realloc,
            answer,
        } = function;
        let called = move |_, _, args: Array| {
            let args: Vec<_> = args.iter().map(|arg| number(&arg)).collect();
            let mut guest = Room {
                memory: memory.get(),
                realloc: realloc.as_ref(),
            };
            let answer = answer(&args, &mut guest);
            let answer = answer.map_err(|reason| js_sys::Error::new(&reason))?;
            Ok(answer.map_or(JsValue::UNDEFINED, value))
        };
        // It lives as long as the instances that import it, which the browser alone knows.
        let called = Closure::<Called>::new(called).into_js_value();
        // Functions of preview 1 have more parameters than a closure can have.
        let handler = Object::new();
        set(&handler, "apply", &called);
        Proxy::new(&called, &handler).into()
    }

    fn call(&mut self, function: &JsValue, args: &[Number]) -> Result<Option<Number>, String> {
        let args: Array = args.iter().copied().map(value).collect();
        let result = function.unchecked_ref::<Function>();
        let result = result.apply(&JsValue::UNDEFINED, &args).map_err(reason)?;
        Ok((!result.is_undefined()).then(|| number(&result)))
    }

    fn read(&mut self, memory: &JsValue, at: u32, length: u32) -> Option<Vec<u8>> {
        Some(view(memory, at, length)?.to_vec())
    }

    fn write(&mut self, memory: &JsValue, at: u32, bytes: &[u8]) -> Option<()> {
        let length = u32::try_from(bytes.len()).ok()?;
        view(memory, at, length)?.copy_from(bytes);
        Some(())
    }

    fn size(&mut self, memory: &JsValue) -> Option<u32> {
        Some(Uint8Array::new(&memory.dyn_ref::<Memory>()?.buffer()).length())
    }

    fn global(&mut self, global: &JsValue) -> Option<Number> {
        Some(number(&global.dyn_ref::<Global>()?.value()))
    }

    fn now(&self) -> f64 {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        scope.performance().map_or(0.0, |clock| clock.now())
    }
}

/// The memory of who calls a function of the author's.
struct Room<'a> {
    memory: Option<&'a JsValue>,
    realloc: Option<&'a JsValue>,
}

impl Guest for Room<'_> {
    fn read(&mut self, at: u32, length: u32) -> Option<Vec<u8>> {
        Browser.read(self.memory?, at, length)
    }

    fn write(&mut self, at: u32, bytes: &[u8]) -> Option<()> {
        Browser.write(self.memory?, at, bytes)
    }

    fn allocate(&mut self, length: u32, align: u32) -> Option<u32> {
        let args = [0, 0, align, length].map(Number::from);
        let place = Browser.call(self.realloc?, &args).ok()??;
        Some(place.unsigned())
    }
}

/// A part of a memory as it is now; the next call may move it.
fn view(memory: &JsValue, at: u32, length: u32) -> Option<Uint8Array> {
    let buffer = memory.unchecked_ref::<Memory>().buffer();
    let whole = Uint8Array::new(&buffer);
    let end = at.checked_add(length)?;
    (end <= whole.length()).then(|| whole.subarray(at, end))
}

fn number(value: &JsValue) -> Number {
    if let Some(number) = value.as_f64() {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "an `i32` is a whole number of that size"
        )]
        return Number::I32(number as i32);
    }
    let wide = value.dyn_ref::<BigInt>();
    let wide = wide.and_then(|wide| i64::try_from(wide.clone()).ok());
    wide.map_or(Number::I32(0), Number::I64)
}

fn value(number: Number) -> JsValue {
    match number {
        Number::I32(it) => it.into(),
        Number::I64(it) => it.into(),
    }
}

fn set(object: &Object, name: &str, value: &JsValue) {
    Reflect::set(object, &name.into(), value).expect("a fresh object takes any field");
}

/// What was thrown, in words.
fn reason(thrown: JsValue) -> String {
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => format!("{thrown:?}"),
    }
}
