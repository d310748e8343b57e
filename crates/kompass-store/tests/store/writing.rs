use kompass_core::Error;
use kompass_core::evaluation::State;
use kompass_store::live::{Topic, cursors};
use kompass_store::writing::{
    Item, List, Place, Wording, add, change, items, put, remove, shift, text, version,
};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use uuid::Uuid;

const IN: State = State::Consensus;

/// An evaluation in the consensus, of which nothing is written yet.
pub(crate) async fn evaluation(test: &TestDb) -> Uuid {
    let mut whole = full_evaluation(1);
    whole.state = IN;
    whole.summary.clear();
    whole.areas.clear();
    let (framework, owner, stamp) =
        (pinned(&whole.framework), test.organisation().await, test.stamp());
    let new = kompass_store::evaluation::insert(&test.db, &stamp, owner, &whole, &framework);
    new.await.unwrap().id
}

fn wording(text: &str) -> Wording {
    Wording { text: text.to_owned(), ..Wording::default() }
}

#[test]
fn a_text_is_written_by_who_has_read_the_one_before_it() {
    on_both(async |test| {
        let (db, id) = (&test.db, evaluation(test).await);
        for place in [Place::Summary, Place::Area(1), Place::SubArea(2, 0, "2.1")] {
            let empty = version("");
            assert_eq!(text(db, id, place).await.unwrap(), "");
            let stamp = test.stamp();
            let first = put(db, &stamp, (id, IN), place, empty, "Ett").await.unwrap();
            assert_eq!(first, version("Ett"));
            assert_eq!(put(db, &stamp, (id, IN), place, empty, "Ett").await.unwrap(), first);
            let stale = put(db, &test.stamp(), (id, IN), place, empty, "Mitt").await;
            assert!(matches!(stale, Err(Error::Conflict(_))), "{place:?}: {stale:?}");
            put(db, &test.stamp(), (id, IN), place, first, "Två").await.unwrap();
            assert_eq!(text(db, id, place).await.unwrap(), "Två");
            let late = put(db, &test.stamp(), (id, State::Review), place, version("Två"), "").await;
            assert!(matches!(late, Err(Error::Conflict(_))), "{place:?}: {late:?}");
        }
        let whole = kompass_store::evaluation::load(db, id).await.unwrap().evaluation;
        assert_eq!((whole.summary.as_str(), whole.areas[0].text.as_str()), ("Två", "Två"));
        assert_eq!((whole.areas[1].number, whole.areas[1].sub_areas[0].text.as_str()), (2, "Två"));
        assert_eq!(cursors(db, id).await.unwrap()[&Topic::Texts], 6);
    });
}

#[test]
fn rows_are_added_changed_moved_and_removed() {
    on_both(async |test| {
        let (db, id) = (&test.db, evaluation(test).await);
        for list in [List::Strength, List::Improvement, List::Example] {
            let told = async || -> Vec<Item> {
                let all = items(db, id).await.unwrap();
                all.into_iter().filter(|item| item.list == list && item.area == 3).collect()
            };
            let texts = async || -> String {
                told().await.iter().map(|item| item.wording.text.as_str()).collect()
            };
            for text in ["a", "b", "c"] {
                add(db, &test.stamp(), (id, IN), 3, list, &wording(text)).await.unwrap();
            }
            add(db, &test.stamp(), (id, IN), 4, list, &wording("other")).await.unwrap();
            let rows = told().await;
            for (row, up, order) in
                [(2, true, "acb"), (0, true, "acb"), (0, false, "cab"), (1, false, "cab")]
            {
                shift(db, &test.stamp(), (id, IN), rows[row].id, up).await.unwrap();
                assert_eq!(texts().await, order, "{list:?}");
            }
            let new = Wording {
                text: "B".into(),
                who: if list == List::Example { "Åsvik".into() } else { String::new() },
                sub_area: (list != List::Example).then(|| "3.1".into()),
                source: None,
            };
            let next = change(db, &test.stamp(), (id, IN), &rows[1], &new).await.unwrap();
            assert_eq!(next, 2);
            let stale = change(db, &test.stamp(), (id, IN), &rows[1], &wording("mine")).await;
            assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
            remove(db, &test.stamp(), (id, IN), &rows[1]).await.unwrap_err();
            assert_eq!(told().await[2], Item { wording: new, version: 2, ..rows[1].clone() });
            remove(db, &test.stamp(), (id, IN), &rows[0]).await.unwrap();
            assert_eq!(texts().await, "cB");
            add(db, &test.stamp(), (id, IN), 3, list, &wording("d")).await.unwrap();
            assert_eq!(texts().await, "cBd", "what is new comes last");
        }
        let whole = kompass_store::evaluation::load(db, id).await.unwrap().evaluation;
        assert_eq!(whole.areas[0].strengths.len(), 3);
        assert_eq!(whole.areas[0].examples[1].who, "Åsvik");
        let found = kompass_store::writing::examples_of(db, &[id, Uuid::nil()], 3).await.unwrap();
        assert_eq!(found.iter().map(|it| it.text.as_str()).collect::<String>(), "cBd");
        assert_eq!(found[1].evaluation, id);
    });
}
