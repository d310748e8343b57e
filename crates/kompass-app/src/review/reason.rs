//! Why something of review, fact check or delivery was refused: every reason with a stable code, in one table.

use crate::reason::reasons;

reasons! {
    PLACE "RV01" "the report has no such place" "choose a place from the page";
    TEXT "RV02" "nothing is written" "write a text";
    LONG "RV03" "the text has more than 5,000 characters" "make it shorter";
    FINDING "RV04" "the finding is not there any more" "read the page again";
    WHY "RV05" "the reason is missing" "say why";
    DEADLINE "RV06" "this is no day from today on" "choose a later day";
    OVER "RV07" "the fact check is over, or is not open yet" "ask the one who leads the evaluation to move the deadline";
    NOT_OWN "RV08" "only the one who wrote a comment changes it, and only before it is answered" "write another comment";
    NOTE "RV09" "it is not said what was corrected, and why" "write it: it stands beside the new edition";
    VERDICT "RV10" "it is not said whether the text was changed" "choose one of the two";
    DAY "RV11" "this is no day" "write it as 2026-03-12";
    AUDIENCE "RV12" "it is not said to whom" "write who is invited";
    UNREVIEWED "RV13" "you are not on the team, so you cannot sign" "ask the one who leads the evaluation";
    NOT_DELIVERED "RV14" "no report is delivered yet" "deliver it first";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("RV{:02}", at + 1));
        }
    }
}
