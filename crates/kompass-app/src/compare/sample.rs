//! A comparison that nobody made, to show what its charts look like.

use super::{Choices, Compared};
use crate::result::own_candidate;
use kompass_core::Result;
use kompass_core::comparison::{Candidate, Comparison, Rule};
use kompass_core::evaluation::{Kind, State};
use kompass_core::framework::catalogue::Catalogue;
use kompass_core::result::{Basis, EvaluationResult, ResultOrigin};
use kompass_report::model::Earlier;
use kompass_store::evaluation::Head;
use std::sync::Arc;
use uuid::Uuid;

/// The invented Granvik beside a dozen others.
///
/// # Errors
/// The framework it stands on is not there.
pub fn sample() -> Result<Compared> {
    let framework = Catalogue::built_in().framework("kommunkompassen-2020")?;
    let areas = |shift: u32| (0..8).map(|at| Some(48 + (at * 13 + shift * 7) % 34)).collect();
    let result = |year: i16, shift: u32| {
        let areas: Vec<Option<u32>> = areas(shift);
        EvaluationResult {
            country: "SE".to_owned(),
            municipality: format!("{shift}"),
            code: None,
            year: Some(year),
            framework: framework.results_version.clone(),
            total: areas.iter().copied().sum(),
            areas,
            origin: ResultOrigin::External,
            basis: Basis::KompassDefault,
            source: String::new(),
            note: String::new(),
        }
    };
    let own = EvaluationResult { municipality: "Granvik".to_owned(), ..result(2025, 3) };
    let others: Vec<Candidate> = (4..17)
        .map(|shift| own_candidate(Uuid::from_u128(shift.into()), result(2024, shift)))
        .collect();
    let rule = Rule::alike(&own);
    let comparison = Comparison::of(&own_candidate(Uuid::nil(), own.clone()), &others, &rule);
    let earlier = |year: i16, version: &str, total: u32, estimate: bool| Earlier {
        year,
        version: Some(version.to_owned()),
        total: Some(total),
        areas: Vec::new(),
        estimate,
        note: String::new(),
    };
    let head = Head {
        id: Uuid::nil(),
        organisation: Uuid::nil(),
        evaluated_organisation: None,
        companion_of: None,
        framework: framework.id.clone(),
        framework_digest: String::new(),
        fictional: true,
        kind: Kind::External,
        state: State::Delivered,
        year: 2025,
        municipality: "Granvik".to_owned(),
        country: "SE".to_owned(),
        code: None,
        total: None,
        version: 1,
        changed_at: jiff::Timestamp::UNIX_EPOCH,
    };
    Ok(Compared {
        head,
        framework: Arc::new(framework.clone()),
        own,
        comparison,
        earlier: vec![
            earlier(2012, "2.0", 438, false),
            earlier(2016, "2.0", 471, false),
            earlier(2019, "2.0", 455, true),
        ],
        choices: Choices::default(),
        alone: false,
    })
}
