//! The second factor: codes of an authenticator app (RFC 6238), and recovery codes for the day the telephone is gone.

use crate::secret::{self, Secret};
use jiff::Timestamp;
use kompass_core::{Error, Result};
use qrcode::{EcLevel, QrCode};
use totp_rs::{Algorithm, Builder, Totp};
use url::Url;
use uuid::Uuid;

/// Seconds that a code is shown.
const STEP: u64 = 30;

/// How many codes before and after the present one are taken: clocks are not exact.
const SKEW: u16 = 1;

/// Number of recovery codes.
const CODES: usize = 10;

/// Letters of a recovery code: none that look like another.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// The secret that an app and we share. Never printed.
#[derive(Clone)]
pub struct Shared([u8; 20]);

impl Shared {
    /// A new one.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if the system gives no randomness.
    pub fn new() -> Result<Self> {
        secret::random().map(Self)
    }

    /// As the database keeps it: readable only with the key of the installation, and only for this account.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if the system gives no randomness.
    pub fn seal(&self, key: &Secret, account: Uuid) -> Result<String> {
        key.seal(&label(account), &self.0)
    }

    /// Back from the database.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if it was sealed with another key or for another account.
    pub fn open(key: &Secret, account: Uuid, sealed: &str) -> Result<Self> {
        let bytes = key.open(&label(account), sealed)?;
        let bytes = bytes.try_into();
        bytes
            .map(Self)
            .map_err(|_| Error::Internal("a second factor has another length".to_owned()))
    }

    /// As somebody types it who cannot take a picture of the QR code: in groups of four.
    pub fn typed(&self) -> String {
        let base32 = totp_rs::Secret::from(self.0).to_base32();
        let groups: Vec<&str> = base32
            .as_bytes()
            .chunks(4)
            .filter_map(|group| std::str::from_utf8(group).ok())
            .collect();
        groups.join(" ")
    }

    /// As apps read it.
    pub fn address(&self, email: &str) -> String {
        let mut address = Url::parse("otpauth://totp/").expect("a constant address");
        if let Ok(mut path) = address.path_segments_mut() {
            path.pop_if_empty().push(&format!("Kompass:{email}"));
        }
        let base32 = totp_rs::Secret::from(self.0).to_base32();
        address
            .query_pairs_mut()
            .append_pair("secret", base32.trim_end_matches('='))
            .append_pair("issuer", "Kompass")
            .append_pair("algorithm", "SHA1")
            .append_pair("digits", "6")
            .append_pair("period", &STEP.to_string());
        address.into()
    }

    /// The address as a QR code: an SVG element to be put into a page.
    ///
    /// # Errors
    /// [`Error::Internal`] if the address is too long for one.
    pub fn picture(&self, email: &str) -> Result<String> {
        let code = QrCode::with_error_correction_level(self.address(email), EcLevel::M)
            .map_err(|error| Error::Internal(format!("a QR code: {error}")))?;
        let svg = code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(220, 220).build();
        // Inside a page there is no XML declaration.
        Ok(svg.find("<svg").and_then(|at| svg.get(at..)).unwrap_or(&svg).to_owned())
    }

    /// The step that a code belongs to, if it is right now. Whoever accepts it must see to it that no step is accepted
    /// twice.
    pub fn step(&self, code: &str, now: Timestamp) -> Option<i64> {
        let code: String = code.chars().filter(|letter| !letter.is_whitespace()).take(7).collect();
        let seconds = u64::try_from(now.as_second()).ok()?;
        self.totp().check(&code, seconds).and_then(|step| i64::try_from(step).ok())
    }

    /// The code that an app shows at this moment.
    pub fn code(&self, now: Timestamp) -> String {
        self.totp().generate(u64::try_from(now.as_second()).unwrap_or(0)).to_string()
    }

    fn totp(&self) -> Totp {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(SKEW)
            .with_step_duration(STEP)
            .with_secret(self.0)
            .build_noncompliant()
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shared(…)")
    }
}

/// Ten recovery codes, each good once: `k3fp-9xqa-2m`.
///
/// # Errors
/// [`Error::Unavailable`] if the system gives no randomness.
pub fn recovery_codes() -> Result<Vec<String>> {
    (0..CODES).map(|_| recovery_code()).collect()
}

/// What the database keeps of a recovery code, however it is typed. Fifty bits are too few to be digested plainly, so the
/// key of the installation goes in.
pub fn recovery_digest(key: &Secret, account: Uuid, code: &str) -> String {
    let letters: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(16)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    key.digest(&format!("recovery code of {account}"), &letters)
}

fn recovery_code() -> Result<String> {
    let letters: Vec<char> = secret::random::<10>()?
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect();
    Ok(letters.chunks(4).map(|group| group.iter().collect()).collect::<Vec<String>>().join("-"))
}

fn label(account: Uuid) -> String {
    format!("second factor of {account}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let shared = Shared(*b"12345678901234567890");
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            assert_eq!(shared.code(at(second)), code);
            assert_eq!(shared.step(code, at(second)), Some(second / 30));
        }
        assert_eq!(
            shared.address("anna@x.se").split('?').next(),
            Some("otpauth://totp/Kompass:anna@x.se")
        );
        assert!(shared.address("a").contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&"));
        assert!(shared.typed().starts_with("GEZD GNBV"));
    }

    #[test]
    fn a_code_is_good_one_step_before_and_after() {
        let shared = Shared::new().unwrap();
        let code = shared.code(at(3_000));
        for (second, good) in
            [(2_969, false), (2_970, true), (3_029, true), (3_059, true), (3_060, false)]
        {
            assert_eq!(shared.step(&code, at(second)).is_some(), good, "{second}");
        }
        for wrong in ["", "12345", "+12345", "1234567", "abcdef", "１２３４５６"] {
            assert_eq!(shared.step(wrong, at(3_000)), None, "{wrong}");
        }
        let (left, right) = code.split_at(3);
        assert!(shared.step(&format!(" {left} {right}"), at(3_000)).is_some(), "as apps show it");
    }

    #[test]
    fn a_sealed_secret_belongs_to_its_account() {
        let folder = tempfile::tempdir().unwrap();
        let key = Secret::at(&folder.path().join("web.key")).unwrap();
        let (shared, anna, berit) =
            (Shared::new().unwrap(), Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = shared.seal(&key, anna).unwrap();
        assert_eq!(Shared::open(&key, anna, &sealed).unwrap().0, shared.0);
        assert!(Shared::open(&key, berit, &sealed).is_err());
        assert_eq!(format!("{shared:?}"), "Shared(…)");
    }

    #[test]
    fn recovery_codes_are_read_however_they_are_typed() {
        let folder = tempfile::tempdir().unwrap();
        let key = Secret::at(&folder.path().join("web.key")).unwrap();
        let codes = recovery_codes().unwrap();
        assert_eq!(codes.len(), 10);
        let (code, anna) = (&codes[0], Uuid::from_u128(1));
        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 2]);
        let digest = recovery_digest(&key, anna, code);
        assert_eq!(
            digest,
            recovery_digest(&key, anna, &format!(" {} ", code.to_uppercase().replace('-', " ")))
        );
        assert_ne!(digest, recovery_digest(&key, anna, &codes[1]));
        assert_ne!(digest, recovery_digest(&key, Uuid::from_u128(2), code));
    }

    #[test]
    fn the_picture_can_stand_in_a_page() {
        let svg = Shared::new().unwrap().picture("anna@example.se").unwrap();
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
        assert!(!svg.contains("style="), "the policy of the pages lets no style through");
    }
}
