//! The problem: scores, known and uncertain, checked.

use super::super::{Error, check_finite, check_length, check_table};
use super::scores::Plan;

/// A score, or the quantity that it is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Score {
    /// Known.
    Point(f64),
    /// Anywhere between two ends, each place equally likely.
    Uniform {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// Between two ends, most likely at one place, straight down to both ends from there.
    Triangular {
        /// Lower end.
        low: f64,
        /// Most likely.
        likely: f64,
        /// Upper end.
        high: f64,
    },
    /// Normally distributed.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation; 0 is a point.
        sd: f64,
    },
    /// Its logarithm is normally distributed.
    LogNormal {
        /// Mean of the logarithm.
        mean: f64,
        /// Standard deviation of the logarithm; 0 is a point.
        sd: f64,
    },
    /// Composed of other options' values on this criterion: `sum of share x value` of `(option, share)`, from the same draw. A
    /// strategy's score moves with its parts.
    Blend(Vec<(usize, f64)>),
    /// The least of other options' values on this criterion, from the same draw.
    Worst(Vec<usize>),
    /// A distribution of its own, at the quantile that another option's score on this criterion is drawn at: both are low together
    /// and high together. Drawn by itself where the other is not drawn.
    Along(Box<Score>, usize),
}

/// What becomes of a quantity that was drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// It is the value.
    AsDrawn,
    /// It is the value, clipped to the ends of the scale.
    Clip {
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// `clip((x - worst) / (best - worst), 0, 1)`.
    Declared {
        /// Quantity of value 0.
        worst: f64,
        /// Quantity of value 1.
        best: f64,
    },
}

impl Scale {
    fn check(self) -> Result<(), Error> {
        match self {
            Self::AsDrawn => Ok(()),
            Self::Clip { low, high } if low <= high && low.is_finite() && high.is_finite() => Ok(()),
            Self::Clip { .. } => Err(Error::OutOfRange {
                what: "the ends of a scale",
                rule: "finite, the lower first",
            }),
            Self::Declared { worst, best } => super::super::wsm::value(worst, worst, best).map(drop),
        }
    }
}

/// Scores of all options on all criteria, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    pub(super) scores: Vec<Vec<Score>>,
    pub(super) scales: Vec<Scale>,
}

impl Problem {
    /// Point values `values[option][criterion]`.
    ///
    /// # Errors
    ///
    /// A table that is empty, ragged or not finite.
    pub fn points(values: &[Vec<f64>]) -> Result<Self, Error> {
        let criteria = check_table(values)?;
        let scores = values
            .iter()
            .map(|row| row.iter().map(|&v| Score::Point(v)).collect())
            .collect();
        Ok(Self {
            scores,
            scales: vec![Scale::AsDrawn; criteria],
        })
    }

    /// Scores `[option][criterion]`, and a scale for each criterion.
    ///
    /// # Errors
    ///
    /// A table that is empty or ragged; ends in the wrong order; numbers that are not finite; a composed score that refers to
    /// itself, to another composed score or to no option, or that has no parts.
    pub fn new(scores: Vec<Vec<Score>>, scales: Vec<Scale>) -> Result<Self, Error> {
        let criteria = scores.first().ok_or(Error::Empty("options"))?.len();
        if criteria == 0 {
            return Err(Error::Empty("criteria"));
        }
        check_length("scales", scales.len(), criteria)?;
        for scale in &scales {
            scale.check()?;
        }
        for row in &scores {
            check_length("scores of an option", row.len(), criteria)?;
            for (criterion, score) in row.iter().enumerate() {
                check(score, criterion, &scores)?;
            }
        }
        Ok(Self { scores, scales })
    }

    /// Number of options.
    #[must_use]
    pub fn options(&self) -> usize {
        self.scores.len()
    }

    /// Number of criteria.
    #[must_use]
    pub fn criteria(&self) -> usize {
        self.scales.len()
    }

    /// True when no score is uncertain: then the closed forms apply.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        Plan::new(self).is_certain()
    }
}

fn check(score: &Score, criterion: usize, scores: &[Vec<Score>]) -> Result<(), Error> {
    let rising = |numbers: &[f64]| {
        check_finite(numbers, "scores")?;
        if numbers.is_sorted() {
            Ok(())
        } else {
            Err(Error::OutOfRange {
                what: "low, likely and high",
                rule: "in this order",
            })
        }
    };
    match score {
        Score::Point(x) => check_finite(&[*x], "scores"),
        Score::Uniform { low, high } => rising(&[*low, *high]),
        Score::Triangular { low, likely, high } => rising(&[*low, *likely, *high]),
        Score::Normal { mean, sd } | Score::LogNormal { mean, sd } => {
            check_finite(&[*mean, *sd], "scores")?;
            let log = matches!(score, Score::LogNormal { .. });
            if *sd < 0.0 {
                Err(Error::Negative("standard deviations"))
            } else if log && mean.abs() + 10.0 * sd > 700.0 {
                Err(Error::OutOfRange {
                    what: "a log-normal score",
                    rule: "within the range of numbers",
                })
            } else {
                Ok(())
            }
        }
        Score::Blend(parts) => {
            for part in parts {
                check_finite(&[part.1], "shares of a composed score")?;
            }
            check_parts(parts.iter().map(|part| part.0), criterion, scores)
        }
        Score::Worst(parts) => check_parts(parts.iter().copied(), criterion, scores),
        Score::Along(own, other) => {
            if matches!(**own, Score::Blend(_) | Score::Worst(_) | Score::Along(..)) {
                return Err(Error::OutOfRange {
                    what: "a score drawn along another",
                    rule: "a distribution of its own",
                });
            }
            check(own, criterion, scores)?;
            check_parts(std::iter::once(*other), criterion, scores)
        }
    }
}

fn check_parts(parts: impl Iterator<Item = usize>, criterion: usize, scores: &[Vec<Score>]) -> Result<(), Error> {
    let mut any = false;
    for part in parts {
        any = true;
        let cell = scores
            .get(part)
            .ok_or(Error::NoSuch {
                what: "option",
                index: part,
            })?
            .get(criterion);
        if matches!(cell, None | Some(Score::Blend(_) | Score::Worst(_))) {
            return Err(Error::OutOfRange {
                what: "a part of a composed score",
                rule: "a score that is not composed",
            });
        }
    }
    if any {
        Ok(())
    } else {
        Err(Error::Empty("parts of a composed score"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_that_make_no_sense_are_refused() {
        let refused = |score: Score| Problem::new(vec![vec![score]], vec![Scale::AsDrawn]).is_err();
        assert!(refused(Score::Point(f64::NAN)));
        assert!(refused(Score::Uniform { low: 2.0, high: 1.0 }));
        assert!(refused(Score::Triangular {
            low: 1.0,
            likely: 3.0,
            high: 2.0
        }));
        assert!(refused(Score::Normal { mean: 0.0, sd: -1.0 }));
        assert!(refused(Score::LogNormal { mean: 800.0, sd: 1.0 }));
        assert!(refused(Score::Blend(vec![(0, 1.0)])));
        assert!(refused(Score::Worst(vec![])));
        assert!(refused(Score::Worst(vec![3])));
        assert!(Problem::new(vec![], vec![]).is_err());
        assert!(
            Problem::new(
                vec![vec![Score::Point(1.0)]],
                vec![Scale::Declared { worst: 1.0, best: 1.0 }]
            )
            .is_err()
        );
    }
}
