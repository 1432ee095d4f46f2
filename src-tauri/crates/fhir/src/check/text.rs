//! Characters (JP-CLINS §2, rule 8).

use super::{Checker, path::At, rules};
use domain::text::{is_forbidden, is_halfwidth_kana};

/// What a string is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `Coding.display` and `CodeableConcept.text`.
    Label,
    /// A person's name.
    Name,
    /// Any other line.
    Line,
    /// Text of several lines.
    Prose,
    /// XHTML.
    Narrative,
    /// A value that no person reads.
    Raw,
}

impl Checker<'_, '_> {
    pub(super) fn text(&mut self, text: &str, role: Role, at: &At<'_>) {
        // Nearly all strings are plain: one quick look settles those.
        let plain = text.bytes().all(|b| (0x20..0x7F).contains(&b));
        if role != Role::Narrative
            && (text.starts_with([' ', '\u{3000}']) || text.ends_with([' ', '\u{3000}']))
        {
            self.say(&rules::TEXT_TRIM, at);
        }
        if plain {
            return;
        }
        let lines = matches!(role, Role::Prose | Role::Narrative | Role::Line);
        let (mut control, mut kana, mut space, mut ascii, mut vendor) = (false, false, false, false, false);
        for c in text.chars() {
            match c {
                '\n' | '\r' | '\t' => control |= !lines,
                '\u{3000}' => space = true,
                '\u{FF01}'..='\u{FF5E}' => ascii = true,
                ' '..='~' | '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' => {}
                c if is_forbidden(c) => control = true,
                c if is_halfwidth_kana(c) => kana = true,
                c => vendor |= is_vendor(c),
            }
        }
        if control {
            self.say(&rules::TEXT_CONTROL, at);
        }
        if kana && role != Role::Raw {
            self.say(&rules::TEXT_HALF_KANA, at);
        }
        if space && (role == Role::Name || role == Role::Label && !self.master_names) {
            self.say(&rules::TEXT_FULL_SPACE, at);
        }
        if ascii
            && role == Role::Label
            && !self.master_names
            && !self.wide_names
            && text.chars().any(is_full_alphanumeric)
        {
            self.say(&rules::TEXT_FULL_ASCII, at);
        }
        if vendor && role != Role::Raw {
            self.say(&rules::TEXT_COMPATIBILITY, at);
        }
    }
}

fn is_full_alphanumeric(c: char) -> bool {
    matches!(c, '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}')
}

/// Circled, squared and other forms that systems show differently, and radicals that look like characters.
/// Full-width Roman numerals are allowed.
fn is_vendor(c: char) -> bool {
    matches!(c,
        '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{33FF}' | '\u{2E80}'..='\u{2FDF}'
        | '\u{1F100}'..='\u{1F2FF}')
        && c != '\u{3231}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendor_characters() {
        for c in ['①', '㈲', '㍻', '⼈'] {
            assert!(is_vendor(c), "{c}");
        }
        for c in ['Ⅲ', 'α', '髙', '㈱', '〜'] {
            assert!(!is_vendor(c), "{c}");
        }
    }
}
