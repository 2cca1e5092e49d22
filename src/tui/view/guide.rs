//! The guide screen.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;
use crate::catalog::Catalog;

/// Rows that the screen would like at this width; more than there are: it scrolls.
#[must_use]
pub fn height(_scene: &Scene<'_>, _width: u16) -> u16 {
    0
}

/// Draws the screen into `area` (the screen without header and footer).
pub fn draw(_scene: &Scene<'_>, _area: Rect, _buf: &mut Buffer) {}

/// Pages that contain every word of the query (any case), in catalog order; all pages for an empty query. The list on the
/// screen shows these: a key that moves to the next page moves within them.
#[must_use]
pub fn pages(catalog: &Catalog, query: &str) -> Vec<usize> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let holds = |text: &str| {
        let text = text.to_lowercase();
        move |word: &String| text.contains(word.as_str())
    };
    (0..catalog.pages.len())
        .filter(|&index| {
            let page = &catalog.pages[index];
            let mut all = format!("{}\n{}\n{}", page.title, page.heading, page.body);
            for sample in &page.samples {
                all.push('\n');
                all.push_str(&sample.code);
            }
            words.iter().all(holds(&all))
        })
        .collect()
}
