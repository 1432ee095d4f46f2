//! What a received document says, complete and independent of the file: everything that the file holds is in
//! exactly one of its parts: typed, as a labelled fact, as a technical detail, or as a leftover shown as it is.

use domain::{
    core6::{Body, Moment, code::Code},
    date::Date,
    letter::FamilyRelation,
    patient::{Insurance, NameParts, PublicPayer, Sex},
    received::ReceivedKind,
};

/// A received document.
#[derive(Clone, Default, PartialEq)]
pub struct Document {
    /// Kind.
    pub kind: ReceivedKind,
    /// Its title as written; empty where it has none.
    pub title: String,
    /// The document's number (Bundle.identifier, else Composition.identifier); empty where it has none.
    pub number: String,
    /// 版数 as written; empty where it has none.
    pub edition: String,
    /// The version of the guide that the bundle claims (`1.10.0`); empty where it claims none.
    pub guide: String,
    /// When it was issued.
    pub issued: Option<Moment>,
    /// Whom it is about.
    pub patient: Option<Person>,
    /// 紹介元, or who made the document.
    pub sender: Party,
    /// 紹介先; empty where the document has none.
    pub receiver: Party,
    /// Sections as they are nested in the document.
    pub sections: Vec<Section>,
    /// Every resource of the bundle but its head, in order.
    pub items: Vec<Item>,
    /// Files that the document carries.
    pub attachments: Vec<Attachment>,
    /// What the head says beside all this.
    pub facts: Vec<Fact>,
    /// Envelope of bundle and head.
    pub technical: Vec<Fact>,
    /// What was not understood, outside of any item.
    pub rest: Vec<Leftover>,
}

/// A section.
#[derive(Clone, Default, PartialEq)]
pub struct Section {
    /// Its code, of whatever system; empty where it has none.
    pub code: String,
    /// Where a reader wants it among its neighbours, from 1.
    pub order: u16,
    /// Title as written, else the guide's.
    pub title: String,
    /// Its text for people.
    pub text: String,
    /// Places in [`Document::items`] of its entries, in order.
    pub items: Vec<usize>,
    /// What else it says: why it is empty, entries that are only named.
    pub facts: Vec<Fact>,
    /// Subsections.
    pub sections: Vec<Section>,
}

/// One resource.
#[derive(Clone, Default, PartialEq)]
pub struct Item {
    /// FHIR's name of the resource: `Condition`.
    pub resource: String,
    /// What people call it: `傷病名`.
    pub label: String,
    /// Its main words; empty where it has none.
    pub title: String,
    /// A row of the 6情報.
    pub row: Option<Box<Row>>,
    /// A member of the family; the facts say all of it besides.
    pub family: Option<Box<Family>>,
    /// A patient or a person.
    pub person: Option<Box<Person>>,
    /// An institution.
    pub place: Option<Box<Place>>,
    /// Places in [`Document::attachments`].
    pub attachments: Vec<usize>,
    /// What it says beside all this.
    pub facts: Vec<Fact>,
    /// Where it comes from: ids, profiles, codes.
    pub technical: Vec<Fact>,
    /// What was not understood.
    pub rest: Vec<Leftover>,
    /// Whether a section names it, or another part of the document does.
    pub linked: bool,
}

/// A row of the 6情報 as received.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// What it says.
    pub body: Body,
    /// Whether it is marked as wrong or refuted: such a row is shown and never taken over.
    pub void: bool,
}

/// A member of the family as received.
#[derive(Clone, PartialEq)]
pub struct Family {
    /// 続柄, where it is one that we know.
    pub relation: Option<FamilyRelation>,
    /// What they had.
    pub illnesses: Vec<Illness>,
}

/// An illness of a member of the family.
#[derive(Clone, PartialEq)]
pub struct Illness {
    /// 病名 as written.
    pub text: String,
    /// Codes of systems that rows may carry.
    pub codes: Vec<Code>,
    /// Age at its beginning, in whole years.
    pub age: Option<u16>,
}

/// Something that was read and has a name.
#[derive(Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is called.
    pub label: String,
    /// What it says.
    pub text: String,
}

/// Something that was not understood.
#[derive(Clone, PartialEq, Eq)]
pub struct Leftover {
    /// The section or resource that it comes from, in words; empty for the envelope.
    pub place: String,
    /// Its path in the file: `entry[3].resource.code.extension[0]`.
    pub path: String,
    /// Names and values as they are.
    pub tree: Tree,
}

/// Names and values as they stand in the file.
#[derive(Clone, PartialEq, Eq)]
pub struct Tree {
    /// Name of the field, or its place in a list (`1`, `2` …).
    pub name: String,
    /// A single value; empty where there are branches.
    pub text: String,
    /// Branches.
    pub branches: Vec<Tree>,
}

/// A person as the document names them.
#[derive(Clone, Default, PartialEq)]
pub struct Person {
    /// 氏名.
    pub name: NameParts,
    /// フリガナ.
    pub kana: NameParts,
    /// 生年月日.
    pub birth_date: Option<Date>,
    /// 性別.
    pub sex: Option<Sex>,
    /// 郵便番号, seven digits, or as written.
    pub postal_code: String,
    /// 住所.
    pub address: String,
    /// 電話番号.
    pub phone: String,
    /// 医療保険.
    pub insurance: Option<Insurance>,
    /// 公費 (生活保護).
    pub public_payers: Vec<PublicPayer>,
    /// 患者番号 with the ten-digit number of the institution that gave it.
    pub chart_numbers: Vec<(String, String)>,
}

/// An institution as the document names it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// 名称.
    pub name: String,
    /// Ten-digit number as written; may be empty.
    pub code: String,
    /// 診療科.
    pub department: String,
    /// 郵便番号, seven digits, or as written.
    pub postal_code: String,
    /// 所在地.
    pub address: String,
    /// 電話番号.
    pub phone: String,
    /// FAX番号.
    pub fax: String,
}

/// An institution and a doctor.
#[derive(Clone, Default, PartialEq)]
pub struct Party {
    /// Institution.
    pub place: Option<Place>,
    /// Doctor.
    pub person: Option<Person>,
}

/// A file that the document carries.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its title as written; may be empty.
    pub title: String,
    /// The type that it claims.
    pub declared: String,
    /// The type that its bytes have.
    pub media: Media,
    /// Its bytes; empty where it only names a place outside of the document.
    pub bytes: Vec<u8>,
    /// The place outside of the document; empty where the bytes are there.
    pub url: String,
}

/// Types of files, by their content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// Another FHIR document.
    Bundle,
    /// Text in UTF-8.
    Text,
    /// Anything else.
    Other,
}

impl Media {
    /// The type of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Media::Pdf,
            [0xFF, 0xD8, 0xFF, ..] => Media::Jpeg,
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Media::Png,
            _ => match std::str::from_utf8(bytes) {
                Ok(text) if text.trim_start().starts_with('{') && text.contains("\"resourceType\"") => {
                    Media::Bundle
                }
                Ok(text) if !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) => {
                    Media::Text
                }
                _ => Media::Other,
            },
        }
    }

    /// The ending of a file of this type.
    pub const fn extension(self) -> &'static str {
        match self {
            Media::Pdf => "pdf",
            Media::Jpeg => "jpg",
            Media::Png => "png",
            Media::Bundle => "json",
            Media::Text => "txt",
            Media::Other => "bin",
        }
    }
}

impl Fact {
    pub(super) fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into() }
    }
}

impl Document {
    /// Every section at any depth, with a document's reading order among neighbours.
    pub fn every_section(&self) -> Vec<&Section> {
        fn walk<'d>(sections: &'d [Section], found: &mut Vec<&'d Section>) {
            let mut ordered: Vec<&Section> = sections.iter().collect();
            ordered.sort_by_key(|section| section.order);
            for section in ordered {
                found.push(section);
                walk(&section.sections, found);
            }
        }
        let mut found = Vec::new();
        walk(&self.sections, &mut found);
        found
    }

    /// The first section with one of these codes.
    pub fn section(&self, codes: &[&str]) -> Option<&Section> {
        self.every_section().into_iter().find(|section| codes.contains(&section.code.as_str()))
    }

    /// Everything that was not understood.
    pub fn leftovers(&self) -> impl Iterator<Item = &Leftover> {
        self.rest.iter().chain(self.items.iter().flat_map(|item| &item.rest))
    }
}

macro_rules! redact {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

redact!(
    Document, Section, Item, Row, Family, Illness, Fact, Leftover, Tree, Person, Place, Party, Attachment
);
