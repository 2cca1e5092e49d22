//! Legends: entries in as few rows as they need, never over data.

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{Painter, short, text};

/// One entry: a sample of the drawing, and its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub sample: String,
    pub style: Style,
    pub name: String,
    pub name_style: Style,
}

impl Entry {
    fn width(&self) -> u16 {
        text::width(&self.sample) + 1 + text::width(&self.name)
    }
}

/// Entries broken into rows of at most `width` columns; an entry that is wider alone is left out.
pub(super) fn rows(entries: &[Entry], width: u16) -> Vec<Line<'static>> {
    let mut rows: Vec<Line<'static>> = Vec::new();
    let mut used = 0_u16;
    for entry in entries.iter().filter(|e| e.width() <= width) {
        let gap = if rows.is_empty() || used == 0 { 0 } else { 2 };
        if rows.is_empty() || used + gap + entry.width() > width {
            rows.push(Line::default());
            used = 0;
        }
        let Some(row) = rows.last_mut() else { break };
        if used > 0 {
            row.push_span(Span::raw("  "));
            used += 2;
        }
        row.push_span(Span::styled(entry.sample.clone(), entry.style));
        row.push_span(Span::raw(" "));
        row.push_span(Span::styled(entry.name.clone(), entry.name_style));
        used += entry.width();
    }
    rows
}

/// Draws a title, and the legend at its right where both fit in one row, else below it in at most `spare` rows. Returns
/// the rows used; what has no room is left out, the last entries first, and marked as left out.
pub(super) fn heading(
    painter: &mut Painter<'_>,
    title: &str,
    title_style: Style,
    entries: &[Entry],
    spare: u16,
    ellipsis: char,
) -> u16 {
    let width = painter.width();
    let mut used = 0;
    let legend = rows(entries, width);
    if !title.is_empty() {
        painter.text(0, 0, &text::truncate(title, width, ellipsis), title_style);
        used = 1;
    }
    let Some(first) = legend.first() else { return used };
    let first_width = short(first.width());
    let beside = used == 0 || text::width(title) + 3 + first_width <= width;
    if legend.len() == 1 && beside {
        painter.line(width - first_width, 0, first);
        return 1;
    }
    let shown = legend.len().min(usize::from(spare));
    let cut = shown < legend.len();
    for (at, mut line) in legend.into_iter().take(shown).enumerate() {
        if cut && at + 1 == shown {
            leave_off(&mut line, width, ellipsis);
        }
        painter.line(0, used, &line);
        used += 1;
    }
    used
}

/// Ends a row with the mark of something left out; the last entries make room for it.
fn leave_off(row: &mut Line<'static>, width: u16, ellipsis: char) {
    let mark = format!("  {ellipsis}");
    let wide = text::width(&mark);
    while short(row.width()) + wide > width && !row.spans.is_empty() {
        // An entry is a sample, a gap and a name, and there is a gap before it unless it is the first.
        row.spans.truncate(row.spans.len().saturating_sub(4));
    }
    row.push_span(Span::raw(if row.spans.is_empty() {
        ellipsis.to_string()
    } else {
        mark
    }));
}
