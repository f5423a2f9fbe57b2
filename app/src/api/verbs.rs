//! What each verb does, with arguments that a script may have got wrong.

use futures::future::LocalBoxFuture;
use js_sys::{ArrayBuffer, JSON, JsString, Uint8Array};
use leptos::prelude::*;
use model::{
    Call, CallRequest, EncodeForm, HostOptions, Outcome, Project, RunEvent, ScriptLanguage, Target,
};
use serde_bytes::ByteBuf;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

use crate::api::inputs::{BindingsInput, CommandInput, Options};
use crate::api::outputs::{Called, Exited, Started, contents};
use crate::api::{Answer, Args, Dovetail, rejection};
use crate::client::messages::{self, to_js};
use crate::client::stop::Stopper;
use crate::playground::Order;
use crate::state::fault::Fault;
use crate::state::run::RunState;
use crate::state::workspace::clean_path;
use crate::state::world::choice::Choice;
use crate::state::world::judged::verdict;

/// Does what is asked.
pub(super) fn answer(
    page: Dovetail,
    verb: &'static str,
    args: Args,
) -> LocalBoxFuture<'static, Answer> {
    let [a, b, c, d] = args;
    match verb {
        "ready" => later(async move || page.ready().await.map(|()| JsValue::UNDEFINED)),
        "addComponent" => later(async move || page.add_component(a, b).await),
        "setFile" => later(async move || page.set_file(a, b).map(JsValue::from)),
        "getFile" => later(async move || page.get_file(a).await.map(JsValue::from)),
        "showFile" => later(async move || page.show_file(a, b).await.map(|()| JsValue::UNDEFINED)),
        "diagnostics" => later(async move || page.diagnostics().await),
        "getFeatures" => later(async move || page.features()),
        "setFeatures" => later(async move || page.set_features(a)),
        "inspect" => later(async move || page.inspect(a).await),
        "compose" => later(async move || page.compose().await),
        "arrange" => later(async move || page.arrange(a).await),
        "prospects" => later(async move || page.prospects().await),
        "explainWire" => later(async move || page.explain_wire(a).await),
        "describeWorld" => later(async move || page.describe_world(a).await),
        "checkFit" => later(async move || page.check_fit(a, b).await),
        "compareWit" => later(async move || page.compare_wit(a, b).await),
        "call" => later(async move || page.call(a, b, c, d).await),
        "runCommand" => later(async move || page.run_command(a, b).await),
        "http" => later(async move || page.http(a, b).await),
        "openFrame" => later(async move || page.open_frame(a).await.map(JsValue::from)),
        "readCurl" => later(async move || page.read_curl(a)),
        "bindings" => later(async move || page.bindings(a, b, c).await),
        "project" => later(async move || page.project(a, b).await),
        "package" => later(async move || page.package(a).await),
        "takeHome" => later(async move || page.take_home(a).await),
        "stub" => later(async move || page.stub(a).await.map(JsValue::from)),
        "implement" => later(async move || page.implement(a, b).await.map(JsValue::from)),
        "build" => later(async move || page.build(a).await),
        "shareLink" => later(async move || Ok(page.playground.share_link().url.into())),
        "hover" => later(async move || page.hover(a, b).await),
        "definition" => later(async move || page.definition(a, b).await),
        "references" => later(async move || page.references(a, b).await),
        "rename" => later(async move || page.rename(a, b, c).await.map(JsValue::from)),
        "complete" => later(async move || page.complete(a, b).await),
        "format" => later(async move || page.format(a).await.map(JsValue::from)),
        _ => unreachable!("every name that is installed is answered"),
    }
}

/// A verb's work, made where it takes no room of the others: without optimisation each of them takes
/// tens of kilobytes of the stack.
fn later(verb: impl AsyncFnOnce() -> Answer + 'static) -> LocalBoxFuture<'static, Answer> {
    Box::pin(async move { verb().await })
}

impl Dovetail {
    /// Resolves once a workspace is open and the engine answers.
    async fn ready(&self) -> Result<(), JsValue> {
        self.playground.opened().await.map_err(rejection)
    }

    /// Adds a component under a name, in place of one that has it; gives its inspection.
    async fn add_component(&self, name: JsValue, bytes: JsValue) -> Result<JsValue, JsValue> {
        let (name, bytes) = (text("name", name)?, binary(bytes)?);
        let added = self.playground.add_component(&name, bytes).await;
        self.inspect(added.map_err(rejection)?.into()).await
    }

    /// Sets the text of a file; gives its path.
    fn set_file(&self, path: JsValue, text: JsValue) -> Result<String, JsValue> {
        let (path, content) = (self::text("path", path)?, self::text("text", text)?);
        let clean = clean_path(&path);
        let clean =
            clean.ok_or_else(|| rejection(Fault::new("bad-name", "a file needs a path")))?;
        self.playground.set_file(&clean, content);
        Ok(clean)
    }

    /// All findings about the texts as they are now.
    async fn diagnostics(&self) -> Result<JsValue, JsValue> {
        object(&self.playground.problems_now().await)
    }

    /// The features of WIT that are on.
    fn features(&self) -> Result<JsValue, JsValue> {
        let features = self
            .playground
            .workspace
            .with_untracked(|it| it.features.clone());
        object(&features)
    }

    /// Turns features of WIT on, and all others off; gives those that were on before.
    fn set_features(&self, features: JsValue) -> Result<JsValue, JsValue> {
        let before = self.features();
        self.playground.set_features(needed(features)?);
        before
    }

    /// What a target is.
    async fn inspect(&self, target: JsValue) -> Result<JsValue, JsValue> {
        let inspection = self.playground.inspect_target(&target_of(target)?).await;
        object(&inspection.map_err(rejection)?)
    }

    /// The composition as it is now; rejects when the text has an error.
    async fn compose(&self) -> Result<JsValue, JsValue> {
        let composition = self.playground.composition_now().await;
        object(&composition.map_err(rejection)?)
    }

    /// Calls an exported function with arguments in WAVE.
    async fn call(
        &self,
        target: JsValue,
        func: JsValue,
        wave_args: JsValue,
        options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let (target, func) = (target_of(target)?, text("func", func)?);
        let args = if is_absent(&wave_args) {
            String::new()
        } else {
            text("waveArgs", wave_args)?
        };
        let options: Options = input(options)?;
        let function = self.playground.function_id(&target, &func).await;
        let function = function.map_err(rejection)?;
        let call = Call::Function(CallRequest { function, args });
        let run = self.run(target, call, &options, |_| {}).await?;
        object(&Called::new(&run).map_err(rejection)?)
    }

    /// Runs `wasi:cli/run`.
    async fn run_command(&self, target: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
        let CommandInput { command, options } = input(options)?;
        let call = Call::Command(command.into());
        let run = self.run(target_of(target)?, call, &options, |_| {}).await?;
        object(&Exited::new(&run).map_err(rejection)?)
    }

    /// A world with everything that it pulls in, and why.
    async fn describe_world(&self, world: JsValue) -> Result<JsValue, JsValue> {
        let of = self.choice("world", world).await?;
        object(
            &self
                .playground
                .describe_world(of)
                .await
                .map_err(rejection)?,
        )
    }

    /// Whether one world, or component, fits another.
    async fn check_fit(&self, subject: JsValue, target: JsValue) -> Result<JsValue, JsValue> {
        let subject = self.choice("subject", subject).await?;
        let target = self.choice("target", target).await?;
        let fit = self.playground.check_fit(subject, target).await;
        object(&fit.map_err(rejection)?)
    }

    /// What changed from one package, or component, to another.
    async fn compare_wit(&self, before: JsValue, after: JsValue) -> Result<JsValue, JsValue> {
        let before = self.choice("before", before).await?.source;
        let after = self.choice("after", after).await?.source;
        let compared = self.playground.compare_wit(before.clone(), after.clone());
        let mut compared = compared.await.map_err(rejection)?;
        let judged = self.playground.judge_wit(before, after).await.ok();
        compared.verdict = verdict(compared.verdict, judged.as_ref());
        object(&compared)
    }

    /// The world, package or component that a script names.
    async fn choice(&self, what: &str, name: JsValue) -> Result<Choice, JsValue> {
        let name = text(what, name)?;
        Ok(self.playground.named_choice(&name).await)
    }

    /// Generated bindings of a world: path to contents.
    async fn bindings(
        &self,
        world: JsValue,
        language: JsValue,
        options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let (world, language) = (text("world", world)?, text("language", language)?);
        let options: BindingsInput = input(options)?;
        let world = self.playground.world_named(&world).await;
        let world = world.map_err(rejection)?;
        let generated = self
            .playground
            .bindings(&world, &language, options.into())
            .await;
        object(&contents(generated.map_err(rejection)?.files))
    }

    /// A project to start from, whose component is of a world.
    async fn project(&self, world: JsValue, kind: JsValue) -> Result<JsValue, JsValue> {
        let (world, kind) = (text("world", world)?, text("kind", kind)?);
        let world = self.playground.world_named(&world).await;
        let world = world.map_err(rejection)?;
        let project = self.playground.start_project(&world, &kind).await;
        self.started(project.map_err(rejection)?).await
    }

    /// A component or the composition as a JavaScript package for Node.js.
    async fn package(&self, target: JsValue) -> Result<JsValue, JsValue> {
        let form = EncodeForm::default();
        let project = self.playground.package(&target_of(target)?, form).await;
        self.started(project.map_err(rejection)?).await
    }

    /// The modules of a component as a project that builds it elsewhere.
    async fn take_home(&self, name: JsValue) -> Result<JsValue, JsValue> {
        let project = self.playground.take_home(&text("name", name)?).await;
        self.started(project.map_err(rejection)?).await
    }

    async fn started(&self, Project { name, files }: Project) -> Result<JsValue, JsValue> {
        let zip = self.playground.zip(&name, files.clone()).await;
        object(&Started {
            name,
            files: contents(files),
            zip: ByteBuf::from(zip.map_err(rejection)?),
        })
    }

    /// Adds a component of a world whose functions trap; gives its name.
    async fn stub(&self, world: JsValue) -> Result<String, JsValue> {
        let world = self.playground.world_named(&text("world", world)?).await;
        let world = world.map_err(rejection)?;
        self.playground.stub_world(&world).await.map_err(rejection)
    }

    /// Begins a component of a world in a language, `javascript` if none is named, and builds it;
    /// gives the path of its module.
    async fn implement(&self, world: JsValue, language: JsValue) -> Result<String, JsValue> {
        let world = self.playground.world_named(&text("world", world)?).await;
        let world = world.map_err(rejection)?;
        let language = match language.as_string().as_deref() {
            Some("typescript") => ScriptLanguage::TypeScript,
            _ => ScriptLanguage::JavaScript,
        };
        let path = self.playground.implement_world(&world, language).await;
        path.map_err(rejection)
    }

    /// Builds a component of its sources as they are now.
    async fn build(&self, name: JsValue) -> Result<JsValue, JsValue> {
        let name = text("name", name)?;
        let built = self.playground.build_component(&name).await;
        built.map_err(rejection)?;
        let builds = self.playground.builds.get_untracked();
        let built = builds.get(&name).cloned().unwrap_or_default();
        object(&built.outcome().map_err(rejection)?)
    }
}

impl Dovetail {
    /// A run of its own, beside what ▶ does; gives it once it has ended well.
    pub(super) async fn run(
        &self,
        target: Target,
        call: Call,
        options: &Options,
        mut hear: impl FnMut(&RunEvent),
    ) -> Result<RunState, JsValue> {
        let place = options.place.into();
        let run = RunState::default().begin(place, target.clone(), call.clone());
        let run = StoredValue::new(run);
        let order = Order {
            target,
            call,
            place,
            limits: options.limits(),
            host: HostOptions {
                network: options.network,
                stream_response: true,
                ..HostOptions::default()
            },
            traces: false,
        };
        let tell = move |event: RunEvent| {
            hear(&event);
            run.update_value(|run| run.take(event));
        };
        let outcome = self
            .playground
            .execute(order, &Stopper::default(), tell)
            .await;
        let outcome = outcome.and_then(ran).map_err(rejection)?;
        run.update_value(|run| run.take(RunEvent::Done { outcome }));
        let ended = run.get_value();
        run.dispose();
        Ok(ended)
    }
}

/// Outcomes in which nothing came to an end of its own are failures.
fn ran(outcome: Outcome) -> Result<Outcome, Fault> {
    match outcome {
        Outcome::MissingImports { imports } => {
            let message = format!("nobody provides its imports {}", imports.join(", "));
            Err(Fault::new("missing-imports", message))
        }
        Outcome::Refused { code, message } => Err(Fault { code, message }),
        Outcome::Stopped => Err(Fault::new("stopped", "the run was stopped")),
        Outcome::TimedOut { milliseconds } => {
            let message = format!("the run took longer than {milliseconds} ms and was ended");
            Err(Fault::new("timed-out", message))
        }
        outcome => Ok(outcome),
    }
}

pub(super) fn target_of(name: JsValue) -> Result<Target, JsValue> {
    let name = text("target", name)?;
    Ok(match name.as_str() {
        "composition" => Target::Composition,
        _ => Target::Component { name },
    })
}

/// A text, taken as nothing but a text: scripts that pass something else have a fault.
pub(super) fn text(what: &str, value: JsValue) -> Result<String, JsValue> {
    let message = format!("`{what}` must be a string");
    let text = value.dyn_ref::<JsString>().map(messages::text);
    text.ok_or_else(|| rejection(Fault::new("bad-options", message)))
}

fn binary(value: JsValue) -> Result<Vec<u8>, JsValue> {
    let message = "`bytes` must be a Uint8Array or an ArrayBuffer";
    if value.has_type::<Uint8Array>() || value.has_type::<ArrayBuffer>() {
        Ok(Uint8Array::new(&value).to_vec())
    } else {
        Err(rejection(Fault::new("bad-options", message)))
    }
}

pub(super) fn is_absent(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// What a script passed; leaving it out means all defaults.
pub(super) fn input<T: serde::de::DeserializeOwned + Default>(
    value: JsValue,
) -> Result<T, JsValue> {
    if is_absent(&value) {
        return Ok(T::default());
    }
    needed(value)
}

/// What a script passed and cannot leave out.
pub(super) fn needed<T: serde::de::DeserializeOwned>(value: JsValue) -> Result<T, JsValue> {
    // By way of JSON, which shows what is misspelt as well.
    let json = JSON::stringify(&value)
        .ok()
        .and_then(|json| json.as_string());
    let input = serde_json::from_str(&json.unwrap_or_default());
    input.map_err(|error| rejection(Fault::new("bad-options", error.to_string())))
}

pub(super) fn object(value: &impl serde::Serialize) -> Result<JsValue, JsValue> {
    to_js(value).map_err(|error| rejection(Fault::new("unspeakable", error.to_string())))
}
