//! Weights: base points and factors, points by hand, swings, orders, shares, trade-offs.

use super::{
    teller::{Draft, Leaf, Teller},
    term::Term,
    types::Subject,
    unit::Unit,
};
use crate::weigh::{elicit::Stated, span::from_len, words};

impl Teller<'_> {
    pub(super) fn stressed(&self, criterion: usize) -> Option<Draft> {
        let weight = self.assessment.weights.get(criterion)?;
        let mut draft = Draft::new("base points x factors of the answers");
        let base = self.base(criterion)?;
        let mut term = draft.take(base);
        for stress in &weight.stress {
            term = term * draft.take(self.factor(stress.question, stress.factor)?);
        }
        if weight.stress.is_empty() {
            draft.note("No answer changes it.");
        }
        Some(draft.comes_to(term))
    }

    /// The catalog's points.
    fn base(&self, criterion: usize) -> Option<Leaf> {
        let known = self.catalog.criteria.get(criterion)?;
        let name = format!("Base points of {}", self.criterion(criterion));
        let mut leaf = self.declared(name, known.weight, Unit::Plain, known.source.clone());
        leaf.source.page = leaf.source.page.or(known.page);
        Some(leaf)
    }

    /// The factor that an answer brings.
    fn factor(&self, question: usize, factor: f64) -> Option<Leaf> {
        let answer = self.choice(question)?;
        let mut leaf = self.declared(
            format!("Factor for {}: {}", answer.source.name, answer.source.value),
            factor,
            Unit::Plain,
            answer.source.source.clone(),
        );
        leaf.source.kind = answer.source.kind;
        leaf.source.page = answer.source.page;
        Some(leaf)
    }

    pub(super) fn points(&self, criterion: usize) -> Option<Draft> {
        let weights = &self.assessment.weights;
        weights.get(criterion)?;
        match &self.inputs().stated {
            Stated::Swing(_) => return self.points_by_swing(criterion),
            Stated::Rank(order) => return self.points_by_rank(order, criterion),
            Stated::Nothing | Stated::Points(_) => {}
        }
        let held: f64 = weights.iter().filter_map(|w| w.pinned).sum();
        let free: f64 = weights.iter().filter(|w| w.pinned.is_none()).map(|w| w.stressed).sum();
        let by_hand = |c: usize| {
            let points = weights[c].pinned?;
            Some(self.own(format!("Points of {}, by hand", self.criterion(c)), points, Unit::Plain))
        };
        if free > 0.0 && held < 100.0 {
            if let Some(own) = by_hand(criterion) {
                let mut draft = Draft::new("points set by hand stay as they are");
                let term = draft.take(own);
                return Some(draft.comes_to(term));
            }
            let mut draft = Draft::new(if held > 0.0 {
                "own points / points of all that are not set by hand x (100 - points set by hand)"
            } else {
                "own points / points of all x 100"
            });
            let own = draft.take(self.computed(Subject::Stressed(criterion))?);
            let (mut all, mut kept) = (Vec::new(), vec![Term::number(100.0)]);
            for c in self.criteria() {
                match by_hand(c) {
                    Some(leaf) => kept.push(draft.take(leaf)),
                    None => all.push(draft.take(self.computed(Subject::Stressed(c))?)),
                }
            }
            let left = kept.into_iter().reduce(|left, points| left - points)?;
            return Some(draft.comes_to(own / Term::sum(all) * left));
        }
        if held > 0.0 {
            let mut draft = Draft::new("points set by hand / all points set by hand x 100");
            draft.note("The points set by hand leave nothing for the others.");
            let mut all = Vec::new();
            for c in self.criteria() {
                all.extend(by_hand(c).map(|leaf| draft.take(leaf)));
            }
            let own = by_hand(criterion).map_or_else(|| Term::number(0.0), |leaf| draft.take(leaf));
            return Some(draft.comes_to(own / Term::sum(all) * Term::number(100.0)));
        }
        let mut draft = Draft::new("100 / number of criteria, as nothing has any weight");
        for c in self.criteria() {
            let source = by_hand(c)
                .map_or_else(|| self.computed(Subject::Stressed(c)), Some)?
                .source;
            draft.mention(source);
        }
        let count = Term::number(from_len(weights.len()));
        Some(draft.comes_to(Term::number(100.0) / count))
    }

    pub(super) fn share(&self, criterion: usize) -> Option<Draft> {
        let mut draft = Draft::new("own points / points of all criteria");
        let own = draft.take(self.computed(Subject::Points(criterion))?);
        let mut all = Vec::new();
        for c in self.criteria() {
            all.push(draft.take(self.computed(Subject::Points(c))?));
        }
        Some(draft.comes_to(own / Term::sum(all)))
    }

    fn points_by_swing(&self, criterion: usize) -> Option<Draft> {
        let mut draft = Draft::new("rating of its swing / ratings of all swings x 100");
        let mut all = Vec::new();
        let mut own = None;
        for c in self.criteria() {
            let rating = draft.take(self.computed(Subject::Rating(c))?);
            if c == criterion {
                own = Some(rating.clone());
            }
            all.push(rating);
        }
        Some(draft.comes_to(own? / Term::sum(all) * Term::number(100.0)))
    }

    /// The rating of a swing: the profile's own, or what stands to the most important one as the catalog's points do.
    pub(super) fn rating(&self, criterion: usize) -> Option<Draft> {
        let Stated::Swing(swings) = &self.inputs().stated else {
            return None;
        };
        let own = |c: usize| {
            let name = format!("Rating of the swing of {}", self.criterion(c));
            self.own(name, swings[c].points, Unit::Plain)
        };
        if swings.get(criterion)?.rated {
            let mut draft = Draft::new("as rated, against 100 for the swing most worth having");
            let term = draft.take(own(criterion));
            return Some(draft.comes_to(term));
        }
        let rated = || self.criteria().filter(|c| swings[*c].rated);
        let base = |c: usize| self.catalog.criteria[c].weight;
        let best = rated().max_by(|a, b| {
            let points = swings[*a].points.total_cmp(&swings[*b].points);
            points.then(base(*a).total_cmp(&base(*b))).then(b.cmp(a))
        })?;
        let mut draft = Draft::new(
            "not rated: highest rating x base points / base points of the criterion rated highest, at most the highest rating",
        );
        let most = draft.take(own(best));
        let here = draft.take(self.base(criterion)?);
        let there = draft.take(self.base(best)?);
        let term = if base(criterion) >= base(best) {
            most
        } else {
            most * (here / there)
        };
        Some(draft.comes_to(term))
    }

    /// The rank-order centroid.
    fn points_by_rank(&self, order: &[Vec<usize>], criterion: usize) -> Option<Draft> {
        let at = order.iter().position(|group| group.contains(&criterion))?;
        let mut draft = Draft::new(
            "100 / places in the order x sum over its place and those below it of 1 / number of criteria down to there: \
             the middle of all weights in that order",
        );
        let groups: Vec<String> = order
            .iter()
            .map(|group| {
                let names: Vec<String> = group.iter().map(|c| self.criterion(*c)).collect();
                words::list(&names)
            })
            .collect();
        let mut leaf = self.own("Places in the order of importance", from_len(order.len()), Unit::Plain);
        leaf.source.value = format!("{}: {}", order.len(), groups.join("; "));
        let places = draft.take(leaf);
        let mut named = 0;
        let mut terms = Vec::new();
        for (place, group) in order.iter().enumerate() {
            named += group.len();
            if place >= at {
                terms.push(Term::number(1.0) / Term::number(from_len(named)));
            }
        }
        Some(draft.comes_to(Term::number(100.0) / places * Term::sum(terms)))
    }

    /// What a trade-off as said implies for the criterion that loses.
    pub(super) fn trade_off(&self, at: usize, gap: bool) -> Option<Draft> {
        let found = self.assessment.elicited.trade_offs.get(at)?;
        if gap {
            let mut draft = Draft::new("points by the trade-off - points in force");
            let implied = draft.take(self.computed(Subject::TradeOff { at, gap: false })?);
            let own = draft.take(self.computed(Subject::Points(found.a))?);
            return Some(draft.comes_to(implied - own));
        }
        let mut draft =
            Draft::new("points of both together x gain / (gain + loss): what they win and lose must weigh the same");
        let a = draft.take(self.computed(Subject::Points(found.a))?);
        let b = draft.take(self.computed(Subject::Points(found.b))?);
        let gain = draft.take(self.own(
            format!("Gain on {} that makes up for it", self.criterion(found.b)),
            found.gain,
            Unit::Plain,
        ));
        let loss = draft.take(self.declared(
            format!("Loss on {}", self.criterion(found.a)),
            found.loss,
            Unit::Plain,
            "The trade-off as it is asked: half of the range",
        ));
        draft.note(found.sentence.clone());
        Some(draft.comes_to((a + b) * gain.clone() / (gain + loss)))
    }
}
