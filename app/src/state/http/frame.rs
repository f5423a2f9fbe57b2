//! The frame in which pages of a component are shown: where it is, and what was asked for.

use model::ServedStep;

/// How many requests are remembered.
const MOST: usize = 200;

/// The frame; closed at first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrameState {
    /// Address of the component's `/`, without the `/` at its end; none while the frame is closed.
    pub root: Option<String>,
    /// What the frame was sent to last, beginning with `/`, and how often it was sent.
    pub sent_to: (u32, String),
    /// Path of the page that was asked for last.
    pub at: String,
    /// The requests, oldest first.
    pub log: Vec<FrameRequest>,
}

/// A request that came out of the frame.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameRequest {
    /// Tells it from the others.
    pub number: u32,
    /// Such as `GET`.
    pub method: String,
    /// As the component gets it.
    pub path: String,
    /// Once the answer begins.
    pub status: Option<u16>,
    /// What came of its body, in bytes.
    pub size: usize,
    /// Why there is no whole answer.
    pub fault: Option<String>,
    /// When it began, in milliseconds of the page's clock.
    pub since: f64,
    /// How long it took, once it is over, in milliseconds.
    pub took: Option<f64>,
}

impl FrameState {
    /// Opens it where it is closed, and sends it somewhere.
    pub fn send(&mut self, root: String, path: String) {
        self.root = Some(root);
        self.at.clone_from(&path);
        self.sent_to = (self.sent_to.0 + 1, path);
    }

    /// Notes a request.
    pub fn begin(&mut self, request: FrameRequest, is_page: bool) {
        if is_page {
            self.at.clone_from(&request.path);
        }
        self.log.push(request);
        let over = self.log.len().saturating_sub(MOST);
        self.log.drain(..over);
    }

    /// Notes what came of a request, at a time of the page's clock.
    pub fn take(&mut self, number: u32, step: &ServedStep, now: f64) {
        let Some(request) = self.log.iter_mut().find(|it| it.number == number) else {
            return;
        };
        match step {
            ServedStep::Head { status, .. } => request.status = Some(*status),
            ServedStep::Body { bytes } => request.size += bytes.len(),
            ServedStep::End { .. } => request.took = Some(now - request.since),
            ServedStep::Failed { message, .. } => {
                request.fault = Some(message.clone());
                request.took = Some(now - request.since);
            }
        }
    }
}

#[test]
fn a_request_of_the_frame_is_followed_to_its_end() {
    let mut frame = FrameState::default();
    frame.send("http://h.test/tab/1".into(), "/a".into());
    let request = |number: u32, path: &str| FrameRequest {
        number,
        method: "GET".into(),
        path: path.into(),
        status: None,
        size: 0,
        fault: None,
        since: 10.0,
        took: None,
    };
    frame.begin(request(1, "/b"), true);
    frame.begin(request(2, "/b.css"), false);
    assert_eq!(frame.at, "/b");
    let bytes = b"1234".to_vec().into();
    frame.take(2, &ServedStep::Body { bytes }, 11.0);
    let trailers = Vec::new();
    frame.take(2, &ServedStep::End { trailers }, 12.5);
    assert_eq!((frame.log[1].size, frame.log[1].took), (4, Some(2.5)));
    let (code, message) = ("trapped".into(), "it trapped".into());
    frame.take(1, &ServedStep::Failed { code, message }, 13.0);
    assert_eq!(frame.log[0].fault.as_deref(), Some("it trapped"));
}
