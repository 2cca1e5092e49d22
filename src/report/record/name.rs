//! What a record is called: its title, and the part of its file name after the number.

use super::{
    case::{Case, Outcome},
    page,
};
use crate::weigh::words as say;

/// Longest slug in characters: with its number a name that every file system takes and a listing shows whole.
const LONGEST: usize = 80;

/// The problem and what came of it: `Checkout service: choose Axum`.
pub(super) fn title(case: &Case<'_>) -> String {
    let result = match &case.outcome {
        Outcome::Chosen(option) => format!("choose {}", case.name(*option)),
        Outcome::Open(options) => {
            let names: Vec<String> = options.iter().map(|o| case.name(*o)).collect();
            format!("{}, too close to call", say::either(&names))
        }
        Outcome::Nothing => "no option passes every must-have".to_owned(),
    };
    match case.subject() {
        Some(subject) => page::plain(&format!("{subject}: {result}")),
        None => page::plain(&say::sentence_case(&result)),
    }
}

/// Small letters, digits and single dashes, cut at a word; never empty.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        let part = letter(c);
        if part.is_empty() && !slug.is_empty() && !slug.ends_with('-') && !is_mark(c) {
            slug.push('-');
        }
        slug.push_str(&part);
    }
    if slug.len() > LONGEST {
        // One byte more than fits, so that a word that ends there is kept.
        let end = slug[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        slug.truncate(end);
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { "decision" } else { slug }.to_owned()
}

/// Part of a word that has no letter of its own.
const fn is_mark(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')
}

/// A letter or digit as it may stand in every file name, for every tool: ASCII; nothing for all else.
fn letter(c: char) -> String {
    let plain = match c {
        'à'..='ã' | 'å' | 'À'..='Ã' | 'Å' | 'Ā'..='ą' => "a",
        'ä' | 'Ä' | 'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'Ć'..='č' => "c",
        'Ď'..='đ' | 'ð' | 'Ð' => "d",
        'è'..='ë' | 'È'..='Ë' | 'Ē'..='ě' => "e",
        'Ĝ'..='ģ' => "g",
        'ì'..='ï' | 'Ì'..='Ï' | 'Ĩ'..='ı' => "i",
        'Ĺ'..='ł' => "l",
        'ñ' | 'Ñ' | 'Ń'..='ň' => "n",
        'ò'..='õ' | 'ø' | 'Ò'..='Õ' | 'Ø' | 'Ō'..='ő' => "o",
        'ö' | 'Ö' | 'œ' | 'Œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' => "s",
        'ß' | 'ẞ' => "ss",
        'Ţ'..='ŧ' => "t",
        'ù'..='û' | 'Ù'..='Û' | 'Ũ'..='ų' => "u",
        'ü' | 'Ü' => "ue",
        'ý' | 'ÿ' | 'Ý' | 'Ŷ'..='Ÿ' => "y",
        'Ź'..='ž' => "z",
        c if c.is_ascii_alphanumeric() => return c.to_ascii_lowercase().to_string(),
        _ => "",
    };
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_letters_digits_and_single_dashes() {
        for (title, expected) in [
            ("Checkout service: choose Axum", "checkout-service-choose-axum"),
            ("  C# / .NET -- what's next?  ", "c-net-whats-next"),
            ("Größe & Übermaß: wähle Čapek", "groesse-uebermass-waehle-capek"),
            ("../../etc/passwd", "etc-passwd"),
            ("מערכת: choose Axum", "choose-axum"),
            ("决定", "decision"),
            ("", "decision"),
        ] {
            assert_eq!(slug(title), expected);
        }
    }

    #[test]
    fn a_long_slug_ends_with_a_whole_word() {
        assert_eq!(slug(&"word ".repeat(40)).len(), 79);
        assert_eq!(slug(&"x".repeat(500)).len(), 80);
    }
}
