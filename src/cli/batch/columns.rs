//! The header of a table of profiles, and what the cells below it say. Knows files no more than [`super::records`] knows
//! meaning.

use std::{collections::HashMap, str};

use super::{
    cells::{Said, plain_answer, points},
    records::Record,
};
use crate::{
    catalog::{Catalog, Question, QuestionKind},
    diagnostic::{Problem, Problems, nearest},
    profile::{self, format_number},
    weigh::batch::Row,
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// The profile's name.
    Name,
    /// The id of a set of evidence.
    Evidence,
    /// Answers to a question.
    Answer(usize),
    /// Points of a criterion.
    Weight(usize),
    /// Nothing: it has no name, and its cells must be empty.
    Unnamed,
}

/// Something wrong with a cell: its index, what is wrong, and the next step.
pub(super) struct Wrong {
    pub(super) cell: usize,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// The columns of a table.
pub(super) struct Columns<'c> {
    catalog: &'c Catalog,
    all: Vec<Column>,
    /// Stands for each criterion where points are read as answers are.
    points: Question,
    /// Columns in which money of another currency was met already.
    other_money: Vec<bool>,
    /// Cells that were understood already, by column.
    known: Vec<HashMap<Box<[u8]>, Said>>,
}

/// Cells of a column that are kept with their meaning.
const KNOWN: usize = 256;

impl<'c> Columns<'c> {
    /// Reads the header.
    ///
    /// # Errors
    ///
    /// All problems of the header.
    pub(super) fn read(file: &str, header: &Record<'_>, catalog: &'c Catalog) -> Result<Self, Problems> {
        let text = String::from_utf8_lossy(header.raw);
        let mut problems = Problems::new(file, text).from_line(header.line);
        let mut all: Vec<Column> = Vec::with_capacity(header.len());
        for (at, cell) in header.cells().enumerate() {
            let place = header.place(at);
            let column = match str::from_utf8(cell) {
                Ok(name) => column(catalog, name.trim()),
                Err(_) => Err((
                    "this is not UTF-8".to_owned(),
                    Some("save the table as UTF-8".to_owned()),
                )),
            };
            match column {
                Ok(column) if column != Column::Unnamed && all.contains(&column) => {
                    let message = format!("the column `{}` stands twice", String::from_utf8_lossy(cell).trim());
                    problems.error(place, message).help("leave one of them out");
                }
                Ok(column) => all.push(column),
                Err((message, help)) => help_with(problems.error(place, message), help),
            }
        }
        if !problems.has_errors()
            && all
                .iter()
                .all(|column| matches!(column, Column::Unnamed | Column::Name))
        {
            problems
                .error(0..header.raw.len(), "no column holds an answer or a weight")
                .help("the first row names the columns: name, ids of questions, weight.CRITERION, evidence");
        }
        if problems.has_errors() {
            return Err(problems);
        }
        Ok(Self {
            catalog,
            other_money: vec![false; all.len()],
            known: vec![HashMap::new(); all.len()],
            all,
            points: points(),
        })
    }

    /// The name of a column, for messages.
    fn title(&self, at: usize) -> String {
        match self.all.get(at) {
            Some(Column::Name) => "name".to_owned(),
            Some(Column::Evidence) => "evidence".to_owned(),
            Some(Column::Answer(question)) => self.catalog.questions[*question].id.clone(),
            Some(Column::Weight(criterion)) => format!("weight.{}", self.catalog.criteria[*criterion].id),
            Some(Column::Unnamed) | None => format!("column {}", at + 1),
        }
    }

    /// Reads a record into a row and gives its name; what is wrong goes to `wrong`, and what is only doubtful to `doubts`.
    pub(super) fn row<'r>(
        &mut self,
        record: &Record<'r>,
        row: &mut Row<'_>,
        wrong: &mut Vec<Wrong>,
        doubts: &mut Vec<Wrong>,
    ) -> &'r str {
        row.clear();
        let mut name = "";
        for (at, cell) in record.cells().enumerate() {
            let cell = cell.trim_ascii();
            if cell.is_empty() {
                continue;
            }
            let column = self.all.get(at).copied().unwrap_or(Column::Unnamed);
            let said = match (column, cell) {
                (Column::Answer(question), cell) => self.answer(at, question, cell, row, doubts),
                (Column::Weight(criterion), cell) => self.weight(criterion, cell, row),
                (Column::Name, cell) => text(cell).map(|text| name = text),
                (Column::Evidence, cell) => self.evidence(cell, row),
                (Column::Unnamed, _) => {
                    Err("there is no column for this cell; does a comma stand in an unquoted cell?".into())
                }
            };
            if let Err(message) = said {
                wrong.push(self.wrong(at, &message));
            }
        }
        if record.len() < self.all.len() {
            wrong.push(Wrong {
                cell: record.len(),
                message: format!("the row has {} cells, the header {}", record.len(), self.all.len()),
                help: Some("empty cells need their commas too".to_owned()),
            });
        }
        if wrong.is_empty() {
            wrong.extend(self.weights_together(row));
        }
        name
    }

    /// A sentence as parsing gives it, with its next step apart from it.
    fn wrong(&self, at: usize, message: &str) -> Wrong {
        let (message, help) = match message.rsplit_once("; ") {
            Some((message, help)) => (message, Some(help.to_owned())),
            None => (message, None),
        };
        Wrong {
            cell: at,
            message: format!("`{}`: {message}", self.title(at)),
            help,
        }
    }

    fn answer(
        &mut self,
        at: usize,
        question: usize,
        cell: &[u8],
        row: &mut Row<'_>,
        doubts: &mut Vec<Wrong>,
    ) -> Result<(), String> {
        let asked = &self.catalog.questions[question];
        let said = if let Some(said) = plain_answer(asked, cell).or_else(|| self.known[at].get(cell).copied()) {
            said
        } else {
            let typed = profile::parse_typed(asked, text(cell)?)?;
            if let Some(other) = typed.other_currency(&self.catalog.currency) {
                self.doubt(at, other, doubts);
            }
            let said = Said::of(asked, &typed.answer);
            // A table says the same thing many times, as a rule; what it says once need not be kept.
            if self.known[at].len() < KNOWN {
                self.known[at].insert(cell.into(), said);
            }
            said
        };
        match said {
            Said::Number(x) => row.number(question, x),
            Said::Choice(choice) => row.choice(question, choice),
            Said::Open => {}
        }
        Ok(())
    }

    /// Money of another currency: told once a column.
    fn doubt(&mut self, at: usize, other: &str, doubts: &mut Vec<Wrong>) {
        if std::mem::replace(&mut self.other_money[at], true) {
            return;
        }
        let own = &self.catalog.currency;
        doubts.push(Wrong {
            cell: at,
            message: format!(
                "`{}` is in {other}, the catalog in {own}; nothing is converted",
                self.title(at)
            ),
            help: Some("write the numbers of this column in the catalog's currency".to_owned()),
        });
    }

    fn weight(&self, criterion: usize, cell: &[u8], row: &mut Row<'_>) -> Result<(), String> {
        let said = match plain_answer(&self.points, cell) {
            Some(said) => said,
            None => Said::of(&self.points, &profile::parse_answer(&self.points, text(cell)?)?),
        };
        if let Said::Number(x) = said {
            row.weight(criterion, x);
        }
        Ok(())
    }

    fn evidence(&self, cell: &[u8], row: &mut Row<'_>) -> Result<(), String> {
        let id = text(cell)?;
        let Some(evidence) = self.catalog.evidence_set(id) else {
            let ids: Vec<&str> = self.catalog.evidence.iter().map(|e| e.id.as_str()).collect();
            let help = nearest(id, ids.iter().copied()).map_or_else(
                || format!("it has: {}", ids.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(format!("the catalog has no set of evidence `{id}`; {help}"));
        };
        row.evidence(evidence);
        Ok(())
    }

    /// Points that leave nothing for the others, or nothing at all. Where every criterion has its own, only their ratios count.
    fn weights_together(&self, row: &Row<'_>) -> Option<Wrong> {
        let weights = row.weights();
        let sum: f64 = weights.iter().flatten().sum();
        let weighs =
            |(own, criterion): (&Option<f64>, &crate::catalog::Criterion)| own.unwrap_or(criterion.weight) > 0.0;
        let (message, help) = if sum > 100.0 + 1e-9 && weights.iter().any(Option::is_none) {
            let sum = format_number((sum * 100.0).round() / 100.0);
            (
                format!("the weights add up to {sum}, more than 100, and leave nothing for the other criteria"),
                "lower some, or give every criterion a weight: then only their ratios count",
            )
        } else if !weights.iter().zip(&self.catalog.criteria).any(weighs) {
            (
                "all weights are 0: nothing is left to weigh by".to_owned(),
                "give at least one criterion some points",
            )
        } else {
            return None;
        };
        let last = self.all.iter().rposition(|column| matches!(column, Column::Weight(_)));
        Some(Wrong {
            cell: last.unwrap_or(0),
            message,
            help: Some(help.to_owned()),
        })
    }
}

/// Adds the next step, where there is one.
fn help_with(problem: &mut Problem, help: Option<String>) {
    if let Some(help) = help {
        problem.help(help);
    }
}

/// What the name of a column means, or what is wrong with it and the next step.
fn column(catalog: &Catalog, name: &str) -> Result<Column, (String, Option<String>)> {
    if let Some(id) = name.strip_prefix("weight.") {
        return catalog.criterion(id).map(Column::Weight).ok_or_else(|| {
            let ids: Vec<&str> = catalog.criteria.iter().map(|c| c.id.as_str()).collect();
            let help = nearest(id, ids.iter().copied()).map_or_else(
                || format!("it has: {}", ids.join(", ")),
                |near| format!("did you mean `weight.{near}`?"),
            );
            (
                format!("the catalog has no criterion `{}`", id.escape_debug()),
                Some(help),
            )
        });
    }
    match name {
        "" => return Ok(Column::Unnamed),
        "name" => return Ok(Column::Name),
        "evidence" => return Ok(Column::Evidence),
        _ => {}
    }
    match catalog.question(name) {
        Some(question) if catalog.questions[question].kind == QuestionKind::Points => Err((
            format!("`{name}` is answered by weights, not by one answer"),
            Some("give each criterion its own column: weight.CRITERION".to_owned()),
        )),
        Some(question) => Ok(Column::Answer(question)),
        None => Err((
            format!("there is no column `{}`", name.escape_debug()),
            Some(help_for(catalog, name)),
        )),
    }
}

/// The nearest name of a column.
fn help_for(catalog: &Catalog, name: &str) -> String {
    if catalog.criterion(name).is_some() {
        return format!("did you mean `weight.{name}`?");
    }
    let weights: Vec<String> = catalog.criteria.iter().map(|c| format!("weight.{}", c.id)).collect();
    let questions = catalog.questions.iter().filter(|q| q.kind != QuestionKind::Points);
    let words = ["name", "evidence"]
        .into_iter()
        .chain(questions.map(|q| q.id.as_str()))
        .chain(weights.iter().map(String::as_str));
    nearest(name, words).map_or_else(
        || "columns are: name, ids of questions, weight.CRITERION, evidence".to_owned(),
        |near| format!("did you mean `{near}`?"),
    )
}

fn text(cell: &[u8]) -> Result<&str, String> {
    str::from_utf8(cell).map_err(|_| "this is not UTF-8; save the table as UTF-8".to_owned())
}
