//! What stands in for a part of the file that could not be read, so that the rest of it can be judged all the
//! same. Nothing of it is ever stored: such a file is rejected.

use domain::{
    date::Date,
    id::{DoctorId, PatientId},
    institution::{Doctor, Institution, InstitutionCode},
    patient::{NameParts, Patient, Sex},
};

/// A clinic.
pub fn institution() -> Institution {
    Institution {
        version: 0,
        code: InstitutionCode::placeholder(),
        name: "―".to_owned(),
        postal_code: String::new(),
        address: "―".to_owned(),
        phone: "0".to_owned(),
        fax: String::new(),
    }
}

/// A doctor who may sign.
pub fn doctor(id: DoctorId) -> Doctor {
    Doctor {
        id,
        version: 0,
        name: NameParts { family: "―".to_owned(), given: String::new() },
        kana: NameParts::default(),
        department: String::new(),
        registration_number: String::new(),
        active: true,
    }
}

/// A patient born today.
pub fn patient(id: PatientId, today: Date) -> Patient {
    let name = NameParts { family: "―".to_owned(), given: String::new() };
    Patient {
        id,
        version: 0,
        chart_number: "0".to_owned(),
        name: name.clone(),
        kana: name,
        birth_date: today,
        sex: Sex::Unknown,
        postal_code: String::new(),
        address: "―".to_owned(),
        phone: "0".to_owned(),
        occupation: String::new(),
        insurance: None,
        public_payers: Vec::new(),
        merged_into: None,
    }
}
