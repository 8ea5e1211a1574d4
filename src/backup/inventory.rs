//! What hangs on a lock and no restore brings back: an account tells it by name, and the owner has it done again by hand.

use super::item::{About, ItemId, ItemKind, Label};
use super::loss::Obstacle;
use super::snapshot::Snapshot;
use serde::{Deserialize, Serialize};

/// Something that must be paired, enrolled, invited or made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InventoryEntry {
    /// Its id in this file.
    pub id: ItemId,
    /// What it is: one of the words of [`Thing`], or one of a later version.
    pub kind: String,
    /// Where it is known from, name, note. The note of a person is the name of their account.
    #[serde(flatten)]
    pub about: About,
}

macro_rules! things {
    ($($name:ident $word:literal $obstacle:ident $text:literal;)*) => {
        /// What it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Thing { $(#[doc = $text] $name,)* }

        impl Thing {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word that files, ids and the command line use.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What must be done, as the reason why it does not come back.
            pub fn obstacle(self) -> Obstacle {
                match self { $(Self::$name => Obstacle::$obstacle,)* }
            }
        }
    };
}

things! {
    Face "face" EnrolAgain "A face.";
    PalmVein "palm-vein" EnrolAgain "A palm.";
    Remote "remote" PairAgain "A remote control.";
    Keypad "keypad" PairAgain "A wireless keypad.";
    DoorSensor "door-sensor" PairAgain "A door sensor.";
    Gateway "gateway" PairAgain "A gateway.";
    QrCode "qr-code" MakeAgain "A code that is shown on a phone and scanned by the lock.";
    Person "person" InviteAgain "Somebody who opens with a phone.";
    UnusedCode "unused-code" NeverTyped "A code that the account made, that nobody typed yet, and that no lock can be told.";
}

impl Thing {
    /// The thing of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|thing| thing.word() == word)
    }
}

impl InventoryEntry {
    /// What it is; `None` for what only a later version knows.
    pub fn thing(&self) -> Option<Thing> {
        Thing::of_word(&self.kind)
    }
}

impl Snapshot {
    /// Adds something to the inventory, under the next number of its kind.
    pub fn add_thing(&mut self, thing: Thing, about: About) {
        let kind = thing.word();
        let number = self.inventory.iter().filter(|entry| entry.kind == kind).count() + 1;
        self.inventory.push(InventoryEntry {
            id: ItemId::numbered(kind, number),
            kind: kind.to_owned(),
            about,
        });
    }

    /// Everything of the inventory that this version knows, in the order of the file.
    pub fn things(&self) -> impl Iterator<Item = (Label, Thing)> {
        let known = self.inventory.iter().filter_map(|entry| Some((entry, entry.thing()?)));
        known.map(|(entry, thing)| {
            let label = Label::new(entry.id.clone(), ItemKind::Thing(thing), entry.about.name.clone());
            (label, thing)
        })
    }
}
