//! The small runtime that a stack's futures run on: one thread, which also drives the timers while others wait.

use std::future::Future;
use std::io;
use std::time::Duration;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A thread that runs futures until this is dropped.
pub(super) struct Runner {
    handle: Handle,
    /// Dropped, it ends the thread.
    _end: oneshot::Sender<()>,
}

/// A future did not end in time.
pub(super) struct TooLate;

impl Runner {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (end, ended) = oneshot::channel();
        let run = move || {
            // The sender is never used but to be dropped, which is an error that says just that.
            let _ = runtime.block_on(ended);
            // What hangs in a call of the system is left to it.
            runtime.shutdown_background();
        };
        std::thread::Builder::new()
            .name("relatch-bluetooth".to_owned())
            .spawn(run)?;
        Ok(Self { handle, _end: end })
    }

    /// Lets a future run beside everything else.
    pub(super) fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
        self.handle.spawn(future)
    }

    /// Waits for a future, at most for `wait`; one that is late is dropped.
    pub(super) fn within<T>(&self, wait: Duration, future: impl Future<Output = T>) -> Result<T, TooLate> {
        // The future of the limit begins inside, where there are timers.
        let limited = async { tokio::time::timeout(wait, future).await };
        self.handle.block_on(limited).map_err(|_| TooLate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn what_never_ends_is_given_up_in_time() {
        let runner = Runner::start().unwrap();
        assert!(
            runner
                .within(Duration::from_millis(1), std::future::pending::<()>())
                .is_err()
        );
        assert!(
            runner
                .within(Duration::from_mins(1), std::future::ready(7))
                .is_ok_and(|seven| seven == 7)
        );
    }

    #[test]
    fn a_task_runs_while_nobody_waits_and_ends_with_the_runner() {
        let runner = Runner::start().unwrap();
        let (sender, receiver) = mpsc::channel();
        runner.spawn(async move {
            sender.send("begun").unwrap();
            // Held until the task is dropped.
            std::future::pending::<()>().await;
            drop(sender);
        });
        assert_eq!(receiver.recv(), Ok("begun"));
        drop(runner);
        assert!(receiver.recv().is_err(), "the task is gone, and with it what it held");
    }
}
