// Written by `UPDATE=1 cargo test -p model`; do not edit.

export type Span = { 
/**
 * First byte.
 */
start: number, 
/**
 * One past the last byte; equals `start` for a point.
 */
end: number, };

export type Severity = "error" | "warning" | "info";

export type Related = { 
/**
 * The workspace file.
 */
path: string, 
/**
 * Where in it.
 */
span: Span, 
/**
 * What is there.
 */
message: string, };

export type TextEdit = { 
/**
 * The file of the workspace; one that does not exist is made.
 */
path: string, 
/**
 * What goes.
 */
span: Span, 
/**
 * What comes.
 */
text: string, };

export type Fix = { 
/**
 * What it does, as an order: ``add `;` ``.
 */
title: string, 
/**
 * Spans are of the texts before any of them; none overlap.
 */
edits: Array<TextEdit>, 
/**
 * The feature of WIT that it turns on.
 */
feature?: string, };

export type End = { "kind": "node", 
/**
 * Its id.
 */
id: string, } | { "kind": "package", 
/**
 * Its WAC package name.
 */
name: string, };

export type Wire = { 
/**
 * What provides.
 */
from: End, 
/**
 * Its export.
 */
from_port: string, 
/**
 * What is provided for.
 */
to: End, 
/**
 * Its import.
 */
to_port: string, };

export type Diagnostic = { 
/**
 * How bad it is.
 */
severity: Severity, 
/**
 * The workspace file it is in; empty when it belongs to no file.
 */
path: string, 
/**
 * Where in that file, in UTF-8 bytes; for a binary, the byte offset of the fault.
 */
span: Span, 
/**
 * What is wrong: lower case, no full stop, names in backticks.
 */
message: string, 
/**
 * What to do about it, when that is known.
 */
hint: string | null, 
/**
 * Other places that explain it.
 */
related: Array<Related>, 
/**
 * Ways to mend it, best first.
 */
fixes: Array<Fix>, 
/**
 * The wire of the composition that it is about, which can explain itself.
 */
wire?: Wire, };

export type Field = { 
/**
 * WIT name.
 */
name: string, 
/**
 * Doc comment.
 */
docs: string | null, 
/**
 * Its type.
 */
type: Type, };

export type Case = { 
/**
 * WIT name.
 */
name: string, 
/**
 * Doc comment.
 */
docs: string | null, 
/**
 * Type of the payload, when there is one.
 */
type: Type | null, };

export type Param = { 
/**
 * WIT name.
 */
name: string, 
/**
 * Its type.
 */
type: Type, };

export type Type = { "kind": "bool" } | { "kind": "s8" } | { "kind": "u8" } | { "kind": "s16" } | { "kind": "u16" } | { "kind": "s32" } | { "kind": "u32" } | { "kind": "s64" } | { "kind": "u64" } | { "kind": "f32" } | { "kind": "f64" } | { "kind": "char" } | { "kind": "string" } | { "kind": "list", 
/**
 * Type of each element.
 */
element: Type, 
/**
 * Number of elements, when the type fixes it.
 */
length: number | null, } | { "kind": "map", 
/**
 * Type of each key.
 */
key: Type, 
/**
 * Type of each value.
 */
value: Type, } | { "kind": "record", 
/**
 * WIT name of the type.
 */
name: string | null, 
/**
 * In declaration order.
 */
fields: Array<Field>, } | { "kind": "tuple", 
/**
 * In order.
 */
elements: Array<Type>, } | { "kind": "variant", 
/**
 * WIT name of the type.
 */
name: string | null, 
/**
 * In declaration order.
 */
cases: Array<Case>, } | { "kind": "enum", 
/**
 * WIT name of the type.
 */
name: string | null, 
/**
 * In declaration order.
 */
cases: Array<string>, } | { "kind": "flags", 
/**
 * WIT name of the type.
 */
name: string | null, 
/**
 * In declaration order.
 */
flags: Array<string>, } | { "kind": "option", 
/**
 * Type of the payload of `some`.
 */
some: Type, } | { "kind": "result", 
/**
 * Type of the payload of `ok`.
 */
ok: Type | null, 
/**
 * Type of the payload of `err`.
 */
err: Type | null, } | { "kind": "own", 
/**
 * WIT name of the resource.
 */
resource: string, } | { "kind": "borrow", 
/**
 * WIT name of the resource.
 */
resource: string, } | { "kind": "stream", 
/**
 * Type of each element.
 */
element: Type | null, } | { "kind": "future", 
/**
 * Type of the value.
 */
value: Type | null, } | { "kind": "unsupported", 
/**
 * Why, in words for the user.
 */
reason: string, };

export type Value = { "kind": "bool", "value": boolean } | { "kind": "integer", "value": string } | { "kind": "float", "value": string } | { "kind": "char", "value": string } | { "kind": "string", "value": string } | { "kind": "list", "value": Array<Value> } | { "kind": "map", "value": Array<[Value, Value]> } | { "kind": "record", "value": Array<[string, Value]> } | { "kind": "tuple", "value": Array<Value> } | { "kind": "variant", "value": [string, Value | null] } | { "kind": "enum", "value": string } | { "kind": "flags", "value": Array<string> } | { "kind": "option", "value": Value | null } | { "kind": "ok", "value": Value | null } | { "kind": "err", "value": Value | null } | { "kind": "handle", "value": number };

export type Artifact = "component" | "core-module" | "wit-package";

export type Validation = { "kind": "valid" } | { "kind": "invalid", 
/**
 * What is wrong and at which byte.
 */
diagnostic: Diagnostic, };

export type ExternKind = "interface" | "function" | "type" | "component" | "module" | "core";

export type Extern = { 
/**
 * Full name, such as `wasi:cli/run@0.2.3` or `greet`.
 */
name: string, 
/**
 * What is imported or exported.
 */
kind: ExternKind, 
/**
 * Doc comment.
 */
docs: string | null, 
/**
 * Its WIT: the interface's items, the signature or the type. For a core module, WAT.
 */
wit: string, 
/**
 * WIT names of the functions that come with it: those of an interface, or itself.
 */
functions: Array<string>, };

export type FunctionKind = { "kind": "freestanding" } | { "kind": "constructor", 
/**
 * WIT name of the resource.
 */
resource: string, } | { "kind": "method", 
/**
 * WIT name of the resource.
 */
resource: string, } | { "kind": "static", 
/**
 * WIT name of the resource.
 */
resource: string, };

export type Function = { 
/**
 * Unique in its component: `interface#name`, or `name` for a function of the world.
 */
id: string, 
/**
 * The interface's full name, if it is in one.
 */
interface: string | null, 
/**
 * WIT name as in the binary, such as `greet` or `[method]bucket.get`.
 */
name: string, 
/**
 * What sort of function.
 */
kind: FunctionKind, 
/**
 * Whether its WIT type is `async func`.
 */
is_async: boolean, 
/**
 * In order; a method's first is `self`.
 */
params: Array<Param>, 
/**
 * What it returns, if anything.
 */
result: Type | null, 
/**
 * Doc comment.
 */
docs: string | null, 
/**
 * Its signature as WIT.
 */
wit: string, };

export type Section = { 
/**
 * What it holds, such as `core module` or `imports`.
 */
name: string, 
/**
 * In bytes.
 */
size: number, };

export type Custom = { 
/**
 * As written in the binary; any text at all.
 */
name: string, 
/**
 * In bytes.
 */
size: number, };

export type Inspection = { 
/**
 * What it is.
 */
artifact: Artifact, 
/**
 * SHA-256 of the bytes, in lower-case hexadecimal.
 */
digest: string, 
/**
 * In bytes.
 */
size: number, 
/**
 * Whether it is valid WebAssembly.
 */
validation: Validation, 
/**
 * Its world, or for a package its packages, as WIT with docs; empty for a core module.
 */
wit: string, 
/**
 * In declaration order.
 */
imports: Array<Extern>, 
/**
 * In declaration order.
 */
exports: Array<Extern>, 
/**
 * The functions that can be called from outside, in declaration order.
 */
functions: Array<Function>, 
/**
 * Whether it exports a version of `wasi:cli/run`.
 */
is_command: boolean, 
/**
 * Whether it exports a version of `wasi:http/incoming-handler` or `wasi:http/handler`.
 */
is_http: boolean, 
/**
 * Sizes by section, outermost level only, in file order.
 */
sections: Array<Section>, 
/**
 * What made it, from the `producers` section: field, name, version.
 */
producers: Array<[string, string, string]>, 
/**
 * Custom sections.
 */
customs: Array<Custom>, };

export type PortKind = "instance" | "function" | "type" | "component";

export type Port = { 
/**
 * Full name, such as `example:text/process@0.1.0`.
 */
name: string, 
/**
 * What goes through it.
 */
kind: PortKind, };

export type NodeKind = { "kind": "instance", 
/**
 * The WAC package it is made from.
 */
package: string, } | { "kind": "import" } | { "kind": "export" };

export type Node = { 
/**
 * Unique in the graph and stable while the text keeps the name.
 */
id: string, 
/**
 * What to call it: the variable of an instance, the name of an import or export.
 */
label: string, 
/**
 * What it is.
 */
kind: NodeKind, 
/**
 * What it takes, in declaration order; one for an export of the composition.
 */
imports: Array<Port>, 
/**
 * What it gives, in declaration order; one for an import of the composition.
 */
exports: Array<Port>, 
/**
 * Where the WAC text makes it: the variable of an instance or import, a `new` without one, the
 * statement of an export. None for an import that `...` leaves open.
 */
span: Span | null, };

export type Edge = { 
/**
 * Id of the node that provides.
 */
from: string, 
/**
 * Name of its export port.
 */
from_port: string, 
/**
 * Id of the node that is provided for.
 */
to: string, 
/**
 * Name of its import port.
 */
to_port: string, 
/**
 * What is taken out of the export, from the outside inwards, such as a function of an
 * interface; mostly nothing.
 */
item: Array<string>, 
/**
 * How the WAC text says it.
 */
origin: EdgeOrigin, 
/**
 * The argument or the export statement that says it; none for an implicit one.
 */
span: Span | null, };

export type EdgeOrigin = "named" | "inferred" | "spread" | "implicit";

export type Graph = { 
/**
 * Imports, instances and exports of the composition.
 */
nodes: Array<Node>, 
/**
 * From an export port to an import port.
 */
edges: Array<Edge>, 
/**
 * How many instances there are, where they or their wires are too many to be shown; then no
 * nodes and edges are told.
 */
left_out?: number, };

export type Composition = { 
/**
 * The graph, when the text resolves.
 */
graph: Graph | null, 
/**
 * Findings, in text order.
 */
diagnostics: Array<Diagnostic>, 
/**
 * The composed component, when it validates.
 */
bytes: Uint8Array | null, 
/**
 * The composed component seen from outside.
 */
inspection: Inspection | null, };

export type Analysis = { 
/**
 * The workspace's own packages, in file order.
 */
packages: Array<PackageOutline>, 
/**
 * The package that each folder of WIT declares, also one that has errors, by the folder; a
 * file right in a folder `deps` stands for itself.
 */
folders: { [key in string]: string }, 
/**
 * Findings over all files.
 */
diagnostics: Array<Diagnostic>, };

export type PackageOutline = { 
/**
 * Such as `example:text@0.1.0`.
 */
name: string, 
/**
 * Names of its interfaces.
 */
interfaces: Array<string>, 
/**
 * Names of its worlds.
 */
worlds: Array<string>, 
/**
 * Names of the packages it needs that came from the bundled pack.
 */
bundled: Array<string>, };

export type Target = { "kind": "composition" } | { "kind": "component", 
/**
 * Its name in the workspace.
 */
name: string, };

export type Header = { 
/**
 * As written.
 */
name: string, 
/**
 * As written; bytes that are no UTF-8 are replaced.
 */
value: string, };

export type CallRequest = { 
/**
 * [`crate::Function::id`]
 */
function: string, 
/**
 * The arguments in WAVE, parted by commas, without the parentheses.
 */
args: string, };

export type CommandRequest = { 
/**
 * What the program sees as its arguments, the program's name first.
 */
args: Array<string>, 
/**
 * Name and value.
 */
env: Array<[string, string]>, 
/**
 * All of standard input.
 */
stdin: string, 
/**
 * Path below `/` and text of each file the program may read.
 */
files: Array<[string, string]>, };

export type HttpRequest = { 
/**
 * Such as `GET`.
 */
method: string, 
/**
 * With the query, beginning with `/`.
 */
path: string, 
/**
 * In order; repeated names are kept.
 */
headers: Array<Header>, 
/**
 * UTF-8 text.
 */
body: string, };

export type Call = { "kind": "function" } & CallRequest | { "kind": "command" } & CommandRequest | { "kind": "http" } & HttpRequest;

export type CoreModule = { 
/**
 * What the JS module asks for, such as `component.core.wasm`.
 */
name: string, 
/**
 * The module.
 */
bytes: Uint8Array, };

export type ImportNeed = { 
/**
 * Key in the `imports` object: the full name of an interface or a bare function.
 */
name: string, 
/**
 * WIT names of its functions; empty for an interface of types only.
 */
functions: Array<string>, };

export type CanvasPoint = { 
/**
 * To the right.
 */
x: number, 
/**
 * Down.
 */
y: number, };

export type HostOffer = { 
/**
 * Whether a component that imports it can start.
 */
is_given: boolean, 
/**
 * How what is given differs from the real thing, or why nothing is: lower case, no full stop,
 * names in backticks; empty where there is nothing to say.
 */
note: string, };

export type HostQuestion = { 
/**
 * Imports of a component.
 */
needs: Array<ImportNeed>, };

export type Transpiled = { 
/**
 * One ES module that exports `instantiate(getCoreModule, imports, instantiateCore)`.
 */
js: string, 
/**
 * The core modules it asks for by name.
 */
cores: Array<CoreModule>, 
/**
 * The interfaces and functions that its `imports` object must hold.
 */
imports: Array<ImportNeed>, 
/**
 * Whether it can only run where `WebAssembly.Suspending` exists.
 */
needs_jspi: boolean, };

export type LinkedWire = { 
/**
 * Full name of the import.
 */
import: string, 
/**
 * Index of the instance that provides it.
 */
from: number, 
/**
 * Full name of its export.
 */
export: string, };

export type LinkedExport = { 
/**
 * Full name.
 */
name: string, 
/**
 * Index of the instance whose export it is.
 */
from: number, 
/**
 * Full name there.
 */
export: string, };

export type LinkedInstance = { 
/**
 * [`crate::Node::label`]
 */
name: string, 
/**
 * Its component.
 */
transpiled: Transpiled, 
/**
 * What it imports from other instances; the host provides the rest.
 */
wires: Array<LinkedWire>, 
/**
 * The functions that it imports, with their types.
 */
imports: Array<Function>, 
/**
 * The functions that it exports, with their types.
 */
exports: Array<Function>, };

export type Linked = { 
/**
 * Each after those that it imports from.
 */
instances: Array<LinkedInstance>, 
/**
 * What the composition exports.
 */
exports: Array<LinkedExport>, };

export type Job = { "kind": "function", 
/**
 * Which.
 */
function: Function, 
/**
 * One for each parameter.
 */
args: Array<Value>, } | { "kind": "command" } & CommandRequest | { "kind": "http" } & HttpRequest | { "kind": "session" } | { "kind": "serve" };

export type Limits = { 
/**
 * Wall-clock time from start to outcome, in milliseconds; the page enforces it.
 */
milliseconds: number, 
/**
 * Bytes of stdout and stderr together; what is beyond is dropped and told.
 */
output_bytes: number, };

export type FileSeed = { 
/**
 * Path below `/`.
 */
path: string, 
/**
 * All of it.
 */
bytes: Uint8Array, };

export type BucketEntry = { 
/**
 * The key.
 */
key: string, 
/**
 * The value.
 */
value: Uint8Array, };

export type Bucket = { 
/**
 * The identifier that it is opened by.
 */
name: string, 
/**
 * Keys in order.
 */
entries: Array<BucketEntry>, };

export type HostOptions = { 
/**
 * Where randomness starts from, so that a run can be repeated; else it is the browser's.
 */
seed?: number, 
/**
 * Environment variables, beside those of the call.
 */
env?: Array<[string, string]>, 
/**
 * The working directory that a program is told; `/` where it is not given.
 */
cwd?: string, 
/**
 * Whether standard input goes on, after what the call holds, with each `RunInput::Stdin`.
 */
interactive?: boolean, 
/**
 * Whether the standard streams say that they are a terminal.
 */
terminal?: boolean, 
/**
 * Files below `/`, beside those of the call; directories are made on the way.
 */
files?: Array<FileSeed>, 
/**
 * Whether files and directories can only be read.
 */
read_only?: boolean, 
/**
 * What `wasi:config` answers.
 */
config?: Array<[string, string]>, 
/**
 * What is in the buckets of `wasi:keyvalue` at the start.
 */
buckets?: Array<Bucket>, 
/**
 * The name under which files and buckets stay in this browser: the run begins with what an
 * earlier one of this name left, and leaves its own.
 */
keep?: string, 
/**
 * Whether requests may leave the tab.
 */
network?: boolean, 
/**
 * Whether a response is told while it comes, besides being the outcome.
 */
stream_response?: boolean, 
/**
 * Whether the body of the request goes on, after what the call holds, with each
 * `RunInput::Body`.
 */
stream_request?: boolean, 
/**
 * The body of the request where it is no text, in place of the call's.
 */
body?: Uint8Array, 
/**
 * Trailers of the request.
 */
trailers?: Array<Header>, 
/**
 * The largest memory of the component in bytes, 1 GiB at most.
 */
memory_bytes?: number, };

export type KeptAnswer = { 
/**
 * The arguments that it is for in WAVE, parted by commas, `self` left out; none for any.
 */
args: string | null, 
/**
 * The result in WAVE; empty where the function has none.
 */
result: string, };

export type KeptCall = { 
/**
 * Of which component.
 */
target: Target, 
/**
 * What was asked.
 */
call: Call, 
/**
 * What came of it.
 */
came: KeptEnd, 
/**
 * From ▶ to the end, in whole milliseconds.
 */
milliseconds: number, };

export type KeptEnd = { "kind": "gave", 
/**
 * All of it.
 */
what: Expected, } | { "kind": "other", 
/**
 * In words.
 */
text: string, };

export type KeptMock = { 
/**
 * [`Function::id`], as the component imports it.
 */
function: string, 
/**
 * How the answers are taken.
 */
order: MockOrder, 
/**
 * The answers.
 */
answers: Array<KeptAnswer>, 
/**
 * How long each takes, in milliseconds.
 */
delay: number, };

export type MockOutcome = { "kind": "returns", 
/**
 * The result, if the function has one.
 */
value: Value | null, } | { "kind": "traps", 
/**
 * Why.
 */
message: string, };

export type MockAnswer = { 
/**
 * The arguments that it is for, `self` left out; none for any.
 */
args: Array<Value> | null, 
/**
 * What comes.
 */
outcome: MockOutcome, };

export type MockOrder = "fitting" | "in-turn";

export type Mock = { 
/**
 * Which, as the component imports it.
 */
function: Function, 
/**
 * How the answers are taken.
 */
order: MockOrder, 
/**
 * The answers.
 */
answers: Array<MockAnswer>, 
/**
 * How long each takes, in milliseconds.
 */
delay: number, };

export type RunStart = { 
/**
 * What to load.
 */
transpiled: Transpiled, 
/**
 * What to load in its place, to tell what crosses the wires.
 */
linked?: Linked, 
/**
 * What to do with it.
 */
job: Job, 
/**
 * How far it may go.
 */
limits: Limits, 
/**
 * How its host differs from an ordinary one.
 */
host?: HostOptions, 
/**
 * What is answered by data, in place of the host.
 */
mocks?: Array<Mock>, };

export type SessionCall = { 
/**
 * Tells it from the other calls of the session.
 */
number: number, 
/**
 * Which function.
 */
function: Function, 
/**
 * One for each parameter. A live resource, stream or future is [`Value::Handle`]; a stream may
 * also be a list of all its elements, a future its value.
 */
args: Array<Value>, };

export type SessionInput = { "verb": "call" } & SessionCall | { "verb": "drop", 
/**
 * Which.
 */
handle: number, } | { "verb": "open", 
/**
 * `stream` or `future`.
 */
type: Type, } | { "verb": "feed", 
/**
 * Which.
 */
handle: number, 
/**
 * In order.
 */
values: Array<Value>, } | { "verb": "feed-bytes", 
/**
 * Which.
 */
handle: number, 
/**
 * In order.
 */
bytes: Uint8Array, } | { "verb": "close", 
/**
 * Of which stream.
 */
handle: number, } | { "verb": "watch", 
/**
 * Which.
 */
handle: number, 
/**
 * How many elements at most, until it is asked again.
 */
most: number, } | { "verb": "end" };

export type ServedRequest = { 
/**
 * Tells it from the others.
 */
number: number, 
/**
 * All of it but the body.
 */
request: HttpRequest, 
/**
 * The body, in place of the one in `request`.
 */
body: Uint8Array, };

export type RunInput = { "kind": "stdin", 
/**
 * What was typed.
 */
bytes: Uint8Array, } | { "kind": "stdin-end" } | { "kind": "body", 
/**
 * What comes next.
 */
bytes: Uint8Array, } | { "kind": "body-end" } | { "kind": "session" } & SessionInput | { "kind": "request" } & ServedRequest | { "kind": "requests-end" };

export type FileNode = { "kind": "file", 
/**
 * In bytes.
 */
size: number, 
/**
 * All of it, where the run changed it and it was not left out for its size.
 */
bytes: Uint8Array | null, } | { "kind": "directory" } | { "kind": "symbolic-link", 
/**
 * Where it leads.
 */
target: string, };

export type FileChange = "none" | "made" | "changed" | "removed";

export type FileEntry = { 
/**
 * Path below `/`.
 */
path: string, 
/**
 * What it is.
 */
node: FileNode, 
/**
 * What the run did to it.
 */
change: FileChange, };

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "critical";

export type LogLine = { 
/**
 * How grave.
 */
level: LogLevel, 
/**
 * Whatever the component calls the place it logs from.
 */
context: string, 
/**
 * What it says.
 */
message: string, };

export type SentMessage = { 
/**
 * The name of the client that it was sent by.
 */
client: string, 
/**
 * Where to.
 */
topic: string, 
/**
 * Such as `text/plain`.
 */
content_type: string | null, 
/**
 * Name and value.
 */
metadata: Array<[string, string]>, 
/**
 * All of it.
 */
data: Uint8Array, };

export type RequestFate = { "kind": "sent" } | { "kind": "answered", 
/**
 * Such as 200.
 */
status: number, } | { "kind": "failed", 
/**
 * A short stable word for programs: `network-off`, `cors`, `unreachable`, `timeout`,
 * `forbidden` or `invalid`.
 */
code: string, 
/**
 * Why, and what to do, in words for the user.
 */
message: string, };

export type SentRequest = { 
/**
 * Counts the requests of the run, from 1.
 */
number: number, 
/**
 * Such as `GET`.
 */
method: string, 
/**
 * Where to.
 */
url: string, 
/**
 * What came of it, so far.
 */
fate: RequestFate, };

export type Denial = { 
/**
 * What, such as `tcp 192.0.2.1:80`.
 */
what: string, 
/**
 * Why, and what to do, in words for the user.
 */
reason: string, };

export type Stream = "stdout" | "stderr";

export type Stage = "fetch" | "transpile" | "compile" | "instantiate" | "call";

export type StageTime = { 
/**
 * Which.
 */
stage: Stage, 
/**
 * How long.
 */
milliseconds: number, };

export type HttpResponse = { 
/**
 * Such as 200.
 */
status: number, 
/**
 * In order; repeated names are kept.
 */
headers: Array<Header>, 
/**
 * All of it.
 */
body: Uint8Array, };

export type Outcome = { "kind": "returned", 
/**
 * The result, if the function has one.
 */
value: Value | null, 
/**
 * The result in WAVE, where whoever ran it could write it.
 */
wave: string | null, } | { "kind": "exited", 
/**
 * 0 for success.
 */
code: number, } | { "kind": "responded", 
/**
 * With this.
 */
response: HttpResponse, } | { "kind": "trapped", 
/**
 * Why.
 */
message: string, 
/**
 * Frames, innermost first; empty when none are known.
 */
backtrace: Array<string>, } | { "kind": "missing-imports", 
/**
 * Their names.
 */
imports: Array<string>, } | { "kind": "refused", 
/**
 * A short stable word for programs, such as `no-jspi`.
 */
code: string, 
/**
 * Why, and what to do, in words for the user.
 */
message: string, } | { "kind": "stopped" } | { "kind": "timed-out", 
/**
 * The limit.
 */
milliseconds: number, };

export type CallEnded = { 
/**
 * [`SessionCall::number`]
 */
number: number, 
/**
 * How long it took.
 */
milliseconds: number, 
/**
 * What came of it. The instance lives on after `Returned` and `Refused` only.
 */
outcome: Outcome, };

export type LiveHandle = { 
/**
 * What [`Value::Handle`] calls it; counts from 1.
 */
number: number, 
/**
 * `own`, `stream` or `future`.
 */
type: Type, 
/**
 * The interface of the function that returned it, if it was in one.
 */
interface: string | null, 
/**
 * Number of the call that returned it; none for what the caller feeds.
 */
call: number | null, };

export type HandleEnd = { "kind": "dropped" } | { "kind": "moved", 
/**
 * Number of the call.
 */
call: number, } | { "kind": "left" };

export type SessionEvent = { "what": "ready" } | { "what": "called" } & CallEnded | { "what": "made" } & LiveHandle | { "what": "gone", 
/**
 * Which.
 */
handle: number, 
/**
 * Why.
 */
end: HandleEnd, } | { "what": "came", 
/**
 * Of which.
 */
handle: number, 
/**
 * In order.
 */
values: Array<Value>, 
/**
 * Whether these are the last.
 */
is_end: boolean, } | { "what": "refused", 
/**
 * Of which.
 */
handle: number, 
/**
 * A short stable word for programs.
 */
code: string, 
/**
 * Why, in words for the user.
 */
message: string, };

export type Crossing = { 
/**
 * Counts the crossings of the run, from 1.
 */
number: number, 
/**
 * The crossing during which the caller made it: the latest into the caller that goes on.
 */
parent: number | null, 
/**
 * Name of the instance that calls; `you` for whoever runs it.
 */
from: string, 
/**
 * Name of the instance that is called; `host` for what the runner provides.
 */
to: string, 
/**
 * [`crate::Function::id`] as the callee has it; `interface#[resource-drop]name` when a
 * resource is dropped.
 */
function: string, 
/**
 * One for each parameter; none for what is too large to be kept.
 */
args: Array<Value | null>, 
/**
 * From the beginning of the run, in milliseconds.
 */
start: number, };

export type CrossingOutcome = { "kind": "returned", 
/**
 * The result; none where there is none, and for what is too large to be kept.
 */
value: Value | null, } | { "kind": "failed", 
/**
 * Why.
 */
message: string, };

export type Crossed = { 
/**
 * [`Crossing::number`]
 */
number: number, 
/**
 * How long it took, with all that it called in turn.
 */
milliseconds: number, 
/**
 * What came of it.
 */
outcome: CrossingOutcome, };

export type TraceEvent = { "what": "began" } & Crossing | { "what": "ended" } & Crossed | { "what": "cut", 
/**
 * How many were told.
 */
limit: number, };

export type ServedStep = { "what": "head", 
/**
 * Such as 200.
 */
status: number, 
/**
 * In order; repeated names are kept.
 */
headers: Array<Header>, } | { "what": "body", 
/**
 * In the order written.
 */
bytes: Uint8Array, } | { "what": "end", 
/**
 * What came after the body; mostly nothing.
 */
trailers: Array<Header>, } | { "what": "failed", 
/**
 * A short stable word for programs, such as `unfinished-body` or `trapped`.
 */
code: string, 
/**
 * Why, in words for the user.
 */
message: string, };

export type Served = { 
/**
 * [`ServedRequest::number`]
 */
number: number, 
/**
 * What comes next of it.
 */
step: ServedStep, };

export type RunEvent = { "kind": "stage" } & StageTime | { "kind": "output", 
/**
 * Where to.
 */
stream: Stream, 
/**
 * What, in the order written.
 */
bytes: Uint8Array, } | { "kind": "output-cut", 
/**
 * The limit, in bytes.
 */
limit: number, } | { "kind": "log" } & LogLine | { "kind": "message" } & SentMessage | { "kind": "request" } & SentRequest | { "kind": "denied" } & Denial | { "kind": "response-head", 
/**
 * Such as 200.
 */
status: number, 
/**
 * In order; repeated names are kept.
 */
headers: Array<Header>, } | { "kind": "response-body", 
/**
 * In the order written.
 */
bytes: Uint8Array, } | { "kind": "response-trailers", 
/**
 * In order; repeated names are kept.
 */
headers: Array<Header>, } | { "kind": "files", 
/**
 * By path.
 */
entries: Array<FileEntry>, } | { "kind": "buckets", 
/**
 * All of them, by name.
 */
buckets: Array<Bucket>, } | { "kind": "session" } & SessionEvent | { "kind": "served" } & Served | { "kind": "trace" } & TraceEvent | { "kind": "done", 
/**
 * How it ended.
 */
outcome: Outcome, };

export type ComponentSource = { "kind": "sample", 
/**
 * Path below `samples/`, such as `greeter/greeter.wasm`.
 */
path: string, } | { "kind": "local" } | { "kind": "server" };

export type ComponentRef = { 
/**
 * Unique in the workspace, and the WAC package name, such as `example:greeter`.
 */
name: string, 
/**
 * SHA-256, in lower-case hexadecimal.
 */
digest: string, 
/**
 * In bytes.
 */
size: number, 
/**
 * Where its bytes can be had.
 */
source: ComponentSource, };

export type View = { 
/**
 * Path of the open file, or none for the canvas.
 */
open: string | null, 
/**
 * Paths of the files that have a tab, in order; none while nobody has chosen them.
 */
tabs: Array<string> | null, 
/**
 * Name of the component that the inspector shows.
 */
selection: string | null, };

export type MadeWorld = { 
/**
 * Its package with the version, such as `example:text@0.1.0`: one of the workspace's texts, or
 * else of the bundled ones.
 */
package: string, 
/**
 * Its name in the package.
 */
world: string, };

export type ScriptEngine = "quickjs" | "starlingmonkey";

export type Made = { "kind": "script", 
/**
 * Path of the module in the workspace, such as `greeter.js` or `greeter.ts`.
 */
entry: string, 
/**
 * The world that it implements.
 */
world: MadeWorld, 
/**
 * What runs it within the component.
 */
engine?: ScriptEngine, } | { "kind": "wat", 
/**
 * Path of the text in the workspace, such as `adder.wat`.
 */
entry: string, 
/**
 * The world that a core module is made a component of; none for a component, for what says
 * its world itself, and for a module that stays one.
 */
world?: MadeWorld | null, };

export type Workspace = { 
/**
 * What the user calls it.
 */
name: string, 
/**
 * Path and text of every WIT, WAC and note file. Files of one folder are one WIT package.
 */
files: { [key in string]: string }, 
/**
 * In the order they were added.
 */
components: Array<ComponentRef>, 
/**
 * What ▶ does.
 */
call: Call | null, 
/**
 * Which component it does it to.
 */
target: Target, 
/**
 * What is open.
 */
view: View, 
/**
 * Where nodes of the composition's graph are drawn, by id; the others find a place themselves.
 */
positions: { [key in string]: CanvasPoint }, 
/**
 * What calls are expected to give.
 */
expectations: Array<SampleCall>, 
/**
 * What is answered by data where nobody provides an import, by function.
 */
mocks: Array<KeptMock>, 
/**
 * What components are made of in the tab, by name; the component itself is there once it
 * was built.
 */
made: { [key in string]: Made }, 
/**
 * The calls that were made, oldest first, as far as they are kept.
 */
calls: Array<KeptCall>, 
/**
 * Features of WIT that are switched on: what `@unstable` keeps behind them is there.
 */
features: Array<string>, };

export type StoredWorkspace = { 
/**
 * [`STORE_VERSION`] of the build that wrote it.
 */
version: number, 
/**
 * The document.
 */
workspace: Workspace, };

export type SampleComponent = { 
/**
 * Name in the workspace and in the WAC text, such as `example:greeter`.
 */
name: string, 
/**
 * Path of the binary below the folder.
 */
file: string, 
/**
 * What it was written in.
 */
language: string, 
/**
 * What a component that does the same is made of in the tab, if the user asks; it is called as
 * this one, with `-twin` behind.
 */
twin?: Made | null, 
/**
 * What it is itself made of, if its source is among the files: it is made anew in the tab once
 * the user asks.
 */
made?: Made | null, };

export type Expected = { "kind": "returned", 
/**
 * In WAVE; empty for none.
 */
wave: string, } | { "kind": "exited", 
/**
 * Exit code.
 */
code: number, 
/**
 * All of standard output.
 */
stdout: string, } | { "kind": "responded", 
/**
 * Status code.
 */
status: number, 
/**
 * All of the body.
 */
body: string, };

export type SampleCall = { 
/**
 * Which component.
 */
target: Target, 
/**
 * What to do.
 */
call: Call, 
/**
 * What must come of it.
 */
expected: Expected, };

export type Sample = { 
/**
 * The folder's name.
 */
name: string, 
/**
 * What to call it.
 */
title: string, 
/**
 * One sentence: what it shows.
 */
summary: string, 
/**
 * Texts that become workspace files, by path below the folder.
 */
files: Array<string>, 
/**
 * Its components.
 */
components: Array<SampleComponent>, 
/**
 * What to run and what must come of it; the first is what ▶ does.
 */
calls: Array<SampleCall>, };

export type Capabilities = { 
/**
 * Version of the HTTP API; this text describes 1.
 */
api: number, 
/**
 * Version of Dovetail.
 */
dovetail: string, 
/**
 * Version of Wasmtime.
 */
wasmtime: string, 
/**
 * Largest component that `PUT /api/components` takes, in bytes.
 */
component_bytes: number, 
/**
 * Largest workspace that `POST /api/shares` takes, in bytes.
 */
share_bytes: number, 
/**
 * Longest run, in milliseconds.
 */
run_milliseconds: number, 
/**
 * Hosts that components may send requests to.
 */
egress: Array<string>, };

export type ServerRun = { 
/**
 * SHA-256 of the component, in lower-case hexadecimal.
 */
digest: string, 
/**
 * What to do.
 */
call: Call, };

export type ShareCreated = { 
/**
 * Content hash; `GET /api/shares/{id}` answers the fragment.
 */
id: string, };

export type ApiError = { 
/**
 * A short stable word for programs.
 */
code: string, 
/**
 * What happened and what to do, in words for the user.
 */
message: string, };

export type EngineError = { 
/**
 * A short stable word for programs, such as `not-wasm` or `engine-died`.
 */
code: string, 
/**
 * What happened and what to do, in words for the user.
 */
message: string, 
/**
 * Byte offset in the input, when the fault is at one.
 */
offset: number | null, };
