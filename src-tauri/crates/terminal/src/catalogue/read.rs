//! TOML → catalogue, with every reference between rows checked.

use super::{
    Catalogue, CatalogueError, CatalogueFiles, CodeTable, Encoding, ErrorRow, Folder, Form, Item, Layout,
    Message, OutcomeStyle, Packing, Poll, Repeat, Timeout,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// Groups do not nest deeper in any known layout; more means that a group holds itself.
const DEEPEST: usize = 12;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    family: String,
    roots: Vec<String>,
    encoding: Encoding,
    header: String,
    body: String,
    outcome: OutcomeStyle,
    timeout: BTreeMap<String, Timeout>,
    poll: Poll,
    limit: Limit,
    item: BTreeMap<String, ItemRow>,
    message: BTreeMap<String, MessageRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    answer: u64,
    unfolded: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemRow {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    foreign: Vec<String>,
    #[serde(default)]
    form: Form,
    #[serde(default)]
    min: usize,
    max: Option<usize>,
    code: Option<String>,
    #[serde(default)]
    anywhere: bool,
    #[serde(default)]
    deep: bool,
    #[serde(default)]
    items: Vec<String>,
    #[serde(default)]
    packing: Packing,
    bytes: Option<usize>,
    warn: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MessageRow {
    title: String,
    interface: [String; 2],
    prefix: String,
    push: Option<String>,
    folders: Option<Vec<Folder>>,
    encoding: Option<Encoding>,
    timeout: String,
    repeat: Repeat,
    inquiry: Option<String>,
    #[serde(default)]
    paper: bool,
    provisional: bool,
    request: Option<LayoutRow>,
    answer: LayoutRow,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutRow {
    header: Vec<String>,
    body: Vec<String>,
    limit: Option<u64>,
}

pub(super) fn catalogue(files: CatalogueFiles<'_>) -> Result<Catalogue, CatalogueError> {
    let form = |error: toml::de::Error| CatalogueError(error.to_string());
    let codes: BTreeMap<String, CodeTable> = toml::from_str(files.codes).map_err(form)?;
    let errors: BTreeMap<String, ErrorRow> = toml::from_str(files.errors).map_err(form)?;
    let mut messages: Vec<Arc<Message>> = Vec::new();
    let mut by_key = HashMap::new();
    for text in files.families {
        let family: Family = toml::from_str(text).map_err(form)?;
        check_items(&family, &codes)?;
        for (key, row) in &family.message {
            let message = message(&family, key, row)?;
            if by_key.insert(key.clone(), messages.len()).is_some() {
                return Err(CatalogueError(format!("the message {key} stands twice")));
            }
            if messages.iter().any(|other| other.prefix == message.prefix && other.push == message.push) {
                return Err(CatalogueError(format!("{} is the prefix of two messages", message.prefix)));
            }
            messages.push(Arc::new(message));
        }
    }
    for message in &messages {
        if let Some(inquiry) = message.inquiry.as_ref().filter(|inquiry| !by_key.contains_key(*inquiry)) {
            return Err(CatalogueError(format!("{}: no message {inquiry}", message.key)));
        }
    }
    Ok(Catalogue { messages, by_key, codes, errors })
}

fn check_items(family: &Family, codes: &BTreeMap<String, CodeTable>) -> Result<(), CatalogueError> {
    for (key, row) in &family.item {
        let at = format!("{}, item {key}", family.family);
        match (&row.code, row.form) {
            (Some(code), Form::Code) if !codes.contains_key(code) => {
                return Err(CatalogueError(format!("{at}: no code table {code}")));
            }
            (Some(_), Form::Code) | (None, Form::Text | Form::Digits | Form::Date | Form::Month) => {}
            (None, Form::Time | Form::Insurer | Form::Base64) => {}
            _ => return Err(CatalogueError(format!("{at}: form and code table do not fit"))),
        }
        if row.max.is_some_and(|max| max < row.min) || row.name.is_empty() {
            return Err(CatalogueError(format!("{at}: name or length cannot be")));
        }
    }
    Ok(())
}

fn message(family: &Family, key: &str, row: &MessageRow) -> Result<Message, CatalogueError> {
    let at = |what: &str| CatalogueError(format!("message {key}: {what}"));
    let layout = |row: &LayoutRow| -> Result<Layout, CatalogueError> {
        Ok(Layout { header: items(family, &row.header, key, 0)?, body: items(family, &row.body, key, 0)? })
    };
    let timeout =
        family.timeout.get(&row.timeout).ok_or_else(|| at(&format!("no timeout class {}", row.timeout)))?;
    if row.push.is_some() == row.request.is_some() {
        return Err(at("either a request or a push"));
    }
    if row.prefix.is_empty() || !row.prefix.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(at("the prefix is letters and digits"));
    }
    Ok(Message {
        key: key.to_owned(),
        title: row.title.clone(),
        family: family.family.clone(),
        interface: row.interface.clone(),
        prefix: row.prefix.clone(),
        push: row.push.clone(),
        folders: row.folders.clone().unwrap_or_else(|| vec![Folder::Res]),
        encoding: row.encoding.unwrap_or(family.encoding),
        roots: family.roots.clone(),
        header: family.header.clone(),
        body: family.body.clone(),
        outcome: family.outcome,
        timeout: *timeout,
        poll: family.poll,
        repeat: row.repeat,
        inquiry: row.inquiry.clone(),
        paper: row.paper,
        provisional: row.provisional,
        request: row.request.as_ref().map(layout).transpose()?,
        answer: layout(&row.answer)?,
        answer_limit: row.answer.limit.unwrap_or(family.limit.answer),
        unfolded_limit: family.limit.unfolded,
    })
}

fn items(family: &Family, marked: &[String], at: &str, depth: usize) -> Result<Vec<Item>, CatalogueError> {
    if depth > DEEPEST {
        return Err(CatalogueError(format!("message {at}: a group holds itself ({})", marked.join(", "))));
    }
    let mut out = Vec::with_capacity(marked.len());
    for marked in marked {
        let key = marked.trim_end_matches(['!', '*', '+']);
        let mark = &marked[key.len()..];
        let row = family
            .item
            .get(key)
            .ok_or_else(|| CatalogueError(format!("message {at}: no item {key} in {}", family.family)))?;
        let (required, many) = match mark {
            "" => (false, false),
            "!" => (true, false),
            "*" => (false, true),
            "+" => (true, true),
            _ => return Err(CatalogueError(format!("message {at}: the mark of {marked}"))),
        };
        out.push(Item {
            key: key.into(),
            name: row.name.clone(),
            also: row.also.clone(),
            foreign: row.foreign.clone(),
            form: row.form,
            min: row.min,
            max: row.max.unwrap_or(usize::MAX),
            code: row.code.clone(),
            required,
            many,
            anywhere: row.anywhere,
            deep: row.deep,
            items: items(family, &row.items, at, depth + 1)?,
            packing: row.packing,
            bytes: row.bytes.unwrap_or(usize::MAX),
            warn: row.warn.unwrap_or(usize::MAX),
        });
    }
    Ok(out)
}
