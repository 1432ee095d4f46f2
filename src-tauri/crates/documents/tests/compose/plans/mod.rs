//! 患者サマリー made in code, all of them fictional.

use crate::letters::{self, condition, entry, fully_coded, of, own};
use documents::{
    care_plan_summary::content::{CarePlanSummary, NextVisit},
    sheet::PaperStyle,
};
use domain::core6::{Source, code::Code, code::CodeSystem};
use jiff::civil::date;

/// Two coded diseases, one without a code, one from elsewhere; advice and a next visit.
pub fn ordinary() -> CarePlanSummary {
    let letter = letters::text_only();
    let key = |code, name| vec![Code::new(CodeSystem::DiseaseKey, code, name)];
    CarePlanSummary {
        document: letter.document,
        version: 1,
        date: date(2026, 11, 22),
        made_at: letter.made_at,
        institution: letter.institution,
        doctor: letter.doctor,
        patient: letter.patient,
        payment: letter.payment,
        conditions: vec![
            entry(1, own(), condition("高血圧症", key("20061443", "高血圧症"))),
            entry(2, own(), condition("脂質異常症", key("20073940", "脂質異常症"))),
            entry(3, own(), condition("めまい", Vec::new())),
            entry(4, of(Source::Other, true), condition("緑内障", key("20065432", "緑内障"))),
        ],
        diagnosis: String::new(),
        advice: "【目標】家庭血圧 135/85 mmHg 未満、体重 58 kg\n\
                 【食事】塩分は1日6g未満にしましょう。めん類の汁は残しましょう。\n\
                 【運動】1日30分、週に5日ほど歩きましょう。\n\
                 【薬】毎朝、忘れずに飲みましょう。ふらつくときは早めにご連絡ください。"
            .into(),
        next_visit: NextVisit::Day(date(2026, 12, 20)),
        signature: true,
        style: PaperStyle { large_print: false, gothic: true, civil_years: false },
    }
}

/// Only typed text: the paper goes without a bundle.
pub fn text_only() -> CarePlanSummary {
    CarePlanSummary {
        conditions: Vec::new(),
        diagnosis: "高血圧症、腰痛症".into(),
        next_visit: NextVisit::Words("4週間後".into()),
        signature: false,
        ..ordinary()
    }
}

/// Large print that goes on on further sheets, amended.
pub fn long() -> CarePlanSummary {
    let advice = ordinary().advice;
    let advice = (1..=9).map(|week| format!("第{week}週\n{advice}")).collect::<Vec<_>>().join("\n\n");
    CarePlanSummary {
        version: 2,
        conditions: fully_coded()
            .rows
            .conditions
            .into_iter()
            .filter(|row| !row.body.flags.uninformed)
            .collect(),
        advice,
        style: PaperStyle { large_print: true, gothic: false, civil_years: true },
        ..ordinary()
    }
}

/// 生活保護 without any insurance, no next visit.
pub fn public_assistance() -> CarePlanSummary {
    let letter = letters::public_assistance();
    CarePlanSummary {
        patient: letter.patient,
        payment: letter.payment,
        next_visit: NextVisit::Open,
        conditions: ordinary().conditions.into_iter().take(1).collect(),
        ..ordinary()
    }
}

/// A name that cannot be split, with a rare character and a variation sequence.
pub fn unsplittable() -> CarePlanSummary {
    CarePlanSummary { patient: letters::unsplittable().patient, ..ordinary() }
}
