//! A buffer as an SVG picture.
