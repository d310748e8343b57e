use kompass_core::Error;
use kompass_core::evaluation::{Impact, State};
use kompass_store::impact::{Cells, cells, put, version};
use kompass_testkit::on_both;

fn some(of: &[(&str, &str, Impact)]) -> Cells {
    let mut cells = Cells::new();
    for (sub_area, source, impact) in of {
        cells.entry((*sub_area).to_owned()).or_default().insert((*source).to_owned(), *impact);
    }
    cells
}

#[test]
fn an_area_is_recorded_by_who_has_read_what_was_there() {
    on_both(async |test| {
        let (db, id) = (&test.db, super::writing::evaluation(test).await);
        let of = ["1.1", "1.2"];
        let at = (id, State::Consensus);
        let first =
            some(&[("1.1", "documents", Impact::Confirms), ("1.2", "unions", Impact::Silent)]);
        let empty = version(&Cells::new());
        let read = put(db, &test.stamp(), at, &of, empty, &first).await.unwrap();
        assert_eq!(read, version(&first));
        assert_eq!(cells(db, id, &of).await.unwrap(), first);
        let stale = put(db, &test.stamp(), at, &of, empty, &Cells::new()).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        let other = some(&[("2.1", "documents", Impact::Silent)]);
        put(db, &test.stamp(), at, &["2.1"], empty, &other).await.unwrap();
        let second = some(&[("1.1", "documents", Impact::Contradicts)]);
        put(db, &test.stamp(), at, &of, read, &second).await.unwrap();
        assert_eq!(cells(db, id, &of).await.unwrap(), second, "what is not said is taken away");
        assert_eq!(cells(db, id, &["2.1"]).await.unwrap(), other, "another area stays");
        let late = (id, State::Review);
        put(db, &test.stamp(), late, &of, version(&second), &first).await.unwrap_err();
    });
}
