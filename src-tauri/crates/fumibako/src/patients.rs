//! 受付・患者: finding, entering and merging patients.

use crate::{
    Error, Session,
    api::{
        FindingShown, Nothing,
        common::{ById, ByVersion, DateShown},
        patients::{
            Checked, FieldChange, HistoryRow, InsuranceForm, MergeShown, PatientCheck, PatientDetail,
            PatientForm, PatientMerge, PatientQuery, PatientRow, PatientSave, PatientSaved, PublicPayerForm,
        },
    },
    chart::staff_names,
    input::{self, small},
    settings::Gather,
};
use domain::{
    date::{self, Date},
    finding::{Finding, any_error},
    id::{MergeId, PatientId},
    patient::{
        Branch, Insurance, Patient, PublicPayer, TypedInsurance, limit, read_address, read_chart_number,
        read_insurance, read_kana, read_name, read_phone, read_postal_code, read_public_payer,
    },
    rule,
    text::{Form, tidy},
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{
    Who,
    audit::AuditFilter,
    patient::{Replaced, Seen},
};

/// How many patients a list shows at most.
const LIST: u32 = 50;
/// How many lines of history are shown.
const HISTORY: u32 = 200;
/// How many 公費 a patient may have.
const PUBLIC_PAYERS: usize = 4;

pub fn search(session: &Session, query: PatientQuery) -> Result<Vec<PatientRow>, Error> {
    let today = session.clock().today();
    let found = session.store().read(|r| {
        if query.text.trim().is_empty() {
            r.patients_recent(LIST)
        } else {
            r.patients_find(&query.text, today, LIST)
        }
    })?;
    rows(session, &found)
}

pub fn get(session: &Session, which: ById) -> Result<PatientDetail, Error> {
    let patient = patient(session, input::id(PatientId::parse, &which.id)?)?;
    detail(session, &patient)
}

/// The record that stands for this patient now.
pub(crate) fn patient(session: &Session, id: PatientId) -> Result<Patient, Error> {
    session.store().read(|r| r.patient_current(id))?.ok_or_else(Error::not_found)
}

/// The patient's row.
pub(crate) fn row(session: &Session, id: PatientId) -> Result<PatientRow, Error> {
    shown(session, &patient(session, id)?)
}

fn rows(session: &Session, patients: &[Patient]) -> Result<Vec<PatientRow>, Error> {
    patients.iter().map(|patient| shown(session, patient)).collect()
}

/// A patient as lists show them.
pub(crate) fn shown(session: &Session, patient: &Patient) -> Result<PatientRow, Error> {
    let similar = session.store().read(|r| r.patients_similar(&patient.kana, None))?;
    let today = session.clock().today();
    Ok(PatientRow {
        id: patient.id.to_string(),
        version: small(patient.version),
        chart_number: patient.chart_number.clone(),
        name: patient.name.joined(" "),
        kana: patient.kana.joined(" "),
        birth_date: DateShown::day(patient.birth_date),
        age: date::age_text(patient.birth_date, today).unwrap_or_default(),
        sex: patient.sex,
        address: patient.address.clone(),
        phone: patient.phone.clone(),
        same_name: similar.iter().any(|other| other.id != patient.id),
    })
}

fn detail(session: &Session, patient: &Patient) -> Result<PatientDetail, Error> {
    let (namesakes, duplicates, merges) = session.store().read(|r| {
        Ok((
            r.patients_similar(&patient.kana, None)?,
            r.patients_similar(&patient.kana, Some(patient.birth_date))?,
            r.patient_merges(patient.id)?,
        ))
    })?;
    let others =
        |list: Vec<Patient>| list.into_iter().filter(|other| other.id != patient.id).collect::<Vec<_>>();
    let merges = merges.into_iter().filter(|merge| merge.undone_at.is_none() && merge.into == patient.id);
    Ok(PatientDetail {
        row: shown(session, patient)?,
        form: form(patient),
        namesakes: rows(session, &others(namesakes))?,
        duplicates: rows(session, &others(duplicates))?,
        merges: merges.map(|merge| merge_shown(session, &merge)).collect::<Result<_, _>>()?,
    })
}

fn merge_shown(session: &Session, merge: &store::patient::Merge) -> Result<MergeShown, Error> {
    let (keep, other) = session.store().read(|r| Ok((r.patient(merge.into)?, r.patient(merge.from)?)))?;
    let keep = keep.ok_or_else(Error::not_found)?;
    let other = other.ok_or_else(Error::not_found)?;
    Ok(MergeShown {
        id: merge.id.to_string(),
        keep: shown(session, &keep)?,
        other: shown(session, &other)?,
        at: DateShown::instant(merge.merged_at),
    })
}

/// The form that would save this patient unchanged.
pub(crate) fn form(patient: &Patient) -> PatientForm {
    PatientForm {
        chart_number: patient.chart_number.clone(),
        name: patient.name.joined(" "),
        kana: patient.kana.joined(" "),
        birth_date: date::wareki(patient.birth_date),
        sex: patient.sex,
        postal_code: patient.postal_code.clone(),
        address: patient.address.clone(),
        phone: patient.phone.clone(),
        occupation: patient.occupation.clone(),
        insurance: patient.insurance.as_ref().map(insurance_form).unwrap_or_default(),
        public_payers: patient.public_payers.iter().map(public_payer_form).collect(),
    }
}

fn insurance_form(insurance: &Insurance) -> InsuranceForm {
    let (branch, no_branch) = match &insurance.branch {
        Branch::Number(digits) => (digits.clone(), false),
        Branch::NonePrinted => (String::new(), true),
        Branch::Unchecked => (String::new(), false),
    };
    InsuranceForm {
        insurer_number: insurance.insurer_number.clone(),
        symbol: insurance.symbol.clone(),
        number: insurance.number.clone(),
        branch,
        no_branch,
    }
}

fn public_payer_form(payer: &PublicPayer) -> PublicPayerForm {
    PublicPayerForm {
        payer_number: payer.payer_number.clone(),
        recipient_number: payer.recipient_number.clone(),
    }
}

/// Reads a typed patient; `None` only without a birth date, the one field that cannot be kept as text.
pub(crate) fn from_form(
    form: &PatientForm,
    id: PatientId,
    version: u32,
    today: Date,
) -> (Option<Patient>, Vec<Finding>) {
    let mut gather = Gather(Vec::new());
    let birth_date = match (form.birth_date.trim(), date::read(&form.birth_date, today)) {
        ("", _) => {
            gather.need(false, &rule::BIRTH_DATE_MISSING, "birth_date");
            None
        }
        (_, Ok(day)) => {
            gather.need(day <= today, &rule::DATE_IN_FUTURE, "birth_date");
            let young = date::age_years(day, today).is_none_or(|years| years <= 120);
            gather.need(young, &rule::BIRTH_DATE_TOO_OLD, "birth_date");
            Some(day)
        }
        (_, Err(fault)) => {
            gather.0.push(fault.finding("birth_date"));
            None
        }
    };
    let typed = TypedInsurance {
        insurer_number: &form.insurance.insurer_number,
        symbol: &form.insurance.symbol,
        number: &form.insurance.number,
        branch: &form.insurance.branch,
        no_branch: form.insurance.no_branch,
    };
    let (insurance, findings) = read_insurance(typed);
    gather.0.extend(findings.into_iter().map(|finding| finding.under("insurance")));
    if form.public_payers.len() > PUBLIC_PAYERS {
        gather.0.push(Finding::with(&rule::TOO_MANY, "public_payers", [PUBLIC_PAYERS.to_string()]));
    }
    let mut public_payers = Vec::new();
    for (i, typed) in form.public_payers.iter().enumerate() {
        if typed.payer_number.trim().is_empty() && typed.recipient_number.trim().is_empty() {
            continue;
        }
        let (payer, findings) = read_public_payer(&typed.payer_number, &typed.recipient_number);
        gather.0.extend(findings.into_iter().map(|finding| finding.under(&format!("public_payers[{i}]"))));
        public_payers.push(payer);
    }
    let chart_number = gather.take(read_chart_number(&form.chart_number, "chart_number"));
    let name = gather.take(read_name(&form.name, "name"));
    let kana = gather.take(read_kana(&form.kana, "kana"));
    let postal_code = gather.take(read_postal_code(&form.postal_code, "postal_code"));
    let address = gather.take(read_address(&form.address, "address"));
    let phone = gather.take(read_phone(&form.phone, "phone"));
    let occupation = gather.take(tidy(&form.occupation, Form::Line, limit::LINE, "occupation"));
    let patient = birth_date.map(|birth_date| Patient {
        id,
        version,
        chart_number,
        name,
        kana,
        birth_date,
        sex: form.sex,
        postal_code,
        address,
        phone,
        occupation,
        insurance,
        public_payers,
        merged_into: None,
    });
    (patient, gather.0)
}

pub fn check(session: &Session, check: PatientCheck) -> Result<Checked, Error> {
    let id = match &check.id {
        Some(id) => input::id(PatientId::parse, id)?,
        None => PatientId::new(session.clock()),
    };
    let (patient, mut findings) = from_form(&check.form, id, 0, session.clock().today());
    if let Some(patient) = patient {
        findings.extend(taken(session, &patient)?);
    }
    Ok(Checked { findings: FindingShown::all(&findings) })
}

fn taken(session: &Session, patient: &Patient) -> Result<Option<Finding>, Error> {
    let other = session.store().read(|r| r.patient_by_chart_number(&patient.chart_number))?;
    let taken = other.is_some_and(|other| other.id != patient.id);
    Ok(taken.then(|| Finding::new(&rule::CHART_NUMBER_TAKEN, "chart_number")))
}

pub fn save(session: &Session, save: PatientSave) -> Result<PatientSaved, Error> {
    save_and(session, "patient_save", save, |_, _| Ok(()))
}

/// Saves a patient, and in the same write whatever belongs to it.
pub(crate) fn save_and(
    session: &Session,
    action: &'static str,
    save: PatientSave,
    more: impl Fn(&store::Write<'_>, PatientId) -> store::Result<()>,
) -> Result<PatientSaved, Error> {
    let (id, version) = match &save.id {
        Some(id) => (input::id(PatientId::parse, id)?, input::version(save.version)?),
        None => (PatientId::new(session.clock()), 0),
    };
    let (patient, mut findings) = from_form(&save.form, id, version, session.clock().today());
    let Some(patient) = patient else { return Err(Error::rejected(findings)) };
    findings.extend(taken(session, &patient)?);
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    session.store().write(&session.audit(action).patient(id), |w| {
        w.patient_save(&patient)?;
        more(w, id)
    })?;
    let patient = self::patient(session, id)?;
    Ok(PatientSaved { patient: detail(session, &patient)?, findings: FindingShown::all(&findings) })
}

pub fn merge(session: &Session, merge: PatientMerge) -> Result<MergeShown, Error> {
    let seen = |which: &ByVersion| -> Result<Seen, Error> {
        Ok(Seen { id: input::id(PatientId::parse, &which.id)?, version: input::version(which.version)? })
    };
    let (keep, other) = (seen(&merge.keep)?, seen(&merge.other)?);
    let audit = session.audit("patient_merge").patient(keep.id);
    let id = session.store().write(&audit, |w| w.patient_merge(other, keep))?;
    let merges = session.store().read(|r| r.patient_merges(keep.id))?;
    let done = merges.iter().find(|merge| merge.id == id).ok_or_else(Error::not_found)?;
    merge_shown(session, done)
}

pub fn unmerge(session: &Session, which: ById) -> Result<Nothing, Error> {
    let id = input::id(MergeId::parse, &which.id)?;
    session.store().write(&session.audit("patient_unmerge"), |w| w.patient_unmerge(id))?;
    Ok(Nothing {})
}

pub fn history(session: &Session, which: ById) -> Result<Vec<HistoryRow>, Error> {
    let id = input::id(PatientId::parse, &which.id)?;
    let names = staff_names(session)?;
    let (rows, now, replaced) = session.store().read(|r| {
        let rows = r.audit(AuditFilter { patient: Some(id), ..AuditFilter::default() }, HISTORY)?;
        Ok((rows, r.patient(id)?, r.patient_replaced(id, HISTORY)?))
    })?;
    let mut changes = changes(now, replaced);
    Ok(rows
        .into_iter()
        .map(|row| HistoryRow {
            at: DateShown::instant(row.at),
            staff: match row.who {
                Who::Staff(id) => names.get(&id).cloned().unwrap_or_default(),
                Who::Program => "文箱".to_owned(),
            },
            changes: changes.remove(&row.at).unwrap_or_default(),
            action: row.action,
        })
        .collect())
}

/// What each write changed in a patient's record, by the instant of the write.
fn changes(now: Option<Patient>, replaced: Vec<Replaced>) -> BTreeMap<Timestamp, Vec<FieldChange>> {
    let mut after = now;
    let mut changes = BTreeMap::new();
    for Replaced { patient: before, at, .. } in replaced {
        if let Some(after) = &after {
            changes.insert(at, differences(&before, after));
        }
        after = Some(before);
    }
    changes
}

fn differences(before: &Patient, after: &Patient) -> Vec<FieldChange> {
    let fields = said(before).into_iter().zip(said(after));
    fields
        .filter(|((_, before), (_, after))| before != after)
        .map(|((field, before), (_, after))| FieldChange { field: field.to_owned(), before, after })
        .collect()
}

/// Every field of a record in words.
fn said(patient: &Patient) -> [(&'static str, String); 14] {
    let form = form(patient);
    let branch = match patient.insurance.as_ref().map(|insurance| &insurance.branch) {
        None => String::new(),
        Some(Branch::Number(digits)) => digits.clone(),
        Some(Branch::NonePrinted) => "印字なし".to_owned(),
        Some(Branch::Unchecked) => "未確認".to_owned(),
    };
    let payers =
        form.public_payers.iter().map(|one| format!("{} {}", one.payer_number, one.recipient_number));
    let payers = payers.collect::<Vec<_>>().join("、");
    [
        ("chart_number", form.chart_number),
        ("name", form.name),
        ("kana", form.kana),
        ("birth_date", form.birth_date),
        ("sex", form.sex.label().to_owned()),
        ("postal_code", form.postal_code),
        ("address", form.address),
        ("phone", form.phone),
        ("occupation", form.occupation),
        ("insurance.insurer_number", form.insurance.insurer_number),
        ("insurance.symbol", form.insurance.symbol),
        ("insurance.number", form.insurance.number),
        ("insurance.branch", branch),
        ("public_payers", payers),
    ]
}
