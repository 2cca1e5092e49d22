//! A document before its format: headings, paragraphs, lists and tables.
//!
//! Says what is shown and in which order; [`super::text`] and [`super::markdown`] say how.

/// Blocks in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// One block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of a whole document.
    Title(String),
    /// The heading of a section.
    Heading(String),
    /// Running text.
    Paragraph(String),
    /// Sentences of someone else, with where they stand.
    Quote {
        /// The words.
        text: String,
        /// Where they stand.
        place: String,
    },
    /// Items.
    List(Vec<String>),
    /// A table.
    Table(Table),
}

/// A table: every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
    /// Whether the last row sums up the others.
    pub totalled: bool,
}

/// A column's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Title, with the unit of the column's numbers.
    pub title: String,
    /// Where its cells stand.
    pub align: Align,
}

/// Where cells stand in their column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

impl Table {
    /// A table with a first column of words.
    #[must_use]
    pub fn new(first: impl Into<String>) -> Self {
        Self::default().words(first)
    }

    /// Adds a column of words.
    #[must_use]
    pub fn words(mut self, title: impl Into<String>) -> Self {
        self.columns.push(Column {
            title: title.into(),
            align: Align::Left,
        });
        self
    }

    /// Adds a column of numbers.
    #[must_use]
    pub fn numbers(mut self, title: impl Into<String>) -> Self {
        self.columns.push(Column {
            title: title.into(),
            align: Align::Right,
        });
        self
    }

    /// Adds a column of numbers for each title.
    #[must_use]
    pub fn numbers_for<'t>(self, titles: impl IntoIterator<Item = &'t str>) -> Self {
        titles.into_iter().fold(self, Self::numbers)
    }

    /// Adds a row; cells that are missing are empty, surplus ones are dropped.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut row: Vec<String> = cells.into_iter().take(self.columns.len()).collect();
        row.resize(self.columns.len(), String::new());
        self.rows.push(row);
    }
}

impl Document {
    /// Adds the title.
    pub fn title(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Title(text.into()));
    }

    /// Starts a section.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    /// Adds running text; nothing where there is none.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    /// Adds items; nothing where there are none.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().collect();
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds a table; nothing where it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }
}

/// A character as it may reach a terminal: control characters of a file (which could move the cursor or set colours) become
/// the replacement character.
#[must_use]
pub(super) const fn harmless(c: char) -> char {
    match c {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    }
}
