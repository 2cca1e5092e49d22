//! Where every number comes from: [`explain`] for one, [`subjects`] for all that screens show.
//!
//! Owns formulas, arithmetic and sources of the numbers that [`super::weigh`] and [`super::robustness`](fn@super::robustness) return. It computes nothing
//! about the decision that they do not: it takes their intermediate steps anew, with the engine's own functions, and writes them
//! down while it does. A number is explained by its inputs; one that is computed is a [`Subject`] itself, so that every explanation
//! leads down to answers, the profile's own numbers, the catalog's figures with their sources, and what catalog or profile declare
//! as rules. Written numbers are rounded by [`super::words`]; [`Explanation::result`] is not.
//!
//! `teller` names inputs, `term` does arithmetic and writes it, `work` has the steps between figures and results; then one module
//! a subject: `scoring` and `values`, `load` and `curves`, `money`, `advice`, `sure`. `numbers` says what each subject comes to.

mod advice;
mod answer;
mod choosing;
mod curves;
mod draws;
mod flips;
mod leaves;
mod listing;
mod load;
mod money;
mod names;
mod numbers;
mod parts;
mod running;
mod scoring;
mod sure;
mod teller;
mod term;
mod types;
mod unit;
mod values;
mod weights;
mod work;

pub use answer::{Explanation, Source, SourceKind};
pub use listing::subjects;
pub use types::{Case, CostPart, CurvePoint, LaunchPart, Place, Running, Start, Subject};

use super::{Assessment, Robustness, Weighing, inputs::Inputs, setting::Setting, weigh_inputs, words};
use crate::{catalog::Catalog, profile::Profile};
use teller::{Shown, Teller};

/// Explains a number; `None` where there is no such number.
///
/// `assessment` must be that of this catalog and profile, and `robustness`, where there is one, that of the assessment. To explain
/// many numbers an [`Explainer`] is faster.
#[must_use]
pub fn explain(
    catalog: &Catalog,
    profile: &Profile,
    assessment: &Assessment,
    robustness: Option<&Robustness>,
    subject: &Subject,
) -> Option<Explanation> {
    Explainer::new(catalog, profile, assessment, robustness).explain(subject)
}

/// Explains many numbers of one assessment: other cases are weighed once.
#[derive(Clone)]
pub struct Explainer<'a> {
    catalog: &'a Catalog,
    profile: &'a Profile,
    assessment: &'a Assessment,
    robustness: Option<&'a Robustness>,
    inputs: Inputs<'a>,
    cases: Vec<(Case, Inputs<'a>, Assessment)>,
}

impl<'a> Explainer<'a> {
    /// What is asked must be the same as for [`explain`].
    #[must_use]
    pub fn new(
        catalog: &'a Catalog,
        profile: &'a Profile,
        assessment: &'a Assessment,
        robustness: Option<&'a Robustness>,
    ) -> Self {
        Self {
            catalog,
            profile,
            assessment,
            robustness,
            inputs: Inputs::new(catalog, profile),
            cases: Vec::new(),
        }
    }

    /// Explains a number; `None` where there is no such number.
    #[must_use]
    pub fn explain(&mut self, subject: &Subject) -> Option<Explanation> {
        match subject {
            Subject::In { case, number } => self.within(*case, |teller| teller.explained(number)),
            own => self.told(
                None,
                &self.inputs,
                self.assessment,
                self.assessment.chosen(),
                |teller| teller.explained(own),
            ),
        }
    }

    /// A number's title and value alone, as in its explanation: for lists.
    #[must_use]
    pub fn named(&mut self, subject: &Subject) -> Option<(String, String)> {
        match subject {
            Subject::In { case, number } => self.within(*case, |teller| teller.named(number)),
            own => self.told(
                None,
                &self.inputs,
                self.assessment,
                self.assessment.chosen(),
                |teller| teller.named(own),
            ),
        }
    }

    fn within<T>(&mut self, case: Case, tell: impl Fn(&Teller) -> Option<T>) -> Option<T> {
        if let Case::Evidence(evidence) = case {
            let weighing = self.assessment.weighings.iter().find(|w| w.evidence == evidence)?;
            return self.told(Some(case), &self.inputs, self.assessment, weighing, tell);
        }
        if !self.cases.iter().any(|(known, ..)| *known == case) {
            let inputs = sure::varied(&self.inputs, self.robustness?, case)?;
            let assessment = weigh_inputs(&inputs);
            self.cases.push((case, inputs, assessment));
        }
        let (_, inputs, assessment) = self.cases.iter().find(|(known, ..)| *known == case)?;
        self.told(Some(case), inputs, assessment, assessment.chosen(), tell)
    }

    fn told<T>(
        &self,
        case: Option<Case>,
        inputs: &Inputs,
        assessment: &Assessment,
        weighing: &Weighing,
        tell: impl Fn(&Teller) -> Option<T>,
    ) -> Option<T> {
        let setting = Setting::new(inputs, weighing.evidence);
        let teller = Teller {
            catalog: self.catalog,
            profile: self.profile,
            assessment,
            weighing,
            robustness: self.robustness,
            setting: &setting,
            case,
        };
        tell(&teller)
    }
}

impl Teller<'_> {
    /// Title and value of a number in this case.
    fn named(&self, subject: &Subject) -> Option<(String, String)> {
        let value = match self.shown(subject)? {
            Shown::Number(x, unit) => unit.text(x, self.currency()),
            Shown::Words(words) => words,
        };
        let title = words::sentence_case(&self.in_case(self.name(subject), self.case));
        Some((title, value))
    }

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
        let mut explanation = draft.finish(&title, &shown, self.currency());
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
