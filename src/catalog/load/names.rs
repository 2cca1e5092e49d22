//! Ids: their syntax, collecting them before anything refers to them, and finding what is meant.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use crate::diagnostic::{Problems, TableReader, Value};

/// Longest id.
const LONGEST: usize = 64;

/// The ids of one kind of thing, in the catalog's order.
pub(super) struct Index<'d> {
    /// Singular name in messages.
    pub(super) what: &'static str,
    /// One entry a thing; empty for one whose id is missing, wrong or taken (it has been reported).
    pub(super) ids: Vec<&'d str>,
    by_id: HashMap<&'d str, usize>,
}

impl<'d> Index<'d> {
    /// None yet.
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            ids: Vec::new(),
            by_id: HashMap::new(),
        }
    }

    /// The ids of `tables`; reports missing, wrong and duplicate ones.
    pub(super) fn of(what: &'static str, tables: &mut [TableReader<'d, '_>], problems: &mut Problems) -> Self {
        let mut index = Self::new(what);
        for table in tables {
            index.add(table, problems);
        }
        index
    }

    /// Adds the id of one more table.
    pub(super) fn add(&mut self, table: &mut TableReader<'d, '_>, problems: &mut Problems) {
        let id = read_id(table, problems);
        let at = self.ids.len();
        self.ids.push("");
        let Some((id, span)) = id else { return };
        if self.by_id.contains_key(id) {
            problems
                .error(span, format!("two {}s have the id `{id}`", self.what))
                .label("this is the second")
                .help("give one of them another id");
            return;
        }
        self.ids[at] = id;
        self.by_id.insert(id, at);
    }

    /// Adds an id that is not written in the catalog.
    pub(super) fn add_default(&mut self, id: &'d str) {
        self.by_id.insert(id, self.ids.len());
        self.ids.push(id);
    }

    /// Index of an id that is known to the program rather than written in the catalog.
    pub(super) fn get(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Number of things.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Index of the thing that `id` names; an error with the nearest id where there is none.
    pub(super) fn find(&self, id: &str, span: Range<usize>, problems: &mut Problems) -> Option<usize> {
        let found = self.get(id);
        if found.is_none() {
            let problem = problems.error(span, format!("there is no {} `{id}`", self.what));
            if self.by_id.is_empty() {
                problem.help(format!("this catalog has no {}s", self.what));
            } else {
                problem.nearest(id, self.valid());
            }
        }
        found
    }

    /// The thing that the text `value` names.
    pub(super) fn find_value(&self, value: &Value<'_, '_>, problems: &mut Problems) -> Option<usize> {
        if let Some(id) = value.as_str() {
            self.find(id, value.span.clone(), problems)
        } else {
            problems
                .error(
                    value.span.clone(),
                    format!("this must be the id of {}", article(self.what)),
                )
                .help("write it as text in quotes");
            None
        }
    }

    /// The thing that `key` names; `None` also where there is no such key.
    pub(super) fn find_key<'k>(
        &self,
        table: &mut TableReader<'k, '_>,
        key: &'k str,
        problems: &mut Problems,
    ) -> Option<usize> {
        let id = table.str(key, problems)?;
        let span = table.get(key)?.span;
        self.find(id, span, problems)
    }

    /// The thing that `key` names; an error where there is no such key.
    pub(super) fn required<'k>(
        &self,
        table: &mut TableReader<'k, '_>,
        key: &'k str,
        problems: &mut Problems,
    ) -> Option<usize> {
        if table.get(key).is_none() {
            table.missing(key, problems);
            return None;
        }
        self.find_key(table, key, problems)
    }

    /// The things that the list `key` names, each once.
    pub(super) fn list<'k>(
        &self,
        table: &mut TableReader<'k, '_>,
        key: &'k str,
        problems: &mut Problems,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        for value in table.array(key, problems) {
            let Some(at) = self.find_value(&value, problems) else {
                continue;
            };
            if found.contains(&at) {
                problems.error(value.span, format!("`{}` is named twice", self.ids[at]));
            } else {
                found.push(at);
            }
        }
        found
    }

    /// All valid ids.
    pub(super) fn valid(&self) -> impl Iterator<Item = &'d str> {
        self.ids.iter().copied().filter(|id| !id.is_empty())
    }
}

/// The id of a table, if it is written as ids are.
pub(super) fn read_id<'d>(table: &mut TableReader<'d, '_>, problems: &mut Problems) -> Option<(&'d str, Range<usize>)> {
    let id = table.required_str("id", problems)?;
    let span = table.get("id")?.span;
    check_id(id, span.clone(), problems).then_some((id, span))
}

/// Refuses an id that is not a lower-case word.
pub(super) fn check_id(id: &str, span: Range<usize>, problems: &mut Problems) -> bool {
    let valid = is_id(id);
    if !valid {
        let help = match suggestion(id) {
            Some(better) => format!("lower-case letters, digits, `-` and `_`: `{better}`"),
            None => format!("lower-case letters, digits, `-` and `_`, at most {LONGEST}"),
        };
        problems.error(span, format!("`{id}` is not an id")).help(help);
    }
    valid
}

/// Whether this is a lower-case word of letters, digits, `-` and `_` that begins with a letter or a digit.
pub(super) fn is_id(id: &str) -> bool {
    id.len() <= LONGEST
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
        && id.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
}

fn suggestion(id: &str) -> Option<String> {
    let words: Vec<String> = id
        .to_lowercase()
        .split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    Some(words.join("-").trim_start_matches('_').to_owned()).filter(|better| is_id(better))
}

fn article(what: &str) -> String {
    let vowel = what.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {what}", if vowel { "an" } else { "a" })
}

/// What is known of every id before anything that refers to it is read.
pub(super) struct Names<'d> {
    /// The catalog's currency.
    pub(super) currency: String,
    /// Sets of evidence.
    pub(super) evidence: Index<'d>,
    /// Options.
    pub(super) options: Index<'d>,
    /// Whether an option is a strategy.
    pub(super) is_strategy: Vec<bool>,
    /// Criteria.
    pub(super) criteria: Index<'d>,
    /// Questions, grouped by section.
    pub(super) questions: Index<'d>,
    /// What each question is answered with.
    pub(super) answers: Vec<Answers<'d>>,
    /// Pages of the source.
    pub(super) pages: Index<'d>,
    /// Figures by id: what they are about.
    pub(super) figures: BTreeMap<&'d str, About<'d>>,
}

/// What a question is answered with.
pub(super) enum Answers<'d> {
    /// One of these.
    Choice(Index<'d>),
    /// A number between these.
    Number {
        /// Smallest.
        min: f64,
        /// Largest.
        max: f64,
        /// Whole ones only.
        whole: bool,
        /// In this unit, as written.
        unit: &'d str,
    },
    /// Points over the criteria.
    Points,
    /// It does not say, which has been reported.
    Broken,
}

impl Answers<'_> {
    const fn words(&self) -> &'static str {
        match self {
            Self::Choice(_) => "choices",
            Self::Number { .. } => "a number",
            Self::Points => "points",
            Self::Broken => "nothing",
        }
    }
}

/// What figures of one id are about.
#[derive(Clone, Copy, Default)]
pub(super) struct About<'d> {
    /// Unit of the first, as written.
    pub(super) unit: &'d str,
    /// Some have numbers of options.
    pub(super) options: bool,
    /// Some have a number of the decision as a whole.
    pub(super) decision: bool,
}

impl<'d> Names<'d> {
    /// The number question that `key` names; `None` also where there is no such key.
    pub(super) fn number_question<'k>(
        &self,
        table: &mut TableReader<'k, '_>,
        key: &'k str,
        problems: &mut Problems,
    ) -> Option<usize> {
        let at = self.questions.find_key(table, key, problems)?;
        match &self.answers[at] {
            Answers::Number { .. } => Some(at),
            Answers::Broken => None,
            other => {
                let span = table.get(key)?.span;
                self.wrong_kind(at, other, "a number", span, problems);
                None
            }
        }
    }

    /// The choice question that `key` names, with its choices.
    pub(super) fn choice_question<'k>(
        &self,
        table: &mut TableReader<'k, '_>,
        key: &'k str,
        problems: &mut Problems,
    ) -> Option<(usize, &Index<'d>)> {
        let at = self.questions.find_key(table, key, problems)?;
        match &self.answers[at] {
            Answers::Choice(choices) => Some((at, choices)),
            Answers::Broken => None,
            other => {
                let span = table.get(key)?.span;
                self.wrong_kind(at, other, "choices", span, problems);
                None
            }
        }
    }

    /// Reports that a question is answered with something else than `wanted`.
    pub(super) fn wrong_kind(
        &self,
        question: usize,
        answers: &Answers<'_>,
        wanted: &str,
        span: Range<usize>,
        problems: &mut Problems,
    ) {
        let id = self.questions.ids[question];
        problems
            .error(span, format!("question `{id}` must be answered with {wanted} here"))
            .label(format!("it is answered with {}", answers.words()));
    }

    /// The ids of all figures, in order of the alphabet.
    pub(super) fn figure_ids(&self) -> impl Iterator<Item = &'d str> {
        self.figures.keys().copied()
    }

    /// The page that the key `page` names, if there is one.
    pub(super) fn page(&self, table: &mut TableReader<'_, '_>, problems: &mut Problems) -> Option<usize> {
        self.pages.find_key(table, "page", problems)
    }
}
