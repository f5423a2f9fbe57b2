//! A trace as OpenTelemetry writes it in JSON (OTLP, `ExportTraceServiceRequest`), for any tool that
//! shows traces.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Trace, Traced};

/// The trace of a run that began at `began`, in milliseconds since 1970. `id` tells it from others
/// and must not be 0. Each instance is a service.
pub fn telemetry(trace: &Trace, id: u128, began: f64) -> Export {
    let mut services: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for call in &trace.calls {
        let spans = services.entry(&call.crossing.to).or_default();
        spans.push(span(call, id, began));
    }
    let resource_spans = services.into_iter().map(|(name, spans)| ResourceSpans {
        resource: Resource {
            attributes: vec![attribute("service.name", name)],
        },
        scope_spans: vec![ScopeSpans {
            scope: Scope { name: "dovetail" },
            spans,
        }],
    });
    Export {
        resource_spans: resource_spans.collect(),
    }
}

fn span(call: &Traced, id: u128, began: f64) -> Span {
    let crossing = &call.crossing;
    let length = call.ended.as_ref().map_or(0.0, |it| it.milliseconds);
    let (interface, function) = match crossing.function.rsplit_once('#') {
        Some((interface, function)) => (Some(interface), function),
        None => (None, crossing.function.as_str()),
    };
    let args = call.args.as_ref().map(|args| args.join(", "));
    let given = [
        ("rpc.system", Some("component-model")),
        ("rpc.service", interface),
        ("rpc.method", Some(function)),
        ("dovetail.caller", Some(crossing.from.as_str())),
        ("dovetail.arguments", args.as_deref()),
        ("dovetail.result", call.result.as_deref()),
    ];
    let attributes = given
        .into_iter()
        .filter_map(|(key, value)| Some(attribute(key, value?)));
    // Nanoseconds since 1970 are more than a float can tell apart.
    let nanoseconds = |milliseconds: f64| format!("{:.0}000", milliseconds * 1e3);
    Span {
        trace_id: format!("{id:032x}"),
        span_id: format!("{:016x}", crossing.number),
        parent_span_id: crossing
            .parent
            .map_or_else(String::new, |parent| format!("{parent:016x}")),
        name: function.to_owned(),
        kind: INTERNAL,
        start_time_unix_nano: nanoseconds(began + crossing.start),
        end_time_unix_nano: nanoseconds(began + crossing.start + length),
        attributes: attributes.collect(),
        status: Status {
            code: if call.failure().is_some() {
                ERROR
            } else {
                UNSET
            },
            message: call.failure().unwrap_or_default().to_owned(),
        },
    }
}

fn attribute(key: &'static str, value: &str) -> Attribute {
    Attribute {
        key,
        value: AnyValue {
            string_value: value.to_owned(),
        },
    }
}

/// `SPAN_KIND_INTERNAL`
const INTERNAL: u8 = 1;
/// `STATUS_CODE_UNSET`
const UNSET: u8 = 0;
/// `STATUS_CODE_ERROR`
const ERROR: u8 = 2;

/// `ExportTraceServiceRequest`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Export {
    resource_spans: Vec<ResourceSpans>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ResourceSpans {
    resource: Resource,
    scope_spans: Vec<ScopeSpans>,
}

#[derive(Debug, Serialize)]
struct Resource {
    attributes: Vec<Attribute>,
}

#[derive(Debug, Serialize)]
struct ScopeSpans {
    scope: Scope,
    spans: Vec<Span>,
}

#[derive(Debug, Serialize)]
struct Scope {
    name: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Span {
    trace_id: String,
    span_id: String,
    parent_span_id: String,
    name: String,
    kind: u8,
    start_time_unix_nano: String,
    end_time_unix_nano: String,
    attributes: Vec<Attribute>,
    status: Status,
}

#[derive(Debug, Serialize)]
struct Attribute {
    key: &'static str,
    value: AnyValue,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AnyValue {
    string_value: String,
}

#[derive(Debug, Serialize)]
struct Status {
    code: u8,
    message: String,
}

#[cfg(test)]
mod tests {
    use model::{Crossed, CrossingOutcome, TraceEvent};
    use serde_json::{json, to_value};

    use super::*;
    use crate::state::trace::tests::call;

    #[test]
    fn a_trace_is_what_tools_for_traces_read() {
        let mut trace = Trace::default();
        trace.take(call(1, None, "counter", "run"));
        trace.take(call(2, Some(1), "kv", "x:kv/store@1.0.0#get"));
        let outcome = CrossingOutcome::Failed {
            message: "unreachable".into(),
        };
        trace.take(TraceEvent::Ended(Crossed {
            number: 2,
            milliseconds: 0.25,
            outcome,
        }));
        trace.describe(2, vec![r#""Ada""#.into()], None);
        let text =
            |key: &str, value: &str| json!({ "key": key, "value": { "stringValue": value } });
        let exported = to_value(telemetry(&trace, 0xabc, 1_700_000_000_000.0)).unwrap();
        let expected = json!({
            "resource": { "attributes": [text("service.name", "kv")] },
            "scopeSpans": [{
                "scope": { "name": "dovetail" },
                "spans": [{
                    "traceId": "00000000000000000000000000000abc",
                    "spanId": "0000000000000002",
                    "parentSpanId": "0000000000000001",
                    "name": "get",
                    "kind": 1,
                    "startTimeUnixNano": "1700000000002000000",
                    "endTimeUnixNano": "1700000000002250000",
                    "attributes": [
                        text("rpc.system", "component-model"),
                        text("rpc.service", "x:kv/store@1.0.0"),
                        text("rpc.method", "get"),
                        text("dovetail.caller", "a"),
                        text("dovetail.arguments", "\"Ada\""),
                    ],
                    "status": { "code": 2, "message": "unreachable" },
                }],
            }],
        });
        assert_eq!(exported["resourceSpans"][1], expected);
        assert_eq!(
            exported["resourceSpans"][0]["scopeSpans"][0]["spans"][0]["parentSpanId"],
            ""
        );
    }
}
