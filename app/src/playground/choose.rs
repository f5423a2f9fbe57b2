//! What ▶ calls, as the user or the target chooses it.

use std::future::Future;

use futures::FutureExt;
use futures::future::{LocalBoxFuture, OptionFuture};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Call, CallRequest, CommandRequest, Function, HttpRequest, Inspection, Workspace};

use crate::parts::{first_screen, in_part};
use crate::playground::Playground;
use crate::playground::execute::function_of;
use crate::state::form::Form;

impl Playground {
    /// Makes ▶ call another function, with empty arguments.
    pub fn choose_function(self, function: Function) {
        let form = self.empty_form(&function);
        self.choose(function, &form);
    }

    /// Makes ▶ call a method of something that lives.
    pub fn choose_method(self, function: Function, handle: u32) {
        let mut form = self.empty_form(&function);
        form.give(0, handle);
        self.choose(function, &form);
    }

    /// The function is called from now on, whether its arguments are written yet or not.
    fn choose(self, function: Function, form: &Form) {
        let Function { id, params, .. } = function;
        let values = form.values().unwrap_or_default();
        let unwritten = Call::Function(CallRequest {
            function: id.clone(),
            args: String::new(),
        });
        self.set_call(unwritten.clone());
        self.writes_args(async move {
            let Ok(args) = self.print_args(params, values).await else {
                return;
            };
            let is_unwritten = |it: &Workspace| it.call.as_ref() == Some(&unwritten);
            if self.workspace.with_untracked(is_unwritten) {
                let function = id;
                let call = CallRequest { function, args };
                self.adjust(|workspace| workspace.call = Some(Call::Function(call)));
            }
        });
    }

    /// Does what ends with the arguments of the call in WAVE; ▶ waits for that.
    pub fn writes_args(self, writing: impl Future<Output = ()> + 'static) {
        let earlier = self.writing.get_value();
        let both = async move {
            futures::join!(OptionFuture::from(earlier), writing);
        };
        let both = both.boxed_local().shared();
        self.writing.set_value(Some(both.clone()));
        spawn_local(both);
    }

    /// Waits until the arguments of the call are those that were typed or chosen last.
    pub(super) async fn args_written(self) {
        if let Some(writing) = self.writing.get_value() {
            writing.await;
        }
    }

    /// Makes ▶ do something that the target can do, unless it does already.
    pub(super) fn fit_call(self) {
        spawn_local(async move {
            first_screen().await;
            // What follows the workspace asks again until the part is there.
            if let Ok(fitted) = fit(self).await {
                fitted.await;
            }
        });
    }

    async fn make_call_fit(self) {
        let fitting = |playground: Self| {
            let target = playground.target.get_untracked()?;
            let call = playground.workspace.with_untracked(|it| it.call.clone());
            let fits = call.is_some_and(|call| fits(&call, &target));
            (!fits).then_some(target)
        };
        let Some(target) = fitting(self) else { return };
        let Some(call) = self.first_call(&target).await else {
            return;
        };
        if fitting(self).is_some_and(|it| it.digest == target.digest) {
            self.adjust(|workspace| workspace.call = Some(call));
        }
    }

    async fn first_call(self, inspection: &Inspection) -> Option<Call> {
        if inspection.is_command {
            return Some(Call::Command(CommandRequest {
                args: vec!["program".into()],
                ..CommandRequest::default()
            }));
        }
        if inspection.is_http {
            return Some(Call::Http(HttpRequest {
                method: "GET".into(),
                path: "/".into(),
                headers: Vec::new(),
                body: String::new(),
            }));
        }
        let function = inspection.functions.first()?;
        Some(Call::Function(self.empty_call(function).await))
    }

    async fn empty_call(self, function: &Function) -> CallRequest {
        let empty = self.empty_form(function).values().unwrap_or_default();
        let args = self.print_args(function.params.clone(), empty).await;
        CallRequest {
            function: function.id.clone(),
            args: args.unwrap_or_default(),
        }
    }

    fn empty_form(self, function: &Function) -> Form {
        let mut form = Form::new(function.params.clone());
        self.session.with_untracked(|session| form.offer(session));
        form
    }
}

in_part! {
    work, fn fit(playground: Playground) -> LocalBoxFuture<'static, ()> {
        playground.make_call_fit().boxed_local()
    }
}

/// Whether the component can do what the call asks.
fn fits(call: &Call, inspection: &Inspection) -> bool {
    function_of(inspection, call).is_ok()
}
