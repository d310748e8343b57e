//! Why something of the keeping of records was refused: every reason with a stable code, in one table. The first two are
//! told by the core.

use crate::reason::reasons;

reasons! {
    PATTERN "RC01" "this is no pattern of record numbers" "write {year} and {number} once each: KS {year}/{number}";
    NUMBER "RC02" "this is no record number" "write at most 100 characters on one line";
    NO_PATTERN "RC03" "the organisation has no pattern of record numbers" "set one, or write the number";
    KEEP "RC04" "this cannot be kept so" "choose to preserve it, or 0 to 100 years for what may be disposed of";
    DECISION "RC05" "it is not said which decision this is" "write what it is called where it stands";
    DAY "RC06" "this is no day until today" "write the day of the decision as 2026-03-12";
    NOTHING "RC07" "nothing was chosen, or it is not due any more" "choose from the list";
    LONG "RC08" "the text is too long" "write at most 200 characters";
    ARCHIVE_STATE "RC09" "the case is archived only once the report is delivered, because until then it is hidden who judged what" "deliver the report first, or let the one who runs the machine use the command";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_unique() {
        for (at, reason) in ALL.iter().enumerate() {
            assert_eq!(reason.code, format!("RC{:02}", at + 1));
        }
    }
}
