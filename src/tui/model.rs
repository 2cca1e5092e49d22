//! The state of the program: everything that a frame is drawn from.
//!
//! Owns what is answered, asked, shown and typed, and plain questions about it. It changes only in [`super::update`]; it
//! reads no file and no clock.

mod lever;
mod screens;
mod stage;
mod weights;

use std::path::PathBuf;

use super::{
    field::Field,
    hit::{Hits, Reading},
    key::Key,
    keymap::{Context, Keymap},
    layer::{Layer, Then, WayOut},
    theme::Theme,
    view,
};
use crate::{
    catalog::{Catalog, Question, QuestionKind},
    config::{Settings, Trouble},
    profile::{Answer, Profile, WeightsBy, edit},
    tui::view::{GuideState, MatrixCell, Scene},
    weigh::{Assessment, Finding, Robustness, weigh},
};

pub use crate::profile::edit::{History, Step, Target};
pub use lever::{Lever, levers};
pub use screens::{Chart, Screen};
pub use stage::{Clock, Cover, Slide, Stage, slides};

/// A value being typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Typing {
    /// What it is for.
    pub target: Target,
    /// The text.
    pub field: Field,
    /// What the text means, or what is wrong with it.
    pub parsed: Result<Answer, String>,
}

/// The question being asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asking {
    /// The question; none where the catalog asks none.
    pub question: Option<usize>,
    /// Choice (the one after the last is *don't know yet*) or criterion under the cursor; none before the cursor was moved
    /// over an open question, so that just looking at it previews nothing.
    pub cursor: Option<usize>,
    /// Questions that were passed by, per question.
    pub passed: Vec<bool>,
    /// The chart beside it, where there is room for one only.
    pub chart: Chart,
    /// The way in which weights are asked for, where it is not the profile's.
    pub way: Option<WeightsBy>,
    /// The trade-off that is asked instead of the weights, by its place among those worth asking.
    pub check: Option<usize>,
}

/// Where the guide reader is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guide {
    /// Page shown.
    pub page: usize,
    /// Words searched for.
    pub query: Field,
    /// Whether they are being typed.
    pub searching: bool,
    /// Where the guide was opened from.
    pub from: Option<Screen>,
}

/// How sure the verdict is, as last heard from the worker.
#[derive(Debug, Clone, PartialEq)]
pub struct Sure {
    /// The [`Model::generation`] that it is of.
    pub generation: u64,
    /// What was found.
    pub robustness: Robustness,
}

/// One line to the user, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

/// The state of the program.
#[derive(Debug, Clone)]
pub struct Model {
    /// What is known.
    pub catalog: &'static Catalog,
    /// What is answered.
    pub profile: Profile,
    /// The same as last opened or saved.
    pub clean: Profile,
    /// The file it belongs to.
    pub file: Option<PathBuf>,
    /// Who else has that file open, where it was opened to read.
    pub read_only: Option<String>,
    /// What can be undone and redone.
    pub history: History,
    /// The assessment of the profile.
    pub assessment: Assessment,
    /// The assessment with what the cursor is on, where that is not what is taken.
    pub preview: Option<Assessment>,
    /// The profile that is shown: as it is taken, or with what the cursor is on.
    pub shown: Profile,
    /// Counts the profiles that were shown: what is found of an older one is stale.
    pub generation: u64,
    /// How sure the verdict on the profile shown is; of an older one until the worker is done.
    pub sure: Option<Sure>,
    /// Screen shown.
    pub screen: Screen,
    /// The question.
    pub asking: Asking,
    /// What is being typed into the question or the matrix.
    pub typing: Option<Typing>,
    /// The matrix's cell that has the keys.
    pub cell: Option<MatrixCell>,
    /// Selected scenario.
    pub scenario: usize,
    /// Selected open question, in the order of their worth.
    pub worth: usize,
    /// Selected switch month or share of traffic.
    pub lever: usize,
    /// Rows scrolled down, per screen.
    pub scroll: [u16; Screen::ALL.len()],
    /// Tables in place of charts.
    pub table: bool,
    /// The guide reader.
    pub guide: Guide,
    /// Presenting.
    pub stage: Stage,
    /// The source's claims, recomputed: once the guide has been opened.
    pub findings: Option<Vec<Finding>>,
    /// Popups, the topmost last.
    pub layers: Vec<Layer>,
    /// One line to the user.
    pub notice: Option<Notice>,
    /// What to do once the profile is saved.
    pub after_save: Option<Then>,
    /// Files opened or saved lately.
    pub recent: Vec<PathBuf>,
    /// What the user wishes.
    pub settings: Settings,
    /// Which wishes cannot be heard.
    pub troubles: Vec<Trouble>,
    /// Which key does what.
    pub keymap: Keymap,
    /// Styles and glyphs.
    pub theme: Theme,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Whether the mouse is listened to; else the terminal selects text itself.
    pub mouse: bool,
    /// What stood where in the last frame.
    pub hits: Hits,
    /// The numbers of a chart that the pointer is on.
    pub reading: Option<Reading>,
    /// The slider that the button is held on, and the value it was put to.
    pub dragged: Option<(Target, f64)>,
    /// The exit code, once it is time to leave.
    pub leaving: Option<u8>,
    /// Whether there is something new to draw.
    pub changed: bool,
}

impl Model {
    /// A program that has just been started on `profile`.
    #[must_use]
    pub fn new(catalog: &'static Catalog, profile: Profile, theme: Theme, size: (u16, u16)) -> Self {
        let assessment = weigh(catalog, &profile);
        let mut model = Self {
            catalog,
            clean: profile.clone(),
            shown: profile.clone(),
            generation: 0,
            sure: None,
            profile,
            file: None,
            read_only: None,
            history: History::default(),
            assessment,
            preview: None,
            screen: Screen::Questions,
            asking: Asking {
                passed: vec![false; catalog.questions.len()],
                ..Asking::default()
            },
            typing: None,
            cell: None,
            scenario: 0,
            worth: 0,
            lever: 0,
            scroll: [0; Screen::ALL.len()],
            table: false,
            guide: Guide::default(),
            stage: Stage::default(),
            findings: None,
            layers: Vec::new(),
            after_save: None,
            notice: None,
            recent: Vec::new(),
            settings: Settings::default(),
            troubles: Vec::new(),
            keymap: Keymap::default(),
            theme,
            size,
            mouse: true,
            hits: Hits::default(),
            reading: None,
            dragged: None,
            leaving: None,
            changed: true,
        };
        let first = model.visible().next();
        model.asking.question = first;
        if model.asking.question.is_none() {
            model.screen = Screen::Verdict;
        }
        model
    }

    /// Whether there is something to save.
    #[must_use]
    pub fn unsaved(&self) -> bool {
        self.profile != self.clean
    }

    /// What was changed since the profile was opened or saved, in words.
    #[must_use]
    pub fn changes(&self) -> Vec<String> {
        edit::changes(self.catalog, &self.profile, &self.clean, &self.assessment.currency)
    }

    /// The profile's name for people: its title, the stem of its file, or that it is new.
    #[must_use]
    pub fn name(&self) -> String {
        let stem = || Some(self.file.as_ref()?.file_stem()?.to_string_lossy().into_owned());
        let title = self.profile.title.clone().filter(|t| !t.trim().is_empty());
        title.or_else(stem).unwrap_or_else(|| "New profile".into())
    }

    /// Questions that are asked, in order.
    pub fn visible(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.catalog.questions.len()).filter(|&q| self.assessment.visible.get(q).copied().unwrap_or(true))
    }

    /// The question asked now.
    #[must_use]
    pub fn question(&self) -> Option<usize> {
        self.asking.question
    }

    /// The question asked now, from the catalog.
    #[must_use]
    pub fn asked(&self) -> Option<&'static Question> {
        self.catalog.questions.get(self.asking.question?)
    }

    /// The next (or last) visible question beside the one asked now.
    #[must_use]
    pub fn neighbour(&self, forward: bool) -> Option<usize> {
        let here = self.asking.question?;
        if forward {
            self.visible().find(|&q| q > here)
        } else {
            self.visible().filter(|&q| q < here).last()
        }
    }

    /// The answer to a question, said or not.
    #[must_use]
    pub fn answer(&self, question: usize) -> Option<&Answer> {
        self.profile.answers.get(&self.catalog.questions.get(question)?.id)
    }

    /// The note on a question.
    #[must_use]
    pub fn note(&self, question: usize) -> Option<&str> {
        let note = self.profile.notes.get(&self.catalog.questions.get(question)?.id)?;
        Some(note.as_str()).filter(|n| !n.is_empty())
    }

    /// What a value typed or stepped now would be for.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        match self.screen {
            Screen::Questions => {
                let question = self.asking.question?;
                match self.catalog.questions.get(question)?.kind {
                    QuestionKind::Points => Some(Target::Weight(self.asking.cursor.unwrap_or(0))),
                    QuestionKind::Choice(_) | QuestionKind::Number { .. } => Some(Target::Answer(question)),
                }
            }
            Screen::Verdict => self.cell.map(|cell| match cell.option {
                None => Target::Weight(cell.criterion),
                Some(option) => Target::Score {
                    option,
                    criterion: cell.criterion,
                },
            }),
            Screen::Path => Some(Target::Answer(self.levers().get(self.lever)?.question)),
            _ => None,
        }
    }

    /// Where keys go, innermost first.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        if let Some(layer) = self.layers.last() {
            return vec![layer.context(), Context::Everywhere];
        }
        let mut contexts = Vec::with_capacity(5);
        if self.typing.is_some() {
            contexts.push(Context::Typing);
        }
        if self.stage.on {
            contexts.push(Context::Stage);
        }
        match self.screen {
            Screen::Questions => {
                if let Some(question) = self.asked() {
                    contexts.push(match question.kind {
                        QuestionKind::Choice(_) => Context::Choice,
                        QuestionKind::Number { .. } => Context::Number,
                        QuestionKind::Points => self.weights_context(),
                    });
                    if question.kind == QuestionKind::Points {
                        contexts.push(Context::Weights);
                    }
                    contexts.push(Context::Question);
                }
            }
            // A slide is not read by scrolling.
            _ if self.stage.on => {}
            Screen::Verdict if self.cell.is_some() => contexts.extend([Context::Matrix, Context::Reading]),
            Screen::Verdict => contexts.extend([Context::Verdict, Context::Reading]),
            Screen::Scenarios => contexts.extend([Context::Scenarios, Context::Reading]),
            Screen::Flip if self.has_open() => contexts.extend([Context::Flip, Context::Reading]),
            Screen::Path if !self.levers().is_empty() => contexts.extend([Context::Path, Context::Reading]),
            Screen::Guide if self.guide.searching => contexts.extend([Context::Searching, Context::Reading]),
            Screen::Guide => contexts.extend([Context::Guide, Context::Reading]),
            Screen::Cost | Screen::Latency | Screen::Flip | Screen::Path => contexts.push(Context::Reading),
        }
        contexts.extend([Context::Program, Context::Everywhere]);
        contexts
    }

    /// Whether digits go into a field where the keys are now.
    #[must_use]
    pub fn digits_are_text(&self) -> bool {
        self.layers.is_empty() && self.contexts().iter().any(|c| c.takes(Key::char('1')))
    }

    /// Whether the matrix's cell under the cursor is set by hand.
    #[must_use]
    pub fn own_cell(&self) -> bool {
        match self.target() {
            Some(Target::Score { option, criterion }) => {
                let of = self
                    .catalog
                    .options
                    .get(option)
                    .and_then(|o| self.profile.scores.get(&o.id));
                let criterion = self.catalog.criteria.get(criterion);
                of.zip(criterion).is_some_and(|(scores, c)| scores.contains_key(&c.id))
            }
            _ => self.pinned_here(),
        }
    }

    /// Whether all four charts stand beside a question at this size.
    #[must_use]
    pub fn shows_all_charts(&self) -> bool {
        view::question::shows_all_charts(self.size)
    }

    /// The guide's page behind what is shown.
    #[must_use]
    pub fn page_behind(&self) -> Option<usize> {
        match self.screen {
            Screen::Questions => self.asked()?.page,
            Screen::Scenarios => {
                let fit = self.assessment.fit.get(self.scenario)?;
                self.catalog.scenarios.get(fit.scenario)?.page
            }
            _ => None,
        }
    }

    /// Rows that the screen can be scrolled at most.
    #[must_use]
    pub fn scroll_room(&self) -> u16 {
        self.hits.room().unwrap_or_else(|| view::frame::scroll_room(self))
    }

    /// Rows that the screen is scrolled down.
    #[must_use]
    pub fn scrolled(&self) -> u16 {
        self.scroll[self.screen as usize]
    }

    /// What is offered where the file is not as it was when it was opened.
    #[must_use]
    pub fn way_out(&self) -> Option<WayOut> {
        match self.layers.last() {
            Some(Layer::Conflict(conflict)) => Some(conflict.way_out),
            _ => None,
        }
    }

    /// How sure the verdict on the profile shown is, once that is known.
    #[must_use]
    pub fn robustness(&self) -> Option<&Robustness> {
        let sure = self.sure.as_ref().filter(|sure| sure.generation == self.generation)?;
        Some(&sure.robustness)
    }

    /// Whether the worker found open questions to list.
    #[must_use]
    pub fn has_open(&self) -> bool {
        self.sure
            .as_ref()
            .is_some_and(|sure| !sure.robustness.questions.is_empty())
    }

    /// The open question that is most worth answering next: none where none can change the winner, or that is not known yet.
    #[must_use]
    pub fn worth_asking(&self) -> Option<usize> {
        let next = self.sure.as_ref()?.robustness.next_question()?;
        Some(next.question).filter(|question| self.assessment.unanswered.contains(question))
    }

    /// The answers that say when a strategy switches and how it shares the traffic.
    #[must_use]
    pub fn levers(&self) -> Vec<Lever> {
        lever::levers(self.catalog, &self.assessment)
    }

    /// What screens draw from.
    #[must_use]
    pub fn scene(&self) -> Scene<'_> {
        let now = self.preview.as_ref().unwrap_or(&self.assessment);
        let mut scene = Scene::new(self.catalog, &self.profile, now, &self.theme);
        scene.ghost = self.preview.is_some().then_some(&self.assessment);
        scene.table = self.table;
        scene.scroll = self.scrolled();
        scene.selected = match self.screen {
            Screen::Flip => self.worth,
            Screen::Path => self.lever,
            _ => self.scenario,
        };
        scene.sure = self.sure.as_ref().map(|sure| &sure.robustness);
        scene.fresh = self.robustness().is_some();
        scene.cell = self.cell;
        scene.hits = Some(&self.hits);
        scene.reading = self.reading;
        scene.typed = self.typing.as_ref().map(|t| t.field.text());
        scene.guide = GuideState {
            page: self.guide.page,
            query: self.guide.query.text(),
            searching: self.guide.searching,
            findings: self.findings.as_deref().unwrap_or_default(),
        };
        scene
    }

    /// Tells the user something, until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            bad: false,
        });
    }

    /// Tells the user that something went wrong, until the next key.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            bad: true,
        });
    }
}
