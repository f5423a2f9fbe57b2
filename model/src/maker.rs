//! What is rarely asked and large: bindings of a world, projects to start from, JavaScript packages,
//! stubs and mocks as components, components of core modules, WAT, and what comes of a composition beside its bytes. One struct a request, tied to its answer by [`MakerCall`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::messages::{Answer, Question, messages};
use crate::{
    Abi, AbiRequest, ComponentizeRequest, Componentized, Diagnostic, EncodeCompositionRequest,
    EncodedComposition, JudgeRequest, Judgement, MockRequest, Mocked, NamedFile, PackageRequest,
    ReadConfig, ReadConfigRequest, Recipe, RecipeRequest, TakeHomeRequest, WorldChoice, XRay,
    XRayRequest,
};

/// A question to the maker.
pub type MakerQuestion = Question<MakerRequest>;

/// The maker's answer.
pub type MakerAnswer = Answer<MakerReply>;

messages! {
    /// What the page asks of the maker's worker.
    enum MakerRequest;
    /// What came of a request to the maker.
    enum MakerReply;
    /// A request to the maker: how it is wrapped, and how its answer is taken out.
    trait MakerCall;
    ListGenerators(ListGeneratorsRequest) -> Generators;
    Generate(GenerateRequest) -> Generated;
    StartProject(StartProjectRequest) -> Project;
    Package(PackageRequest) -> Project;
    TakeHome(TakeHomeRequest) -> Project;
    Stub(StubRequest) -> ByteBuf;
    Abi(AbiRequest) -> Abi;
    Mock(MockRequest) -> Mocked;
    Componentize(ComponentizeRequest) -> Componentized;
    Zip(ZipRequest) -> ByteBuf;
    PrintWat(PrintWatRequest) -> String;
    EncodeWat(EncodeWatRequest) -> EncodedWat;
    EncodeComposition(EncodeCompositionRequest) -> EncodedComposition;
    WriteRecipe(RecipeRequest) -> Recipe;
    XRay(XRayRequest) -> XRay;
    ReadConfig(ReadConfigRequest) -> ReadConfig;
    Judge(JudgeRequest) -> Judgement;
}

/// This world with all that it needs, please; asked of the engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodeWorldRequest {
    /// Every `.wit` file of the workspace: path to text.
    pub files: BTreeMap<String, String>,
    /// The world.
    pub of: WorldChoice,
}

/// A world that takes along all that it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodedWorld {
    /// A WIT package in binary form, or a component.
    pub package: ByteBuf,
    /// The world's name in that package; none for a component's own world.
    pub world: Option<String>,
}

/// What can be made?
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListGeneratorsRequest {}

/// All that can be made of a world.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generators {
    /// Languages that bindings are generated for.
    pub bindings: Vec<Generator>,
    /// Projects to start from.
    pub projects: Vec<ProjectKind>,
}

/// A generator of bindings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generator {
    /// Short and stable, such as `rust`.
    pub id: String,
    /// The language's name.
    pub name: String,
    /// The crate that does it, with its version.
    pub tool: String,
    /// What can be chosen.
    pub options: Vec<GeneratorOption>,
}

/// Something that can be chosen about bindings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeneratorOption {
    /// Short and stable, such as `ownership`.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What it does, in one sentence.
    pub hint: String,
    /// What it may be.
    pub kind: OptionKind,
}

/// What an option may be. Its value is a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OptionKind {
    /// `true` or `false`, which is what it is unless said otherwise.
    #[default]
    Flag,
    /// One of these, the first unless said otherwise.
    Choice(Vec<String>),
    /// Any text; the example says of what form.
    Text {
        /// A value that would do.
        example: String,
    },
}

/// A kind of project to start from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectKind {
    /// Short and stable, such as `rust`.
    pub id: String,
    /// Language and tool, such as `Rust · cargo`.
    pub name: String,
    /// What builds it, in one sentence.
    pub summary: String,
}

/// Bindings of this world, please.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerateRequest {
    /// The world.
    pub of: EncodedWorld,
    /// Of the [`Generator`].
    pub generator: String,
    /// Id of a [`GeneratorOption`] to its value.
    pub options: BTreeMap<String, String>,
}

/// Bindings of a world.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generated {
    /// Path to contents; nearly all of them texts.
    pub files: BTreeMap<String, ByteBuf>,
}

/// A project whose component is of this world, please.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartProjectRequest {
    /// The world.
    pub of: EncodedWorld,
    /// Of the [`ProjectKind`].
    pub kind: String,
}

/// A project to start from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// What its folder is called.
    pub name: String,
    /// Path below that folder to contents.
    pub files: BTreeMap<String, ByteBuf>,
}

/// A component of this world whose functions trap, please.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StubRequest {
    /// The world.
    pub of: EncodedWorld,
}

/// These files as a zip archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZipRequest {
    /// The folder that all of them are put in.
    pub folder: String,
    /// Path below that folder to contents.
    pub files: BTreeMap<String, ByteBuf>,
}

/// This binary as WAT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintWatRequest {
    /// The binary.
    pub bytes: ByteBuf,
}

/// This WAT text as a binary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodeWatRequest {
    /// The text.
    pub file: NamedFile,
}

/// What a WAT text is as a binary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EncodedWat {
    /// A file of the text's path.
    Binary(NamedFile),
    /// What is wrong with the text.
    Refused(Diagnostic),
}
