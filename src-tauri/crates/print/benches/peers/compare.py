"""Sets the same letter with Fumibako, ReportLab and WeasyPrint in one run, and prints time, size and ratios.

    cargo build --release --workspace --all-features --example letter
    python3 -m venv VENV && VENV/bin/pip install -r requirements.txt
    VENV/bin/python compare.py TARGET/release/examples/letter

The letter's words come from the example itself (letter.txt): rows of a label and a text, in the faces and sizes
of the form. The peers set label column, rows, lab table and page number; they need no fallback fonts, no marks
for PDF/A and no checks, which Fumibako's figure includes.
"""

import html
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FONTS = Path("/usr/share/fonts/truetype")
MINCHO = FONTS / "bizud-mincho/BIZUDMincho-Regular.ttf"
GOTHIC = FONTS / "bizud-gothic/BIZUDGothic-Regular.ttf"
MM = 72 / 25.4


def rows(folder: Path) -> list[tuple[str, str]]:
    lines = (folder / "letter.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t", 1) for line in lines)
    return [(label, text.replace("\\n", "\n")) for label, text in pairs]


def cells(text: str) -> list[list[str]] | None:
    table = [line.split("|") for line in text.split("\n")]
    return table if len(table[0]) > 3 else None


def reportlab(letter: list[tuple[str, str]]):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(TTFont("mincho", str(MINCHO)))
    pdfmetrics.registerFont(TTFont("gothic", str(GOTHIC)))
    body = ParagraphStyle("body", fontName="mincho", fontSize=10.5, leading=15, wordWrap="CJK")
    label = ParagraphStyle("label", parent=body, fontName="gothic", fontSize=9)
    small = ParagraphStyle("small", parent=body, fontSize=9, leading=11)
    lines = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])

    def foot(canvas, document):
        canvas.setFont("mincho", 8)
        canvas.drawCentredString(A4[0] / 2, 15 * MM, f"― {document.page} ―")

    def render() -> bytes:
        out = io.BytesIO()
        document = SimpleDocTemplate(out, pagesize=A4, leftMargin=20 * MM, rightMargin=20 * MM)
        story = [Paragraph("診療情報提供書（紹介状）", ParagraphStyle("title", parent=label, fontSize=16, leading=24))]
        for name, text in letter:
            table = cells(text)
            if table is not None:
                inner = [[Paragraph(html.escape(cell), small) for cell in row] for row in table]
                story.append(Table([[Paragraph(name, label), ""]], colWidths=[24 * MM, 146 * MM], style=lines))
                story.append(Table(inner, repeatRows=0))
                continue
            # A cell cannot be parted between pages: one row for each line of the text.
            for line in text.split("\n"):
                content = [Paragraph(name, label), Paragraph(html.escape(line), body)]
                story.append(Table([content], colWidths=[24 * MM, 146 * MM], style=lines))
        document.build(story, onFirstPage=foot, onLaterPages=foot)
        return out.getvalue()

    return render


def weasyprint(letter: list[tuple[str, str]]):
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(
        string=f"""
        @font-face {{ font-family: mincho; src: url(file://{MINCHO}); }}
        @font-face {{ font-family: gothic; src: url(file://{GOTHIC}); }}
        @page {{ size: A4; margin: 20mm; @bottom-center {{ content: counter(page); font: 8pt mincho; }} }}
        body {{ font: 10.5pt/1.42 mincho; }} h1 {{ font: 16pt gothic; text-align: center; }}
        .row > td {{ border: 0.2mm solid; vertical-align: top; }} .label {{ font: 9pt gothic; width: 24mm; }}
        table {{ border-collapse: collapse; width: 100%; }} .labs {{ font-size: 9pt; }}
        """,
        font_config=fonts,
    )
    parts = []
    for name, text in letter:
        table = cells(text)
        if table is not None:
            inner = "".join(
                "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in table
            )
            content = f'<table class="labs">{inner}</table>'
        else:
            content = html.escape(text).replace("\n", "<br>")
        parts.append(f'<tr class="row"><td class="label">{name}</td><td>{content}</td></tr>')
    source = f"<html lang=ja><body><h1>診療情報提供書（紹介状）</h1><table>{''.join(parts)}</table></body></html>"
    return lambda: HTML(string=source).write_pdf(stylesheets=[style], font_config=fonts)


def timed(render, rounds: int) -> dict:
    begun = time.perf_counter()
    pdf = render()
    cold = (time.perf_counter() - begun) * 1000
    warm = []
    for _ in range(rounds):
        begun = time.perf_counter()
        render()
        warm.append((time.perf_counter() - begun) * 1000)
    pages = pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ") or None
    return {"pages": pages, "bytes": len(pdf), "cold_ms": round(cold, 1), "warm_ms": round(statistics.median(warm), 1)}


def main() -> None:
    program = sys.argv[1]
    for times in (1, 54):
        with tempfile.TemporaryDirectory() as folder:
            said = subprocess.run([program, str(times), "30", folder], check=True, capture_output=True, text=True)
            ours = json.loads(said.stdout)
            letter = rows(Path(folder))
            peers = {
                "ReportLab": timed(reportlab(letter), 20),
                "WeasyPrint": timed(weasyprint(letter), 3),
            }
            print(f"{ours['pages']} page(s)")
            print(f"  Fumibako    {ours}")
            for name, peer in peers.items():
                print(f"  {name:<11} {peer}  {peer['warm_ms'] / ours['warm_ms']:.1f} times ours")


main()
