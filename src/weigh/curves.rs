//! Curves for charts: p99 latency over the load of one instance, memory over its connections.

use super::{
    Curve, Sizing, Span,
    latency::{interpolate, loads_per_unit},
    setting::Setting,
    span::{bounded, from_count},
};
use crate::catalog::{Fact, Percentile, QuestionKind, Role};

/// Points a factor of ten on the memory curve.
const POINTS_A_DECADE: u32 = 4;

/// p99 (ms) over the load of one instance (req/s): the printed points, up to where its capacity ends.
pub(super) fn latency_over_load(
    setting: &Setting,
    option: usize,
    sizing: Option<Sizing>,
    p99: Option<Span>,
) -> Option<Curve> {
    let curve = setting.catalog().latency_curve(setting.evidence, option)?;
    let unit = loads_per_unit(setting, curve).filter(|unit| *unit > 0.0)?;
    let wall = setting.capacity(option).map(|capacity| capacity.high);
    let mut points: Vec<(f64, f64)> = Vec::with_capacity(curve.points.len() + 1);
    for point in &curve.points {
        let Some(amount) = &point.ms[Percentile::P99 as usize] else {
            continue;
        };
        let load = bounded(point.load * unit);
        if let Some(wall) = wall.filter(|wall| load > *wall) {
            if let Some(ms) = interpolate(curve, Percentile::P99, wall / unit, |a| a.value) {
                points.push((wall, ms));
            }
            break;
        }
        points.push((load, amount.value));
    }
    if points.is_empty() {
        return None;
    }
    Some(Curve {
        points,
        wall,
        own: sizing
            .zip(p99)
            .map(|(sizing, p99)| (sizing.load_per_instance, p99.likely)),
    })
}

/// Memory (MB) over the connections of one instance: base and connections, up to where its memory is full; without a size
/// of memory, up to the most connections that may be answered.
pub(super) fn memory_over_connections(setting: &Setting, option: usize, sizing: Option<Sizing>) -> Option<Curve> {
    let each = setting.of(option, Role::MemoryPerConnection)?.likely;
    let base = setting.of(option, Role::MemoryBase).unwrap_or_default().likely;
    let wall = setting
        .decision(Role::InstanceMemory)
        .filter(|_| each > 0.0)
        .map(|memory| bounded((memory.likely - base) / each));
    let most = || {
        let catalog = setting.catalog();
        match &catalog.questions.get(catalog.fact(Fact::Connections)?)?.kind {
            QuestionKind::Number { max, .. } => Some(bounded(*max)),
            _ => None,
        }
    };
    let end = wall.or_else(most).filter(|end| *end >= 1.0)?;
    let step = 10.0_f64.powf(1.0 / f64::from(POINTS_A_DECADE));
    let mut points = Vec::new();
    let mut at = 1.0;
    while at < end {
        points.push((at, bounded(base + each * at)));
        at *= step;
    }
    points.push((end, bounded(base + each * end)));
    let connections = setting.inputs.fact(Fact::Connections);
    Some(Curve {
        points,
        wall,
        own: sizing.zip(connections).map(|(sizing, connections)| {
            let on_one = connections.likely / from_count(sizing.instances).max(1.0);
            (on_one, sizing.memory_per_instance)
        }),
    })
}
