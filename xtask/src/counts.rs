//! How many tests passed, failed and were skipped, out of what the runners print.

use std::iter::Sum;

/// Counts of one run, or of several together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Tests that passed.
    pub(crate) passed: u32,
    /// Tests that failed.
    pub(crate) failed: u32,
    /// Tests that were not run.
    pub(crate) skipped: u32,
}

impl Counts {
    /// Sums every closing line of cargo test, cargo nextest, wasm-bindgen-test-runner and node's
    /// test runner.
    pub(crate) fn parse(output: &str) -> Counts {
        let lines = output.lines().map(plain);
        lines.filter_map(|line| closing(line.trim_end())).sum()
    }

    /// Whether any test was counted.
    pub(crate) fn any(self) -> bool {
        self != Counts::default()
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(all: I) -> Counts {
        all.fold(Counts::default(), |sum, counts| Counts {
            passed: sum.passed + counts.passed,
            failed: sum.failed + counts.failed,
            skipped: sum.skipped + counts.skipped,
        })
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Counts {
            passed,
            failed,
            skipped,
        } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

fn closing(line: &str) -> Option<Counts> {
    if let Some(rest) = line.strip_prefix("test result: ") {
        return Some(words(rest, ';'));
    }
    // What a failed test printed is shown again, indented.
    let line = line.trim_start();
    if line.starts_with("Summary [") {
        return line.split_once(" run: ").map(|(_, rest)| words(rest, ','));
    }
    let (word, count) = line
        .strip_prefix("# ")
        .or_else(|| line.strip_prefix("ℹ "))?
        .split_once(' ')?;
    one(word, count.parse().ok()?)
}

/// Counts in `3 passed; 0 failed; 1 ignored` or the same parted by commas.
fn words(text: &str, between: char) -> Counts {
    text.split([between, '.'])
        .filter_map(|part| {
            let mut words = part.split_whitespace();
            let count = words.next()?.parse().ok()?;
            one(words.next()?, count)
        })
        .sum()
}

fn one(word: &str, count: u32) -> Option<Counts> {
    let mut counts = Counts::default();
    match word {
        "passed" | "pass" => counts.passed = count,
        "failed" | "fail" | "timed" | "cancelled" => counts.failed = count,
        "ignored" | "skipped" | "todo" => counts.skipped = count,
        _ => return None,
    }
    Some(counts)
}

/// A line without colours.
fn plain(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, passed: u32, failed: u32, skipped: u32) {
        let expected = Counts {
            passed,
            failed,
            skipped,
        };
        assert_eq!(Counts::parse(output), expected, "{output}");
    }

    #[test]
    fn cargo_test_closes_once_a_binary() {
        let one = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; \
                   finished in 0.00s\n";
        check(one, 3, 0, 1);
        let broken = "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured\n";
        check(&format!("{one}running 3 tests\n{broken}"), 4, 2, 1);
    }

    #[test]
    fn nextest_closes_once() {
        check(
            "     Summary [   0.012s] 12 tests run: 12 passed, 2 skipped",
            12,
            0,
            2,
        );
        check(
            "\u{1b}[31;1m     Summary\u{1b}[0m [   1.012s] \u{1b}[1m5/9\u{1b}[0m tests run: \
             \u{1b}[1m3\u{1b}[0m passed (1 slow), 1 failed, 1 timed out, 0 skipped",
            3,
            2,
            0,
        );
        check(
            "     Summary [   0.012s] 1 test run: 1 passed, 0 skipped",
            1,
            0,
            0,
        );
    }

    #[test]
    fn node_closes_with_a_line_a_count() {
        check(
            "# tests 5\n# suites 0\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 1\n# todo 0\n\
             # duration_ms 33.1\n",
            3,
            1,
            1,
        );
        check("ℹ tests 2\nℹ pass 2\nℹ fail 0\nℹ duration_ms 12\n", 2, 0, 0);
    }

    #[test]
    fn other_lines_count_nothing() {
        check(
            "12 passed\nrunning 3 tests\n# Subtest: it works\nok 1 - pass 3\n    \
             test result: FAILED. 0 passed; 1 failed; 0 ignored\n",
            0,
            0,
            0,
        );
    }
}
