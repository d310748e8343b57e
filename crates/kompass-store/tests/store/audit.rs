use kompass_store::audit::{self, Chain, Checkpoint, Report};
use kompass_store::{AuditKey, evaluation, setting};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned};
use uuid::Uuid;

/// A chain of eight entries in the installation's chain, beside two others. Returns the evaluation.
async fn fill(test: &TestDb) -> Uuid {
    let organisation = test.organisation().await;
    let whole = full_evaluation(1);
    let framework = pinned(&whole.framework);
    let inserted =
        evaluation::insert(&test.db, &test.stamp(), organisation, &whole, &framework).await;
    for number in 1..=8 {
        setting::put(&test.db, &test.stamp(), "theme", &format!("value {number}")).await.unwrap();
    }
    inserted.unwrap().id
}

async fn verify(test: &TestDb, exported: Option<&Checkpoint>) -> Report {
    audit::verify(&test.db, &test.key(), exported).await.unwrap()
}

/// The one fault there is, as chain, number and text.
async fn fault(test: &TestDb, exported: Option<&Checkpoint>) -> (String, i64, String) {
    let report = verify(test, exported).await;
    assert_eq!(report.faults.len(), 1, "{report:?}");
    let fault = report.faults.into_iter().next().unwrap();
    (fault.chain, fault.number, fault.what)
}

async fn checkpoint(test: &TestDb) -> Checkpoint {
    audit::checkpoint(&test.db, &test.key(), test.stamp().now).await.unwrap().1
}

/// Each way of tampering, what it is found as, and where. Undone by none: each has its own database.
#[test]
fn tampering_is_found() {
    let installation = "WHERE chain = 'installation' AND number";
    let cases = [
        (
            "edit text",
            format!("UPDATE audit_entry SET content = '\"value 9\"' {installation} = 3"),
            3,
        ),
        ("edit author", format!("UPDATE audit_entry SET actor = 'nobody' {installation} = 3"), 3),
        ("edit time", format!("UPDATE audit_entry SET at = at + 1 {installation} = 3"), 3),
        ("edit operation", format!("UPDATE audit_entry SET operation = 'x' {installation} = 3"), 3),
        ("edit subject", format!("UPDATE audit_entry SET subject = 'x' {installation} = 3"), 3),
        ("edit digest", format!("UPDATE audit_entry SET digest = salt {installation} = 3"), 3),
        ("edit mac", format!("UPDATE audit_entry SET mac = digest {installation} = 3"), 3),
        ("delete", format!("DELETE FROM audit_entry {installation} = 5"), 5),
        ("delete first", format!("DELETE FROM audit_entry {installation} = 1"), 1),
        (
            "delete and close up",
            format!(
                "DELETE FROM audit_entry {installation} = 5; UPDATE audit_entry SET number = number - 1 {installation} > 5"
            ),
            5,
        ),
        (
            "reorder",
            format!(
                "UPDATE audit_entry SET number = 100 {installation} = 3; UPDATE audit_entry SET number = 3 {installation} = 4; UPDATE audit_entry SET number = 4 {installation} = 100"
            ),
            3,
        ),
        (
            "copy",
            format!(
                "INSERT INTO audit_entry SELECT chain, 9, at, operation, subject, actor, content, salt, digest, mac FROM audit_entry {installation} = 8"
            ),
            9,
        ),
        (
            "empty",
            format!(
                "UPDATE audit_entry SET actor = NULL, content = NULL, salt = NULL {installation} = 4"
            ),
            4,
        ),
        ("empty half", format!("UPDATE audit_entry SET salt = NULL {installation} = 4"), 4),
        ("cut the tail", format!("DELETE FROM audit_entry {installation} > 6"), 7),
        ("cut head", "DELETE FROM audit_head WHERE chain = 'installation'".to_owned(), 8),
        ("move head", "UPDATE audit_head SET mac = '' WHERE chain = 'installation'".to_owned(), 8),
    ];
    for (name, sql, number) in cases {
        on_both(async |test| {
            fill(test).await;
            let report = verify(test, None).await;
            assert!(report.is_intact(), "{report:?}");
            assert_eq!((report.chains, report.entries), (3, 10));
            for part in sql.split("; ") {
                assert!(test.tamper(part).await > 0, "{name}: {part} changed nothing");
            }
            let (chain, at, what) = fault(test, None).await;
            assert_eq!((chain.as_str(), at), ("installation", number), "{name}: {what}");
        });
    }
}

/// Cuts the entries after `kept`, with the head moved back so that the chain alone looks whole.
async fn cut_cleanly(test: &TestDb, kept: i64) {
    let sql = format!(
        "UPDATE audit_head SET number = {kept}, mac = (SELECT mac FROM audit_entry
         WHERE chain = 'installation' AND number = {kept}) WHERE chain = 'installation'"
    );
    test.tamper(&sql).await;
    test.tamper(&format!(
        "DELETE FROM audit_entry WHERE chain = 'installation' AND number > {kept}"
    ))
    .await;
}

#[test]
fn a_checkpoint_shows_a_tail_that_was_cut() {
    on_both(async |test| {
        fill(test).await;
        let first = checkpoint(test).await;
        assert_eq!(checkpoint(test).await, first, "nothing moved");
        setting::put(&test.db, &test.stamp(), "theme", "value 9").await.unwrap();
        assert!(verify(test, Some(&first)).await.is_intact());

        // The documented limit: what no checkpoint has seen can be cut off unseen.
        cut_cleanly(test, 8).await;
        assert!(verify(test, Some(&first)).await.is_intact());

        // Beyond that, the stored checkpoint tells ...
        cut_cleanly(test, 6).await;
        let (chain, number, _) = fault(test, None).await;
        assert_eq!((chain.as_str(), number), ("installation", 7));
        // ... and with it gone too, the exported one.
        test.tamper("DELETE FROM audit_checkpoint").await;
        assert!(verify(test, None).await.is_intact());
        let report = verify(test, Some(&first)).await;
        let found: Vec<(&str, i64)> =
            report.faults.iter().map(|fault| (fault.chain.as_str(), fault.number)).collect();
        assert_eq!(found, [("checkpoint", 1), ("installation", 7)]);
    });
}

#[test]
fn a_chain_that_is_gone_is_missed() {
    on_both(async |test| {
        let id = fill(test).await;
        let exported = checkpoint(test).await;
        let name = Chain::Evaluation(id).to_string();
        test.tamper(&format!("DELETE FROM audit_entry WHERE chain = '{name}'")).await;
        test.tamper(&format!("DELETE FROM audit_head WHERE chain = '{name}'")).await;
        for exported in [None, Some(&exported)] {
            let (chain, number, _) = fault(test, exported).await;
            assert_eq!((&chain, number), (&name, 1));
        }
    });
}

/// Whoever cuts off a tail together with the head waits for the next checkpoint to seal what is left.
#[test]
fn a_checkpoint_never_seals_a_damaged_chain() {
    on_both(async |test| {
        let id = fill(test).await;
        let first = checkpoint(test).await;
        test.tamper("DELETE FROM audit_entry WHERE chain = 'installation' AND number > 6").await;
        test.tamper(
            "UPDATE audit_head SET number = 6, mac = (SELECT mac FROM audit_entry
                WHERE chain = 'installation' AND number = 6) WHERE chain = 'installation'",
        )
        .await;

        // The others are bound as they went on; of this one what was bound stays, and so does its fault.
        kompass_store::record::set(&test.db, &test.stamp(), id, "1", "KS 1").await.unwrap();
        let key = test.key();
        let (found, second) = audit::checkpoint(&test.db, &key, test.stamp().now).await.unwrap();
        assert_eq!(found.faults.len(), 1);
        assert_eq!(second.number, first.number + 1);
        let head = |bound: &Checkpoint, chain: &str| {
            bound.heads.iter().find(|head| head.chain == chain).cloned().unwrap()
        };
        assert_eq!(head(&second, "installation"), head(&first, "installation"));
        let own = Chain::Evaluation(id).to_string();
        assert_eq!(head(&second, &own).number, head(&first, &own).number + 1);
        for exported in [None, Some(&second)] {
            let (chain, number, _) = fault(test, exported).await;
            assert_eq!((&*chain, number), ("installation", 7));
        }
        // Nothing moved since: the damage alone makes no other one.
        assert_eq!(checkpoint(test).await, second);
    });
}

#[test]
fn checkpoints_themselves_are_bound() {
    for (sql, number) in [
        ("UPDATE audit_checkpoint SET at = at + 1 WHERE number = 1", 1),
        ("DELETE FROM audit_checkpoint WHERE number = 1", 1),
        ("UPDATE audit_checkpoint SET heads = '[]' WHERE number = 2", 2),
        ("UPDATE audit_checkpoint SET heads = NULL WHERE number = 2", 2),
    ] {
        on_both(async |test| {
            fill(test).await;
            checkpoint(test).await;
            setting::put(&test.db, &test.stamp(), "theme", "value 9").await.unwrap();
            let second = checkpoint(test).await;
            assert_eq!(audit::last_checkpoint(&test.db).await.unwrap(), Some(second.clone()));
            assert!(verify(test, Some(&second)).await.is_intact());
            test.tamper(sql).await;
            let (chain, at, what) = fault(test, None).await;
            assert_eq!((chain.as_str(), at), ("checkpoint", number), "{what}");
        });
    }
}

#[test]
fn an_exported_checkpoint_cannot_be_forged() {
    on_both(async |test| {
        fill(test).await;
        let exported = checkpoint(test).await;
        let text = serde_json::to_string_pretty(&exported).unwrap();
        assert_eq!(Checkpoint::from_json(&text).unwrap(), exported);
        let mut forged = exported.clone();
        forged.heads.pop();
        let (chain, _, what) = fault(test, Some(&forged)).await;
        assert_eq!(chain, "checkpoint", "{what}");
        assert!(Checkpoint::from_json(&text.replace("checkpoint/1", "checkpoint/2")).is_err());
        assert!(Checkpoint::from_json("{").is_err());

        // With another key nothing fits: the first entry of every chain, and the checkpoints.
        let other = AuditKey::new([8; 32]);
        let report = audit::verify(&test.db, &other, Some(&exported)).await.unwrap();
        assert_eq!(report.faults.len(), 5, "{report:?}");
    });
}

#[test]
fn what_is_disposed_of_is_gone_and_the_chain_still_verifies() {
    on_both(async |test| {
        fill(test).await;
        let dispose = async |numbers: &[i64]| {
            audit::dispose(&test.db, &test.stamp(), &Chain::Installation, numbers).await.unwrap()
        };
        let before = checkpoint(test).await;
        assert_eq!(dispose(&[2, 3, 77]).await, 2);
        let page = audit::page(&test.db, &Chain::Installation, 0).await.unwrap();
        assert_eq!(page.len(), 9);
        assert_eq!((&page[1].actor, &page[1].content), (&None, &None));
        assert!(page[3].content.is_some());
        let report = verify(test, Some(&before)).await;
        assert!(report.is_intact(), "{report:?}");
        assert_eq!(report.disposed, 2);
        // The entry that says so cannot be disposed of, or nobody could tell disposal from tampering.
        assert_eq!(dispose(&[9]).await, 0);
        assert_eq!(dispose(&[]).await, 0);
        assert!(verify(test, None).await.is_intact());
    });
}

#[test]
fn a_key_file_is_read_strictly() {
    let key = AuditKey::new([0xab; 32]);
    let hex = key.to_hex();
    assert_eq!(AuditKey::from_hex(&format!("{hex}\n")).unwrap().to_hex(), hex);
    for bad in
        ["", &hex[1..], &format!("{hex}00"), &hex.replace('a', "g"), &hex.replace("ab", "+1")]
    {
        assert!(AuditKey::from_hex(bad).is_err(), "{bad}");
    }
    assert!(!format!("{key:?}").contains("ab"), "a secret must not reach a log");
}
