//! What is done with a composed component, as lines for Wasmtime and jco.

use model::{Call, CallRequest, CommandRequest, HttpRequest, RecipeRequest};

use super::shell::{Line, quoted};

/// Where a component that answers requests is served.
const ADDRESS: &str = "127.0.0.1:8080";

/// Tool, heading and line of each step.
pub(super) fn lines(
    request: &RecipeRequest,
    component: &str,
) -> Vec<(&'static str, &'static str, Line)> {
    match &request.call {
        Some(Call::Function(call)) => function(request, component, call).into_iter().collect(),
        Some(Call::Command(command)) => self::command(request, component, command),
        Some(Call::Http(http)) => self::http(request, component, http),
        None => Vec::new(),
    }
}

fn function(
    request: &RecipeRequest,
    component: &str,
    call: &CallRequest,
) -> Option<(&'static str, &'static str, Line)> {
    let name = item_name(&call.function)?;
    let mut line = wasmtime("wasmtime run", request, ("wasi:http", "http"));
    line.add("--invoke").add(&format!("{name}({})", call.args));
    line.path(component);
    Some(("wasmtime", "Call the function", line))
}

/// `example:greeter/greet.greet@0.1.0` for the function `greet` of that interface; none for what
/// belongs to a resource, since the command line has none to give.
fn item_name(function: &str) -> Option<String> {
    let (interface, name) = match function.rsplit_once('#') {
        Some((interface, name)) => (interface, name),
        None => ("", function),
    };
    if name.starts_with('[') {
        return None;
    }
    Some(match interface.split_once('@') {
        _ if interface.is_empty() => name.to_owned(),
        Some((path, version)) => format!("{path}.{name}@{version}"),
        None => format!("{interface}.{name}"),
    })
}

fn command(
    request: &RecipeRequest,
    component: &str,
    command: &CommandRequest,
) -> Vec<(&'static str, &'static str, Line)> {
    let CommandRequest {
        args,
        env,
        stdin,
        files,
    } = command;
    let input = match stdin.as_str() {
        "" => String::new(),
        text => format!("printf %s {} | ", quoted(text)),
    };
    let mut line = wasmtime(
        &format!("{input}wasmtime run"),
        request,
        ("wasi:http", "http"),
    );
    for (name, value) in env {
        line.add("--env").add(&format!("{name}={value}"));
    }
    if !files.is_empty() {
        line.add("--dir").add("files::/");
    }
    // The first of the arguments is the program's own name.
    let args = args.iter().skip(1);
    line.path(component);
    // Wasmtime gives a program what it is told to, jco all that it has itself.
    let mut jco = match env.is_empty() {
        true => Line::new(&format!("{input}jco")),
        false => Line::new(&format!("{input}env")),
    };
    for (name, value) in env {
        jco.add(&format!("{name}={value}"));
    }
    if !env.is_empty() {
        jco.add("jco");
    }
    jco.add("run").path(component);
    for arg in args {
        line.add(arg);
        jco.add(arg);
    }
    vec![
        ("wasmtime", "Run it with Wasmtime", line),
        ("jco", "Run it with jco", jco),
    ]
}

fn http(
    request: &RecipeRequest,
    component: &str,
    http: &HttpRequest,
) -> Vec<(&'static str, &'static str, Line)> {
    let mut serve = wasmtime("wasmtime serve", request, ("wasi:cli", "cli"));
    serve.add("--addr").add(ADDRESS).path(component);
    let mut curl = Line::new("curl -i");
    if http.method != "GET" {
        curl.add("-X").add(&http.method);
    }
    for header in &http.headers {
        curl.add("-H")
            .add(&format!("{}: {}", header.name, header.value));
    }
    if !http.body.is_empty() {
        curl.add("--data-raw").add(&http.body);
    }
    curl.add(&format!("http://{ADDRESS}{}", http.path));
    vec![
        ("wasmtime", "Serve it with Wasmtime", serve),
        ("curl", "Ask it, from another terminal", curl),
    ]
}

/// A command of Wasmtime's with what the component imports switched on.
fn wasmtime(command: &str, request: &RecipeRequest, more: (&str, &'static str)) -> Line {
    let mut line = Line::new(command);
    let imports = |start: &str| request.imports.iter().any(|it| it.starts_with(start));
    let optional = [
        ("wasi:config", "config"),
        ("wasi:keyvalue", "keyvalue"),
        ("wasi:sockets", "inherit-network"),
    ];
    for (package, option) in std::iter::once(&more).chain(&optional) {
        if imports(package) {
            line.add("-S").add(option);
        }
    }
    line
}
