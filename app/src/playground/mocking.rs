//! Components made of mocks. They follow the mocks while the page is open.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::{
    EncodedWorld, Function, KeptMock, MockFault, MockRequest, Mocked, MockedSide, NamedFile,
    OpenRequest, Severity, StubRequest, Target,
};

use crate::client::latest::Latest;
use crate::playground::Playground;
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
        let name = self.workspace.with_untracked(|it| mock_name(&it.mocks));
        let (component, faults) = self.mocked_of(of, side).await?;
        let told: BTreeSet<String> = faults.iter().map(told).collect();
        self.add_component(&name, component).await?;
        self.keep_mocked(&name);
        self.select(Some(name.clone()));
        let text = format!("`{name}` is among the components now and answers as the mocks say.");
        let text = std::iter::once(text).chain(told).collect::<Vec<_>>();
        self.tell(Tone::Done, text.join(" "), Some(NoticeAction::Undo));
        Ok(name)
    }

    /// What comes of the mocks for a world, and what it cannot do of them.
    async fn mocked_of(
        self,
        of: EncodedWorld,
        side: MockedSide,
    ) -> Result<(Vec<u8>, Vec<MockFault>), Fault> {
        let mocks = self.workspace.with_untracked(|it| it.mocks.clone());
        let request = MockRequest { of, side, mocks };
        let Mocked { component, faults } = self.maker_client().ask(MOCKING, request).await?;
        let component = component.ok_or_else(|| refused(&faults))?;
        Ok((component.into_vec(), faults))
    }

    /// From here on components that were made of mocks are made again when these change.
    pub(super) fn follow_mocks(self) {
        let mocks = Memo::new(move |_| self.workspace.with(|it| it.mocks.clone()));
        let following = Latest::default();
        Effect::new(move |before: Option<()>| {
            // A memo is computed when it is read; tracking alone would never wake it.
            drop(mocks.read());
            if before.is_none() {
                return;
            }
            following.run(async move {
                for (name, digest) in self.mocked.get_value() {
                    if let Err(fault) = self.mock_again(&name, &digest).await {
                        self.tell_fault(&fault);
                    }
                }
            });
        });
    }

    /// Makes a component of mocks again, of the interfaces that it has, unless something else bears
    /// its name by now.
    async fn mock_again(self, name: &str, digest: &str) -> Result<(), Fault> {
        let Ok(component) = self.component(name) else {
            return Ok(());
        };
        let has_mocks = self.workspace.with_untracked(|it| !it.mocks.is_empty());
        if component.digest != digest || !has_mocks {
            return Ok(());
        }
        let of = EncodedWorld {
            package: self.bytes_of(&component).await?.to_vec().into(),
            world: None,
        };
        let (component, _) = self.mocked_of(of, MockedSide::Exports).await?;
        self.put_built(name, component.into()).await?;
        self.keep_mocked(name);
        Ok(())
    }

    /// Remembers which component was made of mocks, by its bytes.
    fn keep_mocked(self, name: &str) {
        if let Ok(component) = self.component(name) {
            let name = name.to_owned();
            self.mocked
                .update_value(|known| drop(known.insert(name, component.digest)));
        }
    }
}

/// Why no component comes of mocks.
fn refused(faults: &[MockFault]) -> Fault {
    let errors = faults.iter().filter(|it| it.severity == Severity::Error);
    let errors: Vec<String> = errors.map(told).collect();
    Fault::new(BAD, errors.join("; "))
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
