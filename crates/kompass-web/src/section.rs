//! The places within an evaluation: each is offered to those who may read what is there.

use crate::evaluation::{LIST, above, name};
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
}

/// A place within an evaluation. It is offered to those who may read the resource, from this state on.
struct Section {
    label: fn(&Texts) -> String,
    /// What follows the address of the evaluation.
    path: &'static str,
    resource: Resource,
    from: State,
}

/// In the order in which an evaluation goes.
const SECTIONS: &[Section] = &[
    Section {
        label: Texts::section_overview,
        path: "",
        resource: Resource::Head,
        from: State::Planned,
    },
    Section {
        label: Texts::planning_section,
        path: "/steps",
        resource: Resource::StepBack,
        from: State::Planned,
    },
    Section {
        label: Texts::section_people,
        path: "/people",
        resource: Resource::Team,
        from: State::Planned,
    },
    Section {
        label: Texts::section_links,
        path: "/links",
        resource: Resource::Links,
        from: State::Planned,
    },
    Section {
        label: Texts::section_preparation,
        path: "/preparation",
        resource: Resource::Answers,
        from: State::Preparation,
    },
    Section {
        label: Texts::section_since_last,
        path: "/since-last",
        resource: Resource::SinceLast,
        from: State::Preparation,
    },
    Section {
        label: Texts::section_self_assessment,
        path: "/self-assessment",
        resource: Resource::SelfAssessment,
        from: State::Preparation,
    },
    Section {
        label: Texts::section_documents,
        path: "/documents",
        resource: Resource::Documents,
        from: State::Preparation,
    },
    Section {
        label: Texts::interview_list,
        path: "/interviews",
        resource: Resource::Schedule,
        from: State::Preparation,
    },
    Section {
        label: Texts::judgement_section,
        path: "/scoring",
        resource: Resource::Ways,
        from: State::Planned,
    },
    Section {
        label: Texts::consensus,
        path: "/consensus",
        resource: Resource::OthersJudgements,
        from: State::Consensus,
    },
    Section {
        label: Texts::impacts,
        path: "/impact",
        resource: Resource::Impact,
        from: State::Interviews,
    },
    Section {
        label: Texts::writing,
        path: "/writing",
        resource: Resource::Texts,
        from: State::Planned,
    },
    Section {
        label: Texts::review,
        path: "/review",
        resource: Resource::Review,
        from: State::Consensus,
    },
    Section {
        label: Texts::fact_check,
        path: "/fact-check",
        resource: Resource::FactCheckComments,
        from: State::FactCheck,
    },
    Section {
        label: Texts::delivery,
        path: "/report",
        resource: Resource::Report,
        from: State::Consensus,
    },
    Section {
        label: Texts::feedback,
        path: "/feedback",
        resource: Resource::Feedback,
        from: State::Interviews,
    },
    Section {
        label: Texts::publication,
        path: "/publication",
        resource: Resource::Publication,
        from: State::Delivered,
    },
    Section {
        label: Texts::compare_section,
        path: "/comparison",
        resource: Resource::Points,
        from: State::Planned,
    },
    Section {
        label: Texts::action_section,
        path: "/actions",
        resource: Resource::Actions,
        from: State::Delivered,
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
        let sections = offered.map(|it| {
            let href = format!("{own}{}", it.path);
            let here =
                path == href || (!it.path.is_empty() && path.starts_with(&format!("{href}/")));
            Link { label: (it.label)(t), href, here }
        });
        let sections: Vec<Link> = sections.collect();
        page.crumbs = above(self);
        if path != own {
            page.crumbs.push(Link::to(name(head), own));
        }
        let above = sections.iter().skip(1).filter(|it| it.here && it.href != path);
        page.crumbs.extend(above.map(|it| Link { here: false, ..it.clone() }));
        page.frame = Some(Frame { steps: style::steps(t, head.state), sections });
        Ok(page)
    }
}
