//! What is written: nothing asked, one write a frame, the right picture after any sizes.

use crate::session::{Seen, Session, contains, count};

#[test]
fn nothing_is_asked_of_the_terminal_and_a_frame_is_one_update() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\x03");
    session.ended();
    let bytes = session.bytes();
    for (query, name) in [
        (&b"\x1b[6n"[..], "the place of the cursor"),
        (b"\x1b[c", "its kind"),
        (b"\x1b[>c", "its version"),
        (b"\x1b[?u", "its keyboard"),
        (b"\x1b]10;?", "its foreground"),
        (b"\x1b]11;?", "its background"),
        (b"$p", "its modes"),
    ] {
        assert!(!contains(&bytes, query), "asked for {name}");
    }
    assert!(bytes.starts_with(b"\x1b[?1049h"), "modes come first, then the frame");
    assert!(contains(&bytes, b"\x1b[?2026h"));
}

#[test]
fn another_size_is_drawn_and_a_small_one_says_what_is_needed() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.resize(50, 10);
    session.says("60x18");
    session.resize(80, 24);
    session.says("A new profile");
    session.press("\x03");
    assert_eq!(session.ended(), 130);
}

#[test]
fn a_burst_of_sizes_ends_at_the_right_picture() {
    let mut session = Session::start(&[], &[]);
    session.says("A new profile");
    session.press("\x1b");
    session.until("the greeting goes", |s| !s.contents().contains("A new profile"));
    session.press("\t\t");
    let whole = |seen: &Seen| count(&seen.bytes, b"\x1b[?2026h") == count(&seen.bytes, b"\x1b[?2026l");
    session.until_seen("the whole screen", |seen| {
        // With the first draws the footer says what is worth asking: until then the picture is not the last one.
        let text = seen.parser.screen().contents();
        whole(seen) && text.contains("Of what") && text.contains("worth asking")
    });
    let picture = session.seen().parser.screen().contents();
    let frames = count(&session.bytes(), b"\x1b[?2026h");
    let mut sizes: Vec<(u16, u16)> = (0..49).map(|n| (120 - n * 2, 40 - n * 3 / 4)).collect();
    sizes.push((3, 1));
    sizes.extend((0..49).rev().map(|n| (120 - n * 2, 40 - n * 3 / 4)));
    for &(columns, rows) in &sizes {
        session.resize(columns, rows);
    }
    // Below the verdict: the worker may still be making draws.
    let body = |text: &str| -> Vec<String> { text.lines().skip(3).map(|line| line.trim_end().to_owned()).collect() };
    session.until("the picture is as it was", |s| body(&s.contents()) == body(&picture));
    let drawn = count(&session.bytes(), b"\x1b[?2026h") - frames;
    assert!(drawn <= sizes.len() + 1, "{drawn} frames for {} sizes", sizes.len());
    session.press("q");
    assert_eq!(session.ended(), 0);
}
