//! Why access was refused: every reason with a stable code, in one table. Pages say it in their language by the code;
//! commands and programs get the words here.

use kompass_core::{Error, Problem};

/// A reason: its code, what is wrong, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    /// `A01`. Never given to another reason.
    pub code: &'static str,
    /// What is wrong.
    pub message: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

/// Reasons with their codes, and the list of them.
macro_rules! reasons {
    ($($name:ident $code:literal $message:literal $remedy:literal;)+) => {
        $(#[doc = concat!($message, ".")]
        pub const $name: $crate::reason::Reason =
            $crate::reason::Reason { code: $code, message: $message, remedy: $remedy };)+

        /// All reasons, by code.
        pub const ALL: &[&$crate::reason::Reason] = &[$(&$name),+];
    };
}

pub(crate) use reasons;

reasons! {
    SIGN_IN_FIRST "A01" "nobody is signed in" "sign in";
    NO_RIGHT "A02" "your role does not allow this, or not in the step where the evaluation is" "ask the one who leads it";
    NOT_DECLARED "A03" "the conflict-of-interest declaration is not signed" "sign it, then everything of the evaluation opens";
    CONFLICT_DECLARED "A04" "a conflict of interest is declared, so the evaluation is closed to you" "ask the one who leads it to appoint somebody else";
    STEP_UP "A05" "this needs a fresh proof that it is you" "give your password, a code or your passkey once more";
    WRONG_SIGN_IN "A06" "the e-mail address or the password is wrong, or the account is closed" "try again, or ask your administrator for a new link";
    WRONG_CODE "A07" "the code is wrong or was used before" "wait for the next code of your app, or use a recovery code";
    SIGN_IN_OVER "A08" "the sign-in took too long" "begin again";
    WRONG_PASSWORD "A09" "the password is wrong" "try again";
    PASSWORD_SHORT "A10" "the password has fewer than 12 characters" "make it longer: three or four words that do not belong together";
    PASSWORD_LONG "A11" "the password has more than 256 characters" "make it shorter";
    PASSWORD_WEAK "A12" "the password is easy to guess" "make it longer: three or four words that do not belong together";
    LINK_UNKNOWN "A13" "the personal link is not known here" "check that the whole address was copied, or ask for a new one";
    LINK_EXPIRED "A14" "the personal link has expired" "ask the one who sent it for a new one";
    LINK_REVOKED "A15" "the personal link was revoked" "ask the one who sent it for a new one";
    LINK_USED "A16" "the personal link was used already" "sign in, or ask the one who sent it for a new one";
    LINK_PURPOSE "A17" "the personal link is for something else" "open the address as it was sent";
    SIGN_IN_TO_ACCEPT "A18" "there is an account with this e-mail address" "sign in with it, then open the link again";
    OTHER_ACCOUNT "A19" "the personal link is for another account than the one that is signed in" "sign out, then open the link again";
    EMAIL "A20" "this is no e-mail address" "write it as name@example.se";
    NAME "A21" "a name is missing or is longer than 200 characters" "write the name";
    ROLE "A22" "this role cannot be given here" "choose another";
    LAST_ADMINISTRATOR "A23" "the last administrator cannot be removed or closed" "appoint another administrator first";
    NO_SECOND_FACTOR "A24" "no second factor is turned on" "turn it on first";
    HAS_SECOND_FACTOR "A25" "a second factor is turned on already" "turn it off first";
    NOT_ON_TEAM "A26" "you are not on the team of this evaluation" "ask the one who leads it to appoint you";
    DECLARED_BEFORE "A27" "the conflict-of-interest declaration is signed already" "ask the one who leads it if it has to be changed";
    SCOPE "A28" "this is not in the framework of the evaluation" "choose from its sub-areas and interview groups";
    TOO_MANY "A29" "there were too many attempts" "wait 15 minutes, then try again";
    BUSY "A30" "too many people are signing in at once" "try again in a few seconds";
    ORGANISATION_CLOSED "A31" "the organisation is closed" "choose another";
    FIRST_START_OVER "A32" "there is an administrator already" "sign in, or ask the administrator for an invitation";
    OTHER_ORGANISATION "A33" "the account belongs to another organisation too" "ask a system administrator for the link";
    NOT_THERE "A34" "this is not there, or is not there any more" "open the list again";
    LAST_WAY "A35" "this is the only way to sign in" "set a password or make a passkey first";
    CODE "A36" "this is no code" "write at most 10 letters and digits, and a country as SE or NO";
    SECOND_FACTOR_DEMANDED "A37" "a second factor is demanded here" "turn on one-time codes, or sign in with a passkey";
    SECOND_SHEET "A38" "this belongs to the evaluation that the second framework is scored beside" "open that evaluation";
    PLACE_TAKEN "A39" "this place on the team is taken, or is for another role" "choose another, or a new place";
    FOR_THE_COORDINATOR "A40" "whoever contributes answers for the municipality, so its coordinator makes their links" "ask the coordinator";
}

impl Reason {
    /// As a problem of an input.
    pub fn problem(&self, place: &str) -> Problem {
        Problem::new(place, self.message, self.remedy).code(self.code)
    }

    /// As an error of an input.
    pub fn invalid(&self, place: &str) -> Error {
        Error::invalid(self.problem(place))
    }

    /// As an act that is not allowed here and now.
    pub fn forbidden(&self) -> Error {
        Error::Forbidden(self.problem("").to_string())
    }

    /// True if an error says this.
    pub fn is(&self, error: &Error) -> bool {
        match error {
            Error::Invalid(problems) => problems.iter().any(|problem| problem.code == self.code),
            Error::Forbidden(text) => text.starts_with(self.code),
            _ => false,
        }
    }
}

/// Something that the one who asks may not know of, or that is not there.
pub(crate) fn not_there(what: &'static str, id: impl ToString) -> Error {
    Error::not_found(what, id.to_string(), NOT_THERE.remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("A{:02}", at + 1));
        }
    }

    #[test]
    fn a_reason_is_found_in_either_error() {
        assert!(STEP_UP.is(&STEP_UP.forbidden()));
        assert!(TOO_MANY.is(&TOO_MANY.invalid("email")));
        assert!(!TOO_MANY.is(&STEP_UP.forbidden()));
        assert!(STEP_UP.forbidden().to_string().contains("fresh proof"));
    }
}
