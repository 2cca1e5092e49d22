//! Taking an expression apart: names, numbers and signs.

use super::Parser;

impl<'t> Parser<'_, 't> {
    pub(super) fn number(&mut self) -> Result<f64, String> {
        let mut seen_point = false;
        let end = self
            .rest
            .char_indices()
            .find(|(at, c)| {
                let point = *c == '.' && !seen_point && self.rest[at + 1..].starts_with(|d: char| d.is_ascii_digit());
                seen_point |= point;
                !(c.is_ascii_digit() || *c == '_' || point)
            })
            .map_or(self.rest.len(), |(at, _)| at);
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        text.replace('_', "")
            .parse()
            .map_err(|_| format!("`{}` is not a number", excerpt(text)))
    }

    /// Names between parentheses.
    pub(super) fn names<const N: usize>(&mut self) -> Result<[&'t str; N], String> {
        let mut names = [""; N];
        self.expect('(')?;
        for (at, name) in names.iter_mut().enumerate() {
            if at > 0 {
                self.expect(',')?;
            }
            *name = self.word()?;
        }
        self.expect(')')?;
        Ok(names)
    }

    pub(super) fn word(&mut self) -> Result<&'t str, String> {
        let (word, rest) = self.rest.split_at(word_length(self.rest));
        if word.is_empty() {
            return Err(if rest.is_empty() {
                "the expression ends where a name is expected".to_owned()
            } else {
                format!("`{}` is not a name", excerpt(rest))
            });
        }
        self.rest = rest.trim_start();
        Ok(word)
    }

    pub(super) fn one_of(&mut self, signs: &[char]) -> Option<char> {
        let sign = self.rest.chars().next().filter(|c| signs.contains(c))?;
        self.rest = self.rest[sign.len_utf8()..].trim_start();
        Some(sign)
    }

    pub(super) fn expect(&mut self, sign: char) -> Result<(), String> {
        self.one_of(&[sign]).map(|_| ()).ok_or_else(|| {
            if self.rest.is_empty() {
                format!("the expression ends where `{sign}` is expected")
            } else {
                format!("`{sign}` is expected, not `{}`", excerpt(self.rest))
            }
        })
    }
}

/// Bytes of the name at the beginning: lower-case letters, digits, `_`, and `-` where a letter or digit follows.
pub(super) fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let plain = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_';
    let mut length = 0;
    while let Some(b) = bytes.get(length) {
        let dash = *b == b'-' && length > 0 && bytes.get(length + 1).is_some_and(plain);
        if !plain(b) && !dash {
            break;
        }
        length += 1;
    }
    length
}

pub(super) fn excerpt(text: &str) -> String {
    let mut letters = text.chars();
    let mut short: String = letters.by_ref().take(24).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
