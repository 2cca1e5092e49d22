//! Charts, tables and text: they take plain numbers, labels and a theme, and know nothing of catalogs.
//!
//! Owns how a number becomes cells. Every widget draws at any size, nothing outside its area, and leaves out what has no
//! room rather than cutting it. None keeps state: a chart is a value that is drawn and dropped.

pub mod axis;
pub mod bars;
pub mod big;
pub mod code;
pub mod dots;
pub mod fit;
pub mod format;
pub mod interval;
mod legend;
pub mod line;
pub mod markdown;
mod num;
mod paint;
mod raster;
mod readout;
pub mod search;
pub mod shares;
pub mod table;
pub mod text;
pub mod timeline;
pub mod tornado;

pub use axis::{Axis, Scale};
pub use bars::{Bar, Part, StackedBars};
pub use big::{BigSize, big_size, big_text};
pub use code::Code;

pub use dots::{DotPlot, DotRow, Range};
pub use fit::{FitBar, FitBars, ProgressLine};
pub use interval::{IntervalBars, IntervalRow};
pub use line::{LineChart, LineStop, Mark, Marker, Series, Trace};
pub use num::{cells, short};
pub use paint::Painter;
pub use readout::{hairline, readout};
pub use shares::{ShareBar, ShareBars};
pub use table::{Align, Cell, Column, Row, Table};
pub use timeline::{Lane, Stretch, TimeLine};
pub use tornado::{Tornado, TornadoBar, TornadoEnd};
