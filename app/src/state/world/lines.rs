//! Lines that only one of two texts has.

/// More lines than this are not compared, and none of them is marked.
const MOST: usize = 600;

/// Each line of a text, and whether the other text lacks it.
pub type Marked = Vec<(String, bool)>;

/// Both texts, with the lines marked that are not part of the longest text common to both.
pub fn marked(first: &str, second: &str) -> (Marked, Marked) {
    let (first, second): (Vec<&str>, Vec<&str>) =
        (first.lines().collect(), second.lines().collect());
    let is_long = first.len() > MOST || second.len() > MOST;
    if is_long || first.is_empty() || second.is_empty() {
        let plain = |lines: &[&str]| {
            lines
                .iter()
                .map(|line| ((*line).to_owned(), false))
                .collect()
        };
        return (plain(&first), plain(&second));
    }
    // `common[i][j]`: lines that the rests from `i` and `j` have in common.
    let mut common = vec![vec![0_u16; second.len() + 1]; first.len() + 1];
    for i in (0..first.len()).rev() {
        for j in (0..second.len()).rev() {
            common[i][j] = match first[i] == second[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut old, mut new) = (Vec::new(), Vec::new());
    let (mut i, mut j) = (0, 0);
    while i < first.len() || j < second.len() {
        let is_same = i < first.len() && j < second.len() && first[i] == second[j];
        let is_old = j == second.len() || i < first.len() && common[i + 1][j] >= common[i][j + 1];
        if is_same {
            old.push((first[i].to_owned(), false));
            new.push((second[j].to_owned(), false));
            (i, j) = (i + 1, j + 1);
        } else if is_old {
            old.push((first[i].to_owned(), true));
            i += 1;
        } else {
            new.push((second[j].to_owned(), true));
            j += 1;
        }
    }
    (old, new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(marked: &Marked) -> String {
        let lines = marked.iter().map(|(line, is_marked)| match is_marked {
            true => format!("[{line}]"),
            false => line.clone(),
        });
        lines.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_of_one_side_are_marked() {
        let (old, new) = marked("a\nb\nc\nd", "a\nx\nc\nd\ne");
        assert_eq!(told(&old), "a [b] c d");
        assert_eq!(told(&new), "a [x] c d [e]");
    }

    #[test]
    fn a_side_without_lines_marks_none() {
        assert_eq!(marked("", "a").1, [("a".to_owned(), false)]);
    }
}
