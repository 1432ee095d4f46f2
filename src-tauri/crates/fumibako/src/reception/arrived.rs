//! What comes of answers: read and compared outside the write, noted inside it. Nothing in a patient's record changes
//! here; an answer is at most said to be somebody's, where that is certain.

use super::details::{Details, notices};
use domain::{
    clock::from_japan,
    eligibility::{EligibilitySource, MatchedBy, Validity},
    id::{InboxId, PatientId, RequestId},
    matching::{self, Candidate, Card, Judgement, Told},
    patient::{Patient, Sex},
};
use jiff::Timestamp;
use store::{Audit, Read, Who, Write, eligibility::EligibilityTold, request::Request};
use terminal::{
    Answer, Decoded,
    message::{
        Envelope, Insured,
        eligibility_check::{self, Record, Search},
    },
};

use crate::terminal::Subject;

/// What is to be noted of an answer.
#[derive(Default)]
pub(crate) struct Prepared {
    people: Vec<Person>,
}

struct Person {
    told: EligibilityTold,
    matched: Option<(PatientId, MatchedBy)>,
}

/// When something came, for answers that do not say when they were made.
#[derive(Clone, Copy)]
pub(crate) struct Came {
    /// The instant.
    pub(crate) at: Timestamp,
    /// How, where the message alone does not say: a file that a person took in.
    pub(crate) by_hand: bool,
}

/// Reads an answer and compares it with the clinic's records.
pub(crate) fn prepare(
    r: &Read<'_>,
    request: Option<(&Request, &Subject)>,
    came: Came,
    decoded: &Decoded,
) -> store::Result<Prepared> {
    let mut prepared = Prepared::default();
    let Some(answer) = &decoded.answer else { return Ok(prepared) };
    let reading = Reading { r, subject: request.map(|(_, subject)| subject), came, decoded };
    match answer {
        Answer::EligibilityCheck(answer) => {
            prepared.people = reading.one(answer, EligibilitySource::Check)?;
        }
        Answer::FaceResult(answer) => {
            prepared.people = reading.one(&answer.eligibility, EligibilitySource::Face)?;
        }
        Answer::BulkCheckDownload(answer) => {
            for unit in &answer.units {
                let said = Whole {
                    envelope: &answer.envelope,
                    validity: unit.validity.as_ref(),
                    search: unit.search.as_ref(),
                    records: &unit.records,
                    reference: unit.reference_numbers.first().map(String::as_str),
                    said: (unit.code.as_deref(), unit.message.as_deref()),
                };
                prepared.people.extend(reading.whole(&said, EligibilitySource::Bulk)?);
            }
        }
        _ => {}
    }
    Ok(prepared)
}

/// Notes it.
pub(crate) fn apply(
    w: &Write<'_>,
    inbox: InboxId,
    request: Option<RequestId>,
    prepared: &Prepared,
) -> store::Result<()> {
    for (place, person) in prepared.people.iter().enumerate() {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let id = w.eligibility_add(inbox, place, request, &person.told)?;
        // Merged meanwhile: the record that stands for both now.
        let Some((patient, by)) = person.matched else { continue };
        if let Some(patient) = w.patient_current(patient)? {
            w.eligibility_match(id, patient.id, by)?;
            w.also(Audit::new(Who::Program, "eligibility_match").patient(patient.id).detail(by.as_str()));
        }
    }
    Ok(())
}

struct Reading<'a> {
    r: &'a Read<'a>,
    subject: Option<&'a Subject>,
    came: Came,
    decoded: &'a Decoded,
}

/// What is said about one person.
struct Whole<'a> {
    envelope: &'a Envelope,
    validity: Option<&'a eligibility_check::Validity>,
    search: Option<&'a Search>,
    records: &'a [Record],
    reference: Option<&'a str>,
    said: (Option<&'a str>, Option<&'a str>),
}

impl Reading<'_> {
    fn one(
        &self,
        answer: &eligibility_check::Answer,
        source: EligibilitySource,
    ) -> store::Result<Vec<Person>> {
        let whole = Whole {
            envelope: &answer.envelope,
            validity: answer.validity.as_ref(),
            search: answer.search.as_ref(),
            records: &answer.records,
            reference: None,
            said: (None, None),
        };
        self.whole(&whole, source)
    }

    fn whole(&self, whole: &Whole<'_>, source: EligibilitySource) -> store::Result<Vec<Person>> {
        let source = if self.came.by_hand { EligibilitySource::File } else { source };
        let envelope = whole.envelope;
        let told_at = envelope.processed_at.and_then(from_japan).unwrap_or(self.came.at);
        let day = envelope.confirmed_on.unwrap_or_else(|| domain::clock::in_japan(told_at).date());
        let mut said = notices(&envelope.outcome);
        if whole.said != (None, None) {
            said.push(super::details::Notice {
                code: whole.said.0.unwrap_or_default().to_owned(),
                message: whole.said.1.unwrap_or_default().to_owned(),
            });
        }
        let row = |record: &Record, details: Details| EligibilityTold {
            source,
            told_at,
            day,
            validity: validity(whole.validity),
            insurer_number: record.insured.insurer_number.clone(),
            card_symbol: record.insured.symbol.clone(),
            card_number: record.insured.number.clone(),
            branch: record.insured.branch.clone(),
            birth_date: record.insured.birth_date,
            name: record.name.clone().unwrap_or_default(),
            kana: record.kana.clone().unwrap_or_default(),
            sex: record.sex.unwrap_or(Sex::Unknown),
            reference_number: record
                .reference_number
                .clone()
                .or_else(|| whole.reference.map(str::to_owned))
                .unwrap_or_default(),
            card_class: record.card_class.clone().unwrap_or_default(),
            details: details.with(said.clone(), &self.decoded.findings).written(),
        };
        let asked = self.asked(whole)?;
        if whole.records.is_empty() {
            // Nobody found, or told without a record: what was asked is all that there is to say.
            let Some(insured) = whole.search.map(|search| &search.insured) else {
                return self.without_a_record(whole, &row);
            };
            let record = Record { insured: insured.clone(), ..Record::default() };
            let told = row(&record, Details::asked_only());
            return Ok(vec![Person { told, matched: asked.map(|patient| (patient.id, MatchedBy::Asked)) }]);
        }
        let mut people = Vec::new();
        for record in whole.records {
            let told = row(record, Details::of(record));
            let matched = match self.judged(&told)? {
                Judgement::Certain(id, by) => Some((id, by)),
                Judgement::Ask(_) => asked
                    .as_ref()
                    .filter(|patient| fits(&told, patient))
                    .map(|patient| (patient.id, MatchedBy::Asked)),
            };
            people.push(Person { told, matched });
        }
        one_person(&mut people);
        Ok(people)
    }

    /// An answer that names nobody is still shown where somebody was asked about; a failed file says nothing.
    fn without_a_record(
        &self,
        whole: &Whole<'_>,
        row: &dyn Fn(&Record, Details) -> EligibilityTold,
    ) -> store::Result<Vec<Person>> {
        let Some(patient) = self.asked(whole)?.filter(|_| whole.validity.is_some()) else {
            return Ok(Vec::new());
        };
        let insured = patient.insurance.as_ref().map(|insurance| Insured::of(insurance, patient.birth_date));
        let record = Record { insured: insured.unwrap_or_default(), ..Record::default() };
        let told = row(&record, Details::asked_only());
        Ok(vec![Person { told, matched: Some((patient.id, MatchedBy::Asked)) }])
    }

    /// The patient about whom we asked, as the request or the echo of our own key says.
    fn asked(&self, whole: &Whole<'_>) -> store::Result<Option<Patient>> {
        let listed = whole.records.iter().filter_map(|record| record.person_identifier.as_deref());
        let own =
            whole.search.and_then(|search| search.person_identifier.as_deref()).into_iter().chain(listed);
        let own = own.filter_map(PatientId::parse).next();
        let id = match self.subject {
            Some(Subject::EligibilityCheck { patient, .. }) => Some(*patient),
            _ => own,
        };
        // A list that another program made may carry keys that are nobody's here.
        id.map(|id| self.r.patient_current(id)).transpose().map(Option::flatten)
    }

    fn judged(&self, told: &EligibilityTold) -> store::Result<Judgement> {
        let found = Found::of(self.r, told)?;
        Ok(matching::judge(&person_of(told), &found.candidates()))
    }
}

/// Whether an answer to a question about a patient may be theirs: nothing that was told speaks against it.
fn fits(told: &EligibilityTold, patient: &Patient) -> bool {
    let agreement = matching::Agreement::of(&person_of(told), patient, false);
    agreement.birth_date != matching::Match::Differs && agreement.name != matching::Match::Differs
}

/// The records of one answer are about whoever it is about (医療保険 beside 医療扶助): where one is certain, so are
/// those of the same name and birth date.
fn one_person(people: &mut [Person]) {
    let mut certain = people.iter().filter_map(|person| Some((person.matched?, &person.told)));
    let Some((first, told)) = certain.next() else { return };
    if certain.any(|((patient, _), _)| patient != first.0) {
        return;
    }
    let (name, birth_date) = (told.name.clone(), told.birth_date);
    for person in people.iter_mut().filter(|person| person.matched.is_none()) {
        if person.told.birth_date == birth_date && matching::same_name(&person.told.name, &name) {
            person.matched = Some(first);
        }
    }
}

/// Who may be meant, from the store.
pub(super) struct Found {
    patients: Vec<Patient>,
    by_reference: Option<PatientId>,
}

impl Found {
    /// Records with the 照会番号 as 患者番号, with the same card, born on the same day, or of the same name.
    pub(super) fn of(r: &Read<'_>, told: &EligibilityTold) -> store::Result<Self> {
        let mut patients = Vec::new();
        let by_reference = match told.reference_number.trim() {
            "" => None,
            number => r
                .patient_by_chart_number(number)?
                .map(|known| r.patient_current(known.id))
                .transpose()?
                .flatten(),
        };
        patients.extend(by_reference.clone());
        patients.extend(r.patients_by_insurance(&told.insurer_number, &told.card_number)?);
        if let Some(day) = told.birth_date {
            patients.extend(r.patients_born(day)?);
        }
        let kana = domain::patient::NameParts::split(&domain::text::katakana(&told.kana));
        patients.extend(r.patients_similar(&kana, None)?);
        patients.retain(|patient| patient.merged_into.is_none());
        Ok(Self { patients, by_reference: by_reference.map(|patient| patient.id) })
    }

    /// For judging.
    pub(super) fn candidates(&self) -> Vec<Candidate<'_>> {
        let by_reference = |patient: &Patient| self.by_reference == Some(patient.id);
        self.patients.iter().map(|patient| Candidate { patient, reference: by_reference(patient) }).collect()
    }

    /// Whether the 照会番号 that was told is this record's.
    pub(super) fn is_referred_to(&self, id: PatientId) -> bool {
        self.by_reference == Some(id)
    }

    /// All of them; one may stand here more than once.
    pub(super) fn patients(&self) -> &[Patient] {
        &self.patients
    }

    /// One of them.
    pub(super) fn patient(&self, id: PatientId) -> Option<&Patient> {
        self.patients.iter().find(|patient| patient.id == id)
    }
}

/// What a stored row says of the person.
pub(super) fn person_of(told: &EligibilityTold) -> Told {
    let details = Details::read(&told.details);
    Told {
        card: Card {
            insurer_number: told.insurer_number.clone(),
            symbol: told.card_symbol.clone(),
            number: told.card_number.clone(),
            branch: told.branch.clone(),
            assistance: told.card_class == "A1",
        },
        name: told.name.clone(),
        kana: told.kana.clone(),
        birth_date: told.birth_date,
        sex: Some(told.sex).filter(|sex| *sex != Sex::Unknown),
        postal_code: details.postal_code,
        address: details.address,
    }
}

fn validity(told: Option<&eligibility_check::Validity>) -> Validity {
    use eligibility_check::Validity as Said;
    match told {
        Some(Said::Valid) => Validity::Valid,
        Some(Said::Invalid) => Validity::Invalid,
        Some(Said::Replaced) => Validity::Replaced,
        Some(Said::None) => Validity::None,
        Some(Said::Several) => Validity::Several,
        Some(Said::ValidUnregistered) => Validity::ValidUnregistered,
        Some(Said::Other(_)) | None => Validity::Other,
    }
}
