//! Drawing into an area without ever leaving it.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::text;

/// A buffer and the part of it that may be drawn on; coordinates are relative to that part.
pub struct Painter<'b> {
    buf: &'b mut Buffer,
    area: Rect,
}

impl<'b> Painter<'b> {
    /// A painter for the part of `area` that is inside the buffer.
    pub fn new(area: Rect, buf: &'b mut Buffer) -> Self {
        let area = area.intersection(buf.area);
        Self { buf, area }
    }

    /// Columns.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows.
    #[must_use]
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// Where a stretch of columns of a row is in the buffer, as far as it may be drawn on.
    #[must_use]
    pub fn place(&self, x: u16, y: u16, width: u16) -> Rect {
        let stretch = Rect::new(self.area.x.saturating_add(x), self.area.y.saturating_add(y), width, 1);
        stretch.intersection(self.area)
    }

    /// One character, which must be one column wide.
    pub fn glyph(&mut self, x: u16, y: u16, glyph: char, style: Style) {
        if x < self.area.width && y < self.area.height {
            let cell = &mut self.buf[(self.area.x + x, self.area.y + y)];
            // Styles add up in a buffer: what was there before must not shine through.
            cell.reset();
            cell.set_char(glyph).set_style(style);
        }
    }

    /// The same character `count` times.
    pub fn run(&mut self, x: u16, y: u16, count: u16, glyph: char, style: Style) {
        for column in x..x.saturating_add(count).min(self.area.width) {
            self.glyph(column, y, glyph, style);
        }
    }

    /// Text from column `x`, cut at the edge without an ellipsis; returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        self.text_within(x, y, self.area.width.saturating_sub(x), text, style)
    }

    /// Text in at most `width` columns; returns the column after it.
    pub fn text_within(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        if x >= self.area.width || y >= self.area.height {
            return x;
        }
        let width = width.min(self.area.width - x);
        if text::plain(text) {
            let mut at = x;
            for byte in text.bytes().take(usize::from(width)) {
                self.glyph(at, y, char::from(byte), style);
                at += 1;
            }
            return at;
        }
        // The one way to the screen for all text: nothing in it may reach the terminal as a command.
        let text = text::clean(text);
        for column in x..x.saturating_add(text::width(&text).min(width)) {
            self.buf[(self.area.x + column, self.area.y + y)].reset();
        }
        let (end, _) = self
            .buf
            .set_stringn(self.area.x + x, self.area.y + y, &text, usize::from(width), style);
        end - self.area.x
    }

    /// Text that ends before column `end`; nothing where it does not fit.
    pub fn right(&mut self, end: u16, y: u16, content: &str, style: Style) {
        let width = text::width(content);
        if width <= end {
            self.text(end - width, y, content, style);
        }
    }

    /// A line of spans from column `x`; returns the column after it.
    pub fn line(&mut self, x: u16, y: u16, line: &Line<'_>) -> u16 {
        let mut at = x;
        for Span { content, style } in &line.spans {
            at = self.text(at, y, content, line.style.patch(*style));
        }
        at
    }

    /// The style of a stretch of cells, patched.
    pub fn style(&mut self, x: u16, y: u16, width: u16, style: Style) {
        let stretch = self.place(x, y, width);
        self.buf.set_style(stretch, style);
    }
}
