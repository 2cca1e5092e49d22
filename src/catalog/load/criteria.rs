//! Criteria: weights, fixed scores and rules for scores.

use super::{
    amounts::{self, Context, amount},
    keys::{number_within, required_number, required_text, text_or},
    list,
    names::Names,
    units::LARGEST,
    values::{quantity, value_function},
};
use crate::{
    catalog::{Amount, Criterion, Kind, RuleKind, ScoreRule},
    diagnostic::{Problems, TableReader, What},
};

/// Widest short name, in characters.
const SHORT: usize = 12;

/// Scores go from 0 to 10.
const SCORES: (f64, f64) = (0.0, 10.0);

/// Reads one criterion; `at` is its index.
pub(super) fn criterion(
    mut table: TableReader<'_, '_>,
    at: usize,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Criterion {
    let id = names.criteria.ids[at];
    let title = text_or(&mut table, "title", id, problems);
    let short = short(&mut table, &title, problems);
    let description = text_or(&mut table, "description", "", problems);
    // A weight that cannot be read must not look like zero to the check of their sum; with its error nothing is returned.
    let weight = required_number(&mut table, "weight", (0.0, LARGEST), problems).unwrap_or(f64::NAN);
    let source = text_or(&mut table, "source", "this catalog", problems);
    let page = names.page(&mut table, problems);
    let scores = fixed_scores(&mut table, id, &source, names, problems);
    let rules = list(&mut table, "rules", "rule", problems)
        .into_iter()
        .enumerate()
        .filter_map(|(number, mut rule)| {
            rule.what = format!("rule {} of criterion \"{id}\"", number + 1).into();
            score_rule(rule, id, names, problems)
        })
        .collect();
    table.refuse_unknown(problems);
    Criterion {
        id: id.to_owned(),
        title,
        short,
        description,
        weight,
        source,
        page,
        rules,
        scores,
    }
}

fn short(table: &mut TableReader<'_, '_>, title: &str, problems: &mut Problems) -> String {
    let Some(short) = table.str("short", problems) else {
        return title.chars().take(SHORT).collect();
    };
    let columns = unicode_width::UnicodeWidthStr::width(short);
    if columns > SHORT {
        let span = table.get("short").map_or(table.span.clone(), |v| v.span);
        problems
            .error(span, format!("`short` of {} is {columns} columns wide", table.what))
            .label(format!("at most {SHORT} fit into a legend"));
    }
    short.to_owned()
}

fn fixed_scores(
    table: &mut TableReader<'_, '_>,
    id: &str,
    source: &str,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Vec<Option<Amount>> {
    let mut scores = vec![None; names.options.len()];
    if table.get("scores").is_none() {
        problems
            .error(table.span.clone(), format!("{} has no scores", table.what))
            .help("add `[criteria.scores]` with a score from 0 to 10 for every option that is not a strategy");
        return scores;
    }
    let Some(mut inner) = table.table("scores", table.what.part("the scores"), problems) else {
        return scores;
    };
    for (option, span, value) in inner.entries() {
        let Some(at) = names.options.find(option, span.clone(), problems) else {
            continue;
        };
        if names.is_strategy[at] {
            problems
                .error(span, format!("`{option}` is a strategy and has no score of its own"))
                .help("its score follows from its parts, as its `compose` says");
            continue;
        }
        let what = format_args!("the score of option \"{option}\" on criterion \"{id}\"");
        scores[at] = amount(
            &value,
            Context {
                what: &what,
                kind: Some(Kind::Quoted),
                source: Some(source),
                low: SCORES.0,
                high: SCORES.1,
            },
            problems,
        );
    }
    for (at, option) in names.options.ids.iter().enumerate() {
        if !option.is_empty() && !names.is_strategy[at] && !inner.has(option) {
            problems
                .error(
                    inner.span.clone(),
                    format!("criterion \"{id}\" has no score for option \"{option}\""),
                )
                .help(format!("add `{option} = …`, from 0 to 10"));
        }
    }
    scores
}

fn score_rule(
    mut table: TableReader<'_, '_>,
    criterion: &str,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<ScoreRule> {
    let source = required_text(&mut table, "source", problems);
    let needs = names.questions.list(&mut table, "needs", problems);
    let by_answer = table.get("question").is_some();
    let by_quantity = table.get("quantity").is_some();
    let kind = match (by_answer, by_quantity) {
        (true, false) => table_rule(&mut table, criterion, &source, names, problems),
        (false, true) => value_rule(&mut table, names, problems),
        _ => {
            let both = if by_answer {
                "both `question` and"
            } else {
                "neither `question` nor"
            };
            problems
                .error(table.span.clone(), format!("{} has {both} `quantity`", table.what))
                .help("a rule is a table by the answer to a `question`, or a value function of a `quantity`");
            return None;
        }
    };
    table.refuse_unknown(problems);
    Some(ScoreRule {
        needs,
        kind: kind?,
        source,
    })
}

fn table_rule(
    table: &mut TableReader<'_, '_>,
    criterion: &str,
    source: &str,
    names: &Names<'_>,
    problems: &mut Problems,
) -> Option<RuleKind> {
    let question = names.choice_question(table, "question", problems);
    if table.get("scores").is_none() {
        table.missing("scores", problems);
        return None;
    }
    let mut inner = table.table("scores", table.what.part("the scores"), problems)?;
    let mut scores = vec![Vec::new(); names.options.len()];
    if let Some((_, choices)) = question {
        scores = vec![vec![None; choices.len()]; names.options.len()];
    }
    for (option, span, value) in inner.entries() {
        let Some(at) = names.options.find(option, span.clone(), problems) else {
            continue;
        };
        if names.is_strategy[at] {
            problems
                .error(span, format!("`{option}` is a strategy and has no score of its own"))
                .help("its score follows from its parts, as its `compose` says");
            continue;
        }
        let Some(mut by_choice) = value.as_table(What::PartOf("the scores", "option", option)) else {
            inner.wrong_type(option, "a table: a score for each choice", &value, problems);
            continue;
        };
        for (choice, span, value) in by_choice.entries() {
            let what = format_args!("the score of option \"{option}\" on criterion \"{criterion}\" for `{choice}`");
            let context = Context {
                what: &what,
                kind: Some(Kind::Assumed),
                source: Some(source),
                low: SCORES.0,
                high: SCORES.1,
            };
            let score = amounts::amount(&value, context, problems);
            if let Some((_, choices)) = question
                && let Some(choice) = choices.find(choice, span, problems)
            {
                scores[at][choice] = score;
            }
        }
    }
    let (question, _) = question?;
    Some(RuleKind::Table { question, scores })
}

fn value_rule(table: &mut TableReader<'_, '_>, names: &Names<'_>, problems: &mut Problems) -> Option<RuleKind> {
    let quantity = quantity(table, "quantity", names, problems);
    let per = table.get("per").is_some();
    let per_question = names.number_question(table, "per", problems);
    let function = value_function(table, problems);
    Some(RuleKind::Value {
        quantity: quantity?,
        per: if per { Some(per_question?) } else { None },
        function: function?,
    })
}

/// Refuses weights that add up to nothing; `span` is where the criteria are.
pub(super) fn check_weights(criteria: &[Criterion], span: std::ops::Range<usize>, problems: &mut Problems) {
    let sum: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
    if sum <= 0.0 && !criteria.is_empty() {
        problems
            .error(span, "the weights sum to zero")
            .help("give at least one criterion a weight above zero");
    }
}

/// Reads the thresholds of the verdict.
pub(super) fn thresholds(table: Option<TableReader<'_, '_>>, problems: &mut Problems) -> crate::catalog::Thresholds {
    // What a verdict is called is the program's word; a catalog may be stricter or milder.
    let mut thresholds = crate::catalog::Thresholds {
        clear_share: 0.95,
        clear_move: 0.20,
        leaning_move: 0.08,
        leaning_share: 0.70,
    };
    let Some(mut table) = table else { return thresholds };
    // A move is a sum of absolute changes of shares: it is 2 where all weight goes from one criterion to another.
    let keys: [(&str, f64, &mut f64); 4] = [
        ("clear_share", 1.0, &mut thresholds.clear_share),
        ("clear_move", 2.0, &mut thresholds.clear_move),
        ("leaning_share", 1.0, &mut thresholds.leaning_share),
        ("leaning_move", 2.0, &mut thresholds.leaning_move),
    ];
    for (key, highest, threshold) in keys {
        if let Some(number) = number_within(&mut table, key, (0.0, highest), problems) {
            *threshold = number;
        }
    }
    for (leaning, clear, lower, higher) in [
        (
            "leaning_share",
            "clear_share",
            thresholds.leaning_share,
            thresholds.clear_share,
        ),
        (
            "leaning_move",
            "clear_move",
            thresholds.leaning_move,
            thresholds.clear_move,
        ),
    ] {
        if lower > higher {
            let span = table
                .get(leaning)
                .or_else(|| table.get(clear))
                .map_or(table.span.clone(), |v| v.span);
            problems
                .error(span, format!("`{leaning}` {lower} is above `{clear}` {higher}"))
                .help("a clear verdict asks for more than a leaning one");
        }
    }
    table.refuse_unknown(problems);
    thresholds
}
