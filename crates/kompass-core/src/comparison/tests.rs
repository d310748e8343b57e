use super::*;
use crate::result::{Basis, ResultOrigin, parse_csv};
use proptest::prelude::*;

/// A published result of version 2.0 with only a total; the id is its position in the test.
fn candidate(id: u128, name: &str, year: Option<i16>, total: u32) -> Candidate {
    Candidate {
        id: Uuid::from_u128(id),
        result: EvaluationResult {
            country: "SE".into(),
            municipality: name.into(),
            code: None,
            year,
            framework: "2.0".into(),
            total: Some(total),
            areas: vec![None; 8],
            origin: ResultOrigin::Published,
            basis: Basis::Official,
            source: "test".into(),
            note: String::new(),
        },
        population: None,
        skr_group: None,
    }
}

fn total(own: &Candidate, candidates: &[Candidate], rule: &Rule) -> (usize, Option<Points>) {
    let comparison = Comparison::of(own, candidates, rule);
    (comparison.total.n, comparison.total.value())
}

/// The results that come with Kompass.
fn published() -> Vec<Candidate> {
    let bytes = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../data/results/published-results.csv"
    ));
    let results = parse_csv("published-results.csv", bytes).unwrap().results;
    (1..)
        .zip(results)
        .map(|(id, result)| Candidate {
            id: Uuid::from_u128(id),
            result,
            population: None,
            skr_group: None,
        })
        .collect()
}

fn find<'a>(candidates: &'a [Candidate], name: &str, year: i16) -> &'a Candidate {
    let of = |it: &&Candidate| it.result.municipality == name && it.result.year == Some(year);
    candidates.iter().find(of).unwrap()
}

/// Tyresö 2015 (536, source 001) beside the published results of version 2.0: 384 450 483 506 549 555 603 615 644 668
/// and Tyresö's own 452 of 2010.
#[test]
fn tyreso_2015_beside_the_published_results() {
    let all = published();
    let own = find(&all, "Tyresö", 2015);
    let comparison = Comparison::of(own, &all, &Rule::alike(&own.result));
    let figure = &comparison.total;
    assert_eq!((figure.own, figure.n), (Some(536), 10), "without its own results");
    assert_eq!(figure.value(), Some(Points(545_700))); // 5457 / 10
    let statistics = figure.statistics.as_ref().unwrap();
    assert_eq!((statistics.lowest, statistics.highest), (384, 668));
    assert_eq!(statistics.median, Points::whole(552));
    assert_eq!(figure.rank, Some(Rank { place: 7, of: 11, tied: 0 }));
    assert_eq!(figure.position, Some(Position::LowerHalf));
    assert_eq!(comparison.left_out.aggregates, 1, "the printed mean 473 is no evaluation");
    assert!(!comparison.mixing.any());
    // Of area 1 only Grästorp 2014 is published beside it.
    assert_eq!((comparison.areas[0].own, comparison.areas[0].n), (Some(74), 1));
    assert_eq!(comparison.areas[0].value(), Some(Points::whole(61)));

    let mut rule = Rule::alike(&own.result);
    rule.own = Own::Included;
    let comparison = Comparison::of(own, &all, &rule);
    assert_eq!(comparison.total.n, 12);
    assert_eq!(comparison.total.rank, Some(Rank { place: 7, of: 12, tied: 0 }));
}

/// Published changes, with their pages' own figures: Tyresö 452 → 536 (source 001), Mark +72 and Vallentuna +48
/// (mark.se, vallentuna.se), and in Norway Ulstein +72, +34 and +67 (ulstein.kommune.no).
#[test]
fn published_changes() {
    let all = published();
    let change = |name, before, now| {
        let (before, now) = (find(&all, name, before), find(&all, name, now));
        Changes::between(&before.result, &now.result).total.unwrap()
    };
    assert_eq!(change("Tyresö", 2010, 2015), Change { points: 84, percent_tenths: Some(186) });
    assert_eq!(change("Mark", 2022, 2024), Change { points: 72, percent_tenths: Some(164) });
    assert_eq!(change("Vallentuna", 2017, 2019).points, 48);
    assert_eq!(change("Ulstein", 2013, 2015).points, 72);
    assert_eq!(change("Ulstein", 2015, 2017).points, 34);
    assert_eq!(change("Ulstein", 2017, 2019).points, 67);
}

#[test]
fn a_change_across_versions_is_marked_and_has_no_areas() {
    let all = published();
    let (before, now) = (find(&all, "Vallentuna", 2019), find(&all, "Vallentuna", 2021));
    let mut before = before.result.clone();
    before.areas = vec![Some(70); 8];
    let changes = Changes::between(&before, &now.result);
    assert_eq!(changes.total, Some(Change { points: 45, percent_tenths: Some(75) }));
    assert_eq!(changes.areas, [None; 8]);
    assert!(changes.mixing.versions);
    before.framework = "2020".into();
    let areas = Changes::between(&before, &now.result).areas;
    assert_eq!(areas[0], Some(Change { points: 3, percent_tenths: Some(43) }));
}

#[test]
fn a_change_from_nothing_has_no_percentage_and_a_fall_is_negative() {
    assert_eq!(Change::between(0, 40), Change { points: 40, percent_tenths: None });
    assert_eq!(Change::between(80, 79), Change { points: -1, percent_tenths: Some(-13) });
    assert_eq!(Change::between(80, 80), Change { points: 0, percent_tenths: Some(0) });
}

/// Karlskrona's page of 2014 shows area means that sum to 454 beside a mean total of 455: each is rounded for itself.
#[test]
fn means_of_areas_need_not_sum_to_the_mean_total() {
    let own = candidate(0, "Own", Some(2014), 0);
    let others: Vec<Candidate> = [[50, 54], [51, 55], [51, 54]]
        .iter()
        .zip(1..)
        .map(|(areas, id)| {
            let mut other = candidate(id, &id.to_string(), Some(2014), areas.iter().sum());
            other.result.areas[0] = Some(areas[0]);
            other.result.areas[1] = Some(areas[1]);
            other
        })
        .collect();
    let comparison = Comparison::of(&own, &others, &Rule::alike(&own.result));
    let whole = |figure: &Figure| figure.statistics.as_ref().unwrap().mean.whole();
    assert_eq!([&comparison.areas[0], &comparison.areas[1]].map(whole), [51, 54]); // 50.67, 54.33
    assert_eq!(whole(&comparison.total), 105);
    let mut skewed = others;
    skewed[0].result.areas[1] = Some(53); // 54.0 now, and the total 104.67 still rounds to 105
    skewed[0].result.areas[0] = Some(49); // 50.33
    skewed[0].result.total = Some(103); // 104.67
    let comparison = Comparison::of(&own, &skewed, &Rule::alike(&own.result));
    assert_eq!([&comparison.areas[0], &comparison.areas[1]].map(whole), [50, 54]);
    assert_eq!(whole(&comparison.total), 105, "50 + 54 is 104");
}

#[test]
fn nothing_is_mixed_unless_the_rule_says_so_and_then_it_is_marked() {
    let own = candidate(0, "Own", Some(2015), 500);
    let mut external = candidate(1, "A", Some(2015), 400);
    external.result.origin = ResultOrigin::External;
    let mut direct = candidate(2, "B", Some(2015), 410);
    direct.result.basis = Basis::Direct;
    let mut newer = candidate(3, "C", Some(2021), 420);
    newer.result.framework = "2020".into();
    newer.result.areas = vec![Some(50); 8];
    let others = [external, direct, newer, candidate(4, "D", Some(2014), 450)];
    let mut rule = Rule::alike(&own.result);
    assert_eq!(total(&own, &others, &rule), (1, Some(Points::whole(450))));

    rule.origins.push(ResultOrigin::External);
    let mixed = Comparison::of(&own, &others, &rule);
    assert_eq!(mixed.total.n, 2);
    assert_eq!(mixed.mixing, Mixing { origins: true, ..Mixing::default() });
    rule.bases.push(Basis::Direct);
    rule.versions.push("2020".into());
    let mixed = Comparison::of(&own, &others, &rule);
    assert_eq!(mixed.total.n, 4);
    assert_eq!(mixed.mixing, Mixing { origins: true, bases: true, versions: true });
    assert_eq!(mixed.areas[0].n, 0, "areas of another version are other areas");

    let official_only = Rule { versions: vec!["2020".into()], ..Rule::alike(&own.result) };
    let beside = Comparison::of(&own, &others, &official_only);
    assert!(beside.mixing.versions, "the own result is of another version than the others");
}

#[test]
fn windows() {
    let own = candidate(0, "Own", Some(2015), 500);
    let others = [
        candidate(1, "A", Some(2009), 400),
        candidate(2, "B", Some(2012), 410),
        candidate(3, "C", Some(2012), 420),
        candidate(4, "D", Some(2014), 430),
        candidate(5, "E", None, 440),
    ];
    let within = |window| {
        let rule = Rule { window, ..Rule::alike(&own.result) };
        let comparison = Comparison::of(&own, &others, &rule);
        (comparison.total.n, comparison.left_out.without_year)
    };
    assert_eq!(within(Window::All), (5, 0));
    assert_eq!(within(Window::SinceVersionStart { year: 2010 }), (3, 1));
    assert_eq!(within(Window::Years { from: 2009, to: 2012 }), (3, 1));
    assert_eq!(within(Window::Latest { count: 1 }), (1, 1));
    assert_eq!(within(Window::Latest { count: 2 }), (3, 1), "both of 2012, or neither");
    assert_eq!(within(Window::Latest { count: 99 }), (4, 1));
    assert_eq!(within(Window::Latest { count: 0 }), (0, 1));
}

#[test]
fn repeats_count_every_time_or_once() {
    let own = candidate(0, "Own", Some(2015), 500);
    let mut with_code = candidate(4, "B", Some(2013), 600);
    with_code.result.code = Some("0138".into());
    let others = [
        candidate(1, "A", Some(2010), 400),
        candidate(2, "A", Some(2014), 440),
        candidate(3, "B", Some(2011), 500),
        with_code,
        candidate(5, "A", None, 700),
    ];
    let mut rule = Rule::alike(&own.result);
    assert_eq!(total(&own, &others, &rule), (5, Some(Points(528_000))));
    rule.repeat = Repeat::LatestPerMunicipality;
    assert_eq!(total(&own, &others, &rule), (2, Some(Points(520_000))), "440 and 600");
    rule.window = Window::Years { from: 2010, to: 2012 };
    assert_eq!(total(&own, &others, &rule), (2, Some(Points(450_000))), "400 and 500");
}

#[test]
fn the_own_municipality_counts_only_if_the_rule_says_so() {
    let mut own = candidate(9, "Own", Some(2015), 500);
    own.result.code = Some("0138".into());
    let others = [
        candidate(1, "Own", Some(2010), 400),
        candidate(2, "A", Some(2014), 450),
        candidate(3, "B", Some(2014), 500),
        own.clone(),
    ];
    let mut rule = Rule::alike(&own.result);
    let without = Comparison::of(&own, &others, &rule);
    assert_eq!((without.total.n, without.total.value()), (2, Some(Points(475_000))));
    assert_eq!(without.total.rank, Some(Rank { place: 1, of: 3, tied: 1 }));
    rule.own = Own::Included;
    let with = Comparison::of(&own, &others, &rule);
    assert_eq!((with.total.n, with.total.value()), (4, Some(Points(462_500))));
    assert_eq!(with.total.rank, Some(Rank { place: 1, of: 4, tied: 1 }));
    assert_eq!(Comparison::of(&own, &others[..3], &rule), with, "also where it is not among them");
}

#[test]
fn groups() {
    let own = candidate(0, "Own", Some(2015), 500);
    let mut known = candidate(1, "A", Some(2012), 400);
    known.result.code = Some("0138".into());
    known.population = Some(15_000);
    known.skr_group = Some("C7".into());
    let mut large = candidate(2, "B", Some(2012), 600);
    large.result.code = Some("0180".into());
    large.population = Some(900_000);
    large.skr_group = Some("A1".into());
    let others = [known, large, candidate(3, "A", Some(2014), 450), candidate(4, "C", None, 550)];
    let among = |group| {
        let rule = Rule { group, ..Rule::alike(&own.result) };
        let comparison = Comparison::of(&own, &others, &rule);
        (comparison.total.value().map(|value| value.0), comparison.left_out)
    };
    let none = LeftOut::default();
    assert_eq!(among(Group::All), (Some(500_000), none));
    assert_eq!(among(Group::FirstTimers), (Some(500_000), LeftOut { without_year: 1, ..none }));
    let unknown = LeftOut { without_population: 2, ..none };
    let sizes = |from, below| among(Group::SizeClass { from, below });
    assert_eq!(sizes(0, Some(15_000)), (None, unknown));
    assert_eq!(sizes(15_000, Some(15_001)), (Some(400_000), unknown));
    assert_eq!(sizes(15_001, None), (Some(600_000), unknown));
    let unknown = LeftOut { without_skr_group: 2, ..none };
    assert_eq!(among(Group::SkrGroup { code: "A1".into() }), (Some(600_000), unknown));
    let unknown = LeftOut { without_code: 2, ..none };
    let codes = vec!["0180".to_owned(), "9999".to_owned()];
    assert_eq!(among(Group::Chosen { codes: codes.clone() }), (Some(600_000), unknown));
    let group = Group::Similar { by: "resurs".into(), codes };
    assert_eq!(among(group.clone()), (Some(600_000), unknown));
    // A group that is named never names the own municipality; the rule says whether it counts.
    let rule = Rule { group, own: Own::Included, ..Rule::alike(&own.result) };
    assert_eq!(total(&own, &others, &rule), (2, Some(Points::whole(550))));
}

#[test]
fn a_first_evaluation_is_first_over_all_versions() {
    let own = candidate(0, "Own", Some(2022), 500);
    let mut before = candidate(1, "A", Some(2008), 300);
    before.result.framework = "original".into();
    let others = [before, candidate(2, "A", Some(2012), 400), candidate(3, "B", Some(2012), 450)];
    let rule = Rule { group: Group::FirstTimers, ..Rule::alike(&own.result) };
    assert_eq!(total(&own, &others, &rule), (1, Some(Points::whole(450))));
}

#[test]
fn with_nobody_to_compare_with_there_is_no_figure_and_no_rank() {
    let own = candidate(0, "Own", Some(2015), 500);
    let figure = Comparison::of(&own, &[], &Rule::alike(&own.result)).total;
    assert_eq!((figure.n, figure.value(), figure.rank, figure.position), (0, None, None, None));
}

#[test]
fn two_municipalities_of_one_name_are_told_apart_by_their_codes() {
    let own = candidate(0, "Own", Some(2015), 500);
    let mut one = candidate(1, "Herøy", Some(2014), 400);
    one.result.code = Some("1515".into());
    let mut other = candidate(2, "Herøy", Some(2013), 300);
    other.result.code = Some("1818".into());
    let rule = Rule { repeat: Repeat::LatestPerMunicipality, ..Rule::alike(&own.result) };
    assert_eq!(total(&own, &[one, other], &rule).0, 2);
}

#[test]
fn every_figure_carries_its_rule_in_words_and_as_data() {
    let own = candidate(0, "Own", Some(2015), 500);
    let rule = Rule {
        origins: vec![ResultOrigin::Published, ResultOrigin::Peer],
        window: Window::Latest { count: 40 },
        repeat: Repeat::LatestPerMunicipality,
        group: Group::SizeClass { from: 5_000, below: Some(10_000) },
        statistic: Statistic::Median,
        ..Rule::alike(&own.result)
    };
    assert_eq!(
        rule.to_string(),
        "median of published or peer results, official basis, version 2.0; the latest 40; the latest of each \
         municipality; municipalities of 5000 to 9999 inhabitants; the own municipality not included"
    );
    let comparison =
        Comparison::of(&own, &[candidate(1, "A", Some(2014), 452)], &Rule::alike(&own.result));
    let json = serde_json::to_value(&comparison.total).unwrap();
    assert_eq!(json["n"], 1);
    assert_eq!(json["statistics"]["mean"], 452);
    assert_eq!(json["rule"]["origins"][0], "published");
    let back: Rule = serde_json::from_value(json["rule"].clone()).unwrap();
    assert_eq!(back, *comparison.total.rule);
    let rule: Rule = serde_json::from_value(serde_json::to_value(&rule).unwrap()).unwrap();
    assert_eq!(rule.window, Window::Latest { count: 40 });
}

fn rules() -> impl Strategy<Value = Rule> {
    let window = prop_oneof![
        Just(Window::All),
        (2008..2016_i16).prop_map(|year| Window::SinceVersionStart { year }),
        (0..12_usize).prop_map(|count| Window::Latest { count }),
        (2008..2016_i16, 2008..2016_i16).prop_map(|(from, to)| Window::Years { from, to }),
    ];
    let group = prop_oneof![Just(Group::All), Just(Group::FirstTimers)];
    (window, group, any::<bool>(), any::<bool>()).prop_map(|(window, group, once, included)| Rule {
        window,
        group,
        repeat: if once { Repeat::LatestPerMunicipality } else { Repeat::Every },
        own: if included { Own::Included } else { Own::Excluded },
        ..Rule::alike(&candidate(0, "", None, 0).result)
    })
}

fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    let one = (0..6_u8, prop::option::weighted(0.8, 2008..2016_i16), 0..=800_u32);
    prop::collection::vec(one, 1..30).prop_map(|all| {
        (1..)
            .zip(all)
            .map(|(id, (name, year, total))| candidate(id, &format!("M{name}"), year, total))
            .collect()
    })
}

proptest! {
    #[test]
    fn every_figure_is_consistent(mut all in candidates(), rule in rules(), own in any::<prop::sample::Index>()) {
        let own = own.get(&all).clone();
        let comparison = Comparison::of(&own, &all, &rule);
        let figure = &comparison.total;
        prop_assert!(figure.n <= all.len());
        prop_assert_eq!(figure.n == 0, figure.statistics.is_none());
        if let Some(statistics) = &figure.statistics {
            let mean = statistics.mean.one_decimal();
            prop_assert!(Points::whole(statistics.lowest) <= mean && mean <= Points::whole(statistics.highest));
            prop_assert_eq!(statistics.mean.n, figure.n as u64);
        }
        // A picture shows everybody once, and lies between the same ends as the figures.
        let counted = figure.rank.is_some_and(|rank| rank.of == figure.n);
        let with_own = figure.own.filter(|_| figure.others.len() + 1 == figure.n);
        prop_assert_eq!(figure.others.len() + usize::from(with_own.is_some()), figure.n);
        prop_assert!(figure.others.is_sorted());
        prop_assert!(!counted || with_own.is_some());
        let mut values: Vec<u32> = figure.others.iter().copied().chain(with_own).collect();
        prop_assert_eq!(&Statistics::of(&mut values), &figure.statistics);
        if let Some(rank) = figure.rank {
            prop_assert!(rank.place >= 1 && rank.place + rank.tied <= rank.of);
            prop_assert!(rank.of == figure.n || rank.of == figure.n + 1);
            prop_assert!(rule.own == Own::Included || rank.of == figure.n + 1);
        }
        prop_assert!(comparison.left_out.without_year + figure.n <= all.len());
        all.reverse();
        prop_assert_eq!(comparison, Comparison::of(&own, &all, &rule), "the order does not matter");
    }
}
