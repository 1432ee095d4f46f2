//! A received document on paper: the same parts in the same order as on screen. What was not understood stands at
//! the end as it is; ids and codes stay on the screen.

use super::view::{ReceivedView, RestLine, RowTable, ViewItem, ViewLine, ViewPart};
use domain::core6::Core6Kind;
use jiff::civil::DateTime;
use print::{
    Align, Area, Block, Body, Cell, GridRow, Item, Mark, Meta, Paper, Paragraph, Row, Rules, Sheet, Span,
    Table, TableCell, TableColumn, TextBox, TextLine, Typeface, Width, Written, style,
};

/// Left edge of everything, in millimetres.
const LEFT: f32 = 20.0;
/// Width of everything.
const WIDTH: f32 = 170.0;
/// Width of the column of labels.
const LABELS: f32 = 28.0;
/// Characters of a label before it goes on in a second line.
const LABEL_CHARACTERS: usize = 7;
/// Japan is nine hours east of UTC.
const OFFSET_MINUTES: i16 = 540;

/// Lays the document out on A4. `id` names the file, `clinic` who printed it, `at` when (in Japan).
pub fn paper(view: &ReceivedView, id: [u8; 16], clinic: &str, at: DateTime) -> Paper {
    let mut rows: Vec<Row> = Vec::new();
    if !view.patient.is_empty() {
        rows.push(row("患者", facts(&view.patient)));
    }
    rows.extend(view.parts.iter().map(|part| row(&part.title, part_blocks(part))));
    if !view.rest.is_empty() {
        rows.push(row("読み取れなかった項目", rest(view)));
    }
    Paper {
        meta: Meta {
            title: view.kind.label().to_owned(),
            author: clinic.to_owned(),
            id,
            written: Written {
                year: at.year(),
                month: at.month().unsigned_abs(),
                day: at.day().unsigned_abs(),
                hour: at.hour().unsigned_abs(),
                minute: at.minute().unsigned_abs(),
                second: at.second().unsigned_abs(),
                offset_minutes: OFFSET_MINUTES,
            },
        },
        sheet: Sheet::A4,
        typeface: Typeface::Gothic,
        size: style::BODY_SIZE,
        head: vec![Item::Text(TextBox::new(
            Area::new(LEFT, 18.0, WIDTH, 12.0),
            style::SMALLEST_BODY,
            [TextLine::new(16.0, [Span::bold(view.title.clone())]).align(Align::Center)],
        ))],
        continuation: vec![small_line(14.0, vec![Span::new(view.title.clone())], Align::Right)],
        foot: vec![
            small_line(284.0, vec![Span::new("受信した文書を文箱の書式で印刷したものです。")], Align::Left),
            small_line(284.0, vec![Span::page(), Span::new(" / "), Span::pages()], Align::Right),
        ],
        marks: vec![Mark::Corner("受信".to_owned())],
        body: Some(Body {
            x: LEFT,
            width: WIDTH,
            top: 34.0,
            continuation_top: 22.0,
            bottom: 280.0,
            label_width: LABELS,
            label_size: style::LABEL_SIZE,
            grid: view.head.iter().map(grid_row).collect(),
            rows,
        }),
    }
}

fn small_line(top: f32, spans: Vec<Span>, align: Align) -> Item {
    Item::Text(TextBox::new(Area::new(LEFT, top, WIDTH, 5.0), 6.0, [TextLine::new(8.0, spans).align(align)]))
}

fn grid_row(line: &ViewLine) -> GridRow {
    let text = TextLine::new(style::BODY_SIZE, [Span::new(line.text.clone())]).wrapping();
    GridRow {
        height: 7.0,
        cells: vec![Cell::label(LABELS, &label(&line.label)), Cell::text(WIDTH - LABELS, [text])],
    }
}

fn row(title: &str, blocks: Vec<Block>) -> Row {
    Row { label: label(title), min_height: 8.0, share: 0.0, middle: false, blocks }
}

/// A label in lines that fit its column.
fn label(title: &str) -> String {
    let characters: Vec<char> = title.chars().collect();
    let lines = characters.len().div_ceil(LABEL_CHARACTERS).max(1);
    let each = characters.len().div_ceil(lines).max(1);
    characters.chunks(each).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}

fn part_blocks(part: &ViewPart) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !part.text.is_empty() {
        blocks.push(Block::paragraph([Span::new(part.text.clone())]));
    }
    blocks.extend(facts(&part.lines));
    blocks.extend(part.tables.iter().flat_map(table));
    blocks.extend(part.items.iter().flat_map(item));
    blocks
}

fn facts(lines: &[ViewLine]) -> Vec<Block> {
    lines
        .iter()
        .map(|line| {
            let spans = vec![Span::bold(format!("{}: ", line.label)), Span::new(line.text.clone())];
            Block::Paragraph(Paragraph::new(spans).align(Align::Left).hanging(2.0))
        })
        .collect()
}

fn item(item: &ViewItem) -> Vec<Block> {
    let name = match item.title.as_str() {
        "" => item.label.clone(),
        title => format!("{}　{title}", item.label),
    };
    let mut blocks =
        vec![Block::Gap(1.0), Block::Paragraph(Paragraph::new([Span::bold(name)]).align(Align::Left))];
    blocks.extend(facts(&item.lines));
    for attachment in &item.attachments {
        let title = if attachment.title.is_empty() { "無題" } else { &attachment.title };
        let what = match (attachment.media.as_str(), attachment.url.as_str()) {
            ("", "") => format!("添付: {title}（開けません）"),
            ("", url) => format!("添付: {title}（文書の外: {url}）"),
            ("txt", _) => format!("添付: {title}"),
            (media, _) => {
                format!("添付: {title}（{media}、{}KB。画面から開けます）", attachment.size / 1000 + 1)
            }
        };
        blocks.push(Block::paragraph([Span::new(what)]));
        if !attachment.text.is_empty() {
            blocks.push(Block::paragraph([Span::new(attachment.text.clone())]));
        }
    }
    blocks
}

/// The rows of one kind, then what they say beside their cells.
fn table(table: &RowTable) -> Vec<Block> {
    let widths: &[(Width, Align)] = match table.kind {
        Core6Kind::Condition => &[
            (Width::Share(1.0), Align::Left),
            (Width::Content(34.0), Align::Left),
            (Width::Content(44.0), Align::Left),
        ],
        Core6Kind::Allergy | Core6Kind::Contraindication => &[
            (Width::Share(1.0), Align::Left),
            (Width::Content(16.0), Align::Left),
            (Width::Share(1.0), Align::Left),
            (Width::Content(18.0), Align::Left),
            (Width::Content(32.0), Align::Left),
        ],
        Core6Kind::Infection => &[
            (Width::Share(1.0), Align::Left),
            (Width::Share(1.0), Align::Left),
            (Width::Content(20.0), Align::Left),
            (Width::Content(40.0), Align::Left),
        ],
        Core6Kind::LabResult => &[
            (Width::Share(1.0), Align::Left),
            (Width::Content(26.0), Align::Right),
            (Width::Content(5.0), Align::Left),
            (Width::Content(20.0), Align::Left),
            (Width::Content(24.0), Align::Left),
            (Width::Content(14.0), Align::Left),
            (Width::Content(34.0), Align::Left),
        ],
        Core6Kind::Prescription => &[
            (Width::Content(7.0), Align::Right),
            (Width::Share(1.2), Align::Left),
            (Width::Share(0.8), Align::Left),
            (Width::Share(1.2), Align::Left),
            (Width::Content(32.0), Align::Left),
        ],
    };
    let columns = table
        .heads
        .iter()
        .zip(widths)
        .map(|(heading, (width, align))| TableColumn {
            heading: heading.clone(),
            width: *width,
            align: *align,
        })
        .collect();
    let rows = table
        .rows
        .iter()
        .map(|row| {
            let mark = if row.void { "【無効】" } else { "" };
            let cell = |(place, text): (usize, &String)| {
                let text = if place == 0 { format!("{mark}{text}") } else { text.clone() };
                if row.outside { TableCell::bold(text) } else { TableCell::new(text) }
            };
            row.cells.iter().enumerate().map(cell).collect()
        })
        .collect();
    let mut blocks =
        vec![Block::Gap(1.0), Block::Table(Table { columns, rows, rules: Rules::Horizontal, scale: 0.88 })];
    if !table.common.is_empty() {
        blocks.push(said("すべての行", &table.common));
    }
    let name = |cells: &[String]| match table.kind {
        Core6Kind::Prescription => cells.get(1).cloned().unwrap_or_default(),
        _ => cells.first().cloned().unwrap_or_default(),
    };
    for row in table.rows.iter().filter(|row| !row.lines.is_empty()) {
        blocks.push(said(&name(&row.cells), &row.lines));
    }
    blocks
}

fn said(name: &str, lines: &[ViewLine]) -> Block {
    let said: Vec<String> = lines.iter().map(|line| format!("{}: {}", line.label, line.text)).collect();
    let spans = vec![Span::bold(format!("{name}　")), Span::new(said.join("、"))];
    Block::Paragraph(Paragraph::new(spans).align(Align::Left).hanging(2.0).scaled(0.88))
}

fn rest(view: &ReceivedView) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in &view.rest {
        if !line.path.is_empty() || !line.place.is_empty() {
            let place = [line.place.as_str(), line.path.as_str()].join("　");
            blocks.push(Block::Paragraph(
                Paragraph::new([Span::bold(place.trim().to_owned())]).align(Align::Left).scaled(0.88),
            ));
        }
        blocks.push(rest_line(line));
    }
    if view.rest_more > 0 {
        let more = format!("ほか{}行（画面からデータを保存すると全部を確かめられます）", view.rest_more);
        blocks.push(Block::paragraph([Span::new(more)]));
    }
    blocks
}

fn rest_line(line: &RestLine) -> Block {
    let indent = "　".repeat(usize::try_from(line.depth).unwrap_or(0).min(8));
    let text = match (line.name.as_str(), line.text.as_str()) {
        ("", text) => format!("{indent}{text}"),
        (name, "") => format!("{indent}{name}"),
        (name, text) => format!("{indent}{name}: {text}"),
    };
    Block::Paragraph(Paragraph::new([Span::new(text)]).align(Align::Left).hanging(2.0).scaled(0.88))
}
