//! Reading a profile from TOML and checking it against a catalog: all problems at once, each with its place.
//!
//! Owns what a profile's file may say; the part about swings, order and trade-offs is in `read/by_hand.rs`. It must not touch the file system (see [`super::store`]) nor decide what an answer
//! means for the decision.

mod by_hand;

use std::{collections::BTreeMap, ops::Range};

use crate::{
    catalog::{Catalog, Question, QuestionKind},
    diagnostic::{Document, Problem, Problems, TableReader, Value, nearest},
};

use super::{
    Answer, Profile, decided,
    measure::may_mean,
    parse::{Typed, check_number, parse_typed, wanted},
};

/// Version of the file format that this program reads and writes.
pub const SCHEMA: u64 = 1;

/// Keys of a profile's top level.
const KEYS: [&str; 16] = [
    "schema",
    "catalog",
    "evidence",
    "title",
    "currency",
    "seed",
    "decided_by",
    "decided_on",
    "rank",
    "answers",
    "notes",
    "weights",
    "swing",
    "swing_ranges",
    "trade_off",
    "scores",
];

/// More problems than this help nobody, and take long to draw.
const MOST_PROBLEMS: usize = 100;

/// Reads and checks the profile in `text`; `name` is what messages call it.
///
/// Gives the profile with its warnings, which do not stop anything: unknown keys at the top level (kept when saving), no
/// `schema`, money in another currency.
///
/// # Errors
///
/// All problems, errors and warnings, in order of place. The file must not be used nor written then.
pub fn read(name: &str, text: &str, catalog: &Catalog) -> Result<(Profile, Problems), Problems> {
    let mut problems = Problems::new(name, text);
    if let Some(message) = emptiness(text) {
        problems
            .error(0..0, message)
            .help("a profile without answers is one line: `schema = 1`");
        return Err(problems);
    }
    let Some(document) = Document::parse(text, &mut problems) else {
        tidy(&mut problems);
        return Err(problems);
    };
    let mut reader = Reader {
        catalog,
        problems: &mut problems,
        profile: Profile::default(),
    };
    reader.all(&mut document.root());
    let profile = reader.profile;
    if !problems.has_errors() {
        refuse_what_cannot_be_saved(text, &mut problems);
    }
    tidy(&mut problems);
    if problems.has_errors() {
        Err(problems)
    } else {
        Ok((profile, problems))
    }
}

/// Why a text says nothing at all, if it does not.
pub(super) fn emptiness(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        Some("the file is empty")
    } else if text
        .lines()
        .all(|l| l.trim().is_empty() || l.trim_start().starts_with('#'))
    {
        Some("the file holds nothing but comments")
    } else {
        None
    }
}

/// The reader takes some texts that the writer cannot edit (an integer beyond 64 bits in an unknown key): better to say so
/// now than when the answers are to be saved.
fn refuse_what_cannot_be_saved(text: &str, problems: &mut Problems) {
    if let Err(error) = toml_edit::Document::parse(text) {
        let span = error.span().unwrap_or(0..0);
        problems.error(span, format!("this is not TOML: {}", error.message().trim()));
    }
}

/// Sorts, and keeps a flood readable.
fn tidy(problems: &mut Problems) {
    problems.sort();
    if problems.items.len() > MOST_PROBLEMS {
        let more = problems.items.len() - MOST_PROBLEMS;
        let has_errors = problems.has_errors();
        let last = problems.items[MOST_PROBLEMS].span.clone();
        problems.items.truncate(MOST_PROBLEMS);
        let message = format!("… and {more} more problems from here on");
        if has_errors {
            problems.error(last, message);
        } else {
            problems.warning(last, message);
        }
    }
}

struct Reader<'c, 'p> {
    catalog: &'c Catalog,
    problems: &'p mut Problems,
    profile: Profile,
}

impl<'c> Reader<'c, '_> {
    fn all(&mut self, root: &mut TableReader<'_, '_>) {
        self.schema(root);
        self.head(root);
        (self.profile.decided_by, self.profile.decided_on) = decided::read(root, self.problems);
        if let Some(mut table) = root.table("answers", "[answers]", self.problems) {
            for (key, span, value) in table.entries() {
                self.answer(key, span, &value);
            }
        }
        if let Some(mut table) = root.table("notes", "[notes]", self.problems) {
            for (key, span, value) in table.entries() {
                if self.question(key, span).is_some()
                    && let Some(note) = self.text(key, &value)
                {
                    self.profile.notes.insert(key.into(), note);
                }
            }
        }
        self.weights(root);
        self.by_hand(root);
        if let Some(mut table) = root.table("scores", "[scores]", self.problems) {
            for (option, span, value) in table.entries() {
                self.scores_of(option, span, &value);
            }
        }
        for (key, span) in root.unknown() {
            match nearest(key, KEYS) {
                Some(near) => self
                    .problems
                    .error(span, format!("a profile has no key `{key}`"))
                    .help(format!("did you mean `{near}`?")),
                None => self
                    .problems
                    .warning(span, format!("a profile has no key `{key}`; it is kept, and not used"))
                    .help(format!("known here: {}", KEYS.join(", "))),
            };
        }
    }

    fn schema(&mut self, root: &mut TableReader<'_, '_>) {
        #[expect(clippy::cast_precision_loss, reason = "a version number is small")]
        let known = SCHEMA as f64;
        let Some(value) = root.get("schema") else {
            self.problems
                .warning(
                    0..0,
                    format!("there is no `schema`; the file is read as schema {SCHEMA}"),
                )
                .help(format!("add `schema = {SCHEMA}` as the first line"));
            return;
        };
        match value.as_f64() {
            Some(x) if value.kind() == "integer" && (x - known).abs() < 0.5 => {}
            Some(x) if value.kind() == "integer" => {
                self.problems
                    .error(value.span, format!("schema {x} is not known here"))
                    .help(format!("this program reads schema {SCHEMA}"));
            }
            _ => {
                root.wrong_type("schema", &format!("the number {SCHEMA}"), &value, self.problems);
            }
        }
    }

    fn head(&mut self, root: &mut TableReader<'_, '_>) {
        if let Some(id) = root.str("catalog", self.problems) {
            if id == self.catalog.id {
                id.clone_into(&mut self.profile.catalog);
            } else {
                let span = root.get("catalog").map_or(0..0, |v| v.span);
                self.problems
                    .error(
                        span,
                        format!("the profile answers the catalog `{id}`, not `{}`", self.catalog.id),
                    )
                    .help(match nearest(id, [self.catalog.id.as_str()]) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!(
                            "open it together with its catalog (`--catalog FILE`), or write `{}`",
                            self.catalog.id
                        ),
                    });
            }
        }
        if let Some(id) = root.str("evidence", self.problems) {
            if self.catalog.evidence_set(id).is_some() {
                self.profile.evidence = Some(id.into());
            } else {
                let span = root.get("evidence").map_or(0..0, |v| v.span);
                self.problems
                    .error(span, format!("there is no evidence `{id}`"))
                    .nearest(id, self.catalog.evidence.iter().map(|e| e.id.as_str()));
            }
        }
        self.profile.title = root.str("title", self.problems).map(Into::into);
        if let Some(code) = root.str("currency", self.problems) {
            if code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()) {
                self.profile.currency = Some(code.into());
            } else {
                let span = root.get("currency").map_or(0..0, |v| v.span);
                self.problems
                    .error(span, format!("`{}` is not the code of a currency", code.escape_debug()))
                    .help("write three capital letters, for example \"EUR\"");
            }
        }
        self.seed(root);
    }

    fn seed(&mut self, root: &mut TableReader<'_, '_>) {
        let Some(value) = root.get("seed") else { return };
        // What TOML promises to carry: up to 2^63 - 1. The text is parsed, because a float would round it.
        let digits: String = self.problems.text[value.span.clone()]
            .chars()
            .filter(|c| *c != '_')
            .collect();
        match digits.trim_start_matches('+').parse::<i64>().map(u64::try_from) {
            Ok(Ok(seed)) if value.kind() == "integer" => self.profile.seed = Some(seed),
            _ => {
                self.problems
                    .error(
                        value.span.clone(),
                        "`seed` must be a whole number from 0 to 9223372036854775807",
                    )
                    .label(if value.kind() == "integer" {
                        String::new()
                    } else {
                        format!("this is of type {}", value.kind())
                    })
                    .help("any such number will do; the same seed gives the same result");
            }
        }
    }

    fn answer(&mut self, key: &str, key_span: Range<usize>, value: &Value<'_, '_>) {
        let Some(question) = self.question(key, key_span.clone()) else {
            return;
        };
        let answer = match (&question.kind, value.as_str(), value.as_f64()) {
            (QuestionKind::Points, ..) => {
                self.problems
                    .error(key_span, format!("`{key}` is answered by weights, not by one answer"))
                    .help("write the points under [weights]: `criterion = points`");
                None
            }
            (QuestionKind::Number { .. }, Some(typed), _) => match parse_typed(question, typed) {
                Ok(typed) => {
                    self.warn_of_other_currency(key, value, &typed);
                    Some(typed.answer)
                }
                Err(why) => self.refuse(question, value, &why),
            },
            (QuestionKind::Number { .. }, None, Some(x)) => match check_number(question, x) {
                Ok(x) => Some(Answer::Number(x)),
                Err(why) => self.refuse(question, value, &why),
            },
            (QuestionKind::Number { .. }, None, None) => {
                self.wrong_type(key, "a number, or text such as \"12k\"", value)
                    .help(wanted(question));
                None
            }
            (_, Some("unknown"), _) => Some(Answer::Unknown),
            (QuestionKind::Choice(choices), Some(id), _) => {
                let found = choices.iter().any(|c| c.id == id);
                if !found {
                    self.problems
                        .error(
                            value.span.clone(),
                            format!("`{key}` has no choice `{}`", id.escape_debug()),
                        )
                        .nearest(id, choices.iter().map(|c| c.id.as_str()).chain(["unknown"]));
                }
                found.then(|| Answer::Choice(id.into()))
            }
            (QuestionKind::Choice(_), None, _) => {
                self.wrong_type(key, "the id of a choice in quotes", value)
                    .help(wanted(question));
                None
            }
        };
        if let Some(answer) = answer {
            self.profile.answers.insert(key.into(), answer);
        }
    }

    fn refuse(&mut self, question: &Question, value: &Value<'_, '_>, why: &str) -> Option<Answer> {
        let wanted = wanted(question);
        // What is wanted reads better as the next step than at the end of the message.
        let (message, help) = match why.strip_suffix(&format!("; {wanted}")) {
            Some(message) => (message, Some(wanted)),
            None => (why, None),
        };
        let problem = self
            .problems
            .error(value.span.clone(), format!("`{}`: {message}", question.id));
        problem.help = help;
        None
    }

    fn warn_of_other_currency(&mut self, key: &str, value: &Value<'_, '_>, typed: &Typed) {
        let own = self.profile.currency.as_deref().unwrap_or(&self.catalog.currency);
        if let Some(named) = typed.currency.as_deref().filter(|c| !may_mean(c, own)) {
            self.problems
                .warning(
                    value.span.clone(),
                    format!("`{key}` is in {named}, the profile in {own}; nothing is converted"),
                )
                .help("write the number in the profile's currency, or set `currency`");
        }
    }

    fn weights(&mut self, root: &mut TableReader<'_, '_>) {
        let Some(mut table) = root.table("weights", "[weights]", self.problems) else {
            return;
        };
        let mut sum = 0.0;
        let mut all_fine = true;
        let mut spans = Vec::new();
        for (key, span, value) in table.entries() {
            let known = self.criterion(key, span).is_some();
            let points = self.within(key, &value, 100.0, "a weight in points");
            all_fine &= known && points.is_some();
            if let Some(points) = points.filter(|_| known) {
                sum += points;
                spans.push((sum, value.span.clone()));
                self.profile.weights.insert(key.into(), points);
            }
        }
        // Sums of fractions may be off in the last digits.
        let too_much = spans.iter().find(|(sum, _)| *sum > 100.0 + 1e-9);
        if let Some((_, span)) = too_much.filter(|_| all_fine) {
            let shown = super::format_number((sum * 100.0).round() / 100.0);
            self.problems
                .error(
                    span.clone(),
                    format!("the weights set by hand add up to {shown}, more than 100"),
                )
                .label("from here on it is more than 100")
                .help("lower some, or leave some out: those share what is left of 100");
        }
        let left = |c: &crate::catalog::Criterion| self.profile.weights.get(&c.id).copied().unwrap_or(c.weight);
        if let Some((_, span)) = spans.last()
            && all_fine
            && !self.catalog.criteria.iter().any(|c| left(c) > 0.0)
        {
            self.problems
                .error(span.clone(), "all weights are 0: nothing is left to weigh by")
                .help("give at least one criterion some points");
        }
    }

    fn scores_of(&mut self, option: &str, span: Range<usize>, value: &Value<'_, '_>) {
        if self.catalog.option(option).is_none() {
            self.problems
                .error(span, format!("there is no option `{}`", option.escape_debug()))
                .nearest(option, self.catalog.options.iter().map(|o| o.id.as_str()));
            return;
        }
        let Some(mut table) = value.as_table(format!("[scores.{option}]")) else {
            self.wrong_type(option, "a table", value)
                .help(format!("write `{option}.criterion = score` or [scores.{option}]"));
            return;
        };
        let mut scores = BTreeMap::new();
        for (key, span, value) in table.entries() {
            let known = self.criterion(key, span).is_some();
            if let Some(score) = self.within(key, &value, 10.0, "a score").filter(|_| known) {
                scores.insert(key.to_owned(), score);
            }
        }
        if !scores.is_empty() {
            self.profile.scores.insert(option.into(), scores);
        }
    }

    /// A finite number from 0 to `most`.
    fn within(&mut self, key: &str, value: &Value<'_, '_>, most: f64, what: &str) -> Option<f64> {
        let Some(x) = value.as_f64() else {
            self.wrong_type(key, &format!("{what}: a number from 0 to {most}"), value);
            return None;
        };
        if (0.0..=most).contains(&x) {
            return Some(x);
        }
        let message = if x.is_finite() {
            format!("`{key}`: {} is not {what}", super::format_number(x))
        } else {
            format!("`{key}` is not a finite number")
        };
        self.problems
            .error(value.span.clone(), message)
            .help(format!("give a number from 0 to {most}"));
        None
    }

    fn text(&mut self, key: &str, value: &Value<'_, '_>) -> Option<String> {
        let text = value.as_str();
        if text.is_none() {
            self.wrong_type(key, "text in quotes", value);
        }
        text.map(Into::into)
    }

    fn question(&mut self, id: &str, span: Range<usize>) -> Option<&'c Question> {
        let found = self.catalog.questions.iter().find(|q| q.id == id);
        if found.is_none() {
            self.problems
                .error(span, format!("there is no question `{}`", id.escape_debug()))
                .nearest(id, self.catalog.questions.iter().map(|q| q.id.as_str()));
        }
        found
    }

    fn criterion(&mut self, id: &str, span: Range<usize>) -> Option<usize> {
        let found = self.catalog.criterion(id);
        if found.is_none() {
            self.problems
                .error(span, format!("there is no criterion `{}`", id.escape_debug()))
                .nearest(id, self.catalog.criteria.iter().map(|c| c.id.as_str()));
        }
        found
    }

    fn wrong_type(&mut self, key: &str, wanted: &str, value: &Value<'_, '_>) -> &mut Problem {
        self.problems
            .error(value.span.clone(), format!("`{key}` must be {wanted}"))
            .label(format!("this is of type {}", value.kind()))
    }
}
