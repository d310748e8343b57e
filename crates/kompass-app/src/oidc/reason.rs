//! Why a sign-in with a provider was refused: every reason with a stable code, in one table.

use crate::reason::reasons;

reasons! {
    UNREACHABLE "O01" "the sign-in provider cannot be reached" "try again in a while, or sign in another way";
    SLOW "O02" "the sign-in provider takes too long to answer" "try again in a while, or sign in another way";
    LARGE "O03" "the sign-in provider answers with more than it should" "tell your administrator";
    NONSENSE "O04" "the sign-in provider answers with something that is not understood" "tell your administrator";
    ISSUER "O05" "the sign-in provider says that it is another one than was asked" "tell your administrator";
    INSECURE "O06" "the sign-in provider names an address that is not protected" "tell your administrator";
    NOT_BEGUN "O07" "the sign-in was not begun in this browser, took too long or was finished before" "begin again";
    DECLINED "O08" "the sign-in provider says no" "try again, or ask those who run the provider";
    CLIENT "O09" "the sign-in provider does not accept this installation" "tell your administrator";
    CODE "O10" "the sign-in provider does not accept its own answer any more" "begin again";
    NO_TOKEN "O11" "the sign-in provider does not say who you are" "tell your administrator";
    SIGNATURE "O12" "what the sign-in provider says is not signed by it" "tell your administrator";
    CLAIMS "O13" "what the sign-in provider says is meant for somebody else" "begin again, and tell your administrator if it repeats";
    TIME "O14" "what the sign-in provider says is out of date, or from the future" "begin again; if it repeats, the clocks differ";
    NOT_FRESH "O15" "the sign-in provider did not ask for a proof that it is you" "sign out there, then try again";
    GROUPS "O16" "the sign-in provider does not tell your groups, because they are too many" "ask those who run it to send only the groups that concern this installation";
    EMAIL_UNVERIFIED "O17" "the sign-in provider vouches for no e-mail address of yours" "ask your administrator for an invitation";
    NO_ACCOUNT "O18" "there is no account for you here" "ask your administrator for an invitation";
    NOT_CONNECTED "O19" "your account is not connected with this sign-in provider" "sign in another way, then connect it on your profile page";
    OTHER_PERSON "O20" "at the sign-in provider you are somebody else than here" "sign out there, then try again";
    CLOSED "O21" "your account is closed" "ask your administrator";
    BREAK_GLASS "O22" "an emergency account is not connected with a sign-in provider" "use its password";
    SECRET "O23" "the secret of this sign-in provider cannot be read" "tell your administrator";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("O{:02}", at + 1));
        }
    }
}
