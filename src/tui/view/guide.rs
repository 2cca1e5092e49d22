//! The guide reader: the source page by page, with its samples, search, and what a recomputation says of its claims.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
};

use super::{
    Scene,
    page::{Block, Column, Page},
    say,
};
use crate::{
    catalog::{Catalog, Page as GuidePage},
    tui::{
        hit::{Spot, Wheel},
        theme::Role,
        widget::{Code, Painter, markdown, short, text},
    },
};

/// Columns of the list of pages.
const LIST: u16 = 34;
/// Columns from which two samples stand beside each other (the list of pages is shown from there on too).
const BESIDE: u16 = 81;
/// Widest text that is still read line by line.
const MEASURE: u16 = 110;

/// Rows that the page would like at this width of the screen; more than there are: it scrolls.
#[must_use]
pub fn height(scene: &Scene<'_>, width: u16) -> u16 {
    let width = if lists(width) {
        width.saturating_sub(LIST + 3)
    } else {
        width
    };
    reader(scene, width).map_or(0, |page| page.height()).saturating_add(2)
}

/// Draws the screen into `area` (the screen without header and footer).
pub fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    let found = pages(scene.catalog, scene.guide.query);
    draw_answer(
        scene,
        &found,
        Rect {
            height: area.height.min(1),
            ..area
        },
        buf,
    );
    if area.height < 3 {
        return;
    }
    let below = Rect {
        y: area.y + 2,
        height: area.height - 2,
        ..area
    };
    let mut page_area = below;
    if lists(area.width) {
        draw_list(scene, &found, Rect { width: LIST, ..below }, buf);
        let mut painter = Painter::new(below, buf);
        for y in 0..below.height {
            painter.glyph(LIST + 1, y, scene.theme.glyphs.pillar, scene.theme.style(Role::Border));
        }
        page_area.x += LIST + 3;
        page_area.width -= LIST + 3;
    }
    if let Some(page) = reader(scene, page_area.width) {
        page.draw(page_area, buf, scene.scroll, scene.theme, scene.hits);
    }
}

fn lists(width: u16) -> bool {
    width >= 100
}

/// Where the reader is; the search while it is on.
fn draw_answer(scene: &Scene<'_>, found: &[usize], area: Rect, buf: &mut Buffer) {
    let mut painter = Painter::new(area, buf);
    let g = scene.theme.glyphs;
    let strong = scene.theme.style(Role::Strong);
    let dim = scene.theme.style(Role::Dim);
    let guide = scene.guide;
    if scene.catalog.pages.is_empty() {
        painter.text(0, 0, "The catalog has no guide.", strong);
        return;
    }
    let mut x = 0;
    if guide.searching || !guide.query.is_empty() {
        x = painter.text(0, 0, "Search ", scene.theme.style(Role::Key));
        x = painter.text(x, 0, guide.query, strong);
        if guide.searching {
            x = painter.text(x, 0, "_", scene.theme.style(Role::Focus));
        }
        let count = match found.len() {
            0 => "no page has all these words".to_owned(),
            1 => "1 page".to_owned(),
            n => format!("{n} pages"),
        };
        x = painter.text(x, 0, &format!("  {count}  "), dim);
    }
    let Some(page) = scene.catalog.pages.get(guide.page) else {
        return;
    };
    let title = format!("{} ", page.title);
    if x == 0 {
        x = painter.text(0, 0, &title, strong);
    }
    let at = found
        .iter()
        .position(|p| *p == guide.page)
        .map_or_else(String::new, |at| format!("page {} of {}", at + 1, found.len()));
    let end = painter.width();
    let room = end.saturating_sub(x + text::width(&at) + 3);
    if page.heading == page.title {
        // Said already.
    } else if text::width(&page.heading) <= room {
        painter.text(x + 1, 0, &page.heading, dim);
    } else {
        painter.text(x + 1, 0, &text::truncate(&page.heading, room, g.ellipsis), dim);
    }
    painter.right(end, 0, &at, dim);
}

/// Pages found, the one shown in view and marked.
fn draw_list(scene: &Scene<'_>, found: &[usize], area: Rect, buf: &mut Buffer) {
    let mut painter = Painter::new(area, buf);
    let g = scene.theme.glyphs;
    let rows = usize::from(painter.height());
    scene.hit(area, Spot::Wheel(Wheel::Cursor));
    let at = found.iter().position(|p| *p == scene.guide.page).unwrap_or(0);
    let first = at.saturating_sub(rows / 2).min(found.len().saturating_sub(rows));
    for (y, index) in (0..).zip(found.iter().skip(first).take(rows)) {
        let Some(page) = scene.catalog.pages.get(*index) else {
            continue;
        };
        let here = *index == scene.guide.page;
        scene.hit(painter.place(0, y, LIST), Spot::Page(*index));
        let style = scene.theme.style(if here { Role::Selection } else { Role::Text });
        if here {
            painter.glyph(0, y, g.selected, scene.theme.style(Role::Accent));
        }
        let room = LIST - 2;
        let title = text::truncate(&page.title, room, g.ellipsis);
        let title = if here { text::pad(&title, room) } else { title };
        painter.text(2, y, &title, style);
    }
    if found.is_empty() {
        painter.text(2, 0, "no page", scene.theme.style(Role::Dim));
    }
}

/// The page: text, samples (beside each other where there is room), findings.
fn reader<'a>(scene: &'a Scene<'a>, width: u16) -> Option<Page<'a>> {
    let page = scene.catalog.pages.get(scene.guide.page)?;
    let query = scene.guide.query;
    let measure = width.min(MEASURE);
    let body = markdown::lines(&page.body, measure, query, scene.theme);
    let mut blocks = vec![lines_block(body)];
    let findings = findings(scene, page);
    if !page.samples.is_empty() {
        blocks.push(samples(scene, page, width));
    }
    if !findings.is_empty() {
        blocks.push(super::verdict::paragraph(findings, measure));
    }
    Some(Page {
        head: Column::new(1, blocks),
        columns: Vec::new(),
    })
}

fn lines_block<'a>(lines: Vec<Line<'static>>) -> Block<'a> {
    Block::fixed(short(lines.len()), move |area, buf| {
        let mut painter = Painter::new(area, buf);
        for (y, line) in (0..).zip(&lines) {
            painter.line(0, y, line);
        }
    })
}

/// Samples in pairs beside each other where each has forty columns, else one below the other.
fn samples<'a>(scene: &'a Scene<'a>, page: &'a GuidePage, width: u16) -> Block<'a> {
    let beside = width >= BESIDE;
    let each = if beside { width.saturating_sub(3) / 2 } else { width };
    let drawn: Vec<Vec<Line<'static>>> = page
        .samples
        .iter()
        .map(|sample| {
            let title = if sample.title.contains(scene.option(sample.option)) {
                sample.title.clone()
            } else {
                format!(
                    "{} {} {}",
                    scene.option(sample.option),
                    scene.theme.glyphs.separator,
                    sample.title
                )
            };
            let code = Code {
                title: &title,
                title_style: scene.theme.series(sample.option).add_modifier(Modifier::BOLD),
                code: &sample.code,
                language: &sample.language,
                scroll: 0,
                query: scene.guide.query,
                theme: scene.theme,
            };
            code.lines(each)
        })
        .collect();
    let per_row = if beside { 2 } else { 1 };
    let rows: Vec<u16> = drawn
        .chunks(per_row)
        .map(|row| short(row.iter().map(Vec::len).max().unwrap_or(0)))
        .collect();
    let total = rows
        .iter()
        .fold(short(rows.len().saturating_sub(1)), |sum, r| sum.saturating_add(*r));
    Block::fixed(total, move |area, buf| {
        let mut painter = Painter::new(area, buf);
        let mut y = 0_u16;
        for (row, samples) in rows.iter().zip(drawn.chunks(per_row)) {
            for (column, lines) in (0_u16..).zip(samples) {
                for (line, at) in lines.iter().zip(y..) {
                    painter.line(column * (each + 3), at, line);
                }
            }
            y = y.saturating_add(*row).saturating_add(1);
        }
    })
}

/// What a recomputation says of the claims that stand on this page.
fn findings(scene: &Scene<'_>, page: &GuidePage) -> Vec<Line<'static>> {
    let g = scene.theme.glyphs;
    let text = scene.theme.style(Role::Text);
    let mut lines = Vec::new();
    for finding in scene.guide.findings {
        let Some(claim) = scene
            .catalog
            .claims
            .get(finding.claim)
            .filter(|c| c.place == page.heading)
        else {
            continue;
        };
        let (mark, role) = if finding.holds {
            (g.pass, Role::Good)
        } else {
            (g.fail, Role::Bad)
        };
        lines.push(Line::from(vec![
            Span::styled(format!("{mark} "), scene.theme.style(role)),
            Span::styled(format!("printed: {}", claim.printed), text),
        ]));
        for test in &finding.tests {
            let unit = if test.unit == "1" { "" } else { &test.unit };
            lines.push(Line::from(vec![
                Span::raw("  "),
                Span::styled(
                    format!("{}: {} {unit}", test.label, test.arithmetic),
                    scene.theme.style(Role::Dim),
                ),
            ]));
        }
        if let Some(remark) = &claim.remark {
            lines.push(Line::from(vec![Span::raw("  "), Span::styled(remark.clone(), text)]));
        }
    }
    if !lines.is_empty() {
        lines.insert(
            0,
            say::styled(
                "Recomputed from the catalog's own figures",
                scene.theme.style(Role::Title),
            ),
        );
    }
    lines
}

/// Pages that contain every word of the query (any case), in catalog order; all pages for an empty query. The list on the
/// screen shows these: a key that moves to the next page moves within them.
#[must_use]
pub fn pages(catalog: &Catalog, query: &str) -> Vec<usize> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let holds = |page: &GuidePage| {
        let code = page.samples.iter().map(|s| s.code.as_str());
        let all = [page.title.as_str(), &page.heading, &page.body].into_iter().chain(code);
        let all = all.collect::<Vec<_>>().join("\n").to_lowercase();
        words.iter().all(|word| all.contains(word.as_str()))
    };
    (0..catalog.pages.len())
        .filter(|index| words.is_empty() || holds(&catalog.pages[*index]))
        .collect()
}
