//! Panels: one chart with its title, drawn from a scene. Screens and the question screen put them together.
//!
//! A panel draws its table twin where the scene says so, and one sentence where the catalog has nothing to draw.

mod cost;
mod fit;
mod gates;
mod latency;
mod load;
mod memory;
mod scores;
mod startup;

pub use cost::cost;
pub(in crate::tui::view) use cost::cost_with;
pub use fit::fit;
pub(in crate::tui::view) use fit::{choices, percent};
pub use gates::gates;
pub(in crate::tui::view) use gates::{height as gates_height, line as result_line};
pub use latency::latency;
pub use load::load;
pub use memory::memory;
pub use scores::scores;
pub(in crate::tui::view) use startup::height as startup_height;
pub use startup::startup;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Scene, say};
use crate::{catalog::Quantity, tui::theme::Role};

/// Whether a quantity is an amount of money.
pub(in crate::tui::view) const fn is_money(quantity: &Quantity) -> bool {
    matches!(
        quantity,
        Quantity::Development | Quantity::MonthlyInfrastructure | Quantity::TotalCost | Quantity::PresentCost
    )
}

/// A title and a sentence, where there is nothing to draw.
fn nothing(scene: &Scene<'_>, title: &str, why: &str, area: Rect, buf: &mut Buffer) {
    let lines = [
        say::styled(title, scene.theme.style(Role::Title)),
        say::styled(why, scene.theme.style(Role::Dim)),
    ];
    say::paragraphs(&lines, area, buf);
}
