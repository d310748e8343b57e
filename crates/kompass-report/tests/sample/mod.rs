//! Reports to render in tests and in the example: the invented Granvik with everything, and Tyresö 2015 as it was
//! published, with most things missing. The prose only fills the pages; it says nothing about any real municipality.

use jiff::civil::{Date, date};
use kompass_core::evaluation::{
    Document, Evaluation, Example, Fact, Feedback, Finding, Impact, Kind, SinceLast,
    SinceLastOrigin, SinceLastStatus, TeamRole,
};
use kompass_core::framework::Framework;
use kompass_core::result::Basis;
use kompass_core::{Lang, Points};
use kompass_report::model::{
    Area, Binary, Block, Comparison, Earlier, Edition, FrameworkMark, Group, ImpactMatrix,
    ImpactRow, KeyFigure, Logo, OriginMark, Outcome, Person, Place, ProcessedValue, PublishedValue,
    Report, SubArea, Template,
};

const SENTENCES: [&str; 24] = [
    "Fullmäktige har antagit en strategi som gäller hela kommunkoncernen och som revideras en gång per mandatperiod.",
    "Strategin är känd på alla nivåer, och de flesta chefer kan berätta hur den påverkar deras egen verksamhetsplan.",
    "Bolagen arbetar efter samma mål som nämnderna, men följer upp dem i en egen ordning och vid andra tidpunkter.",
    "Uppföljningen sker tre gånger om året och innehåller både nyckeltal och en skriftlig analys från varje nämnd.",
    "Det är däremot ovanligt att analysen leder till att arbetssätt ändras, och erfarenheterna sprids sällan vidare.",
    "Medborgardialoger genomförs vid större planärenden, och återkopplingen till deltagarna är både snabb och tydlig.",
    "I mindre ärenden avgör förvaltningen själv om invånarna ska tillfrågas, vilket gör att omfattningen varierar.",
    "Cheferna har ett tydligt uppdrag där ansvar för ekonomi, personal och kvalitet hänger ihop.",
    "Utvärderarna ser att uppdraget följs upp i årliga samtal, men att samtalen saknar koppling till kommunens mål.",
    "Jämförelser med liknande kommuner redovisas i årsredovisningen och diskuteras i kommunstyrelsen varje vår.",
    "På enhetsnivå används jämförelser framför allt inom skola och äldreomsorg, mindre inom teknik och kultur.",
    "E-tjänsterna har blivit fler och används av en växande andel av invånarna, även av personer över 75 år.",
    "Den som saknar e-legitimation får hjälp i kommunens kontaktcenter, som har öppet till klockan 18 två dagar i veckan.",
    "Synpunkter och klagomål registreras i ett gemensamt system och besvaras i genomsnitt inom fyra arbetsdagar.",
    "Systemet används ännu inte för att hitta mönster över förvaltningsgränserna.",
    "Medarbetarundersökningen har hög svarsfrekvens, och varje arbetsplats tar fram egna åtgärder utifrån resultatet.",
    "Sjukfrånvaron har minskat tre år i rad, men skillnaderna mellan förvaltningarna är fortfarande stora.",
    "Ett program för nya ledare finns sedan två år och omfattar hittills 42 av kommunens 118 chefer.",
    "Näringslivet beskriver kommunen som lätt att nå och snabb att svara, särskilt i frågor om mark och bygglov.",
    "Föreningarna saknar en samlad överenskommelse med kommunen och möter olika besked beroende på förvaltning.",
    "Hållbarhetsarbetet utgår från tre lokala program som har egna mål, egen budget och egna uppföljningar.",
    "Den samlade bilden är att arbetssättet är infört i hela organisationen och ger effekt som märks för brukarna.",
    "Det som saknas är framför allt en gemensam utvärdering av om själva systemet fungerar som det är tänkt.",
    "Politiker och tjänstepersoner beskriver rollerna på samma sätt, och introduktionen efter valet uppskattas.",
];

const STRENGTHS: [&str; 8] = [
    "Strategin gäller hela koncernen och är känd på alla nivåer",
    "Handlingar finns på webben fem arbetsdagar före varje sammanträde",
    "Årliga dialoger i alla kommundelar, med återkoppling inom en månad",
    "Nämnderna får uppföljning med både nyckeltal och analys tre gånger om året",
    "Tydliga uppdrag till alla chefer, med ansvar för ekonomi, personal och kvalitet",
    "Jämförelser med liknande kommuner används i budgetberedningen",
    "Kontaktcenter med en väg in och låg väntetid",
    "Gemensam introduktion för förtroendevalda, som också omfattar bolagen",
];

const IMPROVEMENTS: [&str; 6] = [
    "Ta fram kriterier för när invånarna ska få vara med och påverka",
    "Följ upp om strategin har effekt, inte bara om aktiviteterna är genomförda",
    "Sprid goda idéer mellan förvaltningarna på ett systematiskt sätt",
    "Låt bolagen följa upp målen samtidigt som nämnderna",
    "Använd synpunkterna för att hitta mönster över förvaltningsgränserna",
    "Utvärdera styrmodellen tillsammans med dem som arbetar i den",
];

/// Everything that a report can hold, about an invented municipality.
pub(crate) fn granvik() -> Report {
    let framework = framework("kommunkompassen-2020");
    let lang = Lang::Sv;
    let points = [62_u32, 58, 71, 49, 66, 53, 60, 64];
    let areas: Vec<Area> = framework
        .areas
        .iter()
        .zip(points)
        .enumerate()
        .map(|(index, (area, points))| granvik_area(&framework, index, area, points))
        .collect();
    let rows = framework.sub_areas().enumerate().map(|(index, (_, sub))| ImpactRow {
        code: sub.code.clone(),
        short: sub.short.get(lang).to_owned(),
        marks: (0..6)
            .map(|source| match (index * 5 + source * 3) % 11 {
                0 => Some(Impact::Contradicts),
                1..=6 => Some(Impact::Confirms),
                7 => None,
                _ => Some(Impact::Silent),
            })
            .collect(),
    });
    let impact = ImpactMatrix {
        sources: std::iter::once("Dokument")
            .chain(framework.groups.iter().map(|group| group.title.get(lang)))
            .map(str::to_owned)
            .collect(),
        rows: rows.collect(),
    };
    Report {
        language: lang,
        municipality: "Granvik".into(),
        year: 2025,
        fictional: true,
        kind: Kind::Peer,
        basis: Basis::KompassDefault,
        edition: Edition {
            label: "Slutrapport".into(),
            date: date(2025, 11, 14),
            record_number: "KS 2025/00417".into(),
        },
        framework: mark(&framework, lang),
        assessment_date: Some(date(2025, 9, 30)),
        team: [
            ("Astrid Lindevall", "Norrhamns kommun", TeamRole::Lead),
            ("Jonas Ekenäs", "Region Västerdal", TeamRole::Evaluator),
            ("Samira Haddad", "Sjölunda kommun", TeamRole::Evaluator),
            ("Bo Tranemark", "Norrhamns kommun", TeamRole::Reviewer),
        ]
        .map(|(name, employer, role)| Person { name: name.into(), employer: employer.into(), role })
        .into(),
        visit: vec![date(2025, 9, 29), date(2025, 9, 30), date(2025, 10, 1)],
        groups: framework
            .groups
            .iter()
            .zip([9, 8, 11, 10, 6])
            .enumerate()
            .map(|(index, (group, people))| Group {
                title: group.title.get(lang).into(),
                people,
                date: Some(date(2025, 9, 29).saturating_add(jiff::Span::new().days(index as i64 / 2))),
            })
            .collect(),
        documents_read: Some(64),
        documents: documents(),
        feedback: Some(Feedback {
            date: date(2025, 11, 20),
            audience: "kommunfullmäktige och alla som intervjuades".into(),
        }),
        method: paragraphs(&[7, 8, 13, 15, 23, 9]),
        comparisons: vec![
            Comparison {
                label: "Medelvärde sedan 2020".into(),
                short: "Medel".into(),
                n: Some(38),
                rule: "Alla externa och kollegiala utvärderingar med Kompass standardvikter sedan 2020, bara kommunens senaste räknas, egna kommunen ingår inte".into(),
                total: Some(Points(470_600)),
                areas: [61_200_i64, 57_400, 66_300, 52_100, 60_800, 54_000, 59_600, 59_200].map(|p| Some(Points(p))).into(),
                position: "näst högsta fjärdedelen".into(),
            },
            Comparison {
                label: "Kommuner med 15 000–30 000 invånare".into(),
                short: "Samma storlek".into(),
                n: Some(11),
                rule: "Som ovan, men bara kommuner i samma storleksklass".into(),
                total: Some(Points(462_500)),
                areas: Vec::new(),
                position: "plats 4 av 12".into(),
            },
        ],
        summary: format!(
            "{}\n\n{}\n\n- **Starkast:** styrningen hänger ihop från fullmäktige till enhet.\n- **Svagast:** arbetet med *effektivitet* saknar gemensamma metoder.\n- **Att börja med:** följ upp effekten av strategierna, inte bara att de finns.",
            sentences(&[21, 0, 3, 4]),
            sentences(&[16, 17, 22])
        ),
        total: Some(points.iter().sum()),
        max: 800,
        second: None,
        earlier: vec![
            Earlier { year: 2016, version: Some("2.0".into()), total: Some(398), areas: Vec::new(), estimate: false, note: "Externt utvärderad, med den tidigare versionen".into() },
            Earlier {
                year: 2022,
                version: Some("2020".into()),
                total: Some(444),
                areas: [55, 54, 63, 51, 58, 49, 57, 57].map(Some).into(),
                estimate: false,
                note: String::new(),
            },
        ],
        areas,
        impact,
        facts: [
            ("Invånare", "23 418", "2024", "Källa: Kolada"),
            ("Andel invånare över 65 år", "24,1 %", "2024", "Källa: Kolada"),
            ("Skattesats till kommunen", "21,84", "2025", "Källa: Kolada"),
            ("Anställda i kommunen", "1 962", "2024-11-01", "Granviks kommun"),
            ("Kommunala bolag", "3", "2025", "Granviks kommun"),
        ]
        .map(|(label, value, when, source)| Fact {
            label: label.into(),
            value: value.into(),
            when: when.into(),
            source: source.into(),
        })
        .into(),
        origins: origins(&framework, lang),
        sources: Vec::new(),
        template: Template {
            logo: Some(Logo { bytes: Binary(LOGO.as_bytes().to_vec()), alt: "Granviks kommunvapen: en gran över vågor".into() }),
            blocks: vec![
                Block { place: Place::Foreword, heading: "Förord".into(), text: paragraphs(&[23, 21, 9, 11, 18, 5, 22, 0, 3, 16, 17]) },
                Block { place: Place::Closing, heading: "Så går vi vidare".into(), text: paragraphs(&[2, 19, 20, 4, 14, 10, 8]) },
            ],
            ..Template::default()
        },
    }
}

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 72" width="60" height="72"><path d="M2 2h56v36c0 18-14 27-28 32C16 65 2 56 2 38z" fill="#fff" stroke="#17212B" stroke-width="2"/><path d="M30 10l11 16h-6l9 13H33v7h-6v-7H16l9-13h-6z" fill="#0F4C4A"/><path d="M9 52q5-5 10 0t10 0 10 0 10 0" fill="none" stroke="#1D4F91" stroke-width="3"/></svg>"##;

fn granvik_area(
    framework: &Framework,
    index: usize,
    area: &kompass_core::framework::Area,
    points: u32,
) -> Area {
    let lang = Lang::Sv;
    let finding = |text: &str| Finding { text: text.into(), sub_area: None, source: None };
    let pick = |texts: &[&str], count: usize| {
        (0..count).map(|n| finding(texts[(index * 3 + n) % texts.len()])).collect()
    };
    let sub_areas = area.sub_areas.iter().enumerate().map(|(number, sub)| {
        let applies = sub.code != "4.4";
        let start = index * 5 + number * 3;
        SubArea {
            code: sub.code.clone(),
            title: sub.title.get(lang).into(),
            short: sub.short.get(lang).into(),
            points: applies.then(|| Points::whole(sub.points).scaled(i64::from(points), 100)),
            max: Some(Points::whole(sub.points)),
            applies,
            text: if applies {
                paragraphs(&[
                    start,
                    start + 7,
                    start + 11,
                    start + 2,
                    start + 5,
                    start + 13,
                    start + 17,
                ])
            } else {
                String::new()
            },
        }
    });
    let field = framework.fields.iter().find(|field| Some(field.number) == area.field);
    Area {
        number: area.number,
        field: field.map(|field| field.title.get(lang).to_owned()).unwrap_or_default(),
        title: area.title.get(lang).into(),
        about: area.about.get(lang).into(),
        points: Some(points),
        max: area.points,
        text: sentences(&[index * 3, index * 3 + 3, index * 3 + 8, index * 3 + 14]),
        strengths: pick(&STRENGTHS, 4 + index % 3),
        improvements: pick(&IMPROVEMENTS, 3 + index % 3),
        examples: match index % 3 {
            0 => vec![
                Example { who: "Sjölunda".into(), text: "låter elever i årskurs 8 lämna förslag till budgeten, och nämnden svarar på vart och ett av dem.".into(), source: None },
                Example { who: "Förskolorna i Granvik".into(), text: "delar kvalitetsarbetet mellan enheterna i par, som besöker varandra varje termin.".into(), source: None },
            ],
            1 => vec![Example { who: "Norrhamn".into(), text: "har ett gemensamt kontaktcenter för kommun och bolag.".into(), source: None }],
            _ => Vec::new(),
        },
        since_last: if index.is_multiple_of(2) {
            vec![
                SinceLast { improvement: "Samla uppföljningen av bolag och nämnder".into(), status: SinceLastStatus::Begun, done: "Bolagen rapporterar från och med 2025 i samma system, men ännu inte vid samma tidpunkter.".into(), origin: Some(SinceLastOrigin::Plan(2021)) },
                SinceLast { improvement: "Ge chefer ett skriftligt uppdrag".into(), status: SinceLastStatus::Done, done: "Alla chefer har uppdrag sedan våren 2024, och de följs upp varje år.".into(), origin: Some(SinceLastOrigin::Report(2021)) },
                SinceLast { improvement: "Inför medborgarbudget".into(), status: SinceLastStatus::Declined, done: String::new(), origin: None },
            ]
        } else {
            Vec::new()
        },
        sub_areas: sub_areas.collect(),
        outcome: None,
    }
}

/// Gives an area key figures of an invented municipality: so many, of which every other is preliminary.
pub(crate) fn add_outcome(area: &mut Area, count: usize) {
    let figure = |index: usize| KeyFigure {
        id: format!("N{index:05}"),
        title: format!(
            "Medborgarundersökningen – {}, andel (%)",
            STRENGTHS[index % STRENGTHS.len()]
        ),
        sub_areas: area.sub_areas.iter().take(1 + index % 2).map(|it| it.code.clone()).collect(),
        published: PublishedValue {
            value: format!("{},5\u{a0}%", 40 + index),
            year: 2024,
            preliminary: index % 2 == 1,
            mark: "Källa: Kolada".into(),
            fetched: date(2025, 8, 1 + i8::try_from(index % 3).expect("small")),
        },
        processed: ProcessedValue {
            place: format!("plats {} av 290", 12 + index),
            band: ["högsta fjärdedelen", "mellersta hälften", "varken högre eller lägre är bättre"]
                [index % 3]
                .into(),
            mark: "Egen bearbetning av data från Kolada".into(),
        },
    };
    area.outcome = Some(Outcome { figures: (0..count).map(figure).collect(), without: 2 });
}

/// Tyresö 2015 from the published feedback: no points per sub-area, no evaluators, no prose.
pub(crate) fn tyreso() -> Report {
    // Dates of TOML's own as strings, which is how plain serde reads a date.
    let lines = read("data/demo/tyreso-2015.toml");
    let quoted = |line: &str| line.strip_prefix("date = ").map(|date| format!("date = \"{date}\""));
    let text: String =
        lines.lines().map(|line| quoted(line).unwrap_or_else(|| line.to_owned()) + "\n").collect();
    let evaluation: Evaluation = toml::from_str(&text).expect("the demonstration data");
    let framework = framework("kommunkompassen-2.0");
    let lang = Lang::Sv;
    let printed = &evaluation.printed_comparisons[0];
    let areas = framework.areas.iter().map(|area| {
        let part = evaluation
            .areas
            .iter()
            .find(|part| part.number == area.number)
            .expect("all areas are published");
        Area {
            number: area.number,
            field: String::new(),
            title: area.title.get(lang).into(),
            about: area.about.get(lang).into(),
            points: part.points,
            max: area.points,
            text: part.text.clone(),
            strengths: part.strengths.clone(),
            improvements: part.improvements.clone(),
            examples: part.examples.clone(),
            since_last: Vec::new(),
            sub_areas: area
                .sub_areas
                .iter()
                .map(|sub| SubArea {
                    code: sub.code.clone(),
                    title: sub.title.get(lang).into(),
                    short: sub.short.get(lang).into(),
                    points: None,
                    max: None,
                    applies: true,
                    text: String::new(),
                })
                .collect(),
            outcome: None,
        }
    });
    Report {
        language: lang,
        municipality: evaluation.municipality.name.clone(),
        year: evaluation.year,
        fictional: false,
        kind: evaluation.kind,
        basis: Basis::Official,
        edition: Edition {
            label: "Rapport".into(),
            date: date(2026, 11, 21),
            record_number: String::new(),
        },
        framework: mark(&framework, lang),
        assessment_date: None,
        team: Vec::new(),
        visit: Vec::new(),
        groups: Vec::new(),
        documents_read: None,
        documents: Vec::new(),
        feedback: evaluation.feedback.clone(),
        method: String::new(),
        comparisons: vec![Comparison {
            label: printed.label.clone(),
            short: "Genomsnitt".into(),
            n: printed.n,
            rule: printed.rule.clone(),
            total: Some(Points::whole(printed.total)),
            areas: Vec::new(),
            position: String::new(),
        }],
        summary: evaluation.summary.clone(),
        total: evaluation.total,
        max: 800,
        second: None,
        earlier: evaluation
            .earlier
            .iter()
            .map(|earlier| Earlier {
                year: earlier.year,
                version: earlier.version.clone(),
                total: Some(earlier.total),
                areas: Vec::new(),
                estimate: false,
                note: earlier.note.clone(),
            })
            .collect(),
        areas: areas.collect(),
        impact: ImpactMatrix::default(),
        facts: Vec::new(),
        origins: origins(&framework, lang),
        sources: evaluation.source.into_iter().collect(),
        template: Template::default(),
    }
}

fn read(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn framework(id: &str) -> Framework {
    toml::from_str(&read(&format!("frameworks/{id}.toml"))).expect("a bundled framework")
}

fn mark(framework: &Framework, lang: Lang) -> FrameworkMark {
    FrameworkMark {
        title: framework.title.get(lang).into(),
        owner: framework.owner.clone(),
        version: framework.version.clone(),
        results_version: framework.results_version.clone(),
        digest: "3f1c9a".repeat(10) + "07be",
    }
}

fn origins(framework: &Framework, lang: Lang) -> Vec<OriginMark> {
    let parts = framework.provenance.iter();
    parts
        .map(|part| OriginMark {
            part: format!("{:?}", part.part),
            text: part.note.get(lang).into(),
        })
        .collect()
}

fn documents() -> Vec<Document> {
    let document = |index: usize, title: &str, kind: &str, date: Option<Date>| Document {
        code: format!("D{}", index + 1),
        title: title.into(),
        kind: kind.into(),
        date,
        address: String::new(),
        sub_areas: Vec::new(),
    };
    [
        ("Vision Granvik 2040", "vision", Some(date(2021, 6, 14))),
        ("Mål och budget 2025 med plan för 2026–2027", "budget", Some(date(2024, 11, 25))),
        (
            "Årsredovisning 2024 för Granviks kommunkoncern",
            "årsredovisning",
            Some(date(2025, 4, 28)),
        ),
        ("Strategi för demokrati och delaktighet", "strategi", Some(date(2022, 2, 7))),
        ("Riktlinjer för styrning och uppföljning", "riktlinjer", Some(date(2023, 10, 3))),
        ("Personalpolitiskt program", "program", Some(date(2020, 9, 21))),
        ("Svar på förhandsfrågor", "svar", Some(date(2025, 8, 29))),
        ("Webbplatsen granvik.example", "webbsida", None),
    ]
    .into_iter()
    .enumerate()
    .map(|(index, (title, kind, date))| document(index, title, kind, date))
    .collect()
}

fn sentences(picks: &[usize]) -> String {
    picks.iter().map(|pick| SENTENCES[pick % SENTENCES.len()]).collect::<Vec<_>>().join(" ")
}

fn paragraphs(picks: &[usize]) -> String {
    picks.chunks(4).map(sentences).collect::<Vec<_>>().join("\n\n")
}
