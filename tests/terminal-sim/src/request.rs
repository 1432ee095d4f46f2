//! Reading a request, by the catalogue's names and with a reader of our own.

use crate::centre::Card;
use std::{collections::BTreeMap, sync::Arc};
use terminal::catalogue::{Item, Message};

/// A request.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) message: Arc<Message>,
    /// Values by the catalogue's keys; groups that repeat are in `groups`.
    values: BTreeMap<String, String>,
    /// Every group, flattened: keys → values.
    pub(crate) groups: Vec<BTreeMap<String, String>>,
}

impl Request {
    /// Reads a request file; says what is wrong with it.
    pub(crate) fn read(message: Arc<Message>, bytes: &[u8]) -> Result<Self, String> {
        let text = decode(bytes)?;
        let document = roxmltree::Document::parse(&text).map_err(|error| error.to_string())?;
        let root = document.root_element();
        if !message.roots.contains(&root.tag_name().name().to_owned()) {
            return Err("another root".to_owned());
        }
        let layout = message.request.clone().ok_or("no request")?;
        let mut request = Self { message, values: BTreeMap::new(), groups: Vec::new() };
        for (name, items) in
            [(&request.message.header.clone(), &layout.header), (&request.message.body.clone(), &layout.body)]
        {
            let part =
                root.children().find(|node| node.has_tag_name(name.as_str())).ok_or(format!("no {name}"))?;
            let mut order = 0;
            for child in part.children().filter(roxmltree::Node::is_element) {
                let at = items
                    .iter()
                    .position(|item| item.name == child.tag_name().name())
                    .ok_or(format!("{} has no place", child.tag_name().name()))?;
                if at < order {
                    return Err(format!("{} stands out of order", child.tag_name().name()));
                }
                order = at;
                let item = &items[at];
                if item.items.is_empty() {
                    request.values.insert(item.key.to_string(), checked(item, child)?);
                } else {
                    request.groups.push(flat(&item.items, child)?);
                }
            }
            let there = |item: &Item| part.children().any(|node| node.has_tag_name(item.name.as_str()));
            if let Some(item) = items.iter().find(|item| item.required && !there(item)) {
                return Err(format!("{} is missing", item.name));
            }
        }
        Ok(request)
    }

    pub(crate) fn key(&self) -> &str {
        &self.message.key
    }

    /// A value by its key, from the message or from its only group.
    pub(crate) fn get(&self, key: &str) -> &str {
        self.values
            .get(key)
            .or_else(|| self.groups.first().and_then(|group| group.get(key)))
            .map_or("", String::as_str)
    }

    pub(crate) fn card(&self) -> Card<'_> {
        let birth = self.get("birth_date");
        Card {
            insurer_number: self.get("insurer_number"),
            symbol: self.get("card_symbol"),
            number: self.get("card_number"),
            branch: self.get("branch"),
            birth_date: (!birth.is_empty()).then_some(birth),
        }
    }
}

fn flat(items: &[Item], node: roxmltree::Node<'_, '_>) -> Result<BTreeMap<String, String>, String> {
    let mut values = BTreeMap::new();
    for child in node.children().filter(roxmltree::Node::is_element) {
        let name = child.tag_name().name();
        let item = items.iter().find(|item| item.name == name).ok_or(format!("{name} has no place"))?;
        values.insert(item.key.to_string(), checked(item, child)?);
    }
    match items.iter().find(|item| item.required && !values.contains_key(&*item.key)) {
        Some(item) => Err(format!("{} is missing", item.name)),
        None => Ok(values),
    }
}

/// The text as the service demands it: within its length, base64 on one line.
fn checked(item: &Item, node: roxmltree::Node<'_, '_>) -> Result<String, String> {
    let text = node.text().unwrap_or_default();
    let length = text.chars().count();
    let broken = item.bytes != usize::MAX && text.contains(['\r', '\n']);
    if length > item.max || length < item.min || broken {
        return Err(format!("{} is too long, too short or broken", item.name));
    }
    Ok(text.to_owned())
}

/// What the declaration says, strictly: the terminal is less tolerant than we are.
fn decode(bytes: &[u8]) -> Result<String, String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(100)]).to_ascii_lowercase();
    let encoding = if head.contains("shift_jis") { encoding_rs::SHIFT_JIS } else { encoding_rs::UTF_8 };
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if faulty { Err("not in the encoding that it declares".to_owned()) } else { Ok(text.into_owned()) }
}
