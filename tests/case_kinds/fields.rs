//! Reading the fields of a case, so that none is passed over.

use serde_json::{Map, Value};
use std::{cell::RefCell, collections::BTreeSet};
use weighbridge::weigh::robust::Error;

/// Why a case cannot be computed.
#[derive(Debug)]
pub(crate) struct Wrong(pub(crate) String);

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self(format!("refused: {error}"))
    }
}

/// Fields of an object, with a note of those that were asked for.
pub(crate) struct Fields<'v> {
    what: &'static str,
    map: &'v Map<String, Value>,
    asked: RefCell<BTreeSet<String>>,
}

impl<'v> Fields<'v> {
    pub(crate) fn of(what: &'static str, value: &'v Value) -> Result<Self, Wrong> {
        let map = value
            .as_object()
            .ok_or_else(|| Wrong(format!("{what} is {value}, not an object")))?;
        let described = ["note", "notes", "unit", "units", "comment"].map(str::to_owned);
        Ok(Self {
            what,
            map,
            asked: RefCell::new(described.into()),
        })
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &'v String> {
        self.map.keys()
    }

    /// Fields that are read as words only.
    pub(crate) fn mention(&self, names: &[&str]) {
        self.asked
            .borrow_mut()
            .extend(names.iter().map(|name| (*name).to_owned()));
    }

    /// The first of these fields that is there and not null.
    pub(crate) fn get(&self, names: &[&str]) -> Option<&'v Value> {
        let found = names.iter().find_map(|name| Some((*name, self.map.get(*name)?)));
        let (name, value) = found?;
        self.asked.borrow_mut().insert(name.to_owned());
        (!value.is_null()).then_some(value)
    }

    pub(crate) fn need(&self, names: &[&str]) -> Result<&'v Value, Wrong> {
        self.get(names)
            .ok_or_else(|| Wrong(format!("{} has no `{}`", self.what, names.join("` or `"))))
    }

    pub(crate) fn number(&self, names: &[&str]) -> Result<Option<f64>, Wrong> {
        self.get(names).map(number).transpose()
    }

    pub(crate) fn list(&self, names: &[&str]) -> Result<Option<Vec<f64>>, Wrong> {
        self.get(names).map(list).transpose()
    }

    pub(crate) fn names(&self, names: &[&str]) -> Result<Option<Vec<String>>, Wrong> {
        self.get(names).map(words).transpose()
    }

    /// Refuses fields that nobody asked for.
    pub(crate) fn finish(&self, within: &str) -> Result<(), Wrong> {
        let asked = self.asked.borrow();
        match self.map.keys().find(|key| !asked.contains(*key)) {
            Some(key) => Err(Wrong(format!("{} `{key}` is not known{within}", self.what))),
            None => Ok(()),
        }
    }
}

pub(crate) fn number(value: &Value) -> Result<f64, Wrong> {
    value.as_f64().ok_or_else(|| Wrong(format!("{value} is not a number")))
}

pub(crate) fn entries(value: &Value) -> Result<&[Value], Wrong> {
    let list = value
        .as_array()
        .ok_or_else(|| Wrong(format!("{value} is not a list")))?;
    Ok(list)
}

pub(crate) fn list(value: &Value) -> Result<Vec<f64>, Wrong> {
    entries(value)?.iter().map(number).collect()
}

pub(crate) fn table(value: &Value) -> Result<Vec<Vec<f64>>, Wrong> {
    entries(value)?.iter().map(list).collect()
}

/// A table in which null is not known.
pub(crate) fn table_with_gaps(value: &Value) -> Result<Vec<Vec<Option<f64>>>, Wrong> {
    let cell = |cell: &Value| {
        if cell.is_null() {
            Ok(None)
        } else {
            number(cell).map(Some)
        }
    };
    entries(value)?
        .iter()
        .map(|row| entries(row)?.iter().map(cell).collect())
        .collect()
}

pub(crate) fn words(value: &Value) -> Result<Vec<String>, Wrong> {
    let word = |word: &Value| {
        let word = word.as_str().map(str::to_owned);
        word.ok_or_else(|| Wrong(format!("{value} are not names")))
    };
    entries(value)?.iter().map(word).collect()
}

pub(crate) fn pair(value: &Value) -> Result<(f64, f64), Wrong> {
    match list(value)?.as_slice() {
        &[a, b] => Ok((a, b)),
        _ => Err(Wrong(format!("{value} is not a pair"))),
    }
}

/// An index, or the place of a name in a list.
pub(crate) fn index(value: &Value, names: &[String]) -> Result<usize, Wrong> {
    let place = match value {
        Value::String(name) => names.iter().position(|known| known == name),
        _ => value.as_u64().and_then(|at| usize::try_from(at).ok()),
    };
    place.ok_or_else(|| Wrong(format!("{value} names nothing in {names:?}")))
}
