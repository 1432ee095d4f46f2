//! 職印 and 個人印: set in the settings, printed on letters when they are finalized. A finalized PDF holds what was
//! printed on it, so nothing here changes any.

use crate::{
    Error, Session,
    api::{
        Nothing,
        seals::{SealRef, SealSave, SealShown, SealsPrinted, SealsShown},
    },
    input,
    service::flag,
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use documents::seal::{self, Seals};
use domain::{
    attachment::base64_size,
    finding::Finding,
    id::DoctorId,
    rule,
    seal::{LARGEST_FILE, SealKind},
};
use print::Imprint;
use store::{
    Store,
    seal::{Seal, SealOwner},
};

/// The setting: whether finalized letters bear the seals.
const PRINTED: &str = "seals.printed";

fn are_printed(store: &Store) -> Result<bool, Error> {
    Ok(store.read(|r| r.setting(PRINTED))?.as_deref() != Some("0"))
}

/// What finalized documents bear.
pub(crate) fn printed(store: &Store) -> Result<Seals, Error> {
    let mut seals = Seals::default();
    if !are_printed(store)? {
        return Ok(seals);
    }
    for stored in store.read(|r| r.seals())? {
        let imprint = Imprint::of_png(&stored.png).ok_or_else(|| Error::bug("a stored seal"))?;
        let seal = seal::Seal { imprint, size: stored.size };
        match stored.owner {
            SealOwner::Clinic => seals.clinic = Some(seal),
            SealOwner::Doctor(id) => seals.doctors.push((id, seal)),
        }
    }
    Ok(seals)
}

pub fn list(session: &Session, _: Nothing) -> Result<SealsShown, Error> {
    let seals = session.store().read(|r| r.seals())?;
    let sizes = |kind: SealKind| kind.sizes().iter().map(|size| i32::from(*size)).collect();
    Ok(SealsShown {
        printed: are_printed(session.store())?,
        seals: seals.iter().map(shown).collect(),
        clinic_sizes: sizes(SealKind::Clinic),
        doctor_sizes: sizes(SealKind::Doctor),
    })
}

fn shown(seal: &Seal) -> SealShown {
    SealShown {
        doctor_id: match seal.owner {
            SealOwner::Clinic => None,
            SealOwner::Doctor(id) => Some(id.to_string()),
        },
        size: i32::from(seal.size),
        png: BASE64.encode(&seal.png),
    }
}

fn owner(session: &Session, doctor: Option<&str>) -> Result<(SealOwner, SealKind), Error> {
    let Some(id) = doctor else { return Ok((SealOwner::Clinic, SealKind::Clinic)) };
    let id = input::id(DoctorId::parse, id)?;
    match session.store().read(|r| r.doctor(id))? {
        Some(_) => Ok((SealOwner::Doctor(id), SealKind::Doctor)),
        None => Err(Error::rejected(vec![Finding::new(&rule::SEAL_NO_DOCTOR, "doctor_id")])),
    }
}

pub fn save(session: &Session, save: SealSave) -> Result<SealsShown, Error> {
    let (owner, kind) = owner(session, save.doctor_id.as_deref())?;
    let refuse = |finding| Error::rejected(vec![finding]);
    let size = seal::read_size(save.size, kind, "size").map_err(refuse)?;
    let png = match &save.data {
        Some(data) => read(data).map_err(refuse)?.png()?,
        None => {
            let known = session.store().read(|r| r.seals())?.into_iter().find(|seal| seal.owner == owner);
            known.ok_or_else(Error::not_found)?.png
        }
    };
    let seal = Seal { owner, size, png };
    session.store().write(&session.audit("seal_save").detail(kind.as_str()), |w| w.seal_set(&seal))?;
    list(session, Nothing {})
}

fn read(base64: &str) -> Result<Imprint, Finding> {
    // Too much is told before it is decoded.
    if base64.len() > base64_size(LARGEST_FILE) + 4 {
        return Err(Finding::new(&rule::SEAL_TOO_LARGE, "data"));
    }
    let file =
        BASE64.decode(base64.trim()).map_err(|_| Finding::new(&rule::ATTACHMENT_NOT_BASE64, "data"))?;
    seal::read(&file, "data")
}

pub fn remove(session: &Session, which: SealRef) -> Result<SealsShown, Error> {
    let (owner, kind) = owner(session, which.doctor_id.as_deref())?;
    session.store().write(&session.audit("seal_remove").detail(kind.as_str()), |w| w.seal_remove(owner))?;
    list(session, Nothing {})
}

pub fn save_printed(session: &Session, save: SealsPrinted) -> Result<SealsShown, Error> {
    let printed = flag(save.printed);
    session
        .store()
        .write(&session.audit("seals_printed_save").detail(printed), |w| w.setting_set(PRINTED, printed))?;
    list(session, Nothing {})
}
