//! A narrative's XHTML as plain text, the way a browser would show it: one pass, no nesting remembered, no entity
//! that expands into others, so that no text can grow beyond its own length.

/// A narrative as text.
pub(super) struct Plain {
    /// The text; lines end where blocks and `<br/>` end them, cells of a table are apart by a tab.
    pub(super) text: String,
    /// Whether the XHTML holds something that the text does not show: a link, an image, a script, a comment.
    pub(super) partial: bool,
}

/// Elements that carry nothing but the lines that they make.
const BLOCKS: &[&str] = &[
    "address",
    "blockquote",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Elements within a line that carry nothing beside their text.
const INLINE: &[&str] = &[
    "abbr", "b", "big", "cite", "code", "em", "i", "small", "span", "strong", "sub", "sup", "td", "th", "tt",
    "u",
];
/// Attributes that change only how the text looks.
const LOOKS: &[&str] = &[
    "xmlns",
    "xml:lang",
    "lang",
    "style",
    "class",
    "align",
    "valign",
    "width",
    "border",
    "cellpadding",
    "cellspacing",
    "colspan",
    "rowspan",
];

/// The text of an XHTML `div`. Text without any tag is taken as it is.
pub(super) fn plain(xhtml: &str) -> Plain {
    let mut out =
        Text { text: String::with_capacity(xhtml.len() / 2), partial: false, blank: false, cell: false };
    let mut rest = xhtml;
    while let Some(at) = rest.find(['<', '&']) {
        out.words(&rest[..at]);
        rest = &rest[at..];
        rest = if rest.starts_with('&') { out.entity(rest) } else { out.tag(rest) };
    }
    out.words(rest);
    let text = out.text.trim_end().trim_start_matches('\n').to_owned();
    Plain { text, partial: out.partial }
}

struct Text {
    text: String,
    partial: bool,
    /// A blank is due before the next word.
    blank: bool,
    /// A cell has ended: a tab is due.
    cell: bool,
}

impl Text {
    fn push(&mut self, c: char) {
        if matches!(c, ' ' | '\n' | '\r' | '\t') {
            self.blank = true;
            return;
        }
        if std::mem::take(&mut self.cell) && !self.text.ends_with('\n') {
            self.text.push('\t');
        } else if self.blank && !self.text.is_empty() && !self.text.ends_with(['\n', '\t']) {
            self.text.push(' ');
        }
        self.blank = false;
        self.text.push(if c == '\u{A0}' { ' ' } else { c });
    }

    fn words(&mut self, words: &str) {
        words.chars().for_each(|c| self.push(c));
    }

    fn line(&mut self) {
        self.blank = false;
        self.cell = false;
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.text.push('\n');
    }

    /// An entity at the start of `rest`; what follows it. One that we do not know stays as written.
    fn entity<'a>(&mut self, rest: &'a str) -> &'a str {
        let name = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| (&rest[1..end], end));
        let decoded = name.and_then(|(name, end)| {
            let c = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{A0}',
                _ => {
                    let number = name.strip_prefix('#')?;
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16),
                        None => number.parse(),
                    };
                    char::from_u32(code.ok()?)?
                }
            };
            Some((c, end))
        });
        match decoded {
            Some((c, end)) => {
                self.push(c);
                &rest[end + 1..]
            }
            None => {
                self.push('&');
                &rest[1..]
            }
        }
    }

    /// A tag at the start of `rest`; what follows it. A `<` that begins no tag is text.
    fn tag<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(comment) = rest.strip_prefix("<!--") {
            self.partial = true;
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = data.find("]]>");
            self.words(&data[..end.unwrap_or(data.len())]);
            return end.map_or("", |end| &data[end + 3..]);
        }
        let begins = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let Some(end) = rest.find('>').filter(|_| begins) else {
            self.push('<');
            return &rest[1..];
        };
        let inner = rest[1..end].trim_end_matches('/');
        let closing = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let name_end = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name_end);
        let name = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
        let block = BLOCKS.contains(&name.as_str());
        if !block && !INLINE.contains(&name.as_str()) || !only_looks(attributes) {
            self.partial = true;
        }
        match name.as_str() {
            "br" => self.line(),
            "td" | "th" if closing => self.cell = true,
            _ if block && !self.text.is_empty() && !self.text.ends_with('\n') => self.line(),
            _ => {}
        }
        &rest[end + 1..]
    }
}

/// Whether every attribute changes only the looks.
fn only_looks(attributes: &str) -> bool {
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once('=') else { return false };
        if !LOOKS.contains(&name.trim()) {
            return false;
        }
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let Some((_, after)) = after[1..].split_once(quote) else { return false };
        rest = after.trim_start();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OPEN: &str = "<div xmlns=\"http://www.w3.org/1999/xhtml\">";

    fn text(inner: &str) -> String {
        plain(&format!("{OPEN}{inner}</div>")).text
    }

    #[test]
    fn lines_tables_and_entities() {
        assert_eq!(text("<p>アレルギー:キーウイ</p>発症:2020-04-10"), "アレルギー:キーウイ\n発症:2020-04-10");
        assert_eq!(text("a &lt; b &amp;amp; &#x3042;&#12356;&copy;"), "a < b &amp; あい&copy;");
        assert_eq!(
            text("<table><tr><td>K</td><td>4.5</td></tr><tr><td>Na</td><td>140</td></tr></table>"),
            "K\t4.5\nNa\t140"
        );
        assert_eq!(text("x\n   y &lt;<br/>\u{A0}\u{A0}z"), "x y <\n  z");
        assert_eq!(text("電話:03-9876-5432><br/>港診療所 5 < 6"), "電話:03-9876-5432>\n港診療所 5 < 6");
        assert_eq!(plain("ただの文").text, "ただの文");
        assert_eq!(text(""), "");
    }

    #[test]
    fn what_the_text_does_not_show_is_told() {
        assert!(!plain(&format!("{OPEN}<p style='color: red'>x</p></div>")).partial);
        for inner in [
            "<a href=\"http://x\">x</a>",
            "<img src='a'/>",
            "<!-- y -->",
            "<p title=\"z\">x</p>",
            "<script>q</script>",
        ] {
            assert!(plain(&format!("{OPEN}{inner}</div>")).partial, "{inner}");
        }
    }

    #[test]
    fn what_we_write_reads_back() {
        for typed in ["a < b & c\n  x  y\n\n終わり", "1行目\n  字下げ", "]]>&amp;<br/>"] {
            let narrative = crate::text::Cleaner::default().narrative(typed).unwrap();
            assert_eq!(plain(&narrative.div).text, typed);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_does_not_grow(xhtml in "[<>&;/a-z\"'=!\\-\\[\\]あ #x0-9]{0,80}") {
            prop_assert!(plain(&xhtml).text.len() <= xhtml.len());
        }

        #[test]
        fn cleaned_text_comes_back(typed in "[a-zあ-ん<>&;#x0-9 \\n\\t　]{0,60}") {
            if let Some(narrative) = crate::text::Cleaner::default().narrative(&typed) {
                let read = plain(&narrative.div).text;
                let again = crate::text::Cleaner::default().narrative(&read).unwrap();
                prop_assert_eq!(plain(&again.div).text, read);
            }
        }
    }
}
