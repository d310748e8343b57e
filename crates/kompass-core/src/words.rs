//! Values of types in words, so that the report, the command line and the pages call the same thing the same.

use crate::access::Role;
use crate::comparison::{Group, Own, Position, Rank, Repeat, Rule, Statistic, Window};
use crate::evaluation::{Kind, State};
use crate::format;
use crate::framework::{Origin, Part};
use crate::i18n::Texts;
use crate::municipality;
use crate::person::places::{Ground, Part as Store};
use crate::person::{Obstacle, Outcome};
use crate::record::{After, Keep, Nature, Record, bundled};
use crate::result::{Basis, ResultOrigin};

impl Texts {
    /// How an evaluation came about: "extern utvärdering".
    pub fn kind(&self, kind: Kind) -> String {
        match kind {
            Kind::External => self.kind_external(),
            Kind::Peer => self.kind_peer(),
            Kind::SelfEvaluation => self.kind_self(),
            Kind::Imported => self.kind_imported(),
        }
    }

    /// Where in its life an evaluation is: "faktagranskning".
    pub fn state(&self, state: State) -> String {
        match state {
            State::Planned => self.state_planned(),
            State::Preparation => self.state_preparation(),
            State::Interviews => self.state_interviews(),
            State::Scoring => self.state_scoring(),
            State::Consensus => self.state_consensus(),
            State::Review => self.state_review(),
            State::FactCheck => self.state_fact_check(),
            State::Delivered => self.state_delivered(),
            State::FollowUp => self.state_follow_up(),
            State::Closed => self.state_closed(),
        }
    }

    /// What somebody is: "utvärderingsledare".
    pub fn role(&self, role: Role) -> String {
        match role {
            Role::SystemAdministrator => self.role_system_administrator(),
            Role::OrganisationAdministrator => self.role_organisation_administrator(),
            Role::LeadEvaluator => self.role_lead(),
            Role::Evaluator => self.role_evaluator(),
            Role::QualityReviewer => self.role_reviewer(),
            Role::Coordinator => self.role_coordinator(),
            Role::Contributor => self.role_contributor(),
            Role::Interviewee => self.role_interviewee(),
            Role::Reader => self.role_reader(),
            Role::Account => self.role_account(),
            Role::Public => self.role_public(),
        }
    }

    /// A type of record: "intervjuanteckningar".
    pub fn record(&self, record: Record) -> String {
        match record {
            Record::Report => self.record_report(),
            Record::Publication => self.record_publication(),
            Record::Steps => self.record_steps(),
            Record::Team => self.record_team(),
            Record::Answers => self.record_answers(),
            Record::AnswerDrafts => self.record_answer_drafts(),
            Record::Documents => self.record_documents(),
            Record::DocumentRequests => self.record_document_requests(),
            Record::SinceLast => self.record_since_last(),
            Record::SelfAssessment => self.record_self_assessment(),
            Record::Interviews => self.record_interviews(),
            Record::Notes => self.record_notes(),
            Record::Supplements => self.record_supplements(),
            Record::Judgements => self.record_judgements(),
            Record::Agreed => self.record_agreed(),
            Record::Texts => self.record_texts(),
            Record::Review => self.record_review(),
            Record::FactCheck => self.record_fact_check(),
            Record::Links => self.record_links(),
            Record::Actions => self.record_actions(),
            Record::Log => self.record_log(),
        }
    }

    /// How long a record is kept: "gallras 2 år efter avslut".
    pub fn keep(&self, keep: Keep) -> String {
        match keep {
            Keep::Preserve => self.keep_preserve(),
            Keep::Dispose { years, after: After::Delivered } => self.keep_after_delivered(years),
            Keep::Dispose { years, after: After::Closed } => self.keep_after_closed(years),
        }
    }

    /// What a record is: "arbetsmaterial".
    pub fn nature(&self, nature: Nature) -> String {
        match nature {
            Nature::Working => self.nature_working(),
            Nature::Established => self.nature_established(),
        }
    }

    /// What something that is stored of a person is a part of: "inloggning".
    pub fn person_part(&self, part: Store) -> String {
        match part {
            Store::Record(record) => self.record(record),
            Store::Account => self.person_part_account(),
            Store::SignIn => self.person_part_sign_in(),
            Store::Devices => self.person_part_devices(),
            Store::Roles => self.person_part_roles(),
            Store::Notices => self.person_part_notices(),
            Store::Selections => self.person_part_selections(),
            Store::Disposals => self.person_part_disposals(),
            Store::Secrecy => self.person_part_secrecy(),
            Store::Program => self.person_part_program(),
        }
    }

    /// What becomes of something that is stored of a person, and on which ground it stays.
    pub fn person_outcome(&self, outcome: Outcome) -> String {
        let why = |record| bundled(record).why.get(self.lang()).to_owned();
        match outcome {
            Outcome::Goes => self.person_outcome_goes(),
            Outcome::Blank => self.person_outcome_blank(),
            Outcome::Fades => self.person_outcome_fades(),
            Outcome::Kept(record, Some(day)) => {
                self.person_outcome_kept(format::date(day), why(record))
            }
            Outcome::Kept(record, None) => self.person_outcome_kept_open(why(record)),
            Outcome::Stays(Ground::Record(record)) => self.person_outcome_record(why(record)),
            Outcome::Stays(Ground::Protocol) => self.person_outcome_protocol(),
            Outcome::Stays(Ground::Secrecy) => self.person_outcome_secrecy(),
            Outcome::Stays(Ground::Reference) => self.person_outcome_reference(),
            Outcome::Elsewhere => self.person_outcome_elsewhere(),
            Outcome::Namesake => self.person_outcome_namesake(),
        }
    }

    /// Why somebody cannot be erased now, and what to do first.
    pub fn person_obstacle(&self, obstacle: &Obstacle) -> String {
        match obstacle {
            Obstacle::Role(evaluation) => self.person_obstacle_role(evaluation.as_str()),
            Obstacle::Link(evaluation) => self.person_obstacle_link(evaluation.as_str()),
            Obstacle::Interview(evaluation) => self.person_obstacle_interview(evaluation.as_str()),
            Obstacle::LastAdministrator => self.person_obstacle_last(),
            Obstacle::LastOfOrganisation(name) => self.person_obstacle_leads(name.as_str()),
        }
    }

    /// What an entry of the audit log is about, by the first part of its operation; `None` if that is not known.
    pub fn log_noun(&self, noun: &str) -> Option<String> {
        Some(match noun {
            "account" => self.log_account(),
            "action" => self.log_action(),
            "answer" => self.log_answer(),
            "assignment" => self.log_assignment(),
            "audit" => self.log_audit(),
            "consensus" => self.log_consensus(),
            "disposal" => self.log_disposal(),
            "document" => self.log_document(),
            "evaluation" => self.log_evaluation(),
            "fact_check" => self.log_fact_check(),
            "feedback" => self.log_feedback(),
            "identity" => self.log_identity(),
            "impact" => self.log_impact(),
            "interview" => self.log_interview(),
            "judgement" => self.log_judgement(),
            "kpi" => self.log_kpi(),
            "link" => self.log_link(),
            "membership" => self.log_membership(),
            "note" => self.log_note(),
            "organisation" => self.log_organisation(),
            "passkey" => self.log_passkey(),
            "publication" => self.log_publication(),
            "record" => self.log_record(),
            "report" => self.log_report(),
            "request" => self.log_request(),
            "result" => self.log_result(),
            "retention" => self.log_retention(),
            "review" => self.log_review(),
            "secrecy" => self.log_secrecy(),
            "selection" => self.log_selection(),
            "self_assessment" => self.log_self_assessment(),
            "setting" => self.log_setting(),
            "since_last" => self.log_since_last(),
            "supplement" => self.log_supplement(),
            "team" => self.log_team(),
            "text" => self.log_text(),
            _ => return None,
        })
    }

    /// What was done, by the second part of an operation: "tillagt".
    pub fn log_verb(&self, verb: &str) -> String {
        match verb {
            "add" | "insert" | "create" | "import" | "grant" | "assign" | "link" | "open" => {
                self.log_verb_added()
            }
            "remove" | "revoke" | "withdraw" | "unlink" | "undo" | "close" | "end"
            | "remove_person" => self.log_verb_removed(),
            "sign" | "seal" | "approve" | "hand_in" => self.log_verb_signed(),
            "dispose" => self.log_verb_disposed(),
            "archive" => self.log_verb_archived(),
            "decide" | "agree" | "rule" | "freeze" | "state" | "lock" | "unlock" => {
                self.log_verb_decided()
            }
            "ask" | "reply" | "answer" | "comment" => self.log_verb_said(),
            _ => self.log_verb_changed(),
        }
    }

    /// A part of a framework that has an origin of its own: "poäng per delområde".
    pub fn part(&self, part: Part) -> String {
        match part {
            Part::Titles => self.provenance_titles(),
            Part::Structure => self.provenance_structure(),
            Part::Rubric => self.provenance_rubric(),
            Part::Points => self.provenance_points(),
            Part::Questions => self.provenance_questions(),
            Part::Groups => self.provenance_groups(),
        }
    }

    /// Who made a part of a framework: "skrivet av Kompass".
    pub fn origin(&self, origin: Origin) -> String {
        match origin {
            Origin::Source => self.provenance_source(),
            Origin::KompassDefault => self.provenance_kompass_default(),
        }
    }

    /// A results version: "version 2.0".
    pub fn version(&self, version: &str) -> String {
        match version {
            "original" => self.comparison_version_original(),
            "2.0" => self.comparison_version_2_0(),
            "2020" => self.comparison_version_2020(),
            "no-2010" => self.comparison_version_no_2010(),
            "no-2020" => self.comparison_version_no_2020(),
            other => other.to_owned(),
        }
    }

    /// Where a result stands among others: "högsta fjärdedelen".
    pub fn position(&self, position: Position) -> String {
        match position {
            Position::HighestQuarter => self.position_highest_quarter(),
            Position::UpperHalf => self.position_upper_half(),
            Position::Middle => self.position_middle(),
            Position::LowerHalf => self.position_lower_half(),
            Position::LowestQuarter => self.position_lowest_quarter(),
        }
    }

    /// A place with the number it is among: "plats 3 av 58"; of one alone, that there are no others.
    pub fn rank(&self, rank: Rank) -> String {
        let (n, place) = (whole(rank.of), whole(rank.place));
        if rank.of < 2 {
            self.comparison_rank_alone()
        } else if rank.tied > 0 {
            self.comparison_rank_shared(n, place)
        } else {
            self.comparison_rank(n, place)
        }
    }

    /// The figure that a rule asks for: "medelvärde".
    pub fn statistic(&self, statistic: Statistic) -> String {
        match statistic {
            Statistic::Mean => self.comparison_statistic_mean(),
            Statistic::Median => self.comparison_statistic_median(),
            Statistic::LowerQuartile => self.comparison_quartile_lower(),
            Statistic::UpperQuartile => self.comparison_quartile_upper(),
            Statistic::Lowest => self.comparison_minimum(),
            Statistic::Highest => self.comparison_maximum(),
        }
    }

    /// A whole rule in words, every part of it told: "medelvärde: publicerade resultat; …".
    pub fn rule(&self, rule: &Rule) -> String {
        let parts = [
            self.origins(&rule.origins),
            self.bases(&rule.bases),
            self.versions(&rule.versions),
            self.window(rule.window),
            match rule.repeat {
                Repeat::Every => self.comparison_repeat_every(),
                Repeat::LatestPerMunicipality => self.comparison_repeat_latest(),
            },
            self.group(&rule.group),
            match rule.own {
                Own::Included => self.comparison_own_included(),
                Own::Excluded => self.comparison_own_excluded(),
            },
        ];
        self.comparison_rule(parts.join("; "), self.statistic(rule.statistic))
    }

    fn origins(&self, origins: &[ResultOrigin]) -> String {
        let words = origins.iter().map(|origin| match origin {
            ResultOrigin::Published => self.comparison_origin_published(),
            ResultOrigin::External => self.comparison_origin_external(),
            ResultOrigin::Peer => self.comparison_origin_peer(),
            ResultOrigin::SelfEvaluation => self.comparison_origin_self(),
        });
        self.one_or_mixed(words.collect(), |origins| self.comparison_origin_mixed(origins))
    }

    fn bases(&self, bases: &[Basis]) -> String {
        let words = bases.iter().map(|basis| match basis {
            Basis::Official => self.comparison_basis_official(),
            Basis::KompassDefault => self.comparison_basis_kompass_default(),
            Basis::Direct => self.comparison_basis_direct(),
        });
        self.one_or_mixed(words.collect(), |bases| self.comparison_basis_mixed(bases))
    }

    fn versions(&self, versions: &[String]) -> String {
        let words = versions.iter().map(|version| self.version(version));
        self.one_or_mixed(words.collect(), |versions| self.comparison_version_mixed(versions))
    }

    fn one_or_mixed(&self, mut words: Vec<String>, mixed: impl Fn(String) -> String) -> String {
        if words.len() == 1 { words.remove(0) } else { mixed(format::list(self.lang(), &words)) }
    }

    fn window(&self, window: Window) -> String {
        match window {
            Window::All => self.comparison_window_all(),
            Window::SinceVersionStart { year } => self.comparison_window_since_version(year),
            Window::Latest { count } => self.comparison_window_latest(whole(count)),
            Window::Years { from, to } if from == to => self.comparison_window_year(from),
            Window::Years { from, to } => self.comparison_window_years(from, to),
        }
    }

    fn group(&self, group: &Group) -> String {
        match group {
            Group::All => self.comparison_group_all(),
            Group::FirstTimers => self.comparison_group_first_timers(),
            Group::SizeClass { from: 0, below: Some(below) } => {
                self.comparison_group_size_below(*below)
            }
            Group::SizeClass { from, below: Some(below) } => {
                self.comparison_group_size(*from, below - 1)
            }
            Group::SizeClass { from, below: None } => self.comparison_group_size_above(*from),
            Group::SkrGroup { code } => self.comparison_group_skr(code.clone()),
            Group::Similar { by, codes } => {
                self.comparison_group_similar(by.as_str(), self.municipalities(codes))
            }
            Group::Chosen { codes } => self.comparison_group_chosen(self.municipalities(codes)),
        }
    }
    /// Municipalities by name, those that are not known by their code: "Ale och Alvesta".
    pub fn municipalities(&self, codes: &[String]) -> String {
        let names = codes.iter().map(|code| match municipality::by_code(code) {
            Some(known) => known.name.clone(),
            None => code.clone(),
        });
        format::list(self.lang(), &names.collect::<Vec<_>>())
    }
}

/// Counts are far below what a number of the texts can hold.
fn whole(count: usize) -> u64 {
    count as u64
}
