//! The impact matrix (genomslag): for each sub-area what the documents and each interview group say about what is
//! claimed. It shows whether what is written is known on the floor.

use crate::evaluation::{Evaluation, Impact, SubAreaPart};
use crate::framework::Framework;
use serde::Serialize;
use std::collections::HashMap;

/// Code of the documents among the sources of the matrix; the others are interview groups.
pub const DOCUMENTS: &str = "documents";

/// Sub-areas by sources, both in the order of the framework, documents first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImpactMatrix {
    /// The columns.
    pub sources: Vec<SourceColumn>,
    /// The rows.
    pub sub_areas: Vec<SubAreaRow>,
}

/// A source and what it says in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceColumn {
    /// [`DOCUMENTS`] or the code of a group.
    pub code: String,
    /// Over all sub-areas.
    pub counts: ImpactCounts,
}

/// A sub-area and what each source says about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SubAreaRow {
    /// Code of the sub-area.
    pub code: String,
    /// In the order of the sources; `None` where nothing was recorded, which is not the same as silent.
    pub impacts: Vec<Option<Impact>>,
    /// Over all sources.
    pub counts: ImpactCounts,
    /// Codes of the groups that contradict or are silent about what the documents confirm: written, but not known on
    /// the floor.
    pub not_known_to: Vec<String>,
}

/// How many times each thing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ImpactCounts {
    /// It is so.
    pub confirms: u32,
    /// It is not so.
    pub contradicts: u32,
    /// Nothing about it.
    pub silent: u32,
    /// Not recorded.
    pub unrecorded: u32,
}

impl ImpactMatrix {
    /// The matrix of an evaluation. Sources that are neither the documents nor a group of the framework are not read.
    pub fn of(framework: &Framework, evaluation: &Evaluation) -> Self {
        let parts: HashMap<&str, &SubAreaPart> = evaluation
            .areas
            .iter()
            .flat_map(|area| &area.sub_areas)
            .map(|part| (part.code.as_str(), part))
            .collect();
        let codes =
            || std::iter::once(DOCUMENTS).chain(framework.groups.iter().map(|it| it.code.as_str()));
        let sub_areas: Vec<SubAreaRow> = framework
            .sub_areas()
            .map(|(_, sub_area)| {
                let part = parts.get(sub_area.code.as_str());
                let impacts: Vec<Option<Impact>> =
                    codes().map(|code| part?.impact.get(code).copied()).collect();
                let written = impacts[0] == Some(Impact::Confirms);
                let unknown = |impact: &Option<Impact>| {
                    matches!(impact, Some(Impact::Contradicts | Impact::Silent))
                };
                SubAreaRow {
                    code: sub_area.code.clone(),
                    counts: ImpactCounts::of(impacts.iter().copied()),
                    not_known_to: codes()
                        .zip(&impacts)
                        .filter(|(_, impact)| written && unknown(impact))
                        .map(|(code, _)| code.to_owned())
                        .collect(),
                    impacts,
                }
            })
            .collect();
        let sources = codes()
            .enumerate()
            .map(|(at, code)| SourceColumn {
                code: code.to_owned(),
                counts: ImpactCounts::of(sub_areas.iter().map(|row| row.impacts[at])),
            })
            .collect();
        Self { sources, sub_areas }
    }

    /// The sub-areas that are written but not known to every group that was asked.
    pub fn written_but_not_known(&self) -> impl Iterator<Item = &SubAreaRow> {
        self.sub_areas.iter().filter(|row| !row.not_known_to.is_empty())
    }
}

impl ImpactCounts {
    fn of(impacts: impl Iterator<Item = Option<Impact>>) -> Self {
        let mut counts = Self::default();
        for impact in impacts {
            *match impact {
                Some(Impact::Confirms) => &mut counts.confirms,
                Some(Impact::Contradicts) => &mut counts.contradicts,
                Some(Impact::Silent) => &mut counts.silent,
                None => &mut counts.unrecorded,
            } += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[test]
    fn what_is_written_but_not_known_on_the_floor_is_named() {
        let framework = fixtures::framework();
        let mut evaluation = fixtures::evaluation();
        let record = |evaluation: &mut Evaluation, code: &str, impacts: &[(&str, Impact)]| {
            fixtures::sub_area(evaluation, code).impact =
                impacts.iter().map(|(source, impact)| ((*source).to_owned(), *impact)).collect();
        };
        record(
            &mut evaluation,
            "1.1",
            &[
                (DOCUMENTS, Impact::Confirms),
                ("politicians", Impact::Confirms),
                ("managers", Impact::Silent),
                ("unions", Impact::Contradicts),
                ("nobody", Impact::Contradicts),
            ],
        );
        record(
            &mut evaluation,
            "2.2",
            &[(DOCUMENTS, Impact::Silent), ("managers", Impact::Contradicts)],
        );
        record(
            &mut evaluation,
            "1.2",
            &[(DOCUMENTS, Impact::Confirms), ("politicians", Impact::Confirms)],
        );
        let matrix = ImpactMatrix::of(&framework, &evaluation);
        let codes: Vec<_> = matrix.sources.iter().map(|source| source.code.as_str()).collect();
        assert_eq!(codes, ["documents", "politicians", "managers", "unions"]);
        let found: Vec<_> = matrix
            .written_but_not_known()
            .map(|row| (row.code.as_str(), row.not_known_to.join(" ")))
            .collect();
        assert_eq!(found, [("1.1", "managers unions".to_owned())]);
        assert_eq!(
            matrix.sub_areas[0].counts,
            ImpactCounts { confirms: 2, contradicts: 1, silent: 1, unrecorded: 0 }
        );
        assert_eq!(
            matrix.sources[2].counts,
            ImpactCounts { confirms: 0, contradicts: 1, silent: 1, unrecorded: 2 }
        );
        assert_eq!(matrix.sub_areas[2].impacts, [None; 4], "not recorded is not silent");
    }
}
