use jiff::{SignedDuration, Timestamp};
use kompass_store::job::{self, Work};
use kompass_store::notice::{self, New, Subject};
use kompass_testkit::on_both;
use uuid::Uuid;

fn noon() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

fn new(number: u128, account: Uuid, by_mail: bool) -> New {
    New {
        id: Uuid::from_u128(number),
        name: format!("notice {number}"),
        account,
        evaluation: None,
        subject: Subject::Password,
        by_mail,
    }
}

#[test]
fn nobody_is_told_twice_and_one_mail_holds_all() {
    on_both(async |test| {
        let (db, eva, bo) = (&test.db, test.account("Eva").await.id, test.account("Bo").await.id);
        let mut ids = 100..;
        let mut mail = || Uuid::from_u128(ids.next().unwrap());
        let news = [new(1, eva, true), new(2, bo, false), new(3, eva, true)];
        assert_eq!(notice::add(db, &news, noon(), &mut mail).await.unwrap(), 3);
        let again = [new(1, eva, true), new(3, eva, true)];
        let again = again.map(|new| New { id: Uuid::from_u128(9), ..new });
        assert_eq!(notice::add(db, &again, noon(), &mut mail).await.unwrap(), 0);
        let claimed = job::claim(db, Uuid::from_u128(7), noon()).await.unwrap().unwrap();
        let notices = vec![Uuid::from_u128(1), Uuid::from_u128(3)];
        assert_eq!(claimed.job.work, Work::Notices { account: eva, notices });
        let other = job::claim(db, Uuid::from_u128(8), noon()).await.unwrap();
        assert!(other.is_none(), "Bo waits for the day: {other:?}");
        let unsent = notice::unsent(db, bo, noon(), 10).await.unwrap();
        assert_eq!(unsent.iter().map(|it| it.id).collect::<Vec<_>>(), [Uuid::from_u128(2)]);
        notice::mailed(db, bo, Uuid::from_u128(2), noon()).await.unwrap();
        assert!(notice::unsent(db, bo, noon(), 10).await.unwrap().is_empty());
    });
}

#[test]
fn notices_are_read_by_whom_they_are_for() {
    on_both(async |test| {
        let (db, eva, bo) = (&test.db, test.account("Eva").await.id, test.account("Bo").await.id);
        let news = [new(1, eva, false), new(2, eva, false), new(3, bo, false)];
        notice::add(db, &news, noon(), Uuid::nil).await.unwrap();
        assert_eq!(notice::unread(db, eva).await.unwrap(), 2);
        let (one, later) = (Uuid::from_u128(1), noon() + SignedDuration::from_secs(1));
        assert!(!notice::read(db, bo, one, later).await.unwrap(), "it is Eva's");
        assert!(notice::get(db, bo, one).await.unwrap().is_none());
        assert!(notice::read(db, eva, one, later).await.unwrap());
        assert!(!notice::read(db, eva, one, later).await.unwrap());
        assert_eq!(notice::get(db, eva, one).await.unwrap().unwrap().read_at, Some(later));
        // What came after the page was made stays unread.
        let third = New { id: Uuid::from_u128(4), name: "fourth".into(), ..new(4, eva, false) };
        notice::add(db, &[third], later, Uuid::nil).await.unwrap();
        assert_eq!(notice::read_all(db, eva, noon(), later).await.unwrap(), 1);
        assert_eq!(notice::unread(db, eva).await.unwrap(), 1);
        assert_eq!(notice::of_account(db, eva, 2).await.unwrap().len(), 2);
        assert_eq!(notice::forget(db, later).await.unwrap(), 3);
        assert_eq!(notice::of_account(db, eva, 10).await.unwrap().len(), 1);
    });
}
