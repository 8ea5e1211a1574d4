//! How far a long piece of work is, for whoever waits.

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Work {
    /// Looking for the lock and connecting.
    Connecting,
    /// Reading codes.
    Codes,
    /// Reading cards.
    Cards,
    /// Reading fingerprints.
    Fingerprints,
    /// Reading settings.
    Settings,
    /// Reading the log.
    Log,
    /// Writing and removing throw-away items.
    Rehearsing,
    /// Putting items back.
    Restoring,
    /// Becoming the owner.
    Pairing,
    /// Resetting.
    Resetting,
    /// Telling the owner's account.
    Telling,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// What is being done.
    pub work: Work,
    /// How many items or pages are done.
    pub done: u32,
    /// Of how many, where that is known.
    pub total: Option<u32>,
}

/// Who wants to know.
pub trait Progress: Send {
    /// Takes a report. Must return at once.
    fn report(&mut self, report: Report);
}

/// Nobody wants to know.
#[derive(Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn report(&mut self, _: Report) {}
}
