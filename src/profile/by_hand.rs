//! Weights set by hand, one way at a time: by points, by swing, or by rank.
//!
//! Owns which way a profile uses and the moves from one to another. What the weights come to is the engine's business.

use super::Profile;

/// Whose weights are in force, and in which way they were set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WeightsBy {
    /// The catalog's, moved by the answers.
    #[default]
    Catalog,
    /// Some or all set by hand in points of 100; the others share the rest.
    Points,
    /// Swings rated by hand.
    Swing,
    /// Only the order is stated.
    Rank,
}

impl WeightsBy {
    /// Word in files: `catalog`, `points`, `swing`, `rank`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Points => "points",
            Self::Swing => "swing",
            Self::Rank => "rank",
        }
    }

    /// Words for people: `by swing`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Catalog => "the catalog's",
            Self::Points => "by points",
            Self::Swing => "by swing",
            Self::Rank => "by rank",
        }
    }
}

/// Most points of a swing.
const MOST: f64 = 100.0;

impl Profile {
    /// The way in which the profile sets weights. Of several, which no file may have, swing counts before rank and rank before points.
    #[must_use]
    pub fn weights_by(&self) -> WeightsBy {
        if !self.swing.is_empty() {
            WeightsBy::Swing
        } else if !self.rank.is_empty() {
            WeightsBy::Rank
        } else if !self.weights.is_empty() {
            WeightsBy::Points
        } else {
            WeightsBy::Catalog
        }
    }

    /// Takes back everything that was set by hand: the catalog's weights, moved by the answers, are in force again.
    pub fn release_weights(&mut self) {
        self.weights.clear();
        self.swing.clear();
        self.swing_ranges.clear();
        self.rank.clear();
        self.trade_offs.clear();
    }

    /// Takes over everything that another profile says on weights by hand.
    pub fn take_weights(&mut self, other: &Self) {
        self.weights.clone_from(&other.weights);
        self.swing.clone_from(&other.swing);
        self.swing_ranges.clone_from(&other.swing_ranges);
        self.rank.clone_from(&other.rank);
        self.trade_offs.clone_from(&other.trade_offs);
    }

    /// Sets the points of one criterion. What was stated in another way is taken back.
    pub fn set_points(&mut self, criterion: &str, points: f64) {
        self.only(WeightsBy::Points);
        self.weights.insert(criterion.to_owned(), points);
    }

    /// Names the criterion that one would first move from worst to best; `range` as in [`Self::swing_ranges`].
    ///
    /// Others that were rated keep their ratings.
    pub fn move_first(&mut self, criterion: &str, range: Option<(f64, f64)>) {
        self.rate_swing(criterion, MOST, range);
    }

    /// Rates the swing of one criterion, 0-100, on the range that it has now.
    pub fn rate_swing(&mut self, criterion: &str, points: f64, range: Option<(f64, f64)>) {
        self.only(WeightsBy::Swing);
        self.swing.insert(criterion.to_owned(), points);
        match range {
            Some(range) => {
                self.swing_ranges.insert(criterion.to_owned(), range);
            }
            None => {
                self.swing_ranges.remove(criterion);
            }
        }
    }

    /// Takes the rating of a swing back; with the last one all that belongs to swings goes.
    pub fn unrate_swing(&mut self, criterion: &str) {
        self.swing.remove(criterion);
        self.swing_ranges.remove(criterion);
        if self.swing.is_empty() {
            self.swing_ranges.clear();
            self.trade_offs.clear();
        }
    }

    /// Sets the order of the criteria, most important first. What was stated in another way is taken back.
    pub fn set_rank(&mut self, groups: Vec<Vec<String>>) {
        self.only(WeightsBy::Rank);
        self.rank = groups;
    }

    /// Takes back what was stated in another way than this.
    fn only(&mut self, way: WeightsBy) {
        if way != WeightsBy::Points {
            self.weights.clear();
        }
        if way != WeightsBy::Swing {
            self.swing.clear();
            self.swing_ranges.clear();
            self.trade_offs.clear();
        }
        if way != WeightsBy::Rank {
            self.rank.clear();
        }
    }
}

/// Whether two ranges `(worst, best)` are not the same, beyond the last digits.
#[must_use]
pub fn ranges_differ(a: (f64, f64), b: (f64, f64)) -> bool {
    let differ = |x: f64, y: f64| (x - y).abs() > 1e-9 * x.abs().max(y.abs());
    differ(a.0, b.0) || differ(a.1, b.1)
}
