//! Screens as text for snapshots: what is written, and with which styles.

use std::{fmt::Write as _, fs, path::Path};

use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::{Color, Modifier, Style},
};
use weighbridge::tui::picture;

/// The sizes that every screen is looked at in.
pub(crate) const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 55)];

/// Draws into a buffer of this size. Where `WEIGHBRIDGE_PICTURES` names a folder, a picture is left there too.
pub(crate) fn drawn(name: &str, (width, height): (u16, u16), draw: impl FnOnce(Rect, &mut Buffer)) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    draw(buffer.area, &mut buffer);
    if let Ok(folder) = std::env::var("WEIGHBRIDGE_PICTURES") {
        let file = Path::new(&folder).join(format!("{name}-{width}x{height}.svg"));
        fs::write(file, picture::svg(&buffer, name)).expect("a picture");
    }
    buffer
}

/// The buffer as text and a map of its styles: a letter for each style, a dot for none, and what the letters mean.
pub(crate) fn shown(buffer: &Buffer) -> String {
    let mut styles: Vec<String> = Vec::new();
    let (mut text, mut map) = (String::new(), String::new());
    for y in buffer.area.top()..buffer.area.bottom() {
        let (mut row, mut letters) = (String::new(), String::new());
        for x in buffer.area.left()..buffer.area.right() {
            let cell = &buffer[(x, y)];
            row.push_str(cell.symbol());
            letters.push(letter(&mut styles, cell));
        }
        let _ = writeln!(text, "{}", row.trim_end());
        let _ = writeln!(map, "{}", letters.trim_end_matches('.'));
    }
    let mut legend = String::new();
    for (style, letter) in styles.iter().zip('a'..) {
        let _ = writeln!(legend, "{letter} = {style}");
    }
    format!("{text}--- styles\n{map}--- legend\n{legend}")
}

fn letter(styles: &mut Vec<String>, cell: &Cell) -> char {
    let style = words(cell.style());
    // Colours of empty cells cannot be seen; grounds and lines can.
    let unseen = cell.symbol() == " "
        && !cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED)
        && cell.bg == Color::Reset;
    if style.is_empty() || unseen {
        return '.';
    }
    let at = styles.iter().position(|s| *s == style).unwrap_or_else(|| {
        styles.push(style);
        styles.len() - 1
    });
    ('a'..='z').nth(at).unwrap_or('?')
}

pub(crate) fn words(style: Style) -> String {
    let mut words = Vec::new();
    if let Some(fg) = style.fg.filter(|c| *c != Color::Reset) {
        words.push(fg.to_string());
    }
    if let Some(bg) = style.bg.filter(|c| *c != Color::Reset) {
        words.push(format!("on {bg}"));
    }
    words.extend(style.add_modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    words.join(" ")
}
