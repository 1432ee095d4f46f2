//! Places in a bundle by what is there rather than by number, so that the table of faults outlives new samples:
//! `Condition.code.text`, `Observation{InfectionLabo}.meta`, `Section(340).title`,
//! `Patient.identifier[JP_Insurance_memberID].value`. A head is a resource type (the first entry of that type, of
//! those that hold the text in braces; its entry with `@` before it), `Bundle`, or the section with a code; brackets hold an index or a text that
//! the item holds.

use serde_json::Value;

/// A step down.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Field(String),
    Index(usize),
}

/// Where a place is in this bundle; the last name need not exist yet.
pub fn find(bundle: &Value, place: &str) -> Vec<Step> {
    let mut steps = split(place).into_iter();
    let head = steps.next().unwrap();
    let mut at = begin(bundle, &head);
    for step in steps {
        let (name, choice) = match step.split_once('[') {
            Some((name, choice)) => (name.to_owned(), choice.strip_suffix(']').map(str::to_owned)),
            None => (step, None),
        };
        at.push(Step::Field(name));
        if let Some(choice) = choice {
            let index = choice.parse().unwrap_or_else(|_| {
                let list = get(bundle, &at).as_array().unwrap_or_else(|| panic!("{place}: no list"));
                let holds = |item: &Value| item.to_string().contains(&choice);
                list.iter().position(holds).unwrap_or_else(|| panic!("{place}: nothing with {choice}"))
            });
            at.push(Step::Index(index));
        }
    }
    at
}

fn begin(bundle: &Value, head: &str) -> Vec<Step> {
    let field = |name: &str| Step::Field(name.to_owned());
    if head == "Bundle" {
        return Vec::new();
    }
    let entries = bundle["entry"].as_array().unwrap();
    if let Some(code) = head.strip_prefix("Section(").and_then(|rest| rest.strip_suffix(')')) {
        let composition =
            entries.iter().position(|entry| entry["resource"]["resourceType"] == "Composition").unwrap();
        let start = vec![field("entry"), Step::Index(composition), field("resource")];
        let is = |section: &Value| section["code"]["coding"][0]["code"] == code;
        for (i, section) in entries[composition]["resource"]["section"].as_array().unwrap().iter().enumerate()
        {
            let mut here = start.clone();
            here.extend([field("section"), Step::Index(i)]);
            if is(section) {
                return here;
            }
            if let Some(j) = section["section"].as_array().and_then(|inner| inner.iter().position(is)) {
                here.extend([field("section"), Step::Index(j)]);
                return here;
            }
        }
        panic!("no section {code}");
    }
    let (head, entry) = head.strip_prefix('@').map_or((head, false), |head| (head, true));
    let (of, text) = match head.split_once('{') {
        Some((of, text)) => (of, text.trim_end_matches('}')),
        None => (head, ""),
    };
    let holds = |entry: &Value| {
        entry["resource"]["resourceType"] == of && entry["resource"].to_string().contains(text)
    };
    let index = entries.iter().position(holds).unwrap_or_else(|| panic!("no {head}"));
    let mut at = vec![field("entry"), Step::Index(index), field("resource")];
    at.truncate(if entry { 2 } else { 3 });
    at
}

fn split(place: &str) -> Vec<String> {
    let (mut out, mut depth) = (vec![String::new()], 0);
    for c in place.chars() {
        match c {
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => depth -= 1,
            '.' if depth == 0 => {
                out.push(String::new());
                continue;
            }
            _ => {}
        }
        out.last_mut().unwrap().push(c);
    }
    out
}

/// As FHIRPath: `Bundle.entry[3].resource.code`.
pub fn shown(steps: &[Step]) -> String {
    let mut out = "Bundle".to_owned();
    for step in steps {
        match step {
            Step::Field(name) => out.push_str(&format!(".{name}")),
            Step::Index(index) => out.push_str(&format!("[{index}]")),
        }
    }
    out
}

/// What stands there.
pub fn get<'v>(value: &'v Value, steps: &[Step]) -> &'v Value {
    steps.iter().fold(value, |value, step| match step {
        Step::Field(name) => &value[name.as_str()],
        Step::Index(index) => &value[*index],
    })
}

/// What stands there, to be changed; made where it is not.
pub fn get_mut<'v>(value: &'v mut Value, steps: &[Step]) -> &'v mut Value {
    steps.iter().fold(value, |value, step| match step {
        Step::Field(name) => &mut value[name.as_str()],
        Step::Index(index) => &mut value[*index],
    })
}
