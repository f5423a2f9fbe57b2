//! The composed component in other forms, and how to make it away from the page.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{Call, Inspection, NamedComponent};

/// In which form a composition is encoded. The default is what `wac compose` makes by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodeForm {
    /// Whether the components it is made of become imports of the result instead of parts of it.
    pub imports_components: bool,
    /// Whether the names of functions, locals and instances are left out, at every depth.
    pub strips_names: bool,
}

/// This composition in another form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodeCompositionRequest {
    /// The WAC file.
    pub text: String,
    /// What its names of packages stand for: components, and WIT packages by their names with the
    /// version.
    pub components: Vec<NamedComponent>,
    /// The form.
    pub form: EncodeForm,
}

/// A composition in the form that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodedComposition {
    /// The component.
    pub bytes: ByteBuf,
    /// The component seen from outside.
    pub inspection: Inspection,
}

/// How is this composition made with the tools of the field?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipeRequest {
    /// What the user calls the composition; any text at all.
    pub name: String,
    /// Of the WAC file.
    pub path: String,
    /// The WAC file.
    pub text: String,
    /// Names of what may stand for its packages: components, and WIT packages with the version.
    /// What the text does not name is left out.
    pub packages: Vec<String>,
    /// The form that the result is to have.
    pub form: EncodeForm,
    /// SHA-256 of the result, in lower-case hexadecimal, when it is known.
    pub digest: Option<String>,
    /// Full names of the interfaces that the result imports.
    pub imports: Vec<String>,
    /// What is done with the result, if anything.
    pub call: Option<Call>,
}

/// How a composition is made with the tools of the field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// In the order in which they are done.
    pub steps: Vec<RecipeStep>,
    /// The files that the commands read, as paths below the folder that they are done in.
    pub inputs: Vec<RecipeInput>,
    /// A POSIX shell script of the steps that make and check the component.
    pub script: String,
    /// What is in the folder and how to use it, as Markdown.
    pub readme: String,
    /// What the folder is called.
    pub folder: String,
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipeStep {
    /// The program, such as `wac`.
    pub tool: String,
    /// What it does, as a heading.
    pub title: String,
    /// The whole line, quoted for a POSIX shell.
    pub command: String,
    /// Whether it is part of the script; else it is done with what the script made.
    pub in_script: bool,
}

/// A file that commands read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipeInput {
    /// Where it is to be.
    pub path: String,
    /// What it is.
    pub source: RecipeSource,
}

/// What a file of a recipe is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecipeSource {
    /// The WAC file.
    Composition,
    /// One of the packages, by its name.
    Package(String),
    /// A text.
    Text(String),
}
