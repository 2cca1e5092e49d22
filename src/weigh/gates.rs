//! Gates: must-haves that an option passes, fails, or cannot be shown to do either; each with its reason in words.

use super::{
    GateResult, GateState, Span,
    inputs::Inputs,
    model::{Leg, Modelled, When},
    setting::Setting,
    words,
};
use crate::catalog::{Gate, Limit, Quantity};

/// A gate that exists under the answers given.
pub(super) struct Standing<'a> {
    at: usize,
    pub(super) gate: &'a Gate,
    /// The answer that limits it; `None` where a figure of the option does.
    answer: Option<f64>,
}

/// Gates whose questions are answered.
pub(super) fn standing<'a>(setting: &Setting<'a>) -> Vec<Standing<'a>> {
    standing_under(setting.inputs)
}

/// The same before there is a setting.
pub(super) fn standing_under<'a>(inputs: &Inputs<'a>) -> Vec<Standing<'a>> {
    let gates = inputs.catalog.gates.iter().enumerate();
    gates
        .filter(|(_, gate)| gate.needs.iter().all(|question| inputs.answered(*question)))
        .filter_map(|(at, gate)| {
            let answer = match gate.limit {
                Limit::Answer(question) => Some(inputs.number(question)?),
                Limit::Below(_) => None,
            };
            Some(Standing { at, gate, answer })
        })
        .collect()
}

/// What testing one option gave.
pub(super) struct Tested {
    /// Results of all gates.
    pub(super) all: Vec<GateResult>,
    /// Per leg of a strategy: results of the gates that are tested leg by leg.
    pub(super) by_leg: Vec<Vec<GateResult>>,
}

/// Tests one option; a strategy in each phase, or each part with its share of the traffic.
pub(super) fn test(setting: &Setting, standing: &[Standing], option: usize, modelled: &Modelled) -> Tested {
    let mut by_leg = vec![Vec::new(); modelled.legs.len()];
    let all = standing
        .iter()
        .map(|standing| {
            if modelled.legs.is_empty() || of_the_whole(setting, &standing.gate.quantity, option) {
                let quantity = value(setting, &standing.gate.quantity, option, modelled);
                return result(setting, standing, option, quantity);
            }
            let legs = modelled.legs.iter();
            let results: Vec<(&Leg, GateResult)> = legs.map(|leg| (leg, test_leg(setting, standing, leg))).collect();
            for (own, (_, result)) in by_leg.iter_mut().zip(&results) {
                own.push(result.clone());
            }
            together(setting, results)
        })
        .collect();
    Tested { all, by_leg }
}

/// Whether a gate rules the option out: `test` without the words.
pub(super) fn ruled_out(setting: &Setting, standing: &[Standing], option: usize, modelled: &Modelled) -> bool {
    felled_by(setting, standing, option, modelled).is_some()
}

/// The first gate that rules the option out, as an index of the catalog: `test` without the words.
pub(super) fn felled_by(setting: &Setting, standing: &[Standing], option: usize, modelled: &Modelled) -> Option<usize> {
    let fails = |standing: &&Standing| {
        let quantity = &standing.gate.quantity;
        let fails = |option, quantity| tested(setting, standing, option, quantity).0 == GateState::Fail;
        if modelled.legs.is_empty() || of_the_whole(setting, quantity, option) {
            return fails(option, value(setting, quantity, option, modelled));
        }
        let mut legs = modelled.legs.iter();
        legs.any(|leg| fails(leg.option, leg_value(setting, quantity, leg)))
    };
    standing.iter().find(fails).map(|standing| standing.at)
}

/// Whether a strategy is tested as a whole: what it pays and when it launches are its own, and so are its own figures.
fn of_the_whole(setting: &Setting, quantity: &Quantity, option: usize) -> bool {
    match quantity {
        Quantity::Latency(_) | Quantity::PeakLoad | Quantity::Instances => false,
        Quantity::Figure(id) => setting.figure(id, option).is_some(),
        _ => true,
    }
}

fn value(setting: &Setting, quantity: &Quantity, option: usize, modelled: &Modelled) -> Option<Span> {
    match quantity {
        Quantity::Figure(id) => setting.figure(id, option),
        quantity => modelled.quantity(quantity),
    }
}

fn leg_value(setting: &Setting, quantity: &Quantity, leg: &Leg) -> Option<Span> {
    match quantity {
        Quantity::Figure(id) => setting.figure(id, leg.option),
        quantity => leg.quantity(quantity),
    }
}

fn test_leg(setting: &Setting, standing: &Standing, leg: &Leg) -> GateResult {
    result(
        setting,
        standing,
        leg.option,
        leg_value(setting, &standing.gate.quantity, leg),
    )
}

/// The worst of the parts' results, with every part's reason that matters for it.
fn together(setting: &Setting, results: Vec<(&Leg, GateResult)>) -> GateResult {
    let severity = |state| match state {
        GateState::Pass => 0,
        GateState::Unknown => 1,
        GateState::Fail => 2,
    };
    let worst = results.iter().map(|(_, r)| severity(r.state)).max().unwrap_or(0);
    let mut decisive: Option<GateResult> = None;
    let mut reasons: Vec<String> = Vec::new();
    for (leg, result) in results {
        if severity(result.state) == worst {
            reasons.push(format!("{}: {}", leg_words(setting, leg), result.reason));
            decisive = decisive.or(Some(result));
        }
    }
    let mut result = decisive.unwrap_or_else(|| GateResult {
        gate: 0,
        state: GateState::Unknown,
        quantity: None,
        limit: None,
        reason: String::new(),
    });
    result.reason = reasons.join("; ");
    result
}

fn leg_words(setting: &Setting, leg: &Leg) -> String {
    let title = words::name(&setting.catalog().options[leg.option].title);
    match leg.when {
        When::Throughout => title,
        When::Until(month) => format!("{title} until month {month}"),
        When::From(month) => format!("{title} from month {month}"),
        When::Share(share) => format!("{title} with {} of the traffic", words::percent(share)),
    }
}

fn result(setting: &Setting, standing: &Standing, option: usize, quantity: Option<Span>) -> GateResult {
    let (state, limit) = tested(setting, standing, option, quantity);
    let reason = match limit {
        Limited::Never => "it has no such limit".to_owned(),
        Limited::By(limit) => reason(setting, standing.gate, quantity, limit, state),
    };
    GateResult {
        gate: standing.at,
        state,
        quantity,
        limit: match limit {
            Limited::Never => None,
            Limited::By(limit) => limit.map(|limit| limit.likely),
        },
        reason,
    }
}

/// What limits an option.
#[derive(Clone, Copy)]
enum Limited {
    /// Nothing: it has no such limit.
    Never,
    /// This, where it is known.
    By(Option<Span>),
}

fn tested(setting: &Setting, standing: &Standing, option: usize, quantity: Option<Span>) -> (GateState, Limited) {
    let limit = match (&standing.gate.limit, standing.answer) {
        (Limit::Below(id), _) => match setting.figure(id, option) {
            None => return (GateState::Pass, Limited::Never),
            limit => limit,
        },
        (Limit::Answer(_), answer) => answer.map(Span::point),
    };
    let strict = matches!(standing.gate.limit, Limit::Below(_));
    let state = match (quantity, limit) {
        (Some(quantity), Some(limit)) => state(quantity, limit, strict),
        _ => GateState::Unknown,
    };
    (state, Limited::By(limit))
}

/// Pass where all of the quantity is within all of the limit, fail where all of it is beyond all of it, else unknown.
fn state(quantity: Span, limit: Span, strict: bool) -> GateState {
    let (within, beyond) = if strict {
        (quantity.high < limit.low, quantity.low >= limit.high)
    } else {
        (quantity.high <= limit.low, quantity.low > limit.high)
    };
    match (within, beyond) {
        (true, _) => GateState::Pass,
        (_, true) => GateState::Fail,
        _ => GateState::Unknown,
    }
}

fn reason(setting: &Setting, gate: &Gate, quantity: Option<Span>, limit: Option<Span>, state: GateState) -> String {
    let (Some(quantity), Some(limit)) = (quantity, limit) else {
        return missing(setting, &gate.quantity);
    };
    let show = Shown::of(setting, &gate.quantity);
    let against = format!("{} against {}", show.with_unit(quantity), show.bare(limit));
    let ranged = !quantity.is_point() || !limit.is_point();
    match state {
        GateState::Unknown => format!("{against}: it may be within or beyond"),
        GateState::Pass | GateState::Fail => {
            let gap = if state == GateState::Pass {
                limit.low - quantity.high
            } else {
                quantity.low - limit.high
            };
            let word = if state == GateState::Pass {
                "to spare"
            } else {
                show.excess
            };
            let least = if ranged { "at least " } else { "" };
            if show.one(gap) == show.one(0.0) {
                return format!("{against}: at the limit");
            }
            let size = quantity.high.max(limit.high);
            format!("{against}: {least}{} {word}", show.gap_with_unit(gap, size))
        }
    }
}

fn missing(setting: &Setting, quantity: &Quantity) -> String {
    match quantity {
        Quantity::Latency(percentile) => format!("no figure for {} latency at this load", percentile.label()),
        Quantity::WeeksToLaunch => "no figures for the time to launch".to_owned(),
        Quantity::Development | Quantity::MonthlyInfrastructure | Quantity::TotalCost | Quantity::PresentCost => {
            "the cost cannot be computed from what is known".to_owned()
        }
        Quantity::Instances => "the instances cannot be computed from what is known".to_owned(),
        Quantity::PeakLoad => "the peak load is not known".to_owned(),
        Quantity::Figure(id) => {
            let figure = setting.catalog().figures.iter().find(|figure| figure.id == *id);
            format!("no figure for {}", figure.map_or(id.as_str(), |figure| &figure.title))
        }
    }
}

/// How numbers of one quantity are written.
struct Shown<'a> {
    /// Unit after the number; empty for money.
    unit: &'a str,
    /// Currency; empty for anything else.
    currency: &'a str,
    /// What an excess is called.
    excess: &'static str,
    /// Whether large numbers are shortened.
    short: bool,
}

impl<'a> Shown<'a> {
    fn of(setting: &Setting<'a>, quantity: &Quantity) -> Self {
        let plain = |unit, excess| Self {
            unit,
            currency: "",
            excess,
            short: false,
        };
        match quantity {
            Quantity::Latency(_) => plain("ms", "too slow"),
            Quantity::WeeksToLaunch => plain("weeks", "late"),
            Quantity::Instances => plain("instances", "too many"),
            Quantity::PeakLoad => Self {
                short: true,
                ..plain("req/s", "beyond it")
            },
            Quantity::Development | Quantity::TotalCost | Quantity::PresentCost => Self {
                currency: setting.inputs.currency,
                ..plain("", "over")
            },
            Quantity::MonthlyInfrastructure => Self {
                currency: setting.inputs.currency,
                ..plain("a month", "over")
            },
            Quantity::Figure(id) => {
                let figure = setting.catalog().figures.iter().find(|figure| figure.id == *id);
                plain(figure.map_or("", |figure| figure.unit.text.as_str()), "over")
            }
        }
    }

    fn one(&self, x: f64) -> String {
        if !self.currency.is_empty() {
            words::money(x, self.currency)
        } else if self.short {
            words::compact(x)
        } else {
            words::number(x)
        }
    }

    fn unit(&self, text: String, one: bool) -> String {
        match self.unit {
            "" | "1" => text,
            "weeks" if one => format!("{text} week"),
            "instances" if one => format!("{text} instance"),
            unit => format!("{text} {unit}"),
        }
    }

    /// A difference of two numbers, the larger of this size.
    fn gap_with_unit(&self, x: f64, size: f64) -> String {
        let text = if self.currency.is_empty() && !self.short {
            words::difference(x, size)
        } else {
            self.one(x)
        };
        let one = text == "1";
        self.unit(text, one)
    }

    fn bare(&self, span: Span) -> String {
        let (low, high) = (self.one(span.low), self.one(span.high));
        if low == high { low } else { format!("{low} to {high}") }
    }

    fn with_unit(&self, span: Span) -> String {
        let text = self.bare(span);
        let one = text == "1";
        self.unit(text, one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_passes_or_fails_only_as_a_whole() {
        let limit = Span::point(8.0);
        let cases = [
            (Span::around(4.0, 5.0, 8.0), GateState::Pass),
            (Span::around(4.0, 5.0, 8.1), GateState::Unknown),
            (Span::around(8.1, 9.0, 10.0), GateState::Fail),
            (Span::around(8.0, 9.0, 10.0), GateState::Unknown),
        ];
        for (quantity, expected) in cases {
            assert_eq!(state(quantity, limit, false), expected);
        }
        assert_eq!(state(Span::point(8.0), limit, true), GateState::Fail);
        assert_eq!(state(Span::point(8.0), limit, false), GateState::Pass);
    }
}
