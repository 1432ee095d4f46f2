//! Placeholders of templates: `{患者氏名}`, `{直近検査:HbA1c}` and the like. What cannot be filled is left as
//! it is, and the letter's findings name it.

use documents::referral_letter::content::Letter;
use domain::date;

/// Fills a template for a letter.
pub fn fill(template: &str, letter: &Letter) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let filled = after.find('}').and_then(|end| value(&after[..end], letter).map(|value| (end, value)));
        match filled {
            Some((end, value)) => {
                out.push_str(&value);
                rest = &after[end + 1..];
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn value(name: &str, letter: &Letter) -> Option<String> {
    let patient = &letter.patient;
    let conditions = &letter.rows.conditions;
    let value = match name {
        "患者氏名" => patient.name.joined(" "),
        "年齢" => date::age_text(patient.birth_date, letter.date)?,
        "性別" => match patient.sex {
            domain::patient::Sex::Male => "男性".to_owned(),
            domain::patient::Sex::Female => "女性".to_owned(),
            _ => String::new(),
        },
        "生年月日" => date::wareki(patient.birth_date),
        "傷病名主" => conditions.first()?.body.display(),
        "傷病名" => conditions.iter().map(|entry| entry.body.display()).collect::<Vec<_>>().join("、"),
        "処方一覧" => letter
            .rows
            .prescriptions
            .iter()
            .map(|entry| format!("{} {} {}", entry.body.text, entry.body.amount(), entry.body.instruction()))
            .collect::<Vec<_>>()
            .join("\n"),
        "紹介先" => letter.addressee.name.clone(),
        "紹介先科" => letter.addressee.department.clone(),
        "紹介先医師" => letter.addressee.doctor.clone(),
        "自院名" => letter.institution.name.clone(),
        "医師名" => letter.doctor.as_ref()?.name.joined(" "),
        "日付" => date::wareki(letter.date),
        _ => {
            let item = name.strip_prefix("直近検査:")?;
            let newest = letter
                .rows
                .lab_results
                .iter()
                .filter(|entry| domain::text::search_key(&entry.body.text) == domain::text::search_key(item))
                .max_by_key(|entry| entry.body.sampled)?;
            let body = &newest.body;
            let on = body.sampled.map(|at| format!("（{}）", date::wareki(at.day()))).unwrap_or_default();
            format!("{} {}{}{on}", body.text, body.value, body.unit)
        }
    };
    (!value.is_empty()).then_some(value)
}
