//! What an answer would change, in lines: the largest changes first.

use ratatui::text::{Line, Span};

use crate::{
    catalog::{Catalog, Percentile, QuestionKind},
    tui::{
        model::Model,
        theme::{Glyphs, Role, Theme},
        widget::{format, text},
    },
    weigh::{Assessment, OptionAssessment, words},
};

/// What the previewed answer would change: weights, scores, totals; the largest changes first.
pub(super) fn lines(model: &Model, width: u16) -> Vec<Line<'static>> {
    let (theme, g) = (&model.theme, model.theme.glyphs);
    let Some(preview) = &model.preview else {
        let hint = match model.asked().map(|q| &q.kind) {
            Some(QuestionKind::Choice(_)) => "Move over a choice to see what it would change.",
            Some(QuestionKind::Number { .. }) => "Type a number, or step with the arrows, to see what it would change.",
            Some(QuestionKind::Points) | None => return Vec::new(),
        };
        let taken = taken(model, width);
        return if taken.is_empty() {
            said(hint, width, theme)
        } else {
            taken
        };
    };
    let mut changes = differences(model.catalog, &model.assessment, preview, g.arrow);
    if changes.is_empty() {
        return said("This would change nothing that is shown.", width, theme);
    }
    changes.sort_by(|a, b| b.size.total_cmp(&a.size));
    let mut rows: Vec<(&'static str, Vec<String>)> = Vec::new();
    for change in changes {
        match rows.iter_mut().find(|(what, _)| *what == change.what) {
            Some((_, words)) => words.push(change.words),
            None => rows.push((change.what, vec![change.words])),
        }
    }
    rows.into_iter()
        .map(|(what, words)| {
            Line::from(vec![
                Span::styled(text::pad(what, LABEL), theme.style(Role::Dim)),
                Span::styled(packed(&words, width.saturating_sub(LABEL), g), theme.style(Role::Text)),
            ])
        })
        .collect()
}

/// A sentence in as many rows as it takes.
fn said(sentence: &str, width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let rows = text::wrap(sentence, width).into_iter();
    rows.map(|row| Line::styled(row, theme.style(Role::Dim))).collect()
}

/// Columns of the word in front.
const LABEL: u16 = 9;

/// As many as fit into one row, none cut but the first; and how many more there are.
fn packed(words: &[String], width: u16, g: &Glyphs) -> String {
    let separator = format!(" {} ", g.separator);
    for count in (1..=words.len()).rev() {
        let mut row = words[..count].join(&separator);
        if count < words.len() {
            row = format!("{row}{separator}{} more", words.len() - count);
        }
        if text::width(&row) <= width {
            return row;
        }
    }
    words
        .first()
        .map_or_else(String::new, |w| text::truncate(w, width, g.ellipsis))
}

/// What the answer that is taken does to the weights.
fn taken(model: &Model, width: u16) -> Vec<Line<'static>> {
    let theme = &model.theme;
    let terms = model.catalog.criteria.iter().zip(&model.assessment.weights);
    let words: Vec<String> = terms
        .flat_map(|(criterion, weight)| {
            let own = weight
                .stress
                .iter()
                .filter(|t| Some(t.question) == model.asking.question);
            own.map(move |t| format!("{} {}{}", criterion.short, theme.glyphs.times, t.factor))
        })
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    vec![Line::from(vec![
        Span::styled(text::pad("weights", LABEL), theme.style(Role::Dim)),
        Span::styled(
            packed(&words, width.saturating_sub(LABEL), theme.glyphs),
            theme.style(Role::Text),
        ),
    ])]
}

/// One difference between two assessments.
struct Difference {
    what: &'static str,
    words: String,
    /// How much it matters: for the order only.
    size: f64,
}

fn differences(catalog: &Catalog, now: &Assessment, then: &Assessment, arrow: &str) -> Vec<Difference> {
    let mut found = Vec::new();
    let title = |option: Option<usize>| {
        option
            .and_then(|o| catalog.options.get(o))
            .map_or("nobody", |o| o.title.as_str())
    };
    let (a, b) = (now.chosen(), then.chosen());
    if a.winner != b.winner {
        found.push(Difference {
            what: "winner",
            words: format!("{} {arrow} {}", title(a.winner), title(b.winner)),
            size: f64::INFINITY,
        });
    }
    for (criterion, (a, b)) in catalog.criteria.iter().zip(now.weights.iter().zip(&then.weights)) {
        let moved = (b.share - a.share).abs();
        if moved >= 0.005 {
            let (from, to) = (a.share * 100.0, b.share * 100.0);
            found.push(Difference {
                what: "weight",
                words: format!("{} {from:.0} {arrow} {to:.0} %", criterion.short),
                size: moved * 10.0,
            });
        }
    }
    for (option, (a, b)) in catalog.options.iter().zip(a.options.iter().zip(&b.options)) {
        if a.rank.is_some() != b.rank.is_some() {
            let verb = if b.rank.is_none() { "rule out" } else { "let in" };
            found.push(Difference {
                what: "gates",
                words: format!("{verb} {}", option.title),
                // Only another winner matters more.
                size: 1000.0,
            });
        }
        // A strategy's parts say enough.
        if option.strategy.is_some() {
            continue;
        }
        let moved = (b.total - a.total).abs();
        if moved >= 0.005 {
            found.push(Difference {
                what: "total",
                words: format!(
                    "{} {} {arrow} {}",
                    option.title,
                    format::points(a.total),
                    format::points(b.total)
                ),
                // Totals are what all the rest is for.
                size: 100.0 + moved,
            });
        }
        for (criterion, (a, b)) in catalog.criteria.iter().zip(a.scores.iter().zip(&b.scores)) {
            let moved = (b.value - a.value).abs();
            if moved >= 0.05 {
                found.push(Difference {
                    what: "score",
                    words: format!(
                        "{} {} {:.1} {arrow} {:.1}",
                        option.title, criterion.short, a.value, b.value
                    ),
                    size: 1.0 + moved,
                });
            }
        }
        let money = |x: f64| words::money(x, &then.currency);
        let p99 = |o: &OptionAssessment| o.latency[Percentile::P99 as usize].map(|s| s.likely);
        let total = |o: &OptionAssessment| o.cost.as_ref().map(|c| c.total.likely);
        let monthly = |o: &OptionAssessment| o.cost.as_ref().map(|c| c.monthly_infrastructure);
        let weeks = |o: &OptionAssessment| o.launch.map(|l| l.weeks.likely);
        let in_weeks = |w: f64| format!("{} wk", format::number(w));
        let mut compare = |what, from, to, say: &dyn Fn(f64) -> String| {
            found.extend(quantity(what, &option.title, from, to, say, arrow));
        };
        compare("cost", total(a), total(b), &money);
        compare("a month", monthly(a), monthly(b), &money);
        compare("p99", p99(a), p99(b), &format::duration);
        compare("launch", weeks(a), weeks(b), &in_weeks);
    }
    found
}

/// A quantity of an option that changes by what its words can show.
fn quantity(
    what: &'static str,
    option: &str,
    from: Option<f64>,
    to: Option<f64>,
    say: &dyn Fn(f64) -> String,
    arrow: &str,
) -> Option<Difference> {
    let words = |x: Option<f64>| x.map_or_else(|| "no figure".to_owned(), say);
    let (before, after) = (words(from), words(to));
    let moved = match (from, to) {
        (Some(a), Some(b)) => (b - a).abs() / a.abs().max(b.abs()).max(f64::MIN_POSITIVE),
        _ => 1.0,
    };
    (before != after).then(|| Difference {
        what,
        words: format!("{option} {before} {arrow} {after}"),
        // Below any score: a part of one.
        size: moved.min(1.0),
    })
}
