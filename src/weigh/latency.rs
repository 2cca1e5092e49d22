//! Latency at a load, between printed points; never beyond the last one.

use super::{Span, setting::Setting};
use crate::catalog::{Amount, LatencyCurve, Percentile, Role};

/// One number per percentile; `None`: no figure.
pub(super) type Percentiles = [Option<Span>; 5];

/// Latency of an option at a load of one instance, req/s, per percentile in ms.
pub(super) fn at(setting: &Setting, option: usize, load: Span) -> Percentiles {
    let mut all = [None; 5];
    if setting.wanted.latency == [false; 5] {
        return all;
    }
    if let Some(curve) = setting.catalog().latency_curve(setting.evidence, option)
        && let Some(load) = on_curve(setting, curve, load)
    {
        let wanted = Percentile::ALL.iter().zip(setting.wanted.latency);
        for (&percentile, _) in wanted.filter(|(_, wanted)| *wanted) {
            all[percentile as usize] = between(curve, percentile, load);
        }
    }
    all
}

/// The worse of two, where both are known.
pub(super) fn worse(a: Percentiles, b: Percentiles) -> Percentiles {
    let mut all = [None; 5];
    for (at, slot) in all.iter_mut().enumerate() {
        *slot = a[at].zip(b[at]).map(|(a, b)| a.larger(b));
    }
    all
}

/// A load of one instance in the curve's terms: per core where the curve is.
fn on_curve(setting: &Setting, curve: &LatencyCurve, load: Span) -> Option<Span> {
    if curve.per_core {
        let over = load.over(setting.decision(Role::InstanceCores)?)?;
        Some(over)
    } else {
        Some(load)
    }
}

/// Instances' cores that one unit of the curve's load stands for.
pub(super) fn loads_per_unit(setting: &Setting, curve: &LatencyCurve) -> Option<f64> {
    if curve.per_core {
        setting.decision(Role::InstanceCores).map(|cores| cores.likely)
    } else {
        Some(1.0)
    }
}

/// Latency of one percentile over a range of loads; `None` where the likely load is beyond the last figure.
///
/// Straight lines between points on logarithmic axes; the first point's value below it. The range takes in every figure
/// between the ends, for printed latencies may fall before they rise; a high end beyond the last figure stops there.
fn between(curve: &LatencyCurve, percentile: Percentile, load: Span) -> Option<Span> {
    let likely = interpolate(curve, percentile, load.likely, |a| a.value)?;
    let mut span = Span::point(likely);
    let mut see = |load: f64| {
        if let Some(low) = interpolate(curve, percentile, load, |a| a.low) {
            span.low = span.low.min(low);
        }
        if let Some(high) = interpolate(curve, percentile, load, |a| a.high) {
            span.high = span.high.max(high);
        }
    };
    see(load.likely);
    if !load.is_point() {
        see(load.low);
        see(load.high);
        for point in curve.points.iter().filter(|p| load.low < p.load && p.load < load.high) {
            see(point.load);
        }
    }
    Some(span)
}

/// One end of one percentile at a load in the curve's terms.
pub(super) fn interpolate(
    curve: &LatencyCurve,
    percentile: Percentile,
    load: f64,
    end: impl Fn(&Amount) -> f64,
) -> Option<f64> {
    let mut points = curve
        .points
        .iter()
        .filter_map(|point| Some((point.load, end(point.ms[percentile as usize].as_ref()?))));
    let mut before = points.next()?;
    if load <= before.0 {
        return Some(before.1);
    }
    for after in points {
        if load <= after.0 {
            return Some(line(before, after, load));
        }
        before = after;
    }
    // A hair beyond the last figure is rounding noise, not a load without a figure.
    (load <= before.0 * (1.0 + 1e-9)).then_some(before.1)
}

fn line(a: (f64, f64), b: (f64, f64), load: f64) -> f64 {
    if b.0 <= a.0 || load >= b.0 {
        return b.1;
    }
    if a.0 > 0.0 && a.1 > 0.0 && b.1 > 0.0 {
        let t = (load / a.0).ln() / (b.0 / a.0).ln();
        a.1 * (t * (b.1 / a.1).ln()).exp()
    } else {
        a.1 + (b.1 - a.1) * (load - a.0) / (b.0 - a.0)
    }
}
