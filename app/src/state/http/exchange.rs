//! An answer as it comes, and the requests that the component sent meanwhile.

use model::{Header, RequestFate, RunEvent, SentRequest};

/// What is known of an answer so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exchange {
    /// How it begins, once it does.
    pub head: Option<Head>,
    /// What came of its body.
    pub body: Vec<u8>,
    /// What came after the body, in order; repeated names are kept.
    pub trailers: Vec<Header>,
    /// What the component asked of others, in the order in which it did.
    pub sent: Vec<Sent>,
}

/// How an answer begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Such as 200.
    pub status: u16,
    /// In order; repeated names are kept.
    pub headers: Vec<Header>,
    /// From the start of the run, in milliseconds; none where it only came with the whole answer.
    pub at: Option<f64>,
}

/// A request that the component sent to the outside.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// What was sent, and what came of it so far.
    pub request: SentRequest,
    /// When it was sent, in milliseconds from the start of the run.
    pub since: f64,
    /// How long it took until there was an answer or a failure, in milliseconds.
    pub took: Option<f64>,
}

impl Exchange {
    /// Takes in what the run tells, `at` milliseconds after its start.
    pub fn take(&mut self, event: &RunEvent, at: f64) {
        match event {
            RunEvent::ResponseHead { status, headers } => {
                let (status, headers, at) = (*status, headers.clone(), Some(at));
                self.head = Some(Head {
                    status,
                    headers,
                    at,
                });
            }
            RunEvent::ResponseBody { bytes } => self.body.extend_from_slice(bytes),
            RunEvent::ResponseTrailers { headers } => self.trailers.clone_from(headers),
            RunEvent::Request(request) => self.note(request, at),
            _ => {}
        }
    }

    /// Takes in an answer that came whole.
    pub fn complete(&mut self, status: u16, headers: Vec<Header>, body: Vec<u8>) {
        let at = self.head.as_ref().and_then(|head| head.at);
        self.head = Some(Head {
            status,
            headers,
            at,
        });
        self.body = body;
    }

    fn note(&mut self, request: &SentRequest, at: f64) {
        let known = self
            .sent
            .iter_mut()
            .find(|it| it.request.number == request.number);
        let is_over = request.fate != RequestFate::Sent;
        match known {
            Some(known) => {
                known.request = request.clone();
                known.took = is_over.then_some(at - known.since);
            }
            None => self.sent.push(Sent {
                request: request.clone(),
                since: at,
                took: is_over.then_some(0.0),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(number: u32, fate: RequestFate) -> RunEvent {
        RunEvent::Request(SentRequest {
            number,
            method: "GET".into(),
            url: "https://example.test/".into(),
            fate,
        })
    }

    #[test]
    fn an_answer_is_put_together_as_it_comes() {
        let mut exchange = Exchange::default();
        let headers = vec![Header {
            name: "a".into(),
            value: "1".into(),
        }];
        let head = RunEvent::ResponseHead {
            status: 200,
            headers: headers.clone(),
        };
        exchange.take(&head, 3.5);
        for piece in [b"on", b"e!"] {
            let bytes = piece.to_vec().into();
            exchange.take(&RunEvent::ResponseBody { bytes }, 4.0);
        }
        exchange.complete(200, headers, b"one!".to_vec());
        let head = exchange.head.unwrap();
        assert_eq!((head.at, exchange.body), (Some(3.5), b"one!".to_vec()));
    }

    #[test]
    fn each_request_has_its_own_time() {
        let mut exchange = Exchange::default();
        exchange.take(&sent(1, RequestFate::Sent), 1.0);
        exchange.take(&sent(2, RequestFate::Sent), 2.0);
        exchange.take(&sent(1, RequestFate::Answered { status: 200 }), 9.0);
        let took: Vec<_> = exchange.sent.iter().map(|it| it.took).collect();
        assert_eq!(took, [Some(8.0), None]);
    }
}
