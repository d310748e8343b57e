//! Why a web address was not fetched: every reason with a stable code, in one table.

use crate::reason::reasons;

reasons! {
    ADDRESS "N01" "this is no web address that is fetched: http or https, the usual port, no user name" "hand in an address as https://example.org/page";
    NOT_PUBLIC "N02" "the address leads to no public place" "check the spelling, or hand in the file";
    BROKEN "N03" "the server cannot be reached, or broke off" "check the address and try again";
    SLOW "N04" "the answer took too long" "try again, or hand in the file";
    LARGE "N05" "the answer is too large" "hand in a smaller part";
    ASTRAY "N06" "the address leads on too many times, to nowhere, or from https to http" "hand in the address that it ends at";
    STATUS "N07" "the server answers with an error" "open the address in a browser and hand in the one that works";
    COMPRESSED "N08" "the answer is compressed although that was not asked for" "hand in the file";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("N{:02}", at + 1));
        }
    }
}
