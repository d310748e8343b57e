//! Why something of the interviews was refused, beside the clashes that the core finds.

use crate::reason::reasons;

reasons! {
    NOT_TO_COME "IN12" "the interview was held or called off" "plan another one";
    LONG "IN17" "this is longer than 200 characters" "make it shorter";
    SUPPLEMENT "IN18" "the supplement is empty or has more than 10,000 characters" "write what is missing, or write two";
    RULING "IN19" "a ruling needs a reason of at most 10,000 characters" "say why it was considered or not";
    TO_COME "IN24" "the interview is on a later day" "say so once it was held, or change its day first";
}
