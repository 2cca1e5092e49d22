//! Lines as cells: one glyph a cell, corners where a line changes its row, and turns where two lines coincide.

use super::{Axis, cells, short};
use crate::tui::theme::LineGlyphs;

/// Columns in which a line holds a stretch that it shares before the other line's turn.
const TURN: u16 = 3;

/// A grid of cells, each perhaps with a glyph and the series that drew it.
pub(super) struct Raster {
    width: u16,
    height: u16,
    cells: Vec<Option<Drawn>>,
}

/// What a series drew into a cell.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    glyph: char,
    series: usize,
    /// Whether the line runs level there: such a cell may be shared; corners and steps stay whole.
    level: bool,
}

impl Raster {
    pub(super) fn new(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            cells: vec![None; usize::from(width) * usize::from(height)],
        }
    }

    /// Row of a place (0 at the bottom, 1 at the top); `None` outside.
    pub(super) fn row(&self, place: f64) -> Option<u16> {
        ((-1e-9..=1.0 + 1e-9).contains(&place) && self.height > 0)
            .then(|| (self.height - 1) - cells(place * f64::from(self.height - 1)).min(self.height - 1))
    }

    /// Column of a place (0 left, 1 right); `None` outside.
    pub(super) fn column(&self, place: f64) -> Option<u16> {
        ((-1e-9..=1.0 + 1e-9).contains(&place) && self.width > 0)
            .then(|| cells(place * f64::from(self.width - 1)).min(self.width - 1))
    }

    pub(super) fn get(&self, x: u16, y: u16) -> Option<(char, usize)> {
        self.drawn(x, y).map(|d| (d.glyph, d.series))
    }

    fn drawn(&self, x: u16, y: u16) -> Option<Drawn> {
        self.slot(x, y).and_then(|at| self.cells[at])
    }

    /// Sets a corner, a step or a point.
    pub(super) fn set(&mut self, x: u16, y: u16, glyph: char, series: usize) {
        self.put(
            x,
            y,
            Drawn {
                glyph,
                series,
                level: false,
            },
        );
    }

    fn put(&mut self, x: u16, y: u16, drawn: Drawn) {
        if let Some(at) = self.slot(x, y) {
            self.cells[at] = Some(drawn);
        }
    }

    fn slot(&self, x: u16, y: u16) -> Option<usize> {
        (x < self.width && y < self.height).then(|| usize::from(y) * usize::from(self.width) + usize::from(x))
    }

    /// The row of a curve in every column: straight between points on the axes' own scales.
    pub(super) fn trace(&self, points: &[(f64, f64)], x: &Axis, y: &Axis) -> Vec<Option<u16>> {
        let mut places: Vec<(f64, f64)> = points
            .iter()
            .filter_map(|(px, py)| Some((x.place(*px)?, y.place(*py)?)))
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        let last = f64::from(self.width.saturating_sub(1)).max(1.0);
        (0..self.width)
            .map(|column| {
                let at = f64::from(column) / last;
                // Half a column of slack, so that a curve reaches the column in which it ends.
                interpolate(&places, at, 0.5 / last).and_then(|place| self.row(place))
            })
            .collect()
    }

    /// A connected line; where it lies on another, they take turns.
    pub(super) fn connected(&mut self, rows: &[Option<u16>], glyphs: LineGlyphs, series: usize) {
        let mut before: Option<u16> = None;
        for (column, row) in rows.iter().enumerate() {
            let x = short(column);
            let Some(row) = *row else {
                before = None;
                continue;
            };
            match before {
                Some(from) if from != row => {
                    let (start, end) = if row < from {
                        (glyphs.up_left, glyphs.down_right)
                    } else {
                        (glyphs.down_left, glyphs.up_right)
                    };
                    for y in from.min(row) + 1..from.max(row) {
                        self.set(x, y, glyphs.down, series);
                    }
                    self.set(x, from, start, series);
                    self.set(x, row, end, series);
                }
                _ => {
                    let free = match self.drawn(x, row) {
                        Some(other) if other.series != series => other.level && (x / TURN).is_multiple_of(2),
                        _ => true,
                    };
                    if free {
                        self.put(
                            x,
                            row,
                            Drawn {
                                glyph: glyphs.across,
                                series,
                                level: true,
                            },
                        );
                    }
                }
            }
            before = Some(row);
        }
    }

    /// A broken line: a glyph in every `every`th column from the one at `first`, only where nothing is.
    pub(super) fn broken(&mut self, rows: &[Option<u16>], glyph: char, series: usize, (first, every): (usize, usize)) {
        for (column, row) in rows.iter().enumerate().skip(first).step_by(every.max(1)) {
            let x = short(column);
            if let Some(row) = *row
                && self.get(x, row).is_none()
            {
                self.set(x, row, glyph, series);
            }
        }
    }
}

/// The value at `at` of points by rising x; beyond the ends by less than `slack`: the end's; farther: none.
fn interpolate(points: &[(f64, f64)], at: f64, slack: f64) -> Option<f64> {
    let first = points.first()?;
    let last = points.last()?;
    if at < first.0 {
        return (first.0 - at <= slack).then_some(first.1);
    }
    if at > last.0 {
        return (at - last.0 <= slack).then_some(last.1);
    }
    let next = points.iter().position(|p| p.0 >= at)?;
    let (right, left) = (points[next], points[next.saturating_sub(1)]);
    let length = right.0 - left.0;
    if length <= 0.0 {
        return Some(right.1);
    }
    Some(left.1 + (right.1 - left.1) * (at - left.0) / length)
}

/// Rows for labels that want certain rows, none twice, in the order of the wishes; `None` where there are more labels than
/// rows.
pub(super) fn spread(wishes: &[u16], height: u16) -> Option<Vec<u16>> {
    if wishes.len() > usize::from(height) {
        return None;
    }
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|&i| wishes[i]);
    let mut rows = vec![0_u16; wishes.len()];
    let mut free = 0_u16;
    for &i in &order {
        rows[i] = wishes[i].max(free);
        free = rows[i].saturating_add(1);
    }
    let mut limit = height;
    for &i in order.iter().rev() {
        limit = limit.saturating_sub(1);
        rows[i] = rows[i].min(limit);
        limit = rows[i];
    }
    Some(rows)
}

/// Number of ticks for a length of cells.
pub(super) fn tick_count(length: u16, every: u16) -> usize {
    usize::from(length / every.max(1)).max(1)
}

/// Column at which a label of `width` stands around `centre`, kept within `limit` columns.
pub(super) fn centred(centre: u16, width: u16, limit: u16) -> u16 {
    centre.saturating_sub(width / 2).min(limit.saturating_sub(width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Glyphs;

    fn drawn(raster: &Raster) -> Vec<String> {
        (0..raster.height)
            .map(|y| {
                (0..raster.width)
                    .map(|x| raster.get(x, y).map_or(' ', |(glyph, _)| glyph))
                    .collect::<String>()
            })
            .collect()
    }

    #[test]
    fn a_line_has_corners_where_it_changes_its_row() {
        let mut raster = Raster::new(9, 3);
        let (x, y) = (Axis::linear(0.0, 8.0, ""), Axis::linear(0.0, 2.0, ""));
        let rows = raster.trace(&[(0.0, 0.0), (4.0, 0.0), (5.0, 2.0), (8.0, 2.0)], &x, &y);
        raster.connected(&rows, Glyphs::UNICODE.line(0), 0);
        assert_eq!(drawn(&raster), ["     ┏━━━", "     ┃   ", "━━━━━┛   "]);
    }

    #[test]
    fn lines_that_coincide_take_turns_so_that_both_are_seen() {
        let mut raster = Raster::new(12, 1);
        let rows = vec![Some(0); 12];
        raster.connected(&rows, Glyphs::UNICODE.line(1), 1);
        raster.connected(&rows, Glyphs::UNICODE.line(0), 0);
        assert_eq!(drawn(&raster), ["━━━┄┄┄━━━┄┄┄"]);
    }

    #[test]
    fn a_curve_ends_where_its_points_end() {
        let raster = Raster::new(11, 2);
        let (x, y) = (Axis::linear(0.0, 10.0, ""), Axis::linear(0.0, 1.0, ""));
        let rows = raster.trace(&[(2.0, 1.0), (6.0, 1.0)], &x, &y);
        assert!(rows[..2].iter().chain(&rows[7..]).all(Option::is_none));
        assert!(rows[2..=6].iter().all(Option::is_some));
    }

    #[test]
    fn labels_that_want_one_row_are_spread_and_stay_inside() {
        assert_eq!(spread(&[2, 2, 0], 4), Some(vec![2, 3, 0]));
        assert_eq!(spread(&[3, 3, 3], 4), Some(vec![1, 2, 3]));
        assert_eq!(spread(&[0, 0], 1), None);
    }
}
