//! What screens and panels draw from.

use ratatui::layout::Rect;

use crate::{
    catalog::Catalog,
    profile::Profile,
    tui::{
        hit::{Hits, Reading, Spot},
        theme::Theme,
    },
    weigh::{Assessment, Finding, Robustness, Verdict, Weighing, verdict_sentence},
};

/// Everything a screen needs, borrowed from the model.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// What is known.
    pub catalog: &'a Catalog,
    /// What was answered.
    pub profile: &'a Profile,
    /// The assessment to show: of the profile, or of the preview under the cursor.
    pub now: &'a Assessment,
    /// While a choice is previewed: the assessment before it, drawn as a ghost.
    pub ghost: Option<&'a Assessment>,
    /// How sure the verdict is, where that is known: of what is shown, or of what was shown before it.
    pub sure: Option<&'a Robustness>,
    /// Whether [`Self::sure`] is of what is shown; else a mark says that it will follow.
    pub fresh: bool,
    /// Styles and glyphs.
    pub theme: &'a Theme,
    /// Whether charts are shown as their table twins.
    pub table: bool,
    /// Rows that the screen is scrolled down; screens stop at their end.
    pub scroll: u16,
    /// Selected row of screens with a list (scenarios, open questions, levers).
    pub selected: usize,
    /// Selected cell of the verdict's matrix, where it has the keys.
    pub cell: Option<MatrixCell>,
    /// What is being typed into the selected cell.
    pub typed: Option<&'a str>,
    /// Where the guide reader is.
    pub guide: GuideState<'a>,
    /// Where places for the mouse are published, where there is one.
    pub hits: Option<&'a Hits>,
    /// The numbers of a chart that the pointer is on.
    pub reading: Option<Reading>,
}

/// A cell of the verdict's matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MatrixCell {
    /// Row.
    pub criterion: usize,
    /// Column: the score of this option, or the weight.
    pub option: Option<usize>,
}

/// Where the guide reader is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct GuideState<'a> {
    /// Page shown.
    pub page: usize,
    /// Words searched for; empty: none. Pages without them are left out of the list.
    pub query: &'a str,
    /// Whether the query is being typed.
    pub searching: bool,
    /// Claims, recomputed: shown below the page that makes them. Empty: none are shown.
    pub findings: &'a [Finding],
}

/// How much room a screen has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Around 80x24.
    Small,
    /// Around 120x40.
    Medium,
    /// 200x55 and larger.
    Large,
}

impl Class {
    /// The class of an area (of the screen without header and footer).
    #[must_use]
    pub const fn of(area: Rect) -> Self {
        match (area.width, area.height) {
            (170.., 44..) => Self::Large,
            (110.., 30..) => Self::Medium,
            _ => Self::Small,
        }
    }
}

/// One evidence set beside its weighing.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// Title for people.
    pub title: &'a str,
    /// Its weighing.
    pub weighing: &'a Weighing,
}

impl<'a> Scene<'a> {
    /// A scene at rest: nothing previewed, selected, scrolled or searched.
    #[must_use]
    pub fn new(catalog: &'a Catalog, profile: &'a Profile, now: &'a Assessment, theme: &'a Theme) -> Self {
        Self {
            catalog,
            profile,
            now,
            ghost: None,
            sure: None,
            fresh: false,
            theme,
            table: false,
            scroll: 0,
            selected: 0,
            cell: None,
            typed: None,
            guide: GuideState::default(),
            hits: None,
            reading: None,
        }
    }

    /// Publishes what the mouse finds in a place.
    pub fn hit(&self, area: Rect, spot: Spot) {
        if let Some(hits) = self.hits {
            hits.add(area, spot);
        }
    }

    /// The verdict: completed by how sure it is, where that is known. Until it is known of what is shown, the last one serves
    /// as long as the winner is the same.
    #[must_use]
    pub fn verdict(&self) -> &'a Verdict {
        match self.sure.map(|sure| &sure.verdict) {
            Some(verdict) if self.fresh || verdict.winner == self.now.verdict.winner => verdict,
            _ => &self.now.verdict,
        }
    }

    /// The verdict's one sentence. Its numbers are always those shown, also where only its kind is known from before.
    #[must_use]
    pub fn sentence(&self) -> String {
        let verdict = self.verdict();
        if self.fresh || self.sure.is_none() {
            verdict.sentence.clone()
        } else {
            verdict_sentence(self.catalog, verdict.kind, self.weighing())
        }
    }

    /// The weighing under the chosen evidence.
    #[must_use]
    pub fn weighing(&self) -> &'a Weighing {
        self.now.chosen()
    }

    /// The chosen weighing before the preview, where there is a preview.
    #[must_use]
    pub fn before(&self) -> Option<&'a Weighing> {
        self.ghost.map(Assessment::chosen)
    }

    /// The other sets of evidence, in catalog order.
    pub fn others(&self) -> impl Iterator<Item = Evidence<'a>> + use<'a> {
        let (catalog, now) = (self.catalog, self.now);
        now.weighings
            .iter()
            .filter(|w| w.evidence != now.evidence)
            .map(|weighing| Evidence {
                title: catalog.evidence.get(weighing.evidence).map_or("", |e| e.title.as_str()),
                weighing,
            })
    }

    /// Title of an option.
    #[must_use]
    pub fn option(&self, index: usize) -> &'a str {
        self.catalog.options.get(index).map_or("", |o| o.title.as_str())
    }
}
