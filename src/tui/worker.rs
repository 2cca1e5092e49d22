//! The worker: how sure the verdict is, computed beside the drawing.
//!
//! Owns one thread that makes few draws as soon as something changed, and many once nothing does: there is no timer, the work
//! itself goes on until it is done or something newer is asked. It knows no screen; what it finds goes to the loop as a
//! [`Message`], with the generation that it is of.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use super::{fault, message::Message, model::Model};
use crate::{
    catalog::Catalog,
    profile::Profile,
    weigh::{Assessment, Effort, Prepared, Robustness},
};

/// Draws right after a change, or while a key is held; and draws once it rests.
const DRAWS: [u32; 2] = [10_000, 100_000];

/// What is asked of the worker.
struct Request {
    generation: u64,
    profile: Profile,
    assessment: Assessment,
}

/// A thread that says how sure verdicts are. It ends when this is dropped.
#[derive(Debug)]
pub struct Worker {
    requests: Sender<Request>,
    /// The generation asked for last; what is computed for an older one is given up.
    wanted: Arc<AtomicU64>,
    asked: Option<u64>,
}

impl Worker {
    /// Starts the thread; it waits to be asked.
    ///
    /// # Errors
    ///
    /// Where a thread cannot be had.
    pub fn start(catalog: &'static Catalog, found: Sender<Message>) -> io::Result<Self> {
        let (requests, received) = mpsc::channel();
        let wanted = Arc::new(AtomicU64::new(0));
        let newest = Arc::clone(&wanted);
        thread::Builder::new()
            .name("draws".into())
            .spawn(move || work(catalog, &received, &newest, &found))?;
        Ok(Self {
            requests,
            wanted,
            asked: None,
        })
    }

    /// Asks for what the model shows now, unless it was asked for already; returns at once.
    pub fn ask(&mut self, model: &Model) {
        if self.asked == Some(model.generation) {
            return;
        }
        self.asked = Some(model.generation);
        self.wanted.store(model.generation, Ordering::Relaxed);
        let assessment = model.preview.as_ref().unwrap_or(&model.assessment);
        // Where the thread is gone, the last picture stays, marked as old.
        let _ = self.requests.send(Request {
            generation: model.generation,
            profile: model.shown.clone(),
            assessment: assessment.clone(),
        });
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.wanted.store(u64::MAX, Ordering::Relaxed);
    }
}

fn work(catalog: &'static Catalog, requests: &Receiver<Request>, newest: &AtomicU64, found: &Sender<Message>) {
    let mut prepared: Option<Prepared> = None;
    while let Ok(first) = requests.recv() {
        // Of all that was asked meanwhile only the last is of interest.
        let request = requests.try_iter().last().unwrap_or(first);
        let generation = request.generation;
        fault::panic_in("worker");
        for draws in DRAWS {
            let keep_going = || newest.load(Ordering::Relaxed) == generation;
            let effort = Effort {
                draws,
                threads: 1,
                keep_going: &keep_going,
            };
            let Some(robustness) = compute(&mut prepared, catalog, &request, &effort) else {
                break;
            };
            let robustness = Box::new(robustness);
            if found.send(Message::Sure { generation, robustness }).is_err() {
                return;
            }
        }
    }
}

/// What was prepared for the last request is used again where it fits: where only weights were moved.
fn compute(
    prepared: &mut Option<Prepared>,
    catalog: &'static Catalog,
    request: &Request,
    effort: &Effort<'_>,
) -> Option<Robustness> {
    if !(effort.keep_going)() {
        return None;
    }
    let prepared = prepared.get_or_insert_with(|| Prepared::new(catalog, &request.profile));
    prepared.robustness(catalog, &request.profile, &request.assessment, effort)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        catalog,
        tui::{
            key::{Code, Key},
            model::Screen,
            terminal::Event,
            theme::Theme,
            update::update,
        },
        weigh::robustness,
    };

    /// Longer than any machine takes: a test that waits so long has failed.
    const PATIENCE: Duration = Duration::from_secs(60);

    fn model() -> Model {
        let catalog = catalog::built_in().unwrap();
        Model::new(catalog, Profile::default(), Theme::default(), (80, 24))
    }

    fn next(found: &Receiver<Message>) -> (u64, Robustness) {
        match found.recv_timeout(PATIENCE).unwrap() {
            Message::Sure { generation, robustness } => (generation, *robustness),
            other => panic!("{other:?}"),
        }
    }

    fn draws(robustness: &Robustness) -> u32 {
        robustness.sampled.as_ref().map_or(0, |sampled| sampled.draws)
    }

    #[test]
    fn few_draws_come_first_and_many_follow_without_being_asked() {
        let model = model();
        let (sender, found) = mpsc::channel();
        let mut worker = Worker::start(model.catalog, sender).unwrap();
        worker.ask(&model);
        worker.ask(&model);
        let (first, then) = (next(&found), next(&found));
        assert_eq!((first.0, draws(&first.1)), (model.generation, DRAWS[0]));
        assert_eq!((then.0, draws(&then.1)), (model.generation, DRAWS[1]));
        drop(worker);
        // Asked twice for the same, it worked once; and it ends with its owner.
        assert!(found.recv_timeout(PATIENCE).is_err());
    }

    #[test]
    fn the_worker_finds_what_a_plain_call_finds_to_the_bit() {
        let model = model();
        let (sender, found) = mpsc::channel();
        let mut worker = Worker::start(model.catalog, sender).unwrap();
        worker.ask(&model);
        let plain = robustness(model.catalog, &model.profile, &model.assessment, DRAWS[0]);
        assert_eq!(next(&found).1, plain);
    }

    #[test]
    fn of_many_requests_the_newest_is_answered_last() {
        let mut model = model();
        let (sender, found) = mpsc::channel();
        let mut worker = Worker::start(model.catalog, sender).unwrap();
        model.screen = Screen::Path;
        for _ in 0..30 {
            worker.ask(&model);
            let key = Key::plain(Code::Right);
            update(&mut model, Message::Event(Event::Key(key)));
        }
        worker.ask(&model);
        let newest = model.generation;
        let mut seen = Vec::new();
        loop {
            let (generation, robustness) = next(&found);
            seen.push(generation);
            if generation == newest && draws(&robustness) == DRAWS[1] {
                break;
            }
        }
        assert!(seen.is_sorted());
    }

    #[test]
    fn what_nobody_wants_any_more_is_given_up() {
        let model = model();
        let request = Request {
            generation: 0,
            profile: model.profile.clone(),
            assessment: model.assessment.clone(),
        };
        let asked = std::sync::atomic::AtomicU32::new(0);
        // Wanted at first, and not wanted once the draws have begun.
        let keep_going = || asked.fetch_add(1, Ordering::Relaxed) < 2;
        let effort = Effort {
            draws: DRAWS[1],
            threads: 1,
            keep_going: &keep_going,
        };
        assert_eq!(compute(&mut None, model.catalog, &request, &effort), None);
    }
}
