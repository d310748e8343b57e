//! The words of the field: each is explained where it is met, and all of them stand on one page.

use crate::error::Answer;
use crate::page::{self, Page, Shell};
use askama::Template;
use kompass_core::i18n::Texts;

/// A word, and what it means.
#[derive(Clone, Copy)]
pub(crate) struct Term {
    name: fn(&Texts) -> String,
    text: fn(&Texts) -> String,
}

#[derive(Template)]
#[template(path = "glossary.html")]
struct Glossary {
    page: Page,
    terms: Vec<(String, String)>,
}

/// `GET /terms`.
pub(crate) async fn show(shell: Shell) -> Answer {
    let t = shell.texts();
    let terms = Term::words(t, &Term::ALL);
    Ok(page::html(&Glossary { page: shell.page(t.glossary())?, terms }))
}

impl Term {
    pub(crate) const AREA: Self =
        Self { name: Texts::glossary_area, text: Texts::glossary_area_text };
    pub(crate) const SUB_AREA: Self =
        Self { name: Texts::glossary_sub_area, text: Texts::glossary_sub_area_text };
    pub(crate) const STEP: Self =
        Self { name: Texts::glossary_step, text: Texts::glossary_step_text };
    pub(crate) const COORDINATOR: Self =
        Self { name: Texts::glossary_coordinator, text: Texts::glossary_coordinator_text };
    pub(crate) const CONFLICT_OF_INTEREST: Self = Self {
        name: Texts::glossary_conflict_of_interest,
        text: Texts::glossary_conflict_of_interest_text,
    };
    pub(crate) const PERSONAL_LINK: Self =
        Self { name: Texts::glossary_personal_link, text: Texts::glossary_personal_link_text };
    pub(crate) const PRE_QUESTION: Self =
        Self { name: Texts::glossary_pre_question, text: Texts::glossary_pre_question_text };
    pub(crate) const CONDITION: Self =
        Self { name: Texts::glossary_condition, text: Texts::glossary_condition_text };
    pub(crate) const SELF_ASSESSMENT: Self =
        Self { name: Texts::glossary_self_assessment, text: Texts::glossary_self_assessment_text };
    pub(crate) const EVIDENCE: Self =
        Self { name: Texts::glossary_evidence, text: Texts::glossary_evidence_text };
    pub(crate) const INTERVIEW_GROUP: Self =
        Self { name: Texts::glossary_interview_group, text: Texts::glossary_interview_group_text };
    pub(crate) const SUPPLEMENT: Self =
        Self { name: Texts::glossary_supplement, text: Texts::glossary_supplement_text };
    pub(crate) const JUDGEMENT: Self =
        Self { name: Texts::glossary_judgement, text: Texts::glossary_judgement_text };
    pub(crate) const LEVEL: Self =
        Self { name: Texts::glossary_level, text: Texts::glossary_level_text };
    pub(crate) const CONSENSUS: Self =
        Self { name: Texts::glossary_consensus, text: Texts::glossary_consensus_text };
    pub(crate) const AGREEMENT: Self =
        Self { name: Texts::glossary_agreement, text: Texts::glossary_agreement_text };
    pub(crate) const IMPACT: Self =
        Self { name: Texts::glossary_impact, text: Texts::glossary_impact_text };
    pub(crate) const IMPROVEMENT: Self =
        Self { name: Texts::glossary_improvement, text: Texts::glossary_improvement_text };
    pub(crate) const REVIEW: Self =
        Self { name: Texts::glossary_review, text: Texts::glossary_review_text };
    pub(crate) const FACT_CHECK: Self =
        Self { name: Texts::glossary_fact_check, text: Texts::glossary_fact_check_text };
    pub(crate) const EDITION: Self =
        Self { name: Texts::glossary_edition, text: Texts::glossary_edition_text };
    pub(crate) const FEEDBACK: Self =
        Self { name: Texts::glossary_feedback, text: Texts::glossary_feedback_text };
    pub(crate) const BASIS: Self =
        Self { name: Texts::glossary_basis, text: Texts::glossary_basis_text };
    pub(crate) const ORIGIN: Self =
        Self { name: Texts::glossary_origin, text: Texts::glossary_origin_text };
    pub(crate) const ACTION: Self =
        Self { name: Texts::glossary_action, text: Texts::glossary_action_text };
    pub(crate) const EFFECT: Self =
        Self { name: Texts::glossary_effect, text: Texts::glossary_effect_text };

    /// In the order in which one meets them.
    const ALL: [Self; 26] = [
        Self::AREA,
        Self::SUB_AREA,
        Self::STEP,
        Self::COORDINATOR,
        Self::CONFLICT_OF_INTEREST,
        Self::PERSONAL_LINK,
        Self::PRE_QUESTION,
        Self::CONDITION,
        Self::SELF_ASSESSMENT,
        Self::EVIDENCE,
        Self::INTERVIEW_GROUP,
        Self::SUPPLEMENT,
        Self::JUDGEMENT,
        Self::LEVEL,
        Self::CONSENSUS,
        Self::AGREEMENT,
        Self::IMPACT,
        Self::IMPROVEMENT,
        Self::REVIEW,
        Self::FACT_CHECK,
        Self::EDITION,
        Self::FEEDBACK,
        Self::BASIS,
        Self::ORIGIN,
        Self::ACTION,
        Self::EFFECT,
    ];

    /// Each word with what it means, in a language.
    pub(crate) fn words(t: &Texts, terms: &[Self]) -> Vec<(String, String)> {
        terms.iter().map(|term| ((term.name)(t), (term.text)(t))).collect()
    }
}
