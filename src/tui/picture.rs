//! A buffer as a picture: SVG of monospaced cells, without anything from outside the file.
//!
//! Owns the colours that stand for a terminal's own, and nothing else. Draws every cell at its place, so that a viewer with
//! another font still shows straight columns.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthStr;

/// Size of a cell and of its text, in pixels.
const CELL: (u32, u32) = (9, 19);
const FONT: u32 = 15;
const MARGIN: u32 = 12;
/// What a terminal's own colours are drawn as.
const GROUND: &str = "#14171c";
const INK: &str = "#d8dce3";

/// The buffer as an SVG document; `title` is its title for readers that cannot see it.
#[must_use]
pub fn svg(buffer: &Buffer, title: &str) -> String {
    let area = buffer.area;
    // A theme that brings its own ground brings it to the margin too.
    let ground = area
        .positions()
        .next()
        .map_or_else(|| GROUND.to_owned(), |at| colour(buffer[at].bg, GROUND));
    let width = u32::from(area.width) * CELL.0 + 2 * MARGIN;
    let height = u32::from(area.height) * CELL.1 + 2 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"{FONT}\">\n\
         <title>{}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n",
        escaped(title)
    );
    for y in 0..area.height {
        let top = MARGIN + u32::from(y) * CELL.1;
        row(&mut out, buffer, y, top, &ground);
    }
    out.push_str("</svg>\n");
    out
}

/// One row: grounds first, then runs of text of one style, each at its own column.
fn row(out: &mut String, buffer: &Buffer, y: u16, top: u32, margin: &str) {
    let area = buffer.area;
    let cell = |x: u16| &buffer[(area.x + x, area.y + y)];
    let mut runs: Vec<(u16, u16, Look, String)> = Vec::new();
    let mut x = 0;
    while x < area.width {
        let symbol = cell(x).symbol();
        let columns = u16::try_from(symbol.width()).unwrap_or(1).max(1);
        let look = Look::of(cell(x));
        match runs.last_mut() {
            // Wide and drawn characters stand alone: no font keeps them to the grid.
            Some((from, length, last, text))
                if *last == look && *from + *length == x && symbol.is_ascii() && text.is_ascii() =>
            {
                text.push_str(symbol);
                *length += columns;
            }
            _ => runs.push((x, columns, look, symbol.to_owned())),
        }
        x += columns;
    }
    for (from, length, look, _) in &runs {
        if look.ground != margin {
            let left = MARGIN + u32::from(*from) * CELL.0;
            let wide = u32::from(*length) * CELL.0;
            let _ = writeln!(
                out,
                "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{}\"/>",
                CELL.1, look.ground
            );
        }
    }
    for (from, length, look, text) in &runs {
        if text.trim().is_empty() {
            continue;
        }
        let left = MARGIN + u32::from(*from) * CELL.0;
        if block(out, text, look, left, top) {
            continue;
        }
        let _ = writeln!(
            out,
            "<text x=\"{left}\" y=\"{}\" textLength=\"{}\" fill=\"{}\"{} xml:space=\"preserve\">{}</text>",
            top + 14,
            u32::from(*length) * CELL.0,
            look.ink,
            look.attributes(),
            escaped(text)
        );
    }
}

/// Blocks and lines as shapes, so that they touch whatever the font; false for other text.
fn block(out: &mut String, text: &str, look: &Look, x: u32, y: u32) -> bool {
    let (w, h) = CELL;
    let (cx, cy) = (x + w / 2, y + h / 2);
    let opacity = if look.modifier.contains(Modifier::DIM) {
        " opacity=\"0.6\""
    } else {
        ""
    };
    let mut rect = |x: u32, y: u32, w: u32, h: u32, shade: &str| {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{}\"{opacity}{shade}/>",
            look.ink
        );
    };
    match text {
        "█" => rect(x, y, w, h, ""),
        "▓" => rect(x, y, w, h, " fill-opacity=\"0.75\""),
        "▒" => rect(x, y, w, h, " fill-opacity=\"0.5\""),
        "░" => rect(x, y, w, h, " fill-opacity=\"0.25\""),
        "▄" => rect(x, cy, w, h - h / 2, ""),
        "▌" => rect(x, y, w / 2, h, ""),
        "▚" => {
            rect(x, y, w / 2, h / 2, "");
            rect(cx, cy, w - w / 2, h - h / 2, "");
        }
        "▞" => {
            rect(cx, y, w - w / 2, h / 2, "");
            rect(x, cy, w / 2, h - h / 2, "");
        }
        "─" => rect(x, cy, w, 1, ""),
        "│" => rect(cx, y, 1, h, ""),
        "━" => rect(x, cy - 1, w, 3, ""),
        "┃" => rect(cx - 1, y, 3, h, ""),
        _ => return false,
    }
    true
}

#[derive(PartialEq)]
struct Look {
    ink: String,
    ground: String,
    modifier: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let mut ink = colour(cell.fg, INK);
        let mut ground = colour(cell.bg, GROUND);
        if cell.modifier.contains(Modifier::REVERSED) {
            std::mem::swap(&mut ink, &mut ground);
        }
        Self {
            ink,
            ground,
            modifier: cell.modifier,
        }
    }

    fn attributes(&self) -> String {
        let mut all = String::new();
        for (modifier, attribute) in [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::DIM, " opacity=\"0.6\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        ] {
            if self.modifier.contains(modifier) {
                all.push_str(attribute);
            }
        }
        all
    }
}

fn colour(colour: Color, own: &str) -> String {
    let name = match colour {
        Color::Reset => own,
        Color::Black => "#14171c",
        Color::Red | Color::LightRed => "#f0736a",
        Color::Green | Color::LightGreen => "#7fc77c",
        Color::Yellow | Color::LightYellow => "#e3b341",
        Color::Blue | Color::LightBlue => "#6cb0f5",
        Color::Magenta | Color::LightMagenta => "#d490e4",
        Color::Cyan | Color::LightCyan => "#56c7c7",
        Color::Gray | Color::White => "#d8dce3",
        Color::DarkGray => "#7d8590",
        Color::Rgb(r, g, b) => return format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(index) => return indexed(index),
    };
    name.to_owned()
}

/// The colours of xterm beyond the first sixteen: a cube of six steps, then greys.
fn indexed(index: u8) -> String {
    match index {
        0..=15 => INK.to_owned(),
        16..=231 => {
            let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            let at = index - 16;
            format!("#{:02x}{:02x}{:02x}", step(at / 36), step(at / 6 % 6), step(at % 6))
        }
        _ => {
            let grey = 8 + 10 * (index - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}

fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .fold(String::new(), |mut out, c| {
            match c {
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '&' => out.push_str("&amp;"),
                '"' => out.push_str("&quot;"),
                c => out.push(c),
            }
            out
        })
}

#[cfg(test)]
mod tests {
    use ratatui::{layout::Rect, style::Style};

    use super::*;

    #[test]
    fn a_picture_needs_nothing_from_outside_and_escapes_its_text() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 2));
        buffer.set_string(0, 0, "a < b & \"c\"", Style::new().fg(Color::Cyan));
        buffer.set_string(0, 1, "█━決", Style::new());
        let picture = svg(&buffer, "a <title>");
        assert!(picture.contains("a &lt; b &amp; &quot;c&quot;"));
        assert!(picture.contains("<title>a &lt;title&gt;</title>"));
        assert_eq!(picture.matches("http").count(), 1, "only the name space");
        assert!(picture.contains("決"));
    }

    #[test]
    fn the_same_buffer_gives_the_same_picture() {
        let buffer = Buffer::with_lines(["one", "two"]);
        assert_eq!(svg(&buffer, "x"), svg(&buffer, "x"));
    }
}
