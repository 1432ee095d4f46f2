//! Reading a face file; looking through a folder full of other products' files.

use std::{fs, sync::Arc};
use terminal::{
    catalogue::{BUILT_IN, Catalogue},
    decode,
    transport::{
        Ours, Transport,
        folder::{FolderTransport, Settings},
    },
};

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

#[divan::bench(sample_count = 20)]
fn sweep_of_20000_foreign_files(bencher: divan::Bencher<'_, '_>) {
    let root = folders();
    for at in 0..20_000 {
        fs::write(root.path().join(format!("res/OQSsiquc01res_20251124{at:06}.xml")), b"<XmlMsg/>")
            .expect("a file");
    }
    sweep(bencher, &root, 1);
}

/// What an idle relay does every two seconds, after a year of a hundred requests a day.
#[divan::bench(sample_count = 200)]
fn sweep_of_empty_folders_after_36500_requests(bencher: divan::Bencher<'_, '_>) {
    sweep(bencher, &folders(), 36_500);
}

fn folders() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for folder in ["req", "res", "face"] {
        fs::create_dir(root.path().join(folder)).expect("a folder");
    }
    root
}

fn sweep(bencher: divan::Bencher<'_, '_>, root: &tempfile::TempDir, requests: usize) {
    let catalogue = Arc::new(Catalogue::read(BUILT_IN).expect("the built-in catalogue is tested"));
    let transport = FolderTransport::new(Settings::below(root.path()), catalogue);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let ours = Ours::of((0..requests).map(|at| format!("OQSsiquc01req_2026{at:08}.xml")));
    bencher.bench_local(|| runtime.block_on(transport.sweep(&ours)).foreign);
}
