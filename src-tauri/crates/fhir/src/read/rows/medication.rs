//! MedicationRequest: 処方 (JP-CLINS §5.5 and §5.6).

use super::{day_after, notes};
use crate::read::{
    document::Row,
    elements::{concept, leaf, names, partial},
    fields::{Fields, Scan},
    item::describe,
    json::Node,
    people::extensions,
};
use domain::{
    core6::{
        Body,
        code::{Code, CodeSystem},
        lab_result::read_number,
        prescription::{DosageKind, Prescription},
    },
    date::{Date, PartialDate},
    text::fold_width,
};

/// What a Dosage says.
#[derive(Default)]
struct Dosage {
    kind: Option<DosageKind>,
    dose: String,
    daily_dose: String,
    doses: Vec<String>,
    unit: String,
    site: String,
    usage: String,
    usage_code: Option<Code>,
    days: Option<u16>,
    starts_on: Option<Date>,
}

/// `None` without a name of the drug or a 処方日: then everything stays a fact.
pub(crate) fn read<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Option<Row> {
    if !names(fields.peek("medicationCodeableConcept")) {
        return None;
    }
    let authored = fields.peek("authoredOn").and_then(Node::text)?;
    let (PartialDate::Day(prescribed_on), exact) = partial(authored)? else { return None };
    fields.take("authoredOn");
    if !exact {
        scan.fact("処方日時", authored);
    }
    let drug = fields.object(scan, "medicationCodeableConcept", concept)?;
    let text = drug.words().to_owned();
    let codes = drug.codes;
    let (rp, order) = numbers(fields, scan);
    let status = fields.word("status", |status| match status {
        "completed" => Some(""),
        "active" => Some("使用中"),
        "stopped" => Some("中止"),
        "cancelled" => Some("取消"),
        "on-hold" => Some("休薬"),
        "entered-in-error" => Some("誤って登録された処方"),
        _ => None,
    });
    scan.fact("状態", status.unwrap_or_default());
    fields.is("intent", "order");
    let mut first = None;
    fields.each(scan, "dosageInstruction", |fields, scan| match first {
        None => first = Some(dosage(fields, scan)),
        Some(_) => describe(fields, scan, "ほかの用法"),
    });
    let dosage = first.unwrap_or_default();
    let (times, supplied) = dispense(fields, scan, &dosage);
    let mut ended = None;
    let note = notes(fields, scan, |text| {
        ended = ended.or_else(|| day_after(text, "中止日"));
        day_after(text, "中止日").is_some()
    });
    let body = Prescription {
        rp,
        order,
        text,
        codes,
        kind: dosage.kind.unwrap_or(DosageKind::Internal),
        dose: dosage.dose,
        daily_dose: dosage.daily_dose,
        doses: dosage.doses,
        site: dosage.site,
        unit: dosage.unit,
        usage: dosage.usage,
        usage_code: dosage.usage_code,
        days: dosage.days.or(supplied),
        times,
        prescribed_on,
        starts_on: dosage.starts_on.filter(|day| *day != prescribed_on),
        ended,
        note,
    };
    let void = matches!(status, Some("取消" | "誤って登録された処方"));
    Some(Row { body: Body::Prescription(body), void })
}

/// RP and order. Other identifiers stay for the envelope.
fn numbers<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> (u16, u16) {
    let (mut rp, mut order) = (1, 1);
    fields.nodes(scan, "identifier", |node, scan| {
        let part = |name| node.field(name).and_then(leaf);
        let system = part("system").unwrap_or_default();
        let number = part("value").and_then(|value| value.parse::<u16>().ok()).filter(|number| *number > 0);
        let plain = matches!(node, Node::Object(list) if list.len() == 2);
        match number.filter(|_| plain) {
            Some(number) if scan.words.is_rp_number(&system) => rp = number,
            Some(number) if scan.words.is_rp_order(&system) => order = number,
            _ => match crate::read::elements::shape(node, scan) {
                Some(text) if system == scan.words.guide.identifiers.resource => {
                    scan.detail("リソース番号", text)
                }
                Some(text) => scan.fact("番号", text),
                None => scan.keep(node),
            },
        }
    });
    (rp, order)
}

fn dosage<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Dosage {
    let guide = scan.words.guide;
    let mut read = Dosage::default();
    extensions(fields, scan, |url, extension, scan| {
        if url != guide.extensions.period_of_use {
            return false;
        }
        let start =
            extension.object(scan, "valuePeriod", |period, _| period.word("start", |day| day.parse().ok()));
        read.starts_on = start.flatten();
        read.starts_on.is_some()
    });
    let as_needed =
        fields.take_if("asNeededBoolean", |node| (*node == Node::Bool(true)).then_some(())).is_some();
    let mut uncoded = false;
    fields.object(scan, "timing", |timing, scan| {
        timing.object(scan, "code", |code, scan| {
            let usage = concept(code, scan);
            read.usage = usage.words().to_owned();
            uncoded = usage.has(&guide.fixed.usage_uncoded);
            read.usage_code = usage.codes.into_iter().find(|code| code.system == CodeSystem::Usage);
        });
        timing.object(scan, "repeat", |repeat, scan| {
            read.days = days(repeat, scan, "boundsDuration");
            describe(repeat, scan, "用法");
        });
        describe(timing, scan, "用法");
    });
    let text = fields.text("text").unwrap_or_default();
    if read.usage.is_empty() {
        read.usage = text.to_owned();
    } else if text != read.usage {
        scan.fact("用法（全文）", text);
    }
    fields.each(scan, "additionalInstruction", |line, scan| {
        let line = concept(line, scan);
        match uneven(line.words(), read.doses.len() + 1) {
            Some(dose) => read.doses.push(dose),
            None => scan.fact("補足用法", line.words()),
        }
    });
    fields.object(scan, "site", |site, scan| read.site = concept(site, scan).words().to_owned());
    fields.object(scan, "method", |method, scan| {
        let method = concept(method, scan);
        let known = [
            (&guide.fixed.method_internal, DosageKind::Internal),
            (&guide.fixed.method_external, DosageKind::External),
            (&guide.fixed.method_injection, DosageKind::Injection),
        ];
        read.kind = known.into_iter().find(|(code, _)| method.has(code)).map(|(_, kind)| kind);
        if read.kind.is_none() {
            scan.fact("方法", method.words());
        }
    });
    if as_needed {
        if let Some(kind) = read.kind {
            scan.fact("方法", kind.label());
        }
        read.kind = Some(DosageKind::AsNeeded);
    }
    fields.each(scan, "doseAndRate", |dose, scan| amounts(dose, scan, &mut read));
    let mut in_words = Dosage::default();
    amounts_in_words(text, &mut in_words);
    let uncounted = read.dose.is_empty() && read.daily_dose.is_empty();
    let folded = |unit: &str| domain::text::fold_width(unit).to_lowercase();
    if uncounted || folded(&in_words.unit) == folded(&read.unit) {
        // The unit's code has one name; people read the one that was typed.
        read.unit = in_words.unit;
    }
    if uncounted {
        read.daily_dose = in_words.daily_dose;
    }
    // 不均等投与 has no coded amount per time, and lines of its own only for some amounts.
    if uncounted || !in_words.doses.is_empty() && read.dose.is_empty() {
        read.dose = in_words.dose;
    }
    if read.doses.is_empty() {
        read.doses = in_words.doses;
    }
    describe(fields, scan, "用法");
    read
}

/// The amount of the time of taking that comes next, of a line of 不均等投与: `不均等・2回目・4錠`.
fn uneven(line: &str, next: usize) -> Option<String> {
    let folded = fold_width(line);
    let amount = folded.strip_prefix("不均等・")?.strip_prefix(&next.to_string())?.strip_prefix("回目・")?;
    let end = amount.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(amount.len());
    read_number(amount.get(..end)?)
}

/// 1回量 and 1日量 of the first 製剤量; anything else is told as a fact.
fn amounts<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, read: &mut Dosage) {
    let product = fields.object(scan, "type", |kind, scan| {
        let kind = concept(kind, scan);
        let product = kind.has(&scan.words.guide.fixed.product_amount);
        if !product {
            scan.fact("力価区分", kind.words());
        }
        product
    });
    let first = read.dose.is_empty() && read.daily_dose.is_empty();
    if product != Some(false) && first {
        if let Some((number, unit)) = fields.object(scan, "doseQuantity", quantity) {
            (read.dose, read.unit) = (number, unit);
        }
        fields.object(scan, "rateRatio", |ratio, scan| {
            let per = ratio.object(scan, "denominator", quantity).unwrap_or_default();
            let Some((number, unit)) = ratio.object(scan, "numerator", quantity) else { return };
            if per.0 == "1" && per.1 == "日" && (read.unit.is_empty() || read.unit == unit) {
                (read.daily_dose, read.unit) = (number, unit);
            } else {
                scan.fact("用量", format!("{number} {unit} / {} {}", per.0, per.1));
            }
        });
    }
    describe(fields, scan, "用量");
}

/// Amounts that stand only in the instruction's text, as we write it where the unit has no code: `1回2つぶ 1日6つぶ`,
/// `1日7つぶ（4つぶ－2つぶ－1つぶ）`.
fn amounts_in_words(text: &str, read: &mut Dosage) {
    for word in text.split(' ').take(2) {
        let (word, doses) = word.split_once('（').map_or((word, None), |(word, doses)| (word, Some(doses)));
        if word.is_empty() {
            doses_in_words(doses, read);
            return;
        }
        let Some((per_day, amount)) = word
            .strip_prefix("1回")
            .map(|amount| (false, amount))
            .or(word.strip_prefix("1日").map(|amount| (true, amount)))
        else {
            return;
        };
        let end = amount.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(amount.len());
        let (number, unit) = amount.split_at(end);
        let first = read.dose.is_empty() && read.daily_dose.is_empty();
        let fits = first || read.unit == unit;
        let place = if per_day { &mut read.daily_dose } else { &mut read.dose };
        if number.is_empty() || unit.starts_with('回') || !place.is_empty() || !fits {
            return;
        }
        *place = number.to_owned();
        read.unit = unit.to_owned();
        if doses.is_some() {
            doses_in_words(doses, read);
            return;
        }
    }
}

/// `4つぶ－2つぶ－1つぶ）`; several amounts of one unit, or nothing.
fn doses_in_words(words: Option<&str>, read: &mut Dosage) {
    let Some(words) = words.and_then(|words| words.strip_suffix('）')) else { return };
    let amounts = words.split('－').map(|amount| {
        let end = amount.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(amount.len());
        amount.split_at(end)
    });
    let amounts: Vec<(&str, &str)> = amounts.collect();
    let Some((_, unit)) = amounts.first().copied() else { return };
    let counted = !read.dose.is_empty() || !read.daily_dose.is_empty();
    let fits = |(number, own): &(&str, &str)| !number.is_empty() && *own == unit;
    if amounts.len() < 2 || !amounts.iter().all(fits) || (counted && read.unit != unit) {
        return;
    }
    read.unit = unit.to_owned();
    read.doses = amounts.into_iter().map(|(number, _)| number.to_owned()).collect();
}

fn quantity<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> (String, String) {
    let number = fields.digits("value").unwrap_or_default();
    let (unit, code) = (fields.text("unit").unwrap_or_default(), fields.text("code").unwrap_or_default());
    scan.detail("単位コード", format!("{code} {}", fields.text("system").unwrap_or_default()).trim());
    (number.to_owned(), if unit.is_empty() { code } else { unit }.to_owned())
}

/// A whole number of days.
fn days<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, name: &'n str) -> Option<u16> {
    let (number, unit) = fields.object(scan, name, quantity)?;
    match number.parse::<u16>().ok().filter(|_| matches!(unit.as_str(), "日" | "d")) {
        Some(days) => Some(days),
        None => {
            scan.fact("日数", format!("{number} {unit}").trim());
            None
        }
    }
}

/// 頓用回数 and 日数; the total amount is a fact.
fn dispense<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, dosage: &Dosage) -> (Option<u16>, Option<u16>) {
    let url_of_times = &scan.words.guide.extensions.expected_repeat_count;
    let mut times = None;
    let supplied = fields.object(scan, "dispenseRequest", |request, scan| {
        extensions(request, scan, |url, extension, _| {
            if url != url_of_times {
                return false;
            }
            times = extension.digits("valueInteger").and_then(|digits| digits.parse().ok());
            times.is_some()
        });
        if let Some((number, unit)) = request.object(scan, "quantity", quantity) {
            scan.fact("調剤量", format!("{number}{unit}"));
        }
        let supplied = days(request, scan, "expectedSupplyDuration");
        if let (Some(supplied), Some(days)) = (supplied, dosage.days)
            && supplied != days
        {
            scan.fact("調剤の日数", supplied.to_string());
        }
        describe(request, scan, "調剤");
        supplied
    });
    (times, supplied.flatten())
}
