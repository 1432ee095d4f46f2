use super::*;
use std::{collections::BTreeSet, fs, path::PathBuf};

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
}

/// Every statement runs on the migrated schema, has its parameters in order, and stays within what SQLite and
/// PostgreSQL share.
#[test]
fn every_statement_is_prepared_and_portable() {
    let home = Home::new();
    let store = home.create().unwrap();
    let db = store.reader().unwrap();
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "sql", &mut found);
    assert!(found.len() > 5);
    for path in found {
        let name = path.display();
        let sql = fs::read_to_string(&path).unwrap();
        let statement = db.prepare(&sql).unwrap_or_else(|error| panic!("{name}: {error}"));
        for i in 1..=statement.parameter_count() {
            assert_eq!(
                statement.parameter_name(i),
                Some(format!("${i}").as_str()),
                "{name}: parameters in order"
            );
        }
        let lower = sql.to_lowercase();
        for word in [
            "rowid",
            "autoincrement",
            "or replace",
            "or ignore",
            "json",
            "now(",
            "datetime(",
            "strftime",
            "glob",
            "ifnull",
            "pragma",
            "'$",
        ] {
            assert!(!lower.contains(word), "{name}: {word} is not portable");
        }
        assert!(!sql.trim_end().ends_with(';') && !sql.contains("?"), "{name}: one statement, $n parameters");
    }
}

/// No `.sql` file is left over, none is bound twice in one folder.
#[test]
fn every_sql_file_is_used() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut sql, mut rust) = (Vec::new(), Vec::new());
    files(&src, "sql", &mut sql);
    files(&src, "rs", &mut rust);
    let mut used = BTreeSet::new();
    for path in rust {
        let text = fs::read_to_string(&path).unwrap();
        for part in text.split("include_str!(\"").skip(1) {
            let name = part.split('"').next().unwrap();
            used.insert(path.parent().unwrap().join(name));
        }
    }
    let there: BTreeSet<_> = sql.into_iter().collect();
    assert_eq!(there.difference(&used).collect::<Vec<_>>(), Vec::<&PathBuf>::new());
}
