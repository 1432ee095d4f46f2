//! The clinic, its people, its addresses and its settings.

use super::*;
use crate::{
    Topic,
    seal::{Seal, SealOwner},
    template::Template,
};
use domain::{
    document::DocumentKind,
    id::{DoctorId, ReceiverId, StaffId, TemplateId},
    institution::{Doctor, Honorific, Institution, InstitutionCode, Receiver, ReceiverKind},
    patient::NameParts,
    staff::{Role, Staff},
};

#[test]
fn the_clinic_is_one_row() {
    let home = Home::new();
    let store = home.create().unwrap();
    assert_eq!(store.read(|r| r.institution()).unwrap(), None);
    let clinic = Institution {
        version: 0,
        code: InstitutionCode::parse("1319999991").unwrap(),
        name: "見本クリニック".into(),
        postal_code: "1000001".into(),
        address: "架空県見本市".into(),
        phone: "03-0000-0000".into(),
        fax: String::new(),
    };
    let save =
        |clinic: &Institution| store.write(&program("institution_save"), |w| w.institution_save(clinic));
    assert_eq!(save(&clinic).unwrap(), 1);
    assert!(matches!(save(&clinic), Err(Error::Taken)));
    let moved = Institution { version: 1, address: "架空県別市".into(), ..clinic };
    assert_eq!(save(&moved).unwrap(), 2);
    assert!(matches!(save(&moved), Err(Error::Stale)));
    assert_eq!(store.read(|r| r.institution()).unwrap(), Some(Institution { version: 2, ..moved }));
}

#[test]
fn seals_are_set_changed_and_removed() {
    let home = Home::new();
    let store = home.create().unwrap();
    let doctor = SealOwner::Doctor(DoctorId::new(&*home.clock));
    let seal = |owner, size, png: &[u8]| Seal { owner, size, png: png.to_vec() };
    let set = |seal: &Seal| store.write(&program("seal_save"), |w| w.seal_set(seal)).unwrap();
    let all = || store.read(|r| r.seals()).unwrap();
    assert_eq!(all(), []);
    let (square, round) = (seal(SealOwner::Clinic, 210, b"square"), seal(doctor, 105, b"round"));
    set(&square);
    set(&round);
    assert_eq!(all().len(), 2);
    assert!(all().contains(&square) && all().contains(&round));
    let larger = Seal { size: 240, ..square };
    set(&larger);
    assert_eq!(all().iter().filter(|seal| seal.owner == SealOwner::Clinic).collect::<Vec<_>>(), [&larger]);
    store.write(&program("seal_remove"), |w| w.seal_remove(SealOwner::Clinic)).unwrap();
    assert_eq!(all(), [round]);
    assert_eq!(store.changes_since(0).unwrap().topics, [Topic::Institution]);
    store.writer.lock().unwrap().execute_batch("update seal set png = x'00'").unwrap();
    assert!(matches!(store.read(|r| r.seals()), Err(Error::Damaged)));
}

#[test]
fn doctors_and_staff_are_kept() {
    let home = Home::new();
    let store = home.create().unwrap();
    let doctor = Doctor {
        id: DoctorId::new(&*home.clock),
        version: 0,
        name: NameParts::split("架空 一郎"),
        kana: NameParts::split("カクウ イチロウ"),
        department: "内科".into(),
        registration_number: "123456".into(),
        active: true,
    };
    let staff = Staff {
        id: StaffId::new(&*home.clock),
        version: 0,
        name: "受付".into(),
        role: Role::Clerk,
        active: true,
    };
    store.write(&program("seed"), |w| Ok((w.doctor_save(&doctor)?, w.staff_save(&staff)?))).unwrap();
    let gone = Doctor { version: 1, active: false, ..doctor.clone() };
    store.write(&program("doctor_save"), |w| w.doctor_save(&gone)).unwrap();
    assert_eq!(store.read(|r| r.doctors()).unwrap(), [Doctor { version: 2, ..gone }]);
    assert!(matches!(
        store.write(&program("x"), |w| w.doctor_save(&Doctor { version: 1, ..doctor.clone() })),
        Err(Error::Stale)
    ));
    assert_eq!(store.read(|r| r.staff_all()).unwrap(), [Staff { version: 1, ..staff.clone() }]);
    let nobody = Staff { id: StaffId::new(&*home.clock), version: 3, ..staff };
    assert!(matches!(store.write(&program("x"), |w| w.staff_save(&nobody)), Err(Error::NotFound)));
}

#[test]
fn receivers_are_remembered_and_found() {
    let home = Home::new();
    let store = home.create().unwrap();
    let hospital = Receiver {
        id: ReceiverId::new(&*home.clock),
        version: 0,
        kind: ReceiverKind::Medical,
        code: InstitutionCode::parse("1319999991"),
        name: "見本総合病院".into(),
        postal_code: String::new(),
        address: "架空県".into(),
        phone: String::new(),
        fax: "03-1111-1111".into(),
        department: "循環器内科".into(),
        doctor: "架空 二郎".into(),
        honorific: Honorific::Auto,
    };
    let remember =
        |receiver: &Receiver| store.write(&program("receiver"), |w| w.receiver_remember(receiver)).unwrap();
    let id = remember(&hospital);
    assert_eq!(id, hospital.id);
    home.clock.set("2026-11-23T00:00:00Z");
    let other =
        Receiver { id: ReceiverId::new(&*home.clock), department: "外科".into(), ..hospital.clone() };
    assert_eq!(remember(&other), other.id);
    home.clock.set("2026-11-24T00:00:00Z");
    let again = Receiver {
        id: ReceiverId::new(&*home.clock),
        fax: String::new(),
        phone: "03-2222-2222".into(),
        ..hospital
    };
    assert_eq!(remember(&again), id, "the same place is one row");
    let found = |text: &str| -> Vec<ReceiverId> {
        store.read(|r| r.receivers(text, 10)).unwrap().iter().map(|receiver| receiver.id).collect()
    };
    assert_eq!(found(""), [id, other.id], "the last used first");
    assert_eq!(found("外科"), [other.id]);
    assert_eq!(found("じゅんかんき"), Vec::<ReceiverId>::new());
    assert_eq!(found("1319999991").len(), 2);
    assert_eq!(found("%外%").len(), 1);
    let kept = store.read(|r| r.receiver(id)).unwrap().unwrap();
    assert_eq!((kept.fax.as_str(), kept.phone.as_str(), kept.version), ("03-1111-1111", "03-2222-2222", 2));
    store.write(&program("receiver_delete"), |w| w.receiver_delete(id)).unwrap();
    assert_eq!(found(""), [other.id]);
    assert!(matches!(store.write(&program("x"), |w| w.receiver_delete(id)), Err(Error::NotFound)));
}

#[test]
fn templates_and_settings_are_kept() {
    let home = Home::new();
    let store = home.create().unwrap();
    let template = Template {
        id: TemplateId::new(&*home.clock),
        version: 0,
        kind: DocumentKind::ReferralLetter,
        field: "purpose".into(),
        doctor: None,
        title: "精査".into(),
        body: "{傷病名}につき精査をお願いいたします。".into(),
    };
    store
        .write(&program("seed"), |w| {
            w.setting_set("window.zoom", "150")?;
            w.setting_set("window.zoom", "200")?;
            w.template_save(&template)
        })
        .unwrap();
    assert_eq!(store.read(|r| r.setting("window.zoom")).unwrap().as_deref(), Some("200"));
    assert_eq!(store.read(|r| r.setting("none")).unwrap(), None);
    let kept = store.read(|r| r.templates(DocumentKind::ReferralLetter)).unwrap();
    assert_eq!(kept, [Template { version: 1, ..template.clone() }]);
    store.write(&program("template_delete"), |w| w.template_delete(template.id)).unwrap();
    assert_eq!(store.read(|r| r.template(template.id)).unwrap(), None);
    assert_eq!(store.changes_since(0).unwrap().topics, [Topic::Settings, Topic::Templates]);
}
