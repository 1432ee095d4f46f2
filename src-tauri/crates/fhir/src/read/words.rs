//! What the reader knows: the target version of the guide, and `profiles/reading.toml` for what is older or not
//! written by us. Facts stand in the data; this file only reads them.

use crate::profile::{Guide, GuideError, GuideVersion};
use domain::{core6::code::CodeSystem, received::ReceivedKind};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    kinds: BTreeMap<String, String>,
    claims: BTreeMap<String, String>,
    old_systems: BTreeMap<String, String>,
    old_identifiers: BTreeMap<String, String>,
    sections: BTreeMap<String, SectionWords>,
    resources: HashMap<String, String>,
    labels: HashMap<String, String>,
    extensions: HashMap<String, String>,
    values: HashMap<String, String>,
}

/// What is known of a section's code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionWords {
    /// Where a reader wants it.
    pub(super) order: u16,
    /// Its title.
    pub(super) title: String,
}

/// Everything that the reader knows.
pub(super) struct Words {
    /// The guide, for systems and fixed codes.
    pub(super) guide: &'static Guide,
    data: Data,
    systems: HashMap<&'static str, CodeSystem>,
}

impl Words {
    /// # Errors
    /// [`GuideError`] when the data built into the program is damaged, which the tests rule out.
    pub(super) fn get() -> Result<&'static Self, &'static GuideError> {
        static DATA: LazyLock<Result<Words, GuideError>> = LazyLock::new(|| {
            let guide =
                GuideVersion::default().guide().map_err(|error| GuideError::Form(error.to_string()))?;
            let data: Data = toml::from_str(include_str!("../../profiles/reading.toml"))
                .map_err(|error| GuideError::Form(error.to_string()))?;
            let systems =
                CodeSystem::ALL.iter().map(|system| (guide.code_system(*system), *system)).collect();
            Ok(Words { guide, data, systems })
        });
        DATA.as_ref()
    }

    /// The kind of document of a Composition.type code.
    pub(super) fn kind(&self, code: &str) -> Option<ReceivedKind> {
        self.data.kinds.get(code).and_then(|word| ReceivedKind::parse(word))
    }

    /// The kind of document whose bundle claims this profile.
    pub(super) fn claimed(&self, profile: &str) -> Option<ReceivedKind> {
        let name = profile.split('|').next()?.rsplit('/').next()?;
        self.data.claims.get(name).and_then(|word| ReceivedKind::parse(word))
    }

    /// The word for a code system's URL or OID, of this or an older version.
    pub(super) fn system(&self, url: &str) -> Option<CodeSystem> {
        let known = self.systems.get(url).copied();
        known.or_else(|| self.data.old_systems.get(url).and_then(|word| CodeSystem::parse(word)))
    }

    /// Whether an identifier's system is this one, in this or an older version.
    pub(super) fn is_rp_number(&self, system: &str) -> bool {
        system == self.guide.identifiers.rp_number || self.old_identifier(system) == Some("rp_number")
    }

    /// The same for the order in the RP.
    pub(super) fn is_rp_order(&self, system: &str) -> bool {
        system == self.guide.identifiers.rp_order || self.old_identifier(system) == Some("rp_order")
    }

    fn old_identifier(&self, system: &str) -> Option<&str> {
        self.data.old_identifiers.get(system).map(String::as_str)
    }

    pub(super) fn section(&self, code: &str) -> Option<&SectionWords> {
        self.data.sections.get(code)
    }

    /// What a resource is called; its own name where we have none.
    pub(super) fn resource<'a>(&'a self, name: &'a str) -> &'a str {
        self.data.resources.get(name).map_or(name, String::as_str)
    }

    /// What an element is called, if we know it.
    pub(super) fn label(&self, name: &str) -> Option<&str> {
        self.data.labels.get(name).map(String::as_str)
    }

    /// A code or display in words; itself where we have none.
    pub(super) fn value<'a>(&'a self, code: &'a str) -> &'a str {
        self.data.values.get(code).map_or(code, String::as_str)
    }

    /// What an extension is called, if we know it.
    pub(super) fn extension(&self, url: &str) -> Option<&str> {
        self.data.extensions.get(url.rsplit('/').next()?).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_reads_and_names_only_known_words() {
        let words = Words::get().expect("built-in data");
        for word in words.data.kinds.values().chain(words.data.claims.values()) {
            assert!(ReceivedKind::parse(word).is_some(), "{word}");
        }
        for word in words.data.old_systems.values() {
            assert!(CodeSystem::parse(word).is_some(), "{word}");
        }
        for word in words.data.old_identifiers.values() {
            assert!(["rp_number", "rp_order"].contains(&word.as_str()), "{word}");
        }
        assert_eq!(words.claimed("http://x/JP_Bundle_ePCS|1.0"), Some(ReceivedKind::CarePlanSummary));
        assert_eq!(words.system("urn:oid:1.2.392.100495.20.2.73"), Some(CodeSystem::DrugYj));
    }
}
