//! 端末: how things stand, the settings, what was asked, and the 接続診断.

use super::{LEASE, Settings, Way, WebApiSettings, settings::catalogue};
use crate::{
    Desk, Error, Session,
    api::{
        FindingShown, Nothing,
        common::{ById, DateShown},
        terminal::{
            Lamp, LogQuery, LogRow, Probe, SetAsideRow, TerminalFamily, TerminalForm, TerminalState,
            TerminalWay, TerminalWebForm,
        },
    },
    input::{self, small},
    patients,
};
use domain::{
    finding::{Finding, any_error},
    id::{InboxId, OutboxId, PatientId},
    rule,
    staff::Permission,
    terminal::RequestState,
};
use std::path::{Path, PathBuf};
use store::request::Request;

/// How many rows a list shows at most.
const LIST: u32 = 200;
/// The families whose folders may be their own.
const FAMILIES: [&str; 3] = ["OQS", "VIEW", "CIS"];

pub fn state(session: &Session, _: Nothing) -> Result<TerminalState, Error> {
    let store = session.store();
    let settings = Settings::load(store)?;
    let status = session.clinic().terminal().status();
    let now = session.clock().now();
    let (lease, waiting, set_aside) = store.read(|r| {
        let mut waiting = 0;
        for state in [RequestState::Planned, RequestState::Intended, RequestState::Posted] {
            waiting += r.requests_in(state, LIST)?.len();
        }
        Ok((r.lease(LEASE)?, waiting, r.inbox_set_aside(LIST)?.len()))
    })?;
    let lease = lease.filter(|lease| lease.until > now);
    let lamp = match (settings.on, status.held, status.troubles.is_empty() && status.unusable.is_none()) {
        (false, ..) => Lamp::Off,
        (true, true, true) => Lamp::Connected,
        (true, false, true) if lease.is_some() => Lamp::Elsewhere,
        (true, ..) => Lamp::Unreachable,
    };
    Ok(TerminalState {
        on: settings.on,
        lamp,
        holder: lease.map(|lease| lease.label).unwrap_or_default(),
        here: status.held,
        last_sweep: status.last_sweep.map(DateShown::instant),
        last_answer: status.last_answer.map(DateShown::instant),
        last_face: status.last_face.map(DateShown::instant),
        waiting: small(waiting),
        set_aside: small(set_aside),
        simulator: status.simulator,
    })
}

pub fn get(session: &Session, _: Nothing) -> Result<TerminalForm, Error> {
    Ok(form(&Settings::load(session.store())?))
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn form(settings: &Settings) -> TerminalForm {
    let web = &settings.web_api;
    TerminalForm {
        on: settings.on,
        way: match settings.way {
            Way::Folder => TerminalWay::Folder,
            Way::WebApi => TerminalWay::WebApi,
        },
        req: shown(&settings.req),
        res: shown(&settings.res),
        face: shown(&settings.face),
        families: settings
            .families
            .iter()
            .map(|(family, (req, res))| TerminalFamily {
                family: family.clone(),
                req: shown(req),
                res: shown(res),
            })
            .collect(),
        remove_answers: settings.remove_answers,
        remove_faces: settings.remove_faces,
        allow_provisional: settings.allow_provisional,
        sweep_seconds: settings.sweep_seconds.to_string(),
        suffix_base: settings.suffix_base.to_string(),
        keep_days: settings.keep_days.to_string(),
        web: TerminalWebForm {
            base_url: web.base_url.clone(),
            path: web.path.clone(),
            header: web.header.clone(),
            header_value: web.header_value.clone(),
            sign_in_path: web.sign_in_path.clone(),
            sign_in_fields: String::new(),
            token: web.token.clone(),
            refresh_path: web.refresh_path.clone(),
            refresh_token: web.refresh_token.clone(),
            refresh_field: web.refresh_field.clone(),
            token_seconds: web.token_seconds.to_string(),
            identity: String::new(),
            identity_there: !web.identity.is_empty(),
            passphrase: String::new(),
            roots: web.roots.clone(),
        },
    }
}

/// The typed settings over those that are stored; secrets that were not typed again stay as they are.
fn from_form(form: &TerminalForm, before: &Settings) -> (Settings, Vec<Finding>) {
    let mut findings = Vec::new();
    let folders = form.on && form.way == TerminalWay::Folder;
    let mut folder = |typed: &str, path: &str, needed: bool| {
        let folder = PathBuf::from(typed.trim());
        if folder.as_os_str().is_empty() {
            if needed {
                findings.push(Finding::new(&rule::TERMINAL_FOLDER_MISSING, path));
            }
        } else if !folder.is_absolute() {
            findings.push(Finding::new(&rule::TERMINAL_FOLDER_RELATIVE, path));
        }
        folder
    };
    let (req, res, face) = (
        folder(&form.req, "req", folders),
        folder(&form.res, "res", folders),
        folder(&form.face, "face", folders),
    );
    let mut families = std::collections::BTreeMap::new();
    let mut unknown = Vec::new();
    for (i, one) in form.families.iter().enumerate() {
        let at = |field: &str| format!("families[{i}].{field}");
        let pair = (folder(&one.req, &at("req"), true), folder(&one.res, &at("res"), true));
        if !FAMILIES.contains(&one.family.as_str()) {
            unknown.push(Finding::new(&rule::TERMINAL_FAMILY, at("family")));
        }
        families.insert(one.family.clone(), pair);
    }
    findings.append(&mut unknown);
    for (a, b, at) in [(&req, &res, "res"), (&req, &face, "face"), (&res, &face, "face")] {
        if a == b && !a.as_os_str().is_empty() {
            findings.push(Finding::new(&rule::TERMINAL_FOLDER_TWICE, at));
        }
    }
    let mut number = |typed: &str, path: &str, from: u32, to: u32| match typed.trim().parse::<u32>() {
        Ok(number) if (from..=to).contains(&number) => number,
        _ => {
            findings.push(Finding::with(&rule::TERMINAL_NUMBER, path, [from.to_string(), to.to_string()]));
            from
        }
    };
    let sweep_seconds = number(&form.sweep_seconds, "sweep_seconds", 1, 60);
    let suffix_base = number(&form.suffix_base, "suffix_base", 1, 9000);
    let keep_days = number(&form.keep_days, "keep_days", 1, 365);
    let token_seconds = match form.web.token_seconds.trim() {
        "" => 0,
        typed => number(typed, "web.token_seconds", 0, 86_400),
    };
    let web = &form.web;
    let kept =
        |typed: &str, before: &str| if typed.is_empty() { before.to_owned() } else { typed.to_owned() };
    let fields: std::collections::BTreeMap<String, String> = web
        .sign_in_fields
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    let settings = Settings {
        on: form.on,
        way: match form.way {
            TerminalWay::Folder => Way::Folder,
            TerminalWay::WebApi => Way::WebApi,
        },
        req,
        res,
        face,
        families,
        remove_answers: form.remove_answers,
        remove_faces: form.remove_faces,
        allow_provisional: form.allow_provisional,
        sweep_seconds,
        suffix_base,
        keep_days,
        since: before.since,
        web_api: WebApiSettings {
            base_url: web.base_url.trim().to_owned(),
            path: web.path.trim().to_owned(),
            header: web.header.trim().to_owned(),
            header_value: web.header_value.trim().to_owned(),
            sign_in_path: web.sign_in_path.trim().to_owned(),
            sign_in_fields: if fields.is_empty() { before.web_api.sign_in_fields.clone() } else { fields },
            token: web.token.trim().to_owned(),
            refresh_path: web.refresh_path.trim().to_owned(),
            refresh_token: web.refresh_token.trim().to_owned(),
            refresh_field: web.refresh_field.trim().to_owned(),
            token_seconds,
            identity: kept(&web.identity, &before.web_api.identity),
            passphrase: kept(&web.passphrase, &before.web_api.passphrase),
            roots: web.roots.clone(),
        },
    };
    (settings, findings)
}

fn typed(session: &Session, form: &TerminalForm) -> Result<Settings, Error> {
    let before = Settings::load(session.store())?;
    let (mut settings, findings) = from_form(form, &before);
    if any_error(&findings) {
        return Err(Error::rejected(findings));
    }
    if settings.on && settings.since.is_none() {
        settings.since = Some(session.clock().today());
    }
    Ok(settings)
}

/// Saves the settings and lets the relay begin anew by them.
pub fn save(desk: &Desk, form: TerminalForm) -> Result<TerminalForm, Error> {
    let session = desk.session(Permission::Manage)?;
    let settings = typed(&session, &form)?;
    session.store().write(&session.audit("terminal_save"), |w| settings.save(w))?;
    desk.restart_relay();
    get(&session, Nothing {})
}

/// 接続診断 with the settings as typed, before they are saved.
pub fn try_out(session: &Session, form: TerminalForm) -> Result<Probe, Error> {
    probe_with(session, &typed(session, &form)?)
}

/// 接続診断.
pub fn probe(session: &Session, _: Nothing) -> Result<Probe, Error> {
    probe_with(session, &Settings::load(session.store())?)
}

fn probe_with(session: &Session, settings: &Settings) -> Result<Probe, Error> {
    let now = session.clock().now();
    let status = session.clinic().terminal().status();
    let rows = super::probe::rows(session.clinic(), settings, &status, now)?;
    Ok(Probe { at: DateShown::instant(now), rows })
}

pub fn log(session: &Session, query: LogQuery) -> Result<Vec<LogRow>, Error> {
    let rows = session.store().read(|r| match (&query.outbox_id, &query.patient_id) {
        (Some(id), _) => OutboxId::parse(id).map_or(Ok(Vec::new()), |id| r.requests_of_outbox(id)),
        (None, Some(id)) => PatientId::parse(id).map_or(Ok(Vec::new()), |id| r.requests_of_patient(id, LIST)),
        (None, None) => r.requests_newest(LIST),
    })?;
    rows.iter().map(|request| log_row(session, request)).collect()
}

fn log_row(session: &Session, request: &Request) -> Result<LogRow, Error> {
    let catalogue = catalogue()?;
    let title = catalogue.message(&request.message).map(|message| message.title.clone());
    let advice = request.code.as_deref().and_then(|code| catalogue.error(code));
    Ok(LogRow {
        id: request.id.to_string(),
        title: title.unwrap_or_else(|| request.message.clone()),
        patient: request.patient.map(|patient| patients::row(session, patient)).transpose()?,
        state: request.state,
        verdict: request.verdict,
        created: DateShown::instant(request.created_at),
        posted: request.posted_at.map(DateShown::instant),
        settled: request.settled_at.map(DateShown::instant),
        code: request.code.clone().unwrap_or_default(),
        said: request.said.clone().unwrap_or_default(),
        advice: advice.map(|row| row.advice.clone()).unwrap_or_default(),
    })
}

pub fn set_aside(session: &Session, _: Nothing) -> Result<Vec<SetAsideRow>, Error> {
    let rows = session.store().read(|r| r.inbox_set_aside(LIST))?;
    let row = |item: &store::inbox::InboxItem| {
        let found: Vec<FindingShown> =
            item.findings.as_deref().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default();
        let known = rule::ALL.iter().find(|rule| Some(rule.id) == item.reason.as_deref());
        let sentence = found.first().map(|finding| finding.message.clone());
        SetAsideRow {
            id: item.id.to_string(),
            folder: item.folder.clone(),
            name: item.name.clone(),
            arrived: DateShown::instant(item.arrived_at),
            size: small(item.size),
            reason: known.map(|rule| rule.sentence.to_owned()).or(sentence).unwrap_or_default(),
        }
    };
    Ok(rows.iter().map(row).collect())
}

/// Saves a file that was set aside as it came, for whoever can tell what it is.
pub fn save_set_aside(session: &Session, which: ById) -> Result<crate::api::letters::LetterIssued, Error> {
    let id = input::id(InboxId::parse, &which.id)?;
    let (item, bytes) = session.store().read(|r| Ok((r.inbox(id)?, r.inbox_bytes(id)?)))?;
    let (item, bytes) = item.zip(bytes).ok_or_else(Error::not_found)?;
    session.store().record(&session.audit("arrival_save").detail(id.to_string()))?;
    let ending = Path::new(&item.name).extension().and_then(|ending| ending.to_str()).unwrap_or("bin");
    crate::life::save_as(session.clinic().shell(), &format!("{id}.{ending}"), &bytes)
}
