//! Brings the newest screen and the lines of the log to the shell, on a thread of its own: a shell that takes its time holds up
//! nothing but itself. No lock is held while the shell is called.

use super::observer::{AppObserver, LogLine};
use super::screen::Screen;
use crate::journey::message::Message;
use crate::journey::screen as inside;
use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

/// The most lines of the log that wait for the shell; older ones are left out.
const MOST_LINES: usize = 256;

/// Makes of a screen what the shell gets.
pub(super) type Render = Box<dyn Fn(inside::Screen<Message>) -> Screen + Send>;

/// Where things wait for the shell. Clones are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Courier(Arc<Desk>);

#[derive(Debug, Default)]
struct Desk {
    mail: Mutex<Mail>,
    news: Condvar,
}

#[derive(Debug, Default)]
struct Mail {
    screen: Option<inside::Screen<Message>>,
    lines: VecDeque<LogLine>,
    closed: bool,
}

impl Courier {
    /// Starts the thread. It calls `failed` after a screen that could not be made or that the shell failed at.
    ///
    /// # Errors
    /// Where no thread can be started.
    pub(super) fn start(
        &self,
        shell: Arc<dyn AppObserver>,
        render: Render,
        failed: Box<dyn Fn() + Send>,
    ) -> io::Result<()> {
        let desk = Arc::clone(&self.0);
        let run = move || run(&desk, &*shell, &render, &*failed);
        Builder::new().name("relatch-shell".to_owned()).spawn(run).map(drop)
    }

    /// The newest screen; one that still waits is left out.
    pub(super) fn screen(&self, screen: inside::Screen<Message>) {
        self.0.mail().screen = Some(screen);
        self.0.news.notify_one();
    }

    /// A line for the log.
    pub(super) fn line(&self, line: LogLine) {
        let mut mail = self.0.mail();
        if mail.closed {
            return;
        }
        if mail.lines.len() == MOST_LINES {
            mail.lines.pop_front();
        }
        mail.lines.push_back(line);
        drop(mail);
        self.0.news.notify_one();
    }

    /// Nothing is brought any more, and the shell is let go of.
    pub(super) fn close(&self) {
        let mut mail = self.0.mail();
        mail.closed = true;
        mail.lines.clear();
        drop(mail);
        self.0.news.notify_one();
    }
}

impl Desk {
    fn mail(&self) -> MutexGuard<'_, Mail> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_closed(&self) -> bool {
        self.mail().closed
    }

    /// Waits for something to bring. `None` at the end.
    fn next(&self) -> Option<(VecDeque<LogLine>, Option<inside::Screen<Message>>)> {
        let is_idle = |mail: &mut Mail| !mail.closed && mail.screen.is_none() && mail.lines.is_empty();
        let waited = self.news.wait_while(self.mail(), is_idle);
        let mut mail = waited.unwrap_or_else(PoisonError::into_inner);
        (!mail.closed).then(|| (std::mem::take(&mut mail.lines), mail.screen.take()))
    }
}

fn run(desk: &Desk, shell: &dyn AppObserver, render: &Render, failed: &dyn Fn()) {
    // A shell that fails at a line is told no more of them: its failure would be the next line.
    let mut takes_lines = true;
    while let Some((lines, screen)) = desk.next() {
        for line in lines {
            let works = || catch_unwind(AssertUnwindSafe(|| shell.on_log(line))).is_ok();
            takes_lines = takes_lines && (desk.is_closed() || works());
        }
        let Some(screen) = screen else { continue };
        let works = || catch_unwind(AssertUnwindSafe(|| shell.on_screen(render(screen)))).is_ok();
        if !desk.is_closed() && !works() {
            failed();
        }
    }
}
