//! What the names of an expression stand for: figures, weights, scores, totals and latencies of the catalog.

use super::{Evaluated, Parser, finite, number, text::word_length};
use crate::{
    catalog::{Amount, Figure, Percentile},
    diagnostic::nearest,
    weigh::{span::TIE, words},
};

/// Which end of a range is meant.
#[derive(Clone, Copy)]
enum End {
    Low,
    Likely,
    High,
}

impl End {
    fn of(self, amount: &Amount) -> f64 {
        match self {
            Self::Low => amount.low,
            Self::Likely => amount.value,
            Self::High => amount.high,
        }
    }
}

impl Parser<'_, '_> {
    /// Weighted total of the fixed scores with the base weights, 0-10.
    pub(super) fn total(&mut self) -> Result<Evaluated, String> {
        let [option] = self.names()?;
        let option = self.option(option)?;
        let mut sum = 0.0;
        let mut weights = 0.0;
        let mut terms = Vec::with_capacity(self.catalog.criteria.len());
        for (at, criterion) in self.catalog.criteria.iter().enumerate() {
            let score = self.fixed_score(at, option)?;
            sum += criterion.weight * score;
            weights += criterion.weight;
            terms.push(format!(
                "{} x {}",
                words::precise(criterion.weight),
                words::precise(score)
            ));
        }
        if weights <= 0.0 {
            return Err("the weights sum to zero".to_owned());
        }
        finite(
            sum / weights,
            format!("({}) / {}", terms.join(" + "), words::precise(weights)),
        )
    }

    /// A printed latency: `latency(option, evidence, load, percentile)`.
    pub(super) fn latency(&mut self) -> Result<Evaluated, String> {
        self.expect('(')?;
        let option = self.word()?;
        self.expect(',')?;
        let evidence = self.word()?;
        self.expect(',')?;
        let load = self.number()?;
        self.expect(',')?;
        let percentile = self.word()?;
        self.expect(')')?;
        let end = self.end()?;
        let option = self.option(option)?;
        let set = self.evidence(evidence)?;
        let percentile = Percentile::ALL
            .into_iter()
            .find(|p| p.id() == percentile)
            .ok_or_else(|| format!("`{percentile}` is none of p50, p95, p99, p999 and max"))?;
        let title = &self.catalog.options[option].title;
        let curve = self
            .catalog
            .latency
            .iter()
            .find(|curve| curve.option == option && curve.evidence == Some(set))
            .or_else(|| self.catalog.latency_curve(set, option))
            .ok_or_else(|| format!("there is no latency of {title} in `{evidence}`"))?;
        let amount = curve
            .points
            .iter()
            .find(|point| (point.load - load).abs() <= load.abs() * TIE)
            .and_then(|point| point.ms[percentile as usize].as_ref())
            .ok_or_else(|| {
                format!(
                    "there is no {} of {title} at {load} in `{evidence}`",
                    percentile.label()
                )
            })?;
        number(end.of(amount))
    }

    /// A figure: `id`, `id.option`, either with `@evidence`, and `.low` or `.high` at the end.
    pub(super) fn figure(&mut self, id: &str) -> Result<Evaluated, String> {
        let mut option = None;
        let mut evidence = None;
        let mut end = End::Likely;
        if self.rest.starts_with('.') && !self.at_end() {
            self.expect('.')?;
            let name = self.word()?;
            option = Some(self.option(name)?);
        }
        if self.rest.starts_with('@') {
            self.expect('@')?;
            let name = self.word()?;
            evidence = Some(self.evidence(name)?);
        }
        if self.rest.starts_with('.') {
            end = self.end()?;
        }
        let entries: Vec<&Figure> = self.catalog.figures.iter().filter(|figure| figure.id == id).collect();
        if entries.is_empty() {
            let near = nearest(id, self.catalog.figures.iter().map(|figure| figure.id.as_str()));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("there is no figure `{id}`{hint}"));
        }
        let amount = |figure: &'_ Figure| -> Option<f64> {
            let value = match option {
                Some(option) => figure.of.get(option)?.as_ref()?,
                None => figure.value.as_ref()?,
            };
            Some(end.of(&value.amount))
        };
        let wanted = evidence.unwrap_or(self.catalog.default_evidence);
        let sets = [Some(wanted), None];
        let found = sets
            .iter()
            .find_map(|set| entries.iter().filter(|f| f.evidence == *set).find_map(|f| amount(f)));
        found.map_or_else(
            || {
                let of = option.map_or("of the decision as a whole".to_owned(), |option| {
                    format!("for {}", self.catalog.options[option].title)
                });
                let set = self.catalog.evidence.get(wanted).map_or("", |set| set.id.as_str());
                Err(format!("figure `{id}` has no number {of} in `{set}`"))
            },
            number,
        )
    }

    /// `.low`, `.high` or nothing.
    fn end(&mut self) -> Result<End, String> {
        if !self.rest.starts_with('.') {
            return Ok(End::Likely);
        }
        self.expect('.')?;
        match self.word()? {
            "low" => Ok(End::Low),
            "high" => Ok(End::High),
            other => Err(format!("`.{other}` is neither `.low` nor `.high`")),
        }
    }

    /// Whether `.low` or `.high` follows, not an option.
    fn at_end(&self) -> bool {
        let after = &self.rest[1..];
        let word = &after[..word_length(after)];
        matches!(word, "low" | "high") && self.catalog.option(word).is_none()
    }

    pub(super) fn option(&self, id: &str) -> Result<usize, String> {
        self.catalog
            .option(id)
            .ok_or_else(|| unknown("option", id, self.catalog.options.iter().map(|o| o.id.as_str())))
    }

    pub(super) fn criterion(&self, id: &str) -> Result<usize, String> {
        self.catalog
            .criterion(id)
            .ok_or_else(|| unknown("criterion", id, self.catalog.criteria.iter().map(|c| c.id.as_str())))
    }

    pub(super) fn evidence(&self, id: &str) -> Result<usize, String> {
        self.catalog
            .evidence_set(id)
            .ok_or_else(|| unknown("evidence", id, self.catalog.evidence.iter().map(|e| e.id.as_str())))
    }

    pub(super) fn fixed_score(&self, criterion: usize, option: usize) -> Result<f64, String> {
        let scores = &self.catalog.criteria[criterion].scores;
        scores
            .get(option)
            .and_then(Option::as_ref)
            .map(|amount| amount.value)
            .ok_or_else(|| format!("{} has no fixed score", self.catalog.options[option].title))
    }
}

fn unknown<'c>(what: &str, id: &str, valid: impl IntoIterator<Item = &'c str>) -> String {
    let near = nearest(id, valid);
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("there is no {what} `{id}`{hint}")
}
