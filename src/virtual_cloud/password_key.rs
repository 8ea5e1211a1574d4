//! The key pair for passwords (cloud 2 \[B\], padding \[C\]): RSA of 2048 bits, the same in every virtual cloud, so it protects nobody.
//!
//! RSA by hand, since the crate for it has a known weakness in its timing, which is none where the private key stands in the open.
//! Nothing else may use it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The public key: base64 of a DER SubjectPublicKeyInfo, exponent 65537.
pub(super) const PUBLIC_KEY: &str = concat!(
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAoQczQ/OM+bwVe8fVFusAVAExg4fcjwuICyCBXYuq6TqYqiqYgsJP89",
    "yA0p7hafHLq9OS41yV53EOUNMVgdBxur4XsFqIpLskL70z2lpr9aJOmroD3cAAYt9PjJ4r35scTkgDfnL238AK7DKzbMgrTOJY",
    "vdzGpJFoigXUe2vJXL6dv+B/7aAOwj2wOBMcXKkJzODCh3PJrp49QEzS5VIxIy94NL2lZRv1WIXVhS81gvtmAu3l3RMHZXpRxM",
    "h4jLwKgphMeH9LyvRXj4STut3LQMz5UmLfhAUV6CLww2TeRKln18kMkyVAmFzv12PKfB1rLWy53jWP1G0N8JdPQ9Y++wIDAQAB",
);

/// A number of 2048 bits in words, the lowest first.
type Number = [u64; 32];

/// The modulus of the key.
const MODULUS: Number = [
    0x0df0_974f_43d6_3efb,
    0x2d6c_b9de_358f_d46d,
    0x5cef_d763_ca7c_1d6b,
    0x67d7_c90c_9325_4098,
    0xe822_f0c3_64de_44a9,
    0xccf9_5262_df84_0515,
    0x578f_8493_badd_cb40,
    0x8298_4c78_7f4b_caf4,
    0x7a51_c4c8_788c_bc0a,
    0x6602_ede5_dd13_0765,
    0x5885_d585_2f35_82fb,
    0x2f78_34bd_a565_1bf5,
    0x3d40_4cd2_e552_3123,
    0xcce0_c287_73c9_ae9e,
    0x3db0_3813_1c5c_a909,
    0x9dbf_e07f_eda0_0ec2,
    0x8a05_d47b_6bc9_5cbe,
    0xe258_bddc_c6a4_9168,
    0x0aec_32b3_6cc8_2b4c,
    0x4e48_037e_72f6_dfc0,
    0xdf4f_8c9e_2bdf_9b1c,
    0x4e9a_ba03_ddc0_0062,
    0x2fbd_33da_5a6b_f5a2,
    0xbe17_b05a_88a4_bb24,
    0x0e50_d315_81d0_71ba,
    0xabd3_92e3_5c95_e771,
    0xdc80_d29e_e169_f1cb,
    0x98aa_2a98_82c2_4ff3,
    0x0b20_815d_8baa_e93a,
    0x0131_8387_dc8f_0b88,
    0x157b_c7d5_16eb_0054,
    0xa107_3343_f38c_f9bc,
];

/// The private exponent.
const PRIVATE_EXPONENT: Number = [
    0x9a59_34df_13b6_fae1,
    0x0bd0_dc7b_774b_f151,
    0x0d72_7cb9_54f9_a526,
    0x478b_dfab_8d76_86c5,
    0x0ec8_99a1_7ec0_11a7,
    0x7dc0_6ec4_1ce4_8b4f,
    0x18d4_88b2_a64b_ced2,
    0x4021_1c12_37b8_5a0b,
    0x2419_5557_ba3f_4f6d,
    0xff66_8335_3470_10ca,
    0x6c5a_6134_ea1c_c0dc,
    0x5371_4eb2_78b1_b4b2,
    0x92b6_1304_7b82_6695,
    0x6037_2cf6_6355_103d,
    0x1249_8cb8_5e93_c620,
    0x38a4_5e85_613f_67ab,
    0x8e92_9c9b_5a8a_6d44,
    0x06b2_c49a_71f2_bde7,
    0xedb9_e6f7_da72_5f3f,
    0xc112_1198_4f86_71eb,
    0xb882_a5e5_962c_8357,
    0xca2a_459b_326c_cf43,
    0x2fcd_ef63_fa60_d4b1,
    0x19e1_45c5_8367_b6ec,
    0x93ef_c47f_a35c_92a2,
    0xb658_ac7e_c20a_e72d,
    0x0a49_0989_fff6_f72e,
    0xd4bc_a2c7_6604_7d6c,
    0x8f33_5fa3_5b43_c8e3,
    0xebe0_87db_12d5_8395,
    0xcf1a_b180_8daf_64d6,
    0x098c_bd19_968e_bc70,
];

/// 2 to the power of 4096, divided by the modulus: the rest.
const SQUARE: Number = [
    0xef28_2ee0_120b_8164,
    0x40b2_0c3b_13e9_badb,
    0x0abc_04ef_d218_7dd0,
    0x4f54_2de8_40ca_d6eb,
    0x125c_5337_56e0_61e4,
    0xcdc7_cbae_c00e_9474,
    0x9d4c_a23c_22ee_f99a,
    0x498d_b66f_3b06_98b3,
    0x2e6c_273a_1923_3ca4,
    0x194c_31e9_1b7d_4482,
    0x6b26_d4db_1ba3_10ce,
    0x85f2_af7a_3359_ed2a,
    0x1646_c0ee_3c3c_ea34,
    0xbd3a_0398_cf40_262a,
    0xcde7_b3c3_65da_2c8a,
    0x0cee_e387_77c2_c570,
    0x9783_fe25_2544_6a03,
    0xfaef_2c22_fac7_7821,
    0x4d66_3f12_922b_c112,
    0x42ed_ddf8_f4f5_8a95,
    0xfaa4_9f81_109c_5070,
    0x053b_4a29_ebbe_85b3,
    0xdef8_4f04_6b09_6927,
    0xd1f2_e6f2_8716_2893,
    0x443b_552d_e09e_bed6,
    0x791e_0251_21bd_07a5,
    0xa0b4_e9df_f85f_66c6,
    0x7900_1018_3357_cda6,
    0xde99_bb8a_4e4f_ac6b,
    0x80e8_4500_ea62_8880,
    0xcb1e_7875_f70d_4b92,
    0x72fc_bd1f_04d1_8b37,
];

/// What the lowest word of a number is multiplied by, so that as many times the modulus ends it in zeros.
const TO_ZEROS: u64 = 0x94e3_c2bb_4b15_e3cd;

/// The text that was encrypted with the public key, PKCS#1 v1.5. `None` where it was encrypted for another key or in another way.
pub(super) fn open(text: &str) -> Option<String> {
    const FIRST: [u8; 2] = [0, 2];
    const SHORTEST_FILLING: usize = 8;
    let sealed: [u8; 256] = STANDARD.decode(text).ok()?.try_into().ok()?;
    let plain = to_bytes(&power(&from_bytes(&sealed)));
    let filled = plain.strip_prefix(&FIRST)?;
    let end = filled.iter().position(|byte| *byte == 0)?;
    let content = filled.get(end + 1..).filter(|_| end >= SHORTEST_FILLING)?;
    String::from_utf8(content.to_vec()).ok()
}

/// A number to the power of the private exponent, by the modulus.
fn power(base: &Number) -> Number {
    let mut one = [0; 32];
    one[0] = 1;
    let base = product(base, &SQUARE);
    let mut result = product(&one, &SQUARE);
    for word in PRIVATE_EXPONENT.iter().rev() {
        for bit in (0..u64::BITS).rev() {
            result = product(&result, &result);
            if word >> bit & 1 == 1 {
                result = product(&result, &base);
            }
        }
    }
    product(&result, &one)
}

/// Two numbers multiplied and divided by 2 to the power of 2048, by the modulus (Montgomery).
fn product(left: &Number, right: &Number) -> Number {
    let mut sum = [0; 32];
    let mut above = 0;
    for word in left {
        let first = add_times(&mut sum, right, *word);
        let zeros = sum[0].wrapping_mul(TO_ZEROS);
        let second = add_times(&mut sum, &MODULUS, zeros);
        // The lowest word is zero now: everything goes down by one.
        sum.rotate_left(1);
        let top = u128::from(first) + u128::from(second) + u128::from(above);
        sum[31] = low(top);
        above = low(top >> u64::BITS);
    }
    if above != 0 || sum.iter().rev().ge(MODULUS.iter().rev()) {
        let mut borrow = false;
        for (word, part) in sum.iter_mut().zip(&MODULUS) {
            let (less, first) = word.overflowing_sub(*part);
            let (less, second) = less.overflowing_sub(u64::from(borrow));
            (*word, borrow) = (less, first || second);
        }
    }
    sum
}

/// Adds a number times a word; what goes beyond comes back.
fn add_times(sum: &mut Number, number: &Number, times: u64) -> u64 {
    let mut beyond = 0;
    for (word, part) in sum.iter_mut().zip(number) {
        let all = u128::from(*part) * u128::from(times) + u128::from(*word) + u128::from(beyond);
        (*word, beyond) = (low(all), low(all >> u64::BITS));
    }
    beyond
}

/// The lower half.
#[expect(clippy::cast_possible_truncation, reason = "that is what it is for")]
fn low(number: u128) -> u64 {
    number as u64
}

fn from_bytes(bytes: &[u8; 256]) -> Number {
    let mut words = bytes
        .rchunks(8)
        .map(|word| word.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)));
    std::array::from_fn(|_| words.next().unwrap_or_default())
}

fn to_bytes(number: &Number) -> Vec<u8> {
    number.iter().rev().flat_map(|word| word.to_be_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Both made by `openssl pkeyutl -encrypt` with the public key.
    const SEALED: &str = concat!(
        "Gqe0YdcCXny8Lag5l0AbGqEBckUCFK8XXiWwYBDmJIfDFXNaMz8kem5dPdiSGUt9G0EWj5i9vOPsvqZijPWvhn",
        "yomwPcElPvh6EQcgByyVq07Dp4gy/1+lHrCpYH023s1ZDuQ+6xuS28kihUNQtGFL/cfD8GRDn9JZL7xSrB6InH",
        "MMHCdmL+XRFJ3jcu63gqUopMjO0G50OetbGCkETt5cN6h4vq5paiFii+O42R9pTep09OcEz6HG7OcWMJ5W4Qrz",
        "S93rgyLc4loRK+peKjpiUx2x1AYP7r0C1xsWuOOkWyTKcP8CxvtfTRqOg4FQPlt05wIv8RaEQlXH4GrnSZUA==",
    );
    const IN_ANOTHER_WAY: &str = concat!(
        "YefpSNxi8Z/cBDbBgQ7wpliJkcC+/LZwVO9oL9XdbpbZDorsaezt4uUjuNs5RCY4/py6z1Ad9jgJGvYtGNmltY",
        "zqgKQN8K8reMWufEHEkBMwlUJoSwD+bdusWSZ2TK9nPOCriX00QoWm9bguQ2aUpC3HJTYP+JvuKtuEBlEBE1XP",
        "k5LOZKb/3uUHM0MdTAVmFLSN8TsdOP3OaP8+2TADLrisTmojE0sGWEdGOa2/AcBpXoGRViIi7StbofV6w8Utd5",
        "M7Ff5ph9yab545aBl34pxZDzIGCaeOXDodZcCj2Lqb0t3wEAlZeH4YLOOejjdc5WQoLxUWzeFy4Q6NiHIGAQ==",
    );

    #[test]
    fn what_another_program_encrypted_is_read() {
        assert_eq!(open(SEALED).as_deref(), Some("a89ccb807c50ff506a82313f4e1c5e1b"));
        assert_eq!(open(IN_ANOTHER_WAY), None, "OAEP");
        assert_eq!(open(&SEALED.replacen('A', "B", 1)), None);
        assert_eq!(open(&SEALED[4..]), None);
        assert_eq!(open(&STANDARD.encode([0; 256])), None);
        assert_eq!(open(&STANDARD.encode([255; 256])), None);
    }

    #[test]
    fn the_public_key_is_that_of_the_modulus() {
        let der = STANDARD.decode(PUBLIC_KEY).unwrap();
        assert!(der.windows(256).any(|bytes| bytes == to_bytes(&MODULUS)));
        assert!(der.ends_with(&[2, 3, 1, 0, 1]));
    }
}
