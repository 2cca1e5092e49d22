//! How sure the verdicts are: the robustness of the shipped catalog and of plain ones.

mod support;

use support::{scenario, shipped};
use weighbridge::{
    profile::Profile,
    weigh::{robustness, weigh},
};

/// Everything that a verdict says, as a reader meets it.
fn said(profile: &Profile, draws: u32) -> String {
    let catalog = shipped();
    let assessment = weigh(catalog, profile);
    let found = robustness(catalog, profile, &assessment, draws);
    let verdict = &found.verdict;
    let mut lines = vec![format!("[{}] {}", verdict.kind.words(), verdict.sentence)];
    lines.extend(verdict.reasons_for.iter().map(|reason| format!("for: {reason}")));
    lines.extend(
        verdict
            .reasons_against
            .iter()
            .map(|reason| format!("against: {reason}")),
    );
    lines.extend(verdict.for_the_rival.iter().map(|text| format!("rival: {text}")));
    lines.extend(verdict.sureness.iter().map(|text| format!("sure: {text}")));
    lines.extend(verdict.next.iter().map(|text| format!("next: {text}")));
    lines.extend(verdict.remarks.iter().map(|text| format!("remark: {text}")));
    lines.join("\n")
}

#[test]
fn verdicts_read_as_a_careful_consultant_would_write_them() {
    let catalog = shipped();
    let mut text = format!("# empty\n{}\n", said(&Profile::default(), 100_000));
    for at in &catalog.scenarios {
        text += &format!("\n# {}\n{}\n", at.id, said(&scenario(catalog, &at.id), 100_000));
    }
    text += &format!("\n# empty, without draws\n{}\n", said(&Profile::default(), 0));
    insta::assert_snapshot!(text);
}
#[test]
fn dump() {
    let catalog = shipped();
    for id in ["", "startup", "ecommerce", "gaming", "trading", "learning"] {
        let profile = if id.is_empty() {
            Profile::default()
        } else {
            scenario(catalog, id)
        };
        let assessment = weigh(catalog, &profile);
        let t = std::time::Instant::now();
        let f = robustness(catalog, &profile, &assessment, 0);
        let exact = t.elapsed();
        let t = std::time::Instant::now();
        let f = robustness(catalog, &profile, &assessment, 100_000);
        println!("## {id} exact {exact:?} all {:?}", t.elapsed());
        println!(
            "stab {:?}",
            f.stability
                .iter()
                .map(|s| (s.criterion, s.share, s.low, s.low_winner, s.high, s.high_winner))
                .collect::<Vec<_>>()
        );
        println!("move {:?}", f.joint_move);
        for s in &f.tornado {
            println!(
                "  {} [{} .. {}] {:.3} {:.3} {}",
                s.title, s.low.label, s.high.label, s.low.margin, s.high.margin, s.flips
            );
        }
        println!("sampled {:?}", f.sampled);
        println!("sets {:?}", f.sets);
        println!("closed {:?} could {}", f.closed_form, f.could_change);
        for q in &f.questions {
            println!(
                "  {} {:.4} {} {:?}",
                catalog.questions[q.question].id,
                q.value,
                q.can_change,
                q.answers
                    .iter()
                    .map(|a| (a.label.clone(), a.winner, a.likely))
                    .collect::<Vec<_>>()
            );
        }
        println!("regret {:?}", f.regret);
        println!("overlaps {:?}", f.overlaps);
    }
}
