//! The front: first run, opening the store, choosing who one is, and reading dates as they are typed.

use crate::{
    Desk, Error, Session,
    api::{
        FindingShown, Nothing,
        common::{ById, DateReading, DateShown, DateTyped},
        front::{Door, Front, Passphrase as Typed, RecoverySheet, Setup, TextSize},
        letters::LetterIssued,
    },
    chart::read_moment,
    settings::{doctor_from, institution_from, staff_shown},
    sheet,
};
use domain::{
    date,
    finding::{Finding, any_error},
    id::{DoctorId, StaffId},
    rule,
    staff::{Permission, Role, Staff},
};
use std::sync::PoisonError;
use store::{Audit, Presence, Who, key::Passphrase};

pub fn state(desk: &Desk, _: Nothing) -> Result<Front, Error> {
    let options = &desk.options;
    let clinic = desk.clinic().ok();
    let staff = desk.staff();
    let trouble = desk.trouble();
    let door = match (&clinic, &staff) {
        _ if desk.awaits_setup()? => Door::Setup,
        (Some(_), Some(_)) => Door::Open,
        (Some(_), None) => Door::Choose,
        (None, _) => match (options.place.presence(), &trouble) {
            (Presence::Present, None) => Door::Locked,
            (Presence::Present, Some((code, args))) if opens_by_passphrase(*code, args) => Door::Locked,
            _ => Door::Closed,
        },
    };
    let (name, choices, text_size) = match &clinic {
        Some(clinic) => clinic.store().read(|r| {
            let own = staff.as_ref().map(|staff| r.setting(&text_size_of(staff))).transpose()?.flatten();
            let size = own.map_or_else(|| r.setting(TEXT_SIZE), |own| Ok(Some(own)))?;
            Ok((r.institution()?, r.staff_all()?, size))
        })?,
        None => (None, Vec::new(), None),
    };
    let (trouble, trouble_args) = trouble.map_or((None, Vec::new()), |(code, args)| (Some(code), args));
    Ok(Front {
        door,
        trouble,
        trouble_args,
        clinic: name.map(|institution| institution.name).unwrap_or_default(),
        staff: staff.as_ref().map(staff_shown),
        choices: choices.iter().filter(|one| one.active).map(staff_shown).collect(),
        today: DateShown::day(options.clock.today()),
        place: options.place.dir().display().to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        demo: options.demo,
        key_kept: clinic.as_ref().is_some_and(|clinic| clinic.key_kept()),
        can_print: options.shell.can_print(),
        may: staff.map_or_else(Vec::new, |staff| {
            Permission::ALL.iter().copied().filter(|one| staff.role.may(*one)).collect()
        }),
        text_size: text_size.and_then(|size| size.parse().ok()).map_or(*TEXT_SIZES.start(), in_range),
    })
}

/// The size that was chosen last, by whomever.
const TEXT_SIZE: &str = "text_size";
/// In per cent.
const TEXT_SIZES: std::ops::RangeInclusive<i32> = 100..=200;

/// Where a person's own choice is kept.
fn text_size_of(staff: &Staff) -> String {
    format!("{TEXT_SIZE}.{}", staff.id)
}

fn in_range(percent: i32) -> i32 {
    percent.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end())
}

pub fn set_text_size(session: &Session, size: TextSize) -> Result<Nothing, Error> {
    let percent = in_range(size.percent).to_string();
    session.store().write(&session.audit("text_size_set"), |w| {
        w.setting_set(&text_size_of(&session.staff), &percent)?;
        w.setting_set(TEXT_SIZE, &percent)
    })?;
    Ok(Nothing {})
}

/// A missing credential store and a key that does not fit are both answered with the recovery passphrase.
fn opens_by_passphrase(code: crate::api::Code, args: &[String]) -> bool {
    use crate::api::Code;
    matches!(code, Code::KeyNeeded)
        || (code == Code::Unavailable && args.iter().any(|arg| arg == "credential-store"))
}

pub fn sheet(desk: &Desk, setup: Setup) -> Result<RecoverySheet, Error> {
    let (institution, findings) = institution_from(&setup.institution, 0);
    let (_, more) = doctor_from(&setup.doctor, DoctorId::new(&*desk.options.clock), 0, true);
    let findings = under(findings, "institution").chain(under(more, "doctor")).collect::<Vec<_>>();
    let Some(institution) = institution.filter(|_| !any_error(&findings)) else {
        return Err(Error::rejected(findings));
    };
    let passphrase = Passphrase::generate();
    let shown = RecoverySheet {
        passphrase: passphrase.reveal().to_string(),
        clinic: institution.name,
        made_on: DateShown::day(desk.options.clock.today()),
    };
    *desk.pending.lock().unwrap_or_else(PoisonError::into_inner) = Some(passphrase);
    Ok(shown)
}

fn under(findings: Vec<Finding>, prefix: &'static str) -> impl Iterator<Item = Finding> {
    findings.into_iter().map(move |finding| finding.under(prefix))
}

pub fn setup(desk: &Desk, setup: Setup) -> Result<Front, Error> {
    let passphrase = desk.pending.lock().unwrap_or_else(PoisonError::into_inner).take();
    let passphrase = passphrase.ok_or_else(Error::stale)?;
    let result = make(desk, &setup, &passphrase);
    if result.is_err() {
        // The sheet is already on paper: a second try must lead to the same one.
        *desk.pending.lock().unwrap_or_else(PoisonError::into_inner) = Some(passphrase);
    }
    result?;
    state(desk, Nothing {})
}

pub(crate) fn make(desk: &Desk, setup: &Setup, passphrase: &Passphrase) -> Result<(), Error> {
    let clock = &*desk.options.clock;
    let (institution, mut findings) = institution_from(&setup.institution, 0);
    let (doctor, more) = doctor_from(&setup.doctor, DoctorId::new(clock), 0, true);
    findings.extend(more);
    let (Some(institution), Some(doctor)) = (institution, doctor) else {
        return Err(Error::rejected(findings));
    };
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    desk.create(passphrase, |clinic| {
        let staff = Staff {
            id: StaffId::new(clock),
            version: 0,
            name: doctor.name.joined(" "),
            role: Role::Doctor,
            active: true,
        };
        let templates = crate::settings::first_templates(clock);
        clinic.store().write(&Audit::new(Who::Program, "front_setup"), |w| {
            w.institution_save(&institution)?;
            w.doctor_save(&doctor)?;
            w.staff_save(&staff)?;
            templates.iter().try_for_each(|template| w.template_save(template).map(drop))
        })?;
        Ok(Staff { version: 1, ..staff })
    })?;
    Ok(())
}

pub fn unlock(desk: &Desk, typed: Typed) -> Result<Front, Error> {
    desk.unlock(&read_passphrase(&typed)?)?;
    state(desk, Nothing {})
}

pub(crate) fn read_passphrase(typed: &Typed) -> Result<Passphrase, Error> {
    Passphrase::parse(&typed.passphrase)
        .map_err(|_| Error::rejected(vec![Finding::new(&rule::PASSPHRASE_TYPO, "passphrase")]))
}

pub fn retry(desk: &Desk, _: Nothing) -> Result<Front, Error> {
    desk.try_open();
    state(desk, Nothing {})
}

pub fn choose(desk: &Desk, who: ById) -> Result<Front, Error> {
    let id = crate::input::id(StaffId::parse, &who.id)?;
    let clinic = desk.clinic()?;
    let staff = clinic.store().read(|r| r.staff_all())?.into_iter().find(|one| one.id == id && one.active);
    let staff = staff.ok_or_else(Error::not_found)?;
    clinic.store().record(&Audit::new(Who::Staff(id), "staff_choose"))?;
    desk.seat(Some(staff));
    state(desk, Nothing {})
}

pub fn leave(desk: &Desk, _: Nothing) -> Result<Front, Error> {
    desk.seat(None);
    state(desk, Nothing {})
}

/// Prints the passphrase that the person sees. It is checked for its form only: before the store is made
/// there is nothing to check it against.
pub fn print_sheet(desk: &Desk, typed: Typed) -> Result<LetterIssued, Error> {
    let passphrase = read_passphrase(&typed)?;
    let clinic = match desk.clinic() {
        Ok(clinic) => clinic.store().read(|r| r.institution())?.map(|one| one.name).unwrap_or_default(),
        Err(_) => String::new(),
    };
    let paper = sheet::paper(&clinic, &passphrase.reveal(), desk.options.clock.now());
    let pdf = print::render(&paper, &desk.options.fonts)?.pdf;
    crate::life::hand_over(&*desk.options.shell, "recovery-sheet", &pdf)
}

pub fn read_date(desk: &Desk, typed: DateTyped) -> Result<DateReading, Error> {
    let today = desk.options.clock.today();
    let read = if typed.text.trim().is_empty() {
        Ok(None)
    } else if typed.time {
        read_moment(&typed.text, today, "").map(|at| Some(DateShown::moment(at)))
    } else if typed.partial {
        date::read_partial(&typed.text, today)
            .map(|at| Some(DateShown::partial(at)))
            .map_err(|fault| fault.finding(""))
    } else {
        date::read(&typed.text, today).map(|day| Some(DateShown::day(day))).map_err(|fault| fault.finding(""))
    };
    Ok(match read {
        Ok(date) => DateReading { date, findings: Vec::new() },
        Err(finding) => DateReading { date: None, findings: vec![FindingShown::from(&finding)] },
    })
}
