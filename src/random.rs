//! Randomness as an argument: the system's for real locks, a seeded one for virtual locks and tests.

/// Where random bytes come from.
pub trait Random: Send {
    /// Fills `bytes`.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError>;

    /// Any u32, the whole range.
    fn u32(&mut self) -> Result<u32, RandomError> {
        let mut bytes = [0; 4];
        self.fill(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    /// A number below `bound`, every one equally likely. `bound` must not be 0, which gives 0.
    fn below(&mut self, bound: u32) -> Result<u32, RandomError> {
        // Numbers in the last, incomplete round of `bound` would favour small results; they are drawn again.
        let rounds = u32::MAX.checked_div(bound).unwrap_or(1);
        loop {
            let number = self.u32()?;
            match number.checked_div(rounds) {
                Some(result) if result < bound => return Ok(result),
                Some(_) if bound > 0 => {}
                _ => return Ok(0),
            }
        }
    }
}

/// The system gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("failed to draw random bytes: {0}")]
pub struct RandomError(#[from] getrandom::Error);

/// The system's generator.
#[derive(Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        Ok(getrandom::fill(bytes)?)
    }
}

/// The same numbers for the same seed (SplitMix64): for virtual locks and tests, never for a secret of a real lock.
#[derive(Clone, Debug)]
pub struct SeededRandom(u64);

impl SeededRandom {
    /// A generator that starts at `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}

impl Random for SeededRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        for chunk in bytes.chunks_mut(8) {
            chunk
                .iter_mut()
                .zip(self.next().to_be_bytes())
                .for_each(|(byte, random)| *byte = random);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_below_a_bound_cover_it_and_stay_below() {
        let mut random = SeededRandom::new(1);
        for bound in [1, 2, 3, 10, u32::MAX] {
            assert!((0..1_000).all(|_| random.below(bound).unwrap() < bound));
        }
        assert_eq!(random.below(0).unwrap(), 0);
        let seen: std::collections::BTreeSet<u32> = (0..1_000).map(|_| random.below(10).unwrap()).collect();
        assert_eq!(seen.len(), 10);
    }

    #[test]
    fn row_74_the_systems_generator_uses_the_whole_range() {
        let mut ored = 0;
        for _ in 0..64 {
            ored |= SystemRandom.u32().unwrap();
        }
        assert_eq!(ored, u32::MAX);
    }
}
