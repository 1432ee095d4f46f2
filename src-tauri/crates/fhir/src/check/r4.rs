//! FHIR R4 (4.0.1) as data: which elements a type has, how often, and of which types.

use super::invariant::{self, Invariant};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// Position of a type in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TypeId(usize);

/// What a value must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A JSON primitive.
    Primitive(Primitive),
    /// A code of a closed list; an empty list takes any.
    Code(Vec<Box<str>>),
    /// An object of this type.
    Complex(TypeId),
    /// A reference to one of these resource types; an empty list takes any.
    Reference(Vec<Box<str>>),
    /// Any resource.
    Resource,
    /// A type that the table does not hold: only what is common to all JSON is looked at.
    Any,
}

/// The primitive types (R4 §2.24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of the standard")]
pub enum Primitive {
    Boolean,
    Integer,
    UnsignedInt,
    PositiveInt,
    Decimal,
    String,
    Markdown,
    Xhtml,
    Uri,
    Id,
    Base64Binary,
    Date,
    DateTime,
    Instant,
    Time,
}

impl Primitive {
    /// The standard's names; names that behave alike share one.
    const NAMES: &'static [(&'static str, Self)] = &[
        ("boolean", Self::Boolean),
        ("integer", Self::Integer),
        ("unsignedInt", Self::UnsignedInt),
        ("positiveInt", Self::PositiveInt),
        ("decimal", Self::Decimal),
        ("string", Self::String),
        ("markdown", Self::Markdown),
        ("xhtml", Self::Xhtml),
        ("uri", Self::Uri),
        ("url", Self::Uri),
        ("canonical", Self::Uri),
        ("oid", Self::Uri),
        ("uuid", Self::Uri),
        ("id", Self::Id),
        ("base64Binary", Self::Base64Binary),
        ("date", Self::Date),
        ("dateTime", Self::DateTime),
        ("instant", Self::Instant),
        ("time", Self::Time),
    ];
}

/// An element as it is named in JSON; a choice has one for each of its types.
#[derive(Debug)]
pub struct Element {
    /// `valueQuantity`.
    pub name: Box<str>,
    /// Which declared element it is: those of one choice share it.
    pub slot: u8,
    /// Whether it is a list.
    pub many: bool,
    /// What it holds.
    pub what: What,
}

/// A type: a resource, a data type or a nested element.
#[derive(Debug)]
pub struct Type {
    /// Whether it can stand alone.
    pub resource: bool,
    elements: Vec<Element>,
    /// Positions in `elements` plus one by [`spread`] of the name, free places are zero.
    places: Vec<u8>,
    /// Mandatory elements: name (`medication[x]` without the `[x]`) and slot.
    pub required: Vec<(Box<str>, u8)>,
    /// What must hold between its members.
    pub(super) invariants: Vec<&'static Invariant>,
}

impl Type {
    fn new(resource: bool, elements: Vec<Element>, required: Vec<(Box<str>, u8)>) -> Option<Self> {
        if elements.len() >= 255 {
            return None;
        }
        let size = (elements.len() * 2).next_power_of_two();
        let mut places = vec![0; size];
        for (i, element) in (1_u8..).zip(&elements) {
            let mut place = spread(&element.name) & (size - 1);
            while places[place] != 0 {
                place = (place + 1) & (size - 1);
            }
            places[place] = i;
        }
        Some(Self { resource, elements, places, required, invariants: Vec::new() })
    }

    /// The element with this name in JSON.
    pub fn element(&self, name: &str) -> Option<&Element> {
        let mask = self.places.len().checked_sub(1)?;
        let mut place = spread(name) & mask;
        loop {
            let element = self.elements.get(usize::from(self.places[place].checked_sub(1)?))?;
            if *element.name == *name {
                return Some(element);
            }
            place = (place + 1) & mask;
        }
    }
}

/// Where a name belongs in the places of its type: length and three of its letters tell nearly all names apart.
fn spread(name: &str) -> usize {
    let bytes = name.as_bytes();
    let at = |i: usize| bytes.get(i).copied().map_or(0, usize::from);
    let n = bytes.len();
    n.wrapping_mul(7)
        ^ at(0).wrapping_mul(31)
        ^ at(n / 2).wrapping_mul(131)
        ^ at(n.wrapping_sub(1)).wrapping_mul(517)
}

/// All types.
#[derive(Debug)]
pub struct Types {
    types: Vec<Type>,
    by_name: HashMap<Box<str>, TypeId>,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Raw(BTreeMap<String, BTreeMap<String, String>>);

impl Types {
    /// The table; `None` when the data built into the program is damaged, which the tests rule out.
    pub fn get() -> Option<&'static Self> {
        static TYPES: LazyLock<Option<Types>> =
            LazyLock::new(|| Types::read(include_str!("../../profiles/r4.toml")));
        TYPES.as_ref()
    }

    fn read(text: &str) -> Option<Self> {
        let Raw(raw) = toml::from_str(text).ok()?;
        let by_name: HashMap<Box<str>, TypeId> =
            raw.keys().enumerate().map(|(i, name)| (name.as_str().into(), TypeId(i))).collect();
        let types = raw.keys().map(|name| read_type(&raw, &by_name, name)).collect::<Option<Vec<Type>>>()?;
        Some(Self { types, by_name })
    }

    /// The type with this name.
    pub fn id(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(name).copied()
    }

    /// The type of this id.
    pub fn of(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }

    /// The resource type with this name.
    pub fn resource(&self, name: &str) -> Option<TypeId> {
        self.id(name).filter(|id| self.of(*id).resource && name != "Resource" && name != "DomainResource")
    }
}

fn read_type(
    raw: &BTreeMap<String, BTreeMap<String, String>>,
    by_name: &HashMap<Box<str>, TypeId>,
    name: &str,
) -> Option<Type> {
    let (mut elements, mut required) = (Vec::new(), Vec::new());
    let (mut slot, mut level, mut resource) = (0_u8, name, false);
    loop {
        resource |= level == "Resource";
        let declared = raw.get(level)?;
        for (element, line) in declared.iter().filter(|(element, _)| *element != "<") {
            let (card, types) = line.split_once(' ')?;
            let (min, max) = card.split_once("..")?;
            let base = element.strip_suffix("[x]");
            if min != "0" {
                required.push((base.unwrap_or(element).into(), slot));
            }
            for (kind, what) in whats(raw, by_name, types) {
                let name =
                    base.map_or_else(|| element.clone(), |base| format!("{base}{}", capitalised(&kind)));
                elements.push(Element { name: name.into(), slot, many: max == "*", what });
            }
            slot = slot.checked_add(1)?;
        }
        match declared.get("<") {
            Some(base) => level = base,
            None => break,
        }
    }
    if slot >= 128 {
        return None;
    }
    let mut of = Type::new(resource, elements, required)?;
    of.invariants = invariant::ALL.iter().filter(|one| one.of == name).collect();
    Some(of)
}

fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The types of a line: `string Reference(Patient|Group)`; `*` is every data type.
fn whats(
    raw: &BTreeMap<String, BTreeMap<String, String>>,
    by_name: &HashMap<Box<str>, TypeId>,
    line: &str,
) -> Vec<(String, What)> {
    let what = |name: &str, list: Vec<Box<str>>| match name {
        "code" => What::Code(list),
        "Reference" => What::Reference(list),
        "Resource" => What::Resource,
        name => match Primitive::NAMES.iter().find(|(known, _)| *known == name) {
            Some((_, primitive)) => What::Primitive(*primitive),
            None => by_name.get(name).map_or(What::Any, |id| What::Complex(*id)),
        },
    };
    if line == "*" {
        let complex = raw.iter().filter(|(name, declared)| {
            !name.contains('.')
                && matches!(declared.get("<").map(String::as_str), Some("Element" | "BackboneElement"))
                && *name != "BackboneElement"
                && !matches!(name.as_str(), "Extension" | "Narrative")
        });
        let primitives = Primitive::NAMES.iter().map(|(name, _)| *name).filter(|name| *name != "xhtml");
        let names = complex.map(|(name, _)| name.as_str()).chain(primitives);
        let alike =
            [("Age", "Age"), ("Duration", "Duration"), ("Count", "Quantity"), ("Distance", "Quantity")];
        return names
            .map(|name| (name, name))
            .chain(alike)
            .chain([("code", "code")])
            .map(|(name, of)| (name.to_owned(), what(of, Vec::new())))
            .collect();
    }
    line.split(' ')
        .map(|word| {
            let (name, list) =
                word.strip_suffix(')').and_then(|word| word.split_once('(')).unwrap_or((word, ""));
            let list = list.split('|').filter(|item| !item.is_empty()).map(Into::into).collect();
            // In JSON a quantity that may have no comparator bears the name of any other.
            (if name == "SimpleQuantity" { "Quantity" } else { name }.to_owned(), what(name, list))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types() -> &'static Types {
        Types::get().expect("built-in data")
    }

    #[test]
    fn the_table_reads() {
        let observation = types().of(types().resource("Observation").expect("a resource"));
        let value = observation.element("valueQuantity").expect("a choice");
        assert_eq!(value.what, What::Complex(types().id("Quantity").expect("a type")));
        assert_eq!(value.slot, observation.element("valueString").expect("a choice").slot);
        assert!(observation.element("category").expect("an element").many);
        assert!(observation.element("value").is_none());
        assert!(observation.element("meta").is_some() && observation.element("contained").is_some());
        assert!(observation.required.iter().any(|(name, _)| &**name == "status"));
        assert!(types().resource("Coding").is_none() && types().resource("Resource").is_none());
    }

    #[test]
    fn choices_name_ages_and_extensions_take_everything() {
        let condition = types().of(types().resource("Condition").expect("a resource"));
        for name in ["onsetAge", "onsetDateTime", "onsetPeriod", "onsetRange", "onsetString"] {
            assert!(condition.element(name).is_some(), "{name}");
        }
        let extension = types().of(types().id("Extension").expect("a type"));
        for name in [
            "valueCode",
            "valueIdentifier",
            "valueCodeableConcept",
            "valuePeriod",
            "valueInteger",
            "valueReference",
            "valueDuration",
        ] {
            assert!(extension.element(name).is_some(), "{name}");
        }
        assert!(extension.element("valueXhtml").is_none());
        let age = types().id("Age").map(What::Complex);
        assert_eq!(condition.element("onsetAge").map(|it| it.what.clone()), age);
        assert_eq!(extension.element("valueAge").map(|it| it.what.clone()), age);
    }

    #[test]
    fn every_invariant_is_of_a_type_and_names_its_elements() {
        for one in invariant::ALL {
            let of = types().of(types().id(one.of).unwrap_or_else(|| panic!("no type {}", one.of)));
            for name in one.names() {
                let there = match name.strip_suffix("[x]") {
                    Some(base) => of.elements.iter().any(|element| element.name.starts_with(base)),
                    None => of.element(name).is_some(),
                };
                assert!(there, "{} has no {name}", one.of);
            }
        }
    }
}
