//! The colours of the themes that bring their own ground.
//!
//! Each colour is given once in 24 bits, from which the nearest of 256 follows, and once as one of the sixteen that the
//! terminal calls its own: what those look like is the user's choice, so that no distance can pick among them. Tests hold the
//! contrast of every role and the distance between series.

use ratatui::style::{Color, Modifier, Style};

use super::{
    ColourDepth, Role,
    nearest::{Rgb, blend, nearest},
};

/// One colour at every depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    full: Rgb,
    of_256: u8,
    of_16: Color,
}

impl Ink {
    const fn of(full: Rgb, of_16: Color) -> Self {
        Self {
            full,
            of_256: nearest(full),
            of_16,
        }
    }

    const fn at(self, depth: ColourDepth) -> Color {
        match depth {
            ColourDepth::True => Color::Rgb(self.full.0, self.full.1, self.full.2),
            ColourDepth::Ansi256 => Color::Indexed(self.of_256),
            ColourDepth::Ansi16 | ColourDepth::None => self.of_16,
        }
    }
}

/// `0xRRGGBB`, and the one of the sixteen that stands for it.
const fn ink(hex: u32, of_16: Color) -> Ink {
    let [_, r, g, b] = hex.to_be_bytes();
    Ink::of((r, g, b), of_16)
}

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Palette {
    ground: Ink,
    ink: Ink,
    strong: Ink,
    dim: Ink,
    accent: Ink,
    good: Ink,
    bad: Ink,
    warn: Ink,
    border: Ink,
    series: [Ink; 6],
    faded: [Ink; 6],
}

impl Palette {
    /// Series where they are only there to compare with: three quarters of their colour.
    const fn fade(mut self) -> Self {
        let mut at = 0;
        while at < self.series.len() {
            let series = self.series[at];
            self.faded[at] = Ink::of(blend(series.full, self.ground.full, 3), series.of_16);
            at += 1;
        }
        self
    }

    /// Ink and ground of all that has no colour of its own.
    pub(super) const fn base(&self, depth: ColourDepth) -> (Color, Color) {
        (self.ink.at(depth), self.ground.at(depth))
    }

    /// The style of a role. No role is dimmed by attribute: terminals halve the contrast, or take away a part that nobody knows.
    pub(super) fn style(&self, role: Role, depth: ColourDepth) -> Style {
        let of = |ink: Ink| Style::new().fg(ink.at(depth));
        let bold = |ink: Ink| of(ink).add_modifier(Modifier::BOLD);
        let series = |inks: &[Ink; 6], index: u8| of(inks[usize::from(index) % inks.len()]);
        match role {
            Role::Text => of(self.ink),
            Role::Dim | Role::Axis | Role::Ghost => of(self.dim),
            Role::Comment => of(self.dim).add_modifier(Modifier::ITALIC),
            Role::Strong | Role::Title | Role::Keyword => bold(self.strong),
            Role::Accent | Role::Target | Role::Literal => of(self.accent),
            Role::Focus | Role::Key => bold(self.accent),
            // Reversed, so that whatever colour stands in a selected row keeps its contrast.
            Role::Selection => bold(self.ink).add_modifier(Modifier::REVERSED),
            Role::Good => of(self.good),
            Role::Bad => of(self.bad),
            Role::Warn => of(self.warn),
            Role::Error => bold(self.bad),
            Role::Match => of(self.warn).add_modifier(Modifier::REVERSED),
            Role::Border => of(self.border),
            Role::Series(index) => series(&self.series, index),
            Role::Faded(index) => series(&self.faded, index),
        }
    }
}

const NO_INK: Ink = ink(0x00_00_00, Color::Black);

pub(super) const DARK: Palette = Palette {
    ground: ink(0x14_17_1c, Color::Black),
    ink: ink(0xd8_dc_e3, Color::Gray),
    strong: ink(0xff_ff_ff, Color::White),
    dim: ink(0x9a_a3_b0, Color::Gray),
    accent: ink(0x56_c7_d8, Color::LightCyan),
    good: ink(0x7f_c7_7c, Color::LightGreen),
    bad: ink(0xff_8a_80, Color::LightRed),
    warn: ink(0xe8_b8_4a, Color::LightYellow),
    border: ink(0x64_6d_7a, Color::DarkGray),
    series: [
        ink(0x6c_b0_f5, Color::LightBlue),
        ink(0xe8_b8_4a, Color::Yellow),
        ink(0xd4_90_e4, Color::LightMagenta),
        ink(0x7f_c7_7c, Color::Green),
        ink(0xff_8a_80, Color::LightRed),
        ink(0x56_c7_c7, Color::Cyan),
    ],
    faded: [NO_INK; 6],
}
.fade();

// Yellow, green and cyan of the sixteen are too pale on white in most terminals.
pub(super) const LIGHT: Palette = Palette {
    ground: ink(0xff_ff_ff, Color::White),
    ink: ink(0x1f_23_28, Color::Black),
    strong: ink(0x00_00_00, Color::Black),
    dim: ink(0x57_60_6a, Color::DarkGray),
    accent: ink(0x00_68_8b, Color::Blue),
    good: ink(0x1a_6b_2d, Color::Blue),
    bad: ink(0xb3_26_1e, Color::Red),
    warn: ink(0x7a_52_00, Color::Magenta),
    border: ink(0x85_8e_98, Color::DarkGray),
    series: [
        ink(0x0a_5f_c2, Color::Blue),
        ink(0x9a_5b_00, Color::Red),
        ink(0x8a_3f_a8, Color::Magenta),
        ink(0x1a_6b_2d, Color::Black),
        ink(0xc4_28_1f, Color::LightRed),
        ink(0x00_70_80, Color::DarkGray),
    ],
    faded: [NO_INK; 6],
}
.fade();

pub(super) const HIGH_CONTRAST: Palette = Palette {
    ground: ink(0x00_00_00, Color::Black),
    ink: ink(0xff_ff_ff, Color::White),
    strong: ink(0xff_ff_ff, Color::White),
    dim: ink(0xd7_d7_d7, Color::White),
    accent: ink(0x00_ff_ff, Color::LightCyan),
    good: ink(0x5f_ff_5f, Color::LightGreen),
    bad: ink(0xff_87_87, Color::LightRed),
    warn: ink(0xff_ff_00, Color::LightYellow),
    border: ink(0xff_ff_ff, Color::White),
    series: [
        ink(0x87_af_ff, Color::LightCyan),
        ink(0xff_d7_00, Color::LightYellow),
        ink(0xff_87_ff, Color::LightMagenta),
        ink(0x5f_ff_5f, Color::LightGreen),
        ink(0xff_87_87, Color::LightRed),
        ink(0xff_ff_ff, Color::White),
    ],
    faded: [NO_INK; 6],
}
.fade();

/// The colours that Okabe and Ito chose for people of any colour vision, on dark.
pub(super) const COLOUR_BLIND: Palette = Palette {
    ground: ink(0x14_17_1c, Color::Black),
    ink: ink(0xe8_e8_e8, Color::Gray),
    strong: ink(0xff_ff_ff, Color::White),
    dim: ink(0xa8_b0_ba, Color::Gray),
    accent: ink(0x56_b4_e9, Color::LightCyan),
    good: ink(0x00_b3_86, Color::LightBlue),
    bad: ink(0xff_8c_42, Color::LightRed),
    warn: ink(0xf0_e4_42, Color::LightYellow),
    border: ink(0x64_6d_7a, Color::DarkGray),
    series: [
        ink(0x56_b4_e9, Color::LightCyan),
        ink(0xe6_9f_00, Color::Yellow),
        ink(0x00_9e_73, Color::Green),
        ink(0xf0_e4_42, Color::LightYellow),
        ink(0xd5_5e_00, Color::LightRed),
        ink(0xcc_79_a7, Color::LightMagenta),
    ],
    faded: [NO_INK; 6],
}
.fade();

/// The same, darkened for a light ground as far as they stay apart.
pub(super) const COLOUR_BLIND_ON_LIGHT: Palette = Palette {
    ground: ink(0xff_ff_ff, Color::White),
    ink: ink(0x1f_23_28, Color::Black),
    strong: ink(0x00_00_00, Color::Black),
    dim: ink(0x57_60_6a, Color::DarkGray),
    accent: ink(0x00_5f_a8, Color::Blue),
    good: ink(0x07_73_cb, Color::Blue),
    bad: ink(0xa6_47_15, Color::Red),
    warn: ink(0x43_2a_0c, Color::Magenta),
    border: ink(0x85_8e_98, Color::DarkGray),
    series: [
        ink(0x07_73_cb, Color::Blue),
        ink(0xa6_47_15, Color::Red),
        ink(0x10_48_43, Color::Black),
        ink(0xd4_27_7d, Color::Magenta),
        ink(0x43_2a_0c, Color::LightRed),
        ink(0x00_00_00, Color::DarkGray),
    ],
    faded: [NO_INK; 6],
}
.fade();
