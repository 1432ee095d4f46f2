//! Codings, identifiers, extensions, quantities and attachments wherever they stand.

use super::{Checker, data::SystemKnown, json::Object, path::At, rules};
use domain::institution::InstitutionCode;

const INSTITUTION_EXTENSION: &str =
    "http://jpfhir.jp/fhir/clins/Extension/StructureDefinition/JP_eCS_InstitutionNumber";

impl<'a> Checker<'a, '_> {
    fn system(&mut self, object: &Object<'_>, at: &At<'_>) {
        let Some(system) = object.text("system") else { return };
        let rule = match self.data.system(system) {
            SystemKnown::Yes => return,
            SystemKnown::Outdated => &rules::CODING_SYSTEM_OUTDATED,
            SystemKnown::Misspelt => &rules::CODING_SYSTEM_UNKNOWN,
            SystemKnown::Other => &rules::CODING_SYSTEM_OTHER,
        };
        self.say(rule, &at.field("system"));
    }

    pub(super) fn coding(&mut self, object: &Object<'_>, at: &At<'_>) {
        self.system(object, at);
    }

    /// Codings that must say system, code and display.
    pub(super) fn whole_codings(&mut self, concept: Option<&Object<'_>>, at: &At<'_>) {
        let Some(concept) = concept else { return };
        let list = at.field("coding");
        for (i, coding) in concept.objects("coding") {
            let here = list.index(i);
            for part in ["system", "code", "display"] {
                if coding.get(part).is_none() {
                    self.say_with(&rules::CODING_PARTS, &here.field(part), [part.to_owned()]);
                }
            }
        }
    }

    /// A code of a closed list with the display that belongs to it.
    pub(super) fn listed(&mut self, coding: &Object<'_>, rule: &'static rules::CheckRule, at: &At<'_>) {
        let Some(list) = coding.text("system").and_then(|system| self.data.codes(system)) else { return };
        match coding.text("code").and_then(|code| list.get(code)) {
            None => self.say(rule, &at.field("code")),
            Some(name) => {
                let same =
                    |display: &str| domain::text::fold_width(display) == domain::text::fold_width(name);
                if coding.text("display").is_some_and(|display| !same(display)) {
                    self.say(rule, &at.field("display"));
                }
            }
        }
    }

    pub(super) fn identifier(&mut self, object: &Object<'_>, at: &At<'_>) {
        self.system(object, at);
        if object.text("system") == Some(&self.guide.identifiers.institution)
            && let Some(value) = object.text("value")
            && InstitutionCode::parse(value).is_none()
        {
            self.say(&rules::INSTITUTION_NUMBER, &at.field("value"));
        }
    }

    pub(super) fn extension(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let Some(url) = object.text("url") else { return };
        let value = object.0.iter().find(|(name, _)| name.starts_with("value"));
        let nested = object.get("extension").is_some();
        if value.is_some() == nested {
            self.say(&rules::EXTENSION_VALUE, at);
        }
        match self.data.extension(url) {
            Ok(allowed) => {
                if let Some((name, _)) = value
                    && !allowed.iter().any(|known| known == name)
                {
                    self.say(&rules::EXTENSION_VALUE, &at.field(name));
                }
            }
            Err(true) => self.say(&rules::EXTENSION_UNKNOWN, &at.field("url")),
            // A nested extension has a bare name; others may add their own.
            Err(false) => {}
        }
        if url == INSTITUTION_EXTENSION
            && let Some(identifier) = object.object("valueIdentifier")
        {
            let here = at.field("valueIdentifier");
            if identifier.text("system") != Some(&self.guide.identifiers.institution) {
                let wanted = self.guide.identifiers.institution.clone();
                self.say_with(&rules::VALUE_FIXED, &here.field("system"), ["system".to_owned(), wanted]);
            }
            match identifier.text("value") {
                None => self.say_with(&rules::ELEMENT_MISSING, &here.field("value"), ["value".to_owned()]),
                Some(number) => self.same_institution(number, &here.field("value")),
            }
        }
    }

    /// A number that must be that of the bundle's institution.
    pub(super) fn same_institution(&mut self, number: &str, at: &At<'_>) {
        if self.scope.institution.is_some_and(|own| own != number) {
            self.say(&rules::INSTITUTION_MATCH, at);
        }
    }

    pub(super) fn quantity(&mut self, object: &Object<'_>, at: &At<'_>) {
        if object.get("code").is_some() && object.get("system").is_none() {
            self.say(&rules::QUANTITY_CODE, at);
        }
        self.system(object, at);
    }

    pub(super) fn attachment(&mut self, object: &Object<'_>, at: &At<'_>) {
        let (data, url) = (object.get("data").is_some(), object.get("url").is_some());
        if object.get("contentType").is_none() && data {
            self.say(&rules::ATTACHMENT_TYPE, &at.field("contentType"));
        }
        if url && !data {
            self.say(&rules::ATTACHMENT_URL, &at.field("url"));
        } else if !data && !url {
            self.say_with(&rules::ELEMENT_MISSING, &at.field("data"), ["data".to_owned()]);
        }
    }
}
