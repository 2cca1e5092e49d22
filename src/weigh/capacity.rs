//! Capacity: how many instances the peak load, the connections and availability ask for.

use super::{
    Sizing, Span,
    setting::Setting,
    span::{bounded, count, whole_up},
};
use crate::catalog::{Fact, Role};

/// What decides the instances of one option carrying a share of the traffic.
pub(super) struct Capacity {
    /// Share of the traffic, 0-1.
    share: f64,
    /// What one instance is planned to carry, req/s: its capacity times the headroom.
    planned: Span,
    by_memory: Span,
    by_availability: Span,
    /// MB of one idle instance, and of all its connections together.
    base: f64,
    connected: f64,
}

impl Capacity {
    /// `None` where the option has no capacity, or one instance cannot hold even itself in memory.
    pub(super) fn of(setting: &Setting, option: usize, share: f64) -> Option<Self> {
        let headroom = setting.decision(Role::Headroom).unwrap_or(Span::point(1.0));
        let planned = setting.capacity(option)?.times(headroom);
        if planned.likely <= 0.0 {
            return None;
        }
        let base = setting.of(option, Role::MemoryBase).unwrap_or_default();
        let connected = setting
            .inputs
            .fact(Fact::Connections)
            .zip(setting.of(option, Role::MemoryPerConnection))
            .map_or(Span::default(), |(connections, each)| {
                connections.scaled(share).times(each)
            });
        let by_memory = match setting.decision(Role::InstanceMemory) {
            Some(memory) => {
                let room = Span::around(
                    memory.low - base.high,
                    memory.likely - base.likely,
                    memory.high - base.low,
                );
                connected.over(room)?.each(whole_up)
            }
            None => Span::default(),
        };
        let least = setting.inputs.fact(Fact::MinInstances).unwrap_or_default();
        Some(Self {
            share,
            planned,
            by_memory,
            by_availability: least.each(|x| whole_up(x).max(1.0)),
            base: base.likely,
            connected: connected.likely,
        })
    }

    /// Instances asked for by the peak load (of all traffic).
    fn by_throughput(&self, peak: Span) -> Span {
        peak.scaled(self.share)
            .over(self.planned)
            .unwrap_or_default()
            .each(whole_up)
    }

    /// Instances at this peak load (of all traffic): the largest of what throughput, memory and availability ask for.
    pub(super) fn instances(&self, peak: Span) -> Span {
        self.by_throughput(peak)
            .larger(self.by_memory)
            .larger(self.by_availability)
    }

    /// The likely instances at this likely peak load, by the steps of [`Self::instances`]: for many months in a row.
    pub(super) fn likely_instances(&self, peak: f64) -> f64 {
        let by_throughput = bounded(whole_up(bounded(bounded(peak * self.share) / self.planned.likely)));
        bounded(bounded(by_throughput.max(self.by_memory.likely)).max(self.by_availability.likely))
    }

    /// Load of one instance at this peak load (of all traffic): `low` and `high` are the least and most over all ends.
    pub(super) fn load(&self, peak: Span) -> Span {
        let instances = self.instances(peak);
        let each = |peak: f64, n: f64| peak * self.share / n.max(1.0);
        Span::around(
            each(peak.low, instances.low),
            each(peak.likely, instances.likely),
            each(peak.high, instances.high),
        )
    }

    /// Sizing at the end of a time, and the instances at its start.
    pub(super) fn sizing(&self, peak: Span, peak_at_start: Span) -> Sizing {
        let instances = self.instances(peak).likely;
        Sizing {
            instances: count(instances),
            by_throughput: count(self.by_throughput(peak).likely),
            by_memory: count(self.by_memory.likely),
            by_availability: count(self.by_availability.likely),
            load_per_instance: self.load(peak).likely,
            memory_per_instance: self.base + self.connected / instances.max(1.0),
            at_start: count(self.instances(peak_at_start).likely),
        }
    }
}
