//! Writes `web/model.ts`, so that the TypeScript side speaks the same nouns.

use ts_rs::TS;

use crate::*;

fn declarations() -> String {
    let config = ts_rs::Config::default();
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {
            [$(format!("export {}\n", <$name>::decl(&config))),*].join("\n")
        };
    }
    let declarations = declare!(
        Span,
        Severity,
        Related,
        TextEdit,
        Fix,
        End,
        Wire,
        Diagnostic,
        Field,
        Case,
        Param,
        Type,
        Value,
        Artifact,
        Validation,
        ExternKind,
        Extern,
        FunctionKind,
        Function,
        Section,
        Custom,
        Inspection,
        PortKind,
        Port,
        NodeKind,
        Node,
        Edge,
        EdgeOrigin,
        Graph,
        Composition,
        Analysis,
        PackageOutline,
        Target,
        Header,
        CallRequest,
        CommandRequest,
        HttpRequest,
        Call,
        CoreModule,
        ImportNeed,
        CanvasPoint,
        HostOffer,
        HostQuestion,
        Transpiled,
        LinkedWire,
        LinkedExport,
        LinkedInstance,
        Linked,
        Job,
        Limits,
        FileSeed,
        BucketEntry,
        Bucket,
        HostOptions,
        KeptAnswer,
        KeptCall,
        KeptEnd,
        KeptMock,
        MockOutcome,
        MockAnswer,
        MockOrder,
        Mock,
        RunStart,
        SessionCall,
        SessionInput,
        ServedRequest,
        RunInput,
        FileNode,
        FileChange,
        FileEntry,
        LogLevel,
        LogLine,
        SentMessage,
        RequestFate,
        SentRequest,
        Denial,
        Stream,
        Stage,
        StageTime,
        HttpResponse,
        Outcome,
        CallEnded,
        LiveHandle,
        HandleEnd,
        SessionEvent,
        Crossing,
        CrossingOutcome,
        Crossed,
        TraceEvent,
        ServedStep,
        Served,
        RunEvent,
        ComponentSource,
        ComponentRef,
        View,
        MadeWorld,
        ScriptEngine,
        Made,
        Workspace,
        StoredWorkspace,
        SampleComponent,
        Expected,
        SampleCall,
        Sample,
        Capabilities,
        ServerRun,
        ShareCreated,
        ApiError,
        EngineError,
    );
    format!("// Written by `UPDATE=1 cargo test -p model`; do not edit.\n\n{declarations}")
}

#[test]
fn web_model_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/model.ts");
    let expected = declarations();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == expected,
        "web/model.ts is stale: run `UPDATE=1 cargo test -p model`"
    );
}
