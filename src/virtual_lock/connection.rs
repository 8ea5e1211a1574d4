//! A connection of somebody else's client to a virtual lock, in real time: pieces in, pieces out when they are due. Whoever serves
//! the lock, over Bluetooth or as a gateway, lets the world's clock follow the real one and asks here what is to be sent.

use super::radio::{Hooks, SharedLock};
use super::serve::Step;
use super::{Held, Request, VirtualLock};
use crate::protocol::frame;
use std::collections::VecDeque;
use std::time::Duration;

/// After how long without another piece a frame that lacks its end is taken as whole (protocol, frames 3.2 \[C\]).
const QUIET: Duration = Duration::from_millis(250);
/// How long a server may wait at most before it asks again: somebody at the door may do something meanwhile.
const SOON: Duration = Duration::from_millis(50);

/// A virtual lock that is served to others.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The lock.
    pub lock: SharedLock,
    /// Its `on_change` is told of each change of the lock's memory before the reply leaves.
    pub hooks: Hooks,
}

/// What a lock does next on a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// It notifies this piece, now.
    Notify(Vec<u8>),
    /// The connection is over, now.
    Drop,
    /// Nothing for so long, unless something is written.
    Wait(Duration),
}

/// A connection.
#[derive(Debug)]
pub struct Connection {
    lock: SharedLock,
    hooks: Hooks,
    /// What the lock still does, and not before when on the clock.
    steps: VecDeque<(Duration, Step)>,
    written_at: Duration,
    is_over: bool,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// Where somebody else is connected.
    pub fn open(shown: &Shown) -> Result<Self, Held> {
        let Shown { lock, hooks } = shown.clone();
        lock.lock().connect()?;
        Ok(Self {
            lock,
            hooks,
            steps: VecDeque::new(),
            written_at: Duration::ZERO,
            is_over: false,
        })
    }

    /// The client wrote a piece, of any length.
    pub fn write(&mut self, piece: &[u8]) {
        let lock = self.lock.clone();
        let mut lock = lock.lock();
        self.written_at = lock.clock().elapsed();
        for request in lock.receive(piece) {
            self.handle(&mut lock, &request);
        }
    }

    fn handle(&mut self, lock: &mut VirtualLock, request: &Request) {
        let steps = lock.handle(request);
        self.hooks.changed(lock);
        let mut at = lock.clock().elapsed();
        for step in steps {
            match step {
                Step::Wait(time) => at = at.saturating_add(time),
                step => self.steps.push_back((at, step)),
            }
        }
    }

    /// What the lock does next.
    pub fn go_on(&mut self) -> Next {
        let lock = self.lock.clone();
        let mut lock = lock.lock();
        loop {
            lock.tick();
            let now = lock.clock().elapsed();
            // A lock that drops the link by script is not connected any more; what it sent before still goes out.
            let drops = self.steps.iter().any(|(_, step)| is_end(step));
            if self.is_over || !lock.is_connected() && !drops {
                self.hooks.changed(&mut lock);
                self.is_over = true;
                return Next::Drop;
            }
            if let Some((at, _)) = self.steps.front().filter(|(at, _)| *at > now) {
                return Next::Wait(at.saturating_sub(now).min(SOON));
            }
            match self.steps.pop_front() {
                Some((_, Step::Notify(piece))) => return Next::Notify(piece),
                Some((_, step)) if is_end(&step) => {
                    self.close_lock(&mut lock);
                    return Next::Drop;
                }
                Some(_) => {}
                None => {
                    if let Some(push) = lock.take_push() {
                        let pieces = frame::pieces(&push);
                        self.steps
                            .extend(pieces.map(|piece| (now, Step::Notify(piece.to_vec()))));
                        continue;
                    }
                    if now.saturating_sub(self.written_at) < QUIET {
                        return Next::Wait(SOON);
                    }
                    match lock.receive_quiet() {
                        Some(request) => self.handle(&mut lock, &request),
                        None => return Next::Wait(SOON),
                    }
                }
            }
        }
    }

    /// The client, or the link, is gone.
    pub fn close(&mut self) {
        let lock = self.lock.clone();
        self.close_lock(&mut lock.lock());
    }

    fn close_lock(&mut self, lock: &mut VirtualLock) {
        self.steps.clear();
        if !std::mem::replace(&mut self.is_over, true) {
            lock.disconnect();
            self.hooks.changed(lock);
        }
    }
}

/// The phone that a script lets die is somebody else's; what can be done to it is to drop its link.
fn is_end(step: &Step) -> bool {
    matches!(step, Step::Drop | Step::PhoneDies)
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Model, Script, Spec, VirtualClock};
    use super::*;
    use crate::model::{LockSecond, LockVersion, Raw};
    use crate::protocol::frame::{ENCRYPTED, Frame};
    use std::sync::Arc;

    fn lock() -> (SharedLock, Arc<VirtualClock>) {
        let clock = Arc::new(VirtualClock::new(1_795_514_400_000));
        let spec = Spec::empty(Model::Keypad, LockSecond([26, 11, 24, 11, 0, 0]));
        (SharedLock::new(VirtualLock::new(&spec, clock.clone())), clock)
    }

    fn shown(lock: &SharedLock) -> Shown {
        Shown {
            lock: lock.clone(),
            hooks: Hooks::default(),
        }
    }

    /// A greeting, which every lock answers.
    fn request() -> Vec<u8> {
        let frame = Frame {
            version: LockVersion::CLIENT,
            command: 0x45,
            encrypt: ENCRYPTED,
            data: Raw::default(),
        };
        frame.encode().unwrap()
    }

    fn pieces(connection: &mut Connection) -> Vec<u8> {
        let mut sent = Vec::new();
        while let Next::Notify(piece) = connection.go_on() {
            assert!(piece.len() <= 20);
            sent.extend(piece);
        }
        sent
    }

    #[test]
    fn a_request_is_answered_at_once_however_it_is_cut() {
        for size in [1, 19, 20, 100] {
            let (lock, _) = lock();
            let mut connection = Connection::open(&shown(&lock)).unwrap();
            request().chunks(size).for_each(|piece| connection.write(piece));
            assert!(pieces(&mut connection).starts_with(&[0x7f, 0x5a]), "{size}");
        }
    }

    #[test]
    fn a_frame_without_its_end_is_whole_when_the_link_is_quiet() {
        let (lock, clock) = lock();
        let mut connection = Connection::open(&shown(&lock)).unwrap();
        let request = request();
        connection.write(&request[..request.len() - 2]);
        assert!(pieces(&mut connection).is_empty());
        clock.advance(QUIET);
        assert!(!pieces(&mut connection).is_empty());
    }

    #[test]
    fn an_idle_link_is_dropped_and_the_lock_is_free_again() {
        let (lock, clock) = lock();
        let mut connection = Connection::open(&shown(&lock)).unwrap();
        assert!(Connection::open(&shown(&lock)).is_err(), "one connection at a time");
        assert!(matches!(connection.go_on(), Next::Wait(_)));
        clock.advance(Duration::from_mins(1));
        assert_eq!(connection.go_on(), Next::Drop);
        assert!(Connection::open(&shown(&lock)).is_ok());
        drop(connection);
    }

    #[test]
    fn a_fault_delays_or_drops_as_it_says() {
        let (lock, clock) = lock();
        let script = |text: &str| text.parse::<Script>().unwrap();
        lock.lock().arm(script("delay-reply@1"));
        let mut connection = Connection::open(&shown(&lock)).unwrap();
        connection.write(&request());
        assert!(matches!(connection.go_on(), Next::Wait(_)));
        clock.advance(Duration::from_secs(9));
        assert!(!pieces(&mut connection).is_empty());
        lock.lock().arm(script("drop-before@1"));
        connection.write(&request());
        assert_eq!(connection.go_on(), Next::Drop);
    }
}
