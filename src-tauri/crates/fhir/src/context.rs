//! What every resource of one bundle shares: the guide, the time, the clinic, the patient's place.

use crate::{
    element::{Address, CodeableConcept, Coding, ContactPoint, Extension, HumanName, Identifier, Meta, Text},
    identifier,
    profile::{FixedCode, Guide},
    text::{Cleaner, some},
    time,
};
use domain::{
    core6::{
        Flags,
        code::{Code, CodeSystem, find},
    },
    id::EntryId,
    institution::{Doctor, Institution},
    patient::NameParts,
};
use jiff::Timestamp;

/// The common ground of the resources of one bundle.
pub struct Context<'a> {
    /// What things are called.
    pub guide: &'static Guide,
    /// Whether profile claims carry the guide's version (`URL|x.y.z`).
    pub stamp: bool,
    /// When the bundle is made.
    pub made_at: Timestamp,
    /// The clinic.
    pub institution: &'a Institution,
    /// The doctor who answers for the content.
    pub doctor: &'a Doctor,
    /// `fullUrl` of the patient's entry.
    pub patient: Text,
    /// Character rules, and what they took away.
    pub cleaner: Cleaner,
}

impl Context<'_> {
    /// `meta` of an entry's resource.
    pub fn meta(&self, profile: &'static str, tag: Vec<Coding>) -> Meta {
        let claim =
            if self.stamp { format!("{profile}|{}", self.guide.version).into() } else { profile.into() };
        Meta { last_updated: Some(time::instant(self.made_at).into()), profile: vec![claim], tag }
    }

    /// `meta` of a contained resource: one claim, without a version.
    pub fn contained_meta(&self, profile: &'static str) -> Meta {
        Meta { last_updated: None, profile: vec![profile.into()], tag: Vec::new() }
    }

    /// The ten-digit number as an identifier.
    pub fn institution_number(&self, number: &str) -> Identifier {
        Identifier {
            system: self.guide.identifiers.institution.as_str().into(),
            value: number.to_owned().into(),
        }
    }

    /// リソース一意識別ID of a row.
    pub fn row_number(&self, entry: EntryId) -> Identifier {
        Identifier {
            system: self.guide.identifiers.resource.as_str().into(),
            value: identifier::resource_number(&self.institution.code, entry).into(),
        }
    }

    /// What every 6情報 resource carries: the institution and the department (JP-CLINS §2, extensions). A
    /// department that nobody filled in is said to be unknown, since the element is mandatory where the service
    /// takes the resource out of the document.
    pub fn origin(&self) -> Vec<Extension> {
        let unknown = self.guide.document.department_unknown.as_str();
        let department = self.cleaner.label(&self.doctor.department).unwrap_or(unknown.into());
        vec![
            Extension::identifier(
                &self.guide.extensions.institution,
                self.institution_number(self.institution.code.as_str()),
            ),
            Extension::concept(&self.guide.extensions.department, CodeableConcept::text(department)),
        ]
    }

    /// The flags that are set and that `allowed` lets through, as tags.
    pub fn tags(&self, flags: Flags, allowed: Flags) -> Vec<Coding> {
        let codes = &self.guide.flags;
        [
            (flags.long_term && allowed.long_term, &codes.long_term),
            (flags.uninformed && allowed.uninformed, &codes.uninformed),
            (flags.undelivered && allowed.undelivered, &codes.undelivered),
        ]
        .into_iter()
        .filter(|(set, _)| *set)
        .map(|(_, code)| Coding {
            system: self.guide.systems.flag.as_str().into(),
            code: code.as_str().into(),
            display: None,
        })
        .collect()
    }

    /// The first code of this system, if it has the system's form. A code without a name takes `text` for one.
    pub fn coding(&self, codes: &[Code], system: CodeSystem, text: &str) -> Option<Coding> {
        let code = find(codes, system)?;
        let lower = |code: &str| code.bytes().any(|b| b.is_ascii_lowercase());
        if !system.accepts(&code.code) || (system != CodeSystem::LabLocal && lower(&code.code)) {
            return None;
        }
        let display = self.cleaner.label(&code.display).or_else(|| self.cleaner.label(text))?;
        Some(Coding {
            system: self.guide.code_system(system).into(),
            code: code.code.clone().into(),
            display: Some(display),
        })
    }

    /// A name in kanji (`IDE`) or kana (`SYL`); `None` when there is none.
    pub fn name(&self, parts: &NameParts, representation: &'static str) -> Option<HumanName> {
        let family = self.cleaner.label(&parts.family);
        let given = self.cleaner.label(&parts.given);
        let (family, given) = match (family, given) {
            (family, Some(given)) => (family, given),
            (Some(family), None) => (None, family),
            (None, None) => return None,
        };
        let text = match &family {
            Some(family) => format!("{family} {given}").into(),
            None => given.clone(),
        };
        Some(HumanName {
            extension: vec![Extension::code(&self.guide.extensions.name_representation, representation)],
            usage: "official".into(),
            text,
            family,
            given: vec![given],
        })
    }

    /// The names of one person, kanji first.
    pub fn names(&self, kanji: &NameParts, kana: &NameParts) -> Vec<HumanName> {
        self.name(kanji, "IDE").into_iter().chain(self.name(kana, "SYL")).collect()
    }

    /// An address; `None` when there is none.
    pub fn address(&self, text: &str, postal_code: &str) -> Vec<Address> {
        let postal_code = match postal_code.split_at_checked(3) {
            Some((area, rest)) if rest.len() == 4 => Some(format!("{area}-{rest}").into()),
            _ => some(postal_code),
        };
        self.cleaner.line(text).map(|text| Address { text, postal_code }).into_iter().collect()
    }

    /// Telephone and FAX, as far as they are known.
    pub fn telecom(&self, phone: &str, fax: &str) -> Vec<ContactPoint> {
        [("phone", phone), ("fax", fax)]
            .into_iter()
            .filter_map(|(system, number)| {
                Some(ContactPoint { system: system.into(), value: self.cleaner.line(number)? })
            })
            .collect()
    }
}

impl FixedCode {
    /// As a coding with its display.
    pub fn coding(&'static self) -> Coding {
        Coding {
            system: self.system.as_str().into(),
            code: self.code.as_str().into(),
            display: Some(self.display.as_str().into()),
        }
    }

    /// As a concept with this one code.
    pub fn concept(&'static self) -> CodeableConcept {
        CodeableConcept::code(self.coding())
    }
}
