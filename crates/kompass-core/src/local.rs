//! The clock and the calendar of those who use the program. A server keeps time as it was set up, often in UTC; what people
//! read, and the day on which something is due, must not depend on that.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use std::sync::LazyLock;

/// Sweden and Norway: an hour before UTC, and two from the last Sunday of March to the last of October, as it has been in
/// both since 1996 (directive 2000/84/EC and the one before it).
static ZONE: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC));

/// The time zone.
pub fn zone() -> TimeZone {
    ZONE.clone()
}

/// A moment with its zone.
pub fn zoned(moment: Timestamp) -> Zoned {
    moment.to_zoned(zone())
}

/// What clock and calendar show at a moment.
pub fn clock(moment: Timestamp) -> DateTime {
    zoned(moment).datetime()
}

/// The day it is at a moment.
pub fn day(moment: Timestamp) -> Date {
    zoned(moment).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_before_that_of_utc_and_earlier_still_in_summer() {
        for (moment, shown) in [
            ("2026-01-15T22:59:59Z", "2026-01-15T23:59:59"),
            ("2026-01-15T23:00:00Z", "2026-01-16T00:00:00"),
            ("2026-07-15T21:59:59Z", "2026-07-15T23:59:59"),
            ("2026-07-15T22:00:00Z", "2026-07-16T00:00:00"),
            ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59"),
            ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59"),
            ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00"),
        ] {
            let moment: Timestamp = moment.parse().unwrap();
            assert_eq!(clock(moment).to_string(), shown, "{moment}");
            assert_eq!(day(moment), clock(moment).date());
        }
    }
}
