//! A screen as a shell gets it: mirrors of [`crate::journey::screen`](mod@crate::journey::screen), every text in the person's language.

use super::hidden::{Hidden, Secret};
use super::platform::PlatformRequest;
use crate::journey::screen as inside;
use std::fmt;

/// Makes an enum without data that mirrors one of the journey, so that neither can change without the other.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident = $inside:path { $($(#[$word:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum $name { $($(#[$word])* $variant,)* }

        impl From<$inside> for $name {
            fn from(value: $inside) -> Self {
                use $inside as Inside;
                match value { $(Inside::$variant => Self::$variant,)* }
            }
        }

        impl From<$name> for $inside {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant,)* }
            }
        }
    };
}
pub(super) use mirror;

fn all<T, U: From<T>>(values: Vec<T>) -> Vec<U> {
    values.into_iter().map(U::from).collect()
}

/// What to show. It says what, never how: no colours, no widgets. Every text is in the language of `language`.
///
/// It prints as its stage, revision and position only, because its texts may hold codes.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Display)]
pub struct Screen {
    /// Which state of the offers this is. Give it back with every action: an action of another revision is ignored.
    pub revision: u32,
    /// The stage of the journey.
    pub stage: StageName,
    /// The way through the journey, in order; empty outside one.
    pub steps: Vec<Step>,
    /// The title.
    pub title: String,
    /// What is said above the body, a paragraph each.
    pub lines: Vec<String>,
    /// The body.
    pub body: ScreenBody,
    /// What is on the lock now; on every screen of a journey. Keep it in sight.
    pub standing: Option<String>,
    /// What is to be done at the door, for a picture beside the words, which say all of it.
    pub scene: Option<Scene>,
    /// What to be careful about.
    pub warning: Option<String>,
    /// What went wrong.
    pub problem: Option<Problem>,
    /// What may be pressed, in the order in which to show it. The first is the way on.
    pub actions: Vec<Offer>,
    /// What the platform is asked for, if anything. Answer with a `PlatformEvent`.
    pub request: Option<PlatformRequest>,
    /// What a screen reader says of progress: changes at most at each quarter.
    pub announce: Option<String>,
    /// The position code: six letters that a person can read out on the phone, without a secret. Empty outside a journey.
    pub position: String,
    /// The language of the texts: a tag of BCP 47, `zh-Hans`.
    pub language: String,
    /// Whether that language is written from right to left; the layout follows the texts, not the phone.
    pub right_to_left: bool,
    /// The virtual lock's door, in a demonstration.
    pub door: Option<DoorView>,
}

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stage = inside::StageName::from(self.stage).word();
        write!(f, "screen {} of {stage}, {}", self.revision, self.position)
    }
}

impl fmt::Debug for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Screen {
    /// A screen with the language that it is in, and what stands at the door.
    pub(super) fn new(screen: inside::Screen<String>, language: &str, right_to_left: bool) -> Self {
        Self {
            revision: screen.revision,
            stage: screen.stage.into(),
            steps: all(screen.steps),
            title: screen.title,
            lines: screen.lines,
            body: screen.body.into(),
            standing: screen.standing,
            scene: screen.scene.map(Scene::from),
            warning: screen.warning,
            problem: screen.problem.map(Problem::from),
            actions: all(screen.actions),
            request: screen.request.map(PlatformRequest::from),
            announce: screen.announce,
            position: screen.position,
            language: language.to_owned(),
            right_to_left,
            door: None,
        }
    }
}

mirror! {
    /// The stages of the journey.
    StageName = inside::StageName {
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
}

mirror! {
    /// What a person does at the door.
    Scene = inside::Scene {
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
}

/// A step of the way.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// Where the person is.
    pub state: StepState,
}

impl From<inside::Step<String>> for Step {
    fn from(step: inside::Step<String>) -> Self {
        Self {
            label: step.label,
            state: step.state.into(),
        }
    }
}

mirror! {
    /// Where a person is with a step.
    StepState = inside::StepState {
        /// Behind.
        Done,
        /// Here.
        Now,
        /// Ahead.
        Ahead,
    }
}

/// The body of a screen: a closed set of kinds.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ScreenBody {
    /// Nothing but the lines above it.
    Text,
    /// One of several may be chosen: `Action.Choose`.
    Choices {
        /// They.
        choices: Vec<Choice>,
    },
    /// Several things to tick: `Action.Tick`.
    Checklist {
        /// They.
        checks: Vec<Check>,
    },
    /// Things to do one after the other, with the hands; nothing to tick.
    Instructions {
        /// They, in order.
        instructions: Vec<String>,
    },
    /// Something to type: `Action.Submit`.
    Form {
        /// The fields.
        fields: Vec<Field>,
    },
    /// Something that runs.
    Progress {
        /// How far it is.
        progress: WorkProgress,
    },
    /// What is saved: may be searched (`Action.Search`).
    Items {
        /// The items.
        table: ItemTable,
    },
    /// What a restore does, item by item: may be searched, and ticked (`Action.Tick`).
    Plan {
        /// The items.
        table: PlanTable,
    },
    /// A code to be written down or typed somewhere, in groups.
    Code {
        /// The code.
        code: CodeEntry,
    },
    /// What is to be seen at the door, and what was.
    Proof {
        /// What to do there.
        proof: DoorProof,
    },
    /// What became of everything.
    Report {
        /// All of it.
        report: ReportBody,
    },
}

impl From<inside::Body<String>> for ScreenBody {
    fn from(body: inside::Body<String>) -> Self {
        match body {
            inside::Body::Text => Self::Text,
            inside::Body::Choices { choices } => Self::Choices { choices: all(choices) },
            inside::Body::Checklist { checks } => Self::Checklist { checks: all(checks) },
            inside::Body::Instructions { instructions } => Self::Instructions { instructions },
            inside::Body::Form { fields } => Self::Form { fields: all(fields) },
            inside::Body::Progress(progress) => Self::Progress {
                progress: progress.into(),
            },
            inside::Body::Items(table) => Self::Items { table: table.into() },
            inside::Body::Plan(table) => Self::Plan { table: table.into() },
            inside::Body::Code(code) => Self::Code { code: code.into() },
            inside::Body::Proof(proof) => Self::Proof { proof: proof.into() },
            inside::Body::Report(report) => Self::Report { report: report.into() },
        }
    }
}

/// One of several.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Choice {
    /// What `Action.Choose` names.
    pub id: String,
    /// What it is.
    pub label: String,
    /// More about it.
    pub detail: Option<String>,
    /// Whether it can be chosen now.
    pub enabled: bool,
}

impl From<inside::Choice<String>> for Choice {
    fn from(choice: inside::Choice<String>) -> Self {
        let inside::Choice {
            id,
            label,
            detail,
            enabled,
        } = choice;
        Self {
            id,
            label,
            detail,
            enabled,
        }
    }
}

/// Something to tick.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Check {
    /// What `Action.Tick` names.
    pub id: String,
    /// What is ticked.
    pub label: String,
    /// Why, or how.
    pub detail: Option<String>,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether the way on needs it.
    pub required: bool,
}

impl From<inside::Check<String>> for Check {
    fn from(check: inside::Check<String>) -> Self {
        let inside::Check {
            id,
            label,
            detail,
            ticked,
            required,
        } = check;
        Self {
            id,
            label,
            detail,
            ticked,
            required,
        }
    }
}

/// A field to type into.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Field {
    /// What `Action.Submit` names.
    pub id: String,
    /// What to type.
    pub label: String,
    /// What kind of text it is, so that a phone shows the right keyboard.
    pub kind: FieldKind,
}

impl From<inside::Field<String>> for Field {
    fn from(field: inside::Field<String>) -> Self {
        Self {
            id: field.id,
            label: field.label,
            kind: field.input.into(),
        }
    }
}

mirror! {
    /// What kind of text is typed.
    FieldKind = inside::Input {
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
}

/// Something that runs.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WorkProgress {
    /// What is being done.
    pub label: String,
    /// How much is done.
    pub done: u32,
    /// Of how much, where that is known.
    pub total: Option<u32>,
    /// How long it still takes, in words; from measured time.
    pub left: Option<String>,
    /// How long it still takes at most before something else is shown, in seconds.
    pub deadline_s: Option<u32>,
}

impl From<inside::Progress<String>> for WorkProgress {
    fn from(progress: inside::Progress<String>) -> Self {
        let inside::Progress {
            label,
            done,
            total,
            left,
            deadline_s,
        } = progress;
        Self {
            label,
            done,
            total,
            left,
            deadline_s,
        }
    }
}

/// A table of items.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ItemTable {
    /// How many there are of each kind, in words.
    pub counts: Vec<String>,
    /// The items that match the search.
    pub rows: Vec<ItemRow>,
    /// What is searched for.
    pub search: String,
    /// Whether codes are shown.
    pub revealed: bool,
}

impl From<inside::ItemTable<String>> for ItemTable {
    fn from(table: inside::ItemTable<String>) -> Self {
        Self {
            counts: table.counts,
            rows: all(table.rows),
            search: table.search,
            revealed: table.revealed,
        }
    }
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ItemRow {
    /// Its id in the saved copy.
    pub id: String,
    /// What it is: its kind and the owner's name for it.
    pub label: String,
    /// Its digits or number: masked, or shown because somebody asked for it.
    pub value: Option<Secret>,
    /// When it works.
    pub validity: Option<String>,
    /// What to know about it.
    pub notes: Vec<String>,
    /// Whether it cannot come back; the notes say why.
    pub lost: bool,
}

impl From<inside::ItemRow<String>> for ItemRow {
    fn from(row: inside::ItemRow<String>) -> Self {
        Self {
            id: row.id,
            label: row.label,
            value: row.value.map(Secret::from),
            validity: row.when,
            notes: row.notes,
            lost: row.lost,
        }
    }
}

/// A plan of a restore.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PlanTable {
    /// How many are added, changed, left, and refused, in words.
    pub counts: Vec<String>,
    /// What can be chosen for all.
    pub options: Vec<Check>,
    /// The items that match the search.
    pub rows: Vec<PlanRow>,
    /// What is searched for.
    pub search: String,
}

impl From<inside::PlanTable<String>> for PlanTable {
    fn from(table: inside::PlanTable<String>) -> Self {
        Self {
            counts: table.counts,
            options: all(table.options),
            rows: all(table.rows),
            search: table.search,
        }
    }
}

/// What happens to an item.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PlanRow {
    /// Its id in the saved copy; what `Action.Tick` names.
    pub id: String,
    /// What it is.
    pub label: String,
    /// What happens to it.
    pub fate: Fate,
    /// What happens to it, in a word.
    pub word: String,
    /// Why.
    pub reason: String,
    /// What to know about it.
    pub notes: Vec<String>,
    /// Whether it is chosen.
    pub ticked: bool,
    /// Whether that can be changed.
    pub enabled: bool,
}

impl From<inside::PlanRow<String>> for PlanRow {
    fn from(row: inside::PlanRow<String>) -> Self {
        Self {
            id: row.id,
            label: row.label,
            fate: row.fate.into(),
            word: row.word,
            reason: row.reason,
            notes: row.notes,
            ticked: row.ticked,
            enabled: row.enabled,
        }
    }
}

mirror! {
    /// What happens to an item, or happened.
    Fate = inside::Fate {
        /// It is added.
        Add,
        /// What is there is replaced.
        Change,
        /// It is left as it is.
        Skip,
        /// It cannot be written.
        Refuse,
    }
}

/// A code in groups.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CodeEntry {
    /// The groups, in order.
    pub groups: Vec<Secret>,
    /// The whole, to be drawn as a QR code.
    pub qr: Option<Hidden>,
}

impl From<inside::CodeEntry<String>> for CodeEntry {
    fn from(code: inside::CodeEntry<String>) -> Self {
        Self {
            groups: all(code.groups),
            qr: code.qr.map(Hidden::from),
        }
    }
}

/// The proof at the door.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DoorProof {
    /// The code to type.
    pub code: Option<Secret>,
    /// What to do, in order, and what was seen.
    pub checks: Vec<Check>,
}

impl From<inside::DoorProof<String>> for DoorProof {
    fn from(proof: inside::DoorProof<String>) -> Self {
        Self {
            code: proof.code.map(Secret::from),
            checks: all(proof.checks),
        }
    }
}

/// What became of everything.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReportBody {
    /// Whether everything restorable was read back equal.
    pub proved: bool,
    /// The sentences of the report.
    pub lines: Vec<String>,
    /// What is missing or differs, and why.
    pub missing: Vec<ItemRow>,
    /// What the owner still has to do.
    pub to_do: Vec<Check>,
}

impl From<inside::ReportBody<String>> for ReportBody {
    fn from(report: inside::ReportBody<String>) -> Self {
        Self {
            proved: report.proved,
            lines: report.lines,
            missing: all(report.missing),
            to_do: all(report.to_do),
        }
    }
}

/// What went wrong: what happened, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Problem {
    /// The stable name, for support.
    pub code: String,
    /// What happened.
    pub what: String,
    /// What to do.
    pub advice: String,
    /// Whether trying again helps.
    pub retry: Retry,
}

impl From<inside::Problem<String>> for Problem {
    fn from(problem: inside::Problem<String>) -> Self {
        Self {
            code: problem.code,
            what: problem.what,
            advice: problem.advice,
            retry: problem.retry.into(),
        }
    }
}

mirror! {
    /// Whether trying again helps.
    Retry = inside::Retry {
        /// At once.
        Now,
        /// After what the advice says.
        Later,
        /// Not by itself.
        Never,
    }
}

/// Something that may be pressed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Offer {
    /// What: `Action.Press`, but `Action.Submit` with what was typed where it is `Submit`.
    pub button: ButtonName,
    /// Its words.
    pub label: String,
    /// What it may do.
    pub danger: Danger,
    /// What is asked before it counts.
    pub confirm: Option<String>,
}

impl From<inside::Offer<String>> for Offer {
    fn from(offer: inside::Offer<String>) -> Self {
        Self {
            button: offer.button.into(),
            label: offer.label,
            danger: offer.danger.into(),
            confirm: offer.confirm,
        }
    }
}

/// What pressing may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Danger {
    /// Nothing is changed.
    Harmless,
    /// Something on the lock or the phone changes, and can be changed back.
    Careful,
    /// It cannot be undone.
    OneWay,
}

impl From<inside::Danger> for Danger {
    fn from(danger: inside::Danger) -> Self {
        match danger {
            // Swift takes `none` for the empty optional.
            inside::Danger::None => Self::Harmless,
            inside::Danger::Careful => Self::Careful,
            inside::Danger::OneWay => Self::OneWay,
        }
    }
}

mirror! {
    /// Everything that can be pressed.
    ButtonName = inside::Button {
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
        /// Save the lock's new key elsewhere.
        ShareKey,
        /// Bring the lock into an account.
        Account,
        /// The sheet of last resort.
        Sheet,
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
}

/// The door of a demonstration's virtual lock, for a shell that draws it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DoorView {
    /// Whether the bolt is drawn back.
    pub open: bool,
    /// Whether the lock has an owner; one without waits to be added.
    pub owned: bool,
    /// Whether its batteries are too weak for a reset.
    pub low_battery: bool,
    /// What the lock did at the last `PlatformEvent.AtDoor`.
    pub answer: Option<DoorAnswer>,
    /// What a person at this screen needs to know because it is a demonstration.
    pub hint: Option<String>,
}

/// What a virtual lock did when somebody did something at its door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum DoorAnswer {
    /// The keypad lit up.
    Lit,
    /// The bolt opened.
    Opened,
    /// No code has these digits.
    Wrong,
    /// The code is not valid any more.
    Expired,
    /// The code is not valid yet.
    NotYet,
    /// The code opened as often as it may.
    UsedUp,
    /// The lock is frozen and lets nobody in.
    Frozen,
    /// The button was held: the lock waits for `000#` on its keypad.
    WaitsForSequence,
    /// The reset button is switched off in the lock's settings.
    ButtonOff,
    /// The lock has forgotten everything.
    Forgot,
}
