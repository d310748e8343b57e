//! The secret of the installation, and what is made with randomness: tokens, digests, sealed texts.

use crate::files;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use hmac::{Hmac, KeyInit as _, Mac};
use kompass_core::{Error, Problem, Result};
use sha2::Sha256;
use std::fmt;
use std::path::Path;
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Bytes of a nonce of ChaCha20-Poly1305.
const NONCE: usize = 12;

/// The key that everything else is derived from. It stays outside the database: who reads the database alone can neither
/// read what is sealed nor guess what is digested with it.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Reads the key; makes one if there is none.
    ///
    /// # Errors
    /// A file that cannot be read or written, or that holds no key.
    pub fn at(path: &Path) -> Result<Self> {
        if !path.exists() {
            files::write_private(path, hex(&random::<32>()?).as_bytes())?;
        }
        let bytes = files::read(path)?;
        let text = std::str::from_utf8(&bytes).unwrap_or_default().trim();
        unhex(text).map(Self).ok_or_else(|| {
            let problem = Problem::new(
                "",
                "the file holds no key: 64 hexadecimal digits",
                "put back the key that you kept apart from the backups",
            );
            Error::invalid(problem.file(path.display().to_string()))
        })
    }

    /// The key for one purpose. Whoever knows it learns nothing about the others.
    pub fn derive(&self, label: &str) -> [u8; 32] {
        self.mac(label, b"")
    }

    /// The token of a personal link. It can be made again by whoever has the key, so that no mail has to be kept until it
    /// is sent; who reads the database alone learns nothing of it.
    pub(crate) fn link_token(&self, link: Uuid) -> Token {
        Token(URL_SAFE_NO_PAD.encode(self.mac("token of a personal link", link.as_bytes())))
    }

    /// A digest of a text that nobody without the key can compute: for what is too short to be digested plainly.
    pub fn digest(&self, label: &str, text: &str) -> String {
        hex(&self.mac(label, text.as_bytes()))
    }

    /// Encrypts so that only the same label opens it. The label says what it is and whose, so that nothing that is sealed
    /// can be put in the place of another.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if the system gives no randomness.
    pub fn seal(&self, label: &str, open: &[u8]) -> Result<String> {
        let nonce = random::<NONCE>()?;
        let payload = Payload { msg: open, aad: label.as_bytes() };
        let sealed = self
            .cipher()
            .encrypt(&nonce.into(), payload)
            .map_err(|_| Error::Internal("a text is too long to be sealed".to_owned()))?;
        Ok(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
    }

    /// Decrypts what was sealed with this label.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if it was sealed with another key or label, or was altered.
    pub fn open(&self, label: &str, sealed: &str) -> Result<Vec<u8>> {
        let foreign = || {
            Error::Unavailable(
                "something that was encrypted cannot be read with this installation's key – put back the file web.key \
                 that belongs to this database"
                    .to_owned(),
            )
        };
        let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| foreign())?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or_else(foreign)?;
        let payload = Payload { msg: sealed, aad: label.as_bytes() };
        self.cipher().decrypt(&(*nonce).into(), payload).map_err(|_| foreign())
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&self.derive("seal").into())
    }

    fn mac(&self, label: &str, text: &[u8]) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any size");
        mac.update(&(label.len() as u64).to_be_bytes());
        mac.update(label.as_bytes());
        mac.update(text);
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// 256 random bits as text, known only to whom it was given; here only its digest is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The text, to be given to its owner once.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What the database keeps of it.
    pub fn digest(&self) -> String {
        digest(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A token that nobody had before.
///
/// # Errors
/// [`Error::Unavailable`] if the system gives no randomness.
pub fn random_token() -> Result<Token> {
    Ok(Token(URL_SAFE_NO_PAD.encode(random::<32>()?)))
}

/// Random bytes.
///
/// # Errors
/// [`Error::Unavailable`] if the system gives none.
pub fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::Unavailable(format!("the system gives no randomness ({error}); try again"))
    })?;
    Ok(bytes)
}

/// SHA-256 of a token, in hexadecimal. Enough for 256 random bits; what people choose or type needs
/// [`Secret::digest`] or a password hash.
pub fn digest(token: &str) -> String {
    kompass_core::digest::sha256(token.as_bytes())
}

/// True if both are the same; takes as long whatever differs.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret([7; 32])
    }

    #[test]
    fn what_is_sealed_opens_with_its_own_label_and_key_only() {
        let sealed = secret().seal("totp of anna", b"JBSWY3DP").unwrap();
        assert_eq!(secret().open("totp of anna", &sealed).unwrap(), b"JBSWY3DP");
        assert!(secret().open("totp of berit", &sealed).is_err());
        assert!(Secret([8; 32]).open("totp of anna", &sealed).is_err());
        for broken in ["", "AAAA", "not base64!", &sealed[1..], &format!("{sealed}AAAA")] {
            assert!(secret().open("totp of anna", broken).is_err(), "{broken}");
        }
        assert_ne!(sealed, secret().seal("totp of anna", b"JBSWY3DP").unwrap(), "no nonce repeats");
    }

    #[test]
    fn a_label_and_a_text_do_not_run_together() {
        assert_ne!(secret().digest("ab", "c"), secret().digest("a", "bc"));
        assert_ne!(secret().derive("one"), secret().derive("two"));
    }

    #[test]
    fn a_key_is_made_once_private_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("web.key");
        let made = Secret::at(&file).unwrap();
        assert_eq!(made.0, Secret::at(&file).unwrap().0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&file, "é".repeat(32)).unwrap();
        assert!(Secret::at(&file).unwrap_err().to_string().contains("web.key"));
    }

    #[test]
    fn nothing_secret_is_printed() {
        let token = random_token().unwrap();
        assert_eq!(token.expose().len(), 43);
        assert!(!format!("{token:?}{:?}", secret()).contains(token.expose()));
        assert!(!format!("{:?}", secret()).contains('7'));
    }
}
