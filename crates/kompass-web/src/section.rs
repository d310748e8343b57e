//! The places within an evaluation: each is offered to those who may read what is there.

use crate::evaluation::{LIST, above, name};
use crate::glossary::Term;
use crate::page::{Link, Page, Shell};
use crate::style::{self, Step};
use kompass_app::access::Scope;
use kompass_app::evaluation::Head;
use kompass_core::Result;
use kompass_core::access::{Action, Resource};
use kompass_core::evaluation::State;
use kompass_core::i18n::Texts;

/// What every page of an evaluation has above its heading.
#[derive(Clone)]
pub(crate) struct Frame {
    /// The line of steps.
    pub(crate) steps: Vec<Step>,
    /// The places that the caller may go to.
    pub(crate) sections: Vec<Link>,
    /// The words of the place where the caller is, with what they mean.
    pub(crate) terms: Vec<(String, String)>,
}

/// A place within an evaluation. It is offered to those who may read the resource, from this state on.
struct Section {
    label: fn(&Texts) -> String,
    /// What follows the address of the evaluation.
    path: &'static str,
    resource: Resource,
    from: State,
    /// The words that are met there first.
    terms: &'static [Term],
}

/// In the order in which an evaluation goes.
const SECTIONS: &[Section] = &[
    Section {
        label: Texts::section_overview,
        path: "",
        resource: Resource::Head,
        from: State::Planned,
        terms: &[Term::AREA, Term::SUB_AREA, Term::STEP],
    },
    Section {
        label: Texts::planning_section,
        path: "/steps",
        resource: Resource::StepBack,
        from: State::Planned,
        terms: &[Term::STEP],
    },
    Section {
        label: Texts::section_people,
        path: "/people",
        resource: Resource::Team,
        from: State::Planned,
        terms: &[Term::COORDINATOR, Term::CONFLICT_OF_INTEREST],
    },
    Section {
        label: Texts::records,
        path: "/records",
        resource: Resource::Records,
        from: State::Planned,
        terms: &[Term::STEP],
    },
    Section {
        label: Texts::section_links,
        path: "/links",
        resource: Resource::Links,
        from: State::Planned,
        terms: &[Term::PERSONAL_LINK],
    },
    Section {
        label: Texts::section_preparation,
        path: "/preparation",
        resource: Resource::Answers,
        from: State::Preparation,
        terms: &[Term::PRE_QUESTION, Term::CONDITION, Term::EVIDENCE],
    },
    Section {
        label: Texts::section_since_last,
        path: "/since-last",
        resource: Resource::SinceLast,
        from: State::Preparation,
        terms: &[Term::IMPROVEMENT],
    },
    Section {
        label: Texts::section_self_assessment,
        path: "/self-assessment",
        resource: Resource::SelfAssessment,
        from: State::Preparation,
        terms: &[Term::SELF_ASSESSMENT, Term::SUB_AREA],
    },
    Section {
        label: Texts::section_documents,
        path: "/documents",
        resource: Resource::Documents,
        from: State::Preparation,
        terms: &[Term::EVIDENCE, Term::SUB_AREA],
    },
    Section {
        label: Texts::interview_list,
        path: "/interviews",
        resource: Resource::Schedule,
        from: State::Preparation,
        terms: &[Term::INTERVIEW_GROUP, Term::SUPPLEMENT],
    },
    Section {
        label: Texts::judgement_section,
        path: "/scoring",
        resource: Resource::Ways,
        from: State::Planned,
        terms: &[Term::JUDGEMENT, Term::LEVEL, Term::EVIDENCE],
    },
    Section {
        label: Texts::consensus,
        path: "/consensus",
        resource: Resource::OthersJudgements,
        from: State::Consensus,
        terms: &[Term::CONSENSUS, Term::AGREEMENT, Term::LEVEL],
    },
    Section {
        label: Texts::impacts,
        path: "/impact",
        resource: Resource::Impact,
        from: State::Interviews,
        terms: &[Term::IMPACT, Term::INTERVIEW_GROUP],
    },
    Section {
        label: Texts::writing,
        path: "/writing",
        resource: Resource::Texts,
        from: State::Planned,
        terms: &[Term::IMPROVEMENT, Term::SUB_AREA],
    },
    Section {
        label: Texts::review,
        path: "/review",
        resource: Resource::Review,
        from: State::Consensus,
        terms: &[Term::REVIEW, Term::EVIDENCE],
    },
    Section {
        label: Texts::fact_check,
        path: "/fact-check",
        resource: Resource::FactCheckComments,
        from: State::FactCheck,
        terms: &[Term::FACT_CHECK],
    },
    Section {
        label: Texts::delivery,
        path: "/report",
        resource: Resource::Report,
        from: State::Consensus,
        terms: &[Term::EDITION, Term::FACT_CHECK],
    },
    Section {
        label: Texts::feedback,
        path: "/feedback",
        resource: Resource::Feedback,
        from: State::Interviews,
        terms: &[Term::FEEDBACK],
    },
    Section {
        label: Texts::publication,
        path: "/publication",
        resource: Resource::Publication,
        from: State::Delivered,
        terms: &[Term::EDITION],
    },
    Section {
        label: Texts::compare_section,
        path: "/comparison",
        resource: Resource::Points,
        from: State::Planned,
        terms: &[Term::BASIS, Term::ORIGIN, Term::AREA],
    },
    Section {
        label: Texts::action_section,
        path: "/actions",
        resource: Resource::Actions,
        from: State::Delivered,
        terms: &[Term::ACTION, Term::EFFECT, Term::IMPROVEMENT],
    },
];

impl Shell {
    /// The frame of a page within an evaluation: crumbs, steps and places.
    ///
    /// # Errors
    /// As [`Shell::page`].
    pub(crate) fn evaluation_page(&self, head: &Head, heading: impl Into<String>) -> Result<Page> {
        let mut page = self.page(heading)?;
        let (t, scope) = (self.texts(), Scope::Evaluation(head));
        let own = format!("{LIST}/{}", head.id);
        let path = self.visit.here.split('?').next().unwrap_or_default();
        let offered = SECTIONS
            .iter()
            .filter(|it| head.state >= it.from && self.may(it.resource, Action::Read, &scope));
        let mut terms: &[Term] = &[];
        let sections = offered.map(|it| {
            let href = format!("{own}{}", it.path);
            let here =
                path == href || (!it.path.is_empty() && path.starts_with(&format!("{href}/")));
            if here {
                terms = it.terms;
            }
            Link { label: (it.label)(t), href, here }
        });
        let sections: Vec<Link> = sections.collect();
        let terms = Term::words(t, terms);
        page.crumbs = above(self);
        if path != own {
            page.crumbs.push(Link::to(name(head), own));
        }
        let above = sections.iter().skip(1).filter(|it| it.here && it.href != path);
        page.crumbs.extend(above.map(|it| Link { here: false, ..it.clone() }));
        page.frame = Some(Frame { steps: style::steps(t, head.state), sections, terms });
        Ok(page)
    }
}
