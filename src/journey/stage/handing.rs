//! Giving a file to the owner: where it holds what opens a door the device checks first who holds it, then the file is made, then
//! the platform gives it away.

use super::Input;
use super::task::offer;
use crate::journey::effect::{Document, Effect, Job, News};
use crate::journey::facts::{Facts, KEY_SAVED};
use crate::journey::message::{Message, say};
use crate::journey::screen::{Button, Danger, Offer, Request, Screen, ShareWays, Shared};
use crate::journey::trouble::Trouble;

/// How far the giving away of a file is. None of it outlives the program: it is asked for again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Handing {
    /// Nobody asked for one.
    #[default]
    No,
    /// The device checks who holds it.
    Identifying(Document),
    /// The file is being made.
    Preparing(Document),
    /// The platform is asked to give it away.
    Offering(Document, Shared<Message>),
    /// It went wrong.
    Failed(Trouble),
}

/// What stands on the button of a file.
pub(super) fn button(document: Document) -> Offer<Message> {
    match document {
        Document::Copy => offer(Button::ShareCopy, say!("button-share-copy"), Danger::None),
        Document::Report => offer(Button::ShareReport, say!("button-share-report"), Danger::None),
        Document::Sheet => offer(Button::Sheet, say!("button-sheet"), Danger::Careful),
        Document::Key => offer(Button::ShareKey, say!("button-share-key"), Danger::Careful),
    }
}

/// Which file a button asks for.
fn document(button: Button) -> Option<Document> {
    match button {
        Button::ShareCopy => Some(Document::Copy),
        Button::ShareReport => Some(Document::Report),
        Button::Sheet => Some(Document::Sheet),
        Button::ShareKey => Some(Document::Key),
        Button::Next
        | Button::Back
        | Button::Cancel
        | Button::Retry
        | Button::Skip
        | Button::Submit
        | Button::Reveal
        | Button::Hide
        | Button::Account
        | Button::StartOver
        | Button::Keep
        | Button::Erase
        | Button::Leave
        | Button::Abandon => None,
    }
}

/// Why the device checks who holds it, where it does.
fn reason(document: Document) -> Option<Message> {
    match document {
        Document::Copy | Document::Report => None,
        Document::Sheet => Some(say!("identify-sheet")),
        Document::Key => Some(say!("identify-key")),
    }
}

/// The ways out of a file that another app may have, too: it is sealed, or holds no code. The key that opens the lock, and the sheet with
/// all its codes, go where the owner says and nowhere else.
fn ways(document: Document) -> Option<ShareWays<Message>> {
    match document {
        Document::Copy | Document::Report => Some(ShareWays {
            save: say!("share-save"),
            send: say!("share-send"),
        }),
        Document::Sheet | Document::Key => None,
    }
}

impl Handing {
    /// What follows from an input. One that has nothing to do with it changes nothing.
    pub(super) fn update(self, facts: &mut Facts, input: &Input, effects: &mut Vec<Effect>) -> Self {
        match (self, input) {
            (_, Input::Opened) => Self::No,
            (Self::Preparing(document), Input::Gave(News::File { name, path, media_type }, _)) => {
                let (name, path, media_type) = (name.clone(), path.clone(), media_type.clone());
                let ways = ways(document);
                Self::Offering(
                    document,
                    Shared {
                        name,
                        path,
                        media_type,
                        ways,
                    },
                )
            }
            (Self::Preparing(_), Input::Failed(trouble, _)) => Self::Failed(trouble.clone()),
            (Self::Preparing(_), Input::Cancelled) => Self::No,
            // One job at a time.
            (preparing @ Self::Preparing(_), _) => preparing,
            (Self::Identifying(document), Input::Identified(true)) => prepare(document, effects),
            (Self::Identifying(_), Input::Identified(false)) => Self::Failed(Trouble::NotIdentified),
            (Self::Offering(document, _), Input::Shared(given)) => {
                if *given && document == Document::Key {
                    facts.done.insert(KEY_SAVED.to_owned());
                }
                Self::No
            }
            (other, Input::Press(button, _)) => match document(*button) {
                Some(document) if reason(document).is_some() => Self::Identifying(document),
                Some(document) => prepare(document, effects),
                None => other,
            },
            (other, _) => other,
        }
    }

    /// Puts it on a screen.
    pub(super) fn show(&self, screen: &mut Screen<Message>) {
        match self {
            Self::No => {}
            Self::Identifying(document) => {
                screen.request = reason(*document).map(|reason| Request::Identify { reason });
            }
            // One job at a time; this one takes a blink.
            Self::Preparing(_) => screen.actions.clear(),
            Self::Offering(_, shared) => screen.request = Some(Request::Share(shared.clone())),
            Self::Failed(trouble) => screen.problem = Some(trouble.problem()),
        }
    }
}

fn prepare(document: Document, effects: &mut Vec<Effect>) -> Handing {
    effects.push(Effect::Run(Job::Write { document }));
    Handing::Preparing(document)
}
