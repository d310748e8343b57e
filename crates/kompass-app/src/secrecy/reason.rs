//! Why something of secrecy was refused: every reason with a stable code, in one table. The first is told by the core.

use crate::reason::reasons;

reasons! {
    LAW "SE01" "the legal ground is missing or too long" "write the section: OSL 39 kap. 2 §";
    CHOICE "SE02" "this is not there any more" "choose from the list";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("SE{:02}", at + 1));
        }
    }
}
