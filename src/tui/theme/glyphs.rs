//! Characters of charts and marks: Unicode, and ASCII twins. Every one is one column wide.

/// Line-drawing characters of one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineGlyphs {
    /// Left to right.
    pub across: char,
    /// Top to bottom.
    pub down: char,
    /// Corner that opens down and right.
    pub down_right: char,
    /// Corner that opens down and left.
    pub down_left: char,
    /// Corner that opens up and right.
    pub up_right: char,
    /// Corner that opens up and left.
    pub up_left: char,
}

impl LineGlyphs {
    const fn of(all: [char; 6]) -> Self {
        let [across, down, down_right, down_left, up_right, up_left] = all;
        Self {
            across,
            down,
            down_right,
            down_left,
            up_right,
            up_left,
        }
    }
}

/// All characters that are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Whether they are beyond ASCII.
    pub unicode: bool,
    /// Fill patterns of segments, most different first.
    pub fills: [char; 8],
    /// Lines of series.
    pub lines: [LineGlyphs; 6],
    /// Point markers of series.
    pub points: [char; 8],
    /// Small twins of the markers: values before, or of another set.
    pub shadows: [char; 8],
    /// Several points in one cell.
    pub together: char,
    /// Rose.
    pub up: char,
    /// Fell.
    pub down: char,
    /// Passed.
    pub pass: char,
    /// Failed, ruled out.
    pub fail: char,
    /// Not known.
    pub unknown: char,
    /// The winner.
    pub winner: char,
    /// The selected row.
    pub selected: char,
    /// A choice that is taken.
    pub chosen: char,
    /// A choice that is not.
    pub open: char,
    /// Full part of a bar.
    pub bar: char,
    /// Empty part of a bar.
    pub track: char,
    /// A bound within the full part of a bar.
    pub notch: char,
    /// A bound beyond it.
    pub bound: char,
    /// Where a value was before.
    pub ghost: char,
    /// Done part of a progress line.
    pub done: char,
    /// Its end.
    pub done_end: char,
    /// What is left of it.
    pub left: char,
    /// Separating line.
    pub rule: char,
    /// Separating line, upright.
    pub pillar: char,
    /// Upright line with a branch to the right.
    pub branch_right: char,
    /// Line with a branch down.
    pub branch_down: char,
    /// Line with a branch up.
    pub branch_up: char,
    /// Line with a branch to the left.
    pub branch_left: char,
    /// Corner of the axes.
    pub origin: char,
    /// Tick of the upright axis.
    pub tick_y: char,
    /// Upright axis.
    pub axis_y: char,
    /// Tick of the level axis.
    pub tick_x: char,
    /// Level axis.
    pub axis_x: char,
    /// Upright marker line: a limit, the wall.
    pub limit_y: char,
    /// Level marker line: a target.
    pub limit_x: char,
    /// Between two points that belong together; leaders.
    pub dot: char,
    /// A range, level.
    pub range: char,
    /// Where lines cross.
    pub crossing: char,
    /// What was left out.
    pub ellipsis: char,
    /// A list item.
    pub bullet: char,
    /// A line that goes on.
    pub wrapped: char,
    /// From one number to the next.
    pub arrow: &'static str,
    /// Times.
    pub times: char,
    /// More or less so much.
    pub give: &'static str,
    /// Separates facts in one line.
    pub separator: char,
}

impl Glyphs {
    /// For UTF-8 terminals.
    pub const UNICODE: Self = Self {
        unicode: true,
        fills: ['█', '▒', '▚', '░', '▓', '▞', '▄', '▌'],
        lines: [
            LineGlyphs::of(['━', '┃', '┏', '┓', '┗', '┛']),
            LineGlyphs::of(['┄', '┆', '┌', '┐', '└', '┘']),
            LineGlyphs::of(['═', '║', '╔', '╗', '╚', '╝']),
            LineGlyphs::of(['─', '│', '╭', '╮', '╰', '╯']),
            LineGlyphs::of(['╍', '╏', '┏', '┓', '┗', '┛']),
            LineGlyphs::of(['·', '·', '·', '·', '·', '·']),
        ],
        points: ['●', '○', '◆', '◇', '▲', '△', '■', '□'],
        shadows: ['•', '◦', '▪', '▫', '▴', '▵', '⋄', '∙'],
        together: '◉',
        up: '▲',
        down: '▼',
        pass: '✓',
        fail: '✗',
        unknown: '?',
        winner: '★',
        selected: '▸',
        chosen: '●',
        open: '○',
        bar: '█',
        track: '░',
        notch: '▌',
        bound: '┤',
        ghost: '┊',
        done: '━',
        done_end: '╸',
        left: '─',
        rule: '─',
        pillar: '│',
        branch_right: '├',
        branch_down: '┬',
        branch_up: '┴',
        branch_left: '┤',
        origin: '└',
        tick_y: '┤',
        axis_y: '│',
        tick_x: '┬',
        axis_x: '─',
        limit_y: '╎',
        limit_x: '╌',
        dot: '·',
        range: '─',
        crossing: '╳',
        ellipsis: '…',
        bullet: '•',
        wrapped: '↪',
        arrow: "→",
        times: '×',
        give: "±",
        separator: '·',
    };

    /// For everything else.
    pub const ASCII: Self = Self {
        unicode: false,
        fills: ['#', '=', '%', ':', '+', 'o', '*', '-'],
        lines: [
            LineGlyphs::of(['-', '|', '+', '+', '+', '+']),
            LineGlyphs::of(['.', ':', '.', '.', '.', '.']),
            LineGlyphs::of(['=', '#', '#', '#', '#', '#']),
            LineGlyphs::of(['~', '!', '~', '~', '~', '~']),
            LineGlyphs::of(['*', '*', '*', '*', '*', '*']),
            LineGlyphs::of(['_', '_', '_', '_', '_', '_']),
        ],
        points: ['O', 'x', '*', '+', 'A', '^', 'H', 'n'],
        shadows: ['o', ',', '"', '`', 'a', ';', 'h', 'u'],
        together: '@',
        up: '^',
        down: 'v',
        pass: '+',
        fail: 'X',
        unknown: '?',
        winner: '*',
        selected: '>',
        chosen: '*',
        open: 'o',
        bar: '#',
        track: '.',
        notch: '|',
        bound: ']',
        ghost: '|',
        done: '=',
        done_end: '>',
        left: '-',
        rule: '-',
        pillar: '|',
        branch_right: '+',
        branch_down: '+',
        branch_up: '+',
        branch_left: '+',
        origin: '+',
        tick_y: '+',
        axis_y: '|',
        tick_x: '+',
        axis_x: '-',
        limit_y: ':',
        limit_x: '-',
        dot: '.',
        range: '-',
        crossing: 'X',
        ellipsis: '~',
        bullet: '-',
        wrapped: '\\',
        arrow: "->",
        times: 'x',
        give: "+-",
        separator: '|',
    };

    /// Fill pattern of the part at `index`.
    #[must_use]
    pub const fn fill(&self, index: usize) -> char {
        self.fills[index % self.fills.len()]
    }

    /// Line of the series at `index`.
    #[must_use]
    pub const fn line(&self, index: usize) -> LineGlyphs {
        self.lines[index % self.lines.len()]
    }

    /// Small twin of the point marker of the series at `index`.
    #[must_use]
    pub const fn shadow(&self, index: usize) -> char {
        self.shadows[index % self.shadows.len()]
    }

    /// Point marker of the series at `index`.
    #[must_use]
    pub const fn point(&self, index: usize) -> char {
        self.points[index % self.points.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::Glyphs;
    use unicode_width::UnicodeWidthChar;

    fn all(glyphs: &Glyphs) -> Vec<char> {
        let text = format!("{glyphs:?}");
        let mut found = Vec::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find('\'') {
            let Some(end) = rest[at + 1..].find('\'') else { break };
            let inner = &rest[at + 1..at + 1 + end];
            found.push(inner.chars().last().unwrap());
            rest = &rest[at + 2 + end..];
        }
        found
    }

    #[test]
    fn every_glyph_is_one_column_wide() {
        let glyphs = all(&Glyphs::UNICODE);
        assert!(glyphs.len() > 60);
        for glyph in glyphs {
            assert_eq!(glyph.width(), Some(1), "{glyph}");
        }
    }

    #[test]
    fn ascii_glyphs_are_ascii() {
        for glyph in all(&Glyphs::ASCII) {
            assert!(glyph.is_ascii_graphic(), "{glyph}");
        }
    }

    #[test]
    fn fills_points_and_lines_differ_within_their_set() {
        for glyphs in [Glyphs::UNICODE, Glyphs::ASCII] {
            for (i, a) in glyphs.fills.iter().enumerate() {
                assert!(!glyphs.fills[i + 1..].contains(a));
            }
            for (i, a) in glyphs.points.iter().enumerate() {
                assert!(!glyphs.points[i + 1..].contains(a));
            }
            // Small marks stand in the same charts as lines and points.
            for (i, a) in glyphs.shadows.iter().enumerate() {
                assert!(!glyphs.shadows[i + 1..].contains(a) && !glyphs.points.contains(a));
                assert!(!glyphs.lines.iter().any(|line| line.across == *a || line.down == *a));
            }
            for (i, a) in glyphs.lines.iter().enumerate() {
                assert!(!glyphs.lines[i + 1..].iter().any(|b| b.across == a.across));
            }
        }
    }
}
