//! Characters: what may stand in a name, a label, a laboratory item and a narrative (JP-CLINS §2, rules 8 and 9).
//!
//! Variation selectors stay: they are ordinary Unicode and part of how a name is written. What goes is what no
//! receiver can show (control characters, private use, invisible marks), and [`Cleaner::left_out`] remembers it.

use crate::element::{Narrative, Text};
use domain::text::{fold_width, is_forbidden, widen_kana};
use std::cell::Cell;

/// Brings texts into the form that the service takes.
#[derive(Debug, Default)]
pub struct Cleaner {
    left_out: Cell<bool>,
}

impl Cleaner {
    /// Whether a character had to be left out so far. Line ends and tabs that became blanks do not count.
    pub fn left_out(&self) -> bool {
        self.left_out.get()
    }

    /// Full-width katakana, no forbidden characters; line ends and tabs are handed to `blank`.
    fn keep(&self, text: &str, mut blank: impl FnMut(char) -> char) -> String {
        let mut out = String::with_capacity(text.len());
        for c in widen_kana(text).chars() {
            match c {
                '\n' | '\t' => out.push(blank(c)),
                '\r' => {}
                c if is_forbidden(c) => self.left_out.set(true),
                c => out.push(c),
            }
        }
        out
    }

    /// One line as written: addresses, names of places. Empty gives `None`.
    pub fn line(&self, text: &str) -> Option<Text> {
        some(self.keep(text, |_| ' ').trim())
    }

    /// A label or a person's name: no full-width space, single half-width spaces. Empty gives `None`.
    pub fn label(&self, text: &str) -> Option<Text> {
        let kept = self.keep(text, |_| ' ');
        some(&kept.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The name of a laboratory item: half-width letters, digits and symbols, no spaces. Empty gives `None`.
    pub fn item(&self, text: &str) -> Option<Text> {
        let kept = self.keep(text, |_| ' ');
        let folded = kept.chars().map(half_width).filter(|c| !c.is_whitespace()).collect::<String>();
        some(&folded)
    }

    /// A text of several lines as it stands: blanks and line ends kept. Empty gives `None`.
    pub fn prose(&self, text: &str) -> Option<Text> {
        let kept = self.keep(text, |c| if c == '\n' { '\n' } else { ' ' });
        let kept = kept.trim_end().trim_start_matches('\n');
        some(kept).filter(|kept| !kept.trim().is_empty())
    }

    /// A section's text: XHTML, line breaks kept, blanks at the start of lines and in runs kept. Empty gives
    /// `None`.
    pub fn narrative(&self, text: &str) -> Option<Narrative> {
        let kept = self.prose(text)?;
        let mut div = String::with_capacity(kept.len() + 64);
        div.push_str("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
        let mut collapses = true;
        for c in kept.chars() {
            match c {
                '\n' => div.push_str("<br/>"),
                '&' => div.push_str("&amp;"),
                '<' => div.push_str("&lt;"),
                '>' => div.push_str("&gt;"),
                // XHTML collapses blanks at the start of a line and in runs; a no-break space stays.
                ' ' if collapses => div.push('\u{A0}'),
                c => div.push(c),
            }
            collapses = matches!(c, '\n' | ' ');
        }
        div.push_str("</div>");
        Some(Narrative { status: "additional".into(), div: div.into() })
    }
}

/// The text, unless it is empty.
pub fn some(text: &str) -> Option<Text> {
    (!text.is_empty()).then(|| text.to_owned().into())
}

/// Full-width letters, digits and symbols become half-width; everything else stays.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// Half-width letters, digits and symbols become full-width, half-width katakana too.
pub fn full_width(text: &str) -> String {
    widen_kana(text)
        .chars()
        .map(|c| match c {
            '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect()
}

/// A unit of measurement: half-width, without blanks. Empty gives `None`.
pub fn unit(text: &str) -> Option<Text> {
    some(&fold_width(text).chars().filter(|c| !c.is_whitespace() && !is_forbidden(*c)).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_and_items() {
        let cleaner = Cleaner::default();
        assert_eq!(cleaner.label("　ｱﾚﾙｷﾞｰ性　鼻炎\n").as_deref(), Some("アレルギー性 鼻炎"));
        assert_eq!(cleaner.item("Ｋ（カリウム） 血清").as_deref(), Some("K(カリウム)血清"));
        assert_eq!(cleaner.label("ミヤＢＭ錠").as_deref(), Some("ミヤＢＭ錠"));
        assert_eq!(cleaner.label(" \u{3000}\n"), None);
        assert_eq!(cleaner.label("葛\u{E0100}城").as_deref(), Some("葛\u{E0100}城"));
        assert!(!cleaner.left_out());
        assert_eq!(cleaner.line("a\u{7}\u{E000}b").as_deref(), Some("ab"));
        assert!(cleaner.left_out());
    }

    #[test]
    fn narratives_keep_lines_and_escape() {
        let narrative = Cleaner::default().narrative("a < b & c\n  x  y\n\n終わり\n").unwrap();
        assert_eq!(
            narrative.div,
            "<div xmlns=\"http://www.w3.org/1999/xhtml\">a &lt; b &amp; c<br/>\u{A0}\u{A0}x \u{A0}y<br/><br/>終わり</div>"
        );
        assert_eq!(narrative.status, "additional");
        assert!(Cleaner::default().narrative(" \n ").is_none());
    }

    proptest! {
        #[test]
        fn nothing_forbidden_is_left(text in any::<String>()) {
            let cleaner = Cleaner::default();
            for cleaned in [cleaner.line(&text), cleaner.label(&text), cleaner.item(&text)].into_iter().flatten() {
                prop_assert!(!cleaned.is_empty());
                prop_assert!(!cleaned.chars().any(is_forbidden));
                prop_assert_eq!(cleaned.trim(), &*cleaned);
            }
            if let Some(narrative) = cleaner.narrative(&text) {
                let inner = narrative.div.strip_prefix("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
                let inner = inner.and_then(|inner| inner.strip_suffix("</div>")).unwrap().replace("<br/>", "");
                prop_assert!(!inner.contains(['<', '>']));
                prop_assert!(!inner.chars().any(is_forbidden));
            }
        }
    }
}
