use model::{Call, CallRequest, CommandRequest, Header, HttpRequest, Target};

use super::*;

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn text(&mut self) -> String {
        const PIECES: [&str; 8] = [
            "greet", "é", "漢字", "🦀", "\n", "\u{202e}", "@1.0.0 #", "\"\\",
        ];
        (0..self.below(12)).map(|_| PIECES[self.below(8)]).collect()
    }

    fn workspace(&mut self) -> Workspace {
        let files: BTreeMap<_, _> = (0..self.below(5))
            .map(|number| (format!("wit/f{number}.wit"), self.text()))
            .collect();
        Workspace {
            name: self.text(),
            components: (0..self.below(4)).map(|_| self.component()).collect(),
            view: View {
                open: files.keys().next().cloned(),
                tabs: (files.len() % 2 == 1).then(|| files.keys().cloned().collect()),
                selection: Some(self.text()),
            },
            positions: (0..self.below(3))
                .map(|_| {
                    let (x, y) = (self.below(900) as i32, -(self.below(900) as i32));
                    (self.text(), CanvasPoint { x, y })
                })
                .collect(),
            files,
            ..self.called()
        }
    }

    fn called(&mut self) -> Workspace {
        let call = match self.below(4) {
            0 => return Workspace::default(),
            1 => Call::Function(CallRequest {
                function: self.text(),
                args: self.text(),
            }),
            2 => Call::Command(CommandRequest {
                args: vec![self.text(), self.text()],
                env: vec![(self.text(), self.text())],
                stdin: self.text(),
                files: vec![("a".into(), self.text())],
            }),
            _ => Call::Http(HttpRequest {
                method: "POST".into(),
                path: "/".into(),
                headers: vec![Header {
                    name: "accept".into(),
                    value: self.text(),
                }],
                body: self.text(),
            }),
        };
        let target = match self.below(2) {
            0 => Target::Composition,
            _ => Target::Component { name: self.text() },
        };
        Workspace {
            call: Some(call),
            target,
            ..Workspace::default()
        }
    }

    fn component(&mut self) -> ComponentRef {
        let source = match self.below(3) {
            0 => ComponentSource::Sample {
                path: "greeter/greeter.wasm".into(),
            },
            1 => ComponentSource::Server,
            _ => ComponentSource::Local,
        };
        ComponentRef {
            name: self.text(),
            digest: format!("{:064x}", self.0),
            size: self.0 as u32,
            source,
        }
    }
}

fn sample_link() -> String {
    let mut numbers = Numbers(7);
    let mut workspace = numbers.workspace();
    let wit = "package example:text;\n\ninterface process { clean: func(text: string); }\n";
    workspace.files.insert("wit/world.wit".into(), wit.into());
    encode(&to_frame(&workspace))
}

#[test]
fn two_hundred_workspaces_come_back_as_they_went() {
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    for _ in 0..200 {
        let workspace = numbers.workspace();
        let link = encode(&to_frame(&workspace));
        let frame = decode(&link).unwrap();
        assert_eq!(from_frame(frame.clone()), workspace);
        assert_eq!(encode(&frame), link);
        assert!(
            link.bytes()
                .all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'))
        );
    }
}

/// A link as other deflaters write it too; it must stay readable for ever.
#[test]
fn version_1_is_readable() {
    let link = "1pVHBisJADP0VeV5na4VlWceLH-Gt7SFNYxnszJROdQvSf98Zy6p7lkAIeeEl7-UGB42jTCMUTtA3sLe9D5L \
        9EEekJz5TK6vOM3V6wcxovNuXDrNCC10UkIls34keFx6Z7tVHPZimlU0_eJYQ_BA5gz1Q_V5Afea7r0oVWI6 \
        yxklcakVz815AfVeVAicbxpTOxjXRhBfZSTO_QKeL43tfPUv9z48_-Yc822b5mjuhNE1DG-JkCVrVJTBH3mv \
        i9Y99ywvm-Rc";
    let component = |name: &str, digest: &str, size, source| ComponentRef {
        name: name.into(),
        digest: digest.repeat(32),
        size,
        source,
    };
    let path = "text-bridge/processor.wasm".into();
    let expected = Workspace {
        name: "Text".into(),
        files: [("compose.wac".into(), "package local:composition;\n".into())].into(),
        components: vec![
            component("example:text", "ab", 4096, ComponentSource::Sample { path }),
            component("local:mine", "cd", 8, ComponentSource::Local),
        ],
        call: Some(Call::Function(CallRequest {
            function: "example:text/process@0.1.0#clean".into(),
            args: "\"a b\"".into(),
        })),
        target: Target::Composition,
        view: View {
            open: Some("compose.wac".into()),
            tabs: None,
            selection: None,
        },
        positions: BTreeMap::new(),
        expectations: Vec::new(),
        mocks: Vec::new(),
        made: BTreeMap::new(),
        calls: Vec::new(),
        features: Default::default(),
    };
    let link = link.replace(' ', "");
    assert_eq!(decode(&link).map(from_frame), Ok(expected));
}

#[test]
fn a_link_keeps_which_features_are_on() {
    let features = std::collections::BTreeSet::from(["clocks-timezone".to_owned()]);
    let workspace = Workspace {
        features: features.clone(),
        ..Workspace::default()
    };
    let frame = decode(&encode(&to_frame(&workspace))).unwrap();
    assert_eq!(from_frame(frame).features, features);
}

#[test]
fn a_place_out_of_reach_is_brought_back() {
    let frame = ShareV1 {
        p: [("instance:a".into(), (i32::MAX, -3))].into(),
        ..ShareV1::default()
    };
    let place = from_frame(frame).positions["instance:a"];
    assert_eq!((place.x, place.y), (FURTHEST, -3));
}

#[test]
fn every_cut_of_a_link_says_that_its_end_is_missing() {
    let link = sample_link();
    assert_eq!(decode(""), Err(LinkError::Empty));
    for length in 1..link.len() {
        assert_eq!(
            decode(&link[..length]),
            Err(LinkError::Truncated),
            "cut at {length}"
        );
    }
}

#[test]
fn changed_links_never_panic_and_mostly_say_so() {
    let link = sample_link();
    let mut numbers = Numbers(99);
    let mut refused = 0;
    for _ in 0..5000 {
        let mut bytes = link.clone().into_bytes();
        for _ in 0..=numbers.below(3) {
            let at = 1 + numbers.below(bytes.len() - 1);
            bytes[at] = b" AZaz09-_~.%"[numbers.below(12)];
        }
        let text = String::from_utf8(bytes).unwrap();
        refused += usize::from(decode(&text).is_err());
    }
    assert!(refused > 4000, "only {refused} of 5000 were refused");
}

#[test]
fn a_link_says_why_it_cannot_be_opened() {
    let body = &sample_link()[1..];
    assert_eq!(
        decode(&format!("2{body}")),
        Err(LinkError::Newer { version: 2 })
    );
    assert_eq!(decode(&format!("x{body}")), Err(LinkError::Unknown));
    assert_eq!(decode("0"), Err(LinkError::Unknown));
    assert_eq!(decode("漢字"), Err(LinkError::Unknown));
    assert!(matches!(decode("1é"), Err(LinkError::Damaged { .. })));
    assert!(matches!(
        decode(&format!("1{body}!")),
        Err(LinkError::Damaged { .. })
    ));
}

#[test]
fn a_link_that_unfolds_to_too_much_is_refused() {
    let bomb = compress_to_vec(&vec![b' '; MOST + 1], LEVEL);
    assert!(bomb.len() < 20_000);
    assert_eq!(
        decode(&format!("1{}", BASE64.encode(bomb))),
        Err(LinkError::TooLarge)
    );
}

#[test]
fn a_sample_outside_its_folder_must_be_brought() {
    let digest = "00".repeat(32);
    let reference = format!("ex:../../api/secret@{digest}");
    let component = from_component(ShareComponent("a:b".into(), reference, 1));
    assert_eq!(
        (component.source, component.digest),
        (ComponentSource::Local, digest)
    );
}

#[test]
fn a_small_workspace_makes_a_short_link() {
    let link = sample_link();
    assert!(link.len() < 700, "{} characters", link.len());
}
