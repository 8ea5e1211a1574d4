//! What to show, as plain data: a closed vocabulary that says what, never how. No colours, no widgets.
//!
//! A screen is made with [`super::message::Message`]s for texts and put into a language by [`Screen::map`]; a shell gets
//! `Screen<String>`.

use super::message::Hidden;
use serde::Serialize;

/// One screen. `T` is a text: a message before it is put into a language, a string after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Screen<T> {
    /// Which state of the offers this is. An action carries it; an action of another revision is ignored.
    pub revision: u32,
    /// The stage of the journey.
    pub stage: StageName,
    /// The way through the journey, in order; empty outside one.
    pub steps: Vec<Step<T>>,
    /// The title.
    pub title: T,
    /// What is said above the body, a paragraph each.
    pub lines: Vec<T>,
    /// The body.
    pub body: Body<T>,
    /// What is on the lock now; on every screen of a journey.
    pub standing: Option<T>,
    /// What is to be done at the door, for a picture beside the words.
    pub scene: Option<Scene>,
    /// What to be careful about.
    pub warning: Option<T>,
    /// What went wrong.
    pub problem: Option<Problem<T>>,
    /// What may be pressed.
    pub actions: Vec<Offer<T>>,
    /// What the platform is asked for, if anything.
    pub request: Option<Request<T>>,
    /// What a screen reader says of progress: changes at most at each quarter.
    pub announce: Option<T>,
    /// The position code: six letters that a person can read out on the phone, without a secret.
    pub position: String,
}

/// The stages of the journey, by the name that scripts see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StageName {
    /// All journeys and saved copies.
    Home,
    /// How Relatch may act as the owner.
    Key,
    /// Finding the lock.
    Find,
    /// Saving the copy.
    Backup,
    /// What is saved and what cannot come back.
    Review,
    /// The recovery key.
    RecoveryKey,
    /// Trying the way back.
    Rehearsal,
    /// The last questions before the reset.
    Ready,
    /// The reset.
    Reset,
    /// The lock's new key.
    ReAdd,
    /// The lock's clock.
    Clock,
    /// What will be written.
    Plan,
    /// The proof at the door.
    Proof,
    /// Putting everything back.
    Import,
    /// What became of it.
    Report,
    /// Erasing the saved copy.
    Erase,
}

impl StageName {
    /// Every stage, in the order of the journey.
    pub const ALL: [Self; 16] = [
        Self::Home,
        Self::Key,
        Self::Find,
        Self::Backup,
        Self::Review,
        Self::RecoveryKey,
        Self::Rehearsal,
        Self::Ready,
        Self::Reset,
        Self::ReAdd,
        Self::Clock,
        Self::Plan,
        Self::Proof,
        Self::Import,
        Self::Report,
        Self::Erase,
    ];

    /// The name that scripts see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Key => "key",
            Self::Find => "find",
            Self::Backup => "backup",
            Self::Review => "review",
            Self::RecoveryKey => "recovery-key",
            Self::Rehearsal => "rehearsal",
            Self::Ready => "ready",
            Self::Reset => "reset",
            Self::ReAdd => "re-add",
            Self::Clock => "clock",
            Self::Plan => "plan",
            Self::Proof => "proof",
            Self::Import => "import",
            Self::Report => "report",
            Self::Erase => "erase",
        }
    }
}

/// A step of the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step<T> {
    /// Its name.
    pub label: T,
    /// Where the person is.
    pub state: StepState,
}

/// Where a person is with a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Behind.
    Done,
    /// Here.
    Now,
    /// Ahead.
    Ahead,
}

/// What a person does at the door. The words say all of it; this only says which picture helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scene {
    /// Touches the keypad, so that the lock wakes up.
    TouchKeypad,
    /// Types a code on the keypad.
    TypeCode,
    /// Opens the door and keeps it open.
    OpenDoor,
    /// Takes the battery cover off and holds the reset button.
    HoldButton,
    /// Puts in new batteries.
    ChangeBatteries,
}

/// The body of a screen: a closed set of kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Body<T> {
    /// Nothing but the lines above it.
    Text,
    /// One of several may be chosen: [`Action::Choose`].
    Choices {
        /// They.
        choices: Vec<Choice<T>>,
    },
    /// Several things to tick: [`Action::Tick`].
    Checklist {
        /// They.
        checks: Vec<Check<T>>,
    },
    /// Things to do one after the other, with the hands; nothing to tick.
    Instructions {
        /// They, in order.
        instructions: Vec<T>,
    },
    /// Something to type: [`Action::Submit`].
    Form {
        /// The fields.
        fields: Vec<Field<T>>,
    },
    /// Something that runs.
    Progress(Progress<T>),
    /// What is saved: may be searched ([`Action::Search`]).
    Items(ItemTable<T>),
    /// What a restore does, item by item: may be searched, ticked ([`Action::Tick`]).
    Plan(PlanTable<T>),
    /// A code to be written down or typed somewhere, in groups.
    Code(CodeEntry<T>),
    /// What is to be seen at the door, and what was.
    Proof(DoorProof<T>),
    /// What became of everything.
    Report(ReportBody<T>),
}

/// One of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice<T> {
    /// What [`Action::Choose`] names.
    pub id: String,
    /// What it is.
    pub label: T,
    /// More about it.
    pub detail: Option<T>,
    /// Whether it can be chosen now.
    pub enabled: bool,
}

/// Something to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check<T> {
    /// What [`Action::Tick`] names.
    pub id: String,
    /// What is ticked.
    pub label: T,
    /// Why, or how.
    pub detail: Option<T>,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether the way on needs it.
    pub required: bool,
}

/// A field to type into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field<T> {
    /// What [`Action::Submit`] names.
    pub id: String,
    /// What to type.
    pub label: T,
    /// What kind of text it is, so that a phone shows the right keyboard.
    pub input: Input,
}

/// What kind of text is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Input {
    /// Words.
    Words,
    /// Digits.
    Digits,
    /// Many lines, pasted.
    Paste,
    /// A part of a recovery key: letters and digits, hidden.
    Secret,
    /// A password: hidden, taken as it is typed.
    Password,
}

/// Something that runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Progress<T> {
    /// What is being done.
    pub label: T,
    /// How much is done.
    pub done: u32,
    /// Of how much, where that is known.
    pub total: Option<u32>,
    /// How long it still takes, in words; from measured time.
    pub left: Option<T>,
    /// How long it still takes at most before something else is shown, in seconds.
    pub deadline_s: Option<u32>,
}

/// A table of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemTable<T> {
    /// How many there are of each kind, in words.
    pub counts: Vec<T>,
    /// The items that match the search.
    pub rows: Vec<ItemRow<T>>,
    /// What is searched for.
    pub search: String,
    /// Whether codes are shown.
    pub revealed: bool,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemRow<T> {
    /// Its id in the saved copy.
    pub id: String,
    /// What it is: its kind and the owner's name for it.
    pub label: T,
    /// Its digits or number: masked, or shown because somebody asked for it.
    pub value: Option<Secret<T>>,
    /// When it works.
    pub when: Option<T>,
    /// What to know about it.
    pub notes: Vec<T>,
    /// Whether it cannot come back; the notes say why.
    pub lost: bool,
}

/// Digits that open a door, as they may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Secret<T> {
    /// What is shown: dots, or the digits.
    pub shown: Hidden,
    /// What a screen reader says.
    pub spoken: T,
}

/// A plan of a restore.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanTable<T> {
    /// How many are added, changed, left, and refused, in words.
    pub counts: Vec<T>,
    /// What can be chosen for all.
    pub options: Vec<Check<T>>,
    /// The items that match the search.
    pub rows: Vec<PlanRow<T>>,
    /// What is searched for.
    pub search: String,
}

/// What happens to an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanRow<T> {
    /// Its id in the saved copy; what [`Action::Tick`] names.
    pub id: String,
    /// What it is.
    pub label: T,
    /// What happens to it.
    pub fate: Fate,
    /// What happens to it, in a word.
    pub word: T,
    /// Why.
    pub reason: T,
    /// What to know about it.
    pub notes: Vec<T>,
    /// Whether it is chosen.
    pub ticked: bool,
    /// Whether that can be changed.
    pub enabled: bool,
}

/// What happens to an item, or happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is added.
    Add,
    /// What is there is replaced.
    Change,
    /// It is left as it is.
    Skip,
    /// It cannot be written.
    Refuse,
}

/// A code in groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeEntry<T> {
    /// The groups, in order.
    pub groups: Vec<Secret<T>>,
    /// The whole, to be drawn as a QR code.
    pub qr: Option<Hidden>,
}

/// The proof at the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoorProof<T> {
    /// The code to type.
    pub code: Option<Secret<T>>,
    /// What to do, in order, and what was seen.
    pub checks: Vec<Check<T>>,
}

/// What became of everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportBody<T> {
    /// Whether everything restorable was read back equal.
    pub proved: bool,
    /// The sentences of the report.
    pub lines: Vec<T>,
    /// What is missing or differs, and why.
    pub missing: Vec<ItemRow<T>>,
    /// What the owner still has to do.
    pub to_do: Vec<Check<T>>,
}

/// What went wrong: what happened, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem<T> {
    /// The stable name, for support.
    pub code: String,
    /// What happened.
    pub what: T,
    /// What to do.
    pub advice: T,
    /// Whether trying again helps.
    pub retry: Retry,
}

/// Whether trying again helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Retry {
    /// At once.
    Now,
    /// After what the advice says.
    Later,
    /// Not by itself.
    Never,
}

/// Something that may be pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer<T> {
    /// What.
    pub button: Button,
    /// Its words.
    pub label: T,
    /// What it may do.
    pub danger: Danger,
    /// What is asked before it counts.
    pub confirm: Option<T>,
}

/// What pressing may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Danger {
    /// Nothing is changed.
    None,
    /// Something on the lock or the phone changes, and can be changed back.
    Careful,
    /// It cannot be undone.
    OneWay,
}

/// Everything that can be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Button {
    /// On.
    Next,
    /// Back.
    Back,
    /// Stop what runs.
    Cancel,
    /// Try again.
    Retry,
    /// Go on without.
    Skip,
    /// Hand in what was typed.
    Submit,
    /// Show codes.
    Reveal,
    /// Hide codes.
    Hide,
    /// Give the saved copy to somebody or another app.
    ShareCopy,
    /// Give the report away.
    ShareReport,
    /// The sheet of last resort.
    Sheet,
    /// Save the lock's new key elsewhere.
    ShareKey,
    /// Bring the lock into an account.
    Account,
    /// Remove what is on the lock and begin the import anew.
    StartOver,
    /// Keep the saved copy.
    Keep,
    /// Erase the saved copy.
    Erase,
    /// Leave the journey for later; it can be gone on with.
    Leave,
    /// End the journey for good.
    Abandon,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A button.
    Press(Button),
    /// One of several, by id.
    Choose(String),
    /// A tick.
    Tick {
        /// Which.
        id: String,
        /// Set or taken away.
        on: bool,
    },
    /// What was typed, by the field's id.
    Submit(Vec<(String, Hidden)>),
    /// What is searched for.
    Search(String),
}

/// What the platform is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "request", rename_all = "kebab-case")]
pub enum Request<T> {
    /// The permission to use Bluetooth.
    Permission,
    /// Bluetooth to be switched on.
    BluetoothOn,
    /// A file with the owner's key.
    PickKey,
    /// A saved copy.
    PickCopy,
    /// A file for the owner.
    Share(Shared<T>),
    /// A QR code.
    ScanQr,
    /// The device's own check of who holds it.
    Identify {
        /// Why, in words that the device shows.
        reason: T,
    },
    /// The screen to stay on.
    KeepAwake,
}

/// A file for the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shared<T> {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// What it is: `application/age`, `text/html`, `application/json`.
    pub media_type: String,
    /// The ways out, where it may also go straight into another app. Absent: it is saved to a place of the owner's, and no other app is
    /// offered it; what opens a door never goes by the channel of a file.
    pub ways: Option<ShareWays<T>>,
}

/// The two ways out of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShareWays<T> {
    /// The words for: save it to a place.
    pub save: T,
    /// The words for: hand it to another app. Nobody learns whether it arrives anywhere.
    pub send: T,
}

impl<T> Screen<T> {
    /// Whether an action is offered, whatever its revision.
    pub fn offers(&self, action: &Action) -> bool {
        match action {
            Action::Press(button) => self
                .actions
                .iter()
                .any(|offer| offer.button == *button && *button != Button::Submit),
            Action::Choose(id) => match &self.body {
                Body::Choices { choices } => choices.iter().any(|choice| choice.id == *id && choice.enabled),
                _ => false,
            },
            Action::Tick { id, .. } => match &self.body {
                Body::Checklist { checks } => checks.iter().any(|check| check.id == *id),
                Body::Plan(table) => {
                    let mut rows = table.rows.iter().filter(|row| row.enabled);
                    table.options.iter().any(|option| option.id == *id) || rows.any(|row| row.id == *id)
                }
                Body::Report(report) => report.to_do.iter().any(|check| check.id == *id),
                _ => false,
            },
            Action::Submit(entries) => match &self.body {
                Body::Form { fields } => {
                    self.actions.iter().any(|offer| offer.button == Button::Submit)
                        && entries.len() == fields.len()
                        && fields.iter().all(|field| entries.iter().any(|(id, _)| *id == field.id))
                }
                _ => false,
            },
            Action::Search(_) => matches!(self.body, Body::Items(_) | Body::Plan(_)),
        }
    }

    /// What decides whether an action that was meant for one screen may count on another: everything that is offered, but not
    /// how far something is, or what is ticked.
    pub fn has_same_offers<U>(&self, other: &Screen<U>) -> bool {
        let buttons = |screen: &[(Button, Danger)], other: &[(Button, Danger)]| screen == other;
        let mine: Vec<_> = self.actions.iter().map(|offer| (offer.button, offer.danger)).collect();
        let theirs: Vec<_> = other.actions.iter().map(|offer| (offer.button, offer.danger)).collect();
        self.stage == other.stage && buttons(&mine, &theirs) && self.body.input_ids() == other.body.input_ids()
    }
}

impl<T> Body<T> {
    /// The kind, and the ids of everything that can be chosen, ticked or typed.
    pub(crate) fn input_ids(&self) -> (&'static str, Vec<&str>) {
        match self {
            Self::Text => ("text", Vec::new()),
            Self::Choices { choices } => {
                let enabled = choices.iter().filter(|choice| choice.enabled);
                ("choices", enabled.map(|choice| choice.id.as_str()).collect())
            }
            Self::Checklist { checks } => ("checklist", checks.iter().map(|check| check.id.as_str()).collect()),
            Self::Instructions { .. } => ("instructions", Vec::new()),
            Self::Form { fields } => ("form", fields.iter().map(|field| field.id.as_str()).collect()),
            Self::Progress(_) => ("progress", Vec::new()),
            // Rows come and go with the search; a tick on one that is not shown is not offered.
            Self::Items(_) => ("items", Vec::new()),
            Self::Plan(_) => ("plan", Vec::new()),
            Self::Code(_) => ("code", Vec::new()),
            Self::Proof(_) => ("proof", Vec::new()),
            Self::Report(report) => ("report", report.to_do.iter().map(|check| check.id.as_str()).collect()),
        }
    }
}

/// Puts every text of something into another form.
macro_rules! map_texts {
    ($($name:ident { $($plain:ident),* ; $($text:ident),* ; $($maybe:ident),* ; $($list:ident),* ; $($nested:ident),* })*) => {$(
        impl<T> $name<T> {
            /// Every text put into another form, for instance a language.
            pub fn map<U>(self, to: &mut dyn FnMut(T) -> U) -> $name<U> {
                $name {
                    $($plain: self.$plain,)*
                    $($text: to(self.$text),)*
                    $($maybe: self.$maybe.map(&mut *to),)*
                    $($list: self.$list.into_iter().map(&mut *to).collect(),)*
                    $($nested: self.$nested.into_iter().map(|part| part.map(&mut *to)).collect(),)*
                }
            }
        }
    )*};
}

map_texts! {
    Step { state; label; ; ; }
    Choice { id, enabled; label; detail; ; }
    Check { id, ticked, required; label; detail; ; }
    Field { id, input; label; ; ; }
    Progress { done, total, deadline_s; label; left; ; }
    Secret { shown; spoken; ; ; }
    Problem { code, retry; what, advice; ; ; }
    Offer { button, danger; label; confirm; ; }
    ShareWays { ; save, send; ; ; }
    ItemTable { search, revealed; ; ; counts; rows }
    PlanTable { search; ; ; counts; options, rows }
    PlanRow { id, fate, ticked, enabled; label, word, reason; ; notes; }
    CodeEntry { qr; ; ; ; groups }
    ReportBody { proved; ; ; lines; missing, to_do }
}

impl<T> ItemRow<T> {
    /// Every text put into another form.
    pub fn map<U>(self, to: &mut dyn FnMut(T) -> U) -> ItemRow<U> {
        ItemRow {
            id: self.id,
            label: to(self.label),
            value: self.value.map(|value| value.map(to)),
            when: self.when.map(&mut *to),
            notes: self.notes.into_iter().map(&mut *to).collect(),
            lost: self.lost,
        }
    }
}

impl<T> Shared<T> {
    /// Every text put into another form.
    pub fn map<U>(self, to: &mut dyn FnMut(T) -> U) -> Shared<U> {
        Shared {
            name: self.name,
            path: self.path,
            media_type: self.media_type,
            ways: self.ways.map(|ways| ways.map(to)),
        }
    }
}

impl<T> DoorProof<T> {
    /// Every text put into another form.
    pub fn map<U>(self, to: &mut dyn FnMut(T) -> U) -> DoorProof<U> {
        DoorProof {
            code: self.code.map(|code| code.map(to)),
            checks: self.checks.into_iter().map(|check| check.map(to)).collect(),
        }
    }
}

impl<T> Request<T> {
    /// Every text put into another form.
    pub fn map<U>(self, to: &mut dyn FnMut(T) -> U) -> Request<U> {
        match self {
            Self::Permission => Request::Permission,
            Self::BluetoothOn => Request::BluetoothOn,
            Self::PickKey => Request::PickKey,
            Self::PickCopy => Request::PickCopy,
            Self::Share(shared) => Request::Share(shared.map(to)),
            Self::ScanQr => Request::ScanQr,
            Self::Identify { reason } => Request::Identify { reason: to(reason) },
            Self::KeepAwake => Request::KeepAwake,
        }
    }
}

impl<T> Body<T> {
    /// Every text put into another form.
    pub fn map<U>(self, to: &mut dyn FnMut(T) -> U) -> Body<U> {
        match self {
            Self::Text => Body::Text,
            Self::Choices { choices } => Body::Choices {
                choices: choices.into_iter().map(|choice| choice.map(to)).collect(),
            },
            Self::Checklist { checks } => Body::Checklist {
                checks: checks.into_iter().map(|check| check.map(to)).collect(),
            },
            Self::Instructions { instructions } => Body::Instructions {
                instructions: instructions.into_iter().map(&mut *to).collect(),
            },
            Self::Form { fields } => Body::Form {
                fields: fields.into_iter().map(|field| field.map(to)).collect(),
            },
            Self::Progress(progress) => Body::Progress(progress.map(to)),
            Self::Items(table) => Body::Items(table.map(to)),
            Self::Plan(table) => Body::Plan(table.map(to)),
            Self::Code(code) => Body::Code(code.map(to)),
            Self::Proof(proof) => Body::Proof(proof.map(to)),
            Self::Report(report) => Body::Report(report.map(to)),
        }
    }
}

impl<T> Screen<T> {
    /// Every text put into another form, for instance a language.
    pub fn map<U>(self, to: &mut dyn FnMut(T) -> U) -> Screen<U> {
        Screen {
            revision: self.revision,
            stage: self.stage,
            steps: self.steps.into_iter().map(|step| step.map(to)).collect(),
            title: to(self.title),
            lines: self.lines.into_iter().map(&mut *to).collect(),
            body: self.body.map(to),
            standing: self.standing.map(&mut *to),
            scene: self.scene,
            warning: self.warning.map(&mut *to),
            problem: self.problem.map(|problem| problem.map(to)),
            actions: self.actions.into_iter().map(|offer| offer.map(to)).collect(),
            request: self.request.map(|request| request.map(to)),
            announce: self.announce.map(&mut *to),
            position: self.position,
        }
    }
}
