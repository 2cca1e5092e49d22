//! Widgets alone: what they look like on plain numbers, and that no number and no size breaks them.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::neg_multiply,
    clippy::if_same_then_else,
    reason = "a test fails by panicking, and casts small numbers"
)]

#[path = "support/screen.rs"]
mod screen;
mod support;

use proptest::prelude::*;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
    style::Style,
    widgets::Widget,
};
use screen::{SIZES, drawn, shown};
use weighbridge::{
    profile::Profile,
    tui::{
        theme::{ColourDepth, Role, Theme},
        view::{self, MatrixCell, Scene},
        widget::{
            self, Axis, Bar, Code, Column, DotPlot, DotRow, FitBar, FitBars, LineChart, Mark, Marker, ProgressLine,
            Range, Row, Series, StackedBars, Table, Trace, markdown,
        },
    },
    weigh::weigh,
};

const CHARTS: [(u16, u16); 3] = [(40, 8), (80, 24), (200, 40)];

fn snapshot(name: &str, size: (u16, u16), widget: impl Widget) {
    let buffer = drawn(&format!("widget-{name}"), size, |area, buf| widget.render(area, buf));
    insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), shown(&buffer));
}

fn bars<'a>(theme: &'a Theme, parts: &'a [[f64; 3]; 3]) -> StackedBars<'a> {
    let bar = |name, parts: &'a [f64; 3], index, before| Bar {
        name,
        parts,
        total: parts.iter().sum(),
        before,
        index,
        winner: index == 0,
        out: (index == 2).then_some("ruled out"),
    };
    StackedBars {
        title: "Score, 0 to 10",
        bars: vec![
            bar("Oak", &parts[0], 0, Some(6.2)),
            bar("Pine, then Oak", &parts[1], 1, Some(7.1)),
            bar("Steel", &parts[2], 2, None),
        ],
        parts: vec!["strength", "price", "beauty"],
        high: 10.0,
        thickness: 2,
        scale: true,
        theme,
    }
}

#[test]
fn stacked_bars() {
    let theme = Theme::default();
    let parts = [[3.0, 1.5, 2.5], [2.0, 3.0, 1.2], [4.0, 0.5, 1.0]];
    for size in [(40, 8), (44, 12), (80, 12)] {
        snapshot("bars", size, &bars(&theme, &parts));
    }
}

fn lines<'a>(theme: &'a Theme, points: &'a [Vec<(f64, f64)>; 3], x: Axis, y: Axis) -> LineChart<'a> {
    let series = |name, points, index, trace| Series {
        name,
        points,
        index,
        trace,
        dotted: false,
    };
    LineChart {
        title: "Cost to date, USD",
        x,
        y,
        series: vec![
            series("Oak", &points[0], 0, Trace::Solid),
            series("Pine", &points[1], 1, Trace::Solid),
            series("Oak", &points[2], 0, Trace::Faint),
        ],
        across: vec![Marker {
            at: 30.0,
            label: "delivery".into(),
            role: Role::Target,
        }],
        level: vec![Marker {
            at: 90.0,
            label: "budget 90".into(),
            role: Role::Target,
        }],
        marks: vec![Mark {
            at: (20.0, 60.0),
            label: "break-even month 20".into(),
            glyph: theme.glyphs.crossing,
            role: Role::Strong,
        }],
        notes: vec![(Trace::Faint.sample(theme), "other figures")],
        theme,
    }
}

fn three_lines() -> [Vec<(f64, f64)>; 3] {
    [
        vec![(0.0, 50.0), (36.0, 68.0)],
        vec![(0.0, 20.0), (36.0, 92.0)],
        vec![(0.0, 70.0), (36.0, 80.0)],
    ]
}

#[test]
fn a_line_chart() {
    let theme = Theme::default();
    let points = three_lines();
    for size in CHARTS {
        snapshot(
            "line",
            size,
            &lines(&theme, &points, Axis::months(36.0), Axis::rounded(0.0, 92.0, "")),
        );
    }
}

#[test]
fn a_line_chart_on_logarithmic_axes() {
    let theme = Theme::default();
    let points = [
        vec![(10.0, 1.0), (1000.0, 2.0), (50_000.0, 40.0)],
        vec![(10.0, 3.0), (10_000.0, 90.0)],
        vec![(100.0, 100.0)],
    ];
    for size in CHARTS {
        let chart = lines(
            &theme,
            &points,
            Axis::decades([10.0, 50_000.0], "req/s"),
            Axis::decades([1.0, 100.0], ""),
        );
        snapshot("log", size, &chart);
    }
}

#[test]
fn a_dot_plot() {
    let theme = Theme::default();
    let dot = |likely: f64| {
        Some(Range {
            low: likely * 0.7,
            likely,
            high: likely * 1.6,
        })
    };
    let row = |name, a: f64, b: f64| DotRow {
        name,
        dots: vec![dot(a), dot(b)],
        ghosts: vec![Some(a * 3.0), None],
    };
    let chart = DotPlot {
        title: "Latency, ms (log)",
        axis: Axis::decades([0.2, 50.0], "ms"),
        series: vec![("Oak", 0), ("Pine", 1)],
        rows: vec![row("p50", 0.2, 1.5), row("p99", 1.0, 7.0), row("max", 5.0, 5.05)],
        target: Some((10.0, "your target 10 ms".into())),
        ghost_note: Some("other figures"),
        theme: &theme,
    };
    for size in [(40, 8), (80, 10), (120, 16)] {
        snapshot("dots", size, &chart);
    }
}

#[test]
fn fit_bars_and_progress() {
    let theme = Theme::default();
    let bar = |name, share, before, selected| FitBar {
        name,
        share,
        before,
        words: "Oak or Pine".into(),
        selected,
        strong: selected,
    };
    let chart = FitBars {
        title: "Fit",
        bars: vec![
            bar("Summer house", Some(0.81), Some(0.6), true),
            bar("Bridge", Some(0.3), None, false),
            bar("Ship", None, None, false),
        ],
        theme: &theme,
    };
    for size in [(30, 5), (80, 5)] {
        snapshot("fit", size, &chart);
    }
    snapshot(
        "progress",
        (20, 1),
        &ProgressLine {
            done: 7,
            of: 19,
            theme: &theme,
        },
    );
}

#[test]
fn a_table_gives_up_its_spare_columns_before_it_cuts_words() {
    let theme = Theme::default();
    let row = |cells: [&str; 4]| cells.into_iter().collect::<Row>();
    let table = Table {
        title: "Of what",
        columns: vec![
            Column::words("Part"),
            Column::numbers("Oak, USD"),
            Column::numbers("Pine, USD"),
            Column::words("Remark").spare(1),
        ],
        rows: vec![
            row(["Timber", "1,200", "800", "as sawn"]),
            row(["Carpentry and joinery", "12,000", "12,000", "the same for both"]),
        ],
        theme: &theme,
    };
    for size in [(24, 6), (44, 6), (80, 6)] {
        snapshot("table", size, &table);
    }
}

#[test]
fn samples_and_pages() {
    let theme = Theme::default();
    let code = Code {
        title: "Reading a file",
        title_style: Style::new(),
        code: "fn main() -> Result<(), Error> {\n    let text = read(\"a file\")?; // may fail\n    Ok(())\n}\n",
        language: "rust",
        scroll: 0,
        query: "read",
        theme: &theme,
    };
    for size in [(30, 10), (60, 6)] {
        snapshot("code", size, &code);
    }
    let body = "## Wood\n\nOak is **strong**; `pine` is cheap.\n\n- one\n- two that goes on and on\n\n| Kind | Price |\n|---|--:|\n| Oak | 12 |\n| Pine | 8 |\n\n```sh\necho \"hello\" # greet\n```\n";
    for width in [24, 60] {
        let buffer = drawn("widget-markdown", (width, 20), |area, buf| {
            for (row, line) in area.rows().zip(markdown::lines(body, width, "pine", &theme)) {
                line.render(row, buf);
            }
        });
        insta::assert_snapshot!(format!("markdown_{width}"), shown(&buffer));
    }
}

/// Draws into an area in the middle of a marked buffer; what is outside must stay marked.
fn stays_inside(area: Rect, draw: impl FnOnce(Rect, &mut Buffer)) -> Result<(), TestCaseError> {
    let whole = Rect::new(0, 0, area.right().saturating_add(3), area.bottom().saturating_add(3));
    let mut mark = Cell::new("~");
    mark.set_style(Style::new());
    let mut buffer = Buffer::filled(whole, mark.clone());
    draw(area, &mut buffer);
    for y in whole.top()..whole.bottom() {
        for x in whole.left()..whole.right() {
            if !area.contains((x, y).into()) {
                prop_assert_eq!(&buffer[(x, y)], &mark, "outside at {},{}", x, y);
            }
        }
    }
    Ok(())
}

fn any_area() -> impl Strategy<Value = Rect> {
    (0_u16..5, 0_u16..5, 0_u16..=250, 0_u16..=80).prop_map(|(x, y, width, height)| Rect::new(x, y, width, height))
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -1e3..1e6_f64,
        1 => Just(0.0),
        1 => prop::num::f64::ANY,
    ]
}

fn any_points() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((any_number(), any_number()), 0..12)
}

type Screen = fn(&Scene<'_>, Rect, &mut Buffer);

const ALL: [Screen; 13] = [
    view::verdict::draw,
    view::cost::draw,
    view::latency::draw,
    view::scenarios::draw,
    view::guide::draw,
    view::panel::scores,
    view::panel::cost,
    view::panel::latency,
    view::panel::load,
    view::panel::memory,
    view::panel::fit,
    view::panel::gates,
    view::panel::startup,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_screen_draws_outside_its_area_or_panics_at_any_size(
        area in any_area(),
        screen in 0..ALL.len(),
        scenario in 0_usize..6,
        table: bool,
        preview: bool,
        scroll in 0_u16..80,
        page in 0_usize..50,
        unicode: bool,
    ) {
        let catalog = support::shipped();
        let profile = catalog
            .scenarios
            .get(scenario)
            .map_or_else(Profile::default, |s| support::scenario(catalog, &s.id));
        let now = weigh(catalog, &profile);
        let before = weigh(catalog, &Profile::default());
        let theme = Theme::new(ColourDepth::Ansi16, unicode);
        let mut scene = Scene::new(catalog, &profile, &now, &theme);
        scene.table = table;
        scene.scroll = scroll;
        scene.selected = scenario;
        scene.ghost = preview.then_some(&before);
        scene.cell = Some(MatrixCell { criterion: page, option: None });
        scene.typed = Some("12.345678901");
        scene.guide.page = page;
        scene.guide.query = "axum memory";
        stays_inside(area, |area, buf| ALL[screen](&scene, area, buf))?;
    }

    #[test]
    fn no_number_breaks_a_chart(
        area in any_area(),
        points in [any_points(), any_points(), any_points()],
        ends in (any_number(), any_number()),
        values in prop::collection::vec(any_number(), 1..9),
        log: bool,
    ) {
        let theme = Theme::default();
        let axis = |points: &dyn Fn(&(f64, f64)) -> f64| {
            if log {
                Axis::decades(three_lines()[0].iter().map(points).chain(values.clone()), "x")
            } else {
                Axis::rounded(ends.0, ends.1, "x")
            }
        };
        stays_inside(area, |area, buf| {
            lines(&theme, &points, axis(&|p| p.0), axis(&|p| p.1)).render(area, buf);
        })?;
        let bar = Bar {
            name: "any",
            parts: &values,
            total: values[0],
            before: values.last().copied(),
            index: values.len(),
            winner: true,
            out: None,
        };
        let chart = StackedBars {
            title: "any",
            bars: vec![bar; values.len()],
            parts: vec!["a"; values.len()],
            high: 10.0,
            thickness: 3,
            scale: true,
            theme: &theme,
        };
        stays_inside(area, |area, buf| chart.render(area, buf))?;
        let range = Range { low: ends.0, likely: values[0], high: ends.1 };
        let row = DotRow { name: "any", dots: vec![Some(range), None, Some(range)], ghosts: vec![Some(ends.0)] };
        let chart = DotPlot {
            title: "any",
            axis: axis(&|p| p.1),
            series: vec![("a", 0), ("b", 1), ("c", 2)],
            rows: vec![row; values.len()],
            target: Some((ends.1, "target".into())),
            ghost_note: Some("before"),
            theme: &theme,
        };
        stays_inside(area, |area, buf| chart.render(area, buf))?;
        let bar = FitBar { name: "any", share: Some(values[0]), before: Some(ends.0), words: "words".into(), selected: true, strong: true };
        let chart = FitBars { title: "any", bars: vec![bar; values.len()], theme: &theme };
        stays_inside(area, |area, buf| chart.render(area, buf))?;
    }

    #[test]
    fn no_text_breaks_the_guide(
        area in any_area(),
        body in "([ -~äß決\t\n|*`#-]{0,12}\n?){0,20}",
        query in "[ a-z決]{0,6}",
    ) {
        let theme = Theme::default();
        for line in markdown::lines(&body, area.width, &query, &theme) {
            // A table whose columns cannot all be narrowed to the width is cut by the edge.
            prop_assert!(body.contains('|') || line.width() <= usize::from(area.width), "{:?}", line.to_string());
        }
        for language in ["rust", "python", "sh", "text"] {
            let code = Code { title: "any", title_style: Style::new(), code: &body, language, scroll: 1, query: &query, theme: &theme };
            for line in code.lines(area.width) {
                prop_assert!(line.width() <= usize::from(area.width), "{:?}", line.to_string());
            }
            stays_inside(area, |area, buf| code.render(area, buf))?;
        }
        for columns in [0, 1, 7, 30] {
            prop_assert!(widget::text::wrap(&body, columns).iter().all(|l| widget::text::width(l) <= columns));
            prop_assert!(widget::text::width(&widget::text::truncate(&body.replace('\n', " "), columns, '…')) <= columns);
        }
    }
}

#[test]
fn every_screen_draws_at_every_size_class_and_at_the_smallest() {
    let catalog = support::shipped();
    let profile = Profile::default();
    let now = weigh(catalog, &profile);
    let theme = Theme::default();
    let scene = Scene::new(catalog, &profile, &now, &theme);
    for draw in ALL {
        for (width, height) in SIZES.into_iter().chain([(0, 0), (1, 1), (60, 18), (500, 200)]) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            draw(&scene, buffer.area, &mut buffer);
            // An area beyond the buffer is not drawn on either.
            draw(&scene, Rect::new(width, height, 50, 50), &mut buffer);
        }
    }
}
