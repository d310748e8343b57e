use kompass_core::evaluation::{Kind, State};
use kompass_core::framework::catalogue::Catalogue;
use kompass_core::{Error, Points};
use kompass_store::{evaluation, published};
use kompass_testkit::{full_evaluation, on_both, pinned};

const FIRST: &str = "kommunkompassen-2020";
const SECOND: &str = "kommunkompassen-original";

#[test]
fn what_was_published_is_written_on_its_own_and_texts_stay() {
    on_both(async |test| {
        let db = &test.db;
        let mut whole = full_evaluation(1);
        (whole.kind, whole.state) = (Kind::Imported, State::Planned);
        whole.areas[1].points = None;
        for sub_area in whole.areas.iter_mut().flat_map(|area| &mut area.sub_areas) {
            (sub_area.agreed, sub_area.direct, sub_area.questions) = (None, vec![], vec![]);
        }
        let organisation = test.organisation().await;
        let inserted =
            evaluation::insert(db, &test.stamp(), organisation, &whole, &pinned(FIRST)).await;
        let id = inserted.unwrap().id;
        let there = published::get(db, id).await.unwrap();
        assert_eq!((there.version, there.published.total), (1, whole.total));
        assert_eq!(there.published.areas.get(&2), None);
        assert_eq!(there.published.sub_areas.get("1.1"), Some(&Points(6_500)));

        let mut now = there.published.clone();
        "Åmål".clone_into(&mut now.municipality.name);
        (now.year, now.assessment_date, now.total) = (2016, None, Some(515));
        "Återrapport".clone_into(&mut now.source.title);
        now.areas = [(2, 60), (8, 66)].into();
        now.sub_areas =
            [("2.1".to_owned(), Points(14_500)), ("8.1".to_owned(), Points(3_000))].into();
        let first = Catalogue::built_in().framework(FIRST).unwrap();
        let put = async |version, state| {
            published::put(db, &test.stamp(), (id, state), version, &now, first).await
        };
        let late = put(1, State::Delivered).await;
        assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
        assert_eq!(put(1, State::Planned).await.unwrap(), 2);
        let stale = put(1, State::Planned).await;
        assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
        assert_eq!(published::get(db, id).await.unwrap().published, now);

        let stored = evaluation::load(db, id).await.unwrap().evaluation;
        let area = |number: u8| stored.areas.iter().find(|it| it.number == number).unwrap();
        assert_eq!((area(1).points, area(2).points, area(8).points), (None, Some(60), Some(66)));
        assert_eq!(area(1).text, whole.areas[0].text);
        assert_eq!(area(1).sub_areas[0].text, whole.areas[0].sub_areas[0].text);
        assert_eq!(area(8).sub_areas[0].points, Some(Points(3_000)));
        assert_eq!((stored.year, stored.total, stored.assessment_date), (2016, Some(515), None));

        let second = Catalogue::built_in().framework(SECOND).unwrap();
        now.sub_areas.clear();
        let at = (id, State::Planned);
        let other = published::put(db, &test.stamp(), at, 2, &now, second).await;
        assert_eq!(other.unwrap(), 3);
        let stored = evaluation::load(db, id).await.unwrap().evaluation;
        assert_eq!(
            (stored.framework.as_str(), &stored.areas[0].text),
            (SECOND, &whole.areas[0].text)
        );
    });
}
