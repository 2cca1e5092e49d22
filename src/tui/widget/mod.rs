//! Charts, tables and text: they take plain numbers, labels and a theme, and know nothing of catalogs.
