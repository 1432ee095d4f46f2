//! JSON as it stands in the file: texts borrowed, numbers in the digits as written (6.80 stays 6.80), fields in
//! their order, a field that stands twice kept twice.
//!
//! It never fails. What cannot be read ends the tree where it is and leaves a [`Fault`]; what is nested too deep or
//! comes after too many values is kept as [`Node::Raw`]. The work is linear in the length of the text.

use memchr::memchr2;
use std::borrow::Cow;

/// How deep values may be nested. A bundle of the guide needs about twenty levels.
const DEPTH: usize = 100;
/// How many values are told apart; 10 MB of an ordinary bundle are about 400,000.
const VALUES: usize = 3_000_000;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    /// The digits as written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Vec<Field<'a>>),
    /// The text of a value that was not told apart.
    Raw(&'a str),
}

/// One field of an object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) value: Node<'a>,
}

/// What a text holds.
pub(crate) struct Parsed<'a> {
    /// The value, as far as it could be read.
    pub(crate) root: Node<'a>,
    /// Where it breaks off.
    pub(crate) fault: Option<Fault<'a>>,
    /// Whether something was kept unread for its depth or number.
    pub(crate) bounded: bool,
}

/// Where a text stops being JSON.
pub(crate) struct Fault<'a> {
    /// Line, from 1.
    pub(crate) line: usize,
    /// Character in the line, from 1.
    pub(crate) column: usize,
    /// What stands from there on.
    pub(crate) remainder: &'a str,
}

/// Reads a text.
pub(crate) fn parse(text: &str) -> Parsed<'_> {
    let mut parser = Parser { text, bytes: text.as_bytes(), at: 0, fault: None, values: 0, bounded: false };
    parser.blank();
    let root = parser.value(0);
    parser.blank();
    if parser.fault.is_none() && parser.at < text.len() {
        parser.fault = Some(parser.at);
    }
    let fault = parser.fault.map(|at| {
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Fault {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            remainder: text.get(at..).unwrap_or_default(),
        }
    });
    Parsed { root, fault, bounded: parser.bounded }
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    fault: Option<usize>,
    values: usize,
    bounded: bool,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blank(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn fail(&mut self) {
        self.fault.get_or_insert(self.at);
    }

    /// The value at this place. After a fault: whatever was read of it.
    fn value(&mut self, depth: usize) -> Node<'a> {
        self.values += 1;
        match self.peek() {
            Some(b'{' | b'[') if depth >= DEPTH || self.values > VALUES => self.unread(),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => Node::Text(self.string()),
            Some(b't') => self.word("true", Node::Bool(true)),
            Some(b'f') => self.word("false", Node::Bool(false)),
            Some(b'n') => self.word("null", Node::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => {
                self.fail();
                Node::Null
            }
        }
    }

    fn object(&mut self, depth: usize) -> Node<'a> {
        self.at += 1;
        let mut fields = Vec::new();
        self.blank();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Node::Object(fields);
        }
        loop {
            self.blank();
            if self.peek() != Some(b'"') {
                self.fail();
                break;
            }
            let name = self.string();
            self.blank();
            if self.fault.is_some() || self.peek() != Some(b':') {
                self.fail();
                break;
            }
            self.at += 1;
            self.blank();
            let value = self.value(depth + 1);
            fields.push(Field { name, value });
            if !self.goes_on(b'}') {
                break;
            }
        }
        Node::Object(fields)
    }

    fn list(&mut self, depth: usize) -> Node<'a> {
        self.at += 1;
        let mut values = Vec::new();
        self.blank();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Node::List(values);
        }
        loop {
            self.blank();
            values.push(self.value(depth + 1));
            if !self.goes_on(b']') {
                break;
            }
        }
        Node::List(values)
    }

    /// Passes a comma, or the end of the object or list.
    fn goes_on(&mut self, end: u8) -> bool {
        if self.fault.is_some() {
            return false;
        }
        self.blank();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                true
            }
            Some(byte) if byte == end => {
                self.at += 1;
                false
            }
            _ => {
                self.fail();
                false
            }
        }
    }

    fn word(&mut self, word: &str, node: Node<'a>) -> Node<'a> {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at += word.len();
            node
        } else {
            self.fail();
            Node::Null
        }
    }

    fn number(&mut self) -> Node<'a> {
        let start = self.at;
        while let Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') = self.peek() {
            self.at += 1;
        }
        Node::Number(self.text.get(start..self.at).unwrap_or_default())
    }

    /// A string; its quotation mark stands at this place.
    fn string(&mut self) -> Cow<'a, str> {
        self.at += 1;
        let start = self.at;
        let Some(length) = self.bytes.get(start..).and_then(|rest| memchr2(b'"', b'\\', rest)) else {
            return self.open_string(start, String::new());
        };
        self.at = start + length;
        let plain = self.text.get(start..self.at).unwrap_or_default();
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Cow::Borrowed(plain);
        }
        let mut out = String::with_capacity(plain.len() + 16);
        out.push_str(plain);
        loop {
            self.escape(&mut out);
            let from = self.at;
            let Some(length) = self.bytes.get(from..).and_then(|rest| memchr2(b'"', b'\\', rest)) else {
                return self.open_string(from, out);
            };
            self.at = from + length;
            out.push_str(self.text.get(from..self.at).unwrap_or_default());
            if self.peek() == Some(b'"') {
                self.at += 1;
                return Cow::Owned(out);
            }
        }
    }

    /// A string that the end of the text cuts off: what there is of it.
    fn open_string(&mut self, from: usize, mut out: String) -> Cow<'a, str> {
        out.push_str(self.text.get(from..).unwrap_or_default());
        self.at = self.bytes.len();
        self.fail();
        Cow::Owned(out)
    }

    /// One escape; its backslash stands at this place. An escape that JSON does not know stays as written, half a
    /// surrogate pair becomes the replacement character.
    fn escape(&mut self, out: &mut String) {
        self.at += 1;
        let plain = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(out),
            _ => {
                out.push('\\');
                return;
            }
        };
        out.push(plain);
        self.at += 1;
    }

    fn unicode(&mut self, out: &mut String) {
        let four = |at: usize| {
            let digits = self.text.get(at..at + 4)?;
            u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
        };
        let Some(first) = four(self.at + 1) else {
            out.push('\\');
            return;
        };
        let mut next = self.at + 5;
        let mut code = first;
        if (0xD800..0xDC00).contains(&first)
            && self.text.get(next..next + 2) == Some("\\u")
            && let Some(second) = four(next + 2).filter(|second| (0xDC00..0xE000).contains(second))
        {
            code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            next += 6;
        }
        out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        self.at = next;
    }

    /// The text of an object or list that is not told apart.
    fn unread(&mut self) -> Node<'a> {
        self.bounded = true;
        let start = self.at;
        let mut open = 0usize;
        loop {
            match self.peek() {
                Some(b'{' | b'[') => open += 1,
                Some(b'}' | b']') => open -= 1,
                Some(b'"') => {
                    self.string();
                    if self.fault.is_some() {
                        break;
                    }
                    continue;
                }
                Some(_) => {}
                None => {
                    self.fail();
                    break;
                }
            }
            self.at += 1;
            if open == 0 {
                break;
            }
        }
        Node::Raw(self.text.get(start..self.at).unwrap_or_default())
    }
}

impl Node<'_> {
    /// The field of an object; the first of this name.
    pub(crate) fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Node::Object(fields) => fields.iter().find(|field| field.name == name).map(|field| &field.value),
            _ => None,
        }
    }

    /// The text of a text.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a list; a value that stands alone where a list belongs counts as one element.
    pub(crate) fn elements(&self) -> &[Self] {
        match self {
            Node::List(values) => values,
            Node::Null => &[],
            one => std::slice::from_ref(one),
        }
    }

    /// Writes the value as JSON again, every digit and field as it was.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Node::Null => out.push_str("null"),
            Node::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Node::Number(text) | Node::Raw(text) => out.push_str(text),
            Node::Text(text) => write_text(text, out),
            Node::List(values) => {
                out.push('[');
                for (i, value) in values.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    value.write(out);
                }
                out.push(']');
            }
            Node::Object(fields) => {
                out.push('{');
                for (i, field) in fields.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    write_text(&field.name, out);
                    out.push(':');
                    field.value.write(out);
                }
                out.push('}');
            }
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        parse(text).root.write(&mut out);
        out
    }

    #[test]
    fn digits_and_doubled_fields_stay() {
        assert_eq!(
            written(r#"{"a": 6.80, "a": -1e3, "b":[true,null]}"#),
            r#"{"a":6.80,"a":-1e3,"b":[true,null]}"#
        );
    }

    #[test]
    fn escapes_are_read() {
        let parsed = parse(r#""\u3042\ud842\udfb7\n\"\ud842x\q""#);
        assert_eq!(parsed.root.text(), Some("あ𠮷\n\"\u{FFFD}x\\q"));
        assert!(parsed.fault.is_none());
    }

    #[test]
    fn what_breaks_off_is_kept_up_to_there() {
        let parsed = parse("{\"a\": \"x\",\n \"b\": [1, 2, \"やま");
        let fault = parsed.fault.unwrap();
        assert_eq!(parsed.root.field("a").and_then(Node::text), Some("x"));
        assert_eq!(parsed.root.field("b").map(|list| list.elements().len()), Some(3));
        assert_eq!((fault.line, fault.column), (2, 17));
        let parsed = parse("{\"a\": 1} trailing");
        assert_eq!(parsed.fault.unwrap().remainder, "trailing");
    }

    #[test]
    fn depth_is_bounded_and_nothing_is_lost() {
        let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
        let parsed = parse(&deep);
        assert!(parsed.bounded && parsed.fault.is_none());
        assert_eq!(written(&deep), deep);
        let open = "[{\"a\":".repeat(200_000);
        assert!(parse(&open).fault.is_some());
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in any::<String>()) {
            let _ = parse(&text);
            let _ = parse(&format!("{{\"a\":{text}"));
        }

        #[test]
        fn what_is_json_reads_as_serde_reads_it(text in "[\\[\\]{}:,\"a\\\\u0-9 .tfrue-]{0,40}") {
            if let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) {
                let parsed = parse(&text);
                prop_assert!(parsed.fault.is_none());
                let mut out = String::new();
                parsed.root.write(&mut out);
                prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&out).unwrap(), value);
            }
        }
    }
}
