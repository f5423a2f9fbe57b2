//! Mocks as a component: its functions give canned answers out of its own memory.

mod canned;
mod image;
mod matching;
mod module;
mod turned;

use engine::{inspect, parse_wave};
use model::{
    EngineError, Function, FunctionKind, KeptAnswer, KeptMock, MockFault, MockRequest, Mocked,
    Param, Severity, Value,
};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::SizeAlign;

use self::module::Module;
use crate::fault::fault;
use crate::stub::stub;
use crate::world::{World, WorldFunction};

/// What a function answers.
struct Answers {
    kept: KeptMock,
    read: Vec<Answer>,
}

/// An answer whose values are read.
struct Answer {
    /// From 1.
    number: u32,
    args: Option<Vec<Value>>,
    result: Option<Value>,
}

/// The component, or what of the mocks it cannot do.
///
/// # Errors
///
/// `nothing-mocked` when no mock is of a function of the world, `no-mock` when wit-component cannot
/// encode the world.
pub(crate) fn mock(request: &MockRequest) -> Result<Mocked, EngineError> {
    let world = World::decode(&request.of)?;
    let world = turned::turned(world, request.side, &request.mocks)?;
    let known = inspect(&stub(&world)?)?.functions;
    let mut faults = Vec::new();
    let mut sizes = SizeAlign::default();
    sizes
        .fill(&world.resolve)
        .map_err(|error| fault("no-mock", error.to_string()))?;
    let mut module = Module::new(&world, &sizes);
    for it in world.exported() {
        let id = it.id(&world);
        let answers = known.iter().find(|it| it.id == id).and_then(|function| {
            let kept = request.mocks.iter().find(|it| it.function == id)?;
            Some(read(function, kept, &mut faults))
        });
        add(&mut module, &it, answers, &mut faults);
    }
    let is_refused = faults.iter().any(|it| it.severity == Severity::Error);
    let component = match is_refused {
        true => None,
        false => Some(encode(&world, module.finish()).map_err(|error| {
            let message = format!("no component of these mocks can be made: {error:#}");
            fault("no-mock", message)
        })?),
    };
    Ok(Mocked {
        component: component.map(Into::into),
        faults,
    })
}

fn add(
    module: &mut Module<'_>,
    function: &WorldFunction<'_>,
    answers: Option<Answers>,
    faults: &mut Vec<MockFault>,
) {
    let Some(Answers { kept, read }) = answers else {
        return module.add_stub(function);
    };
    let refused = module.add_mock(function, kept.order, &read);
    faults.extend(refused.into_iter().map(|(answer, message)| MockFault {
        severity: Severity::Error,
        function: kept.function.clone(),
        answer: Some(answer),
        message,
    }));
}

/// The values of a mock's answers.
fn read(function: &Function, kept: &KeptMock, faults: &mut Vec<MockFault>) -> Answers {
    let mut tell = |severity, answer, message: String| {
        let function = kept.function.clone();
        faults.push(MockFault {
            severity,
            function,
            answer,
            message,
        });
    };
    if kept.delay > 0 {
        let message = "the component answers at once: it has no clock to wait by";
        tell(Severity::Warning, None, message.to_owned());
    }
    let skipped = usize::from(matches!(function.kind, FunctionKind::Method { .. }));
    let params = &function.params[skipped..];
    let result = function.result.clone().map(|ty| Param {
        name: "result".to_owned(),
        ty,
    });
    let mut read = Vec::new();
    for (answer, number) in kept.answers.iter().zip(1..) {
        let KeptAnswer { args, result: text } = answer;
        let args = args.as_deref().map(|text| values(params, text)).transpose();
        let values = values(result.as_slice(), text);
        match (args, values) {
            (Ok(args), Ok(values)) => read.push(Answer {
                number,
                args,
                result: values.into_iter().next(),
            }),
            (Err(message), _) => tell(
                Severity::Error,
                Some(number),
                format!("its arguments: {message}"),
            ),
            (_, Err(message)) => tell(
                Severity::Error,
                Some(number),
                format!("its result: {message}"),
            ),
        }
    }
    let kept = kept.clone();
    Answers { kept, read }
}

fn values(params: &[Param], text: &str) -> Result<Vec<Value>, String> {
    let parsed = parse_wave(params, text);
    parsed.values.ok_or_else(|| {
        let first = parsed.diagnostics.into_iter().next();
        first.map_or_else(|| "they cannot be read".to_owned(), |it| it.message)
    })
}

fn encode(world: &World, mut module: Vec<u8>) -> anyhow::Result<Vec<u8>> {
    let World { resolve, id } = world;
    embed_component_metadata(&mut module, resolve, *id, StringEncoding::UTF8)?;
    ComponentEncoder::default()
        .module(&module)?
        .validate(true)
        .encode()
}
