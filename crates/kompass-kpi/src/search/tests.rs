use crate::bundled::tests::{full, segment};
use crate::segment::Segment;

/// What officers of municipalities look for, and the KPI that they expect among the first five. The list is what the
/// weights and the synonyms are measured by.
const QUERIES: [(&str, &str); 120] = [
    ("sjukfrånvaro", "N00090"),
    ("sjukskrivning", "N00090"),
    ("sjukfrånvaron bland anställda", "N00090"),
    ("invånare", "N01951"),
    ("folkmängd", "N01951"),
    ("befolkning", "N01951"),
    ("befolkningsförändring", "N01958"),
    ("skatt", "N00901"),
    ("kommunalskatt", "N00901"),
    ("skattekraft", "N00903"),
    ("soliditet", "N03002"),
    ("soliditet koncern", "N03034"),
    ("årets resultat", "N03102"),
    ("resultat andel av skatter", "N03102"),
    ("självfinansiering", "N03103"),
    ("långfristiga skulder", "N03055"),
    ("låneskuld", "N03055"),
    ("likviditet", "N03105"),
    ("nettokostnadsavvikelse", "N00097"),
    ("nettokostnadsavvikelse äldreomsorg", "N20900"),
    ("nettokostnadsavvikelse LSS", "N28018"),
    ("kostnad förskola", "N11008"),
    ("dagis kostnad", "N11008"),
    ("kostnad grundskola", "N15027"),
    ("kostnad äldreomsorg", "N20048"),
    ("kostnad gymnasieskola", "N17005"),
    ("kostnad individ- och familjeomsorg", "N30101"),
    ("kostnad IFO per invånare", "N30101"),
    ("barn per årsarbetare förskola", "N11102"),
    ("personaltäthet förskola", "N11102"),
    ("barngruppsstorlek", "N11701"),
    ("behöriga lärare grundskola", "N15813"),
    ("lärarlegitimation", "N15813"),
    ("behöriga till yrkesprogram", "N15428"),
    ("behörighet gymnasiet", "N15428"),
    ("meritvärde", "N15507"),
    ("betyg årskurs 9", "N15507"),
    ("betyg i alla ämnen åk 9", "N15508"),
    ("gymnasieexamen", "N17445"),
    ("examen inom 3 år", "N17445"),
    ("elever trygga i skolan åk 5", "N15613"),
    ("studiero åk 8", "N15633"),
    ("skolskjuts", "U15015"),
    ("försörjningsstöd", "N31807"),
    ("ekonomiskt bistånd andel av befolkningen", "N31807"),
    ("socialbidrag långvarigt", "N31816"),
    ("barnfattigdom", "N66077"),
    ("hemtjänst nöjdhet", "U21468"),
    ("äldreboende nöjdhet", "U23471"),
    ("väntetid särskilt boende", "U23401"),
    ("väntetid försörjningsstöd", "U31402"),
    ("personalkontinuitet hemtjänst", "U21401"),
    ("handläggningstid bygglov", "N00821"),
    ("medarbetarengagemang", "U00200"),
    ("HME", "U00200"),
    ("medarbetarenkät", "U00200"),
    ("HME förskola", "U11200"),
    ("ledarskapsindex", "U00202"),
    ("heltid", "N00206"),
    ("andel heltidsanställda", "N00206"),
    ("timavlönade", "N00230"),
    ("lönegap", "N00951"),
    ("arbetslöshet", "N03920"),
    ("långtidsarbetslösa", "N03926"),
    ("varken arbetar eller studerar", "N02797"),
    ("nyföretagande", "N00999"),
    ("nystartade företag", "N00999"),
    ("företagsklimat", "U07453"),
    ("NKI företag", "U07453"),
    ("valdeltagande", "N05401"),
    ("valdeltagande kommunval", "N05401"),
    ("förstagångsväljare", "U17413"),
    ("trygghet", "N00610"),
    ("våldsbrott", "N07403"),
    ("bredband", "N07918"),
    ("fiber", "N07918"),
    ("växthusgaser", "N00401"),
    ("koldioxid", "N00401"),
    ("återvinning", "U07414"),
    ("ekologisk mat", "U07514"),
    ("fossilfria fordon", "U00502"),
    ("planberedskap", "N07923"),
    ("simhall", "N07960"),
    ("bibliotek", "N09806"),
    ("kulturskola", "N09888"),
    ("idrottsföreningar", "U09800"),
    ("effektivitetsindex", "U15900"),
    ("effektivitet äldreomsorg", "U20900"),
    ("bemötande kommunen", "N00640"),
    ("förtroende för politiker", "N00664"),
    ("rekommendera kommunen", "N00670"),
    ("påverka politiska beslut", "N00650"),
    ("korruption", "N00646"),
    ("revision anmärkning", "N05405"),
    ("LSS insatser", "N28892"),
    ("medellivslängd kvinnor", "N00925"),
    ("utrikes födda", "N02926"),
    ("pendling", "N02276"),
    ("utredningstid barn och unga", "U33401"),
    ("placerade barn familjehem", "N33817"),
    ("biblioteksbesök", "N09807"),
    ("boklån", "N09801"),
    ("kostnad per elev gymnasiet", "N17005"),
    ("hemtjänst kostnad per brukare", "N21006"),
    ("andel äldre 80 år", "N01813"),
    ("mediannettoinkomst", "N00905"),
    ("högutbildade", "N01724"),
    ("föräldralediga pappor", "N00943"),
    ("vab män", "N00945"),
    ("elavbrott", "N45933"),
    ("matsvinn skola", "U50125"),
    ("cykelvägar", "N07803"),
    ("kvinnor i kommunfullmäktige", "N05815"),
    ("avhopp fullmäktige", "N05830"),
    ("digital tillsyn hemtjänst", "U21340"),
    ("räddningstjänst responstid", "U07442"),
    ("LOK-stöd", "U09804"),
    ("läsa på bibliotek barn", "N09811"),
    ("vuxna med missbruk kostnad", "N35001"),
    ("brukarbedömning IFO helhetssyn", "U30452"),
];

fn found(typed: &str, limit: usize) -> Vec<String> {
    let hits = segment().search(typed, limit);
    hits.iter().map(|hit| segment().kpi(hit.kpi).id.to_owned()).collect()
}

#[test]
fn what_officers_look_for_is_among_the_first_five() {
    check(segment());
    // With all values it is the same KPIs that are meant.
    full().into_iter().for_each(check);
}

fn check(segment: &Segment) {
    let mut wrong = String::new();
    for (typed, expected) in QUERIES {
        let hits = segment.search(typed, 300);
        let kpis: Vec<_> = hits.iter().map(|hit| segment.kpi(hit.kpi)).collect();
        let at = kpis.iter().position(|kpi| kpi.id == expected);
        if at.is_none_or(|at| at >= 5) {
            wrong += &format!("{typed}: {expected} at {at:?}\n");
            for (kpi, hit) in kpis.iter().zip(&hits).take(5) {
                wrong += &format!("    {} {} {}\n", kpi.id, hit.score, kpi.title);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn an_id_is_found_first_and_nonsense_not_at_all() {
    assert_eq!(found("n00090", 1), ["N00090"]);
    assert_eq!(found(" U00200 ", 3)[0], "U00200");
    for nothing in ["", "  ", "qwxzqwxz", "!!", "\"\""] {
        assert!(found(nothing, 5).is_empty(), "{nothing}");
    }
}

#[test]
fn words_are_found_without_the_marks_of_their_letters() {
    for (plain, written) in
        [("sjukfranvaro", "sjukfrånvaro"), ("kostnad forskola", "kostnad förskola")]
    {
        assert_eq!(found(plain, 3), found(written, 3), "{plain}");
    }
}

#[test]
fn more_words_find_less_not_more() {
    let (wide, narrow) = (found("kostnad", 5), found("kostnad förskola", 5));
    assert_ne!(wide, narrow);
    assert_eq!(found("förskola kostnad", 5), narrow, "in any order");
    assert!(found("kostnad", 7).len() == 7 && found("kostnad", 0).is_empty());
}

/// A synonym that leads nowhere, or is said twice, is a slip of the pen.
#[test]
fn every_synonym_leads_to_a_kpi() {
    let mut said = std::collections::HashSet::new();
    for line in include_str!("synonyms.txt").lines().filter(|line| !line.starts_with('#')) {
        let (word, written) = line.split_once(" = ").unwrap();
        assert!(said.insert(word), "{word} stands twice");
        for written in written.split(", ") {
            let hits = segment().search(written, 1);
            assert!(
                hits.first().is_some_and(|hit| hit.score > 0.5),
                "{word} leads to {written}: {hits:?}"
            );
        }
    }
    assert!(said.len() > 150);
}
