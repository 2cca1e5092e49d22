//! Where every number comes from: [`explain`] for one, [`subjects`] for all that screens show.
//!
//! Owns formulas, arithmetic and sources of the numbers that [`super::weigh`] and [`super::robustness`] return. It computes nothing
//! about the decision that they do not: it takes their intermediate steps anew, with the engine's own functions, and writes them
//! down while it does. A number is explained by its inputs; one that is computed is a [`Subject`] itself, so that every explanation
//! leads down to answers, the profile's own numbers, the catalog's figures with their sources, and what catalog or profile declare
//! as rules. Written numbers are rounded by [`super::words`]; [`Explanation::result`] is not.
//!
//! `teller` names inputs, `term` does arithmetic and writes it, `work` has the steps between figures and results; then one module
//! a subject: `scoring` and `values`, `load` and `curves`, `money`, `advice`, `sure`. `numbers` says what each subject comes to.

mod advice;
mod choosing;
mod curves;
mod draws;
mod flips;
mod listing;
mod load;
mod money;
mod names;
mod numbers;
mod scoring;
mod sure;
mod teller;
mod term;
mod types;
mod unit;
mod values;
mod work;

pub use listing::subjects;
pub use types::{
    Case, CostPart, CurvePoint, Explanation, LaunchPart, Place, Running, Source, SourceKind, Start, Subject,
};

use super::{Assessment, Robustness, Weighing, inputs::Inputs, setting::Setting, weigh_inputs};
use crate::{catalog::Catalog, profile::Profile};
use teller::Teller;

/// Explains a number; `None` where there is no such number.
///
/// `assessment` must be that of this catalog and profile, and `robustness`, where there is one, that of the assessment.
#[must_use]
pub fn explain(
    catalog: &Catalog,
    profile: &Profile,
    assessment: &Assessment,
    robustness: Option<&Robustness>,
    subject: &Subject,
) -> Option<Explanation> {
    let inputs = Inputs::new(catalog, profile);
    let weighing = |assessment: &Assessment, evidence: usize| -> Option<usize> {
        assessment.weighings.iter().position(|w| w.evidence == evidence)
    };
    let (case, number) = match subject {
        Subject::In { case, number } => (Some(*case), &**number),
        own => (None, own),
    };
    let told = |inputs: &Inputs, assessment: &Assessment, weighing: &Weighing| {
        let setting = Setting::new(inputs, weighing.evidence);
        let teller = Teller {
            catalog,
            profile,
            assessment,
            weighing,
            robustness,
            setting: &setting,
            case,
        };
        teller.explained(number)
    };
    match case {
        None => told(&inputs, assessment, assessment.chosen()),
        Some(Case::Evidence(evidence)) => {
            let at = weighing(assessment, evidence)?;
            told(&inputs, assessment, &assessment.weighings[at])
        }
        Some(case) => {
            let varied = sure::varied(&inputs, robustness?, case)?;
            let assessment = weigh_inputs(&varied);
            told(&varied, &assessment, assessment.chosen())
        }
    }
}

impl Teller<'_> {
    /// The explanation of a number in this case.
    fn explained(&self, subject: &Subject) -> Option<Explanation> {
        let shown = self.shown(subject)?;
        let draft = self
            .tell_scores(subject)
            .or_else(|| self.tell_load(subject))
            .or_else(|| self.tell_money(subject))
            .or_else(|| self.tell_advice(subject))
            .or_else(|| self.tell_sure(subject))?;
        let title = self.in_case(self.name(subject), self.case);
        let mut explanation = draft.finish(title, &shown, self.currency());
        if let Some(case) = self.case {
            for source in &mut explanation.inputs {
                source.subject = source.subject.take().map(|subject| match subject {
                    Subject::In { .. } => subject,
                    own => own.within(case),
                });
            }
        }
        Some(explanation)
    }
}
