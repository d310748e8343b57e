use super::record::evaluations;
use jiff::civil::date;
use kompass_core::evaluation::{Document, State};
use kompass_core::record::{After, Record};
use kompass_store::audit::{self, Chain};
use kompass_store::blob::Blobs;
use kompass_store::disposal::{self, Decision, Due, Emptied, Standing, Why};
use kompass_store::job::{self, Work};
use kompass_store::{document, evaluation, record};
use kompass_testkit::{TestDb, full_evaluation, on_both, pinned, step_to};
use uuid::Uuid;

async fn step(test: &TestDb, id: Uuid, to: State) {
    let version = evaluation::head(&test.db, id).await.unwrap().version;
    step_to(&test.db, &test.stamp(), id, version, to).await.unwrap();
}

/// A decision about these records of an evaluation.
async fn decide(test: &TestDb, organisation: Uuid, id: Uuid, records: &[Record]) -> Uuid {
    let due = |record: &Record| Due {
        evaluation: id,
        label: "Åsvik 2020".to_owned(),
        record_number: "KS 2020/7".to_owned(),
        record: *record,
        years: 1,
        after: After::Delivered,
        due_on: date(2022, 1, 1),
    };
    let items: Vec<Due> = records.iter().map(due).collect();
    let decision = Decision {
        organisation,
        decision: "KS 2026/1",
        decided_on: date(2026, 1, 2),
        section: "§ 4",
        name: "Arkivarie Ek",
        items: &items,
    };
    disposal::decide(&test.db, &test.stamp(), &decision).await.unwrap()
}

#[test]
fn what_was_decided_goes_once_and_the_chain_still_holds() {
    on_both(async |test| {
        let db = &test.db;
        let organisation = test.organisation().await;
        let id = evaluations(test, organisation, 1).await[0];
        let slot = super::interview::slot("unions", 9);
        let interview = super::interview::kept(test, id, &slot).await;
        for text in ["Alla gör så", "Nästan alla"] {
            let draft = kompass_core::note::Draft {
                text: text.to_owned(),
                tags: Vec::new(),
                corrects: None,
            };
            kompass_store::note::add(db, &test.stamp(), id, interview, "E1", &draft).await.unwrap();
        }
        let judgements = record::counts(db, id).await.unwrap()[&Record::Judgements];
        step(test, id, State::Delivered).await;
        let decision = decide(test, organisation, id, &[Record::Notes, Record::Judgements]).await;
        assert_eq!(disposal::waiting(db, organisation).await.unwrap().len(), 2);
        let mut jobs = Vec::new();
        let now = "2030-01-01T00:00:00Z".parse().unwrap();
        while let Some(claimed) = job::claim(db, Uuid::from_u128(77), now).await.unwrap() {
            assert!(job::done(db, &claimed, now).await.unwrap());
            jobs.push(claimed.job.work);
        }
        jobs.retain(|work| matches!(work, Work::Dispose { .. }));
        assert_eq!(jobs.len(), 2, "one for each type");

        for record in [Record::Notes, Record::Judgements] {
            for _ in 0..2 {
                let emptied = disposal::empty(db, &test.stamp(), decision, id, record).await;
                assert_eq!(emptied.unwrap(), Emptied::Yes, "again it is as it was");
            }
            disposal::end(db, (decision, id, record), None, now).await.unwrap();
        }
        let (done, items) = disposal::get(db, decision).await.unwrap();
        assert_eq!((done.done_at, done.section.as_str()), (Some(now), "§ 4"));
        let counted: Vec<(Record, u64, u64)> =
            items.iter().map(|it| (it.due.record, it.records, it.entries)).collect();
        assert_eq!(counted, [(Record::Judgements, judgements, 0), (Record::Notes, 2, 2)]);
        assert!(items.iter().all(|it| it.standing == Standing::Done));
        let left = record::counts(db, id).await.unwrap();
        assert_eq!((left[&Record::Notes], left[&Record::Judgements]), (0, 0));
        assert!(left[&Record::Agreed] > 0, "what was agreed on stays");

        let log = audit::page(db, &Chain::Evaluation(id), 0).await.unwrap();
        assert!(!format!("{log:?}").contains("Alla gör så"), "the text is gone from the log");
        let notes = log.iter().filter(|it| it.operation == "note.add");
        assert!(notes.into_iter().all(|it| it.actor.is_none() && it.content.is_none()));
        let report = audit::verify(db, &test.key(), None).await.unwrap();
        assert!(report.is_intact(), "{report:?}");
        assert_eq!(report.disposed, 2);
        // Text that somebody else took away is a fault, as before.
        test.tamper(
            "UPDATE audit_entry SET actor = NULL, content = NULL, salt = NULL
            WHERE operation = 'evaluation.state'",
        )
        .await;
        assert!(!audit::verify(db, &test.key(), None).await.unwrap().is_intact());
    });
}

#[test]
fn bytes_go_only_where_nothing_else_needs_them() {
    on_both(async |test| {
        let db = &test.db;
        let organisation = test.organisation().await;
        let two_documents = async |number| {
            let mut whole = full_evaluation(number);
            let second = Document { code: "D2".to_owned(), ..whole.documents[0].clone() };
            whole.documents.push(second);
            let (stamp, framework) = (test.stamp(), pinned(&whole.framework));
            let made = evaluation::insert(db, &stamp, organisation, &whole, &framework);
            made.await.unwrap().id
        };
        let (one, two) = (two_documents(1).await, two_documents(2).await);
        let blobs = Blobs::folder(&test.path("blobs"), 1000).unwrap();
        let shared = blobs.put(Uuid::from_u128(1), "delad".into()).await.unwrap();
        let single = blobs.put(Uuid::from_u128(2), "ensam".into()).await.unwrap();
        for (id, code, blob) in [(one, "D1", &shared), (one, "D2", &single), (two, "D1", &shared)] {
            document::attach(db, &test.stamp(), id, code, 1, "a.pdf", blob).await.unwrap();
        }
        step(test, one, State::Delivered).await;
        let decision = decide(test, organisation, one, &[Record::Documents]).await;
        let emptied = disposal::empty(db, &test.stamp(), decision, one, Record::Documents).await;
        assert_eq!(emptied.unwrap(), Emptied::Yes);
        let item = disposal::item(db, decision, one, Record::Documents).await.unwrap();
        assert_eq!((item.files, item.records), (vec![single.digest], 2));
        let kept = document::list(db, one).await.unwrap();
        assert_eq!(kept.len(), 2, "the list of them stays");
        assert!(kept.iter().all(|it| it.file.blob.is_none()));
        let others = document::file(db, two, "D1").await.unwrap();
        assert_eq!(others.blob, Some(shared), "another evaluation has the same file");
    });
}

#[test]
fn nothing_goes_while_the_evaluation_is_corrected() {
    on_both(async |test| {
        let db = &test.db;
        let organisation = test.organisation().await;
        let id = evaluations(test, organisation, 1).await[0];
        step(test, id, State::Delivered).await;
        let decision = decide(test, organisation, id, &[Record::Judgements]).await;
        step(test, id, State::Consensus).await;
        let before = record::counts(db, id).await.unwrap()[&Record::Judgements];
        let what = (decision, id, Record::Judgements);
        let emptied = disposal::empty(db, &test.stamp(), decision, id, Record::Judgements).await;
        assert_eq!(emptied.unwrap(), Emptied::WentBack);
        assert_eq!(record::counts(db, id).await.unwrap()[&Record::Judgements], before);
        let now = "2030-01-01T00:00:00Z".parse().unwrap();
        disposal::end(db, what, Some(Why::Correction), now).await.unwrap();
        let (_, items) = disposal::get(db, decision).await.unwrap();
        assert_eq!((items[0].standing, items[0].why), (Standing::Kept, Some(Why::Correction)));
        // Delivered anew, it waits for a decision of its own.
        step(test, id, State::Delivered).await;
        let emptied = disposal::empty(db, &test.stamp(), decision, id, Record::Judgements).await;
        assert_eq!(emptied.unwrap(), Emptied::Yes, "there is nothing left to do");
        assert_eq!(record::counts(db, id).await.unwrap()[&Record::Judgements], before);
    });
}
