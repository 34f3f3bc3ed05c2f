//! Writes valid HTML whatever order of tags it is told of: the only place that writes a description's markup.
//!
//! The writer is told of start tags, end tags and text. It keeps what is open in the source (blocks, and the
//! formatting of the line) apart from what is open in its output. Nothing is written until there is content for it;
//! then the elements that the content should stand in are compared with those that are open, and the difference is
//! closed and opened. So no element is empty, formatting around a block is moved inside it, and a rule of HTML's content
//! model is a decision on where a block may stand, taken once, in [`Writer::enter`].

use super::super::{entity, source};
use super::Options;
use super::autolink::{self, Part};
use super::element::Element;
use super::headings::HeadingLevels;

/// How deep blocks may be nested; deeper ones leave their content where they stand.
const DEEPEST_BLOCK: usize = 40;
/// How deep formatting may be nested.
const DEEPEST_INLINE: usize = 16;
/// The longest `title` of a link or abbreviation, in characters.
const LONGEST_TITLE: usize = 300;
/// How many cells a short row of a table is filled up with at most.
const MOST_PADDING: u32 = 50;

/// An open block of the source.
#[derive(Debug)]
struct Block {
    id: u32,
    /// What end tag it waits for; `None` for one that the writer added.
    source: Option<Element>,
    /// What it is written as.
    element: Element,
    /// Not written: its content stands in what it stands in.
    ghost: bool,
    /// In a row: cells without content since the last one written. In a table: 1 once its body has begun.
    note: u32,
}

/// Open formatting of the source.
#[derive(Debug)]
struct Inline {
    id: u32,
    element: Element,
    ghost: bool,
    /// How many blocks were open when it was.
    depth: usize,
    /// Attributes, ready to be written.
    attributes: String,
    /// What is shown when it has no content.
    fallback: String,
    written: bool,
}

/// An open element of the output.
#[derive(Debug, Clone, Copy)]
struct Open {
    id: u32,
    element: Element,
    /// Where its start tag begins.
    start: usize,
    /// In a row: its cells. In a table: the columns of its first row.
    cells: u32,
    /// In a table: whether it has data cells.
    data_cells: bool,
    /// In a table: whether it has rows in its body.
    body_rows: bool,
    /// In a definition list: its first and last item.
    first: Option<Element>,
    last: Option<Element>,
}

impl Open {
    const NEW: Self = Self {
        id: 0,
        element: Element::P,
        start: 0,
        cells: 0,
        data_cells: false,
        body_rows: false,
        first: None,
        last: None,
    };
}

/// An element that content should stand in.
#[derive(Debug, Clone, Copy)]
struct Step {
    id: u32,
    element: Element,
    /// The place in `inlines`, for formatting.
    inline: Option<usize>,
}

/// What is about to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Part of a line.
    Line,
    /// A block without content.
    Rule,
}

/// See the module.
pub(super) struct Writer<'a> {
    options: &'a Options,
    out: String,
    open: Vec<Open>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    /// The paragraph that text outside of any stands in.
    paragraph: Option<u32>,
    last_id: u32,
    /// Text not yet written: the parsers give it in pieces.
    text: String,
    steps: Vec<Step>,
    /// White space of preformatted text, written if more follows.
    held: String,
    /// White space and line breaks that are written if more of the line follows.
    space: bool,
    breaks: u8,
    /// Nothing stands yet on the current line.
    line_start: bool,
    headings: HeadingLevels,
    /// The end of the last block in the second half of the output, and what was open there.
    checkpoint: Option<(usize, Vec<Open>)>,
    full: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(options: &'a Options, capacity: usize) -> Self {
        Self {
            options,
            out: String::with_capacity(capacity.min(options.limit)),
            open: Vec::new(),
            blocks: Vec::new(),
            inlines: Vec::new(),
            paragraph: None,
            last_id: 0,
            text: String::new(),
            held: String::new(),
            steps: Vec::new(),
            space: false,
            breaks: 0,
            line_start: true,
            headings: HeadingLevels::new(options.heading_base),
            checkpoint: None,
            full: false,
        }
    }

    /// Whether the limit was reached: what follows is not written.
    pub(super) const fn is_full(&self) -> bool {
        self.full
    }

    /// Closes everything.
    pub(super) fn finish(mut self) -> String {
        self.flush();
        self.close_to(0);
        self.out
    }

    /// Starts an element without attributes.
    pub(super) fn start(&mut self, element: Element) {
        self.flush();
        if element.is_inline() {
            self.start_inline(element, false, String::new());
        } else {
            self.end_line();
            self.enter(element);
        }
    }

    /// Starts a link. Without an address that may be linked, its content stays as text.
    pub(super) fn start_link(&mut self, href: Option<&str>, title: &str) {
        self.flush();
        let inside = self.in_link();
        let attributes = match href {
            Some(href) if !inside => {
                let mut attributes = String::with_capacity(href.len() + 48);
                attributes.push_str(" href=\"");
                escape(&mut attributes, href);
                attributes.push('"');
                if !href.starts_with("mailto:") {
                    attributes.push_str(" rel=\"nofollow ugc noopener\"");
                }
                push_title(&mut attributes, title);
                attributes
            }
            _ => String::new(),
        };
        self.start_inline(Element::A, href.is_none() || inside, attributes);
    }

    /// Starts an abbreviation.
    pub(super) fn start_abbreviation(&mut self, title: &str) {
        self.flush();
        let mut attributes = String::new();
        push_title(&mut attributes, title);
        self.start_inline(Element::Abbr, false, attributes);
    }

    fn start_inline(&mut self, element: Element, ghost: bool, attributes: String) {
        let ghost = ghost || self.inlines.len() >= DEEPEST_INLINE;
        let id = self.id();
        self.inlines.push(Inline {
            id,
            element,
            ghost,
            depth: self.blocks.len(),
            attributes,
            fallback: String::new(),
            written: false,
        });
    }

    /// Ends the innermost element of that kind.
    pub(super) fn end(&mut self, element: Element) {
        self.flush();
        if element.is_inline() {
            let Some(index) = self.inlines.iter().rposition(|inline| inline.element == element) else {
                return;
            };
            let inline = &mut self.inlines[index];
            if !inline.written && !inline.ghost && !inline.fallback.is_empty() {
                let fallback = std::mem::take(&mut inline.fallback);
                self.write_text(&fallback);
            }
            self.inlines.remove(index);
            return;
        }
        self.end_line();
        if let Some(index) = self.blocks.iter().rposition(|block| block.source == Some(element)) {
            self.leave(index);
        }
    }

    /// Adds text, as a reader should see it.
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a line break.
    pub(super) fn line_break(&mut self) {
        if self.innermost() == Some(Element::Pre) {
            self.text.push('\n');
        } else {
            self.flush();
            self.breaks = (self.breaks + 1).min(2);
        }
    }

    /// Adds a rule between blocks.
    pub(super) fn rule(&mut self) {
        self.flush();
        self.end_line();
        self.break_out();
        let holds_blocks = match self.innermost() {
            None => true,
            Some(element) => {
                matches!(
                    element,
                    Element::Li
                        | Element::Td
                        | Element::Th
                        | Element::Dd
                        | Element::Blockquote
                        | Element::Details
                )
            }
        };
        if holds_blocks && self.fits(4) {
            self.open_for(Content::Rule);
            self.out.push_str("<hr>");
            self.line_start = true;
        }
    }

    /// Adds an image: as such where the options say so, else as a link to it.
    pub(super) fn image(&mut self, href: Option<&str>, alt: &str, title: &str) {
        self.flush();
        let alt = source::clean_fragment(alt);
        let alt = alt.trim();
        let Some(href) = href.filter(|href| !href.starts_with("mailto:")) else {
            self.text(alt);
            self.flush();
            return;
        };
        let name = if alt.is_empty() { file_name(href) } else { alt };
        let link = self.inlines.iter_mut().rfind(|inline| inline.element == Element::A && !inline.ghost);
        if !self.options.images {
            match link {
                Some(link) if alt.is_empty() => name.clone_into(&mut link.fallback),
                Some(_) => self.text(alt),
                None => {
                    self.start_link(Some(href), title);
                    self.write_text(name);
                    self.end(Element::A);
                }
            }
            return;
        }
        let alt = if link.is_some() { name } else { alt };
        let mut tag = String::from("<img alt=\"");
        escape(&mut tag, alt);
        tag.push_str("\" src=\"");
        escape(&mut tag, href);
        tag.push('"');
        push_title(&mut tag, title);
        tag.push('>');
        self.stand_in_flow();
        if self.fits(tag.len()) {
            self.open_for(Content::Line);
            self.out.push_str(&tag);
        }
    }

    fn id(&mut self) -> u32 {
        // A table takes two more for its head and body.
        self.last_id = self.last_id.wrapping_add(3);
        self.last_id
    }

    /// A block begins or ends: the line is over.
    fn end_line(&mut self) {
        self.paragraph = None;
        self.held.clear();
        self.space = true;
        self.breaks = 0;
    }

    /// The innermost block that is written.
    fn innermost(&self) -> Option<Element> {
        self.blocks.iter().rfind(|block| !block.ghost).map(|block| block.element)
    }

    fn in_link(&self) -> bool {
        self.inlines.iter().any(|inline| inline.element == Element::A && !inline.ghost)
    }

    fn is_open(&self, id: u32) -> bool {
        self.open.iter().any(|open| open.id == id)
    }

    fn push_block(&mut self, source: Option<Element>, element: Element, ghost: bool) {
        let id = self.id();
        self.blocks.push(Block { id, source, element, ghost, note: 0 });
    }

    /// Ends a paragraph or heading that a block is about to begin in. Says whether a block may begin at all.
    fn break_out(&mut self) -> bool {
        while let Some(index) = self.blocks.iter().rposition(|block| !block.ghost) {
            let block = &self.blocks[index];
            let broken = match block.element {
                Element::P | Element::Caption => true,
                Element::Heading(_) => self.is_open(block.id),
                held if held.holds_text_only() => false,
                _ => return true,
            };
            if !broken {
                return false;
            }
            self.blocks[index].ghost = true;
        }
        true
    }

    /// Opens a block of the source, where HTML lets it stand.
    fn enter(&mut self, element: Element) {
        let ghost = |writer: &mut Self| writer.push_block(Some(element), Element::Div, true);
        if self.blocks.len() >= DEEPEST_BLOCK || !self.break_out() {
            return ghost(self);
        }
        self.leave_added(element);
        let parent = self.innermost();
        match element {
            Element::Div => return ghost(self),
            Element::Li if !matches!(parent, Some(Element::Ul | Element::Ol)) => return ghost(self),
            Element::Dt | Element::Dd if parent != Some(Element::Dl) => return ghost(self),
            Element::Heading(_)
                if self.blocks.iter().any(|block| !block.ghost && block.element == Element::Th) =>
            {
                return ghost(self);
            }
            Element::Head | Element::Body => {
                // Known to the rows in it, and not written by itself.
                let held = if parent == Some(Element::Table) { element } else { Element::Div };
                return self.push_block(Some(element), held, true);
            }
            Element::Tr => {
                if parent != Some(Element::Table) {
                    return ghost(self);
                }
                self.enter_section();
            }
            Element::Td | Element::Th => match parent {
                Some(Element::Tr) => {}
                Some(Element::Table) => {
                    self.enter_section();
                    self.push_block(None, Element::Tr, false);
                }
                _ => return ghost(self),
            },
            Element::Summary => {
                let first = self.blocks.last().is_some_and(|block| {
                    !block.ghost && block.element == Element::Details && !self.is_open(block.id)
                });
                if !first {
                    self.stand_in_flow();
                    return self.push_block(Some(element), Element::P, false);
                }
            }
            Element::Li | Element::Dt | Element::Dd => {}
            _ => self.stand_in_flow(),
        }
        self.push_block(Some(element), element, false);
    }

    /// Leaves blocks that the writer added for content without one, where `element` makes them needless.
    fn leave_added(&mut self, element: Element) {
        while let Some(last) = self.blocks.last() {
            let over = last.source.is_none()
                && match last.element {
                    Element::Li => element == Element::Li,
                    Element::Dd => matches!(element, Element::Dt | Element::Dd),
                    Element::Td => matches!(
                        element,
                        Element::Td | Element::Th | Element::Tr | Element::Head | Element::Body
                    ),
                    Element::Tr => matches!(element, Element::Tr | Element::Head | Element::Body),
                    _ => false,
                };
            if !over {
                return;
            }
            self.leave(self.blocks.len() - 1);
        }
    }

    /// Adds the blocks that content needs inside of lists and tables.
    fn stand_in_flow(&mut self) {
        match self.blocks.iter().rfind(|block| !block.ghost).map(|block| (block.element, block.id)) {
            Some((Element::Ul | Element::Ol, _)) => self.push_block(None, Element::Li, false),
            Some((Element::Dl, _)) => self.push_block(None, Element::Dd, false),
            Some((Element::Tr, _)) => self.push_block(None, Element::Td, false),
            // Content before the first row goes before the table.
            Some((Element::Table, id)) if self.is_open(id) => {
                self.enter_section();
                self.push_block(None, Element::Tr, false);
                self.push_block(None, Element::Td, false);
            }
            _ => {}
        }
    }

    /// Enters the head or body of the innermost table.
    fn enter_section(&mut self) {
        let Some(table) =
            self.blocks.iter().rposition(|block| !block.ghost && block.element == Element::Table)
        else {
            return;
        };
        let id = self.blocks[table].id;
        let in_head = self.blocks[table..].iter().any(|block| block.ghost && block.element == Element::Head);
        let (element, id) = if in_head && self.blocks[table].note == 0 {
            (Element::Head, id + 1)
        } else {
            (Element::Body, id + 2)
        };
        self.blocks.push(Block { id, source: None, element, ghost: false, note: 0 });
    }

    /// Leaves the block at `index` and those in it.
    fn leave(&mut self, index: usize) {
        while self.blocks.len() > index {
            let Some(block) = self.blocks.pop() else { break };
            if block.ghost {
                continue;
            }
            match block.element {
                Element::Td | Element::Th if !self.is_open(block.id) => {
                    if let Some(row) =
                        self.blocks.iter_mut().rfind(|row| !row.ghost && row.element == Element::Tr)
                    {
                        row.note += 1;
                    }
                }
                Element::Tr => {
                    if let Some(row) = self.open.iter().position(|open| open.id == block.id) {
                        self.close_to(row + 1);
                        self.empty_cells(row, block.note);
                    }
                }
                _ => {}
            }
        }
        // The section of a row goes with it.
        if self
            .blocks
            .last()
            .is_some_and(|last| !last.ghost && matches!(last.element, Element::Head | Element::Body))
        {
            self.blocks.pop();
        }
        self.inlines.retain(|inline| inline.depth <= index);
    }

    /// Writes cells without content into the open row at `row`.
    fn empty_cells(&mut self, row: usize, count: u32) {
        let count = count.min(MOST_PADDING);
        for _ in 0..count {
            self.out.push_str("<td></td>");
        }
        self.open[row].cells += count;
        if count > 0
            && let Some(table) = self.open[..row].iter_mut().rfind(|open| open.element == Element::Table)
        {
            table.data_cells = true;
        }
    }

    /// Writes the text that was collected.
    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.text);
        if !self.full {
            self.write_run(&text);
        }
        text.clear();
        self.text = text;
    }

    /// Writes a run of text: character references that were escaped once too often decoded, addresses linked.
    fn write_run(&mut self, text: &str) {
        if self.innermost() == Some(Element::Pre) {
            let text = source::clean_fragment(text);
            // White space waits for what it stands before.
            self.held.push_str(&text);
            if text.trim().is_empty() {
                return;
            }
            let begun =
                self.blocks.iter().rfind(|block| !block.ghost).is_some_and(|block| self.is_open(block.id));
            let text = std::mem::take(&mut self.held);
            if self.space && begun {
                self.out.push('\n');
            }
            // A line break after the start tag would not count.
            self.write_text(if begun { &text } else { text.trim_start_matches('\n') });
            return;
        }
        let literal = self.inlines.iter().any(|inline| inline.element == Element::Code);
        let decoded = if literal { text.into() } else { entity::decode(text) };
        let clean = source::clean_fragment(&decoded);
        let core = clean.trim();
        if core.is_empty() {
            self.space = true;
            return;
        }
        self.space |= clean.starts_with(char::is_whitespace);
        if literal || self.in_link() {
            self.write_text(core);
        } else {
            for part in autolink::parts(core) {
                match part {
                    Part::Text(text) => self.write_text(text),
                    Part::Link { shown, href } => {
                        self.start_link(Some(&href), "");
                        self.write_text(&shown);
                        self.end(Element::A);
                    }
                }
            }
        }
        self.space |= clean.ends_with(char::is_whitespace);
    }

    /// Writes text as it is, escaped.
    fn write_text(&mut self, text: &str) {
        if self.full || text.is_empty() {
            return;
        }
        self.stand_in_flow();
        if self.fits(escaped_length(text)) {
            self.open_for(Content::Line);
            escape(&mut self.out, text);
        } else if let Some((length, open)) = self.checkpoint.take() {
            self.out.truncate(length);
            self.open = open;
        } else {
            self.write_start_of(text);
        }
    }

    /// Writes as many words of `text` as there is room for: it belongs to a block that alone fills the output.
    fn write_start_of(&mut self, text: &str) {
        let mark = '…'.len_utf8();
        let room = self.options.limit.saturating_sub(self.out.len() + self.opening() + self.closing() + mark);
        let mut length = 0;
        let mut word = 0;
        for (at, character) in text.char_indices() {
            length += escaped_length(character.encode_utf8(&mut [0; 4]));
            if length > room {
                break;
            }
            if character == ' ' {
                word = at;
            }
        }
        if word > 0 {
            self.open_for(Content::Line);
            escape(&mut self.out, &text[..word]);
            self.out.push('…');
        }
    }

    /// Whether `length` more bytes fit, with all tags before and after them. If not, the output is full.
    fn fits(&mut self, length: usize) -> bool {
        if self.full {
            return false;
        }
        let used = self.out.len() + length;
        // Far from the limit, no need to count exactly: tags are bounded by the depth of nesting, but for addresses.
        if used < self.options.limit / 2 && used + 20_000 < self.options.limit {
            return true;
        }
        self.full = used + self.opening() + self.closing() > self.options.limit;
        !self.full
    }

    /// At most how many bytes the tags before the next content take, with their end tags.
    fn opening(&self) -> usize {
        let blocks: usize = self.blocks.iter().map(|block| 2 * block.element.name().len() + 5).sum();
        let tables = self.blocks.iter().filter(|block| block.element == Element::Table).count();
        let inlines: usize = self
            .inlines
            .iter()
            .map(|inline| inline.attributes.len() + 2 * inline.element.name().len() + 5)
            .sum();
        let cells: usize = self
            .blocks
            .iter()
            .map(|block| if block.element == Element::Tr { block.note as usize } else { 0 })
            .sum();
        let label = self.options.table_label.as_ref().map_or(0, |label| 6 * label.len() + 60);
        blocks + inlines + tables * (label + 30) + cells.min(MOST_PADDING as usize) * 9 + 20
    }

    /// At most how many bytes the end tags of what is open take.
    fn closing(&self) -> usize {
        let cells = |open: &Open| if open.element == Element::Tr { 2 * MOST_PADDING as usize * 9 } else { 0 };
        self.open.iter().map(|open| open.element.name().len() + 9 + cells(open)).sum()
    }

    /// Closes and opens what stands between what is open and where the content should stand.
    fn open_for(&mut self, content: Content) {
        self.plan(content);
        let steps = std::mem::take(&mut self.steps);
        let common = steps.iter().zip(&self.open).take_while(|(step, open)| step.id == open.id).count();
        let new_block = content == Content::Rule
            || self.open[common..].iter().any(|open| !open.element.is_inline())
            || steps[common..].iter().any(|step| !step.element.is_inline());
        self.close_to(common);
        if new_block {
            self.line_start = true;
        }
        if !self.line_start {
            if self.breaks > 0 {
                for _ in 0..self.breaks {
                    self.out.push_str("<br>");
                }
            } else if self.space {
                self.out.push(' ');
            }
        }
        for step in &steps[common..] {
            self.open_step(*step);
        }
        self.space = false;
        self.breaks = 0;
        self.line_start = false;
        self.steps = steps;
    }

    /// Finds the elements that content should stand in.
    fn plan(&mut self, content: Content) {
        self.steps.clear();
        let mut loose = false;
        for index in 0..self.blocks.len() {
            let block = &self.blocks[index];
            if block.ghost {
                loose = true;
                continue;
            }
            let next = self.blocks[index + 1..].iter().find(|next| !next.ghost).map(|next| next.element);
            if block.element == Element::Table && !matches!(next, Some(Element::Head | Element::Body)) {
                loose = true;
                continue;
            }
            if block.element == Element::Details && next != Some(Element::Summary) && !self.is_open(block.id)
            {
                self.blocks[index].ghost = true;
                loose = true;
                continue;
            }
            loose = false;
            self.steps.push(Step { id: block.id, element: block.element, inline: None });
        }
        if content == Content::Rule {
            return;
        }
        let in_paragraph = match self.steps.last().map(|step| step.element) {
            None | Some(Element::Blockquote | Element::Details) => true,
            Some(Element::Li | Element::Td | Element::Th | Element::Dd) => loose,
            _ => false,
        };
        if in_paragraph {
            let id = match self.paragraph {
                Some(id) => id,
                None => self.id(),
            };
            self.paragraph = Some(id);
            self.steps.push(Step { id, element: Element::P, inline: None });
        }
        for (index, inline) in self.inlines.iter().enumerate() {
            let repeated =
                || self.inlines[..index].iter().any(|outer| outer.element == inline.element && !outer.ghost);
            if !inline.ghost && !repeated() {
                self.steps.push(Step { id: inline.id, element: inline.element, inline: Some(index) });
            }
        }
    }

    /// Writes the start tag of a step.
    fn open_step(&mut self, step: Step) {
        let mut element = step.element;
        match element {
            Element::Heading(level) => element = Element::Heading(self.headings.next(level)),
            Element::Td | Element::Th => {
                let row = self.open.len() - 1;
                let row_id = self.open[row].id;
                let empty = self
                    .blocks
                    .iter_mut()
                    .find(|block| block.id == row_id)
                    .map_or(0, |row| std::mem::take(&mut row.note));
                self.empty_cells(row, empty);
                self.open[row].cells += 1;
                if element == Element::Td
                    && let Some(table) = self.open.iter_mut().rfind(|open| open.element == Element::Table)
                {
                    table.data_cells = true;
                }
            }
            Element::Body => {
                if let Some(table) = self.open.last_mut() {
                    table.body_rows = true;
                }
                if let Some(table) = self.blocks.iter_mut().find(|block| block.id + 2 == step.id) {
                    table.note = 1;
                }
            }
            Element::Dt | Element::Dd => {
                if let Some(list) = self.open.last_mut() {
                    list.first.get_or_insert(element);
                    list.last = Some(element);
                }
            }
            _ => {}
        }
        let start = self.out.len();
        if element == Element::Table {
            self.out.push_str("<div class=\"table\"");
            if let Some(label) = &self.options.table_label {
                self.out.push_str(" role=\"group\" tabindex=\"0\" aria-label=\"");
                escape(&mut self.out, label);
                self.out.push('"');
            }
            self.out.push('>');
        }
        self.out.push('<');
        self.out.push_str(element.name());
        if let Some(index) = step.inline {
            let inline = &mut self.inlines[index];
            inline.written = true;
            self.out.push_str(&inline.attributes);
        }
        self.out.push('>');
        self.open.push(Open { id: step.id, element, start, ..Open::NEW });
    }

    /// Closes all but the first `count` open elements.
    fn close_to(&mut self, count: usize) {
        while self.open.len() > count {
            let Some(closed) = self.open.pop() else { return };
            if closed.element == Element::Tr {
                self.fill_row(closed.cells);
            }
            self.out.push_str("</");
            self.out.push_str(closed.element.name());
            self.out.push('>');
            match closed.element {
                Element::Table => {
                    // A heading cell without data cells tells nothing.
                    if !closed.data_cells || !closed.body_rows {
                        self.rename(closed.start, &[("th", "td"), ("thead", "tbody")]);
                    }
                    self.out.push_str("</div>");
                }
                // A term without definition, or the reverse, makes it a plain list.
                Element::Dl if (closed.first, closed.last) != (Some(Element::Dt), Some(Element::Dd)) => {
                    self.rename(closed.start, &[("dl", "ul"), ("dt", "li"), ("dd", "li")]);
                }
                _ => {}
            }
            let block = !closed.element.is_inline()
                && !matches!(closed.element, Element::Heading(_) | Element::Summary);
            if block && !self.full && self.out.len() > self.options.limit / 2 {
                let (length, open) = self.checkpoint.get_or_insert_default();
                *length = self.out.len();
                open.clone_from(&self.open);
            }
        }
    }

    /// Fills a row of `cells` cells up to the columns of its table.
    fn fill_row(&mut self, cells: u32) {
        let Some(table) = self.open.iter().rposition(|open| open.element == Element::Table) else { return };
        if self.open[table].cells == 0 {
            self.open[table].cells = cells;
        }
        let missing = self.open[table].cells.saturating_sub(cells).min(MOST_PADDING);
        for _ in 0..missing {
            self.out.push_str("<td></td>");
        }
        self.open[table].data_cells |= missing > 0;
    }

    /// Renames elements in the output from `start` on. In text `<` is escaped, so that only tags are found.
    fn rename(&mut self, start: usize, names: &[(&str, &str)]) {
        let mut tail = self.out.split_off(start);
        for (old, new) in names {
            tail = tail
                .replace(&format!("<{old}>"), &format!("<{new}>"))
                .replace(&format!("</{old}>"), &format!("</{new}>"));
        }
        self.out.push_str(&tail);
    }
}

/// Appends a `title` attribute, if there is one.
fn push_title(attributes: &mut String, title: &str) {
    let decoded = entity::decode(title);
    let clean = super::super::plain::clean_line(&decoded);
    if clean.is_empty() {
        return;
    }
    let end = clean.char_indices().nth(LONGEST_TITLE).map_or(clean.len(), |(at, _)| at);
    attributes.push_str(" title=\"");
    escape(attributes, &clean[..end]);
    attributes.push('"');
}

/// The last part of an address' path, or its host.
fn file_name(href: &str) -> &str {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest).trim_end_matches('/');
    path.rsplit('/').next().unwrap_or_default()
}

/// Appends text with the characters escaped that HTML gives a meaning, in text and in quoted attributes.
fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

fn escaped_length(text: &str) -> usize {
    text.len()
        + text
            .bytes()
            .map(|byte| match byte {
                b'&' => 4,
                b'<' | b'>' => 3,
                b'"' => 5,
                _ => 0,
            })
            .sum::<usize>()
}
