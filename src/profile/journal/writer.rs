//! The writer: one thread that sleeps until something is to be kept. Nobody who presses a key waits for the disk.

use std::{
    fmt,
    fs::{File, remove_file},
    io::{self, Write as _},
    path::{Path, PathBuf},
    process,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use jiff::Timestamp;

use super::{Entry, FOLDER, JournalError, Recovery, SUFFIX};
use crate::profile::{Profile, state, store::Opened, write};

/// Orders of all journals that no writer has carried out yet. Global, because a panic's hook has nothing else to ask.
static OPEN_ORDERS: AtomicUsize = AtomicUsize::new(0);

/// Waits until all that was to be kept is on disk, for at most `patience`: for a process that is about to end without dropping its
/// [`Journal`]. Says whether it is.
pub fn settle(patience: Duration) -> bool {
    let deadline = Instant::now() + patience;
    while OPEN_ORDERS.load(Ordering::SeqCst) > 0 {
        if Instant::now() >= deadline {
            return false;
        }
        thread::sleep(Duration::from_millis(1));
    }
    true
}

/// A profile to keep.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it was opened from or last saved as; none for a new profile.
    pub original: Option<Opened>,
    /// Catalog that it answers.
    pub catalog: String,
    /// What it says now.
    pub profile: Profile,
}

/// What is told when keeping fails.
type Failed = Box<dyn Fn(JournalError) + Send>;

/// The journal of this session. Dropping it waits until what was to be kept is on disk, and leaves it there.
pub struct Journal {
    state: Option<PathBuf>,
    failed: Option<Failed>,
    adopted: Option<Held>,
    writer: Option<(Sender<Order>, JoinHandle<()>)>,
}

enum Order {
    Keep(Box<Draft>),
    Forget,
}

impl Journal {
    /// A journal in the state folder `state` (see [`state::folder`]). Nothing is written and no thread started before there is
    /// something to keep. Of all failures the first goes to `failed`, from the writer's thread.
    pub fn new(state: Option<PathBuf>, failed: impl Fn(JournalError) + Send + 'static) -> Self {
        Self {
            state,
            failed: Some(Box::new(failed)),
            adopted: None,
            writer: None,
        }
    }

    /// Keeps a profile in place of what was kept before; returns at once.
    pub fn keep(&mut self, draft: Draft) {
        if self.writer.is_none() {
            self.start();
        }
        self.order(Order::Keep(Box::new(draft)));
    }

    /// Forgets what is kept: it was saved, or given up.
    pub fn forget(&mut self) {
        if let Some(held) = self.adopted.take() {
            held.remove();
        }
        self.order(Order::Forget);
    }

    /// Goes on with the file of a session that is gone: it stays until what is kept next takes its place.
    ///
    /// Call it before the first [`Journal::keep`]; later it leaves that file for the next start.
    pub fn adopt(&mut self, recovery: Recovery) {
        if self.writer.is_none() {
            self.adopted = Some(recovery.into_held());
        }
    }

    fn order(&self, order: Order) {
        if let Some((orders, _)) = &self.writer {
            OPEN_ORDERS.fetch_add(1, Ordering::SeqCst);
            // A thread that is gone has told why.
            if orders.send(order).is_err() {
                OPEN_ORDERS.fetch_sub(1, Ordering::SeqCst);
            }
        }
    }

    fn start(&mut self) {
        let Some(failed) = self.failed.take() else { return };
        let Some(state) = &self.state else {
            return failed(JournalError::NoFolder);
        };
        let mut session = Session {
            folder: state.join(FOLDER),
            held: self.adopted.take(),
        };
        let (orders, received) = mpsc::channel();
        let spawned = thread::Builder::new()
            .name("journal".into())
            .spawn(move || session.work(&received, &failed));
        // Where no thread can be had, the program has other worries.
        self.writer = spawned.ok().map(|thread| (orders, thread));
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if let Some((orders, thread)) = self.writer.take() {
            drop(orders);
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal")
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// A journal's file, locked for as long as this lives.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) place: PathBuf,
    /// Its lock is what says that a session lives.
    pub(super) _file: File,
}

impl Held {
    /// Removes the file. While it is still locked: nobody else can have read it.
    pub(super) fn remove(self) {
        let _ = remove_file(&self.place);
    }
}

/// The thread's side.
struct Session {
    folder: PathBuf,
    held: Option<Held>,
}

impl Session {
    fn work(&mut self, orders: &Receiver<Order>, failed: &Failed) {
        let mut told = false;
        while let Ok(first) = orders.recv() {
            // Of all that was asked meanwhile only the last counts.
            let (count, last) = orders
                .try_iter()
                .fold((1, first), |(count, _), order| (count + 1, order));
            match last {
                Order::Keep(draft) => {
                    if let Err(error) = self.keep(&draft)
                        && !told
                    {
                        told = true;
                        failed(JournalError::of(&self.folder, error));
                    }
                }
                Order::Forget => {
                    if let Some(held) = self.held.take() {
                        held.remove();
                    }
                }
            }
            OPEN_ORDERS.fetch_sub(count, Ordering::SeqCst);
        }
    }

    fn keep(&mut self, draft: &Draft) -> io::Result<()> {
        let file = draft.original.as_ref().filter(|original| original.path.is_some());
        let text = write(draft.original.as_ref().map(Opened::original), &draft.profile).map_err(io::Error::other)?;
        let path = file.and_then(|original| original.path.as_deref());
        let entry = Entry {
            path: path.map(|path| state::canonical(path).unwrap_or_else(|_| path.to_owned())),
            catalog: draft.catalog.clone(),
            opened: file.map(|original| original.fingerprint),
            at: Timestamp::now(),
            text,
            whole: true,
        };
        self.put(&entry)
    }

    /// Puts a whole file in the place of the last one, locked before it can be seen.
    fn put(&mut self, entry: &Entry) -> io::Result<()> {
        state::make_private(&self.folder)?;
        let place = self
            .held
            .as_ref()
            .map_or_else(|| new_place(&self.folder), |held| held.place.clone());
        // Mode 0600, as temporary files are. Removed when dropped, on every way out of here.
        let mut new = tempfile::Builder::new()
            .prefix(".")
            .suffix(TEMPORARY_SUFFIX)
            .tempfile_in(&self.folder)?;
        new.as_file().try_lock().map_err(io::Error::from)?;
        new.write_all(&entry.to_bytes())?;
        new.as_file().sync_all()?;
        let file = new.persist(&place).map_err(|e| e.error)?;
        self.held = Some(Held { place, _file: file });
        // As in saving: whole with or without it.
        let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
        Ok(())
    }
}

pub(super) const TEMPORARY_SUFFIX: &str = ".tmp";

/// A name that no other session has.
fn new_place(folder: &Path) -> PathBuf {
    let now = Timestamp::now().as_nanosecond();
    folder.join(format!("{now}-{}{SUFFIX}", process::id()))
}
