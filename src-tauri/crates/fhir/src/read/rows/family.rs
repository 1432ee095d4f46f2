//! FamilyMemberHistory: 家族歴 (JP-CLINS §4.2, section 550).

use crate::read::{
    document::{Family, Illness},
    fields::Scan,
    json::Node,
    words::Words,
};
use domain::{core6::code::Code, letter::FamilyRelation};

/// Who had what since when. It takes nothing: all of it is told as facts besides, with whatever else stands there.
pub(crate) fn read(node: &Node<'_>, scan: &Scan<'_>) -> Family {
    let words = scan.words;
    let illnesses = node.field("condition").map(Node::elements).unwrap_or_default();
    Family {
        relation: node.field("relationship").and_then(|concept| relation(concept, words)),
        illnesses: illnesses.iter().filter_map(|illness| self::illness(illness, words)).collect(),
    }
}

/// The relation of this code and text; several relations may share a code.
fn relation(concept: &Node<'_>, words: &Words) -> Option<FamilyRelation> {
    let text = concept.field("text").and_then(Node::text);
    let coded = |relation: &&FamilyRelation| {
        let known = words.guide.family_relation(**relation).map(|known| known.code.as_str());
        codings(concept)
            .any(|[system, code, _]| system == words.guide.systems.family_relation && known == Some(code))
    };
    let said = |relation: &&FamilyRelation| text == Some(relation.label());
    let all = || FamilyRelation::ALL.iter();
    let found = all().find(|one| coded(one) && said(one)).or_else(|| all().find(coded));
    found.or_else(|| all().find(said)).copied()
}

fn illness(node: &Node<'_>, words: &Words) -> Option<Illness> {
    let concept = node.field("code")?;
    let text = concept.field("text").and_then(Node::text).filter(|text| !text.is_empty());
    let display = || codings(concept).map(|[_, _, display]| display).find(|display| !display.is_empty());
    let known = |[system, code, display]: [&str; 3]| Some(Code::new(words.system(system)?, code, display));
    Some(Illness {
        text: text.or_else(display)?.to_owned(),
        codes: codings(concept).filter_map(known).collect(),
        age: node.field("onsetAge").and_then(age),
    })
}

/// Whole years.
fn age(quantity: &Node<'_>) -> Option<u16> {
    let years = quantity.field("code").and_then(Node::text) == Some("a");
    match quantity.field("value")? {
        Node::Number(digits) if years && quantity.field("comparator").is_none() => digits.parse().ok(),
        _ => None,
    }
}

/// System, code and display of every coding.
fn codings<'n>(concept: &'n Node<'_>) -> impl Iterator<Item = [&'n str; 3]> {
    let list = concept.field("coding").map(Node::elements).unwrap_or_default();
    list.iter().map(|coding| {
        ["system", "code", "display"].map(|name| coding.field(name).and_then(Node::text).unwrap_or_default())
    })
}
