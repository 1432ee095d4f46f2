//! The walk over the tree along the types of R4, with a look at every data type on the way.

use super::{
    Checker,
    data::Demand,
    json::{Node, Object},
    path::At,
    r4::{Element, Primitive, TypeId, Types, What},
    rules,
};
use std::collections::HashSet;

/// Types that the walk stops at for a closer look.
#[derive(Clone, Copy)]
pub(super) struct Ids {
    element: TypeId,
    bundle: TypeId,
    section: TypeId,
    condition: TypeId,
    coding: TypeId,
    codeable: TypeId,
    identifier: TypeId,
    extension: TypeId,
    narrative: TypeId,
    human_name: TypeId,
    quantities: [TypeId; 4],
    attachment: TypeId,
    period: TypeId,
    reference: TypeId,
}

impl Ids {
    pub(super) fn new(types: &Types) -> Option<Self> {
        Some(Self {
            element: types.id("Element")?,
            bundle: types.id("Bundle")?,
            section: types.id("Composition.section")?,
            condition: types.id("Condition")?,
            coding: types.id("Coding")?,
            codeable: types.id("CodeableConcept")?,
            identifier: types.id("Identifier")?,
            extension: types.id("Extension")?,
            narrative: types.id("Narrative")?,
            human_name: types.id("HumanName")?,
            quantities: [
                types.id("Quantity")?,
                types.id("SimpleQuantity")?,
                types.id("Age")?,
                types.id("Duration")?,
            ],
            attachment: types.id("Attachment")?,
            period: types.id("Period")?,
            reference: types.id("Reference")?,
        })
    }
}

impl<'a> Checker<'a, '_> {
    /// An object of this type: its members, what is missing, and the rules of its type.
    pub(super) fn object(&mut self, id: TypeId, object: &'a Object<'a>, at: &At<'_>) {
        let types = self.types;
        let of = types.of(id);
        if object.0.is_empty() || (!of.resource && matches!(&object.0[..], [(name, _)] if name == "id")) {
            self.say_with(&rules::ELEMENT_EMPTY, at, [at.name().to_owned()]);
            return;
        }
        let field = self.field;
        if id == self.ids.section {
            self.field = self.section_field(object).or(field);
        }
        let (mut seen, mut extended, mut named) = (0_u128, 0_u128, false);
        // Members that occur twice share a slot; only then are all names compared.
        let mut doubtful = false;
        for (name, node) in &object.0 {
            let here = at.field(name);
            if name == "resourceType" && of.resource {
                doubtful |= std::mem::replace(&mut named, true);
                continue;
            }
            if let Some(base) = name.strip_prefix('_') {
                match of.element(base) {
                    Some(Element { what: What::Primitive(_) | What::Code(_), slot, .. }) => {
                        doubtful |= extended & (1 << slot) != 0;
                        extended |= 1 << slot;
                        self.primitive_extension(node, &here);
                    }
                    _ => self.say_with(&rules::ELEMENT_UNKNOWN, &here, [here.name().to_owned()]),
                }
                continue;
            }
            let Some(element) = of.element(name) else {
                doubtful = true;
                self.say_with(&rules::ELEMENT_UNKNOWN, &here, [path_safe(name)]);
                self.rest(node, &here);
                continue;
            };
            if seen & (1 << element.slot) != 0 {
                let twice = object.0.iter().filter(|(other, _)| other == name).count() > 1;
                doubtful |= twice;
                if !twice {
                    self.say_with(&rules::ELEMENT_CHOICE, &here, [path_safe(name)]);
                }
            }
            seen |= 1 << element.slot;
            self.member(id, element, node, &here);
        }
        if doubtful {
            self.twice(object, at);
        }
        seen |= extended;
        for (name, slot) in &of.required {
            if seen & (1 << slot) == 0 {
                let here = at.field(name);
                self.say_with(&rules::ELEMENT_MISSING, &here, [name.to_string()]);
            }
        }
        self.look(id, object, at);
        self.invariants(&of.invariants, object, at);
        self.field = field;
    }

    /// The rules of a data type.
    fn look(&mut self, id: TypeId, object: &'a Object<'a>, at: &At<'_>) {
        let ids = self.ids;
        match id {
            _ if id == ids.coding => self.coding(object, at),
            _ if id == ids.identifier => self.identifier(object, at),
            _ if id == ids.extension => self.extension(object, at),
            _ if id == ids.narrative => self.narrative(object, at),
            _ if ids.quantities.contains(&id) => self.quantity(object, at),
            _ if id == ids.attachment => self.attachment(object, at),
            _ if id == ids.period => self.period(object, at),
            _ => {}
        }
    }

    /// A member of an object: one value or a list.
    fn member(&mut self, owner: TypeId, element: &'static Element, node: &'a Node<'a>, at: &At<'_>) {
        let before = (self.master_names, self.wide_names);
        self.master_names |=
            matches!(&*element.name, "medicationCodeableConcept" | "timing" | "additionalInstruction");
        self.wide_names |= &*element.name == "valueCodeableConcept"
            || owner == self.ids.condition && &*element.name == "code";
        match (element.many, node) {
            (true, Node::List(items)) => {
                if items.is_empty() {
                    self.say_with(&rules::ELEMENT_EMPTY, at, [at.name().to_owned()]);
                }
                let entries = owner == self.ids.bundle && &*element.name == "entry";
                for (i, item) in items.iter().enumerate() {
                    let here = at.index(i);
                    if entries {
                        self.entry_begins(i);
                    }
                    self.value(owner, element, item, &here);
                    if entries {
                        self.entry_ends(&here);
                    }
                }
            }
            (true, Node::Null) | (false, Node::List(_))
                if matches!(node, Node::List(items) if items.is_empty()) || *node == Node::Null =>
            {
                self.say_with(&rules::ELEMENT_EMPTY, at, [at.name().to_owned()]);
            }
            (true, other) => {
                self.say_with(&rules::ELEMENT_NOT_LIST, at, [at.name().to_owned()]);
                self.value(owner, element, other, at);
            }
            (false, Node::List(_)) => {
                self.say_with(&rules::ELEMENT_LIST, at, [at.name().to_owned()]);
                self.rest(node, at);
            }
            (false, other) => self.value(owner, element, other, at),
        }
        (self.master_names, self.wide_names) = before;
    }

    fn value(&mut self, owner: TypeId, element: &'static Element, node: &'a Node<'a>, at: &At<'_>) {
        match (&element.what, node) {
            (_, Node::Null) => self.say_with(&rules::ELEMENT_EMPTY, at, [at.name().to_owned()]),
            (What::Any, node) => self.rest(node, at),
            (What::Complex(id), Node::Object(object)) => self.object(*id, object, at),
            (What::Reference(targets), Node::Object(object)) => {
                self.object(self.ids.reference, object, at);
                self.reference(object, targets, at);
            }
            (What::Resource, Node::Object(object)) => {
                self.resource(object, at, &*element.name == "contained")
            }
            (What::Complex(_) | What::Reference(_) | What::Resource, other) => {
                self.say_with(
                    &rules::ELEMENT_TYPE,
                    at,
                    [at.name().to_owned(), "まとまった項目{ }".to_owned()],
                );
                self.rest(other, at);
            }
            (What::Code(list), node) => self.code(list, node, at),
            (What::Primitive(primitive), node) => self.primitive(owner, element, *primitive, node, at),
        }
    }

    fn code(&mut self, list: &[Box<str>], node: &Node<'_>, at: &At<'_>) {
        let Some(code) = self.string(node, at) else { return };
        if !list.is_empty() && !list.iter().any(|known| **known == *code) {
            self.say_with(&rules::ELEMENT_CODE, at, [at.name().to_owned()]);
        } else if code.starts_with(char::is_whitespace)
            || code.ends_with(char::is_whitespace)
            || code.as_bytes().windows(2).any(|pair| pair == b"  ")
            || code.contains(['\t', '\n', '\r', '\u{3000}'])
        {
            self.say(&rules::CODING_FORM, at);
        }
    }

    /// A string that is not empty.
    fn string<'n>(&mut self, node: &'n Node<'_>, at: &At<'_>) -> Option<&'n str> {
        match node.text() {
            Some("") => self.say_with(&rules::ELEMENT_EMPTY, at, [at.name().to_owned()]),
            Some(text) => return Some(text),
            None => {
                self.say_with(&rules::ELEMENT_TYPE, at, [at.name().to_owned(), "文字列".to_owned()]);
                if matches!(node, Node::Object(_) | Node::List(_)) {
                    self.rest(node, at);
                }
            }
        }
        None
    }

    fn primitive(
        &mut self,
        owner: TypeId,
        element: &Element,
        primitive: Primitive,
        node: &Node<'_>,
        at: &At<'_>,
    ) {
        let wrong = |wanted: &str| [at.name().to_owned(), wanted.to_owned()];
        match primitive {
            Primitive::Boolean => {
                if !matches!(node, Node::Bool(_)) {
                    self.say_with(&rules::ELEMENT_TYPE, at, wrong("true か false"));
                }
            }
            Primitive::Integer | Primitive::UnsignedInt | Primitive::PositiveInt => {
                let least = match primitive {
                    Primitive::Integer => i64::from(i32::MIN),
                    Primitive::UnsignedInt => 0,
                    _ => 1,
                };
                if !matches!(node, Node::Integer(n) if (least..=i64::from(i32::MAX)).contains(n)) {
                    self.say_with(&rules::ELEMENT_TYPE, at, wrong("整数"));
                }
            }
            Primitive::Decimal => {
                if !matches!(node, Node::Integer(_) | Node::Decimal(_)) {
                    self.say_with(&rules::ELEMENT_TYPE, at, wrong("数値"));
                }
            }
            Primitive::String | Primitive::Markdown => {
                if let Some(text) = self.string(node, at) {
                    let role = self.role(owner, &element.name, primitive);
                    self.text(text, role, at);
                }
            }
            Primitive::Xhtml => {
                if let Some(text) = self.string(node, at) {
                    self.text(text, super::text::Role::Narrative, at);
                }
            }
            Primitive::Uri => {
                if let Some(text) = self.string(node, at)
                    && text.bytes().any(|b| b.is_ascii_whitespace() || b.is_ascii_control())
                {
                    self.say_with(&rules::ELEMENT_FORM, at, [at.name().to_owned()]);
                }
            }
            Primitive::Id => {
                if let Some(text) = self.string(node, at)
                    && !(text.len() <= 64
                        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.')))
                {
                    self.say_with(&rules::ELEMENT_FORM, at, [at.name().to_owned()]);
                }
            }
            Primitive::Base64Binary => {
                if let Some(text) = self.string(node, at)
                    && !is_base64(text)
                {
                    let rule = if owner == self.ids.attachment {
                        &rules::ATTACHMENT_DATA
                    } else {
                        &rules::ELEMENT_FORM
                    };
                    self.say_with(rule, at, [at.name().to_owned()]);
                }
            }
            Primitive::Date | Primitive::DateTime | Primitive::Instant | Primitive::Time => {
                if let Some(text) = self.string(node, at) {
                    self.time(text, primitive, at);
                }
            }
        }
    }

    fn role(&self, owner: TypeId, name: &str, primitive: Primitive) -> super::text::Role {
        use super::text::Role;
        let ids = self.ids;
        match name {
            _ if primitive == Primitive::Markdown => Role::Prose,
            "display" if owner == ids.coding => Role::Label,
            "text" if owner == ids.codeable => Role::Label,
            "text" | "family" | "given" if owner == ids.human_name => Role::Name,
            "value" if owner == ids.identifier => Role::Raw,
            "description" | "valueString" | "patientInstruction" => Role::Prose,
            _ => Role::Line,
        }
    }

    /// `_given`: an element with id or extensions, or a list of such and nulls.
    fn primitive_extension(&mut self, node: &'a Node<'a>, at: &At<'_>) {
        let element = self.ids.element;
        match node {
            Node::Object(object) => self.object(element, object, at),
            Node::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    if let Node::Object(object) = item {
                        self.object(element, object, &at.index(i));
                    }
                }
            }
            _ => self.say_with(
                &rules::ELEMENT_TYPE,
                at,
                [at.name().to_owned(), "まとまった項目{ }".to_owned()],
            ),
        }
    }

    /// What no type is known for: empty values and characters only.
    pub(super) fn rest(&mut self, node: &Node<'_>, at: &At<'_>) {
        match node {
            Node::Null => self.say_with(&rules::ELEMENT_EMPTY, at, [at.name().to_owned()]),
            Node::Text(text) if text.is_empty() => {
                self.say_with(&rules::ELEMENT_EMPTY, at, [at.name().to_owned()])
            }
            Node::Text(text) => self.text(text, super::text::Role::Prose, at),
            Node::List(items) => {
                if items.is_empty() {
                    self.say_with(&rules::ELEMENT_EMPTY, at, [at.name().to_owned()]);
                }
                for (i, item) in items.iter().enumerate() {
                    self.rest(item, &at.index(i));
                }
            }
            Node::Object(object) => {
                if object.0.is_empty() {
                    self.say_with(&rules::ELEMENT_EMPTY, at, [at.name().to_owned()]);
                }
                self.twice(object, at);
                for (name, node) in &object.0 {
                    self.rest(node, &at.field(name));
                }
            }
            Node::Bool(_) | Node::Integer(_) | Node::Decimal(_) => {}
        }
    }

    /// Members that occur twice.
    fn twice(&mut self, object: &Object<'_>, at: &At<'_>) {
        let members = &object.0;
        let mut say = |name: &str| self.say_with(&rules::ELEMENT_TWICE, &at.field(name), [path_safe(name)]);
        if members.len() <= 16 {
            for (i, (name, _)) in members.iter().enumerate() {
                if members[..i].iter().any(|(before, _)| before == name) {
                    say(name);
                }
            }
            return;
        }
        let mut names = HashSet::with_capacity(members.len());
        for (name, _) in members {
            if !names.insert(&**name) {
                say(name);
            }
        }
    }

    /// What a profile demands of an object.
    pub(super) fn demand(&mut self, object: &'a Object<'a>, demand: &'static Demand, at: &At<'_>) {
        for inside in &demand.inside {
            let node = object.get(&inside.name);
            let items = node.map_or(&[][..], Node::items);
            let listed = matches!(node, Some(Node::List(_)));
            let chosen = |item: &Node<'_>| match &inside.slice {
                None => true,
                Some(slice) => item
                    .object()
                    .is_some_and(|item| item.text("system").or_else(|| item.text("url")) == Some(&**slice)),
            };
            let here = at.field(&inside.name);
            let limit = inside.limit(self.version);
            let mut count = 0;
            for (i, item) in items.iter().enumerate().filter(|(_, item)| chosen(item)) {
                count += 1;
                let indexed = here.index(i);
                let place = if listed { &indexed } else { &here };
                if let Some((card, fixed)) = limit {
                    if card.max == 0 {
                        self.say_with(&rules::ELEMENT_PROHIBITED, &here, [inside.name.to_string()]);
                        break;
                    }
                    if count > card.max {
                        let args = [inside.name.to_string(), card.max.to_string()];
                        self.say_with(&rules::ELEMENT_TOO_MANY, place, args);
                    }
                    if let (Some(fixed), Some(text)) = (fixed, item.text())
                        && text != fixed
                    {
                        self.say_with(
                            &rules::VALUE_FIXED,
                            place,
                            [inside.name.to_string(), fixed.to_owned()],
                        );
                    }
                }
                if let (false, Some(item)) = (inside.inside.is_empty(), item.object()) {
                    self.demand(item, inside, place);
                }
            }
            if let Some((card, _)) = limit
                && count < card.min
            {
                self.say_with(&rules::ELEMENT_MISSING, &here, [inside.name.to_string()]);
            }
        }
    }
}

/// A name for a sentence; hostile keys are masked, since a finding carries no content.
fn path_safe(name: &str) -> String {
    At::root(name).to_string()
}

/// Base64 with blanks allowed, as R4 does.
fn is_base64(text: &str) -> bool {
    let (mut count, mut padding) = (0_usize, 0_usize);
    for b in text.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => count += 1,
            b'=' => padding += 1,
            b' ' | b'\n' | b'\r' | b'\t' => {}
            _ => return false,
        }
    }
    padding <= 2 && (count + padding) % 4 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_has_its_form() {
        assert!(is_base64("QUJD") && is_base64("QUI=") && is_base64("QQ==\n"));
        assert!(!is_base64("QUJ") && !is_base64("Q=JD") && !is_base64("あ") && !is_base64("Q==="));
    }
}
