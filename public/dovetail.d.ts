/**
 * Dovetail for scripts: the object at `window.dovetail`.
 *
 * A *target* is a component's name in the workspace, such as `example:greeter`, or
 * `"composition"` for what the WAC text composes. Every failure is a rejected promise with a
 * `DovetailError`, whose `code` is stable. Runs started here do not show on the page, and several
 * may go on at once.
 */
export interface Dovetail {
  /** Resolves once a workspace is open and the engine answers. */
  ready(): Promise<void>;

  /**
   * Adds a component, in place of one that has the name; gives what it is. A name without `:`
   * becomes `local:<name>`. Rejects with `refused-file` when the bytes are neither a component
   * nor a core module (in binary or as WAT).
   */
  addComponent(name: string, bytes: Uint8Array): Promise<Inspection>;

  /** Sets the text of a file, which is made if need be; gives its path as the workspace keeps it. */
  setFile(path: string, text: string): Promise<string>;

  /** The text of a file of the workspace, of a bundled package, or the WIT in a component. */
  getFile(path: string): Promise<string>;

  /** Shows a file, with the cursor at a place of it. Rejects with `no-such-file`. */
  showFile(path: string, at?: At): Promise<void>;

  /** All findings about the WIT and WAC texts as they are now, in path and text order. */
  diagnostics(): Promise<Diagnostic[]>;

  /** The features of WIT that are on, sorted: what `@unstable` keeps behind them is there. */
  getFeatures(): Promise<string[]>;

  /**
   * Turns these features of WIT on and all others off, as one step that can be undone; gives those
   * that were on before. `describeWorld` says which features a world has. Rejects with `bad-options`.
   */
  setFeatures(features: string[]): Promise<string[]>;

  /** What the thing at a place in a WIT or WAC text is; null when nothing is known about it. */
  hover(path: string, at: At): Promise<Hover | null>;

  /** Where the thing at a place is declared; null when that is not known. */
  definition(path: string, at: At): Promise<Place | null>;

  /** Where the thing at a place is named, its declaration first. */
  references(path: string, at: At): Promise<Place[]>;

  /**
   * Renames the thing at a place in every text, as one step that can be undone; gives how many
   * texts changed. Rejects with `rename-refused` where the name cannot be had.
   */
  rename(path: string, at: At, name: string): Promise<number>;

  /** What could be written at a place, right after what was typed, best first. */
  complete(path: string, at: At): Promise<Completions>;

  /**
   * Lays a WIT or WAC text out as usual and gives it. Rejects with `syntax-error` where it has one, and
   * with `not-wit` where it is another text.
   */
  format(path: string): Promise<string>;

  /** What a target is: its world, imports, exports, functions, sizes. */
  inspect(target: string): Promise<Inspection>;

  /** What the WAC text composes. Rejects with `not-composed` when it has an error. */
  compose(): Promise<Composition>;

  /**
   * Changes the composition as the canvas and the outline do: as few edits of the WAC text as can
   * be, in one step that can be undone; `compose.wac` is made if there is none. Changes happen in
   * the order in which they are asked for. Rejects with `edit-refused`, and says why.
   */
  arrange(edit: CompositionEdit): Promise<Arranged>;

  /** Every wire that could be in the composition, or nearly, uninstantiated components included. */
  prospects(): Promise<{ wires: Prospect[] }>;

  /** Why an export fits an import or not, and what to do about it. */
  explainWire(wire: WireEnds): Promise<WireReport>;

  /**
   * A world with everything that `use` and `include` pull in, and why each import is there.
   * `world` is a full name such as `example:app/main@1.0.0` or `wasi:http/proxy@0.2.3`, looked for
   * in the workspace's texts and then among the bundled packages (only there with `bundled/`
   * before it), or a component's name. Rejects with `no-such-package`, `no-such-world`,
   * `which-world` or `not-wit`.
   */
  describeWorld(world: string): Promise<WorldView>;

  /** Whether one world, or component, fits another world, and why not. Names as above. */
  checkFit(subject: string, target: string): Promise<Fit>;

  /**
   * What changed from one package, or component, to another, whether that breaks, and which
   * components of the workspace it touches. Packages are named as above, without a world.
   */
  compareWit(before: string, after: string): Promise<WitComparison>;

  /**
   * Calls an exported function. `func` is an id such as `example:text/process@0.1.0#clean`, or
   * its last part where only one function is called so. `waveArgs` are the arguments in WAVE,
   * parted by commas, such as `{name: "Ada", age: 36}, 3`.
   */
  call(target: string, func: string, waveArgs?: string, options?: RunOptions): Promise<CallResult>;

  /** Runs `wasi:cli/run`. */
  runCommand(target: string, options?: CommandOptions): Promise<CommandResult>;

  /** Sends one request to `wasi:http/incoming-handler`. Rejects with `trapped` when it traps. */
  http(target: string, request?: HttpOptions): Promise<HttpResult>;

  /**
   * Shows the page at `path`, which begins with `/`, of what ▶ runs in a frame: it, its links, forms
   * and requests are answered by one instance in this tab. Gives the address, which lives as long as
   * the tab. Rejects with `no-frame` where the browser has no service workers.
   */
  openFrame(path?: string): Promise<string>;

  /** The request that a curl command sends. Rejects with `not-curl`, and says what it cannot read. */
  readCurl(
    command: string,
  ): Promise<{ method: string; path: string; headers: { name: string; value: string }[]; body: string }>;

  /**
   * Generated bindings of a world as it is now, path to contents. A *world* is named in full, such
   * as `example:text/processor@0.1.0` or `wasi:http/proxy@0.2.6`, by its own name, or by a
   * component's. Options have the names of the generator's own, such as `ownership`. Rejects with
   * `no-such-world`, `no-such-generator`, `bad-option`, `not-generated` when the generator refuses
   * the world, and `generator-died` when it cannot cope with it; the next question is answered.
   */
  bindings(
    world: string,
    language: "rust" | "typescript" | "go" | "c" | "cpp" | "csharp" | "moonbit" | "d" | "markdown",
    options?: Record<string, string | boolean>,
  ): Promise<Record<string, string | Uint8Array>>;

  /** A project to start from, whose component is of a world. Rejects as `bindings` does. */
  project(
    world: string,
    kind: "rust" | "cargo-component" | "javascript" | "python" | "go" | "c",
  ): Promise<Project>;

  /**
   * A component, or `"composition"`, as a JavaScript package for Node.js. Rejects with `not-composed`,
   * `no-such-component`, or why it cannot be turned into JavaScript.
   */
  package(target: string): Promise<Project>;

  /**
   * What a component is made of, as a project that builds it elsewhere: its modules, its world, and the
   * commands of its engine's own tool. Rejects with `no-such-component-made-of-modules`.
   */
  takeHome(name: string): Promise<Project>;

  /** Adds a component of a world whose functions trap under their names; gives the component's. */
  stub(world: string): Promise<string>;

  /** Begins a component of a world in JavaScript, unless told otherwise, and builds it; gives the path of its module. */
  implement(world: string, language?: 'javascript' | 'typescript'): Promise<string>;

  /** Builds a component of its sources as they are now; says how long that took, in milliseconds. */
  build(name: string): Promise<{ milliseconds: number; size: number; stages: Record<string, number> }>;

  /** A link that holds the whole workspace in its fragment. */
  shareLink(): Promise<string>;
}

/** A project to start from. */
export interface Project {
  /** What its folder is called. */
  name: string;
  /** Path below that folder to contents. */
  files: Record<string, string | Uint8Array>;
  /** All of it as an archive. */
  zip: Uint8Array;
}

/**
 * Why something did not happen. Codes of runs: `bad-arguments`, `missing-imports`, `timed-out`,
 * `no-such-function`, `no-such-export`, `no-such-component`, `missing-component`, `not-composed`,
 * `no-server`, `no-jspi`, `engine-died` (the engine was restarted; ask again).
 */
export interface DovetailError extends Error {
  code: string;
}

export interface RunOptions {
  /** Where to run: in a worker of this tab, or in Wasmtime on the server. `browser` if left out. */
  place?: "browser" | "server";
  /** The longest it may take in this tab, in milliseconds; 30 s if left out. */
  timeout?: number;
  /** Whether requests that the component sends may leave the tab; they may not if left out. */
  network?: boolean;
}

export interface CommandOptions extends RunOptions {
  /** What the program sees as its arguments, the program's name first. */
  args?: string[];
  env?: Pairs;
  /** All of standard input. */
  stdin?: string;
  /** Path below `/` and text of each file the program may read. */
  files?: Pairs;
}

export interface HttpOptions extends RunOptions {
  /** `GET` if left out. */
  method?: string;
  /** With the query; `/` if left out. */
  path?: string;
  headers?: Pairs;
  body?: string;
}

/** Names and values; the list where order or repetition matters. */
export type Pairs = Record<string, string> | [string, string][];

export interface Told {
  stdout: string;
  stderr: string;
  /** In milliseconds, by stage; a stage that did not happen is absent. */
  timings: Partial<Record<"fetch" | "transpile" | "compile" | "instantiate" | "call", number>>;
}

export interface CallResult extends Told {
  /** The result in WAVE; absent when the function returns nothing or trapped. */
  result?: string;
  /** The result again, when it is an `err`. */
  error?: string;
  trap?: Trap;
}

export interface CommandResult extends Told {
  /** The exit code, unless it trapped. */
  code?: number;
  trap?: Trap;
}

export interface HttpResult extends Told {
  status: number;
  headers: { name: string; value: string }[];
  body: Uint8Array;
  /** The body as UTF-8 text. */
  text: string;
  /** What came after the body. */
  trailers: { name: string; value: string }[];
  /** The requests that the component sent, in this tab. */
  requests: SentRequest[];
  /** When the answer began, in milliseconds from the start; absent where it came whole. */
  headersAt?: number;
}

/** A request that a component sent. */
export interface SentRequest {
  method: string;
  url: string;
  /** `code` is `network-off`, `cors`, `unreachable`, `timeout`, `forbidden` or `invalid`. */
  fate:
    | { kind: "sent" }
    | { kind: "answered"; status: number }
    | { kind: "failed"; code: string; message: string };
  /** Until there was an answer or a failure. */
  milliseconds?: number;
}

export interface Trap {
  message: string;
  /** Frames, innermost first. */
  backtrace: string[];
}

/** A half-open range of UTF-8 byte offsets. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A place in a text: how many UTF-16 code units stand before it, or its line and column, which
 * count from 1, columns in UTF-16 code units. A path is that of a file of the workspace, or of a
 * bundled package, such as `bundled/wasi:http@0.2.4/types.wit`.
 */
export type At = number | { line: number; column: number };

export interface Place {
  path: string;
  span: Span;
  /** Of its first character, from 1. */
  line: number;
  /** Of its first character, from 1, in UTF-16 code units. */
  column: number;
}

export interface Hover {
  /** The word that was asked about. */
  span: Span;
  /** Such as `record` or `imported interface`. */
  kind: string;
  /** Its declaration as WIT or WAC; for an instance, also what it exports. */
  code: string;
  /** Markdown. */
  docs: string | null;
  /** The package that declares it, with its version. */
  package: string | null;
}

export interface Completions {
  /** What the chosen one takes the place of. */
  span: Span;
  items: Completion[];
}

export interface Completion {
  label: string;
  /** What is written; `${}` in it is where the cursor goes. */
  insert: string;
  kind: "keyword" | "type" | "interface" | "package" | "world" | "function" | "variable" | "component";
  detail: string | null;
  /** Markdown. */
  docs: string | null;
  /** What else changes, such as a `use` that is added. */
  edits: { path: string; span: Span; text: string }[];
}

export interface Diagnostic {
  severity: "error" | "warning" | "info";
  /** The file, or empty. */
  path: string;
  span: Span;
  message: string;
  hint: string | null;
  related: { path: string; span: Span; message: string }[];
  /** Ways to mend it, best first. */
  fixes: { title: string; edits: { path: string; span: Span; text: string }[] }[];
  /** The wire of the composition that it is about; `explainWire` tells why. */
  wire?: WireEnds;
}

export interface Inspection {
  artifact: "component" | "core-module" | "wit-package";
  /** SHA-256 in lower-case hexadecimal. */
  digest: string;
  /** In bytes. */
  size: number;
  validation: { kind: "valid" } | { kind: "invalid"; diagnostic: Diagnostic };
  /** Its world, or a package's packages, as WIT. */
  wit: string;
  imports: Extern[];
  exports: Extern[];
  functions: { id: string; name: string; interface: string | null; is_async: boolean; wit: string; docs: string | null }[];
  is_command: boolean;
  is_http: boolean;
  sections: { name: string; size: number }[];
  producers: [string, string, string][];
  customs: { name: string; size: number }[];
}

export interface Extern {
  name: string;
  kind: "interface" | "function" | "type" | "component" | "module";
  docs: string | null;
  wit: string;
}

export interface Composition {
  graph: { nodes: GraphNode[]; edges: GraphEdge[] };
  diagnostics: Diagnostic[];
  /** The composed component. */
  bytes: Uint8Array;
  inspection: Inspection;
}

export interface GraphNode {
  id: string;
  label: string;
  kind: { kind: "instance"; package: string } | { kind: "import" } | { kind: "export" };
  imports: Port[];
  exports: Port[];
}

export interface Port {
  name: string;
  kind: "instance" | "function" | "type" | "component";
}

export interface GraphEdge {
  from: string;
  from_port: string;
  to: string;
  to_port: string;
}

/** A change of a composition. Nodes are given by their ids in the graph. */
export type CompositionEdit =
  | { edit: "instantiate"; package: string }
  | ({ edit: "connect" } & GraphEdge)
  | { edit: "disconnect"; to: string; to_port: string }
  | { edit: "remove"; nodes: string[]; heal: boolean }
  | { edit: "insert"; middle: WireEnd; to: string; to_port: string }
  | { edit: "export"; from: string; from_port: string | null; name: string | null }
  | { edit: "rename"; node: string; name: string }
  | { edit: "paste"; text: string }
  | { edit: "plug"; socket: WireEnd; plugs: string[] }
  | { edit: "connect-all"; connections: GraphEdge[] };

/** An instance, or a component that may become one. */
export type WireEnd = { kind: "node"; id: string } | { kind: "package"; name: string };

export interface WireEnds {
  from: WireEnd;
  from_port: string;
  to: WireEnd;
  to_port: string;
}

export interface Arranged {
  edits: { path: string; span: Span; text: string }[];
  /** Ids of the nodes that were made. */
  made: string[];
  /** What was done, in words. */
  done: string;
  /** What was not done and why. */
  diagnostics: Diagnostic[];
}

export type Likeness = { kind: "fits" } | { kind: "fits-by-version" } | { kind: "near"; reason: string };

export interface Prospect extends WireEnds {
  likeness: Likeness;
}

export interface WireReport {
  likeness: Likeness;
  /** What differs, the first difference first. */
  differences: {
    cause: string;
    /** Names from the interface inwards. */
    item: string[];
    message: string;
    wanted: string | null;
    given: string | null;
  }[];
  /** What is imported and what is exported, as WIT. */
  wanted: string;
  given: string;
  versions: string | null;
  /** Ways out, best first. */
  remedies: { title: string; edit: CompositionEdit | null }[];
}

export interface WorldView {
  name: string;
  package: string | null;
  docs: string | null;
  gate: Gate;
  at: Location | null;
  includes: { world: string; renames: [string, string][]; at: Location | null }[];
  imports: WorldExtern[];
  exports: WorldExtern[];
  /** The whole world as WIT. */
  wit: string;
}

/** What `@since`, `@unstable` and `@deprecated` say. */
export interface Gate {
  since: string | null;
  unstable: string | null;
  deprecated: string | null;
}

/** A range of a file; that of a bundled package begins with `bundled/`. */
export interface Location {
  path: string;
  span: Span;
}

export interface WorldExtern {
  name: string;
  kind: "interface" | "function" | "type";
  package: string | null;
  docs: string | null;
  gate: Gate;
  at: Location | null;
  wit: string;
  uses: { interface: string; names: string[] }[];
  types: WorldType[];
  functions: WorldFunction[];
  /** The way from the world to it; a single step is a statement of the world itself. */
  why: { from: string; verb: "imports" | "exports" | "includes" | "uses"; to: string; names: string[]; at: Location | null }[];
}

export interface WorldFunction {
  name: string;
  docs: string | null;
  gate: Gate;
  wit: string;
  at: Location | null;
}

export interface WorldType extends WorldFunction {
  /** The keyword that declares it, such as `record`. */
  kind: string;
  /** A resource's functions. */
  functions: WorldFunction[];
}

export interface Fit {
  subject: string;
  target: string;
  verdict: "fits" | "fits-by-version" | "misfit";
  findings: {
    kind: "not-offered" | "not-exported" | "differs" | "version";
    name: string;
    is_export: boolean;
    message: string;
    hint: string | null;
    wanted: string | null;
    given: string | null;
  }[];
  /** How many imports and exports were compared. */
  checked: number;
}

export interface WitComparison {
  before: string;
  after: string;
  verdict: "same" | "compatible" | "breaking";
  summary: string;
  changes: {
    scope: string;
    name: string;
    kind: string;
    change: "added" | "removed" | "changed";
    is_breaking: boolean;
    details: string[];
    before: string | null;
    after: string | null;
    before_at: Location | null;
    after_at: Location | null;
  }[];
  affected: { component: string; interface: string; is_export: boolean; items: string[]; is_breaking: boolean }[];
}

declare global {
  interface Window {
    dovetail: Dovetail;
  }
}
