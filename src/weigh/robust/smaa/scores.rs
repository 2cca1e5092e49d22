//! Scores, known and uncertain.

use super::super::elementary::{exp, normal_quantile};
use super::super::{Error, check_finite, check_length, check_table};
use super::stream::{Lanes, STRIP, STRIPS, Stream, WEIGHTS, ZERO};

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

    /// The value; the one that every draw and every point goes through.
    fn value(self, x: f64) -> f64 {
        match self {
            Self::AsDrawn => x,
            Self::Clip { low, high } => x.clamp(low, high),
            Self::Declared { worst, best } => ((x - worst) / (best - worst)).clamp(0.0, 1.0),
        }
    }
}

/// Scores of all options on all criteria, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    scores: Vec<Vec<Score>>,
    scales: Vec<Scale>,
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
        self.plan().drawn.is_empty()
    }

    pub(super) fn plan(&self) -> Plan {
        let mut plan = Plan {
            options: self.options(),
            criteria: self.criteria(),
            ..Plan::default()
        };
        for (option, row) in self.scores.iter().enumerate() {
            for (criterion, (score, &scale)) in row.iter().zip(&self.scales).enumerate() {
                let cell = match Shape::of(score) {
                    None => Cell::Known(0.0),
                    Some(Shape::Point(x)) => Cell::Known(scale.value(x)),
                    Some(shape) => {
                        let from = match score {
                            Score::Along(_, other) => *other,
                            _ => option,
                        };
                        let stream = WEIGHTS + 1 + (from * self.criteria() + criterion) as u64;
                        plan.drawn.push(Drawn { stream, shape, scale });
                        Cell::Drawn(plan.drawn.len() - 1)
                    }
                };
                plan.cells.push(cell);
            }
        }
        for (option, row) in self.scores.iter().enumerate() {
            for (criterion, score) in row.iter().enumerate() {
                let of = |part: usize| plan.cells[part * self.criteria() + criterion];
                let (parts, worst): (Vec<(Cell, f64)>, bool) = match score {
                    Score::Blend(parts) => (parts.iter().map(|&(part, share)| (of(part), share)).collect(), false),
                    Score::Worst(parts) => (parts.iter().map(|&part| (of(part), 1.0)).collect(), true),
                    _ => continue,
                };
                let composed = Composed { parts, worst };
                plan.cells[option * self.criteria() + criterion] = match composed.known() {
                    Some(value) => Cell::Known(value),
                    None => {
                        plan.composed.push(composed);
                        Cell::Composed(plan.composed.len() - 1)
                    }
                };
            }
        }
        plan
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
            check_finite(
                &parts.iter().map(|part| part.1).collect::<Vec<_>>(),
                "shares of a composed score",
            )?;
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

/// A problem, ready to draw.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    pub(super) options: usize,
    pub(super) criteria: usize,
    /// Row by row.
    pub(super) cells: Vec<Cell>,
    drawn: Vec<Drawn>,
    composed: Vec<Composed>,
}

impl Plan {
    /// Leaves out the rows of all other options, and what only they need.
    pub(super) fn keep(&mut self, options: &[usize]) {
        let rows = self.cells.chunks(self.criteria).enumerate();
        let kept = rows
            .filter(|(option, _)| options.contains(option))
            .flat_map(|(_, row)| row);
        let mut cells: Vec<Cell> = kept.copied().collect();
        let mut composed: Vec<Composed> = Vec::new();
        for cell in &mut cells {
            if let Cell::Composed(at) = cell {
                composed.push(self.composed[*at].clone());
                *at = composed.len() - 1;
            }
        }
        let mut drawn: Vec<Drawn> = Vec::new();
        let mut moved: Vec<Option<usize>> = vec![None; self.drawn.len()];
        let parts = composed
            .iter_mut()
            .flat_map(|composed| &mut composed.parts)
            .map(|part| &mut part.0);
        for cell in cells.iter_mut().chain(parts) {
            if let Cell::Drawn(at) = cell {
                let place = moved[*at].unwrap_or_else(|| {
                    drawn.push(self.drawn[*at].clone());
                    drawn.len() - 1
                });
                moved[*at] = Some(place);
                *at = place;
            }
        }
        *self = Self {
            options: options.len(),
            criteria: self.criteria,
            cells,
            drawn,
            composed,
        };
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell {
    /// The same in every draw.
    Known(f64),
    /// Drawn by itself.
    Drawn(usize),
    /// Made of others of the same draw.
    Composed(usize),
}

#[derive(Debug, Clone)]
struct Drawn {
    stream: u64,
    shape: Shape,
    scale: Scale,
}

/// A distribution by its quantile function.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Point(f64),
    Uniform {
        low: f64,
        width: f64,
    },
    /// `turn`: probability of lying below the likely value; `rise` and `fall`: `width x (likely - low)` and `width x (high - likely)`.
    Triangular {
        low: f64,
        high: f64,
        turn: f64,
        rise: f64,
        fall: f64,
    },
    Normal {
        mean: f64,
        sd: f64,
    },
    LogNormal {
        mean: f64,
        sd: f64,
    },
}

impl Shape {
    /// `None` for composed scores.
    fn of(score: &Score) -> Option<Self> {
        if let Score::Along(own, _) = score {
            return Self::of(own);
        }
        Some(match *score {
            Score::Point(x) => Self::Point(x),
            Score::Uniform { low, high } if low < high => Self::Uniform { low, width: high - low },
            Score::Triangular { low, likely, high } if low < high => {
                let width = high - low;
                let (below, above) = (likely - low, high - likely);
                Self::Triangular {
                    low,
                    high,
                    turn: below / width,
                    rise: width * below,
                    fall: width * above,
                }
            }
            Score::Uniform { low, .. } | Score::Triangular { low, .. } => Self::Point(low),
            Score::Normal { mean, sd } if sd > 0.0 => Self::Normal { mean, sd },
            Score::LogNormal { mean, sd } if sd > 0.0 => Self::LogNormal { mean, sd },
            Score::Normal { mean, .. } => Self::Point(mean),
            Score::LogNormal { mean, .. } => Self::Point(exp(mean)),
            Score::Blend(_) | Score::Worst(_) | Score::Along(..) => return None,
        })
    }

    /// Turns a block of `u` into quantiles; the same as [`Self::at`], written so that the compiler can use vector instructions.
    fn fill(self, lanes: &mut Lanes) {
        match self {
            Self::Triangular {
                low,
                high,
                turn,
                rise,
                fall,
            } => {
                // In three steps and without branches: which side a draw falls on cannot be foreseen.
                for strip in lanes.iter_mut() {
                    let mut roots = [0.0; STRIP];
                    for (root, x) in roots.iter_mut().zip(&*strip) {
                        let (left, right) = (x * rise, (1.0 - x) * fall);
                        *root = if *x < turn { left } else { right };
                    }
                    for root in &mut roots {
                        *root = root.sqrt();
                    }
                    for (root, x) in roots.iter().zip(strip) {
                        let (left, right) = (low + root, high - root);
                        *x = if *x < turn { left } else { right };
                    }
                }
            }
            Self::Uniform { low, width } => {
                for x in lanes.as_flattened_mut() {
                    *x = low + width * *x;
                }
            }
            shape => {
                for x in lanes.as_flattened_mut() {
                    *x = shape.at(*x);
                }
            }
        }
    }

    /// Quantile for `0 < u < 1`.
    fn at(self, u: f64) -> f64 {
        match self {
            Self::Point(x) => x,
            Self::Uniform { low, width } => low + width * u,
            Self::Triangular { low, turn, rise, .. } if u < turn => low + (u * rise).sqrt(),
            Self::Triangular { high, fall, .. } => high - ((1.0 - u) * fall).sqrt(),
            Self::Normal { mean, sd } => mean + sd * normal_quantile(u),
            Self::LogNormal { mean, sd } => exp(mean + sd * normal_quantile(u)),
        }
    }
}

#[derive(Debug, Clone)]
struct Composed {
    parts: Vec<(Cell, f64)>,
    worst: bool,
}

impl Composed {
    fn join(&self, held: f64, value: f64, share: f64) -> f64 {
        if !self.worst {
            held + share * value
        } else if value < held {
            value
        } else {
            held
        }
    }

    const fn start(&self) -> f64 {
        if self.worst { f64::INFINITY } else { 0.0 }
    }

    /// The value where all parts are known.
    fn known(&self) -> Option<f64> {
        self.parts
            .iter()
            .try_fold(self.start(), |held, &(cell, share)| match cell {
                Cell::Known(value) => Some(self.join(held, value, share)),
                Cell::Drawn(_) | Cell::Composed(_) => None,
            })
    }
}

/// Blocks of scores of one chunk.
pub(super) struct Source<'p> {
    plan: &'p Plan,
    streams: Vec<Stream>,
    pub(super) drawn: Vec<Lanes>,
    pub(super) composed: Vec<Lanes>,
}

impl<'p> Source<'p> {
    pub(super) fn new(plan: &'p Plan, seed: u64, chunk: u32) -> Self {
        Self {
            plan,
            streams: plan
                .drawn
                .iter()
                .map(|drawn| Stream::new(seed, drawn.stream, chunk))
                .collect(),
            drawn: vec![ZERO; plan.drawn.len()],
            composed: vec![ZERO; plan.composed.len()],
        }
    }

    /// Draws the next block.
    pub(super) fn next_block(&mut self) {
        for ((drawn, stream), lanes) in self.plan.drawn.iter().zip(&mut self.streams).zip(&mut self.drawn) {
            stream.fill(lanes);
            drawn.shape.fill(lanes);
            if !matches!(drawn.scale, Scale::AsDrawn) {
                for x in lanes.as_flattened_mut() {
                    *x = drawn.scale.value(*x);
                }
            }
        }
        for (composed, lanes) in self.plan.composed.iter().zip(&mut self.composed) {
            *lanes = [[composed.start(); STRIP]; STRIPS];
            for &(cell, share) in &composed.parts {
                for (draw, held) in lanes.as_flattened_mut().iter_mut().enumerate() {
                    let value = match cell {
                        Cell::Known(value) => value,
                        Cell::Drawn(at) => self.drawn[at].as_flattened()[draw],
                        // Refused when the problem was checked.
                        Cell::Composed(_) => continue,
                    };
                    *held = composed.join(*held, value, share);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::set::WeightSet;
    use super::super::Sampler;
    use super::*;

    fn moments(score: &Score) -> (f64, f64) {
        let shape = Shape::of(score).unwrap();
        let (n, mut sum, mut squares) = (20_000, 0.0, 0.0);
        for i in 0..n {
            let x = shape.at((f64::from(i) + 0.5) / f64::from(n));
            sum += x;
            squares += x * x;
        }
        let mean = sum / f64::from(n);
        (mean, squares / f64::from(n) - mean * mean)
    }

    #[test]
    fn distributions_have_their_means_and_variances() {
        let (mean, variance) = moments(&Score::Triangular {
            low: 1.0,
            likely: 2.0,
            high: 6.0,
        });
        assert!((mean - 3.0).abs() < 1e-5 && (variance - 21.0 / 18.0).abs() < 1e-4);
        let (mean, variance) = moments(&Score::Uniform { low: -1.0, high: 5.0 });
        assert!((mean - 2.0).abs() < 1e-9 && (variance - 3.0).abs() < 1e-6);
        let (mean, variance) = moments(&Score::Normal { mean: 4.0, sd: 2.0 });
        assert!((mean - 4.0).abs() < 1e-9 && (variance - 4.0).abs() < 3e-3);
        let (mean, _) = moments(&Score::LogNormal { mean: 0.0, sd: 0.5 });
        assert!((mean - f64::exp(0.125)).abs() < 1e-3);
    }

    #[test]
    fn a_peak_at_an_end_is_fine() {
        let falling = Shape::of(&Score::Triangular {
            low: 1.0,
            likely: 1.0,
            high: 2.0,
        })
        .unwrap();
        assert!((falling.at(0.75) - 1.5).abs() < 1e-12);
        let rising = Shape::of(&Score::Triangular {
            low: 1.0,
            likely: 2.0,
            high: 2.0,
        })
        .unwrap();
        assert!((rising.at(0.25) - 1.5).abs() < 1e-12);
    }

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

    #[test]
    fn a_composed_score_moves_with_its_parts() {
        let uncertain = || Score::Uniform { low: 0.0, high: 1.0 };
        let scores = vec![
            vec![uncertain()],
            vec![uncertain()],
            vec![Score::Blend(vec![(0, 0.5), (1, 0.5)])],
            vec![Score::Worst(vec![0, 1])],
        ];
        let problem = Problem::new(scores, vec![Scale::AsDrawn]).unwrap();
        let tally = Sampler::new(&problem, &WeightSet::Any(1), 3)
            .unwrap()
            .run(4000)
            .unwrap();
        let ranks = tally.rank_acceptability();
        // A mean lies between its parts; the worst of two ties with one of them for the last two places.
        assert_eq!(ranks[2], vec![0.0, 1.0, 0.0, 0.0]);
        assert_eq!(ranks[3], vec![0.0, 0.0, 0.5, 0.5]);
    }

    #[test]
    fn a_score_drawn_along_another_is_low_and_high_with_it() {
        let along = Score::Along(Box::new(Score::Uniform { low: 10.0, high: 30.0 }), 0);
        let scores = vec![
            vec![Score::Uniform { low: 0.0, high: 20.0 }],
            vec![along],
            vec![Score::Point(20.0)],
        ];
        let problem = Problem::new(scores, vec![Scale::AsDrawn]).unwrap();
        let ranks = Sampler::new(&problem, &WeightSet::Any(1), 3)
            .unwrap()
            .run(4000)
            .unwrap()
            .rank_acceptability();
        // Ten above the first in every draw, never below it; the third is between them in half.
        assert_eq!(ranks[0][0].to_bits(), 0);
        assert!((ranks[1][0] - 0.5).abs() < 0.04 && ranks[1][2].to_bits() == 0);
    }

    #[test]
    fn options_that_do_not_compete_still_lend_their_scores() {
        let scores = vec![
            vec![Score::Uniform { low: 0.0, high: 1.0 }],
            vec![Score::Uniform { low: 0.0, high: 9.0 }],
            vec![Score::Blend(vec![(0, 1.0), (1, 0.0)])],
            vec![Score::Point(0.5)],
        ];
        let problem = Problem::new(scores, vec![Scale::AsDrawn]).unwrap();
        let among = Sampler::among(&problem, &WeightSet::Any(1), 3, &[2, 3]).unwrap();
        let tally = among.run(4000).unwrap();
        assert_eq!(tally.options(), 2);
        assert!((tally.first_share(0) - 0.5).abs() < 0.04);
        let mut all = super::super::Tally::new(4, 1);
        all.absorb_among(&tally, &[2, 3]);
        assert_eq!(all.first_share(2).to_bits(), tally.first_share(0).to_bits());
        assert_eq!(all.pairwise_winning()[3][0].to_bits(), 1.0_f64.to_bits());
        assert_eq!(all.pairwise_winning()[0][1].to_bits(), 0);
        assert!(Sampler::among(&problem, &WeightSet::Any(1), 3, &[]).is_err());
        assert!(Sampler::among(&problem, &WeightSet::Any(1), 3, &[3, 2]).is_err());
        assert!(Sampler::among(&problem, &WeightSet::Any(1), 3, &[4]).is_err());
    }

    #[test]
    fn composed_scores_of_known_parts_are_known() {
        let scores = vec![
            vec![Score::Point(4.0)],
            vec![Score::Point(8.0)],
            vec![Score::Blend(vec![(0, 0.25), (1, 0.75)])],
        ];
        let problem = Problem::new(scores, vec![Scale::AsDrawn]).unwrap();
        assert!(problem.is_certain());
        assert!(matches!(problem.plan().cells[2], Cell::Known(x) if (x - 7.0).abs() < 1e-12));
    }
}
