use proptest::prelude::*;

use super::*;
use crate::catalog::Scale;

fn number(unit: &str, min: f64, max: f64, whole: bool) -> Question {
    Question {
        id: "switch_count".into(),
        section: 0,
        title: "Concurrent connections".into(),
        ask: "How many developers?".into(),
        why: String::new(),
        page: None,
        kind: QuestionKind::Number {
            unit: unit.into(),
            min,
            max,
            whole,
            scale: Scale::Linear,
            example: "12k".into(),
        },
        default: None,
        when: Vec::new(),
    }
}

fn choice(choices: &[(&str, &str)]) -> Question {
    Question {
        kind: QuestionKind::Choice(
            choices
                .iter()
                .map(|(id, title)| Choice {
                    id: (*id).into(),
                    title: (*title).into(),
                    detail: None,
                    stress: Vec::new(),
                })
                .collect(),
        ),
        ..number("", 0.0, 0.0, false)
    }
}

fn experience() -> Question {
    choice(&[
        ("none", "None at all"),
        ("learning", "Learning it now"),
        ("some", "Some in production"),
        ("some-more", "More than some"),
        ("expert", "Expert"),
    ])
}

/// The number that `typed` means for a question with this unit.
fn value(unit: &str, typed: &str) -> Option<f64> {
    match parse_answer(&number(unit, 0.0, 1e12, false), typed) {
        Ok(Answer::Number(x)) => Some(x),
        Ok(other) => panic!("{typed}: {other:?}"),
        Err(why) => {
            println!("{typed} [{unit}]: {why}");
            None
        }
    }
}

#[test]
fn rates_are_converted_to_the_questions_period() {
    assert_eq!(value("req/s", "12k"), Some(12_000.0));
    assert_eq!(value("req/s", "12 k"), Some(12_000.0));
    assert_eq!(value("req/s", "12krps"), Some(12_000.0));
    assert_eq!(value("req/s", "12k req/s"), Some(12_000.0));
    assert_eq!(value("req/s", "8.64M/day"), Some(100.0));
    assert_eq!(value("req/s", "8.64 million a day"), Some(100.0));
    assert_eq!(value("req/s", "8.64m requests per day"), Some(100.0));
    assert_eq!(value("req/s", "600/min"), Some(10.0));
    assert_eq!(value("req/s", "600 rpm"), Some(10.0));
    assert_eq!(value("req/s", "1.5M/day"), Some(17.361_111_111_111_1));
    assert_eq!(value("req/day", "500/s"), Some(43_200_000.0));
    assert_eq!(value("requests/day", "500 req/s"), Some(43_200_000.0));
    assert_eq!(value("req/day", "1.5M"), Some(1_500_000.0));
    assert_eq!(value("req/day", "1e6"), Some(1_000_000.0));
    assert_eq!(value("req/s", "≈ 12,000"), Some(12_000.0));
    assert_eq!(value("req/s", "~12 000"), Some(12_000.0));
    assert_eq!(value("req/s", "about 2 bn"), Some(2e9));
    assert_eq!(value("req/s", "12k parsecs"), None);
    assert_eq!(value("req/s", "12 %"), None);
}

#[test]
fn money_is_understood_in_any_currency_and_period() {
    assert_eq!(value("currency/h", "$95/h"), Some(95.0));
    assert_eq!(value("currency/h", "95"), Some(95.0));
    assert_eq!(value("currency/h", "€80"), Some(80.0));
    assert_eq!(value("currency/h", "80 € per hour"), Some(80.0));
    assert_eq!(value("currency/h", "USD 80/hour"), Some(80.0));
    assert_eq!(value("currency/h", "80 CHF an hour"), Some(80.0));
    assert_eq!(value("currency/month", "$1,200/year"), Some(100.0));
    assert_eq!(value("currency", "$150k"), Some(150_000.0));
    assert_eq!(value("currency", "150kEUR"), Some(150_000.0));
    assert_eq!(value("currency", "150 k€"), Some(150_000.0));
    assert_eq!(value("K currency", "150"), Some(150.0));
    assert_eq!(value("K currency", "$150,000"), Some(150.0));
    assert_eq!(value("K currency", "150k"), Some(150.0));
    assert_eq!(value("currency/month", "$0.10/h"), None);
    assert_eq!(value("currency/h", "$95/month"), None);
    let named = |typed| parse_typed(&number("currency/h", 0.0, 1e9, false), typed).map(|t| t.currency);
    assert_eq!(named("$95/h"), Ok(Some("$".into())));
    assert_eq!(named("95 eur/h"), Ok(Some("EUR".into())));
    assert_eq!(named("95/h"), Ok(None));
}

#[test]
fn times_are_converted_to_the_questions_unit() {
    assert_eq!(value("ms", "10 ms"), Some(10.0));
    assert_eq!(value("ms", "0.5 s"), Some(500.0));
    assert_eq!(value("ms", "0.57s"), Some(570.0));
    assert_eq!(value("ms", "200µs"), Some(0.2));
    assert_eq!(value("wk", "3 months"), Some(13.0));
    assert_eq!(value("weeks", "6"), Some(6.0));
    assert_eq!(value("months", "2 years"), Some(24.0));
    assert_eq!(value("months", "6 quarters"), Some(18.0));
    assert_eq!(value("years", "18 months"), Some(1.5));
    assert_eq!(value("months", "3 m"), None);
    assert_eq!(value("weeks", "3 km"), None);
}

#[test]
fn shares_memory_and_counts_take_their_units() {
    assert_eq!(value("%", "40 %"), Some(40.0));
    assert_eq!(value("%", "20%"), Some(20.0));
    assert_eq!(value("% a year", "20%"), Some(20.0));
    assert_eq!(value("%", "20% a year"), Some(20.0));
    assert_eq!(value("%", "2% a month"), None);
    assert_eq!(value("MB", "2G"), Some(2000.0));
    assert_eq!(value("GB", "512 MB"), Some(0.512));
    assert_eq!(value("connections", "10k connections"), Some(10_000.0));
    assert_eq!(value("1", "5 developers"), Some(5.0));
    assert_eq!(value("1", "5 giraffes"), None);
}

#[test]
fn errors_say_what_was_understood_and_what_is_wanted() {
    let weeks = number("weeks", 1.0, 520.0, true);
    let error = |typed| parse_answer(&weeks, typed).unwrap_err();
    let wanted = "give a whole number from 1 to 520 weeks, for example 12k";
    assert_eq!(
        error(""),
        format!("nothing was typed; {wanted}, or `?` if you do not know yet")
    );
    assert_eq!(error("soon"), format!("`soon` is not a number; {wanted}"));
    assert_eq!(error("600"), format!("600 weeks is too high; {wanted}"));
    assert_eq!(error("0"), format!("0 weeks is too low; {wanted}"));
    assert_eq!(
        error("12 years"),
        format!("`12 years` is 624 weeks, which is too high; {wanted}")
    );
    assert_eq!(
        error("1 month"),
        format!("`1 month` is 4.33 weeks, which is not a whole number; {wanted}")
    );
    assert_eq!(
        error("12 parsecs"),
        format!("12 is understood, `parsecs` is not a unit for this; {wanted}")
    );
    assert_eq!(
        error("5-10"),
        format!("`5-10` is a range; give its likely value: {wanted}")
    );
    assert_eq!(
        error("< 10"),
        format!("`< 10` is a limit, not a number; {wanted}, for example `10`")
    );
    assert_eq!(error("1e999"), format!("this is not a finite number; {wanted}"));
    assert_eq!(error("nan"), format!("`nan` is not a number; {wanted}"));
    assert!(error("1,23,4").starts_with("the separators in `1,23,4` leave open"));
    assert!(error("\u{1b}[31m").starts_with("`\u{fffd}[31m` is not a number"));
}

#[test]
fn choices_are_found_by_id_title_beginning_or_place() {
    let question = experience();
    let chosen = |typed| parse_answer(&question, typed);
    for typed in [
        "learning",
        "LEARNING",
        "Learning it now",
        "learning-it-now",
        "le",
        "2",
        " learning ",
    ] {
        assert_eq!(chosen(typed), Ok(Answer::Choice("learning".into())), "{typed}");
    }
    assert_eq!(
        chosen("some"),
        Ok(Answer::Choice("some".into())),
        "an exact id wins over a beginning"
    );
    assert_eq!(chosen("som").unwrap_err(), "`som` could be some or some-more");
    assert_eq!(
        chosen("lerning").unwrap_err(),
        "`lerning` is none of the choices; did you mean `learning`? choose one of none, learning, some, some-more, expert, or \
         a number from 1 to 5"
    );
    assert!(chosen("0").is_err());
    assert!(chosen("6").is_err());
    assert!(chosen("").is_err());
    assert!(chosen("-").is_err());
}

#[test]
fn not_knowing_is_an_answer() {
    for question in [experience(), number("ms", 1.0, 5.0, false)] {
        for typed in [
            "?",
            "unknown",
            "Unknown",
            "don't know",
            "Don’t know yet",
            "dont know",
            "idk",
            "I don't know",
        ] {
            assert_eq!(parse_answer(&question, typed), Ok(Answer::Unknown), "{typed}");
        }
        assert_eq!(format_answer(&question, &Answer::Unknown), "unknown");
    }
}

#[test]
fn answers_are_shown_with_separators_and_unit() {
    let shown = |unit, x| format_answer(&number(unit, 0.0, 1e12, false), &Answer::Number(x));
    assert_eq!(shown("req/s", 12_000.0), "12,000 req/s");
    assert_eq!(shown("currency/h", 95.5), "95.5/h");
    assert_eq!(shown("K currency", 1500.0), "1,500 K");
    assert_eq!(shown("1", 3.0), "3");
    let money = number("currency/h", 0.0, 1e12, false);
    assert_eq!(format_answer_in(&money, &Answer::Number(95.0), "EUR"), "95 EUR/h");
    assert_eq!(
        format_answer(&experience(), &Answer::Choice("learning".into())),
        "Learning it now"
    );
}

#[test]
fn a_title_that_means_something_else_is_shown_as_its_id() {
    let question = choice(&[("a", "b"), ("b", "2"), ("c", "unknown"), ("d", ""), ("e", "d")]);
    for id in ["a", "b", "c", "d", "e"] {
        let answer = Answer::Choice(id.into());
        assert_eq!(parse_answer(&question, &format_answer(&question, &answer)), Ok(answer));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_panics(typed in "\\PC{0,24}|[0-9.,_' kMe%/$€-]{0,16}|.{0,12}", unit in prop::sample::select(UNITS)) {
        let question = number(unit, 0.0, 1e9, false);
        if let Ok(Answer::Number(x)) = parse_answer(&question, &typed) {
            prop_assert!((0.0..=1e9).contains(&x));
        }
        let _ = parse_answer(&experience(), &typed);
    }

    #[test]
    fn what_is_shown_reads_back_the_same(
        x in prop_oneof![-1e9..1e9_f64, (-1_000_000..1_000_000_i32).prop_map(f64::from), -1e-3..1e-3_f64],
        unit in prop_oneof![prop::sample::select(UNITS).prop_map(String::from), "[a-zA-Z%/]{1,3}( [a-z/]{1,8})?"],
        currency in prop::sample::select(vec!["", "USD", "EUR", "CHF"]),
    ) {
        let question = number(&unit, -1e9, 1e9, false);
        let shown = format_answer_in(&question, &Answer::Number(x), currency);
        prop_assert_eq!(parse_answer(&question, &shown), Ok(Answer::Number(x)), "{}", shown);
    }
}

const UNITS: &[&str] = &[
    "req/s",
    "req/s/core",
    "req/day",
    "ms",
    "s",
    "h",
    "d",
    "wk",
    "weeks",
    "months",
    "years",
    "KB",
    "MB",
    "GB",
    "currency",
    "K currency",
    "currency/h",
    "currency/month",
    "%",
    "% a year",
    "1",
    "developers",
    "",
];
