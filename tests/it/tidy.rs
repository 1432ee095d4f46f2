//! The invariants of the house, read from `cargo metadata` and from the files themselves.

use fumibako_tests::house;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Which crates each crate of ours may depend on in what is shipped.
const ARROWS: &[(&str, &[&str])] = &[
    ("fumibako-domain", &[]),
    ("fumibako-fhir", &["fumibako-domain"]),
    ("fumibako-print", &[]),
    ("fumibako-documents", &["fumibako-domain", "fumibako-fhir", "fumibako-print"]),
    ("fumibako-terminal", &["fumibako-domain"]),
    ("fumibako-store", &["fumibako-domain"]),
    (
        "fumibako",
        &[
            "fumibako-domain",
            "fumibako-fhir",
            "fumibako-print",
            "fumibako-documents",
            "fumibako-store",
            "fumibako-terminal",
        ],
    ),
    ("fumibako-cli", &["fumibako"]),
    ("fumibako-desktop", &["fumibako"]),
    ("xtask", &[]),
    ("terminal-sim", &["fumibako-terminal"]),
    (
        "fumibako-tests",
        &[
            "fumibako-domain",
            "fumibako-print",
            "fumibako-store",
            "fumibako-terminal",
            "fumibako",
            "terminal-sim",
        ],
    ),
];

/// Licences under which a dependency may come.
const LICENCES: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "BSL-1.0",
    "Unicode-3.0",
    "MPL-2.0",
    "WTFPL",
    "blessing",
];

/// What may lie at the top; names that begin with a dot may too.
const TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "src-tauri",
    "ui",
    "icons",
    "migrations",
    "tests",
    "target",
];

/// Folders that are made, not written.
const MADE: &[&str] = &["target", "node_modules", "dist", "out", "gen", ".git"];

/// The longest source file, in lines.
const LONGEST: usize = 600;

fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(rustc.stdout).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(cargo)
        .current_dir(house())
        .args(["metadata", "--offline", "--all-features", "--format-version", "1", "--filter-platform", host])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The packages of this workspace.
fn ours(metadata: &Value) -> Vec<&Value> {
    let ours: Vec<&Value> =
        list(&metadata["packages"]).iter().filter(|package| package["source"].is_null()).collect();
    assert!(ours.len() >= 10, "only {} packages", ours.len());
    ours
}

/// Every written file below a folder.
fn files(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![house().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            match path.is_dir() {
                true if MADE.contains(&&*name) => {}
                true => open.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}

/// Those with one of these endings, with their text.
fn texts(folder: impl AsRef<Path>, endings: &[&str]) -> Vec<(String, String)> {
    let texts: Vec<(String, String)> = files(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| endings.contains(&&*ending.to_string_lossy())))
        .map(|path| {
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.strip_prefix(house()).unwrap().to_string_lossy().replace('\\', "/"), text)
        })
        .collect();
    assert!(!texts.is_empty());
    texts
}

/// What is shipped of a source file: without comments and without its tests.
fn shipped(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn arrows_point_only_where_they_may() {
    let metadata = metadata();
    let mut faults = Vec::new();
    for package in ours(&metadata) {
        let name = word(&package["name"]);
        let Some((_, allowed)) = ARROWS.iter().find(|(ours, _)| *ours == name) else {
            faults.push(format!("{name} is not in the list of arrows"));
            continue;
        };
        for dependency in list(&package["dependencies"]) {
            let on = word(&dependency["name"]);
            let for_tests = dependency["kind"] == "dev";
            if dependency["path"].is_string() && !for_tests && !allowed.contains(&on) {
                faults.push(format!("{name} may not know {on}"));
            }
            if (on == "tauri" || on.starts_with("tauri-")) && name != "fumibako-desktop" {
                faults.push(format!("{name} names {on}; only the shell may"));
            }
            if (on == "rusqlite" || on == "libsqlite3-sys") && name != "fumibako-store" {
                faults.push(format!("{name} names {on}; only the store may"));
            }
        }
    }
    none(faults);
}

#[test]
fn the_default_members_need_no_window() {
    let metadata = metadata();
    let members = list(&metadata["workspace_default_members"]);
    assert!(members.len() >= 8);
    assert!(!members.iter().any(|id| word(id).contains("fumibako-desktop")));
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).iter().map(|node| (word(&node["id"]), node)).collect();
    let mut open: Vec<&str> = members.iter().map(word).collect();
    let mut seen = std::collections::BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(list(&nodes[id]["deps"]).iter().map(|dependency| word(&dependency["pkg"])));
        }
    }
    let windows: Vec<&&str> = seen
        .iter()
        .filter(|id| id.contains("/tauri") || id.contains("#tauri") || id.contains("webkit2gtk"))
        .collect();
    assert!(windows.is_empty(), "{windows:?}");
}

#[test]
fn the_store_does_not_show_its_engine() {
    let mut faults = Vec::new();
    for (path, text) in texts("src-tauri/crates/store/src", &["rs"]) {
        let code = shipped(&text);
        for item in
            code.split("\n").filter(|line| line.trim_start().starts_with("pub ") && line.contains("rusqlite"))
        {
            faults.push(format!("{path}: {}", item.trim()));
        }
    }
    none(faults);
}

#[test]
fn pure_rooms_touch_nothing_outside() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "SystemTime",
        "Instant::now",
        "println!",
        "eprintln!",
    ];
    let mut faults = Vec::new();
    for room in ["domain", "fhir", "documents", "print"] {
        for (path, text) in texts(format!("src-tauri/crates/{room}/src"), &["rs"]) {
            let code = shipped(&text);
            // `use std::{fs, …}` says the same in other words.
            let spread = code.split("use std::{").skip(1).filter_map(|rest| rest.split("};").next());
            let spread = spread
                .flat_map(|names| names.split([',', '\n', ' ']))
                .any(|name| ["fs", "net", "env"].contains(&name.split("::").next().unwrap_or_default()));
            for word in forbidden.iter().filter(|word| code.contains(**word)) {
                faults.push(format!("{path}: {word}"));
            }
            if spread {
                faults.push(format!("{path}: use std::{{fs, net or env}}"));
            }
        }
    }
    none(faults);
}

#[test]
fn the_simulated_terminal_knows_the_catalogue_alone() {
    let mut faults = Vec::new();
    for (path, text) in texts("tests/terminal-sim/src", &["rs"]) {
        let code = shipped(&text);
        let named = code.split("terminal::").skip(1).filter(|after| !after.starts_with("catalogue"));
        faults.extend(named.map(|after| {
            let what: String = after.chars().take(24).collect();
            format!("{path}: terminal::{}", what.lines().next().unwrap_or_default())
        }));
    }
    none(faults);
}

#[test]
fn sql_stands_in_sql_files() {
    let mut faults = Vec::new();
    for folder in ["src-tauri", "tests/it", "tests/support"] {
        for (path, text) in texts(folder, &["rs"]) {
            // Here it is only spoken of; the store's own tests tamper with the file behind the store's back.
            if path == "tests/it/tidy.rs" || path.starts_with("src-tauri/crates/store/src/tests/") {
                continue;
            }
            for (at, line) in
                text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
            {
                let line = line.to_lowercase();
                let sql = [
                    "\"select ",
                    "insert into ",
                    "delete from ",
                    "create table ",
                    "alter table ",
                    "drop table ",
                ];
                let update = line.contains("\"update ") && line.contains(" set ");
                if update || sql.iter().any(|sql| line.contains(sql)) {
                    faults.push(format!("{path}:{}: {}", at + 1, line.trim()));
                }
            }
        }
    }
    none(faults);
}

#[test]
fn sql_is_portable() {
    let forbidden = [
        "rowid",
        "autoincrement",
        "insert or ",
        "create trigger",
        "->",
        "json_",
        "now()",
        "current_timestamp",
        "datetime(",
        "ifnull(",
        " glob ",
    ];
    let mut faults = Vec::new();
    for folder in ["migrations", "src-tauri/crates/store/src"] {
        for (path, text) in texts(folder, &["sql"]) {
            let code =
                text.lines().map(|line| line.split("--").next().unwrap_or_default().to_lowercase() + "\n");
            // DDL stays per engine: there a table may do without SQLite's hidden column.
            let code =
                code.collect::<String>().replace(") strict, without rowid", "").replace("without rowid", "");
            faults.extend(
                forbidden.iter().filter(|word| code.contains(**word)).map(|word| format!("{path}: {word}")),
            );
            if folder != "migrations" && (code.contains('?') || code.contains("(:") || code.contains(" @")) {
                faults.push(format!("{path}: parameters are $1, $2 …"));
            }
        }
    }
    none(faults);
}

#[test]
fn released_migrations_do_not_change() {
    let list = fs::read_to_string(house().join("tests/fixtures/db/migrations.sha256")).unwrap();
    let mut released: Vec<String> = list.lines().map(str::to_owned).collect();
    let now = texts("migrations", &["sql"]);
    let mut there: Vec<String> = now
        .iter()
        .map(|(path, text)| {
            let sum: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{sum}  {}", path.trim_start_matches("migrations/"))
        })
        .collect();
    released.sort();
    there.sort();
    assert_eq!(
        released, there,
        "a released migration changed, or a new one is not in tests/fixtures/db/migrations.sha256"
    );
}

#[test]
fn every_crate_has_a_sign_on_its_door() {
    let metadata = metadata();
    let mut faults = Vec::new();
    for package in ours(&metadata) {
        for target in list(&package["targets"]) {
            let kind = word(&target["kind"][0]);
            let source = word(&target["src_path"]);
            let text = fs::read_to_string(source).unwrap();
            if ["lib", "bin"].contains(&kind) && !text.starts_with("//!") {
                faults.push(format!("{source} does not say what lives there"));
            }
        }
    }
    none(faults);
}

#[test]
fn the_window_is_named_in_one_file_of_the_ui() {
    let found: Vec<String> = texts("ui/src", &["ts", "tsx"])
        .into_iter()
        .filter(|(_, text)| text.contains("@tauri-apps/"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(found, ["ui/src/api/host.tauri.ts"]);
}

#[test]
fn the_top_level_holds_what_belongs_there() {
    let names = fs::read_dir(house()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let strange: Vec<String> =
        names.filter(|name| !name.starts_with('.') && !TOP.contains(&&**name)).collect();
    assert!(strange.is_empty(), "{strange:?}");
    for needed in TOP.iter().filter(|name| !["CHANGELOG.md", "target"].contains(name)) {
        assert!(house().join(needed).exists(), "{needed} is missing");
    }
}

#[test]
fn dependencies_come_under_licences_that_fit() {
    let metadata = metadata();
    let packages = list(&metadata["packages"]);
    assert!(packages.len() > 100);
    let mut faults = Vec::new();
    for package in packages {
        let name = format!("{} {}", word(&package["name"]), word(&package["version"]));
        let licence = word(&package["license"]);
        match spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX) {
            Err(error) => faults.push(format!("{name}: {licence:?}: {error}")),
            Ok(expression) => {
                let fits =
                    expression.evaluate(|one| one.license.id().is_some_and(|id| LICENCES.contains(&id.name)));
                if !fits {
                    faults.push(format!("{name}: {licence}"));
                }
            }
        }
        if package["source"].is_null() && licence != "Apache-2.0" {
            faults.push(format!("{name} is ours and not under Apache-2.0"));
        }
    }
    none(faults);
}

#[test]
fn no_file_names_a_machine_or_is_left_half_done() {
    let join = |a: &str, b: &str| format!("{a}{b}");
    let machine = [join("/wo", "rk/"), join("/ro", "ot/"), join("/ho", "me/"), join("C:\\Us", "ers")];
    let undone = [
        join("TO", "DO"),
        join("FIX", "ME"),
        join("todo", "!("),
        join("unimplemented", "!("),
        join("dbg", "!("),
    ];
    let endings =
        ["rs", "ts", "tsx", "mjs", "js", "css", "html", "toml", "json", "sql", "md", "sh", "yml", "yaml"];
    let mut faults = Vec::new();
    for folder in ["src-tauri", "ui", "tests", "migrations"] {
        for (path, text) in texts(folder, &endings) {
            if path.ends_with("package-lock.json") {
                continue;
            }
            for (at, line) in text.lines().enumerate() {
                // Example paths of tests begin a home of nobody in particular.
                let words = machine
                    .iter()
                    .filter(|path| line.contains(&***path) && !line.contains(&join("/ho", "me/clinic")));
                faults.extend(
                    words
                        .chain(undone.iter().filter(|word| line.contains(&***word)))
                        .map(|word| format!("{path}:{}: {word}", at + 1)),
                );
            }
        }
    }
    none(faults);
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut faults = Vec::new();
    for folder in ["src-tauri", "ui/src", "tests"] {
        for (path, text) in texts(folder, &["rs", "ts", "tsx", "mjs"]) {
            let lines = text.lines().count();
            if lines > LONGEST && !path.ends_with("bindings.ts") {
                faults.push(format!("{path}: {lines} lines"));
            }
        }
    }
    none(faults);
}
