//! Colours as light: luminance, contrast, distance, and how they look to those who see fewer.

use ratatui::style::{Color, Modifier, Style};
use weighbridge::tui::theme::Theme;

/// Red, green and blue as light, 0 to 1 each.
pub(super) type Light = [f64; 3];

/// A colour of 24 bits or of the upper 240 of xterm.
pub(super) fn light(colour: Color) -> Light {
    let (r, g, b) = match colour {
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(index @ 16..=231) => {
            let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            let at = index - 16;
            (step(at / 36), step(at / 6 % 6), step(at % 6))
        }
        Color::Indexed(index @ 232..) => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
        other => panic!("{other} is the user's own"),
    };
    [r, g, b].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// Contrast of two colours, 1 to 21, as the Web Content Accessibility Guidelines 2 have it.
pub(super) fn contrast(a: Color, b: Color) -> f64 {
    let luminance = |colour| {
        let [r, g, b] = light(colour);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Ink and ground of a style as they are seen: exchanged where it is reversed.
pub(super) fn seen(style: Style) -> (Color, Color) {
    let (ink, ground) = (style.fg.expect("an ink"), style.bg.expect("a ground"));
    if style.add_modifier.contains(Modifier::REVERSED) {
        (ground, ink)
    } else {
        (ink, ground)
    }
}

/// The theme's ground.
pub(super) fn ground(theme: &Theme) -> Color {
    theme.ground().expect("a theme that brings a ground")
}

/// Kinds of colour vision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Vision {
    Usual,
    NoRed,
    NoGreen,
    NoBlue,
}

pub(super) const VISIONS: [Vision; 4] = [Vision::Usual, Vision::NoRed, Vision::NoGreen, Vision::NoBlue];

impl Vision {
    /// What such an eye sees: the matrices of Machado, Oliveira and Fernandes (2009) for a missing cone.
    fn sees(self, [r, g, b]: Light) -> Light {
        let rows = match self {
            Self::Usual => return [r, g, b],
            Self::NoRed => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::NoGreen => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::NoBlue => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        };
        rows.map(|row: [f64; 3]| (row[0] * r + row[1] * g + row[2] * b).clamp(0.0, 1.0))
    }

    /// How different two colours look: their distance in Oklab (Ottosson 2020); black and white are 1 apart.
    pub(super) fn apart(self, a: Color, b: Color) -> f64 {
        let [a, b] = [a, b].map(|colour| oklab(self.sees(light(colour))));
        let squares = a.iter().zip(b).map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    }
}

fn oklab([r, g, b]: Light) -> [f64; 3] {
    let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
    let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
    let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

#[test]
fn contrast_and_distance_are_those_of_their_definitions() {
    let rgb = |hex: u32| Color::from_u32(hex);
    assert!((contrast(rgb(0x00_00_00), rgb(0xff_ff_ff)) - 21.0).abs() < 1e-9);
    // An example that the guidelines' own tools give.
    assert!((contrast(rgb(0x76_76_76), rgb(0xff_ff_ff)) - 4.54).abs() < 0.01);
    assert!((Vision::Usual.apart(rgb(0x00_00_00), rgb(0xff_ff_ff)) - 1.0).abs() < 1e-3);
    let (red, green) = (rgb(0xc0_50_30), rgb(0x80_78_20));
    assert!(Vision::NoGreen.apart(red, green) < Vision::Usual.apart(red, green) / 2.0);
}
