//! Every text that a read document shows anywhere, and every single value of a JSON.

use domain::{
    core6::{Body, Flags, Moment, code::Code},
    date::PartialDate,
    patient::{Branch, NameParts},
};
use fhir::read::document::{Attachment, Document, Fact, Item, Leftover, Party, Person, Place, Section, Tree};
use serde_json::Value;

/// Everything that the document shows, one text per line.
pub fn shown(document: &Document) -> String {
    let mut out = Out(String::new());
    let Document {
        kind,
        title,
        number,
        edition,
        guide,
        issued,
        patient,
        sender,
        receiver,
        sections,
        items,
        attachments,
        facts,
        technical,
        rest,
    } = document;
    for text in [kind.label(), title, number, edition, guide] {
        out.say(text);
    }
    out.moment(*issued);
    patient.iter().for_each(|person| out.person(person));
    for Party { place, person } in [sender, receiver] {
        place.iter().for_each(|place| out.place(place));
        person.iter().for_each(|person| out.person(person));
    }
    sections.iter().for_each(|section| out.section(section));
    items.iter().for_each(|item| out.item(item));
    for Attachment { title, declared, media: _, bytes, url } in attachments {
        use base64::Engine as _;
        [title, declared, url].into_iter().for_each(|text| out.say(text));
        out.say(&base64::engine::general_purpose::STANDARD.encode(bytes));
        out.say(&String::from_utf8_lossy(bytes));
    }
    out.facts(facts);
    out.facts(technical);
    rest.iter().for_each(|leftover| out.leftover(leftover));
    out.0
}

struct Out(String);

impl Out {
    fn say(&mut self, text: &str) {
        if !text.is_empty() {
            self.0.push_str(text);
            self.0.push('\n');
        }
    }

    fn moment(&mut self, at: Option<Moment>) {
        self.say(&at.map(Moment::iso).unwrap_or_default());
    }

    fn partial(&mut self, at: Option<PartialDate>) {
        self.say(&at.map(PartialDate::iso).unwrap_or_default());
    }

    fn facts(&mut self, facts: &[Fact]) {
        facts.iter().for_each(|fact| self.say(&format!("{}: {}", fact.label, fact.text)));
    }

    fn leftover(&mut self, leftover: &Leftover) {
        self.say(&leftover.path);
        self.tree(&leftover.tree);
    }

    fn tree(&mut self, tree: &Tree) {
        self.say(&tree.name);
        self.say(&tree.text);
        tree.branches.iter().for_each(|branch| self.tree(branch));
    }

    fn section(&mut self, section: &Section) {
        self.say(&section.code);
        self.say(&section.title);
        self.say(&section.text);
        self.facts(&section.facts);
        section.sections.iter().for_each(|inner| self.section(inner));
    }

    fn name(&mut self, name: &NameParts) {
        self.say(&name.family);
        self.say(&name.given);
        self.say(&name.joined(" "));
        self.say(&name.joined(""));
    }

    fn person(&mut self, person: &Person) {
        self.name(&person.name);
        self.name(&person.kana);
        self.say(&person.birth_date.map(|day| day.to_string()).unwrap_or_default());
        self.say(person.sex.map(|sex| sex.as_str()).unwrap_or_default());
        for text in [&person.postal_code, &person.address, &person.phone] {
            self.say(text);
        }
        if let Some(insurance) = &person.insurance {
            let branch = match &insurance.branch {
                Branch::Number(number) => number.as_str(),
                _ => "",
            };
            self.say(&format!(
                "{}:{}:{}:{branch}",
                insurance.insurer_number, insurance.symbol, insurance.number
            ));
        }
        for payer in &person.public_payers {
            self.say(&format!("{}::{}:", payer.payer_number, payer.recipient_number));
        }
        for (institution, number) in &person.chart_numbers {
            self.say(institution);
            self.say(number);
        }
    }

    fn place(&mut self, place: &Place) {
        let Place { name, code, department, postal_code, address, phone, fax } = place;
        [name, code, department, postal_code, address, phone, fax]
            .into_iter()
            .for_each(|text| self.say(text));
    }

    fn codes(&mut self, codes: &[Code]) {
        codes
            .iter()
            .for_each(|code| self.say(&format!("{} {} {}", code.system.label(), code.code, code.display)));
    }

    fn flags(&mut self, flags: Flags) {
        for (set, word) in
            [(flags.uninformed, "UNINFORMED"), (flags.undelivered, "UNDELIVERED"), (flags.long_term, "LTS")]
        {
            self.say(if set { word } else { "" });
        }
    }

    fn item(&mut self, item: &Item) {
        self.say(&item.resource);
        self.say(&item.title);
        item.row.iter().for_each(|row| self.body(&row.body));
        item.person.iter().for_each(|person| self.person(person));
        item.place.iter().for_each(|place| self.place(place));
        self.facts(&item.facts);
        self.facts(&item.technical);
        item.rest.iter().for_each(|leftover| self.leftover(leftover));
    }

    fn body(&mut self, body: &Body) {
        match body {
            Body::Condition(body) => {
                self.say(&body.full_name());
                self.codes(&body.codes);
                for modifier in body.prefixes.iter().chain(&body.suffixes) {
                    self.codes(&modifier.codes);
                }
                self.partial(body.onset);
                if let Some(outcome) = body.outcome {
                    self.say(&format!("{} {}", outcome.kind.label(), outcome.on));
                }
                self.flags(body.flags);
                self.say(&body.note);
            }
            Body::Allergy(body) => {
                self.say(&body.text);
                self.say(body.category.as_str());
                self.codes(&body.codes);
                self.say(&body.reaction);
                self.say(body.criticality.map(|one| one.as_str()).unwrap_or_default());
                self.partial(body.onset);
                self.say(&body.ended.map(|day| day.to_string()).unwrap_or_default());
                self.flags(body.flags);
                self.say(&body.note);
            }
            Body::Infection(body) => {
                self.say(&body.text);
                self.codes(&body.codes);
                self.say(&body.display());
                self.say(&body.specimen);
                self.moment(body.sampled);
                self.flags(body.flags);
                self.say(&body.note);
            }
            Body::LabResult(body) => {
                self.say(&body.text);
                self.codes(&body.codes);
                for text in [
                    &body.value,
                    &body.unit,
                    &body.range.low,
                    &body.range.high,
                    &body.range.text,
                    &body.specimen,
                    &body.note,
                ] {
                    self.say(text);
                }
                self.say(body.interpretation.map(|one| one.as_str()).unwrap_or_default());
                self.moment(body.sampled);
            }
            Body::Prescription(body) => {
                self.say(&format!("{} {}", body.rp, body.order));
                self.say(&body.text);
                self.codes(&body.codes);
                body.doses.iter().for_each(|dose| self.say(dose));
                for text in [&body.dose, &body.daily_dose, &body.unit, &body.site, &body.usage, &body.note] {
                    self.say(text);
                }
                body.usage_code.iter().for_each(|code| self.codes(std::slice::from_ref(code)));
                self.say(&body.days.map(|days| days.to_string()).unwrap_or_default());
                self.say(&body.times.map(|times| times.to_string()).unwrap_or_default());
                self.say(&body.prescribed_on.to_string());
                self.say(&body.starts_on.map(|day| day.to_string()).unwrap_or_default());
                self.say(&body.ended.map(|day| day.to_string()).unwrap_or_default());
            }
        }
    }
}

/// Every single value of a JSON with its path.
pub fn leaves(value: &Value) -> Vec<(String, Value)> {
    fn walk(path: String, value: &Value, found: &mut Vec<(String, Value)>) {
        match value {
            Value::Object(map) => {
                map.iter().for_each(|(name, value)| walk(format!("{path}/{name}"), value, found))
            }
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(i, value)| walk(format!("{path}/{i}"), value, found));
            }
            leaf => found.push((path, leaf.clone())),
        }
    }
    let mut found = Vec::new();
    walk(String::new(), value, &mut found);
    found
}
