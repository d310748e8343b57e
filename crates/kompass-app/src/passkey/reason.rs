//! Why a passkey was refused: every reason with a stable code, in one table.

use crate::reason::reasons;

reasons! {
    NO_NAME "P01" "passkeys need an address with a name: web.public_url is a number, or no address" "set web.public_url to the address that people type, for example https://kompass.example.se";
    OVER "P02" "this took longer than five minutes, was begun in another browser, or was finished before" "begin again";
    WRONG "P03" "the passkey is not accepted here" "use another one, or sign in another way";
    CLONED "P04" "the passkey has counted backwards: it may have been copied" "sign in another way, remove it, and make a new one";
    MANY "P05" "the account has 20 passkeys" "remove one that is not used any more";
    ABSENT "P06" "the account has no passkey" "prove in another way that it is you";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("P{:02}", at + 1));
        }
    }
}
