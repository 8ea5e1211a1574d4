//! The steps of each route, as a person sees them.

use crate::journey::facts::Route;
use crate::journey::message::{Message, say};
use crate::journey::screen::{StageName, Step, StepState};

/// The stages of a route, in order.
pub(crate) fn stages(route: Route) -> &'static [StageName] {
    use StageName as S;
    match route {
        Route::SameLock => &[
            S::Key,
            S::Find,
            S::Backup,
            S::Review,
            S::RecoveryKey,
            S::Rehearsal,
            S::Ready,
            S::Reset,
            S::ReAdd,
            S::Clock,
            S::Plan,
            S::Proof,
            S::Import,
            S::Report,
            S::Erase,
        ],
        Route::OtherLock => &[
            S::Key,
            S::Find,
            S::Backup,
            S::Review,
            S::RecoveryKey,
            S::ReAdd,
            S::Clock,
            S::Plan,
            S::Proof,
            S::Import,
            S::Report,
            S::Erase,
        ],
        Route::FromCopy => &[
            S::Backup,
            S::Review,
            S::ReAdd,
            S::Clock,
            S::Plan,
            S::Proof,
            S::Import,
            S::Report,
            S::Erase,
        ],
        Route::Entrust => &[S::Key, S::Find, S::Backup, S::Review, S::RecoveryKey, S::Erase],
    }
}

/// The steps of a route, with where a person is.
pub(super) fn steps(route: Route, now: StageName) -> Vec<Step<Message>> {
    let step = |stage: &StageName| Step {
        label: label(route, *stage),
        state: match stage.cmp(&now) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Now,
            std::cmp::Ordering::Greater => StepState::Ahead,
        },
    };
    stages(route).iter().map(step).collect()
}

fn label(route: Route, stage: StageName) -> Message {
    match (route, stage) {
        (Route::FromCopy, StageName::Backup) => say!("step-bring"),
        (Route::OtherLock | Route::FromCopy | Route::Entrust, StageName::ReAdd) => say!("step-target"),
        (_, stage) => name_of(stage),
    }
}

/// What a stage is called.
pub fn name_of(stage: StageName) -> Message {
    match stage {
        StageName::Home => say!("step-home"),
        StageName::Key => say!("step-key"),
        StageName::Find => say!("step-find"),
        StageName::Backup => say!("step-backup"),
        StageName::Review => say!("step-review"),
        StageName::RecoveryKey => say!("step-recovery-key"),
        StageName::Rehearsal => say!("step-rehearsal"),
        StageName::Ready => say!("step-ready"),
        StageName::Reset => say!("step-reset"),
        StageName::ReAdd => say!("step-re-add"),
        StageName::Clock => say!("step-clock"),
        StageName::Plan => say!("step-plan"),
        StageName::Proof => say!("step-proof"),
        StageName::Import => say!("step-import"),
        StageName::Report => say!("step-report"),
        StageName::Erase => say!("step-erase"),
    }
}
