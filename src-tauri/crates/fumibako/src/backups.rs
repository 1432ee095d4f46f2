//! Where the data lies, its copies, and the recovery sheet.

use crate::{
    Error, Session,
    api::{
        Nothing,
        clinic::{BackupShown, BackupsKept, StoreShown},
        common::DateShown,
        front::RecoverySheet,
    },
    input::small,
    settings,
};
use store::{
    backup::{BackupKind, keep},
    key::Passphrase,
};

pub fn info(session: &Session, _: Nothing) -> Result<StoreShown, Error> {
    let store = session.store();
    let kib = |bytes: u64| small(bytes.div_ceil(1024));
    let size = std::fs::metadata(store.place().database()).map_or(0, |file| file.len());
    let copies = store.backups()?;
    let keep = keep(copies.first().map_or(size, |copy| copy.bytes));
    let number = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    Ok(StoreShown {
        place: store.place().dir().display().to_string(),
        size_kib: kib(size),
        keep: BackupsKept { days: number(keep.days), weeks: number(keep.weeks), months: number(keep.months) },
        backups: copies
            .into_iter()
            .map(|copy| BackupShown {
                name: copy
                    .path
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default(),
                at: DateShown::day(copy.day),
                size_kib: kib(copy.bytes),
                why: match copy.kind {
                    BackupKind::Daily => "daily",
                    BackupKind::BeforeUpdate => "before-migration",
                }
                .to_owned(),
            })
            .collect(),
        key_kept: session.clinic().key_kept(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

pub fn make(session: &Session, _: Nothing) -> Result<StoreShown, Error> {
    session.store().backup_daily()?;
    info(session, Nothing {})
}

pub fn renew_sheet(session: &Session, _: Nothing) -> Result<RecoverySheet, Error> {
    let passphrase = Passphrase::generate();
    session.store().new_sheet(&session.audit("recovery_renew"), &passphrase)?;
    Ok(RecoverySheet {
        passphrase: passphrase.reveal().to_string(),
        clinic: settings::own_institution(session.clinic())?.name,
        made_on: DateShown::day(session.clock().today()),
    })
}
