use kompass_core::record::Record;
use kompass_store::{archive, backup};
use kompass_testkit::on_both;
use std::collections::{BTreeMap, BTreeSet};

/// What is left out of a table: the secret part of personal links. Keys of sorting are, too.
const LEFT_OUT: [&str; 1] = ["link.digest"];

/// Tables that are no records of an evaluation.
const OF_THE_MOMENT: [&str; 1] = ["notice"];

#[test]
fn a_case_holds_every_column_that_tells_of_an_evaluation() {
    let mut archived: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, columns) in archive::columns() {
        let table = if name == "answer_draft" { "answer" } else { name };
        archived.entry(table).or_default().extend(columns);
    }
    let mut checked = 0;
    for (table, columns) in backup::columns() {
        let of_evaluation = columns.iter().any(|(name, _)| *name == "evaluation_id");
        if !(of_evaluation || archived.contains_key(table)) || OF_THE_MOMENT.contains(&table) {
            continue;
        }
        let held = archived.get(table).unwrap_or_else(|| panic!("{table} is in no part of a case"));
        // Of the organisation and the decisions about several evaluations only what is about this one.
        if matches!(table, "organisation" | "disposal_item") {
            continue;
        }
        for (column, _) in columns {
            let left_out =
                column.ends_with("_sort") || LEFT_OUT.contains(&&*format!("{table}.{column}"));
            assert_ne!(held.contains(column), left_out, "{table}.{column}");
            checked += 1;
        }
    }
    assert!(checked > 200, "{checked}");
}

#[test]
fn a_case_is_bound_by_a_checkpoint_and_stays_as_it_is() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let ids = super::record::evaluations(test, organisation, 2).await;
        let key = test.stamp().audit;
        let case = async || archive::case(&test.db, &key, ids[0], test.stamp().now).await.unwrap();
        let first = case().await;
        assert_eq!(first.heads.len(), 1);
        assert!(first.heads.iter().all(|head| first.bound.heads.contains(head)));
        let rows = |case: &archive::Case, record: Record| {
            let parts = case.parts.iter().filter(|part| part.record == Some(record));
            parts.map(|part| part.lines.len()).sum::<usize>()
        };
        assert_eq!(rows(&first, Record::Log) as i64, first.heads[0].number);
        assert!(rows(&first, Record::Judgements) > 0);
        let of_others = first.parts.iter().flat_map(|part| &part.lines);
        assert!(of_others.into_iter().all(|line| !line.contains(&ids[1].to_string())));
        assert_eq!(first.frameworks.len(), 1);

        // What is said of it elsewhere, and what is done in another, changes nothing.
        let archived = archive::Archived { evaluation: ids[0], package: "p", sha256: "0", size: 1 };
        archive::told(&test.db, &test.stamp(), organisation, &archived).await.unwrap();
        kompass_store::record::set(&test.db, &test.stamp(), ids[1], "", "KS 1").await.unwrap();
        let again = case().await;
        assert_eq!(again.bound, first.bound);
        assert_eq!(format!("{:?}", again.parts), format!("{:?}", first.parts));

        kompass_store::record::set(&test.db, &test.stamp(), ids[0], "", "KS 2").await.unwrap();
        let changed = case().await;
        assert_ne!(changed.bound, first.bound);
        assert!(changed.heads.iter().all(|head| changed.bound.heads.contains(head)));
    });
}

#[test]
fn a_damaged_case_is_archived_with_its_faults_and_never_bound_as_it_is() {
    on_both(async |test| {
        let organisation = test.organisation().await;
        let ids = super::record::evaluations(test, organisation, 2).await;
        let key = test.stamp().audit;
        let case = async |id| archive::case(&test.db, &key, id, test.stamp().now).await.unwrap();
        let whole = case(ids[0]).await;
        assert_eq!(whole.faults, []);
        let chain = format!("evaluation:{}", ids[0]);
        test.tamper(&format!(
            "UPDATE audit_entry SET at = at + 1 WHERE chain = '{chain}' AND number = 1"
        ))
        .await;
        kompass_store::record::set(&test.db, &test.stamp(), ids[0], "", "KS 1").await.unwrap();
        let damaged = case(ids[0]).await;
        let faults: Vec<_> = damaged.faults.iter().map(|it| (&*it.chain, it.number)).collect();
        assert_eq!(faults, [(&*chain, 1)]);
        assert_eq!(damaged.bound, whole.bound);
        // Another case is none the worse for it.
        let other = case(ids[1]).await;
        assert_eq!(other.faults, []);
        assert!(other.heads.iter().all(|head| other.bound.heads.contains(head)));
        assert!(whole.heads.iter().all(|head| other.bound.heads.contains(head)));
    });
}
