//! Questions about the weights: in which way they are asked for, what is set, what may be.

use super::{Model, Screen, Target};
use crate::{
    catalog::QuestionKind,
    profile::WeightsBy,
    tui::keymap::Context,
    weigh::elicit::{TradeOffQuestion, order_of, trade_off_questions},
};

impl Model {
    /// The way in which weights are set here: the one chosen in the question, else the profile's; by points where it says nothing.
    #[must_use]
    pub fn way(&self) -> WeightsBy {
        let said = match self.profile.weights_by() {
            WeightsBy::Catalog => WeightsBy::Points,
            way => way,
        };
        match self.screen {
            Screen::Questions => self.asking.way.unwrap_or(said),
            _ => said,
        }
    }

    /// Where keys go in the question for the weights.
    pub(super) fn weights_context(&self) -> Context {
        match self.way() {
            WeightsBy::Catalog | WeightsBy::Points => Context::Points,
            WeightsBy::Swing if self.trade_off().is_some() => Context::TradeOff,
            WeightsBy::Swing => Context::Swing,
            WeightsBy::Rank => Context::Rank,
        }
    }

    /// Whether the weights are what is asked now.
    #[must_use]
    pub fn asks_weights(&self) -> bool {
        self.screen == Screen::Questions && self.asked().is_some_and(|q| q.kind == QuestionKind::Points)
    }

    /// The criterion whose weight has the keys.
    #[must_use]
    pub fn criterion_here(&self) -> Option<usize> {
        match self.target() {
            Some(Target::Weight(criterion)) if criterion < self.catalog.criteria.len() => Some(criterion),
            _ => None,
        }
    }

    /// Rating of a criterion's swing by hand.
    #[must_use]
    pub fn rated(&self, criterion: usize) -> Option<f64> {
        let id = &self.catalog.criteria.get(criterion)?.id;
        self.profile.swing.get(id).copied()
    }

    /// Whether the others are rated against this one: it alone has the highest rating.
    #[must_use]
    pub fn only_first(&self, criterion: usize) -> bool {
        self.catalog
            .criteria
            .get(criterion)
            .is_some_and(|c| self.profile.only_first(&c.id))
    }

    /// Whether the weight under the cursor is set by hand, and can be taken back alone.
    #[must_use]
    pub fn pinned_here(&self) -> bool {
        let Some(criterion) = self.criterion_here() else {
            return false;
        };
        match self.way() {
            WeightsBy::Rank => false,
            WeightsBy::Swing => {
                self.rated(criterion).is_some() && (self.profile.swing.len() == 1 || !self.only_first(criterion))
            }
            WeightsBy::Catalog | WeightsBy::Points => {
                self.profile.weights.contains_key(&self.catalog.criteria[criterion].id)
            }
        }
    }

    /// The order of the criteria, most important first: the stated one, else the one that the weights stand in.
    #[must_use]
    pub fn order(&self) -> Vec<Vec<usize>> {
        let assessment = &self.assessment;
        if assessment.weights_by == WeightsBy::Rank {
            return assessment.elicited.order.clone();
        }
        let shares: Vec<f64> = assessment.weights.iter().map(|weight| weight.share).collect();
        order_of(&shares)
    }

    /// The trade-offs worth asking about.
    #[must_use]
    pub fn trade_offs(&self) -> Vec<TradeOffQuestion> {
        trade_off_questions(self.catalog, &self.profile)
    }

    /// The trade-off that is asked now.
    #[must_use]
    pub fn trade_off(&self) -> Option<TradeOffQuestion> {
        let place = self.asking.check.filter(|_| self.asks_weights())?;
        self.trade_offs().into_iter().nth(place)
    }
}
