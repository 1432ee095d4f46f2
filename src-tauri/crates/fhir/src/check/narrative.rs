//! Narratives: well-formed XHTML in its namespace, without anything that acts or loads (R4 txt-1, txt-2).

use super::{Checker, json::Object, path::At, rules, rules::CheckRule};

/// Elements that R4 allows (txt-1).
const ALLOWED: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "ul",
    "var",
];
const NAMESPACE: &str = "http://www.w3.org/1999/xhtml";

type Fault = (&'static CheckRule, Option<&'static str>);

impl Checker<'_, '_> {
    pub(super) fn narrative(&mut self, object: &Object<'_>, at: &At<'_>) {
        let Some(div) = object.text("div").filter(|div| !div.is_empty()) else { return };
        let here = at.field("div");
        match judge(div) {
            Ok(()) => {}
            Err((rule, None)) => self.say(rule, &here),
            Err((rule, Some(what))) => self.say_with(rule, &here, [what.to_owned()]),
        }
    }
}

/// The first fault of a narrative.
pub(super) fn judge(div: &str) -> Result<(), Fault> {
    let form = |what| (&rules::NARRATIVE_FORM, Some(what));
    let mut rest = div.trim();
    if !(rest.starts_with("<div") && rest[4..].starts_with(['>', '/', ' ', '\n', '\t', '\r'])) {
        return Err((&rules::NARRATIVE_NAMESPACE, None));
    }
    let mut open: Vec<&str> = Vec::new();
    let (mut content, mut first) = (false, true);
    while !rest.is_empty() {
        if open.is_empty() && !first {
            return Err(form("divのうしろに文字があります"));
        }
        let Some(after) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = &rest[..end];
            entities(text).map_err(form)?;
            content |= text.chars().any(|c| !c.is_whitespace());
            rest = &rest[end..];
            continue;
        };
        if let Some(comment) = after.strip_prefix("!--") {
            let end = comment.find("-->").ok_or_else(|| form("注釈が閉じていません"))?;
            rest = &comment[end + 3..];
        } else if after.starts_with(['!', '?']) {
            return Err(form("宣言は書けません"));
        } else if let Some(closing) = after.strip_prefix('/') {
            let end = closing.find('>').ok_or_else(|| form("タグが閉じていません"))?;
            if open.pop() != Some(closing[..end].trim_end()) {
                return Err(form("タグの対応が合いません"));
            }
            rest = &closing[end + 1..];
        } else {
            let (name, closed, image, after) = tag(after, first)?;
            content |= image;
            if !closed {
                open.push(name);
            }
            rest = after;
        }
        first = false;
    }
    if !open.is_empty() {
        return Err(form("タグが閉じていません"));
    }
    if content { Ok(()) } else { Err((&rules::NARRATIVE_EMPTY, None)) }
}

/// Whether anything but tags and blanks stands in it.
pub(super) fn has_words(div: &str) -> bool {
    let mut inside = false;
    div.chars().any(|c| {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                return false;
            }
            _ => {}
        }
        !inside && !c.is_whitespace()
    }) || div.contains("<img")
}

/// A start tag behind its `<`: name, whether it closes itself, whether it is an image, what follows.
fn tag(text: &str, first: bool) -> Result<(&str, bool, bool, &str), Fault> {
    let form = |what| (&rules::NARRATIVE_FORM, Some(what));
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).ok_or_else(|| form("タグが閉じていません"))?;
    let name = &text[..end];
    if name.is_empty() {
        return Err(form("「<」は「&lt;」と書きます"));
    }
    if !ALLOWED.contains(&name) {
        return Err((&rules::NARRATIVE_ACTIVE, Some("使えないタグ")));
    }
    let mut rest = &text[end..];
    let (mut namespace, mut names) = (false, Vec::new());
    loop {
        let trimmed = rest.trim_start();
        if let Some(after) = trimmed.strip_prefix("/>") {
            return if first && !namespace {
                Err((&rules::NARRATIVE_NAMESPACE, None))
            } else {
                Ok((name, true, name == "img", after))
            };
        }
        if let Some(after) = trimmed.strip_prefix('>') {
            return if first && !namespace {
                Err((&rules::NARRATIVE_NAMESPACE, None))
            } else {
                Ok((name, false, name == "img", after))
            };
        }
        if trimmed.len() == rest.len() {
            return Err(form("属性の前に空白がありません"));
        }
        let equals = trimmed.find('=').ok_or_else(|| form("タグが閉じていません"))?;
        let key = trimmed[..equals].trim_end();
        if key.is_empty() || key.contains(['<', '>', '"', '\'', ' ']) || names.contains(&key) {
            return Err(form("属性の書き方が違います"));
        }
        names.push(key);
        if names.len() > 64 {
            return Err(form("属性が多すぎます"));
        }
        let value = trimmed[equals + 1..].trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .ok_or_else(|| form("属性の値に引用符がありません"))?;
        let close = value[1..].find(quote).ok_or_else(|| form("属性の値が閉じていません"))?;
        let (inner, after) = (&value[1..=close], &value[close + 2..]);
        if inner.contains('<') {
            return Err(form("属性の値に「<」があります"));
        }
        entities(inner).map_err(form)?;
        if key == "xmlns" {
            if inner != NAMESPACE {
                return Err((&rules::NARRATIVE_NAMESPACE, None));
            }
            namespace = true;
        } else if key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
            return Err((&rules::NARRATIVE_ACTIVE, Some("動作の属性")));
        } else if inner.trim_start().get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"))
        {
            return Err((&rules::NARRATIVE_ACTIVE, Some("動作のリンク")));
        } else if key == "src" && !inner.starts_with('#') && !inner.starts_with("data:") {
            return Err((&rules::NARRATIVE_ACTIVE, Some("外部の画像")));
        }
        rest = after;
    }
}

/// `&` only as one of XML's entities, a numeric one, or one of the named ones of XHTML.
fn entities(text: &str) -> Result<(), &'static str> {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let after = &rest[at + 1..];
        let end = after.as_bytes().iter().take(12).position(|b| *b == b';');
        let name = end.and_then(|end| after.get(..end)).ok_or("「&」は「&amp;」と書きます")?;
        let numeric = |digits: &str| {
            let value = match digits.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => digits.parse().ok(),
            };
            value.and_then(char::from_u32).is_some_and(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'))
        };
        let good = match name.strip_prefix('#') {
            Some(digits) => numeric(digits),
            None => !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()),
        };
        if !good {
            return Err("「&」は「&amp;」と書きます");
        }
        rest = &after[name.len() + 1..];
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fault(inner: &str) -> Option<&'static str> {
        let div = format!("<div xmlns=\"{NAMESPACE}\">{inner}</div>");
        judge(&div).err().map(|(rule, _)| rule.rule.id)
    }

    #[test]
    fn good_ones() {
        for inner in [
            "あ",
            "a<br/>b",
            "<p class='x'>1 &lt; 2 &amp; &#x3042;</p>",
            "<!-- x -->y",
            "<img src=\"#a\" alt=\"\"/>",
        ] {
            assert_eq!(fault(inner), None, "{inner}");
        }
    }

    #[test]
    fn bad_ones() {
        for (inner, id) in [
            ("", "narrative.empty"),
            (" <br/> ", "narrative.empty"),
            ("<p>x", "narrative.form"),
            ("<p>x</b>", "narrative.form"),
            ("1 < 2", "narrative.form"),
            ("a & b", "narrative.form"),
            ("</div>x", "narrative.form"),
            ("<p class=x>y</p>", "narrative.form"),
            ("<script>x</script>", "narrative.active"),
            ("<p onclick=\"x\">y</p>", "narrative.active"),
            ("<a href=\"javascript:x\">y</a>", "narrative.active"),
            ("<img src=\"http://example.org/a.png\"/>", "narrative.active"),
        ] {
            assert_eq!(fault(inner), Some(id), "{inner}");
        }
        for div in [
            "x",
            "<div>x</div>",
            "<p xmlns=\"http://www.w3.org/1999/xhtml\">x</p>",
            "<div xmlns=\"x\">y</div>",
        ] {
            assert_eq!(judge(div).err().map(|(rule, _)| rule.rule.id), Some("narrative.namespace"), "{div}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[<>/&;#'\"= a-cあ!?-]{0,40}") {
            let _ = judge(&text);
            let _ = judge(&format!("<div xmlns=\"{NAMESPACE}\">{text}</div>"));
            let _ = judge(&format!("<div{text}"));
        }
    }
}
