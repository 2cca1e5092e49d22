//! How blocks stand on a screen: full-width ones first, then columns; what is longer than the screen scrolls.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Scene, panel};
use crate::tui::{
    hit::Hits,
    theme::{Role, Theme},
    widget::{Painter, short, text},
};

/// What draws a block.
type Drawing<'a> = Box<dyn Fn(Rect, &mut Buffer) + 'a>;

/// A part of a screen.
pub(super) struct Block<'a> {
    /// Rows that it needs.
    min: u16,
    /// Rows that it can use.
    max: u16,
    draw: Drawing<'a>,
}

impl<'a> Block<'a> {
    /// A block of a fixed number of rows.
    pub(super) fn fixed(rows: u16, draw: impl Fn(Rect, &mut Buffer) + 'a) -> Self {
        Self::flexible(rows, rows, draw)
    }

    /// A block that takes between `min` and `max` rows.
    pub(super) fn flexible(min: u16, max: u16, draw: impl Fn(Rect, &mut Buffer) + 'a) -> Self {
        Self {
            min,
            max: max.max(min),
            draw: Box::new(draw),
        }
    }
}

/// The totals, where there is room to spare for them beside what a screen is about.
pub(super) fn totals<'a>(scene: &'a Scene<'a>) -> Block<'a> {
    let options = short(scene.catalog.options.len());
    let (least, most) = if scene.table {
        let rows = short(scene.catalog.criteria.len()) + 4;
        (rows, rows)
    } else {
        (options + 3, options * 3 + 3)
    };
    Block::flexible(least, most, |area, buf| panel::scores(scene, area, buf))
}

/// Blocks in one column, with an empty row between two.
#[derive(Default)]
pub(super) struct Column<'a> {
    /// Share of the width against the other columns.
    pub(super) share: u16,
    pub(super) blocks: Vec<Block<'a>>,
}

impl<'a> Column<'a> {
    pub(super) fn new(share: u16, blocks: Vec<Block<'a>>) -> Self {
        Self {
            share,
            blocks: blocks.into_iter().filter(|b| b.max > 0).collect(),
        }
    }

    fn gaps(&self) -> u16 {
        short(self.blocks.len().saturating_sub(1))
    }

    fn height(&self) -> u16 {
        self.blocks.iter().fold(self.gaps(), |sum, b| sum.saturating_add(b.min))
    }

    /// Draws the blocks that are seen; rows to spare go to those that can use them, evenly.
    fn draw(&self, area: Rect, sight: &mut Sight<'_>) {
        let mut rows: Vec<u16> = self.blocks.iter().map(|b| b.min).collect();
        let mut spare = area.height.saturating_sub(self.height());
        while spare > 0 {
            let before = spare;
            for (rows, block) in rows.iter_mut().zip(&self.blocks) {
                if *rows < block.max && spare > 0 {
                    *rows += 1;
                    spare -= 1;
                }
            }
            if spare == before {
                break;
            }
        }
        let mut y = area.y;
        for (block, rows) in self.blocks.iter().zip(rows) {
            sight.draw(block, Rect::new(area.x, y, area.width, rows).intersection(area));
            y = y.saturating_add(rows).saturating_add(1);
        }
    }
}

/// Rows that what is so high can be scrolled in an area: what does not fit, and the row that says so.
pub(super) const fn scroll_room(height: u16, area: Rect) -> u16 {
    if height <= area.height {
        0
    } else {
        height - area.height.saturating_sub(1)
    }
}

/// A whole screen.
#[derive(Default)]
pub(super) struct Page<'a> {
    /// Blocks over the whole width.
    pub(super) head: Column<'a>,
    /// Columns below them.
    pub(super) columns: Vec<Column<'a>>,
}

/// Columns between two columns of a page.
const GAP: u16 = 3;

impl Page<'_> {
    /// Rows that the page needs.
    pub(super) fn height(&self) -> u16 {
        let below = self.columns.iter().map(Column::height).max().unwrap_or(0);
        self.head
            .height()
            .saturating_add(below)
            .saturating_add(self.between(below))
    }

    fn between(&self, below: u16) -> u16 {
        u16::from(below > 0 && !self.head.blocks.is_empty())
    }

    /// Draws the page into `area`; one that is higher is scrolled, and says where in it the reader is.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, scroll: u16, theme: &Theme, hits: Option<&Hits>) {
        let area = area.intersection(buf.area);
        let height = self.height();
        let room = scroll_room(height, area);
        if let Some(hits) = hits {
            hits.set_room(Some(room));
        }
        if area.is_empty() {
            return;
        }
        // The page begins at row 0, wherever it is seen.
        let page = Rect {
            y: 0,
            height: height.max(area.height),
            ..area
        };
        let fits = height <= area.height;
        let shown = if fits { area.height } else { area.height - 1 };
        let scroll = scroll.min(room);
        let area_seen = Rect { height: shown, ..area };
        let mut sight = Sight {
            area: area_seen,
            scroll,
            buf,
            hits,
        };
        self.place(page, &mut sight);
        if !fits {
            place_in_page(area, buf, (scroll, shown, height), theme);
        }
    }

    fn place(&self, area: Rect, sight: &mut Sight<'_>) {
        let below: u16 = self.columns.iter().map(Column::height).max().unwrap_or(0);
        let spare = area.height.saturating_sub(self.height());
        let head_wants: u16 = self
            .head
            .blocks
            .iter()
            .map(|b| b.max - b.min)
            .fold(0, u16::saturating_add);
        let head_spare = if self.columns.is_empty() {
            spare
        } else {
            head_wants.min(spare / 3)
        };
        let head = self.head.height().saturating_add(head_spare).min(area.height);
        self.head.draw(Rect { height: head, ..area }, sight);
        let used = head.saturating_add(self.between(below)).min(area.height);
        let rest = Rect::new(area.x, area.y + used, area.width, area.height - used);
        for (column, area) in self.columns.iter().zip(divide(rest, &self.columns)) {
            column.draw(area, sight);
        }
    }
}

/// The part of a page that is on the screen.
struct Sight<'a> {
    /// Where it is seen.
    area: Rect,
    /// First row of the page that is seen.
    scroll: u16,
    buf: &'a mut Buffer,
    hits: Option<&'a Hits>,
}

impl Sight<'_> {
    /// Draws a block that stands at `at` on the page: in its place where all of it is seen, else aside, and the rows in sight are
    /// taken from there.
    fn draw(&mut self, block: &Block<'_>, at: Rect) {
        let end = self.scroll.saturating_add(self.area.height);
        let (from, to) = (at.top().max(self.scroll), at.bottom().min(end));
        if at.is_empty() || from >= to {
            return;
        }
        let seen = Rect {
            y: self.area.y + (from - self.scroll),
            height: to - from,
            ..at
        };
        if seen.height == at.height {
            return (block.draw)(seen, self.buf);
        }
        let hidden = from - at.y;
        let mut aside = Buffer::empty(Rect { x: 0, y: 0, ..at });
        let before = self.hits.map_or(0, Hits::len);
        (block.draw)(aside.area, &mut aside);
        if let Some(hits) = self.hits {
            hits.moved(before, seen, hidden);
        }
        for y in 0..seen.height {
            for x in 0..seen.width {
                if let (Some(from), Some(to)) = (
                    aside.cell_mut((x, y.saturating_add(hidden))),
                    self.buf.cell_mut((seen.x + x, seen.y + y)),
                ) {
                    std::mem::swap(from, to);
                }
            }
        }
    }
}

fn divide(area: Rect, columns: &[Column<'_>]) -> Vec<Rect> {
    let shares: u32 = columns.iter().map(|c| u32::from(c.share)).sum::<u32>().max(1);
    let gaps = GAP.saturating_mul(short(columns.len().saturating_sub(1)));
    let room = u32::from(area.width.saturating_sub(gaps));
    let mut x = area.x;
    let mut all = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let width = if at + 1 == columns.len() {
            area.right().saturating_sub(x)
        } else {
            u16::try_from(room * u32::from(column.share) / shares).unwrap_or(0)
        };
        all.push(Rect::new(x, area.y, width, area.height).intersection(area));
        x = x.saturating_add(width).saturating_add(GAP);
    }
    all
}

/// The last row of a scrolled page: which rows of it are seen, and where more are.
fn place_in_page(area: Rect, buf: &mut Buffer, (scroll, shown, height): (u16, u16, u16), theme: &Theme) {
    let g = theme.glyphs;
    let mark = |more: bool, glyph: char| if more { glyph } else { ' ' };
    let above = mark(scroll > 0, g.up);
    let below = mark(scroll.saturating_add(shown) < height, g.down);
    let last = scroll.saturating_add(shown).min(height);
    let words = format!("{above}{below} rows {} to {last} of {height}", scroll.saturating_add(1));
    let mut painter = Painter::new(area, buf);
    let (width, y) = (painter.width(), painter.height().saturating_sub(1));
    painter.right(
        width,
        y,
        &text::truncate(&words, width, g.ellipsis),
        theme.style(Role::Dim),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(rows: u16, glyph: char) -> Block<'static> {
        Block::fixed(rows, move |area, buf| {
            for y in area.top()..area.bottom() {
                for x in area.left()..area.right() {
                    buf[(x, y)].set_char(glyph);
                }
            }
        })
    }

    fn page() -> Page<'static> {
        Page {
            head: Column::new(1, vec![filled(2, 'a')]),
            columns: vec![
                Column::new(1, vec![filled(3, 'b'), filled(1, 'c')]),
                Column::new(1, vec![filled(2, 'd')]),
            ],
        }
    }

    #[test]
    fn columns_stand_below_what_is_over_the_whole_width() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 9, 8));
        page().draw(buf.area, &mut buf, 0, &Theme::default(), None);
        assert_eq!(
            buf,
            Buffer::with_lines([
                "aaaaaaaaa",
                "aaaaaaaaa",
                "         ",
                "bbb   ddd",
                "bbb   ddd",
                "bbb      ",
                "         ",
                "ccc      "
            ])
        );
    }

    #[test]
    fn a_page_that_is_too_long_scrolls_and_stops_at_its_end() {
        let theme = Theme::mono();
        let mut buf = Buffer::empty(Rect::new(0, 0, 24, 4));
        page().draw(buf.area, &mut buf, 99, &theme, None);
        assert_eq!(buf[(0, 2)].symbol(), "c");
        let last: String = (0..24).map(|x| buf[(x, 3)].symbol()).collect();
        assert_eq!(last.trim(), "▲  rows 6 to 8 of 8");
    }
}
