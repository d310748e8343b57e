//! Why something about documents was refused: every reason with a stable code, in one table.

use crate::reason::reasons;

reasons! {
    TITLE "DO01" "the title is missing or is longer than 300 characters" "write what the document is called";
    SUB_AREA "DO02" "no sub-area is chosen" "choose at least one of those you answer for";
    STAYS "DO03" "documents stay once the judging has begun" "change the title or the sub-areas instead";
    NOT_YOURS "DO04" "somebody else handed in this document" "ask the coordinator to change it";
    ADDRESS "DO05" "what the address leads to is no document that is taken" "hand in the file instead";
    FULL "DO06" "the documents of the evaluation take as much room as they may" "remove what is not needed, or ask the one who runs Kompass";
    TOO_MUCH "DO07" "more was sent at once than is taken" "send fewer files at a time";
    BROKEN_OFF "DO08" "what was sent did not arrive whole" "send again what is missing";
    BUSY "DO09" "too many are handing in at once" "wait a minute, then send again";
    WHAT "DO10" "it is not said what is asked for, or in more than 500 characters" "write which document you need";
    UNTIL "DO11" "the day is past" "choose today or a later day";
    ANSWER "DO12" "it is not said how the request is answered" "choose documents, or that there is none";
    CHOOSE "DO13" "no document is chosen" "choose one, or hand it in first";
    ANSWERED "DO14" "the request is answered already" "read the answer in the list";
    KIND "DO15" "the kind or the text is too long" "make it shorter";
    LOST "DO16" "the document was removed while it was handed in" "send it again";
    WEB "DO17" "the web address is longer than 2,000 characters or begins with neither http nor https" "write it as https://example.se/page";
    HARMFUL "DO18" "the malware scanner found something harmful in the file" "hand in a clean file";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("DO{:02}", at + 1));
        }
    }
}
