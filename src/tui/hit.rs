//! What stands where on the screen, for the mouse: published by the code that draws it, in the places where it draws it.
//!
//! Owns the list of places of the last frame. It must not know what a click does; [`super::update`] does, and it computes no
//! place of its own.

use std::cell::{Cell, RefCell};

use ratatui::layout::Rect;

use super::{
    key::Key,
    model::{Screen, Target},
    view::MatrixCell,
};
use crate::profile::WeightsBy;

/// Something that the mouse can point at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spot {
    /// As good as this key.
    Key(Key),
    /// The tab of a screen.
    Screen(Screen),
    /// A choice of the question; the one after the last is *don't know yet*.
    Choice(usize),
    /// A criterion in the question for the weights.
    Criterion(usize),
    /// A way to set the weights.
    Way(WeightsBy),
    /// A cell of the verdict's matrix.
    Cell(MatrixCell),
    /// A scenario, by its place in the order of fit.
    Scenario(usize),
    /// An open question, by its place in the order of worth.
    Open(usize),
    /// A lever of the path screen.
    Lever(usize),
    /// A page of the guide.
    Page(usize),
    /// A line of the topmost popup's list.
    Entry(usize),
    /// An input of the number that is explained.
    Input(usize),
    /// One place of a slider, and the value that it stands for.
    Set(Target, f64),
    /// A stop of a chart, where it can be read.
    Reading(Reading),
    /// Where the wheel does something.
    Wheel(Wheel),
}

/// Which numbers of which chart are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading {
    /// The chart.
    pub chart: ChartId,
    /// Its stop: a month, a figure, a row, a part of a bar; counted by the code that draws it.
    pub stop: usize,
}

/// The charts that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartId {
    /// Totals by contribution.
    Scores,
    /// Cost to date.
    Cost,
    /// Latency by percentile.
    Latency,
    /// Latency over load.
    Load,
    /// Memory over connections.
    Memory,
    /// What each uncertain input alone does.
    Swings,
    /// Who has which rank in how many draws.
    Ranks,
    /// Who is at work when.
    Phases,
}

/// What the wheel does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wheel {
    /// It moves the cursor of a list.
    Cursor,
    /// It scrolls the screen.
    Page,
    /// It scrolls the popup.
    Popup,
}

/// The places of the last frame, the topmost last. Drawing fills it through a shared reference: it is about the picture, and
/// no part of the state that the picture is drawn from.
#[derive(Debug, Clone, Default)]
pub struct Hits(RefCell<Vec<(Rect, Spot)>>, Cell<Option<u16>>);

impl Hits {
    /// Forgets all places.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }

    /// While a frame is drawn: rows that its page can be scrolled, so that what is drawn after the page need not lay it out again.
    #[must_use]
    pub fn room(&self) -> Option<u16> {
        self.1.get()
    }

    /// Publishes those rows; `None` once the frame is done, for what changes then may change the page.
    pub fn set_room(&self, rows: Option<u16>) {
        self.1.set(rows);
    }

    /// A place, over those that were there before.
    pub fn add(&self, area: Rect, spot: Spot) {
        if !area.is_empty() {
            self.0.borrow_mut().push((area, spot));
        }
    }

    /// How many places there are: those added after it can be [`moved`](Self::moved).
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Moves the places that were added after the first `from` as what they stand for was moved: drawn aside from the origin,
    /// then seen in `area` from row `scroll` on. Those out of sight are forgotten.
    pub fn moved(&self, from: usize, area: Rect, scroll: u16) {
        let mut all = self.0.borrow_mut();
        let from = from.min(all.len());
        let aside = all.split_off(from);
        let seen = Rect::new(0, scroll, area.width, area.height);
        for (place, spot) in aside {
            let place = place.intersection(seen);
            if !place.is_empty() {
                let moved = Rect {
                    x: area.x + place.x,
                    y: area.y + (place.y - scroll),
                    ..place
                };
                all.push((moved, spot));
            }
        }
    }

    /// All places with what is there, lowest first.
    #[must_use]
    pub fn all(&self) -> Vec<(Rect, Spot)> {
        self.0.borrow().clone()
    }

    /// What a click here means.
    #[must_use]
    pub fn click(&self, x: u16, y: u16) -> Option<Spot> {
        self.topmost(x, y, |spot| match spot {
            Spot::Reading(_) | Spot::Wheel(_) => None,
            spot => Some(*spot),
        })
    }

    /// What can be read here.
    #[must_use]
    pub fn reading(&self, x: u16, y: u16) -> Option<Reading> {
        self.topmost(x, y, |spot| match spot {
            Spot::Reading(reading) => Some(*reading),
            _ => None,
        })
    }

    /// What the wheel does here.
    #[must_use]
    pub fn wheel(&self, x: u16, y: u16) -> Option<Wheel> {
        self.topmost(x, y, |spot| match spot {
            Spot::Wheel(wheel) => Some(*wheel),
            _ => None,
        })
    }

    /// The value of this slider nearest to a column: dragging goes on beside and beyond it.
    #[must_use]
    pub fn nearest(&self, target: Target, x: u16) -> Option<f64> {
        let all = self.0.borrow();
        let values = all.iter().filter_map(|(area, spot)| match spot {
            Spot::Set(of, value) if *of == target => Some((area.x.abs_diff(x), *value)),
            _ => None,
        });
        values.min_by_key(|(far, _)| *far).map(|(_, value)| value)
    }

    fn topmost<T>(&self, x: u16, y: u16, wanted: impl Fn(&Spot) -> Option<T>) -> Option<T> {
        let all = self.0.borrow();
        let here = all.iter().rev().filter(|(area, _)| area.contains((x, y).into()));
        here.map(|(_, spot)| spot).find_map(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_last_is_on_top() {
        let hits = Hits::default();
        hits.add(Rect::new(0, 0, 10, 10), Spot::Wheel(Wheel::Page));
        hits.add(Rect::new(0, 0, 10, 1), Spot::Choice(0));
        hits.add(Rect::new(2, 0, 2, 1), Spot::Choice(1));
        assert_eq!(hits.click(0, 0), Some(Spot::Choice(0)));
        assert_eq!(hits.click(3, 0), Some(Spot::Choice(1)));
        assert_eq!(hits.click(3, 1), None);
        assert_eq!(hits.wheel(3, 0), Some(Wheel::Page));
        assert_eq!(hits.wheel(10, 0), None);
    }

    #[test]
    fn places_follow_what_is_scrolled_and_those_out_of_sight_are_gone() {
        let hits = Hits::default();
        hits.add(Rect::new(0, 0, 3, 1), Spot::Choice(9));
        let before = hits.len();
        for row in 0..20 {
            hits.add(Rect::new(4, row, 5, 1), Spot::Choice(usize::from(row)));
        }
        hits.moved(before, Rect::new(1, 2, 40, 6), 5);
        assert_eq!(hits.len(), 7);
        assert_eq!(hits.click(5, 2), Some(Spot::Choice(5)));
        assert_eq!(hits.click(5, 7), Some(Spot::Choice(10)));
        assert_eq!(hits.click(5, 8), None);
        assert_eq!(hits.click(0, 0), Some(Spot::Choice(9)), "what was there before stays");
    }

    #[test]
    fn a_slider_is_followed_beside_and_beyond_it() {
        let hits = Hits::default();
        let target = Target::Weight(2);
        for x in 10..20 {
            hits.add(Rect::new(x, 4, 1, 1), Spot::Set(target, f64::from(x)));
        }
        assert_eq!(hits.nearest(target, 0), Some(10.0));
        assert_eq!(hits.nearest(target, 14), Some(14.0));
        assert_eq!(hits.nearest(target, 90), Some(19.0));
        assert_eq!(hits.nearest(Target::Weight(1), 14), None);
    }
}
