//! CSV: one row a profile and option, a header first, quoted where RFC 4180 asks for it, lines ended by a line feed.

use super::{Entry, view};
use crate::{catalog::Catalog, weigh::GateState};

/// The entries as one table. Money is in the column `currency`; units stand in the names of the columns.
#[must_use]
pub fn render(catalog: &Catalog, entries: &[Entry<'_>]) -> String {
    let mut out = String::new();
    line(&mut out, &header(catalog));
    for entry in entries {
        let view = view::view(catalog, entry);
        for option in &view.options {
            line(&mut out, &row(&view, option));
        }
    }
    out
}

fn header(catalog: &Catalog) -> Vec<String> {
    let mut names: Vec<String> = [
        "profile",
        "title",
        "catalog",
        "evidence",
        "verdict",
        "margin",
        "option",
        "winner",
        "rank",
        "total",
        "first_share",
        "first_error",
        "gates_failed",
        "gates_unknown",
    ]
    .map(str::to_owned)
    .to_vec();
    for kind in ["weight", "score", "contribution"] {
        names.extend(catalog.criteria.iter().map(|c| format!("{kind}_{}", c.id)));
    }
    names.extend(
        [
            "instances",
            "latency_p50_ms",
            "latency_p95_ms",
            "latency_p99_ms",
            "latency_p999_ms",
            "latency_max_ms",
            "weeks_to_launch",
            "currency",
            "development_cost",
            "monthly_infrastructure",
            "total_cost",
            "npv",
            "horizon_months",
            "break_even_month",
            "nearest_scenario",
            "nearest_scenario_percent",
            "size_tier",
            "joint_move",
            "next_question",
            "could_change",
        ]
        .map(str::to_owned),
    );
    names
}

fn row(view: &view::View, option: &view::OptionView) -> Vec<String> {
    let gates = |state: GateState| {
        let ids: Vec<&str> = option
            .gates
            .iter()
            .filter(|g| g.state == state.id())
            .map(|g| g.id.as_str())
            .collect();
        ids.join(" ")
    };
    let first = |of: fn(&view::SampledView) -> &view::Keyed<f64>| {
        let shares = of(view.robustness.sampled.as_ref()?);
        shares
            .0
            .iter()
            .find(|(id, _)| *id == option.id)
            .map(|(_, share)| *share)
    };
    let next = view.robustness.questions.iter().find(|question| question.can_change);
    let mut cells = vec![
        view.profile.clone(),
        view.title.clone().unwrap_or_default(),
        view.catalog.clone(),
        view.evidence.clone(),
        view.verdict.kind.to_owned(),
        maybe(view.margin),
        option.id.clone(),
        (view.verdict.winner.as_ref() == Some(&option.id)).to_string(),
        maybe(option.rank),
        option.total.to_string(),
        maybe(first(|sampled| &sampled.first)),
        maybe(first(|sampled| &sampled.first_error)),
        gates(GateState::Fail),
        gates(GateState::Unknown),
    ];
    cells.extend(view.weights.0.iter().map(|(_, share)| share.to_string()));
    cells.extend(option.scores.0.iter().map(|(_, s)| s.score.to_string()));
    cells.extend(option.contributions.0.iter().map(|(_, c)| c.to_string()));
    let (latency, cost) = (&option.latency_ms, option.cost.as_ref());
    let nearest = view.fit.iter().find(|f| f.percent.is_some());
    cells.extend([
        maybe(option.instances),
        maybe(latency.p50),
        maybe(latency.p95),
        maybe(latency.p99),
        maybe(latency.p999),
        maybe(latency.max),
        maybe(option.weeks_to_launch),
        view.currency.clone(),
        maybe(cost.map(|c| c.development)),
        maybe(cost.map(|c| c.monthly_infrastructure)),
        maybe(cost.map(|c| c.total)),
        maybe(cost.map(|c| c.npv)),
        view.horizon_months.to_string(),
        maybe(view.break_even_month),
        nearest.map_or_else(String::new, |f| f.scenario.clone()),
        maybe(nearest.and_then(|f| f.percent)),
        view.size_tier.as_ref().map_or_else(String::new, |t| t.id.clone()),
        maybe(view.robustness.joint_move.as_ref().map(|found| found.l1)),
        next.and_then(|q| q.question.clone()).unwrap_or_default(),
        view.robustness.could_change.to_string(),
    ]);
    cells
}

/// The value, or an empty cell.
pub(super) fn maybe(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |v| v.to_string())
}

/// Adds a row.
pub(super) fn line(out: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut out = String::new();
        line(
            &mut out,
            &[
                "a,b".into(),
                "say \"so\"".into(),
                "two\nlines".into(),
                "plain".into(),
                String::new(),
            ],
        );
        assert_eq!(out, "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",plain,\n");
    }
}
