//! Passwords: hashed slowly, compared without telling anything, and measured before they are taken.

use crate::reason;
use crate::secret;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use kompass_core::{Error, Result};
use serde::Serialize;
use std::fmt;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// Argon2id: memory in KiB, passes, lanes. Never less than 19456, 2, 1 (OWASP); `examples/argon2.rs` measures them.
const MEMORY: u32 = 32_768;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Fewest and most characters.
const LEAST: usize = 12;
const MOST: usize = 256;

/// Lowest score of a password that is taken.
const ENOUGH: u8 = 3;

/// Characters that are measured: with every further one the work grows, up to a second for a hundred signs that stand
/// for letters.
const MEASURED: usize = 32;

/// The longest that a password waits for a free processor to be hashed, and to be measured.
const PATIENCE: Duration = Duration::from_secs(5);
const MEASURE_PATIENCE: Duration = Duration::from_secs(1);

/// A password that somebody typed. Never printed, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Takes what was typed: the same letters are the same password, whichever keyboard composed them.
    pub fn new(typed: &str) -> Self {
        // What is too long is cut, so that nobody can make us work on megabytes; it stays too long.
        Self(typed.nfc().take(MOST + 1).collect())
    }
}

impl From<String> for Password {
    fn from(typed: String) -> Self {
        Self::new(&typed)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// How hard a password is to guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Strength {
    /// From 0, guessed at once, to 4.
    pub score: u8,
    /// True if it is taken.
    pub enough: bool,
    /// What would make it better.
    pub hints: Vec<Hint>,
}

/// What makes a password easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// Fewer than 12 characters.
    Short,
    /// More than 256 characters.
    Long,
    /// Often used, or close to one that is.
    Common,
    /// Has the own name or address in it.
    OwnWords,
    /// A name or a single word.
    Word,
    /// Letters in a row on the keyboard.
    Keyboard,
    /// The same again and again.
    Repeats,
    /// `abc`, `1234`.
    Sequence,
    /// A date or a year.
    Date,
    /// One or two more words would do.
    MoreWords,
}

/// Measures a password; `own` are words that somebody who knows the person would try first.
pub fn strength(password: &Password, own: &[&str]) -> Strength {
    let text = &password.0;
    let length = text.chars().count();
    let parts = own.iter().flat_map(|words| words.split(|letter: char| !letter.is_alphanumeric()));
    let own: Vec<&str> = parts
        .chain(own.iter().copied())
        .filter(|word| word.chars().count() > 2)
        .chain(["kompass", "kommunkompassen"])
        .collect();
    let beginning: String = text.chars().take(MEASURED).collect();
    let measured = zxcvbn::zxcvbn(&beginning, &own);
    let score = u8::from(measured.score());
    let lower = text.to_lowercase();
    let mut hints = Vec::new();
    if length < LEAST {
        hints.push(Hint::Short);
    }
    if length > MOST {
        hints.push(Hint::Long);
    }
    if score < ENOUGH {
        if own.iter().any(|word| lower.contains(&word.to_lowercase())) {
            hints.push(Hint::OwnWords);
        }
        hints.extend(measured.feedback().and_then(|feedback| feedback.warning()).map(hint));
        hints.push(Hint::MoreWords);
    }
    let enough = (LEAST..=MOST).contains(&length) && score >= ENOUGH;
    Strength { score, enough, hints }
}

/// As [`strength`], for anybody who asks: one at a time, on a thread of its own.
///
/// # Errors
/// [`Error::Unavailable`] if too many ask at once.
pub async fn measure(password: &Password, own: &[&str]) -> Result<Strength> {
    static TURNS: Semaphore = Semaphore::const_new(1);
    let (password, own) = (password.clone(), own.join(" "));
    in_turn(&TURNS, MEASURE_PATIENCE, move || strength(&password, &[&own])).await
}

/// Refuses a password that is too short, too long or easy to guess.
///
/// # Errors
/// [`Error::Invalid`] that says which.
pub fn check(password: &Password, own: &[&str]) -> Result<()> {
    let strength = strength(password, own);
    match strength {
        Strength { enough: true, .. } => Ok(()),
        Strength { hints, .. } if hints.contains(&Hint::Short) => {
            Err(reason::PASSWORD_SHORT.invalid("password"))
        }
        Strength { hints, .. } if hints.contains(&Hint::Long) => {
            Err(reason::PASSWORD_LONG.invalid("password"))
        }
        _ => Err(reason::PASSWORD_WEAK.invalid("password")),
    }
}

/// The hash to be stored, as a PHC string with a salt of its own.
///
/// # Errors
/// [`Error::Unavailable`] if too many are hashing at once.
pub async fn hash(password: &Password) -> Result<String> {
    let (password, salt) = (password.clone(), secret::random::<16>()?);
    slowly(move || hashed(&password, &salt)).await?
}

/// True if the password is the one that was hashed. Without a hash – nobody has this account, or it has no password –
/// the same work is done for nothing, and the answer is no.
///
/// # Errors
/// [`Error::Unavailable`] if too many are hashing at once.
pub async fn verify(password: &Password, stored: Option<&str>) -> Result<bool> {
    static NOBODYS: LazyLock<Result<String>> =
        LazyLock::new(|| hashed(&Password::new("nobody's password"), &[0; 16]));
    let (password, stored) = (password.clone(), stored.map(str::to_owned));
    slowly(move || {
        let known = stored.is_some();
        let hash = stored.as_deref().or(NOBODYS.as_deref().ok()).unwrap_or_default();
        let fits = argon().verify_password(password.0.as_bytes(), hash).is_ok();
        fits && known
    })
    .await
}

/// True if a hash was made with other parameters than today's.
pub fn needs_rehash(stored: &str) -> bool {
    PasswordHash::new(stored).ok().is_none_or(|hash| {
        let version = Some(u32::from(Version::V0x13));
        hash.algorithm.as_str() != Algorithm::Argon2id.as_str()
            || hash.version != version
            || Params::try_from(&hash).ok().is_none_or(|params| {
                (params.m_cost(), params.t_cost(), params.p_cost()) != (MEMORY, PASSES, LANES)
            })
    })
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY, PASSES, LANES, None).expect("constants within the limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hashed(password: &Password, salt: &[u8]) -> Result<String> {
    let hash = argon().hash_password_with_salt(password.0.as_bytes(), salt);
    let hash: PasswordHash =
        hash.map_err(|error| Error::Internal(format!("hashing a password: {error}")))?;
    Ok(hash.to_string())
}

/// Runs on a thread of its own, at most as many at once as there are processors: who waits longer is told to come back,
/// so that a flood of sign-ins fills neither memory nor queue.
async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
        Semaphore::new(std::thread::available_parallelism().map_or(2, std::num::NonZero::get))
    });
    in_turn(&TURNS, PATIENCE, work).await
}

async fn in_turn<T: Send + 'static>(
    turns: &'static Semaphore,
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let busy = || Error::Unavailable(reason::BUSY.problem("").to_string());
    let turn = tokio::time::timeout(patience, turns.acquire()).await.map_err(|_| busy())?;
    // Whoever hangs up does not stop the work, so the turn goes with the work.
    let work = move || {
        let _turn = turn;
        work()
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Error::Internal(format!("work on a password ended: {error}")))
}

fn hint(warning: zxcvbn::feedback::Warning) -> Hint {
    use zxcvbn::feedback::Warning::{
        AWordByItselfIsEasyToGuess, CommonNamesAndSurnamesAreEasyToGuess, DatesAreOftenEasyToGuess,
        NamesAndSurnamesByThemselvesAreEasyToGuess, RecentYearsAreEasyToGuess,
        RepeatsLikeAaaAreEasyToGuess, RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess,
        SequencesLikeAbcAreEasyToGuess, ShortKeyboardPatternsAreEasyToGuess,
        StraightRowsOfKeysAreEasyToGuess, ThisIsACommonPassword, ThisIsATop10Password,
        ThisIsATop100Password, ThisIsSimilarToACommonlyUsedPassword,
    };
    match warning {
        StraightRowsOfKeysAreEasyToGuess | ShortKeyboardPatternsAreEasyToGuess => Hint::Keyboard,
        RepeatsLikeAaaAreEasyToGuess | RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            Hint::Repeats
        }
        ThisIsATop10Password
        | ThisIsATop100Password
        | ThisIsACommonPassword
        | ThisIsSimilarToACommonlyUsedPassword => Hint::Common,
        SequencesLikeAbcAreEasyToGuess => Hint::Sequence,
        RecentYearsAreEasyToGuess | DatesAreOftenEasyToGuess => Hint::Date,
        AWordByItselfIsEasyToGuess
        | NamesAndSurnamesByThemselvesAreEasyToGuess
        | CommonNamesAndSurnamesAreEasyToGuess => Hint::Word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(password: &str, own: &[&str]) -> Vec<Hint> {
        strength(&Password::new(password), own).hints
    }

    #[test]
    fn long_and_unlike_anything_is_enough() {
        let strong = strength(&Password::new("kanot lingon tvätt måne"), &["Anna Berg"]);
        assert!(strong.enough && strong.hints.is_empty(), "{strong:?}");
        assert!(check(&Password::new("kanot lingon tvätt måne"), &[]).is_ok());
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(hints("kort", &[]).contains(&Hint::Short));
        assert!(hints(&"å".repeat(257), &[]).contains(&Hint::Long));
        for own in ["annabergannaberg", "Anna.Berg@Granvik.se"] {
            assert!(hints(own, &["Anna Berg", "anna.berg@granvik.se"]).contains(&Hint::OwnWords));
        }
        assert!(hints("aaaaaaaaaaaaaa", &[]).contains(&Hint::Repeats));
        for (password, reason) in [
            ("kort", reason::PASSWORD_SHORT),
            ("password1234", reason::PASSWORD_WEAK),
            (&"lång ".repeat(60), reason::PASSWORD_LONG),
        ] {
            let error = check(&Password::new(password), &[]).unwrap_err();
            assert!(reason.is(&error), "{password}: {error}");
        }
    }

    /// A hundred signs that stand for letters would take a second of a processor.
    #[tokio::test]
    async fn only_the_beginning_is_measured_and_that_in_turn() {
        let words = "kanot lingon tvätt måne";
        let late = Password::new(&format!("{}{words}", "a".repeat(MEASURED)));
        assert!(strength(&late, &[]).score < ENOUGH);
        let long = Password::new(&format!("{words} paraply sten orgel vind"));
        let measured = measure(&long, &["Anna Berg"]).await.unwrap();
        assert_eq!(measured, strength(&long, &["Anna Berg"]));
        assert!(measured.enough, "long is no worse than short");
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(Password::new("sma\u{30a}grisar i backen"), Password::new("smågrisar i backen"));
        assert!(!format!("{:?}", Password::new("hemligt")).contains("hemligt"));
        // Letters in two parts are no reason to cut a password and take what is left of it.
        assert_eq!(Password::new(&"a\u{30a}".repeat(256)), Password::new(&"å".repeat(256)));
        assert!(hints(&"a\u{30a}".repeat(257), &[]).contains(&Hint::Long));
    }

    #[tokio::test]
    async fn only_the_right_password_fits_its_hash() {
        let password = Password::new("kanot lingon tvätt måne");
        let stored = hash(&password).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m="), "{stored}");
        assert!(!needs_rehash(&stored));
        assert_ne!(stored, hash(&password).await.unwrap(), "each has its own salt");
        assert!(verify(&password, Some(&stored)).await.unwrap());
        assert!(!verify(&Password::new("kanot lingon tvätt"), Some(&stored)).await.unwrap());
        assert!(!verify(&password, Some("no hash")).await.unwrap());
        assert!(!verify(&Password::new("nobody's password"), None).await.unwrap());
    }

    #[test]
    fn a_hash_of_other_parameters_is_made_anew() {
        let weak = "$argon2id$v=19$m=8192,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assert!(needs_rehash(weak));
        assert!(needs_rehash("no hash"));
    }
}
