//! Elements ⇄ keyed values, by the layout in the catalogue. Reading takes elements in any order, under any of their
//! names, keeps what it does not know, and says what it noticed. Writing checks every value against the catalogue.

use super::{
    Node, Sheet, Unreadable,
    sheet::{read_date, read_month, read_time},
    text,
};
use crate::catalogue::{Catalogue, Form, Item, Layout, Message};
use domain::{finding::Finding, rule};
use std::sync::Arc;

/// Unknown elements named one by one; a file full of them is told once.
const MOST_UNKNOWN: usize = 20;
/// Findings of one file. Whoever reads them has seen enough by then, and the file itself is kept.
const MOST_FINDINGS: usize = 200;

struct Reading<'a> {
    catalogue: &'a Catalogue,
    anywhere: Vec<&'a Item>,
    /// Names, and of which parent they are which child.
    path: Vec<(&'a str, Option<(&'a Node, usize)>)>,
    unknown: usize,
    findings: Vec<Finding>,
}

/// Reads an answer, or whatever was pushed.
///
/// # Errors
/// When the root is another one or holds neither header nor body.
pub fn read(
    catalogue: &Catalogue,
    message: &Message,
    root: &Node,
) -> Result<(Sheet, Vec<Finding>), Unreadable> {
    let header = root.child(&message.header);
    let body = root.child(&message.body);
    if !message.roots.contains(&root.name) || (header.is_none() && body.is_none()) {
        return Err(Unreadable::OtherRoot);
    }
    let layout = &message.answer;
    let anywhere: Vec<&Item> =
        layout.header.iter().chain(&layout.body).filter(|item| item.anywhere).collect();
    let mut reading =
        Reading { catalogue, anywhere: anywhere.clone(), path: Vec::new(), unknown: 0, findings: Vec::new() };
    let mut sheet = Sheet::new();
    for (node, items) in [(header, &layout.header), (body, &layout.body)] {
        if let Some(node) = node {
            reading.path.push((&node.name, None));
            reading.fill(node, items, &mut sheet, &mut Vec::new());
            reading.path.pop();
        }
    }
    for item in anywhere.into_iter().filter(|item| !item.many) {
        if !sheet.has(&item.key)
            && let Some(node) = root.walk().find(|node| named(item, &node.name))
        {
            reading.path.push((&node.name, None));
            reading.take(node, item, &mut sheet);
            reading.path.pop();
        }
    }
    Ok((sheet, reading.findings))
}

fn named(item: &Item, name: &str) -> bool {
    item.name == name || item.also.iter().chain(&item.foreign).any(|other| other == name)
}

impl<'a> Reading<'a> {
    /// `had`: the items of which there is only one, as far as they are in the sheet.
    fn fill(&mut self, node: &'a Node, items: &[Item], sheet: &mut Sheet, had: &mut Vec<Arc<str>>) {
        let deep = items.iter().any(|item| item.deep);
        for (at, child) in node.children.iter().enumerate() {
            self.path.push((&child.name, Some((node, at))));
            match items.iter().find(|item| named(item, &child.name)) {
                Some(item) if !item.many && had.contains(&item.key) => {
                    self.found(&rule::TERMINAL_ELEMENT_TWICE, [])
                }
                Some(item) => {
                    if self.take(child, item, sheet) && !item.many {
                        had.push(item.key.clone());
                    }
                }
                None if self.anywhere.iter().any(|item| named(item, &child.name)) => {}
                None if deep && !child.children.is_empty() => self.fill(child, items, sheet, had),
                None => {
                    self.unknown += 1;
                    if self.unknown <= MOST_UNKNOWN {
                        self.found(&rule::TERMINAL_ELEMENT_UNKNOWN, []);
                    }
                    sheet.unknown.push(child.clone());
                }
            }
            self.path.pop();
        }
    }

    /// Whether there was anything to take.
    fn take(&mut self, node: &'a Node, item: &Item, sheet: &mut Sheet) -> bool {
        if item.foreign.contains(&node.name) {
            sheet.other_names = true;
        }
        if !item.items.is_empty() {
            let mut group = Sheet::new();
            self.fill(node, &item.items, &mut group, &mut Vec::new());
            sheet.push_group(item.key.clone(), group);
            return true;
        }
        if !node.children.is_empty() {
            self.found(&rule::TERMINAL_VALUE_FORM, []);
            sheet.unknown.push(node.clone());
            return false;
        }
        let text = node.text.trim_matches([' ', '\t', '\r', '\n']);
        if text.is_empty() {
            return false;
        }
        self.judge(text, item);
        sheet.push_text(
            item.key.clone(),
            if item.form == Form::Insurer { insurer(text) } else { text.to_owned() },
        );
        true
    }

    fn judge(&mut self, text: &str, item: &Item) {
        let fits = match item.form {
            Form::Text | Form::Base64 => true,
            Form::Digits | Form::Insurer => text.bytes().all(|b| b.is_ascii_digit()),
            Form::Date => read_date(text).is_some(),
            Form::Month => read_month(text).is_some(),
            Form::Time => read_time(text).is_some(),
            Form::Code => {
                let table = item.code.as_deref().and_then(|table| self.catalogue.codes(table));
                if table.is_some_and(|table| !table.values.contains_key(text)) {
                    self.found(&rule::TERMINAL_CODE_UNKNOWN, table.map(|table| table.title.clone()));
                }
                true
            }
        };
        if !fits {
            self.found(&rule::TERMINAL_VALUE_FORM, []);
        } else if item.form != Form::Base64 && item.max != usize::MAX && text.chars().count() > item.max {
            self.found(&rule::TERMINAL_VALUE_LONG, [item.max.to_string()]);
        }
        if item.form == Form::Text && text.contains('●') {
            self.found(&rule::TERMINAL_UNREADABLE_MARK, []);
        }
    }

    fn found(&mut self, rule: &'static domain::finding::Rule, args: impl IntoIterator<Item = String>) {
        if self.findings.len() >= MOST_FINDINGS {
            return;
        }
        let mut path = String::new();
        for (name, child) in &self.path {
            if !path.is_empty() {
                path.push('.');
            }
            // Names come from outside: only what can be an element's name is repeated.
            path.extend(name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')));
            // Which of its namesakes it is, where there are several before it.
            let before = child.map_or(0, |(parent, at)| {
                parent.children[..at].iter().filter(|other| other.name == *name).count()
            });
            if before > 0 {
                path.push_str(&format!("[{before}]"));
            }
        }
        self.findings.push(Finding::with(rule, path, args));
    }
}

/// 保険者番号 without its padding: blanks, or the two zeros before six digits (国保) that some products write.
fn insurer(text: &str) -> String {
    match text.strip_prefix("00") {
        Some(six) if text.len() == 8 => six.to_owned(),
        _ => text.to_owned(),
    }
}

/// Writes a request. All values come from one sheet; header and body take what is theirs.
///
/// # Errors
/// Findings that name the elements: what is missing, too long, of the wrong form, or has no place in the encoding.
pub fn write(
    catalogue: &Catalogue,
    message: &Message,
    layout: &Layout,
    sheet: &Sheet,
) -> Result<(Node, Vec<Finding>), Vec<Finding>> {
    let mut writing = Writing { catalogue, message, findings: Vec::new() };
    let header = writing.group(&message.header, &layout.header, sheet, "");
    let body = writing.group(&message.body, &layout.body, sheet, "");
    // A key without a place: an official change took the element away.
    for key in sheet.keys() {
        if !layout.header.iter().chain(&layout.body).any(|item| &*item.key == key) {
            writing.findings.push(Finding::new(&rule::TERMINAL_NO_PLACE, key));
        }
    }
    if domain::finding::any_error(&writing.findings) {
        return Err(writing.findings);
    }
    let root = message.roots.first().cloned().unwrap_or_default();
    Ok((Node::group(root, vec![header, body]), writing.findings))
}

struct Writing<'a> {
    catalogue: &'a Catalogue,
    message: &'a Message,
    findings: Vec<Finding>,
}

impl Writing<'_> {
    fn group(&mut self, name: &str, items: &[Item], sheet: &Sheet, above: &str) -> Node {
        let path = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        let mut children = Vec::new();
        for item in items {
            let before = children.len();
            if item.items.is_empty() {
                for value in sheet.texts(&item.key) {
                    children.push(Node::leaf(&item.name, self.text(value, item, &path)));
                }
            } else {
                for group in sheet.groups(&item.key) {
                    children.push(self.group(&item.name, &item.items, group, &path));
                }
            }
            let at = || format!("{path}.{}", item.name);
            if item.required && children.len() == before {
                self.findings.push(Finding::new(&rule::TERMINAL_ELEMENT_MISSING, at()));
            } else if !item.many && children.len() > before + 1 {
                self.findings.push(Finding::new(&rule::TERMINAL_ELEMENT_TOO_MANY, at()));
            }
        }
        Node::group(name, children)
    }

    fn text(&mut self, value: &str, item: &Item, path: &str) -> String {
        let at = || format!("{path}.{}", item.name);
        let text = match item.form {
            Form::Insurer => format!("{:>width$}", value.trim_matches(' '), width = item.max.min(32)),
            _ => value.to_owned(),
        };
        let inner = text.trim_matches(' ');
        let digits = inner.bytes().all(|b| b.is_ascii_digit());
        let fits = match item.form {
            Form::Text => !text.chars().any(char::is_control),
            Form::Base64 => !text.bytes().any(|b| b.is_ascii_whitespace()),
            Form::Digits | Form::Insurer => digits,
            Form::Date => read_date(&text).is_some(),
            Form::Month => read_month(&text).is_some(),
            Form::Time => read_time(&text).is_some(),
            Form::Code => item
                .code
                .as_deref()
                .and_then(|table| self.catalogue.codes(table))
                .is_none_or(|table| table.values.contains_key(&text)),
        };
        if !fits {
            self.findings.push(Finding::new(&rule::TERMINAL_CANNOT_SEND_FORM, at()));
        }
        let length = text.chars().count();
        if length > item.max {
            self.findings.push(Finding::with(&rule::TERMINAL_CANNOT_SEND_LONG, at(), [item.max.to_string()]));
        } else if length < item.min {
            self.findings.push(Finding::new(&rule::TERMINAL_CANNOT_SEND_FORM, at()));
        }
        if item.form == Form::Base64 {
            let megabytes = |bytes: usize| [(bytes / 1_048_576).to_string()];
            if text.len() > item.bytes {
                self.findings.push(Finding::with(
                    &rule::TERMINAL_CANNOT_SEND_LARGE,
                    at(),
                    megabytes(item.bytes),
                ));
            } else if text.len() > item.warn {
                self.findings.push(Finding::with(&rule::TERMINAL_LARGE, at(), megabytes(item.warn)));
            }
        }
        if !text::encodable(&text, self.message.encoding) {
            self.findings.push(Finding::new(&rule::TERMINAL_CANNOT_SEND_CHARACTER, at()));
        }
        text
    }
}
