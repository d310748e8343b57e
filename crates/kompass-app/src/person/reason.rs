//! Why something about personal data was refused: every reason with a stable code, in one table.

use crate::reason::reasons;

reasons! {
    NOBODY "PD01" "nobody such is known here" "look for the e-mail address, or a part of the name";
    SEVERAL "PD02" "several people are meant" "name one of them by what `kompass person find` shows first";
    BUSY "PD03" "this person has work in an evaluation whose report is not delivered" "take the role, the link or the interview away first";
    LAST_ADMINISTRATOR "PD04" "nobody else runs the installation" "appoint another system administrator first";
    ONESELF "PD05" "nobody erases themselves" "ask another administrator";
    LAST_OF_ORGANISATION "PD06" "nobody else runs an organisation that this person runs" "appoint another administrator there first";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("PD{:02}", at + 1));
        }
    }
}
