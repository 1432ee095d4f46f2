//! The TypeScript of the api table is checked in; it may not fall behind the table.

use fumibako_tests::house;

#[test]
fn the_checked_in_bindings_are_those_of_the_table() {
    let file = house().join("ui/src/api/bindings.ts");
    let checked_in = std::fs::read_to_string(&file).unwrap();
    let made = fumibako::api::bindings::typescript();
    let line = checked_in.lines().zip(made.lines()).position(|(old, new)| old != new);
    assert!(
        checked_in == made,
        "{} is stale from line {:?} on: run `cargo xtask bindings`",
        file.display(),
        line.map(|i| i + 1)
    );
}
