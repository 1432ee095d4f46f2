//! Bundles to read: our own, and made up ones of kinds that we do not write.

use std::path::Path;

/// A bundle that the letters' own tests have as a snapshot.
pub fn own(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../documents/tests/compose/snapshots");
    let snapshot = std::fs::read_to_string(folder.join(format!("compose__{name}.snap"))).unwrap();
    let json = snapshot.split_once("\n---\n").unwrap().1;
    json.as_bytes().to_vec()
}

pub fn made_bundle(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read/made");
    std::fs::read(folder.join(format!("{name}.json"))).unwrap()
}

/// Every bundle with its name.
pub fn every() -> Vec<(&'static str, Vec<u8>)> {
    let own = [
        "samples__bundle_fully_coded",
        "samples__bundle_text_only",
        "samples__bundle_public_assistance",
        "samples__bundle_unsplittable",
        "collections__collection_0_conditions",
        "collections__collection_1_allergies",
        "collections__collection_2_results",
    ]
    .map(|name| (name, own(name)));
    let made = ["discharge_summary", "care_plan_summary", "old_letter", "conditions", "lab_results"];
    own.into_iter().chain(made.map(|name| (name, made_bundle(name)))).collect()
}
