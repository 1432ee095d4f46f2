//! Sets the sample letter again and again, and says how long that takes, how large the file is and how much
//! memory the process held: `letter TIMES ROUNDS FOLDER`. The course of the illness is said TIMES times; the
//! PDF and its words (for other programs to set the same) are written into FOLDER. The comparison with other
//! typesetters in `benches/peers/` runs it.

#![allow(clippy::print_stdout, reason = "it answers on stdout")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::{fs, path::PathBuf, time::Instant};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(times), Some(rounds), Some(folder)) = (
        arguments.next().and_then(|n| n.parse().ok()),
        arguments.next().and_then(|n| n.parse::<usize>().ok()),
        arguments.next().map(PathBuf::from),
    ) else {
        panic!("letter TIMES ROUNDS FOLDER");
    };
    let Some(fonts) = support::fonts() else { panic!("no fonts") };
    let paper = support::sample(times);
    let begun = Instant::now();
    let rendered = print::render(&paper, &fonts).expect("a PDF");
    let cold = begun.elapsed();
    let mut warm: Vec<_> = (0..rounds.max(1))
        .map(|_| {
            let begun = Instant::now();
            print::render(&paper, &fonts).expect("a PDF");
            begun.elapsed()
        })
        .collect();
    warm.sort_unstable();
    let median = warm.get(warm.len() / 2).copied().unwrap_or_default();
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("letter.pdf"), &rendered.pdf).expect("a file");
    let attachment = print::Attachment {
        name: "letter.json",
        media_type: "application/json",
        description: "The same as data",
        bytes: b"{}",
    };
    let archived = print::render_with(&paper, &fonts, Some(&attachment)).expect("a PDF");
    fs::write(folder.join("letter-3b.pdf"), &archived.pdf).expect("a file");
    fs::write(folder.join("letter.txt"), words(&paper)).expect("a file");
    println!(
        r#"{{"pages": {}, "bytes": {}, "cold_ms": {:.2}, "warm_ms": {:.2}, "peak_mib": {}}}"#,
        rendered.pages,
        rendered.pdf.len(),
        cold.as_secs_f64() * 1000.0,
        median.as_secs_f64() * 1000.0,
        peak_mib().map_or("null".to_owned(), |mib| format!("{mib:.1}")),
    );
}

/// The rows of the letter: a label, a tab, a text, each on a line; `\n` stands for a new line in a text, and
/// the cells of a table are set apart by `|`.
fn words(paper: &print::Paper) -> String {
    let mut lines = String::new();
    for row in paper.body.iter().flat_map(|body| &body.rows) {
        for block in &row.blocks {
            lines +=
                &format!("{}\t{}\n", row.label.replace('\n', ""), block_words(block).replace('\n', "\\n"));
        }
    }
    lines
}

fn block_words(block: &print::Block) -> String {
    let said = |spans: &[print::Span]| -> String {
        spans
            .iter()
            .map(|span| match &span.words {
                print::Words::Given(text) => text.as_str(),
                print::Words::Page | print::Words::Pages => "",
            })
            .collect()
    };
    match block {
        print::Block::Paragraph(paragraph) => said(&paragraph.spans),
        print::Block::Table(table) => table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| said(&cell.spans)).collect::<Vec<_>>().join("|"))
            .collect::<Vec<_>>()
            .join("\n"),
        print::Block::Columns(columns) => {
            columns.pieces.iter().flatten().map(block_words).collect::<Vec<_>>().join("\n")
        }
        print::Block::Gap(_) => String::new(),
    }
}

/// The most memory that this process held, where the system tells.
fn peak_mib() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}
