//! Latency over load.

use std::{collections::HashSet, ops::Range};

use super::{
    amounts::{self, Context, amount},
    keys::required_number,
    list,
    names::Names,
    units::{CURVE_BOUNDS, check_fits, unit},
};
use crate::{
    catalog::{Amount, Dimension, Kind, LatencyCurve, LatencyPoint, Percentile},
    diagnostic::{Problems, TableReader},
};

/// Reads one curve.
pub(super) fn curve(
    mut table: TableReader<'_, '_>,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<LatencyCurve> {
    let option = names.options.required(&mut table, "option", problems);
    if let Some(option) = option
        && names.is_strategy[option]
    {
        let span = table.get("option")?.span;
        problems
            .error(
                span,
                format!(
                    "`{}` is a strategy and has no latency of its own",
                    names.options.ids[option]
                ),
            )
            .help("give the latency of its parts");
    }
    let evidence = table.get("evidence").is_some();
    let evidence_at = names.evidence.find_key(&mut table, "evidence", problems);
    let page = names.page(&mut table, problems);
    let (kind, source) = amounts::defaults(&mut table, problems);
    let per_core = per_core(&mut table, names, problems);
    let written = table.get("points");
    let tables = list(&mut table, "points", "point", problems);
    if tables.is_empty() && written.as_ref().is_none_or(|v| v.as_array().is_some()) {
        let span = written.map_or(table.span.clone(), |v| v.span);
        problems
            .error(span, format!("{} has no points", table.what))
            .help("add `[[latency.points]]` with a load and its percentiles");
    }
    let mut points: Vec<LatencyPoint> = Vec::new();
    for (number, mut inner) in tables.into_iter().enumerate() {
        inner.what = format!("point {} of {}", number + 1, table.what).into();
        let point = point(&mut inner, kind, source.as_deref(), problems);
        inner.refuse_unknown(problems);
        let Some(point) = point else { continue };
        if let Some(last) = points.last()
            && last.load >= point.load
        {
            let span = inner.get("load").map_or(inner.span.clone(), |v| v.span);
            problems
                .error(span, format!("the loads of {} do not rise", table.what))
                .label(format!("the point before is at {}", last.load))
                .help("write the smallest load first");
        }
        points.push(point);
    }
    table.refuse_unknown(problems);
    Some(LatencyCurve {
        option: option?,
        evidence: if evidence { Some(evidence_at?) } else { None },
        per_core: per_core?,
        points,
        page,
    })
}

fn per_core(table: &mut TableReader<'_, '_>, names: &Names<'_>, problems: &mut Problems) -> Option<bool> {
    let text = table.required_str("unit", problems)?;
    let span = table.get("unit")?.span;
    let unit = unit(text, &names.currency);
    let fits = [Dimension::Rate, Dimension::RatePerCore];
    check_fits(&unit, &fits, "the load of a latency curve", span, problems)
        .then_some(unit.dimension == Dimension::RatePerCore)
}

fn point(
    table: &mut TableReader<'_, '_>,
    kind: Option<Kind>,
    source: Option<&str>,
    problems: &mut Problems,
) -> Option<LatencyPoint> {
    let load = required_number(table, "load", CURVE_BOUNDS, problems);
    let mut ms: [Option<Amount>; 5] = [const { None }; 5];
    let mut given = false;
    for percentile in Percentile::ALL {
        let Some(value) = table.get(percentile.id()) else {
            continue;
        };
        given = true;
        let what = format_args!("{} of {}", percentile.id(), table.what);
        let context = Context {
            what: &what,
            kind,
            source,
            low: CURVE_BOUNDS.0,
            high: CURVE_BOUNDS.1,
        };
        ms[percentile as usize] = amount(&value, context, problems);
    }
    if !given {
        problems
            .error(table.span.clone(), format!("{} has no latency", table.what))
            .help("add one or more of p50, p95, p99, p999, max, in milliseconds");
    }
    let known: Vec<(Percentile, f64)> = Percentile::ALL
        .into_iter()
        .filter_map(|p| ms[p as usize].as_ref().map(|amount| (p, amount.value)))
        .collect();
    for pair in known.windows(2) {
        let [(below, lower), (above, higher)] = *pair else {
            continue;
        };
        if higher < lower {
            let span = table.get(above.id()).map_or(table.span.clone(), |v| v.span);
            problems
                .error(
                    span,
                    format!("{} of {} is below its {}", above.id(), table.what, below.id()),
                )
                .label(format!("{higher} ms is less than {lower} ms"))
                .help("a higher percentile is never quicker");
        }
    }
    Some(LatencyPoint { load: load?, ms })
}

/// Refuses a second curve of one option for one set of evidence.
pub(super) fn check_duplicates(
    curves: &[Option<LatencyCurve>],
    spans: &[Range<usize>],
    names: &Names<'_>,
    problems: &mut Problems,
) {
    let mut seen = HashSet::new();
    for (curve, span) in curves.iter().zip(spans) {
        let Some(curve) = curve else { continue };
        if !seen.insert((curve.option, curve.evidence)) {
            problems
                .error(
                    span.clone(),
                    format!(
                        "option \"{}\" has two latency curves for the same evidence",
                        names.options.ids[curve.option]
                    ),
                )
                .label("this is the second")
                .help("put all points into one curve, or say which `evidence` it belongs to");
        }
    }
}

/// `[evidence][option]`: the curve; one of the set itself wins over one of every set.
pub(super) fn curves_of(curves: &[LatencyCurve], sets: usize, options: usize) -> Vec<Vec<Option<usize>>> {
    let mut of = vec![vec![None; options]; sets];
    for general in [true, false] {
        for (at, curve) in curves.iter().enumerate() {
            if curve.evidence.is_none() != general {
                continue;
            }
            for set in curve.evidence.map_or(0..sets, |set| set..set + 1) {
                of[set][curve.option] = Some(at);
            }
        }
    }
    of
}
