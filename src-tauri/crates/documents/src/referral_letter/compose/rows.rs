//! Sorts rows into coded entries and lines of text, and collects the entries of the bundle.

use super::lines;
use crate::referral_letter::content::FamilyMember;
use domain::{
    core6::{
        Entry, allergy::Allergy, condition::Condition, infection::Infection, lab_result::LabResult,
        prescription::Prescription,
    },
    finding::Finding,
    id::EntryId,
    rule,
};
use fhir::{
    bundle::{self, Bundle, full_url},
    context::Context,
    element::{Reference, Text},
    profile::SectionName,
    resource::{
        Resource,
        allergy_intolerance::AllergyIntolerance,
        composition::{Composition, Section},
        condition::{self, Role},
        family_member_history::{FamilyMemberHistory, Member},
        medication_request::{MedicationRequest, Place, is_coded},
        observation::Observation,
        organization::Organization,
    },
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The rows of one section.
pub(super) struct Sorted {
    /// References to the coded ones.
    pub coded: Vec<Reference>,
    /// The others, one line each.
    pub text: String,
}

/// Collects what goes into the bundle.
pub(super) struct Builder<'a, 'b> {
    context: Context<'a>,
    civil_years: bool,
    ids: &'b mut dyn FnMut() -> Uuid,
    findings: &'b mut Vec<Finding>,
    entries: Vec<bundle::Entry>,
    /// Where a row already stands: the same row may be named by two sections but is one resource.
    placed: HashMap<EntryId, Text>,
}

impl<'a, 'b> Builder<'a, 'b> {
    pub(super) fn new(
        context: Context<'a>,
        civil_years: bool,
        ids: &'b mut dyn FnMut() -> Uuid,
        findings: &'b mut Vec<Finding>,
    ) -> Self {
        Self { context, civil_years, ids, findings, entries: Vec::new(), placed: HashMap::new() }
    }

    pub(super) fn context(&self) -> &Context<'a> {
        &self.context
    }

    /// Puts a resource under a name that was given out before.
    pub(super) fn place(&mut self, full_url: Text, resource: Resource) {
        self.entries.push(bundle::Entry { full_url, resource });
    }

    /// Puts a resource under a new name.
    pub(super) fn add(&mut self, resource: Resource) -> Text {
        let url = full_url(self.ids);
        self.place(url.clone(), resource);
        url
    }

    /// The bundle, with the Composition in front.
    pub(super) fn finish(mut self, full_url: Text, composition: Composition, number: String) -> Bundle {
        let resource = Resource::Composition(Box::new(composition));
        self.entries.insert(0, bundle::Entry { full_url, resource });
        if self.context.cleaner.left_out() {
            self.findings.push(Finding::new(&rule::BUNDLE_CHARACTER_LEFT_OUT, ""));
        }
        Bundle::referral(&self.context, number, self.entries)
    }

    /// A section whose text is made of these parts; absent when it would hold nothing.
    pub(super) fn optional(
        &self,
        name: &'static SectionName,
        parts: &[&str],
        coded: Vec<Reference>,
    ) -> Option<Section> {
        let parts: Vec<&str> = parts.iter().filter(|part| !part.is_empty()).copied().collect();
        Section::new(&self.context, name, &parts.join("\n"), coded)
    }

    /// The same, but saying 記載なし rather than being absent.
    pub(super) fn mandatory(
        &self,
        name: &'static SectionName,
        parts: &[&str],
        coded: Vec<Reference>,
    ) -> Option<Section> {
        self.optional(name, parts, coded)
            .or_else(|| Section::new(&self.context, name, "記載なし", Vec::new()))
    }

    pub(super) fn conditions(&mut self, rows: &[Entry<Condition>]) -> Sorted {
        let build = |context: &Context<'_>, entry: &Entry<Condition>| {
            let condition = condition::Condition::new(context, entry, Role::Diagnosis)?;
            Some(Resource::Condition(Box::new(condition)))
        };
        self.sort(rows, ("rows.conditions", "傷病名"), build, lines::condition)
    }

    pub(super) fn past_conditions(&mut self, rows: &[Entry<Condition>]) -> Sorted {
        let build = |context: &Context<'_>, entry: &Entry<Condition>| {
            let condition = condition::Condition::new(context, entry, Role::History)?;
            Some(Resource::Condition(Box::new(condition)))
        };
        self.sort(rows, ("rows.past_conditions", "既往歴"), build, lines::condition)
    }

    pub(super) fn present_conditions(&mut self, rows: &[Entry<Condition>]) -> Sorted {
        let build = |context: &Context<'_>, entry: &Entry<Condition>| {
            let condition = condition::Condition::new(context, entry, Role::Diagnosis)?;
            Some(Resource::Condition(Box::new(condition)))
        };
        self.sort(rows, ("rows.present_conditions", "現病歴"), build, lines::condition)
    }

    /// 家族歴: a member with 続柄 is an entry, with or without a code; one without is a line.
    pub(super) fn family(&mut self, members: &[FamilyMember]) -> Sorted {
        let mut sorted = Sorted { coded: Vec::new(), text: String::new() };
        let mut lines = Vec::new();
        for member in members {
            let history = member.relation.and_then(|relation| {
                let FamilyMember { text, codes, age, .. } = member;
                FamilyMemberHistory::new(&self.context, &Member { relation, text, codes, age: *age })
            });
            match history {
                Some(history) => {
                    let url = self.add(Resource::FamilyMemberHistory(Box::new(history)));
                    sorted.coded.push(Reference::to(url));
                }
                None => lines.push(format!("・{}", member.line())),
            }
        }
        sorted.text = lines.join("\n");
        sorted
    }

    /// The department of an institution that stands in the bundle already.
    pub(super) fn department(&mut self, name: &str, institution: &Text) -> Option<Text> {
        let department = Organization::department(&self.context, name, institution.clone())?;
        Some(self.add(Resource::Organization(Box::new(department))))
    }

    pub(super) fn allergies(&mut self, rows: &[Entry<Allergy>]) -> Sorted {
        let build = |context: &Context<'_>, entry: &Entry<Allergy>| {
            Some(Resource::AllergyIntolerance(Box::new(AllergyIntolerance::new(context, entry)?)))
        };
        self.sort(rows, ("rows.allergies", "アレルギー・薬剤禁忌"), build, lines::allergy)
    }

    pub(super) fn infections(&mut self, rows: &[Entry<Infection>]) -> Sorted {
        let build = |context: &Context<'_>, entry: &Entry<Infection>| {
            Some(Resource::Observation(Box::new(Observation::infection(context, entry)?)))
        };
        self.sort(rows, ("rows.infections", "感染症"), build, lines::infection)
    }

    pub(super) fn lab_results(&mut self, rows: &[Entry<LabResult>]) -> Sorted {
        let build = |context: &Context<'_>, entry: &Entry<LabResult>| {
            Some(Resource::Observation(Box::new(Observation::laboratory(context, entry)?)))
        };
        self.sort(rows, ("rows.lab_results", "検査"), build, lines::lab_result)
    }

    /// A drug without a code goes as `NOCODED` when its RP has coded ones, so that the RP stays whole; an RP of
    /// drugs without codes is text.
    pub(super) fn prescriptions(&mut self, rows: &[Entry<Prescription>]) -> Sorted {
        let group = |entry: &Entry<Prescription>| (entry.body.prescribed_on, entry.body.rp);
        let coded: HashSet<_> = rows
            .iter()
            .filter(|entry| entry.provenance.may_be_sent_coded() && is_coded(&self.context, &entry.body))
            .map(group)
            .collect();
        let places = places(rows);
        let build = |context: &Context<'_>, entry: &Entry<Prescription>| {
            if !coded.contains(&group(entry)) {
                return None;
            }
            let request = MedicationRequest::new(context, entry, *places.get(&entry.id)?)?;
            Some(Resource::MedicationRequest(Box::new(request)))
        };
        self.sort(rows, ("rows.prescriptions", "処方"), build, lines::prescription)
    }

    fn sort<T>(
        &mut self,
        rows: &[Entry<T>],
        (path, label): (&str, &str),
        build: impl Fn(&Context<'_>, &Entry<T>) -> Option<Resource>,
        line: fn(&Entry<T>, bool) -> String,
    ) -> Sorted {
        let mut seen = HashSet::new();
        let mut coded = Vec::new();
        let mut texts = Vec::new();
        for entry in rows.iter().filter(|entry| seen.insert(entry.id)) {
            let url = self.placed.get(&entry.id).cloned().or_else(|| {
                let may = entry.provenance.may_be_sent_coded();
                let resource = may.then(|| build(&self.context, entry)).flatten()?;
                let url = self.add(resource);
                self.placed.insert(entry.id, url.clone());
                Some(url)
            });
            match url {
                Some(url) => coded.push(Reference::to(url)),
                None => texts.push(line(entry, self.civil_years)),
            }
        }
        if !texts.is_empty() {
            let args = [label.to_owned(), texts.len().to_string()];
            self.findings.push(Finding::with(&rule::BUNDLE_TEXT_ONLY_ROWS, path, args));
        }
        Sorted { coded, text: texts.join("\n") }
    }
}

/// RP and order of every row. The clinic's own numbers stay unless two rows share a place (prescriptions of
/// several days, or rows that were never numbered); then the RPs are counted anew in the order of the letter.
fn places(rows: &[Entry<Prescription>]) -> HashMap<EntryId, Place> {
    let own =
        |entry: &Entry<Prescription>| Place { rp: entry.body.rp.max(1), order: entry.body.order.max(1) };
    let mut taken = HashMap::new();
    let clash = rows.iter().any(|entry| *taken.entry(own(entry)).or_insert(entry.id) != entry.id);
    if !clash {
        return rows.iter().map(|entry| (entry.id, own(entry))).collect();
    }
    let mut groups = Vec::new();
    let mut orders: HashMap<usize, u16> = HashMap::new();
    let mut places = HashMap::new();
    for entry in rows {
        let group = (entry.body.prescribed_on, entry.body.rp);
        let index = groups.iter().position(|known| *known == group).unwrap_or_else(|| {
            groups.push(group);
            groups.len() - 1
        });
        let order = orders.entry(index).or_insert(0);
        *order = order.saturating_add(1);
        let rp = u16::try_from(index + 1).unwrap_or(u16::MAX);
        places.entry(entry.id).or_insert(Place { rp, order: *order });
    }
    places
}
