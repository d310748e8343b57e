//! What waits for somebody in their evaluations, and what is late. Made of a few columns of all of them at once; a whole
//! evaluation is never read for it, and of judgements only one's own.

use crate::access::{self, Caller, Scope, is_of_team};
use crate::delegation;
use crate::installation::Installation;
use crate::link::Opens;
use jiff::civil::Date;
use kompass_core::access::{Action, Resource, Role, may_in, may_step};
use kompass_core::action::Action as Measure;
use kompass_core::answer::{self as rules, State as AnswerState};
use kompass_core::evaluation::lifecycle::{self, Facts, Standing};
use kompass_core::evaluation::{Kind, State, TeamRole, Way};
use kompass_core::framework::Framework;
use kompass_core::interview::Standing as Held;
use kompass_core::{Result, local};
use kompass_store::evaluation::Head;
use kompass_store::todo as store;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// Something that waits for somebody in an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// The evaluation.
    pub evaluation: Uuid,
    /// What it is.
    pub kind: TodoKind,
    /// How many of it, where it can be counted.
    pub count: u64,
    /// When it has to be done.
    pub due: Option<Date>,
    /// Where it is done.
    pub href: String,
}

/// What can wait for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TodoKind {
    /// Signing one's declaration.
    Declaration,
    /// Somebody has to lead.
    Lead,
    /// The municipality has nobody who answers for it.
    Coordinator,
    /// Invitations that nobody has accepted.
    Invitations,
    /// What is missing before the evaluation can go to this state.
    Missing(State),
    /// Nothing keeps it from going to this state.
    Step(State),
    /// Documents that the evaluators ask for.
    Documents,
    /// Pre-questions that nobody has answered.
    AnswersOpen,
    /// What the evaluators asked back about answers.
    AnswersAsked,
    /// Questions that colleagues should have answered.
    AnswersLate,
    /// Answers to be approved.
    AnswersReady,
    /// Approved answers to be handed in.
    AnswersApproved,
    /// Interviews that should have been held by now.
    Interviews,
    /// Interviews of which one has written no notes.
    Notes,
    /// Late supplements without a ruling.
    Supplements,
    /// Areas to judge and lock.
    Areas,
    /// Signing the review, or returning.
    Review,
    /// Reading and commenting the text.
    FactCheck,
    /// Comments of the municipality without an answer.
    FactCheckAnswers,
    /// Actions that should have been done by now.
    ActionsLate,
    /// Actions of which nothing was heard for long.
    ActionsQuiet,
}

impl Todo {
    /// True if it should have been done.
    pub fn late(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today)
    }
}

/// What waits for the caller in these evaluations, what is late first, then by day.
///
/// # Errors
/// The database cannot be read.
pub async fn of(installation: &Installation, caller: &Caller, heads: &[Head]) -> Result<Vec<Todo>> {
    let parts: Vec<Part<'_>> = heads.iter().filter_map(|head| Part::of(caller, head)).collect();
    let known = Known::read(installation, caller, &parts).await?;
    let mut todos = Vec::new();
    for part in &parts {
        part.todos(caller, &known, &mut todos);
    }
    let today = installation.today();
    todos.sort_by_key(|todo| (!todo.late(today), todo.due.is_none(), todo.due));
    Ok(todos)
}

/// An evaluation in which somebody has something to do, and as what.
struct Part<'a> {
    head: &'a Head,
    roles: Vec<Role>,
}

/// What is known of all of them.
struct Known {
    facts: BTreeMap<Uuid, store::Facts>,
    team: Vec<store::Member>,
    coordinated: Vec<Uuid>,
    invited: BTreeMap<Uuid, store::Invited>,
    /// Documents asked for: how many, until when.
    requests: BTreeMap<Uuid, (u64, Option<Date>)>,
    answers: Answers,
    visit: Visit,
    actions: Vec<store::Action>,
    today: Date,
    sheets: Vec<store::Sheet>,
    areas: Vec<store::Area>,
    /// Of the sheets that are judged now.
    frameworks: BTreeMap<Uuid, Arc<Framework>>,
    judged: Vec<(Uuid, String)>,
}

/// What is known of the answers to pre-questions.
struct Answers {
    /// How many have no answer that somebody is done with.
    open: BTreeMap<Uuid, u64>,
    /// Codes of questions about which something was asked back, once for each.
    asked: Vec<(Uuid, String)>,
    /// How many wait, by what was said of them.
    approved: Vec<(Uuid, AnswerState, u64)>,
    /// Questions that a colleague should have answered: how many, and the first day.
    late: BTreeMap<Uuid, (u64, Date)>,
}

/// What is known of the interviews.
struct Visit {
    interviews: Vec<store::Interview>,
    /// Who has written notes of which.
    noted: Vec<(Uuid, String)>,
    supplements: Vec<(Uuid, u64)>,
}

impl Answers {
    async fn read(
        installation: &Installation,
        heads: &[&Head],
        ids: &[Uuid],
        today: Date,
    ) -> Result<Self> {
        let db = &installation.db;
        let asked = store::asked(db, ids).await?;
        let answered = store::answered(db, ids).await?;
        let done: BTreeSet<(Uuid, &str)> =
            answered.iter().map(|(id, question)| (*id, question.as_str())).collect();
        let mut open = BTreeMap::new();
        for head in heads.iter().filter(|head| ids.contains(&head.id)) {
            let framework = installation.framework(&head.framework_digest).await?;
            let codes = rules::questions(&framework).map(|(_, question)| question.code.as_str());
            let count = codes.filter(|code| !done.contains(&(head.id, *code))).count() as u64;
            open.insert(head.id, count);
        }
        let mut late: BTreeMap<Uuid, BTreeMap<String, Date>> = BTreeMap::new();
        for (evaluation, scope) in store::delegated(db, ids).await? {
            let opens: Opens = serde_json::from_value(scope).unwrap_or_default();
            let head = heads.iter().find(|head| head.id == evaluation);
            let (Some(due), Some(head)) = (opens.due.filter(|due| *due < today), head) else {
                continue;
            };
            let framework = installation.framework(&head.framework_digest).await?;
            for code in delegation::questions(&opens, &framework) {
                let is = |(id, question): &(Uuid, String)| *id == evaluation && question == code;
                if asked.iter().any(is) || !done.contains(&(evaluation, code)) {
                    let first = late.entry(evaluation).or_default();
                    let first = first.entry(code.to_owned()).or_insert(due);
                    *first = due.min(*first);
                }
            }
        }
        let counted = |(id, questions): (Uuid, BTreeMap<String, Date>)| {
            Some((id, (questions.len() as u64, questions.values().min().copied()?)))
        };
        Ok(Self {
            open,
            approved: store::approved(db, ids).await?,
            late: late.into_iter().filter_map(counted).collect(),
            asked,
        })
    }

    fn said(&self, id: Uuid, state: AnswerState) -> u64 {
        let mut all = self.approved.iter();
        all.find(|(of, said, _)| *of == id && *said == state).map_or(0, |(_, _, count)| *count)
    }
}

impl Visit {
    /// Interviews that should have been held before today: how many, and the first day.
    fn not_held(&self, id: Uuid, today: Date) -> Option<(u64, Date)> {
        let days = self.interviews.iter().filter_map(|it| {
            let waits = it.evaluation == id && it.standing == Held::Planned;
            it.day.filter(|day| waits && *day < today)
        });
        days.clone().min().map(|first| (days.count() as u64, first))
    }

    /// Interviews that were held and of which a member of the team has written nothing; where nobody is named who holds
    /// it, the lead is asked while nobody has.
    fn without_notes(&self, id: Uuid, member: &str, leads: bool) -> u64 {
        let lacks = |it: &&store::Interview| {
            let mut noted = self.noted.iter().filter(|(of, _)| *of == it.id);
            match it.evaluators.is_empty() {
                true => leads && noted.next().is_none(),
                false => {
                    let named = it.evaluators.iter().any(|code| code == member);
                    named && !noted.any(|(_, author)| author == member)
                }
            }
        };
        let held = |it: &&store::Interview| it.evaluation == id && it.standing == Held::Held;
        self.interviews.iter().filter(held).filter(lacks).count() as u64
    }
}

impl Known {
    async fn read(
        installation: &Installation,
        caller: &Caller,
        parts: &[Part<'_>],
    ) -> Result<Self> {
        let db = &installation.db;
        let ids = |wanted: &dyn Fn(&Part<'_>) -> bool| -> Vec<Uuid> {
            parts.iter().filter(|part| wanted(part)).map(|part| part.head.id).collect()
        };
        let begun = ids(&|part| part.head.state <= State::FactCheck);
        let appoints = ids(&|part| part.may(Resource::Assignments));
        let judges = |part: &Part<'_>| part.may(Resource::Judgements);
        let mut sheets_of = ids(&|part| part.head.state == State::Scoring);
        let sheets = store::sheets(db, &sheets_of).await?;
        sheets_of.extend(sheets.iter().map(|sheet| sheet.id));
        let judged = match &caller.account {
            Some(account) if parts.iter().any(judges) => {
                store::judged(db, &sheets_of, account.id).await?
            }
            _ => Vec::new(),
        };
        let mut frameworks = BTreeMap::new();
        let judged_now = parts.iter().filter(|part| part.head.state == State::Scoring);
        let digests = judged_now.map(|part| (part.head.id, &part.head.framework_digest));
        for (sheet, digest) in digests.chain(sheets.iter().map(|it| (it.id, &it.framework_digest)))
        {
            frameworks.insert(sheet, installation.framework(digest).await?);
        }
        let facts = store::facts(db, &begun).await?;
        let invited = store::invited(db, &appoints).await?;
        let roles = store::roles(db, &appoints).await?;
        let requests = store::requests(db, &ids(&|part| part.hands_in())).await?;
        let today = installation.today();
        let answer = ids(&|part| part.coordinates(Resource::Answers));
        let heads: Vec<&Head> = parts.iter().map(|part| part.head).collect();
        let answers = Answers::read(installation, &heads, &answer, today).await?;
        let notes = |part: &Part<'_>| part.may(Resource::Notes);
        let visited = ids(&|part| notes(part) || part.leads(Resource::Schedule));
        let visit = Visit {
            interviews: store::interviews(db, &visited).await?,
            noted: store::noted(db, &ids(&notes)).await?,
            supplements: store::supplements(
                db,
                &ids(&|part| part.may(Resource::SupplementRulings)),
            )
            .await?,
        };
        let acts = ids(&|part| part.coordinates(Resource::Actions));
        let coordinated = roles.into_iter().filter(|(_, role)| *role == Role::Coordinator);
        Ok(Self {
            facts: facts.into_iter().map(|it| (it.evaluation, it)).collect(),
            team: store::team(db, &begun).await?,
            coordinated: coordinated.map(|(id, _)| id).collect(),
            requests: requests.into_iter().map(|(id, count, due)| (id, (count, due))).collect(),
            answers,
            visit,
            actions: store::actions(db, &acts).await?,
            today,
            invited: invited.into_iter().map(|it| (it.evaluation, it)).collect(),
            areas: store::areas(db, &sheets_of).await?,
            frameworks,
            sheets,
            judged,
        })
    }

    fn team(&self, id: Uuid) -> impl Iterator<Item = &store::Member> {
        self.team.iter().filter(move |member| member.evaluation == id)
    }
}

impl<'a> Part<'a> {
    fn of(caller: &Caller, head: &'a Head) -> Option<Self> {
        let mut roles = access::roles(caller, &Scope::Evaluation(head));
        let reads = [Role::SystemAdministrator, Role::Reader];
        roles.retain(|role| !reads.contains(role));
        (!roles.is_empty() && head.state < State::Closed).then_some(Self { head, roles })
    }

    fn may(&self, resource: Resource) -> bool {
        let Head { state, kind, .. } = *self.head;
        self.roles.iter().any(|role| may_in(*role, resource, Action::Write, state, kind))
    }

    /// True for the coordinator while documents are handed in: they are asked for them.
    fn hands_in(&self) -> bool {
        self.coordinates(Resource::Documents)
    }

    /// True for the coordinator while this may be written.
    fn coordinates(&self, resource: Resource) -> bool {
        self.roles.contains(&Role::Coordinator) && self.may(resource)
    }

    /// True for who leads the evaluation while this may be written.
    fn leads(&self, resource: Resource) -> bool {
        self.roles.contains(&Role::LeadEvaluator) && self.may(resource)
    }

    fn todos(&self, caller: &Caller, known: &Known, todos: &mut Vec<Todo>) {
        let (head, id) = (self.head, self.head.id);
        let here = format!("/evaluations/{id}");
        let facts = known.facts.get(&id);
        let visit = facts.map(|it| it.visit.as_slice()).unwrap_or_default();
        let mut add = |kind, count: u64, due, path: &str| {
            let href = format!("{here}{path}");
            todos.push(Todo { evaluation: id, kind, count, due, href });
        };
        let own = caller.member(id);
        let signed = own.is_none_or(|code| {
            known.team(id).any(|it| it.code == code && it.declaration.is_some())
        });
        let outside = matches!(head.kind, Kind::External | Kind::Peer);
        if outside && !signed && self.may(Resource::Declaration) {
            add(TodoKind::Declaration, 1, visit.first().copied(), "/declaration");
        }
        // Nothing else of the evaluation is open to somebody on the team who has not signed.
        let mut part = Self { head, roles: self.roles.clone() };
        part.roles.retain(|role| signed || !outside || !is_of_team(*role));
        let early = head.state <= State::Preparation && head.kind != Kind::Imported;
        if part.may(Resource::Assignments) {
            let led = known.team(id).any(|it| it.role == TeamRole::Lead);
            if early && !led && part.may(Resource::Team) {
                add(TodoKind::Lead, 1, None, "/people/appoint");
            }
            if early && !known.coordinated.contains(&id) {
                add(TodoKind::Coordinator, 1, visit.first().copied(), "/people/appoint");
            }
            if let Some(invited) = known.invited.get(&id) {
                let due = local::day(invited.first);
                add(TodoKind::Invitations, invited.count, Some(due), "/links");
            }
        }
        if let Some((count, due)) = known.requests.get(&id).filter(|_| part.hands_in()) {
            add(TodoKind::Documents, *count, *due, "/documents#requests");
        }
        part.answers(&known.answers, visit, &mut add);
        part.visit(known, own, &mut add);
        part.actions(known, &mut add);
        if let Some((kind, count, due)) = part.step(known, facts, visit) {
            add(kind, count, due, "/steps");
        }
        if head.state == State::Review
            && part.may(Resource::Review)
            && facts.is_some_and(|it| !it.reviewed)
        {
            add(TodoKind::Review, 1, None, "/review");
        }
        if let Some(check) = facts.and_then(|it| it.fact_check.as_ref()) {
            if part.may(Resource::FactCheckComments) && !check.done {
                add(TodoKind::FactCheck, 1, Some(check.until), "/fact-check");
            }
            let open = facts.map_or(0, |it| it.unanswered);
            if part.may(Resource::FactCheckAnswers) && open > 0 {
                add(TodoKind::FactCheckAnswers, open, None, "/fact-check");
            }
        }
        if let Some(code) = own.filter(|_| part.may(Resource::Judgements)) {
            for sheet in known.sheets_of(id) {
                let open = known.to_lock(sheet, code);
                if open > 0 {
                    let href = format!("/evaluations/{sheet}/scoring");
                    let kind = TodoKind::Areas;
                    todos.push(Todo { evaluation: id, kind, count: open, due: None, href });
                }
            }
        }
    }

    /// What the coordinator has to do about the answers.
    fn answers(
        &self,
        known: &Answers,
        visit: &[Date],
        add: &mut impl FnMut(TodoKind, u64, Option<Date>, &str),
    ) {
        if !self.coordinates(Resource::Answers) {
            return;
        }
        let id = self.head.id;
        let asked = known.asked.iter().filter(|(of, _)| *of == id).count() as u64;
        let late = known.late.get(&id).copied();
        let open = known.open.get(&id).copied().unwrap_or_default();
        let rows = [
            (TodoKind::AnswersOpen, open, visit.first().copied(), "/preparation"),
            (TodoKind::AnswersAsked, asked, None, "/preparation"),
            (
                TodoKind::AnswersLate,
                late.map_or(0, |(count, _)| count),
                late.map(|(_, due)| due),
                "/preparation",
            ),
            (TodoKind::AnswersReady, known.said(id, AnswerState::Ready), None, "/preparation"),
            (
                TodoKind::AnswersApproved,
                known.said(id, AnswerState::Approved),
                None,
                "/preparation/hand-in",
            ),
        ];
        for (kind, count, due, path) in rows.into_iter().filter(|(_, count, ..)| *count > 0) {
            add(kind, count, due, path);
        }
    }

    /// What the team has to do about the interviews; each is asked for their own notes only.
    fn visit(
        &self,
        known: &Known,
        own: Option<&str>,
        add: &mut impl FnMut(TodoKind, u64, Option<Date>, &str),
    ) {
        let (id, visit) = (self.head.id, &known.visit);
        if let Some((count, first)) =
            visit.not_held(id, known.today).filter(|_| self.leads(Resource::Schedule))
        {
            add(TodoKind::Interviews, count, Some(first), "/interviews");
        }
        if let Some(code) = own.filter(|_| self.may(Resource::Notes)) {
            let open = visit.without_notes(id, code, self.leads(Resource::Notes));
            if open > 0 {
                add(TodoKind::Notes, open, None, "/interviews");
            }
        }
        let mut waiting = visit.supplements.iter().filter(|(of, _)| *of == id);
        if let Some((_, count)) = waiting.next().filter(|_| self.may(Resource::SupplementRulings)) {
            add(TodoKind::Supplements, *count, None, "/interviews/supplements");
        }
    }

    /// What the coordinator has to ask about what is done.
    fn actions(&self, known: &Known, add: &mut impl FnMut(TodoKind, u64, Option<Date>, &str)) {
        if !self.coordinates(Resource::Actions) {
            return;
        }
        let today = known.today;
        let own = || known.actions.iter().filter(|it| it.evaluation == self.head.id);
        let late = own().filter_map(|it| it.due.filter(|due| *due < today));
        if let Some(first) = late.clone().min() {
            add(TodoKind::ActionsLate, late.count() as u64, Some(first), "/actions?show=late");
        }
        let quiet = own().filter(|it| {
            let heard = local::day(it.heard);
            it.due.is_none_or(|due| due >= today) && Measure::is_quiet(heard, today)
        });
        let quiet = quiet.count() as u64;
        if quiet > 0 {
            add(TodoKind::ActionsQuiet, quiet, None, "/actions?show=open");
        }
    }

    /// The next step, where the caller may take it and it can be told cheaply what it needs.
    fn step(
        &self,
        known: &Known,
        facts: Option<&store::Facts>,
        visit: &[Date],
    ) -> Option<(TodoKind, u64, Option<Date>)> {
        let Head { id, state, kind, .. } = *self.head;
        let to = state.next()?;
        let mut roles = self.roles.iter();
        if !roles.any(|role| may_step(*role, state, to, kind)) || kind == Kind::Imported {
            return None;
        }
        if state == State::Delivered {
            return Some((TodoKind::Step(to), 1, None));
        }
        let facts = facts?;
        let named = |wanted: &dyn Fn(&store::Member) -> bool| -> Vec<String> {
            known.team(id).filter(|it| wanted(it)).map(|it| it.name.clone()).collect()
        };
        let conflict = |it: &store::Member| {
            it.declaration.as_ref().is_some_and(|signed| !signed.conflict.is_empty())
        };
        // What is asked for later than this step does not bite; what was asked for earlier mostly holds.
        let facts = Facts {
            framework_pinned: true,
            assessment_date: facts.assessment_date.is_some(),
            lead: known.team(id).any(|it| it.role == TeamRole::Lead),
            reviewer: known.team(id).any(|it| it.role == TeamRole::Reviewer),
            undeclared: named(&|it| it.declaration.is_none()),
            conflicted: named(&conflict),
            visit: !facts.visit.is_empty(),
            groups_met: facts.groups_met > 0,
            unlocked: if state == State::Scoring && !known.all_locked(id) {
                vec![String::new()]
            } else {
                Vec::new()
            },
            review_signed: facts.reviewed,
            ..Facts::default()
        };
        let missing = lifecycle::requirements(&facts, to, kind)
            .iter()
            .filter(|it| matches!(it.standing, Standing::Missing(_)))
            .count() as u64;
        let due = match to {
            State::Preparation | State::Interviews => visit.first().copied(),
            State::Scoring => visit.last().copied(),
            _ => None,
        };
        match to {
            State::Preparation | State::Interviews | State::Scoring if missing > 0 => {
                Some((TodoKind::Missing(to), missing, due))
            }
            State::Preparation
            | State::Interviews
            | State::Scoring
            | State::Consensus
            | State::FactCheck
                if missing == 0 =>
            {
                Some((TodoKind::Step(to), 1, due))
            }
            _ => None,
        }
    }
}

impl Known {
    /// Areas that a member has to judge and lock. One where a second reads is theirs once they have judged in it; one that is
    /// judged together is nobody's to lock.
    fn to_lock(&self, sheet: Uuid, code: &str) -> u64 {
        let open = self.judging(sheet).filter(|(number, way, locked)| {
            let begun = format!("{number}.");
            let has_judged = || {
                self.judged.iter().any(|(of, subject)| *of == sheet && subject.starts_with(&begun))
            };
            !locked.iter().any(|it| it == code)
                && match way {
                    Way::Independent => true,
                    Way::PrimarySecond => has_judged(),
                    Way::Joint => false,
                }
        });
        open.count() as u64
    }

    /// The evaluation and its second sheet.
    fn sheets_of(&self, id: Uuid) -> impl Iterator<Item = Uuid> + '_ {
        let second = self.sheets.iter().filter(move |sheet| sheet.main == id);
        std::iter::once(id).chain(second.map(|sheet| sheet.id))
    }

    /// The areas of a sheet with how they are judged and who has locked them, also those nobody has begun.
    fn judging(&self, sheet: Uuid) -> impl Iterator<Item = (u8, Way, &[String])> {
        let framework = self.frameworks.get(&sheet);
        let numbers = framework.into_iter().flat_map(|it| &it.areas).map(|area| area.number);
        numbers.map(move |number| {
            let mut begun = self.areas.iter();
            let begun = begun.find(|it| it.evaluation == sheet && it.number == number);
            let way = begun.and_then(|area| area.way).unwrap_or(Way::Independent);
            (number, way, begun.map_or(&[][..], |area| area.locked.as_slice()))
        })
    }

    /// True if the locks alone, which everybody on the team may see, leave nothing to wait for.
    fn all_locked(&self, id: Uuid) -> bool {
        let judges: Vec<&str> = self
            .team(id)
            .filter(|it| it.role != TeamRole::Reviewer)
            .map(|it| it.code.as_str())
            .collect();
        self.sheets_of(id).all(|sheet| {
            self.judging(sheet).all(|(_, way, locked)| match way {
                Way::Independent => judges.iter().all(|code| locked.iter().any(|it| it == code)),
                Way::PrimarySecond => !locked.is_empty(),
                Way::Joint => true,
            })
        })
    }
}
