use super::*;

fn written(pieces: &[(Stream, &[u8])]) -> Output {
    let mut output = Output::default();
    for (stream, bytes) in pieces {
        output.push(*stream, bytes);
    }
    output.finish();
    output
}

fn stdout(bytes: &[u8]) -> Output {
    written(&[(Stream::Stdout, bytes)])
}

fn texts(output: &Output) -> Vec<String> {
    output.blocks.iter().map(Block::text).collect()
}

/// Texts with a word on each style.
fn styled(output: &Output) -> String {
    let spans = output.blocks.iter().flat_map(|it| &it.spans);
    let spans = spans.map(|Span { style, text }| {
        let mut words = Vec::new();
        words.extend(style.colour.map(|it| format!("{it:?}")));
        words.extend(style.ground.map(|it| format!("on {it:?}")));
        words.extend(style.is_bold.then(|| "bold".to_owned()));
        words.extend(style.is_inverse.then(|| "inverse".to_owned()));
        format!("{}[{text}]", words.join(" "))
    });
    spans.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_character_split_between_writes_is_whole() {
    for cut in 0.."aé漢🦀z".len() {
        let (left, right) = "aé漢🦀z".as_bytes().split_at(cut);
        let output = written(&[(Stream::Stdout, left), (Stream::Stdout, right)]);
        assert_eq!(texts(&output), ["aé漢🦀z"], "cut at {cut}");
        assert_eq!(output.of(Stream::Stdout), "aé漢🦀z", "cut at {cut}");
    }
}

#[test]
fn an_escape_sequence_split_between_writes_is_whole() {
    let text = b"a\x1b[1;31mred\x1b[0mb";
    let whole = styled(&stdout(text));
    assert_eq!(whole, "[a] Named(1) bold[red] [b]");
    for cut in 0..text.len() {
        let (left, right) = text.split_at(cut);
        let output = written(&[(Stream::Stdout, left), (Stream::Stdout, right)]);
        assert_eq!(styled(&output), whole, "cut at {cut}");
    }
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    let output = stdout(b"a\xffb\xe6\xbc");
    assert_eq!(texts(&output), ["a\u{fffd}b\u{fffd}"]);
    assert_eq!(output.of(Stream::Stdout), "a\u{fffd}b\u{fffd}");
    assert_eq!(output.raw(Stream::Stdout), b"a\xffb\xe6\xbc");
}

#[test]
fn streams_keep_their_order_and_their_own_rest() {
    let output = written(&[
        (Stream::Stdout, b"one \xc3"),
        (Stream::Stderr, b"two"),
        (Stream::Stdout, b"\xa9 three"),
    ]);
    assert_eq!(texts(&output), ["one ", "two", "é three"]);
}

#[test]
fn colours_are_read_in_every_notation() {
    #[track_caller]
    fn check(sequence: &str, expected: &str) {
        let text = format!("\x1b[{sequence}mx");
        assert_eq!(styled(&stdout(text.as_bytes())), expected);
    }
    check("", "[x]");
    check("94", "Named(12)[x]");
    check("37;41", "Named(7) on Named(1)[x]");
    check("38;5;196", "Rgb(255, 0, 0)[x]");
    check("38:5:9", "Named(9)[x]");
    check("48;2;1;2;3", "on Rgb(1, 2, 3)[x]");
    check("38:2::1:2:3", "Rgb(1, 2, 3)[x]");
    check("38;5;244", "Rgb(128, 128, 128)[x]");
    check("38;5;999;1", "bold[x]");
    check("1;7;22", "inverse[x]");
}

#[test]
fn what_only_a_terminal_can_do_leaves_no_trace() {
    let sequences = b"\x1b]0;title\x07a\x1b[2J\x1b[10;5Hb\x1b[?25lc\x1b(Bd\x07";
    assert_eq!(texts(&stdout(sequences)), ["abcd"]);
}

#[test]
fn progress_is_written_over() {
    assert_eq!(
        texts(&stdout(b"log\n10%\r20%\r\x1b[K30%\r\ndone")),
        ["log\n30%\ndone"]
    );
    let between = written(&[
        (Stream::Stdout, b"10%"),
        (Stream::Stderr, b"warning\n"),
        (Stream::Stdout, b"\r20%"),
    ]);
    assert_eq!(texts(&between), ["10%", "warning\n", "20%"]);
}

#[test]
fn much_output_is_in_blocks_that_end_with_lines() {
    let line = "x".repeat(99) + "\n";
    let output = stdout(line.repeat(1000).as_bytes());
    assert_eq!(texts(&output).concat().len(), 100_000);
    for text in texts(&output) {
        assert!(
            text.ends_with('\n') && text.len() <= BLOCK + 100,
            "{}",
            text.len()
        );
    }
    assert_eq!(texts(&stdout(&[b'x'; 150_000])).len(), 3);
}

#[test]
fn lines_that_are_logged_and_typed_stand_in_their_place() {
    let mut output = Output::default();
    output.push(Stream::Stdout, b"name? ");
    output.echo("Ada\n");
    output.log(LogLine {
        level: LogLevel::Warn,
        context: "db".into(),
        message: "slow".into(),
    });
    let sources: Vec<_> = output.blocks.iter().map(|it| it.source).collect();
    let expected = [
        Source::Stream(Stream::Stdout),
        Source::Stdin,
        Source::Log(LogLevel::Warn),
    ];
    assert_eq!(sources, expected);
    assert_eq!(texts(&output), ["name? ", "Ada\n", "db: slow"]);
}
