//! What a table is called in messages.

use std::{borrow::Cow, fmt};

/// The name of a table in messages; put into words only where there is something to say, which is rare and takes time.
#[derive(Debug, Clone)]
pub enum What<'d> {
    /// These words.
    Words(Cow<'d, str>),
    /// What it is, and its id: `question "peak_rps"`.
    Named(&'static str, &'d str),
    /// A part of one with an id: `the stress of choice "large"`.
    PartOf(&'static str, &'static str, &'d str),
    /// What it is, and its number from 1: `sample 2`.
    Numbered(&'static str, usize),
}

impl What<'_> {
    /// A part of this table, for instance `the scores`.
    #[must_use]
    pub fn part(&self, part: &'static str) -> Self {
        match self {
            Self::Named(noun, id) => Self::PartOf(part, noun, id),
            whole => Self::Words(Cow::Owned(format!("{part} of {whole}"))),
        }
    }
}

impl<'d> From<&'d str> for What<'d> {
    fn from(words: &'d str) -> Self {
        Self::Words(Cow::Borrowed(words))
    }
}

impl From<String> for What<'_> {
    fn from(words: String) -> Self {
        Self::Words(Cow::Owned(words))
    }
}

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Named(noun, id) => write!(f, "{noun} \"{id}\""),
            Self::PartOf(part, noun, id) => write!(f, "{part} of {noun} \"{id}\""),
            Self::Numbered(noun, number) => write!(f, "{noun} {number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_called_what_they_are_and_parts_by_their_whole() {
        let whole = What::Named("criterion", "cost");
        assert_eq!(whole.to_string(), "criterion \"cost\"");
        assert_eq!(whole.part("the scores").to_string(), "the scores of criterion \"cost\"");
        let rule = What::from("rule 2 of criterion \"cost\"".to_owned());
        assert_eq!(
            rule.part("the scores").to_string(),
            "the scores of rule 2 of criterion \"cost\""
        );
        assert_eq!(What::Numbered("sample", 3).to_string(), "sample 3");
    }
}
