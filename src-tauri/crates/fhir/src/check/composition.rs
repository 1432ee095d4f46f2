//! The Composition and its sections (JP-CLINS §4.1-§4.4).

use super::{
    Checker, Kind, bundle::section_code, data::SectionData, json::Object, path::At, rules, time::Precision,
};
use std::collections::HashMap;

const VERSION: &str = "http://hl7.org/fhir/StructureDefinition/composition-clinicaldocument-versionNumber";

impl<'a> Checker<'a, '_> {
    /// The form's field that a section's text comes from.
    pub(super) fn section_field(&self, section: &Object<'_>) -> Option<&'static str> {
        let code = section_code(section)?;
        self.data.sections(self.scope.kind?).iter().find(|known| known.code == code)?.field
    }

    pub(super) fn composition(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let Some(kind) = self.scope.kind.filter(|kind| kind.is_document()) else { return };
        self.precise(object.text("date"), Precision::Second, "秒", &at.field("date"));
        self.head(object, kind, at);
        self.authors(object, at);
        self.sections(object, kind, at);
    }

    fn head(&mut self, object: &'a Object<'a>, kind: Kind, at: &At<'_>) {
        if let Some(number) = object.object("identifier").and_then(|identifier| identifier.text("value")) {
            let here = at.field("identifier");
            match self.document_number(number).map(str::to_owned) {
                None => self.say(&rules::DOCUMENT_NUMBER, &here.field("value")),
                Some(institution) => self.same_institution(&institution, &here.field("value")),
            }
        }
        let version =
            object.objects("extension").find(|(_, extension)| extension.text("url") == Some(VERSION));
        if let Some((i, version)) = version {
            // The guide's examples write 1 as well as 1.0.
            let good = version.text("valueString").is_some_and(|number| {
                let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
                let digits = |text: &str| {
                    !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit())
                };
                digits(whole) && digits(part) && !whole.starts_with('0')
            });
            if !good {
                let list = at.field("extension");
                self.say(&rules::DOCUMENT_VERSION, &list.index(i).field("valueString"));
            }
        }
        let list = at.field("category");
        for (i, category) in object.objects("category") {
            let here = list.index(i);
            let codings = here.field("coding");
            for (j, coding) in category.objects("coding") {
                let known = coding
                    .text("code")
                    .is_some_and(|code| self.data.lists.categories.iter().any(|it| it == code));
                if !known && coding.get("code").is_some() {
                    self.say(&rules::DOCUMENT_CATEGORY, &codings.index(j).field("code"));
                }
            }
        }
        if kind == Kind::Referral
            && let (Some(date), Some((i, event))) = (object.text("date"), object.objects("event").next())
            && let Some(period) = event.object("period")
        {
            let list = at.field("event");
            let event_at = list.index(i);
            let here = event_at.field("period");
            let day = |text: &'a str| text.get(..10);
            let differs = |name: &str| period.text(name).is_some_and(|text| text.get(..10) != day(date));
            for name in ["start", "end"] {
                if differs(name) {
                    self.say(&rules::DOCUMENT_EVENT, &here.field(name));
                }
            }
        }
    }

    /// The entry that a reference points to.
    pub(super) fn entry_of(&self, reference: Option<&Object<'_>>) -> Option<usize> {
        self.scope.urls.get(reference?.text("reference")?).copied()
    }

    fn type_of(&self, reference: &Object<'_>) -> Option<&'a str> {
        self.entry_of(Some(reference)).map(|index| self.scope.entries[index].of)
    }

    fn authors(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let here = at.field("author");
        let mut found = (false, false);
        for (i, author) in object.objects("author") {
            match self.type_of(author) {
                Some("Practitioner") => found.0 = true,
                Some("Organization") => found.1 = true,
                Some(_) => self.say_with(
                    &rules::REFERENCE_TYPE,
                    &here.index(i).field("reference"),
                    ["Practitioner・Organization".to_owned()],
                ),
                None => {}
            }
        }
        if object.get("author").is_some() && found != (true, true) {
            self.say(&rules::DOCUMENT_AUTHOR, &here);
        }
        if let Some(subject) = object.object("subject")
            && self.type_of(subject).is_some_and(|of| of != "Patient")
        {
            self.say_with(
                &rules::REFERENCE_TYPE,
                &at.field("subject").field("reference"),
                ["Patient".to_owned()],
            );
        }
        if let Some(index) = self.entry_of(object.object("custodian"))
            && let Some(organization) = self.scope.entries[index].resource
        {
            let system = self.guide.identifiers.institution.as_str();
            let numbers =
                organization.objects("identifier").filter(|(_, id)| id.text("system") == Some(system));
            let numbers: Vec<String> =
                numbers.filter_map(|(_, id)| id.text("value")).map(str::to_owned).collect();
            for number in numbers {
                self.same_institution(&number, &at.field("custodian"));
            }
        }
    }

    fn sections(&mut self, object: &'a Object<'a>, kind: Kind, at: &At<'_>) {
        let known = self.data.sections(kind);
        let list = at.field("section");
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let (mut structured, mut content) = (None, false);
        for (i, section) in object.objects("section") {
            let here = list.index(i);
            let code = section_code(section);
            if let Some(known) = self.section(section, known, true, kind, &mut counts, &here) {
                if known.code == "300" {
                    structured = Some((i, section));
                    let inner = here.field("section");
                    for (j, section) in section.objects("section") {
                        if self
                            .section(
                                section,
                                self.data.sections(kind),
                                false,
                                kind,
                                &mut counts,
                                &inner.index(j),
                            )
                            .is_some()
                        {
                            content |= section.objects("entry").next().is_some() || has_words(section);
                        }
                    }
                }
                content |= code == Some("200");
            }
        }
        self.section_counts(known, &counts, kind, structured, &list);
        let least = self.data.bundle(kind).map_or(0, |bundle| bundle.min_structured);
        if let Some((i, section)) = structured {
            let here = list.index(i);
            let count = section.objects("section").count();
            if count < least {
                self.say_with(&rules::SECTION_FEW, &here.field("section"), [least.to_string()]);
            }
        }
        let attached = counts.contains_key("230") || counts.contains_key("210");
        if kind != Kind::CarePlan && attached && !content {
            self.say(&rules::SECTION_PDF_ONLY, &list);
        }
    }

    fn section_counts(
        &mut self,
        known: &'static [SectionData],
        counts: &HashMap<&str, usize>,
        kind: Kind,
        structured: Option<(usize, &Object<'_>)>,
        list: &At<'_>,
    ) {
        let count = |code: &str| counts.get(code).copied().unwrap_or_default();
        for section in known {
            // What 300 holds is demanded only where there is 300.
            let Some(place) = (if section.top { Some(None) } else { structured.map(|(i, _)| Some(i)) })
            else {
                continue;
            };
            let rule = if count(&section.code) < section.card.min {
                &rules::SECTION_MISSING
            } else if count(&section.code) > section.card.max {
                &rules::SECTION_TWICE
            } else {
                continue;
            };
            let field = self.field;
            self.field = section.field.or(field);
            match place {
                None => self.say_with(rule, list, [section.title.clone()]),
                Some(i) => self.say_with(rule, &list.index(i).field("section"), [section.title.clone()]),
            }
            self.field = field;
        }
        if kind != Kind::CarePlan && (count("200") > 0) == (count("300") > 0) {
            self.say(&rules::SECTION_XOR, list);
        }
    }

    /// One section; what the guide's table says of it, where it is in it.
    fn section<'k>(
        &mut self,
        section: &'a Object<'a>,
        known: &'k [SectionData],
        top: bool,
        kind: Kind,
        counts: &mut HashMap<&'k str, usize>,
        at: &At<'_>,
    ) -> Option<&'k SectionData> {
        let code = section_code(section);
        let field = self.field;
        let found = known.iter().find(|known| Some(known.code.as_str()) == code && known.top == top);
        let Some(found) = found else {
            self.say(&rules::SECTION_CODE, &at.field("code"));
            return None;
        };
        self.field = found.field.or(field);
        *counts.entry(&found.code).or_default() += 1;
        self.section_head(section, found, at);
        self.section_body(section, found, kind, at);
        self.section_entries(section, found, at);
        self.field = field;
        Some(found)
    }

    fn section_head(&mut self, section: &Object<'_>, found: &SectionData, at: &At<'_>) {
        if section.text("title") != Some(&found.title) {
            self.say_with(&rules::SECTION_TITLE, &at.field("title"), [found.title.clone()]);
        }
        let code = section.object("code");
        let (code_at, display) =
            (at.field("code"), format!("{}{}", found.title, self.guide.document.section_display_suffix));
        let list = code_at.field("coding");
        let codings: Vec<_> = code.into_iter().flat_map(|code| code.objects("coding")).collect();
        if codings.len() != 1 {
            self.say_with(&rules::SECTION_FORM, &list, ["coding".to_owned()]);
        }
        for (i, coding) in codings {
            let here = list.index(i);
            let wanted = &self.guide.systems.section;
            if coding.text("system") != Some(wanted) {
                let wanted = wanted.clone();
                self.say_with(&rules::VALUE_FIXED, &here.field("system"), ["system".to_owned(), wanted]);
            }
            if coding.text("display") != Some(&display) {
                self.say_with(&rules::SECTION_DISPLAY, &here.field("display"), [display.clone()]);
            }
        }
        if code.is_some_and(|code| code.get("text").is_some()) {
            self.say_with(&rules::SECTION_FORM, &code_at.field("text"), ["text".to_owned()]);
        }
        for name in ["mode", "orderedBy"] {
            if section.get(name).is_some() {
                self.say_with(&rules::SECTION_FORM, &at.field(name), [name.to_owned()]);
            }
        }
    }

    fn section_body(&mut self, section: &Object<'_>, found: &SectionData, kind: Kind, at: &At<'_>) {
        let entries = section.objects("entry").next().is_some();
        let text = section.object("text");
        let holder = found.code == "300";
        if let Some(text) = text {
            if holder || kind == Kind::CarePlan {
                self.say(&rules::SECTION_TEXT, &at.field("text"));
            }
            if text.text("status").is_some_and(|status| status != "additional") {
                self.say(&rules::SECTION_STATUS, &at.field("text").field("status"));
            }
        }
        if kind == Kind::CarePlan && self.since(1, 11) {
            for name in ["author", "focus", "emptyReason"] {
                if section.get(name).is_some() {
                    self.say_with(&rules::SECTION_FORM, &at.field(name), [name.to_owned()]);
                }
            }
        }
        if holder {
            if section.get("entry").is_some() {
                self.say_with(&rules::SECTION_FORM, &at.field("entry"), ["entry".to_owned()]);
            }
            return;
        }
        if section.get("section").is_some() {
            self.say_with(&rules::SECTION_FORM, &at.field("section"), ["section".to_owned()]);
        }
        if !entries && !has_words(section) {
            self.say(&rules::SECTION_CONTENT, at);
        }
        let empty = section.get("emptyReason").is_some();
        if entries && empty {
            self.say(&rules::SECTION_BOTH, &at.field("emptyReason"));
        } else if !entries && !empty && text.is_some() && self.since(1, 11) {
            self.say(&rules::SECTION_EMPTY_REASON, &at.field("emptyReason"));
        }
    }

    fn section_entries(&mut self, section: &Object<'_>, found: &SectionData, at: &At<'_>) {
        if found.types.is_empty() {
            return;
        }
        let list = at.field("entry");
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut count = 0;
        for (i, entry) in section.objects("entry") {
            count += 1;
            let Some(of) = self.type_of(entry) else { continue };
            let department = of == "Organization"
                && self
                    .entry_of(Some(entry))
                    .and_then(|index| self.scope.entries[index].resource)
                    .is_some_and(super::people::is_department);
            *counts.entry(if department { "" } else { of }).or_default() += 1;
            if !found.types.iter().any(|known| known == of) {
                self.say_with(&rules::SECTION_ENTRY, &list.index(i), [found.types.join("・")]);
            }
        }
        let least = found.entries.min;
        // Sections that hold only entries are without them only where nothing else stands in their place.
        let short =
            count < least && (count > 0 || !has_words(section) || found.code == "322" || found.code == "324");
        if short || count > found.entries.max {
            let most = found.entries.max;
            let range =
                if most == usize::MAX { format!("{least}件以上") } else { format!("{least}〜{most}件") };
            self.say_with(&rules::SECTION_ENTRY_COUNT, &list, [range]);
        }
        let number = |of: &str| counts.get(of).copied().unwrap_or_default();
        let wrong = match found.code.as_str() {
            // A department's Organization may stand beside the institution's.
            "910" | "920" => number("Organization") != 1 || number("Practitioner") > 1,
            "422" => number("CarePlan") != 1 || number("Condition") == 0,
            _ => false,
        };
        if wrong && count > 0 {
            let what = if found.code == "422" {
                "CarePlanが1件、Conditionが1件以上"
            } else {
                "Organizationが1件、Practitionerが1件まで"
            };
            self.say_with(&rules::SECTION_ENTRY_COUNT, &list, [what.to_owned()]);
        }
    }
}

/// Whether a section's text says anything.
fn has_words(section: &Object<'_>) -> bool {
    section.object("text").and_then(|text| text.text("div")).is_some_and(super::narrative::has_words)
}
