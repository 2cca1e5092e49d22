//! The colour of xterm's 256 that is nearest to one of 24 bits. Worked out when the program is compiled.

/// Red, green and blue, 0 to 255 each.
pub(super) type Rgb = (u8, u8, u8);

/// The colour with this number, 16 to 255: a cube of six steps, then greys. The first sixteen are the user's own.
pub(super) const fn of_256(index: u8) -> Rgb {
    const fn step(n: u8) -> u8 {
        if n == 0 { 0 } else { 55 + 40 * n }
    }
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return (grey, grey, grey);
    }
    let at = index.saturating_sub(16);
    (step(at / 36), step(at / 6 % 6), step(at % 6))
}

/// How far two colours are apart: squares of the differences, weighed by how much red there is, since the eye tells reds
/// from each other better the more of it there is (the "redmean" approximation).
const fn distance(a: Rgb, b: Rgb) -> i32 {
    let red = i32::midpoint(a.0 as i32, b.0 as i32);
    let (r, g, b) = (
        a.0 as i32 - b.0 as i32,
        a.1 as i32 - b.1 as i32,
        a.2 as i32 - b.2 as i32,
    );
    (512 + red) * r * r / 256 + 4 * g * g + (767 - red) * b * b / 256
}

/// The number of the nearest colour, 16 to 255.
pub(super) const fn nearest(colour: Rgb) -> u8 {
    let (mut best, mut least) = (16, distance(of_256(16), colour));
    let mut index = 16;
    while index < 255 {
        index += 1;
        let far = distance(of_256(index), colour);
        if far < least {
            (best, least) = (index, far);
        }
    }
    best
}

/// `parts` quarters of `colour`, the rest of `ground`.
pub(super) const fn blend(colour: Rgb, ground: Rgb, parts: u8) -> Rgb {
    // Each part is divided first, so that no step leaves eight bits.
    const fn mix(a: u8, b: u8, parts: u8) -> u8 {
        a / 4 * parts + b / 4 * (4 - parts)
    }
    (
        mix(colour.0, ground.0, parts),
        mix(colour.1, ground.1, parts),
        mix(colour.2, ground.2, parts),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_of_the_256_is_its_own_nearest() {
        for index in 16..=255 {
            assert_eq!(of_256(nearest(of_256(index))), of_256(index), "{index}");
        }
    }

    #[test]
    fn known_colours_have_their_known_numbers() {
        for (colour, index) in [
            ((0, 0, 0), 16),
            ((255, 255, 255), 231),
            ((255, 0, 0), 196),
            ((95, 135, 175), 67),
            ((20, 23, 28), 234),
            ((120, 121, 119), 243),
        ] {
            assert_eq!(nearest(colour), index, "{colour:?}");
        }
    }

    #[test]
    fn no_colour_moves_far() {
        for r in (0..=255).step_by(15) {
            for g in (0..=255).step_by(15) {
                for b in (0..=255).step_by(15) {
                    let found = of_256(nearest((r, g, b)));
                    let far = found.0.abs_diff(r).max(found.1.abs_diff(g)).max(found.2.abs_diff(b));
                    assert!(far <= 60, "({r}, {g}, {b}) becomes {found:?}");
                }
            }
        }
    }
}
