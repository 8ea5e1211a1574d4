//! What a lock can do, as it says itself (protocol, commands 4).

use serde::{Deserialize, Serialize};

/// The feature bits of a lock: groups of 32, the first holds bits 31 to 0, the second 63 to 32, and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Features(pub Vec<u32>);

impl Features {
    /// The features of a set of bit numbers, in as many groups as the highest needs, at least one.
    pub fn from_bits(bits: impl IntoIterator<Item = u8>) -> Self {
        let mut groups = vec![0_u32];
        for bit in bits {
            let group = usize::from(bit / 32);
            if groups.len() <= group {
                groups.resize(group + 1, 0);
            }
            if let Some(value) = groups.get_mut(group) {
                *value |= 1 << (bit % 32);
            }
        }
        Self(groups)
    }

    /// The set bits, lowest first.
    pub fn bits(&self) -> Vec<u32> {
        let groups = (0_u32..).zip(&self.0);
        groups
            .flat_map(|(group, value)| {
                (0..32)
                    .filter(move |bit| value >> bit & 1 == 1)
                    .map(move |bit| group * 32 + bit)
            })
            .collect()
    }

    /// Whether the lock has `feature`.
    pub fn has(&self, feature: Feature) -> bool {
        let bit = feature.bit();
        self.0
            .get(usize::from(bit / 32))
            .is_some_and(|group| group >> (bit % 32) & 1 == 1)
    }

    /// The account's text of it, `featureValue`: hexadecimal, highest group first, no leading zeros, upper case.
    pub fn to_text(&self) -> String {
        let text: String = self.0.iter().rev().map(|group| format!("{group:08X}")).collect();
        let text = text.trim_start_matches('0');
        if text.is_empty() {
            "0".to_owned()
        } else {
            text.to_owned()
        }
    }

    /// The features of the account's text. `None` when it is not hexadecimal or has more than 1,024 bits.
    pub fn from_text(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > 256 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let groups = text.as_bytes().rchunks(8);
        groups
            .map(|group| u32::from_str_radix(std::str::from_utf8(group).ok()?, 16).ok())
            .collect::<Option<_>>()
            .map(Self)
    }
}

/// A text that is no hexadecimal number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read features: expected hexadecimal digits")]
pub struct FeaturesError;

impl TryFrom<String> for Features {
    type Error = FeaturesError;

    fn try_from(text: String) -> Result<Self, FeaturesError> {
        Self::from_text(&text).ok_or(FeaturesError)
    }
}

impl From<Features> for String {
    fn from(features: Features) -> Self {
        // All groups in full, so that a lock that sent a group of zeros keeps it.
        features.0.iter().rev().map(|group| format!("{group:08X}")).collect()
    }
}

macro_rules! features {
    ($($name:ident = $bit:literal, $doc:literal;)*) => {
        /// An ability that Relatch looks at; others stay bits of [`Features`]. Marks: bits 0 to 31 \[A\], above \[B\].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Feature { $(#[doc = $doc] $name,)* }

        impl Feature {
            /// Every ability named here.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its bit number.
            pub fn bit(self) -> u8 {
                match self { $(Self::$name => $bit,)* }
            }
        }
    };
}

features! {
    Passcodes = 0, "Codes on a keypad.";
    Cards = 1, "Cards and fobs.";
    Fingerprints = 2, "Fingerprints.";
    AutoLock = 4, "Locks by itself after some seconds.";
    DeletePasscode = 5, "Codes that delete others.";
    CustomPasscodes = 7, "Codes chosen by the owner, and their change.";
    ShowPasscode = 9, "Shows the code on a screen.";
    GatewayUnlock = 10, "Opens through a gateway.";
    Freeze = 11, "Can be frozen.";
    CyclicPasscodes = 12, "Cyclic codes.";
    DoorSensor = 13, "A door sensor.";
    RemoteUnlock = 14, "A switch for opening from afar.";
    Sound = 15, "A switch for its sound.";
    NbIot = 16, "Narrow-band radio.";
    ReadAdminPasscode = 18, "The owner's passcode can be read.";
    Hotel = 19, "Hotel mode.";
    NoClock = 20, "Has no clock.";
    RareAdvertising = 21, "Does not advertise always.";
    Passage = 22, "Passage mode.";
    WirelessKeypad = 24, "A wireless keypad.";
    Lamp = 25, "A lamp.";
    TamperAlert = 28, "Alerts when tampered with.";
    ResetButton = 29, "Its reset button can be disabled.";
    PrivacyLock = 30, "A privacy lock.";
    CyclicCards = 34, "Weekly schedules for cards and fingerprints.";
    UnlockDirection = 36, "The direction of opening can be set.";
    CyclicRecover = 40, "Cyclic codes can be recovered.";
    KeyFob = 41, "A wireless key fob.";
    Volume = 43, "Volume and language of its sound.";
    PassageOpens = 46, "Passage mode opens by itself.";
    WirelessDoorSensor = 50, "A wireless door sensor.";
    Sensitivity = 52, "Sensitivity can be set.";
    Face = 53, "Faces.";
    CpuCard = 55, "Cards with a processor.";
    Wifi = 56, "Wi-Fi.";
    IncompleteKeypad = 60, "A keypad without all digits.";
    PalmVein = 70, "Palm veins.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_read_back_from_the_accounts_text() {
        let features = Features::from_text("C2F44354CF5F7").unwrap();
        assert_eq!(features.0, [0x354c_f5f7, 0x000c_2f44]);
        assert_eq!(features.to_text(), "C2F44354CF5F7");
        assert!(features.has(Feature::CyclicRecover) && !features.has(Feature::Lamp));
        assert_eq!(Features::from_bits([0, 40]).bits(), [0, 40]);
        assert_eq!(Features::from_text(""), None);
        assert_eq!(Features::from_text("+1"), None);
    }
}
