//! Components made of what is no component yet: core modules, and mocks.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::{
    Adapter, ComponentizeRequest, Componentized, EncodedWorld, Function, KeptMock, Made, MockFault,
    MockRequest, Mocked, MockedSide, NamedFile, OpenRequest, Severity, StubRequest, Target,
};
use serde_bytes::ByteBuf;

use crate::playground::Playground;
use crate::playground::build::made_world;
use crate::state::fault::Fault;
use crate::state::mocks::{mock_name, with_mock};
use crate::state::notice::{NoticeAction, Tone};
use crate::state::workspace::Edit;
use crate::state::worlds::WorldName;

/// What a component of mocks is for, as the user says it.
const MOCKING: &str = "making a component of mocks";

/// The code for mocks that no component can be made of.
const BAD: &str = "bad-mock";

impl Playground {
    /// What comes of a core module of the workspace, or what it takes. The module's own world comes
    /// before the one that is given.
    pub async fn componentize(
        self,
        name: &str,
        world: Option<&WorldName>,
        adapter: Option<Adapter>,
    ) -> Result<Componentized, Fault> {
        let module = self.bytes_of(&self.component(name)?).await?;
        let world = match world {
            Some(world) => Some(self.encode_world(world).await?),
            None => None,
        };
        let request = ComponentizeRequest {
            module: module.to_vec().into(),
            world,
            adapter,
        };
        let purpose = "making a component of this module";
        self.maker_client().ask(purpose, request).await
    }

    /// Puts a component in the place of the core module that it was made of. One that is made of a
    /// WAT text is from now on made for the world that was given.
    pub async fn take_componentized(
        self,
        name: &str,
        component: ByteBuf,
        world: Option<&WorldName>,
    ) -> Result<(), Fault> {
        let mut made = self.workspace.with_untracked(|it| it.made.clone());
        match (made.get_mut(name), world.and_then(made_world)) {
            (Some(Made::Wat { world, .. }), Some(of)) => {
                *world = Some(of);
                self.make(Edit::Made(made));
                self.build_component(name).await?;
            }
            _ => drop(self.add_component(name, component.into_vec()).await?),
        }
        let text = format!("`{name}` is a component now.");
        self.tell(Tone::Done, text, Some(NoticeAction::Undo));
        Ok(())
    }

    /// Makes a component of the mocks of what a target imports, or, where it imports nothing that is
    /// mocked, any component of the workspace; gives its name. One of that name is replaced.
    pub async fn mock_component(self) -> Result<String, Fault> {
        let (target, components) = self
            .workspace
            .with_untracked(|it| (it.target.clone(), it.components.clone()));
        let others = components
            .into_iter()
            .map(|it| Target::Component { name: it.name });
        let mut first = None;
        for target in std::iter::once(target).chain(others) {
            match self.mock_for(&target).await {
                Ok(name) => return Ok(name),
                Err(fault) if fault.code == BAD => return Err(fault),
                // What the target itself lacks says more than what others lack.
                Err(fault) => first = first.or(Some(fault)),
            }
        }
        Err(first.expect("there is a target"))
    }

    async fn mock_for(self, target: &Target) -> Result<String, Fault> {
        let package = self.binary(target).await?.bytes.into();
        let of = EncodedWorld {
            package,
            world: None,
        };
        self.make_mock(of, MockedSide::Imports).await
    }

    /// Makes a component of a world whose functions answer as mocks say; gives its name. Functions
    /// that have none get one to begin with.
    pub async fn mock_world(self, world: &WorldName) -> Result<String, Fault> {
        let of = self.encode_world(world).await?;
        let mut mocks = self.workspace.with_untracked(|it| it.mocks.clone());
        for function in self.functions_of(of.clone()).await? {
            if !mocks.iter().any(|it| it.function == function.id) {
                let mock = KeptMock {
                    function: function.id.clone(),
                    answers: self.first_answer(&function).await,
                    ..KeptMock::default()
                };
                mocks = with_mock(mocks, mock);
            }
        }
        if self.workspace.with_untracked(|it| it.mocks != mocks) {
            self.make(Edit::Mocks(mocks));
        }
        self.make_mock(of, MockedSide::Exports).await
    }

    /// The functions that a world exports.
    async fn functions_of(self, of: EncodedWorld) -> Result<Vec<Function>, Fault> {
        let bytes = self.maker_client().ask(MOCKING, StubRequest { of }).await?;
        let path = "stub.wasm".to_owned();
        let files = vec![NamedFile { path, bytes }];
        let opened = self.engine_client().ask(OpenRequest { files }).await?;
        let mut inspections = opened.inspections.into_iter();
        Ok(inspections.next().map_or_else(Vec::new, |it| it.functions))
    }

    async fn make_mock(self, of: EncodedWorld, side: MockedSide) -> Result<String, Fault> {
        let mocks = self.workspace.with_untracked(|it| it.mocks.clone());
        let name = mock_name(&mocks);
        let request = MockRequest { of, side, mocks };
        let Mocked { component, faults } = self.maker_client().ask(MOCKING, request).await?;
        let told: BTreeSet<String> = faults.iter().map(told).collect();
        let told: Vec<String> = told.into_iter().collect();
        let Some(component) = component else {
            let errors = faults.iter().filter(|it| it.severity == Severity::Error);
            let errors: Vec<String> = errors.map(self::told).collect();
            return Err(Fault::new(BAD, errors.join("; ")));
        };
        self.add_component(&name, component.into_vec()).await?;
        self.select(Some(name.clone()));
        let text = format!("`{name}` is among the components now and answers as the mocks say.");
        let text = std::iter::once(text).chain(told).collect::<Vec<_>>();
        self.tell(Tone::Done, text.join(" "), Some(NoticeAction::Undo));
        Ok(name)
    }
}

/// What a component cannot do of a mock, as a sentence.
fn told(fault: &MockFault) -> String {
    let MockFault {
        function,
        answer,
        message,
        ..
    } = fault;
    match answer {
        Some(number) => format!("`{function}`, answer {number}: {message}."),
        None => format!("`{function}`: {message}."),
    }
}
