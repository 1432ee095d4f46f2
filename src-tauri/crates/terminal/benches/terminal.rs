//! Reading a face file.

use terminal::{catalogue::Catalogue, decode};

fn main() {
    divan::main();
}

const FACE: &[u8] = include_bytes!(
    "../../../../tests/fixtures/terminal/OQSsiquc01res_face_1319900010q7Wc20aa_20261124090511.xml"
);
const FACE_CP932: &[u8] = include_bytes!(
    "../../../../tests/fixtures/terminal/OQSsiquc01res_face_1319900010zzTWO_20261124091500.xml"
);

fn read(bytes: &[u8]) -> terminal::Decoded {
    let catalogue = Catalogue::built_in().expect("the built-in catalogue is tested");
    decode(catalogue, "OQSsiquc01res_face_1319900010_20261124090511.xml", bytes)
}

#[divan::bench]
fn face_file_utf8() -> terminal::Decoded {
    read(FACE)
}

#[divan::bench]
fn face_file_cp932_two_records() -> terminal::Decoded {
    read(FACE_CP932)
}
