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

use super::{message::Message, model::Model};
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
