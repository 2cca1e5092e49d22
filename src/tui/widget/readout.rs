//! What a chart says where it is read: a line on blank cells, so that it takes the place of nothing.

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Modifier, Style},
    text::Line,
};

use super::{Painter, short};

/// Blank columns before a line; one is left after it.
const BEFORE: u16 = 2;

/// Writes a line into the first row of `area` that is blank for long enough, as near to column `near` as can be; nothing where
/// there is no such row. Whether it was written.
pub fn readout(line: &Line<'_>, near: u16, area: Rect, buf: &mut Buffer) -> bool {
    let area = area.intersection(buf.area);
    // Blanks at each side, so that it does not run into what is there, nor read on from it.
    let width = short(line.width()).saturating_add(BEFORE + 1);
    let wish = near.saturating_sub(width / 2);
    for y in area.top()..area.bottom() {
        let free = |x: u16| (x..x.saturating_add(width)).all(|x| is_blank(&buf[(x, y)]));
        let starts = area.left()..area.right().saturating_sub(width.saturating_sub(1)).max(area.left());
        if let Some(x) = starts.filter(|x| free(*x)).min_by_key(|x| x.abs_diff(wish)) {
            let place = Rect::new(x, y, width, 1).intersection(area);
            Painter::new(place, buf).line(BEFORE, 0, line);
            return true;
        }
    }
    false
}

/// Draws an upright line where nothing else is.
pub fn hairline(x: u16, glyph: char, style: Style, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if !(area.left()..area.right()).contains(&x) {
        return;
    }
    for y in area.top()..area.bottom() {
        let cell = &mut buf[(x, y)];
        if is_blank(cell) {
            cell.set_char(glyph).set_style(style);
        }
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readout_takes_the_place_of_nothing() {
        let mut buf = Buffer::with_lines(["xxxxxxxxxxxx", "xx         x", "            "]);
        assert!(readout(&Line::from("month 3"), 0, buf.area, &mut buf));
        assert_eq!(
            buf,
            Buffer::with_lines(["xxxxxxxxxxxx", "xx         x", "  month 3   "])
        );
        assert!(readout(&Line::from("abcdef"), 9, buf.area, &mut buf));
        assert_eq!(
            buf,
            Buffer::with_lines(["xxxxxxxxxxxx", "xx  abcdef x", "  month 3   "])
        );
        assert!(!readout(&Line::from("no room anywhere"), 0, buf.area, &mut buf));
        assert_eq!(
            buf,
            Buffer::with_lines(["xxxxxxxxxxxx", "xx  abcdef x", "  month 3   "])
        );
    }
}
