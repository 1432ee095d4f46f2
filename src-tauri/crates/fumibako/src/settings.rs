//! 設定: the clinic, doctors, staff, remembered receivers, templates.

use crate::{
    Clinic, Error, Session,
    api::{
        FindingShown, Nothing,
        clinic::{
            DoctorForm, DoctorSave, DoctorShown, InstitutionForm, InstitutionSave, InstitutionShown,
            ReceiverSave, ReceiverShown, Saved, StaffSave, StaffShown, TemplateSave, TemplateShown,
            TextQuery,
        },
        common::ById,
    },
    input::{self, small},
};
use documents::referral_letter::form::{ReceiverForm, limit};
use domain::document::DocumentKind;
use domain::{
    clock::Clock,
    finding::{Finding, any_error},
    id::{DoctorId, ReceiverId, StaffId, TemplateId},
    institution::{Doctor, Institution, Receiver, read_institution_code},
    patient::{NameParts, read_kana, read_name, read_phone, read_postal_code},
    rule,
    staff::Staff,
    text::{Form, tidy},
};
use store::template::Template;

/// Collects findings while values are taken out of what was read.
pub(crate) struct Gather(pub Vec<Finding>);

impl Gather {
    pub(crate) fn take<T>(&mut self, (value, findings): (T, Vec<Finding>)) -> T {
        self.0.extend(findings);
        value
    }

    pub(crate) fn need(&mut self, present: bool, rule: &'static domain::finding::Rule, path: &str) {
        if !present {
            self.0.push(Finding::new(rule, path));
        }
    }
}

/// The clinic as typed; `None` only without a valid code.
pub(crate) fn institution_from(form: &InstitutionForm, version: u32) -> (Option<Institution>, Vec<Finding>) {
    let mut gather = Gather(Vec::new());
    let code = gather.take(read_institution_code(&form.code, "code"));
    gather.need(!form.code.trim().is_empty(), &rule::INSTITUTION_CODE_MISSING, "code");
    let name = gather.take(tidy(&form.name, Form::Line, limit::LINE, "name"));
    gather.need(!name.is_empty(), &rule::INSTITUTION_NAME_MISSING, "name");
    let postal_code = gather.take(read_postal_code(&form.postal_code, "postal_code"));
    let address = gather.take(tidy(&form.address, Form::Line, limit::ADDRESS, "address"));
    gather.need(!address.is_empty(), &rule::INSTITUTION_ADDRESS_MISSING, "address");
    let phone = gather.take(read_phone(&form.phone, "phone"));
    gather.need(!phone.is_empty(), &rule::INSTITUTION_PHONE_MISSING, "phone");
    let fax = gather.take(read_phone(&form.fax, "fax"));
    let institution = code.map(|code| Institution { version, code, name, postal_code, address, phone, fax });
    (institution, gather.0)
}

/// A doctor as typed; `None` only without a name.
pub(crate) fn doctor_from(
    form: &DoctorForm,
    id: DoctorId,
    version: u32,
    active: bool,
) -> (Option<Doctor>, Vec<Finding>) {
    let mut gather = Gather(Vec::new());
    let name = if form.name.trim().is_empty() {
        gather.need(false, &rule::DOCTOR_NAME_MISSING, "name");
        NameParts::default()
    } else {
        gather.take(read_name(&form.name, "name"))
    };
    let kana = if form.kana.trim().is_empty() {
        NameParts::default()
    } else {
        gather.take(read_kana(&form.kana, "kana"))
    };
    let department = gather.take(tidy(&form.department, Form::Line, limit::LINE, "department"));
    let registration_number =
        gather.take(tidy(&form.registration_number, Form::Code, 10, "registration_number"));
    let digits = registration_number.bytes().all(|b| b.is_ascii_digit());
    gather.need(digits, &rule::DOCTOR_REGISTRATION_FORM, "registration_number");
    let present = !name.is_empty();
    let doctor = Doctor { id, version, name, kana, department, registration_number, active };
    (present.then_some(doctor), gather.0)
}

pub(crate) fn institution_form(institution: &Institution) -> InstitutionForm {
    InstitutionForm {
        code: institution.code.as_str().to_owned(),
        name: institution.name.clone(),
        postal_code: institution.postal_code.clone(),
        address: institution.address.clone(),
        phone: institution.phone.clone(),
        fax: institution.fax.clone(),
    }
}

pub(crate) fn doctor_shown(doctor: &Doctor) -> DoctorShown {
    DoctorShown {
        id: doctor.id.to_string(),
        version: small(doctor.version),
        active: doctor.active,
        form: DoctorForm {
            name: doctor.name.joined(" "),
            kana: doctor.kana.joined(" "),
            department: doctor.department.clone(),
            registration_number: doctor.registration_number.clone(),
        },
    }
}

pub(crate) fn staff_shown(staff: &Staff) -> StaffShown {
    StaffShown {
        id: staff.id.to_string(),
        version: small(staff.version),
        name: staff.name.clone(),
        role: staff.role,
        active: staff.active,
    }
}

fn saved(id: impl ToString, version: u32, findings: &[Finding]) -> Saved {
    Saved { id: id.to_string(), version: small(version), findings: FindingShown::all(findings) }
}

pub fn institution(session: &Session, _: Nothing) -> Result<InstitutionShown, Error> {
    let institution = own_institution(session.clinic())?;
    Ok(InstitutionShown { version: small(institution.version), form: institution_form(&institution) })
}

/// The clinic's own row, which every opened store has.
pub(crate) fn own_institution(clinic: &Clinic) -> Result<Institution, Error> {
    clinic.store().read(|r| r.institution())?.ok_or_else(|| Error::bug("a store without its clinic"))
}

pub fn save_institution(session: &Session, save: InstitutionSave) -> Result<Saved, Error> {
    let (institution, findings) = institution_from(&save.form, input::version(save.version)?);
    let Some(institution) = institution.filter(|_| !any_error(&findings)) else {
        return Err(Error::rejected(findings));
    };
    let version =
        session.store().write(&session.audit("institution_save"), |w| w.institution_save(&institution))?;
    Ok(saved("", version, &findings))
}

pub fn doctors(session: &Session, _: Nothing) -> Result<Vec<DoctorShown>, Error> {
    Ok(session.store().read(|r| r.doctors())?.iter().map(doctor_shown).collect())
}

pub fn save_doctor(session: &Session, save: DoctorSave) -> Result<Saved, Error> {
    let (id, version) = match &save.id {
        Some(id) => (input::id(DoctorId::parse, id)?, input::version(save.version)?),
        None => (DoctorId::new(session.clock()), 0),
    };
    let (doctor, findings) = doctor_from(&save.form, id, version, save.active);
    let Some(doctor) = doctor.filter(|_| !any_error(&findings)) else {
        return Err(Error::rejected(findings));
    };
    let version = session.store().write(&session.audit("doctor_save"), |w| w.doctor_save(&doctor))?;
    Ok(saved(id, version, &findings))
}

pub fn staff(session: &Session, _: Nothing) -> Result<Vec<StaffShown>, Error> {
    Ok(session.store().read(|r| r.staff_all())?.iter().map(staff_shown).collect())
}

pub fn save_staff(session: &Session, save: StaffSave) -> Result<Saved, Error> {
    let (id, version) = match &save.id {
        Some(id) => (input::id(StaffId::parse, id)?, input::version(save.version)?),
        None => (StaffId::new(session.clock()), 0),
    };
    let (name, mut findings) = tidy(&save.name, Form::Line, 40, "name");
    if name.is_empty() {
        findings.push(Finding::new(&rule::STAFF_NAME_MISSING, "name"));
    }
    let staff = Staff { id, version, name, role: save.role, active: save.active };
    let manages = |one: &Staff| one.active && one.role.may(domain::staff::Permission::Manage);
    let others = session.store().read(|r| r.staff_all())?;
    if !manages(&staff) && !others.iter().any(|one| one.id != id && manages(one)) {
        findings.push(Finding::new(&rule::STAFF_LAST_MANAGER, "active"));
    }
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    let version = session.store().write(&session.audit("staff_save"), |w| w.staff_save(&staff))?;
    Ok(saved(id, version, &findings))
}

pub(crate) fn receiver_form(receiver: &Receiver) -> ReceiverForm {
    ReceiverForm {
        id: Some(receiver.id.to_string()),
        kind: receiver.kind,
        code: receiver.code.as_ref().map(|code| code.as_str().to_owned()).unwrap_or_default(),
        name: receiver.name.clone(),
        postal_code: receiver.postal_code.clone(),
        address: receiver.address.clone(),
        phone: receiver.phone.clone(),
        fax: receiver.fax.clone(),
        department: receiver.department.clone(),
        doctor: receiver.doctor.clone(),
        honorific: receiver.honorific,
    }
}

/// A receiver as typed.
pub(crate) fn receiver_from(form: &ReceiverForm, id: ReceiverId, version: u32) -> (Receiver, Vec<Finding>) {
    let mut gather = Gather(Vec::new());
    let name = gather.take(tidy(&form.name, Form::Line, limit::LINE, "name"));
    gather.need(!name.is_empty(), &rule::LETTER_RECEIVER_MISSING, "name");
    let receiver = Receiver {
        id,
        version,
        kind: form.kind,
        code: gather.take(read_institution_code(&form.code, "code")),
        name,
        postal_code: gather.take(read_postal_code(&form.postal_code, "postal_code")),
        address: gather.take(tidy(&form.address, Form::Line, limit::ADDRESS, "address")),
        phone: gather.take(read_phone(&form.phone, "phone")),
        fax: gather.take(read_phone(&form.fax, "fax")),
        department: gather.take(tidy(&form.department, Form::Line, limit::LINE, "department")),
        doctor: gather.take(tidy(&form.doctor, Form::Line, limit::LINE, "doctor")),
        honorific: form.honorific,
    };
    (receiver, gather.0)
}

pub fn search_receivers(session: &Session, query: TextQuery) -> Result<Vec<ReceiverShown>, Error> {
    let found = session.store().read(|r| r.receivers(&query.text, 50))?;
    Ok(found
        .iter()
        .map(|receiver| ReceiverShown {
            id: receiver.id.to_string(),
            version: small(receiver.version),
            form: receiver_form(receiver),
        })
        .collect())
}

pub fn save_receiver(session: &Session, save: ReceiverSave) -> Result<Saved, Error> {
    let (id, version) = match &save.id {
        Some(id) => (input::id(ReceiverId::parse, id)?, input::version(save.version)?),
        None => (ReceiverId::new(session.clock()), 0),
    };
    let (receiver, findings) = receiver_from(&save.form, id, version);
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    let version = session.store().write(&session.audit("receiver_save"), |w| w.receiver_save(&receiver))?;
    Ok(saved(id, version, &findings))
}

pub fn forget_receiver(session: &Session, which: ById) -> Result<Nothing, Error> {
    let id = input::id(ReceiverId::parse, &which.id)?;
    session.store().write(&session.audit("receiver_forget"), |w| w.receiver_delete(id))?;
    Ok(Nothing {})
}

pub fn templates(session: &Session, _: Nothing) -> Result<Vec<TemplateShown>, Error> {
    let kinds = DocumentKind::ALL.iter();
    let templates =
        session.store().read(|r| kinds.map(|kind| r.templates(*kind)).collect::<Result<Vec<_>, _>>())?;
    Ok(templates
        .into_iter()
        .flatten()
        .map(|template| TemplateShown {
            id: template.id.to_string(),
            version: small(template.version),
            title: template.title,
            field: template.field,
            text: template.body,
        })
        .collect())
}

pub fn save_template(session: &Session, save: TemplateSave) -> Result<Saved, Error> {
    let (id, version) = match &save.id {
        Some(id) => (input::id(TemplateId::parse, id)?, input::version(save.version)?),
        None => (TemplateId::new(session.clock()), 0),
    };
    let mut gather = Gather(Vec::new());
    let title = gather.take(tidy(&save.title, Form::Line, limit::LINE, "title"));
    gather.need(!title.is_empty(), &rule::TEMPLATE_TITLE_MISSING, "title");
    let text = gather.take(tidy(&save.text, Form::Prose, limit::PROSE, "text"));
    let template = Template {
        id,
        version,
        kind: kind_of_field(&save.field),
        field: save.field,
        doctor: None,
        title,
        body: text,
    };
    if any_error(&gather.0) {
        return Err(Error::rejected(gather.0));
    }
    let version = session.store().write(&session.audit("template_save"), |w| w.template_save(&template))?;
    Ok(saved(id, version, &gather.0))
}

pub fn remove_template(session: &Session, which: ById) -> Result<Nothing, Error> {
    let id = input::id(TemplateId::parse, &which.id)?;
    session.store().write(&session.audit("template_remove"), |w| w.template_delete(id))?;
    Ok(Nothing {})
}

/// The kind of document whose form has the field: names of fields stand for one kind only.
fn kind_of_field(field: &str) -> DocumentKind {
    if field == "advice" { DocumentKind::CarePlanSummary } else { DocumentKind::ReferralLetter }
}

/// The templates that a new clinic starts with.
const FIRST_TEMPLATES: &[(&str, &str, &str)] = &[
    ("精査のお願い", "purpose", "{傷病名主}につき、精査をお願いいたします。"),
    ("手術・治療のお願い", "purpose", "{傷病名主}につき、ご高診のうえ、ご加療をお願い申し上げます。"),
    ("逆紹介", "purpose", "病状が安定しましたので、今後の投薬と経過観察を貴院にてお願いできれば幸いです。"),
    ("転居", "purpose", "このたび転居されるため、今後のご加療をお願いいたします。"),
    ("健診後の精査", "purpose", "健診で異常を指摘されましたので、精査をお願いいたします。"),
    ("書き出し", "course", "平素より大変お世話になっております。{年齢}{性別}の患者さんです。"),
    (
        "返書の書き出し",
        "course",
        "ご紹介いただきありがとうございました。診察の結果を下記のとおりご報告いたします。",
    ),
    (
        "高血圧の療養計画",
        "advice",
        "【目標】家庭で測る血圧　　　/　　　mmHg 未満\n\
         【食事】塩分は1日6g未満にしましょう。めん類の汁は残しましょう。\n\
         【運動】少し汗ばむくらいの運動を、1日30分、週に3日以上続けましょう。\n\
         【お薬】毎日忘れずに飲みましょう。ふらつくときは早めにご連絡ください。",
    ),
    (
        "糖尿病の療養計画",
        "advice",
        "【目標】HbA1c　　　% 未満、体重　　　kg\n\
         【食事】3食を決まった時間にとり、野菜から食べましょう。甘い飲み物は控えましょう。\n\
         【運動】食後に20分から30分ほど歩きましょう。\n\
         【お薬】冷や汗や手のふるえがあるときは、糖分をとって、早めにご連絡ください。",
    ),
    ("返信のお願い", "remarks", "お手数ですが、結果をご一報いただけますと幸いです。"),
];

/// The first templates of a new clinic.
pub(crate) fn first_templates(clock: &dyn Clock) -> Vec<Template> {
    FIRST_TEMPLATES
        .iter()
        .map(|(title, field, text)| Template {
            id: TemplateId::new(clock),
            version: 0,
            kind: kind_of_field(field),
            field: (*field).to_owned(),
            doctor: None,
            title: (*title).to_owned(),
            body: (*text).to_owned(),
        })
        .collect()
}
