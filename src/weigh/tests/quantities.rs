//! Sizing, latency, time and money.

use super::support::*;
use crate::{
    catalog::{Dimension, Percentile, Role},
    weigh::{Assessment, weigh},
};

const P99: usize = Percentile::P99 as usize;

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} is not {b}");
}

fn run(numbers: &[(&str, f64)]) -> Assessment {
    weigh(&catalog(), &profile(numbers))
}

#[test]
fn instances_are_the_largest_of_what_load_memory_and_availability_ask_for() {
    let a = run(&[("peak_rps", 12_000.0), ("connections", 3_000.0)]);
    let sizing = a.chosen().options[SIMPLE].sizing.unwrap();
    // 12,000 / (5,000 x 0.7) = 3.43; 3,000 x 1 MB / (2,000 - 150) = 1.62.
    assert_eq!(
        (sizing.by_throughput, sizing.by_memory, sizing.by_availability),
        (4, 2, 1)
    );
    assert_eq!((sizing.instances, sizing.at_start), (4, 4));
    close(sizing.load_per_instance, 3_000.0);
    close(sizing.memory_per_instance, 150.0 + 750.0);
    let fast = a.chosen().options[FAST].sizing.unwrap();
    assert_eq!(fast.instances, 1);

    let a = run(&[("peak_rps", 10.0), ("min_instances", 3.0)]);
    assert_eq!(a.chosen().options[FAST].sizing.unwrap().instances, 3);
}

#[test]
fn capacity_a_core_is_taken_times_the_cores() {
    let mut catalog = catalog();
    catalog.figures[0].unit.dimension = Dimension::RatePerCore;
    let none = weigh(&catalog, &profile(&[("peak_rps", 12_000.0)]));
    assert_eq!(
        none.chosen().options[SIMPLE].sizing,
        None,
        "how many cores is not known"
    );

    let unit = catalog.figures[0].unit.clone();
    catalog
        .figures
        .push(figure(Role::InstanceCores, unit, [Some(4.0), None, None, None]));
    catalog.decision_roles[0][Role::InstanceCores as usize] = Some(catalog.figures.len() - 1);
    let a = weigh(&catalog, &profile(&[("peak_rps", 12_000.0)]));
    assert_eq!(a.chosen().options[SIMPLE].sizing.unwrap().instances, 1);
}

#[test]
fn an_instance_that_cannot_hold_itself_in_memory_is_sized_by_nobody() {
    let mut catalog = catalog();
    catalog.figures[9].value.as_mut().unwrap().amount = point(0.1);
    let a = weigh(&catalog, &profile(&[("peak_rps", 100.0), ("p99_target", 5.0)]));
    let simple = &a.chosen().options[SIMPLE];
    assert_eq!(simple.sizing, None);
    assert_eq!(simple.cost, None);
    assert_eq!(simple.gates[0].state.id(), "unknown");
}

#[test]
fn load_grows_to_the_end_of_the_horizon() {
    let a = run(&[
        ("peak_rps", 3_000.0),
        ("yearly_growth", 100.0),
        ("horizon_months", 24.0),
    ]);
    let sizing = a.chosen().options[SIMPLE].sizing.unwrap();
    assert_eq!((sizing.at_start, sizing.instances), (1, 4));
    let cost = a.chosen().options[SIMPLE].cost.as_ref().unwrap();
    assert_eq!(cost.by_month.len(), 25);
    // 3,000 x 2^(m/12) over 3,500: one instance to month 2, two to 14, three to 21, four to 24.
    close(cost.parts.infrastructure, 200.0 * (2.0 + 24.0 + 21.0 + 12.0));
}

#[test]
fn a_falling_load_is_sized_for_its_peak_and_not_for_what_is_left_of_it() {
    let falling = |extra: &[(&str, f64)]| {
        let mut numbers = vec![
            ("peak_rps", 12_000.0),
            ("yearly_growth", -50.0),
            ("horizon_months", 24.0),
        ];
        numbers.extend(extra);
        run(&numbers)
    };
    let a = falling(&[("p99_target", 5.0)]);
    let simple = &a.chosen().options[SIMPLE];
    let sizing = simple.sizing.unwrap();
    // 12,000 / 3,500 today; 3,000 / 3,500 in the end.
    assert_eq!((sizing.at_start, sizing.instances), (4, 4));
    close(sizing.load_per_instance, 3_000.0);
    let steady = run(&[("peak_rps", 12_000.0), ("horizon_months", 24.0), ("p99_target", 5.0)]);
    let today = &steady.chosen().options[SIMPLE];
    assert_eq!(simple.latency, today.latency);
    assert_eq!(simple.gates, today.gates);
    // 12,000 x 2^(-m/12) over 3,500 at the start of each month: four instances to month 3, three to 10, two to 22, then one.
    close(
        simple.cost.as_ref().unwrap().parts.infrastructure,
        200.0 * (4.0 * 3.0 + 3.0 * 7.0 + 2.0 * 12.0 + 2.0),
    );
    // Each part of a strategy for the peak of its own time: the second from the switch on.
    let a = falling(&[("switch_month", 12.0), ("fast_share", 50.0)]);
    let staged = &a.chosen().options[STAGED];
    assert_eq!(staged.phases[0].instances, Some(4));
    assert_eq!(
        (staged.sizing.unwrap().instances, staged.sizing.unwrap().at_start),
        (1, 4)
    );
    close(staged.sizing.unwrap().load_per_instance, 6_000.0);
    let split = &a.chosen().options[SPLIT];
    assert_eq!(split.phases[0].instances, Some(2));
    let gates = &a.chosen().options[SIMPLE].gates;
    let capacity = gates.iter().find(|result| result.gate == 1).unwrap();
    close(capacity.quantity.unwrap().likely, 12_000.0);
}

#[test]
fn requests_a_day_imply_the_peak_where_it_is_not_answered() {
    let a = run(&[("requests_per_day", 86_400_000.0)]);
    let peak = a.peak_rps.unwrap();
    close(peak.value, 4_000.0);
    assert!(!peak.answered);
    assert!(
        run(&[("requests_per_day", 86_400.0), ("peak_rps", 7.0)])
            .peak_rps
            .unwrap()
            .answered
    );
    close(run(&[]).peak_rps.unwrap().value, 50.0);
}

#[test]
fn latency_lies_between_printed_points_and_never_beyond_the_last() {
    let at = |peak: f64| run(&[("peak_rps", peak)]).chosen().options[SIMPLE].latency[P99].map(|s| s.likely);
    close(at(20.0).unwrap(), 2.0);
    close(at(1_000.0).unwrap(), 4.0);
    // 3 instances of 3,333 req/s: between the points.
    close(
        at(10_000.0).unwrap(),
        2.0 * (10_000.0_f64 / 3.0 / 100.0).powf(4.0_f64.log(100.0)),
    );

    let mut catalog = catalog();
    catalog.latency[SIMPLE].points.pop();
    let a = weigh(&catalog, &profile(&[("peak_rps", 1_000.0), ("p99_target", 9.0)]));
    let simple = &a.chosen().options[SIMPLE];
    assert_eq!(simple.latency[P99], None);
    assert_eq!(simple.gates[0].state.id(), "unknown");
    assert!(
        simple.gates[0].reason.contains("no figure"),
        "{}",
        simple.gates[0].reason
    );
}

#[test]
fn a_team_of_four_pays_what_the_guides_hours_come_to() {
    let a = run(&[]);
    let cost = |option: usize| a.chosen().options[option].cost.as_ref().unwrap();
    close(cost(SIMPLE).development.likely, 14_400.0);
    close(cost(FAST).development.likely, 117_600.0);
    close(cost(FAST).parts.learning, 80_000.0);
    // Both developments; ten hours of operations a month.
    close(cost(SPLIT).development.likely, 132_000.0);
    close(cost(SPLIT).monthly_infrastructure, 400.0 + 1_000.0);
    for option in [FAST, SIMPLE, STAGED, SPLIT] {
        let cost = cost(option);
        let parts = cost.parts;
        close(
            parts.learning + parts.setup + parts.build + parts.training,
            cost.development.likely,
        );
        close(
            cost.development.likely + parts.infrastructure + parts.fees + parts.operations,
            cost.total.likely,
        );
        close(*cost.by_month.last().unwrap(), cost.total.likely);
        close(cost.npv, cost.total.likely);
    }
}

#[test]
fn a_discount_rate_makes_later_money_worth_less() {
    let a = run(&[("discount_rate", 10.0), ("horizon_months", 12.0)]);
    let cost = a.chosen().options[SIMPLE].cost.as_ref().unwrap();
    let rate = 1.1_f64.powf(1.0 / 12.0);
    let flows: f64 = (1..=12).map(|m| 200.0 / rate.powi(m)).sum();
    close(cost.npv, 14_400.0 + flows);
}

#[test]
fn a_staged_strategy_pays_the_second_part_at_the_switch() {
    let a = run(&[("switch_month", 10.0), ("horizon_months", 24.0)]);
    let staged = &a.chosen().options[STAGED];
    let months = &staged.cost.as_ref().unwrap().by_month;
    close(months[0], 14_400.0);
    close(months[9], 14_400.0 + 9.0 * 200.0);
    close(months[10], 132_000.0 + 10.0 * 200.0);
    assert_eq!(staged.phases.len(), 2);
    assert_eq!((staged.phases[0].to_month, staged.phases[1].to_month), (10, 24));
    close(staged.launch.unwrap().weeks.likely, 0.2 + 0.4 + 2.0);

    let a = run(&[("switch_month", 24.0), ("horizon_months", 24.0)]);
    let staged = &a.chosen().options[STAGED];
    close(staged.cost.as_ref().unwrap().development.likely, 14_400.0);
    assert_eq!(staged.phases.len(), 1);
}

#[test]
fn weeks_to_launch_are_learning_set_up_and_building() {
    let launch = run(&[]).chosen().options[FAST].launch.unwrap();
    close(launch.learning.likely, 5.0);
    close(launch.setup.likely, 1.4);
    close(launch.build.likely, 6.0);
    close(launch.weeks.likely, 12.4);
    let both = run(&[]).chosen().options[SPLIT].launch.unwrap();
    close(both.weeks.likely, 12.4);
}

#[test]
fn break_even_is_where_the_lines_cross_or_would() {
    // 10,000 req/s: 3 against 1 instance, 400 a month saved of 103,200 more development.
    let a = run(&[("peak_rps", 10_000.0)]);
    let even = a.chosen().break_even.unwrap();
    assert_eq!((even.dearer, even.cheaper), (FAST, SIMPLE));
    assert_eq!(even.month, None);
    close(even.beyond.unwrap(), 103_200.0 / 400.0);

    let a = run(&[("peak_rps", 10_000.0), ("developers", 0.0), ("hourly_rate", 10.0)]);
    close(a.chosen().break_even.unwrap().month.unwrap(), 33.0 * 80.0 / 400.0);

    let never = run(&[("peak_rps", 10.0)]).chosen().break_even.unwrap();
    assert_eq!((never.month, never.beyond), (None, None));
}

#[test]
fn ranges_widen_on_the_unfavourable_side_of_each_input() {
    let mut catalog = catalog();
    catalog.figures[0].of[SIMPLE].as_mut().unwrap().amount = range(5_000.0, 7_500.0, 10_000.0);
    let a = weigh(&catalog, &profile(&[("peak_rps", 30_000.0)]));
    let cost = a.chosen().options[SIMPLE].cost.as_ref().unwrap();
    // 5, 6 or 9 instances over 36 months.
    close(cost.total.low, 14_400.0 + 36.0 * 200.0 * 5.0);
    close(cost.total.likely, 14_400.0 + 36.0 * 200.0 * 6.0);
    close(cost.total.high, 14_400.0 + 36.0 * 200.0 * 9.0);
}

#[test]
fn curves_end_at_the_capacity_and_mark_the_own_load() {
    let a = run(&[("peak_rps", 3_000.0), ("connections", 500.0)]);
    let curve = a.chosen().latency_over_load[SIMPLE].as_ref().unwrap();
    assert_eq!(curve.wall, Some(5_000.0));
    assert_eq!(curve.points.last().unwrap().0, 5_000.0);
    close(curve.own.unwrap().0, 3_000.0);
    let memory = a.chosen().memory_over_connections[SIMPLE].as_ref().unwrap();
    close(memory.wall.unwrap(), 1_850.0);
    close(memory.points.last().unwrap().1, 2_000.0);
    assert_eq!(memory.own, Some((500.0, 650.0)));
    assert!(memory.points.windows(2).all(|pair| pair[0].0 < pair[1].0));
}
