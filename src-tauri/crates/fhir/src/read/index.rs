//! Where the resources of a bundle lie, and which of them a reference means: by the entry's `fullUrl`, by
//! `Type/id`, by `#id` inside the same resource, or, as before version 1.5, by identifier.

use super::{fields::Scan, json::Node};
use std::{borrow::Cow, collections::HashMap};

/// Every resource of the bundle.
#[derive(Default)]
pub(super) struct Index<'n> {
    pub(super) entries: Vec<Entry<'n>>,
    by_name: HashMap<Cow<'n, str>, usize>,
    by_identifier: HashMap<(&'n str, &'n str), usize>,
    patient: Option<usize>,
}

/// One entry.
pub(super) struct Entry<'n> {
    pub(super) resource: &'n Node<'n>,
    pub(super) kind: &'n str,
}

/// What a reference means.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Target<'n> {
    Entry(usize),
    Contained(&'n Node<'n>),
}

impl<'n> Index<'n> {
    /// Over the entries of a bundle, or over a resource that stands alone.
    pub(super) fn over(root: &'n Node<'n>) -> Self {
        let mut index = Self::default();
        match root.field("entry") {
            Some(list) => list
                .elements()
                .iter()
                .for_each(|node| index.add(node, node.field("resource").unwrap_or(node))),
            None if root.field("resourceType").and_then(Node::text) != Some("Bundle") => {
                index.add(root, root)
            }
            None => {}
        }
        index
    }

    fn add(&mut self, node: &'n Node<'n>, resource: &'n Node<'n>) {
        let place = self.entries.len();
        let kind = resource.field("resourceType").and_then(Node::text).unwrap_or_default();
        if let Some(url) = node.field("fullUrl").and_then(Node::text) {
            self.by_name.entry(url.into()).or_insert(place);
        }
        if let Some(id) = resource.field("id").and_then(Node::text) {
            self.by_name.entry(format!("{kind}/{id}").into()).or_insert(place);
        }
        for identifier in resource.field("identifier").map(Node::elements).unwrap_or_default() {
            let part = |name| identifier.field(name).and_then(Node::text);
            if let (Some(system), Some(value)) = (part("system"), part("value")) {
                self.by_identifier.entry((system, value)).or_insert(place);
            }
        }
        if kind == "Patient" {
            self.patient.get_or_insert(place);
        }
        self.entries.push(Entry { resource, kind });
    }

    /// The patient whom a 5情報 bundle or document is about.
    pub(super) fn patient(&self) -> Option<usize> {
        self.patient
    }

    /// The first resource of this kind.
    pub(super) fn first(&self, kind: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.kind == kind)
    }

    fn named(&self, name: &str) -> Option<usize> {
        let found = self.by_name.get(name).copied();
        // An absolute URL of a server ends in Type/id.
        let tail = || {
            let (rest, id) = name.rsplit_once('/')?;
            let kind = rest.rsplit('/').next()?;
            self.by_name.get(format!("{kind}/{id}").as_str()).copied()
        };
        found.or_else(|| name.starts_with("http").then(tail).flatten())
    }
}

impl<'n> Scan<'n> {
    /// What this Reference means.
    pub(super) fn resolve(&mut self, reference: &'n Node<'n>) -> Option<Target<'n>> {
        let found = match reference.field("reference").and_then(Node::text) {
            Some("") | None => {
                let identifier = reference.field("identifier")?;
                let part = |name| identifier.field(name).and_then(Node::text);
                let place = self.index.by_identifier.get(&(part("system")?, part("value")?)).copied();
                Target::Entry(place?)
            }
            Some(name) => match name.strip_prefix('#') {
                Some(id) => {
                    let has = |node: &&'n Node<'n>| node.field("id").and_then(Node::text) == Some(id);
                    Target::Contained(self.contained.iter().copied().find(has)?)
                }
                None => Target::Entry(self.index.named(name)?),
            },
        };
        if let Target::Entry(place) = found
            && let Some(linked) = self.linked.get_mut(place)
        {
            *linked = true;
        }
        Some(found)
    }

    /// The main words of what a reference means.
    pub(super) fn title(&self, target: Target<'n>) -> String {
        match target {
            Target::Entry(place) => self.index.entries.get(place).map(|entry| title(entry.resource)),
            Target::Contained(node) => Some(title(node)),
        }
        .unwrap_or_default()
    }
}

/// The main words of a resource.
pub(super) fn title(resource: &Node<'_>) -> String {
    let concept = |name: &str| {
        let concept = resource.field(name)?.elements().first()?;
        let text = concept.field("text").and_then(Node::text).filter(|text| !text.is_empty());
        let coding = |name| concept.field("coding")?.elements().first()?.field(name)?.text();
        text.or_else(|| coding("display")).or_else(|| coding("code"))
    };
    let plain = |name: &str| resource.field(name).and_then(Node::text).filter(|text| !text.is_empty());
    let name = || {
        let name = resource.field("name")?;
        name.text().or_else(|| name.elements().first()?.field("text")?.text())
    };
    let class = || {
        let class = resource.field("class")?;
        class.field("display").or(class.field("code"))?.text()
    };
    ["code", "medicationCodeableConcept", "vaccineCode"]
        .into_iter()
        .find_map(concept)
        .or_else(name)
        .or_else(|| plain("title"))
        .or_else(|| plain("description"))
        .or_else(class)
        .or_else(|| concept("type"))
        .or_else(|| concept("relationship"))
        .unwrap_or_default()
        .to_owned()
}
