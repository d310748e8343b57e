//! Interviews as a calendar file (RFC 5545). What was fetched before is known again by its id, and what is newer by its
//! sequence, so a slot that was moved or called off changes in the reader's own calendar.

use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use jiff::civil::Time;
use kompass_core::interview::{Interview, Standing};
use kompass_core::{Error, Result, local};
use kompass_store::interview::Kept;

/// A calendar of this name with these interviews, each with what it is called and what is said of it.
///
/// # Errors
/// None that an interview of the plan can cause.
pub fn file<'a>(
    name: &str,
    interviews: impl IntoIterator<Item = (&'a Kept<Interview>, String, String)>,
) -> Result<String> {
    let mut calendar = Calendar::empty();
    for property in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Kompass//Interviews//SV"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", name),
    ] {
        calendar.append_property(property);
    }
    for (Kept { value, changed_at, .. }, summary, description) in interviews {
        let moment = |time: Time| -> Result<String> {
            let local = value.day.to_datetime(time).to_zoned(local::zone()).map_err(internal)?;
            Ok(utc(local.timestamp()))
        };
        let status = match value.standing {
            Standing::Cancelled => EventStatus::Cancelled,
            Standing::Planned | Standing::Held => EventStatus::Confirmed,
        };
        let event = Event::new()
            .uid(&format!("{}@kompass", value.id))
            .add_property("DTSTAMP", utc(*changed_at))
            .add_property("LAST-MODIFIED", utc(*changed_at))
            .add_property("SEQUENCE", value.moved.to_string())
            .add_property("DTSTART", moment(value.begins)?)
            .add_property("DTEND", moment(value.ends)?)
            .status(status)
            .summary(&summary)
            .description(&description)
            .location(&value.room)
            .done();
        calendar.push(event);
    }
    Ok(calendar.to_string())
}

fn utc(moment: jiff::Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn internal(error: jiff::Error) -> Error {
    Error::Internal(format!("a calendar could not be made: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::civil::{date, time};
    use uuid::Uuid;

    fn slot(month: i8, standing: Standing, moved: u32) -> Kept<Interview> {
        let value = Interview {
            id: Uuid::from_u128(7),
            group: "unions".into(),
            day: date(2026, month, 12),
            begins: time(9, 0, 0, 0),
            ends: time(10, 30, 0, 0),
            room: "Sal A; plan 2, norr".into(),
            evaluators: Vec::new(),
            standing,
            met: 0,
            moved,
        };
        Kept { value, version: 1, changed_at: Timestamp::UNIX_EPOCH }
    }

    #[test]
    fn a_slot_stands_in_the_calendar_at_the_time_where_the_visit_is() {
        let (summer, winter) = (slot(5, Standing::Planned, 2), slot(2, Standing::Cancelled, 3));
        let long = "Å".repeat(60);
        let text = [(&summer, long.clone(), "Rad\nrad".to_owned()), (&winter, long, String::new())];
        let file = file("Intervjuer", text).unwrap();
        for line in [
            "METHOD:PUBLISH",
            "UID:00000000-0000-0000-0000-000000000007@kompass",
            "SEQUENCE:2",
            "DTSTAMP:19700101T000000Z",
            "DTSTART:20260512T070000Z",
            "DTEND:20260512T083000Z",
            "STATUS:CONFIRMED",
            "LOCATION:Sal A\\; plan 2\\, norr",
            "DESCRIPTION:Rad\\nrad",
            "SEQUENCE:3",
            "DTSTART:20260212T080000Z",
            "STATUS:CANCELLED",
        ] {
            assert!(file.split("\r\n").any(|it| it == line), "{line}\n{file}");
        }
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "long lines are folded");
    }
}
