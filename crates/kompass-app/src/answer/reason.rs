//! Why something of the preparation was refused: every reason with a stable code, in one table.

use crate::reason::reasons;

reasons! {
    TOO_LONG "PR01" "the text is longer than 20,000 characters" "make it shorter, and hand in the rest as a document";
    EMPTY "PR02" "nothing is written" "write a text first";
    DUE "PR03" "this is no day to come" "write it as 2026-03-12, today or later";
    NO_REASON "PR04" "it is not said why questions are left without an answer" "say why in a sentence";
    NOTHING_NEW "PR05" "there is nothing to hand in that the evaluators don't have" "approve an answer first";
    HANDED_IN "PR06" "the answer is handed in, so only the coordinator changes it" "tell the one who sent you the link";
    NOT_HANDED_IN "PR07" "the answer is not handed in yet" "wait until the municipality hands it in";
    IMPROVEMENT "PR08" "the improvement area is missing or longer than 2,000 characters" "write it as it was put then";
    AREA "PR09" "there is no such area in the framework" "choose one";
    NO_LAST "PR10" "no earlier evaluation of the municipality with improvement areas is found here, or all of them are in the list" "write them in by hand";
    SEALED "PR11" "the self-assessment is sealed and does not change any more" "tell the evaluators after the consensus";
    LEVEL "PR12" "no position is chosen" "choose one, or that you take no stand";
    NOTHING_TO_SEAL "PR13" "no position is taken in any sub-area" "take one first";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("PR{:02}", at + 1));
        }
    }
}
