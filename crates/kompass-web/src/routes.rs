//! The table of all routes. A page is added here and nowhere else.

use crate::route::{Guard, Kind, Method, Route, Scope};
use crate::{
    action, action_form, administrator, answer, api, archive, asset, booking, compare, confirm,
    consensus, delegation, device, disposal, document, document_request, evaluation,
    evaluation_link, evaluation_people, fact_check, glossary, impact, interview, job, judgement,
    kpi, language, link, live, log, notice, openapi, organisation, passkey, people, person, plan,
    preparation, profile, provider, publication, published, record, report, review, search,
    secrecy, security, self_assessment, self_image, sign_in, since_last, start, steps, style,
    writing,
};
use axum::Json;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use kompass_core::access::Action::{Read, Write};
use kompass_core::access::Resource;
use kompass_core::evaluation::view::Progress;
use schemars::{JsonSchema, schema_for};
use std::sync::LazyLock;

/// Every route there is.
pub fn table() -> &'static [Route] {
    static TABLE: LazyLock<Vec<Route>> = LazyLock::new(rows);
    &TABLE
}

macro_rules! row {
    ($method:ident $path:literal $kind:expr, $guard:expr, $summary:literal, $handler:expr) => {
        Route {
            method: Method::$method,
            path: $path,
            summary: $summary,
            guard: $guard,
            kind: $kind,
            handler: || $handler,
        }
    };
}

fn rows() -> Vec<Route> {
    use Kind::{File, Form, Page, Script, Upload};
    let public = guard(Resource::Pages, Read, Scope::Installation);
    let choose = guard(Resource::Pages, Write, Scope::Installation);
    let own = guard(Resource::OwnAccount, Read, Scope::Own);
    let change = guard(Resource::OwnAccount, Write, Scope::Own);
    let opens = guard(Resource::PersonalLink, Read, Scope::Installation);
    let accepts = guard(Resource::PersonalLink, Write, Scope::Installation);
    let all_read = guard(Resource::Organisations, Read, Scope::Installation);
    let all_write = guard(Resource::Organisations, Write, Scope::Installation);
    let administrators_read = guard(Resource::Administrators, Read, Scope::Installation);
    let administrators_write = guard(Resource::Administrators, Write, Scope::Installation);
    let of_organisation = |resource, action| guard(resource, action, Scope::Organisation);
    let people_read = of_organisation(Resource::People, Read);
    let people_write = of_organisation(Resource::People, Write);
    let of_evaluation = |resource, action| guard(resource, action, Scope::Evaluation);
    let head = of_evaluation(Resource::Head, Read);
    let log_read = guard(Resource::AuditLog, Read, Scope::Installation);
    let log_write = guard(Resource::AuditLog, Write, Scope::Installation);
    let own_log = of_organisation(Resource::OrganisationLog, Read);
    let persons_read = of_organisation(Resource::Persons, Read);
    let persons_write = of_organisation(Resource::Persons, Write);
    let keeps = of_organisation(Resource::Retention, Read);
    let decides = of_organisation(Resource::Retention, Write);
    let secrecy_read = of_evaluation(Resource::Secrecy, Read);
    let secrecy_write = of_evaluation(Resource::Secrecy, Write);
    let records_write = of_evaluation(Resource::Records, Write);
    let appoints = of_evaluation(Resource::Assignments, Write);
    let declares = of_evaluation(Resource::Declaration, Write);
    let published_write = of_evaluation(Resource::Published, Write);
    let links_write = of_evaluation(Resource::Links, Write);
    let schedule_read = of_evaluation(Resource::Schedule, Read);
    let schedule_write = of_evaluation(Resource::Schedule, Write);
    let notes_write = of_evaluation(Resource::Notes, Write);
    let supplements_write = of_evaluation(Resource::Supplements, Write);
    let rules = of_evaluation(Resource::SupplementRulings, Write);
    let review_read = of_evaluation(Resource::Review, Read);
    let review_write = of_evaluation(Resource::Review, Write);
    let review_aside = of_evaluation(Resource::ReviewFindings, Write);
    let checks = of_evaluation(Resource::FactCheckComments, Read);
    let comments = of_evaluation(Resource::FactCheckComments, Write);
    let report_read = of_evaluation(Resource::Report, Read);
    let report_write = of_evaluation(Resource::Report, Write);
    let editions = of_evaluation(Resource::Editions, Read);
    let step_back = of_evaluation(Resource::StepBack, Write);
    let shelf = of_evaluation(Resource::Documents, Read);
    let hands_in = of_evaluation(Resource::Documents, Write);
    let asks = of_evaluation(Resource::DocumentRequests, Write);
    let actions_read = of_evaluation(Resource::Actions, Read);
    let actions_write = of_evaluation(Resource::Actions, Write);
    let answers_read = of_evaluation(Resource::Answers, Read);
    let answers_write = of_evaluation(Resource::Answers, Write);
    let since_write = of_evaluation(Resource::SinceLast, Write);
    let self_write = of_evaluation(Resource::SelfAssessment, Write);
    let figures = guard(Resource::KeyFigures, Read, Scope::Installation);
    vec![
        row!(Get "/" Page, public, "what waits for the caller and where they have a part", get(start::show)),
        row!(Get "/sign-in" Page, public, "sign in, or how the first administrator is made", get(sign_in::show)),
        row!(Post "/sign-in" Form, choose, "signs in with a password", post(sign_in::submit)),
        row!(Get "/sign-in/code" Page, public, "the second factor", get(sign_in::show_code)),
        row!(Post "/sign-in/code" Form, choose, "signs in with the second factor", post(sign_in::submit_code)),
        row!(Post "/sign-in/passkey/begin" Script, choose, "a challenge for a passkey", post(passkey::sign_in_begin)),
        row!(Post "/sign-in/passkey/finish" Script, choose, "signs in with a passkey", post(passkey::sign_in_finish)),
        row!(Get "/sign-in/oidc/{provider}" Page, public, "leads to a sign-in provider", get(provider::go)),
        row!(Get "/sign-in/oidc/{provider}/callback" Page, public, "comes back from one", get(provider::come_back)),
        row!(Post "/sign-out" Form, choose, "signs out", post(sign_in::sign_out)),
        row!(Get "/link/{token}" Page, opens, "what a personal link is for", get(link::show)),
        row!(Post "/link/{token}" Form, accepts, "accepts a personal link", post(link::accept)),
        row!(Get "/my-part" Page, opens, "what a personal link opened", get(link::part)),
        row!(Post "/my-part/supplement" Form, accepts, "adds something to one's own interview", post(interview::add_own)),
        row!(Get "/my-part/interview.ics" File, opens, "one's own interview for a calendar", get(interview::part_calendar)),
        row!(Get "/profile" Page, own, "name and language", get(profile::show)),
        row!(Post "/profile" Form, change, "saves name and language", post(profile::save)),
        row!(Post "/profile/mail" Form, change, "chooses when mail comes", post(notice::choose)),
        row!(Get "/notices" Page, own, "what the caller is told", get(notice::list)),
        row!(Post "/notices/read" Form, change, "marks all as read", post(notice::read_all)),
        row!(Post "/notices/{notice}/read" Form, change, "marks one as read", post(notice::read)),
        row!(Get "/profile/security" Page, own, "the ways in", get(security::overview)),
        row!(Get "/profile/password" Page, own, "change the password", get(security::show_password)),
        row!(Post "/profile/password" Form, change, "changes the password", post(security::change_password)),
        row!(Post "/password-strength" Script, choose, "how hard a password is to guess", post(security::measure)),
        row!(Get "/profile/totp" Page, change, "a secret for an app of codes", get(security::show_totp)),
        row!(Post "/profile/totp" Form, change, "turns one-time codes on", post(security::turn_totp_on)),
        row!(Get "/profile/totp/remove" Page, own, "turn one-time codes off", get(security::ask_totp_off)),
        row!(Post "/profile/totp/remove" Form, change, "turns one-time codes off", post(security::turn_totp_off)),
        row!(Get "/profile/recovery-codes" Page, own, "make new recovery codes", get(security::ask_new_codes)),
        row!(Post "/profile/recovery-codes" Form, change, "makes and shows them once", post(security::make_codes)),
        row!(Get "/profile/passkeys" Page, own, "own passkeys", get(passkey::list)),
        row!(Post "/profile/passkeys/begin" Script, change, "a challenge for a new passkey", post(passkey::register_begin)),
        row!(Post "/profile/passkeys/finish" Script, change, "keeps a new passkey", post(passkey::register_finish)),
        row!(Get "/profile/passkeys/{passkey}/remove" Page, own, "remove a passkey", get(passkey::ask_removal)),
        row!(Post "/profile/passkeys/{passkey}/remove" Form, change, "removes a passkey", post(passkey::remove)),
        row!(Post "/profile/providers/{provider}" Form, change, "connects a sign-in provider", post(provider::connect)),
        row!(Get "/profile/providers/{provider}/remove" Page, own, "disconnect one", get(provider::ask_removal)),
        row!(Post "/profile/providers/{provider}/remove" Form, change, "disconnects one", post(provider::remove)),
        row!(Get "/profile/devices" Page, own, "where the caller is signed in", get(device::list)),
        row!(Post "/profile/devices/{session}/end" Form, change, "signs a device out", post(device::end)),
        row!(Post "/profile/devices/end-others" Form, change, "signs all others out", post(device::end_others)),
        row!(Get "/profile/data" Page, own, "what is stored of the caller", get(person::mine)),
        row!(Get "/profile/data/export" File, own, "a copy of it", get(person::export_mine)),
        row!(Get "/confirm" Page, own, "prove anew that it is the caller", get(confirm::show)),
        row!(Post "/confirm" Form, change, "takes the proof", post(confirm::submit)),
        row!(Post "/confirm/passkey/begin" Script, change, "a challenge for a passkey", post(confirm::passkey_begin)),
        row!(Post "/confirm/passkey/finish" Script, change, "takes the proof by a passkey", post(confirm::passkey_finish)),
        row!(Get "/organisations" Page, all_read, "all organisations", get(organisation::list)),
        row!(Get "/organisations/new" Page, all_write, "add an organisation", get(organisation::new)),
        row!(Post "/organisations/new" Form, all_write, "adds an organisation", post(organisation::make)),
        row!(Get "/organisations/{organisation}" Page, of_organisation(Resource::Organisation, Read), "an organisation at a glance", get(organisation::show)),
        row!(Get "/organisations/{organisation}/edit" Page, of_organisation(Resource::Organisation, Write), "change its name, kind and code", get(organisation::edit)),
        row!(Post "/organisations/{organisation}/edit" Form, of_organisation(Resource::Organisation, Write), "changes its name, kind and code", post(organisation::update)),
        row!(Get "/organisations/{organisation}/close" Page, all_write, "close it", get(organisation::confirm_close)),
        row!(Post "/organisations/{organisation}/close" Form, all_write, "closes it", post(organisation::close)),
        row!(Get "/organisations/{organisation}/evaluations/published" Page, of_organisation(Resource::Evaluations, Write), "take a published result over", get(published::new)),
        row!(Post "/organisations/{organisation}/evaluations/published" Form, of_organisation(Resource::Evaluations, Write), "takes it over", post(published::take_over)),
        row!(Get "/organisations/{organisation}/people" Page, people_read, "its people with their roles", get(people::list)),
        row!(Get "/organisations/{organisation}/people/invite" Page, people_write, "invite somebody", get(people::invite)),
        row!(Post "/organisations/{organisation}/people/invite" Form, people_write, "makes an invitation, shown once", post(people::make_invitation)),
        row!(Get "/organisations/{organisation}/people/{account}" Page, people_read, "somebody in it", get(people::show)),
        row!(Post "/organisations/{organisation}/people/{account}" Form, people_write, "changes the roles of somebody", post(people::set_roles)),
        row!(Get "/organisations/{organisation}/people/{account}/remove" Page, people_write, "remove somebody", get(people::confirm_remove)),
        row!(Post "/organisations/{organisation}/people/{account}/remove" Form, people_write, "removes somebody", post(people::remove)),
        row!(Post "/organisations/{organisation}/people/{account}/password-link" Form, people_write, "makes a link for a new password, shown once", post(people::password_link)),
        row!(Get "/organisations/{organisation}/invitations" Page, people_read, "invitations that nobody accepted yet", get(people::invitations)),
        row!(Get "/organisations/{organisation}/invitations/{link}/revoke" Page, people_write, "revoke an invitation", get(people::confirm_revoke)),
        row!(Post "/organisations/{organisation}/invitations/{link}/revoke" Form, people_write, "revokes an invitation", post(people::revoke)),
        row!(Post "/organisations/{organisation}/invitations/{link}/renew" Form, people_write, "makes its link anew, shown once", post(people::renew)),
        row!(Get "/organisations/{organisation}/evaluations/new" Page, of_organisation(Resource::Evaluations, Write), "book an evaluation", get(booking::new)),
        row!(Post "/organisations/{organisation}/evaluations/new" Form, of_organisation(Resource::Evaluations, Write), "books an evaluation", post(booking::book)),
        row!(Get "/organisations/{organisation}/records" Page, keeps, "how it numbers and keeps its records", get(record::plan)),
        row!(Post "/organisations/{organisation}/records" Form, decides, "sets its series of record numbers", post(record::set_series)),
        row!(Get "/organisations/{organisation}/retention/{record}" Page, decides, "change how long a type of record is kept", get(record::edit)),
        row!(Post "/organisations/{organisation}/retention/{record}" Form, decides, "changes it", post(record::save)),
        row!(Get "/organisations/{organisation}/disposals/new" Page, decides, "dispose of what is due", get(disposal::new)),
        row!(Post "/organisations/{organisation}/disposals/new" Form, decides, "enters the decision", post(disposal::decide)),
        row!(Get "/organisations/{organisation}/disposals/{disposal}" Page, keeps, "the protocol of a disposal", get(disposal::show)),
        row!(Get "/organisations/{organisation}/disposals/{disposal}/export" File, keeps, "the same as a file", get(disposal::export)),
        row!(Get "/organisations/{organisation}/persons" Page, persons_read, "find a person of whom something is stored in it", get(person::find)),
        row!(Get "/organisations/{organisation}/persons/{person}" Page, persons_read, "what is stored of a person in it", get(person::show)),
        row!(Get "/organisations/{organisation}/persons/{person}/export" File, persons_read, "a copy of it", get(person::export)),
        row!(Get "/organisations/{organisation}/persons/{person}/erase" Page, persons_write, "erase a person", get(person::confirm_erase)),
        row!(Post "/organisations/{organisation}/persons/{person}/erase" Form, persons_write, "erases a person", post(person::erase)),
        row!(Get "/organisations/{organisation}/log" Page, own_log, "who did what in it and its evaluations", get(log::of_organisation)),
        row!(Get "/organisations/{organisation}/log/export" File, own_log, "the same as a file", get(log::export_of_organisation)),
        row!(Get "/log" Page, log_read, "who did what in the installation and its organisations", get(log::installation)),
        row!(Get "/log/export" File, log_read, "the same as a file", get(log::export_installation)),
        row!(Get "/log/checkpoints" Page, log_read, "the checkpoints of the audit log", get(log::checkpoints)),
        row!(Post "/log/checkpoints" Form, log_write, "walks the log and makes one", post(log::make_checkpoint)),
        row!(Get "/log/checkpoints/newest" File, log_read, "the newest of them", get(log::newest_checkpoint)),
        row!(Get "/administrators" Page, administrators_read, "system administrators", get(administrator::list)),
        row!(Get "/administrators/new" Page, administrators_write, "appoint one", get(administrator::new)),
        row!(Post "/administrators/new" Form, administrators_write, "makes an invitation, shown once", post(administrator::make)),
        row!(Get "/administrators/{account}/remove" Page, administrators_write, "take the role from one", get(administrator::confirm_remove)),
        row!(Post "/administrators/{account}/remove" Form, administrators_write, "takes the role from one", post(administrator::remove)),
        row!(Get "/jobs" Page, administrators_read, "mail and jobs, and what could not be done", get(job::list)),
        row!(Post "/jobs/again" Form, administrators_write, "has all of that tried again", post(job::take_up_all)),
        row!(Post "/jobs/{job}/again" Form, administrators_write, "has a job tried again", post(job::take_up)),
        row!(Post "/jobs/{job}/drop" Form, administrators_write, "gives a job up", post(job::drop)),
        row!(Get "/search" Page, own, "a search over everything that the caller may see", get(search::show)),
        row!(Get "/evaluations" Page, own, "the evaluations that the caller may see", get(evaluation::list)),
        row!(Get "/evaluations/{evaluation}" Page, head, "an evaluation at a glance", get(evaluation::show)),
        row!(Get "/evaluations/{evaluation}/export" File, head, "what the caller may see of it, as a file", get(evaluation::export)),
        row!(Get "/evaluations/{evaluation}/records" Page, of_evaluation(Resource::Records, Read), "its records, and how long they are kept", get(record::list)),
        row!(Post "/evaluations/{evaluation}/records" Form, records_write, "gives it its record number", post(record::set_number)),
        row!(Post "/evaluations/{evaluation}/records/next" Form, records_write, "takes the next number of the series", post(record::take_number)),
        row!(Get "/evaluations/{evaluation}/archive" Page, records_write, "take the whole case as a package for the e-archive", get(archive::show)),
        row!(Post "/evaluations/{evaluation}/archive" Form, records_write, "takes it", post(archive::take)),
        row!(Get "/evaluations/{evaluation}/secrecy" Page, secrecy_read, "what of it is held back because it is secret", get(secrecy::list)),
        row!(Get "/evaluations/{evaluation}/secrecy/mark/{kind}" Page, secrecy_write, "hold something back", get(secrecy::new)),
        row!(Post "/evaluations/{evaluation}/secrecy/mark/{kind}" Form, secrecy_write, "holds it back", post(secrecy::mark)),
        row!(Get "/evaluations/{evaluation}/secrecy/lift/{mark}" Page, secrecy_write, "hold it back no more", get(secrecy::confirm_lift)),
        row!(Post "/evaluations/{evaluation}/secrecy/lift/{mark}" Form, secrecy_write, "holds it back no more", post(secrecy::lift)),
        row!(Get "/evaluations/{evaluation}/documents" Page, shelf, "its documents and what is asked for", get(document::list)),
        row!(Post "/evaluations/{evaluation}/documents" Upload, hands_in, "takes documents", post(document::hand_in)),
        row!(Get "/evaluations/{evaluation}/document-address" Page, hands_in, "hand in a web address", get(document::address)),
        row!(Post "/evaluations/{evaluation}/document-address" Form, hands_in, "takes what is there", post(document::take_address)),
        row!(Get "/evaluations/{evaluation}/documents/{code}" Page, shelf, "a document", get(document::show)),
        row!(Get "/evaluations/{evaluation}/documents/{code}/file" File, shelf, "the file of a document", get(document::file)),
        row!(Get "/evaluations/{evaluation}/documents/{code}/pages/{page}" Page, shelf, "a page of a document", get(document::page)),
        row!(Get "/evaluations/{evaluation}/documents/{code}/edit" Page, hands_in, "describe a document", get(document::edit)),
        row!(Post "/evaluations/{evaluation}/documents/{code}/edit" Form, hands_in, "describes it", post(document::update)),
        row!(Get "/evaluations/{evaluation}/documents/{code}/remove" Page, hands_in, "remove a document", get(document::confirm_remove)),
        row!(Post "/evaluations/{evaluation}/documents/{code}/remove" Form, hands_in, "removes it", post(document::remove)),
        row!(Get "/evaluations/{evaluation}/document-requests/new" Page, asks, "ask for a document", get(document_request::new)),
        row!(Post "/evaluations/{evaluation}/document-requests/new" Form, asks, "asks for it", post(document_request::ask)),
        row!(Get "/evaluations/{evaluation}/document-requests/{request}/answer" Page, hands_in, "answer a request", get(document_request::show_answer)),
        row!(Post "/evaluations/{evaluation}/document-requests/{request}/answer" Form, hands_in, "answers it", post(document_request::answer)),
        row!(Get "/evaluations/{evaluation}/document-requests/{request}/withdraw" Page, asks, "take a request back", get(document_request::confirm_withdraw)),
        row!(Post "/evaluations/{evaluation}/document-requests/{request}/withdraw" Form, asks, "takes it back", post(document_request::withdraw)),
        row!(Get "/evaluations/{evaluation}/plan" Page, of_evaluation(Resource::Head, Write), "change what is planned", get(plan::show)),
        row!(Post "/evaluations/{evaluation}/plan" Form, of_evaluation(Resource::Head, Write), "changes what is planned", post(plan::save)),
        row!(Get "/evaluations/{evaluation}/published" Page, published_write, "change what was published", get(published::show)),
        row!(Post "/evaluations/{evaluation}/published" Form, published_write, "changes it", post(published::save)),
        row!(Get "/evaluations/{evaluation}/conditions" Page, of_evaluation(Resource::Conditions, Read), "which conditions of the framework hold, and what they mean", get(plan::conditions)),
        row!(Post "/evaluations/{evaluation}/conditions" Form, of_evaluation(Resource::Conditions, Write), "says which conditions hold", post(plan::save_conditions)),
        row!(Get "/evaluations/{evaluation}/steps" Page, of_evaluation(Resource::StepBack, Read), "how far it has come, and what the next step needs", get(steps::show)),
        row!(Get "/evaluations/{evaluation}/steps/forward/{state}" Page, of_evaluation(Resource::StepForward, Write), "take a step", get(steps::confirm_forward)),
        row!(Post "/evaluations/{evaluation}/steps/forward/{state}" Form, of_evaluation(Resource::StepForward, Write), "takes a step", post(steps::forward)),
        row!(Get "/evaluations/{evaluation}/steps/back/{state}" Page, of_evaluation(Resource::StepBack, Write), "go back to an earlier step", get(steps::confirm_back)),
        row!(Post "/evaluations/{evaluation}/steps/back/{state}" Form, of_evaluation(Resource::StepBack, Write), "goes back, with a reason", post(steps::back)),
        row!(Get "/evaluations/{evaluation}/people" Page, of_evaluation(Resource::Team, Read), "team, and who has a role", get(evaluation_people::list)),
        row!(Get "/evaluations/{evaluation}/people/appoint" Page, appoints, "give somebody a role", get(evaluation_people::appoint)),
        row!(Post "/evaluations/{evaluation}/people/appoint" Form, appoints, "gives somebody a role", post(evaluation_people::make_appointment)),
        row!(Get "/evaluations/{evaluation}/people/{account}/{role}/dismiss" Page, appoints, "take a role from somebody", get(evaluation_people::confirm_dismiss)),
        row!(Post "/evaluations/{evaluation}/people/{account}/{role}/dismiss" Form, appoints, "takes a role from somebody", post(evaluation_people::dismiss)),
        row!(Get "/evaluations/{evaluation}/team/{member}/remove" Page, of_evaluation(Resource::Team, Write), "take somebody off the team", get(evaluation_people::confirm_remove)),
        row!(Post "/evaluations/{evaluation}/team/{member}/remove" Form, of_evaluation(Resource::Team, Write), "takes somebody off the team", post(evaluation_people::remove)),
        row!(Get "/evaluations/{evaluation}/share" Page, appoints, "name the evaluated organisation", get(evaluation_people::sharing)),
        row!(Post "/evaluations/{evaluation}/share" Form, appoints, "shares it with that organisation", post(evaluation_people::share)),
        row!(Get "/evaluations/{evaluation}/declaration" Page, declares, "the caller's declaration of conflicts of interest", get(evaluation_people::declaration)),
        row!(Post "/evaluations/{evaluation}/declaration" Form, declares, "signs it, once", post(evaluation_people::declare)),
        row!(Get "/evaluations/{evaluation}/links" Page, of_evaluation(Resource::Links, Read), "personal links", get(evaluation_link::list)),
        row!(Get "/evaluations/{evaluation}/links/contributor" Page, links_write, "make a link for a contributor", get(evaluation_link::contributor)),
        row!(Post "/evaluations/{evaluation}/links/contributor" Form, links_write, "makes it, shown once", post(evaluation_link::make_contributor)),
        row!(Get "/evaluations/{evaluation}/links/interviewee" Page, links_write, "make a link for an interviewee", get(evaluation_link::interviewee)),
        row!(Post "/evaluations/{evaluation}/links/interviewee" Form, links_write, "makes it, shown once", post(evaluation_link::make_interviewee)),
        row!(Post "/evaluations/{evaluation}/links/{link}/renew" Form, links_write, "makes a link anew, shown once", post(evaluation_link::renew)),
        row!(Get "/evaluations/{evaluation}/links/{link}/revoke" Page, links_write, "revoke a link", get(evaluation_link::confirm_revoke)),
        row!(Post "/evaluations/{evaluation}/links/{link}/revoke" Form, links_write, "revokes a link", post(evaluation_link::revoke)),
        row!(Get "/evaluations/{evaluation}/consensus" Page, of_evaluation(Resource::OthersJudgements, Read), "what everybody judged and what is agreed on, the largest disagreement first", get(consensus::list)),
        row!(Get "/evaluations/{evaluation}/consensus/agreement" Page, of_evaluation(Resource::OthersJudgements, Read), "how far the evaluators agree", get(consensus::agreement)),
        row!(Get "/evaluations/{evaluation}/consensus/areas/{area}/accept" Page, of_evaluation(Resource::Consensus, Write), "agree on all equal judgements of an area", get(consensus::ask_accept)),
        row!(Post "/evaluations/{evaluation}/consensus/areas/{area}/accept" Form, of_evaluation(Resource::Consensus, Write), "agrees on them", post(consensus::accept_area)),
        row!(Get "/evaluations/{evaluation}/consensus/{subject}" Page, of_evaluation(Resource::OthersJudgements, Read), "one question, everybody's judgement and what is agreed on", get(consensus::show)),
        row!(Post "/evaluations/{evaluation}/consensus/{subject}" Form, of_evaluation(Resource::Consensus, Write), "agrees on a value", post(consensus::agree)),
        row!(Post "/evaluations/{evaluation}/consensus/{subject}/accept" Form, of_evaluation(Resource::Consensus, Write), "agrees on what all have judged", post(consensus::accept)),
        row!(Post "/evaluations/{evaluation}/consensus/{subject}/undo" Form, of_evaluation(Resource::Consensus, Write), "takes back what was agreed on", post(consensus::undo)),
        row!(Get "/evaluations/{evaluation}/writing" Page, of_evaluation(Resource::Texts, Read), "what is written, area by area", get(writing::overview)),
        row!(Get "/evaluations/{evaluation}/writing/{place}" Page, of_evaluation(Resource::Texts, Read), "the texts of an area, or one text", get(writing::show)),
        row!(Post "/evaluations/{evaluation}/writing/{place}" Form, of_evaluation(Resource::Texts, Write), "saves a text, or shows what it will look like", post(writing::save)),
        row!(Get "/evaluations/{evaluation}/writing/{place}/rows/{list}" Page, of_evaluation(Resource::Texts, Write), "add a strength, an improvement area or a good example", get(writing::new)),
        row!(Post "/evaluations/{evaluation}/writing/{place}/rows/{list}" Form, of_evaluation(Resource::Texts, Write), "adds it", post(writing::add)),
        row!(Get "/evaluations/{evaluation}/writing/{place}/reuse" Page, of_evaluation(Resource::Texts, Write), "good examples of other evaluations", get(writing::reuse)),
        row!(Get "/evaluations/{evaluation}/writing/row/{row}" Page, of_evaluation(Resource::Texts, Write), "change a row of a list", get(writing::edit)),
        row!(Post "/evaluations/{evaluation}/writing/row/{row}" Form, of_evaluation(Resource::Texts, Write), "changes it", post(writing::change)),
        row!(Get "/evaluations/{evaluation}/writing/row/{row}/remove" Page, of_evaluation(Resource::Texts, Write), "remove it", get(writing::ask_remove)),
        row!(Post "/evaluations/{evaluation}/writing/row/{row}/remove" Form, of_evaluation(Resource::Texts, Write), "removes it", post(writing::remove)),
        row!(Post "/evaluations/{evaluation}/writing/row/{row}/move" Form, of_evaluation(Resource::Texts, Write), "moves it up or down", post(writing::shift)),
        row!(Get "/evaluations/{evaluation}/impact" Page, of_evaluation(Resource::Impact, Read), "what each source says about what is claimed", get(impact::show)),
        row!(Get "/evaluations/{evaluation}/impact/{area}" Page, of_evaluation(Resource::Impact, Write), "record it for an area", get(impact::edit)),
        row!(Post "/evaluations/{evaluation}/impact/{area}" Form, of_evaluation(Resource::Impact, Write), "records it", post(impact::save)),
        row!(Get "/evaluations/{evaluation}/live/consensus" Script, of_evaluation(Resource::OthersJudgements, Read), "a stream that tells when something was agreed on", get(live::consensus)),
        row!(Get "/evaluations/{evaluation}/live/texts" Script, of_evaluation(Resource::Texts, Read), "a stream that tells when a text was written", get(live::texts)),
        row!(Get "/evaluations/{evaluation}/live/notes" Script, of_evaluation(Resource::Notes, Read), "a stream that tells when a note was written", get(live::notes)),
        row!(Get "/evaluations/{evaluation}/interviews" Page, schedule_read, "the plan of the visit", get(interview::list)),
        row!(Get "/evaluations/{evaluation}/interviews.ics" File, schedule_read, "the plan for a calendar", get(interview::calendar)),
        row!(Get "/evaluations/{evaluation}/interviews/new" Page, schedule_write, "plan an interview", get(interview::new)),
        row!(Post "/evaluations/{evaluation}/interviews/new" Form, schedule_write, "plans an interview", post(interview::plan)),
        row!(Get "/evaluations/{evaluation}/interviews/terms" Page, schedule_write, "until when to add something, and whom to ask", get(interview::terms)),
        row!(Post "/evaluations/{evaluation}/interviews/terms" Form, schedule_write, "sets both", post(interview::set_terms)),
        row!(Get "/evaluations/{evaluation}/interviews/letter/{group}" Page, schedule_read, "what a group is told", get(interview::letter)),
        row!(Get "/evaluations/{evaluation}/interviews/people/new" Page, schedule_write, "add an interviewee", get(interview::new_person)),
        row!(Post "/evaluations/{evaluation}/interviews/people/new" Form, schedule_write, "adds an interviewee", post(interview::list_person)),
        row!(Get "/evaluations/{evaluation}/interviews/people/{person}" Page, schedule_write, "change an interviewee", get(interview::edit_person)),
        row!(Post "/evaluations/{evaluation}/interviews/people/{person}" Form, schedule_write, "changes an interviewee", post(interview::save_person)),
        row!(Get "/evaluations/{evaluation}/interviews/people/{person}/remove" Page, schedule_write, "remove an interviewee", get(interview::ask_removal)),
        row!(Post "/evaluations/{evaluation}/interviews/people/{person}/remove" Form, schedule_write, "removes an interviewee", post(interview::remove_person)),
        row!(Get "/evaluations/{evaluation}/interviews/supplements" Page, of_evaluation(Resource::Supplements, Read), "what was added afterwards", get(interview::supplements)),
        row!(Get "/evaluations/{evaluation}/interviews/supplements/new" Page, supplements_write, "add something for the municipality", get(interview::new_supplement)),
        row!(Post "/evaluations/{evaluation}/interviews/supplements/new" Form, supplements_write, "adds it", post(interview::add_supplement)),
        row!(Get "/evaluations/{evaluation}/interviews/supplements/{supplement}" Page, rules, "rule on a late supplement", get(interview::ask_ruling)),
        row!(Post "/evaluations/{evaluation}/interviews/supplements/{supplement}" Form, rules, "rules on it", post(interview::rule)),
        row!(Get "/evaluations/{evaluation}/interviews/{interview}" Page, schedule_read, "an interview, with guide and notes", get(interview::show)),
        row!(Get "/evaluations/{evaluation}/interviews/{interview}/edit" Page, schedule_write, "change or move an interview", get(interview::edit)),
        row!(Post "/evaluations/{evaluation}/interviews/{interview}/edit" Form, schedule_write, "changes or moves it", post(interview::change)),
        row!(Get "/evaluations/{evaluation}/interviews/{interview}/cancel" Page, schedule_write, "call an interview off", get(interview::ask_cancel)),
        row!(Post "/evaluations/{evaluation}/interviews/{interview}/cancel" Form, schedule_write, "calls it off", post(interview::cancel)),
        row!(Get "/evaluations/{evaluation}/interviews/{interview}/held" Page, schedule_write, "say that it was held", get(interview::ask_held)),
        row!(Post "/evaluations/{evaluation}/interviews/{interview}/held" Form, schedule_write, "says with how many people", post(interview::hold)),
        row!(Post "/evaluations/{evaluation}/interviews/{interview}/links" Form, links_write, "makes links for everybody in it, shown once", post(interview::invite_all)),
        row!(Post "/evaluations/{evaluation}/interviews/{interview}/notes" Form, notes_write, "appends a note", post(interview::add_note)),
        row!(Get "/evaluations/{evaluation}/interviews/{interview}/notes/{note}" Page, notes_write, "correct one's own note", get(interview::correct)),
        row!(Get "/evaluations/{evaluation}/scoring" Page, of_evaluation(Resource::Ways, Read), "what is judged, what is missing, who has locked", get(judgement::sheet)),
        row!(Get "/evaluations/{evaluation}/scoring/{subject}" Page, of_evaluation(Resource::Judgements, Read), "one question with what there is to judge it by", get(judgement::show)),
        row!(Post "/evaluations/{evaluation}/scoring/{subject}" Form, of_evaluation(Resource::Judgements, Write), "records the caller's judgement of it", post(judgement::save)),
        row!(Get "/evaluations/{evaluation}/scoring/areas/{area}" Page, of_evaluation(Resource::Ways, Write), "say how an area is judged", get(judgement::manner)),
        row!(Post "/evaluations/{evaluation}/scoring/areas/{area}" Form, of_evaluation(Resource::Ways, Write), "says how an area is judged, before anybody judges", post(judgement::change_manner)),
        row!(Get "/evaluations/{evaluation}/scoring/areas/{area}/lock" Page, of_evaluation(Resource::Judgements, Write), "lock one's judgements in an area", get(judgement::ask_lock)),
        row!(Post "/evaluations/{evaluation}/scoring/areas/{area}/lock" Form, of_evaluation(Resource::Judgements, Write), "locks them", post(judgement::lock)),
        row!(Get "/evaluations/{evaluation}/scoring/areas/{area}/unlock" Page, of_evaluation(Resource::Judgements, Write), "take the own lock back", get(judgement::ask_unlock)),
        row!(Post "/evaluations/{evaluation}/scoring/areas/{area}/unlock" Form, of_evaluation(Resource::Judgements, Write), "takes it back", post(judgement::unlock)),
        row!(Get "/evaluations/{evaluation}/review" Page, review_read, "what the checks found, comments, signature", get(review::show)),
        row!(Post "/evaluations/{evaluation}/review/sign" Form, review_write, "signs what stands", post(review::sign)),
        row!(Get "/evaluations/{evaluation}/review/return" Page, review_write, "return it to the evaluators", get(review::ask_return)),
        row!(Post "/evaluations/{evaluation}/review/return" Form, review_write, "returns it, with a reason", post(review::give_back)),
        row!(Get "/evaluations/{evaluation}/review/set-aside" Page, review_aside, "set a finding aside", get(review::ask_aside)),
        row!(Post "/evaluations/{evaluation}/review/set-aside" Form, review_aside, "sets it aside, with a reason", post(review::set_aside)),
        row!(Post "/evaluations/{evaluation}/review/take-up" Form, review_aside, "takes it up again", post(review::take_up)),
        row!(Get "/evaluations/{evaluation}/review/comment" Page, review_write, "comment on a place in the report", get(review::new_comment)),
        row!(Post "/evaluations/{evaluation}/review/comment" Form, review_write, "comments on it", post(review::comment)),
        row!(Get "/evaluations/{evaluation}/review/comments/{comment}" Page, review_read, "a comment of the reviewer", get(review::one)),
        row!(Post "/evaluations/{evaluation}/review/comments/{comment}" Form, of_evaluation(Resource::ReviewAnswers, Write), "answers it", post(review::answer)),
        row!(Post "/evaluations/{evaluation}/review/comments/{comment}/resolve" Form, review_write, "settles it", post(review::resolve)),
        row!(Get "/evaluations/{evaluation}/fact-check" Page, checks, "the text with the municipality's comments", get(fact_check::show)),
        row!(Post "/evaluations/{evaluation}/fact-check" Form, report_write, "opens it until a day", post(fact_check::set_deadline)),
        row!(Get "/evaluations/{evaluation}/fact-check/done" Page, comments, "say that the municipality is done", get(fact_check::ask_done)),
        row!(Post "/evaluations/{evaluation}/fact-check/done" Form, comments, "says so", post(fact_check::end)),
        row!(Get "/evaluations/{evaluation}/fact-check/comment" Page, comments, "comment on a paragraph", get(fact_check::new_comment)),
        row!(Post "/evaluations/{evaluation}/fact-check/comment" Form, comments, "comments on it", post(fact_check::comment)),
        row!(Get "/evaluations/{evaluation}/fact-check/comments/{comment}" Page, checks, "a comment of the municipality", get(fact_check::one)),
        row!(Post "/evaluations/{evaluation}/fact-check/comments/{comment}" Form, comments, "changes one's own", post(fact_check::change)),
        row!(Post "/evaluations/{evaluation}/fact-check/comments/{comment}/answer" Form, of_evaluation(Resource::FactCheckAnswers, Write), "answers it", post(fact_check::answer)),
        row!(Get "/evaluations/{evaluation}/report" Page, editions, "the report, and its editions", get(report::show)),
        row!(Get "/evaluations/{evaluation}/report/draft.pdf" File, report_read, "the report as it would be now", get(report::draft_pdf)),
        row!(Get "/evaluations/{evaluation}/report/council.docx" File, report_read, "a paper for the council", get(report::council)),
        row!(Get "/evaluations/{evaluation}/report/points.xlsx" File, report_read, "the points as a workbook", get(report::workbook)),
        row!(Get "/evaluations/{evaluation}/report/editions/{edition}" File, editions, "a delivered edition", get(report::edition)),
        row!(Get "/evaluations/{evaluation}/report/deliver" Page, report_write, "deliver the report", get(report::ask_delivery)),
        row!(Post "/evaluations/{evaluation}/report/deliver" Form, report_write, "freezes it as an edition", post(report::deliver)),
        row!(Get "/evaluations/{evaluation}/report/correct" Page, step_back, "correct a delivered report", get(report::ask_correction)),
        row!(Post "/evaluations/{evaluation}/report/correct" Form, step_back, "opens its text, with a reason", post(report::correct)),
        row!(Get "/evaluations/{evaluation}/report/{code}" Page, report_read, "what lies behind the points of a sub-area", get(report::behind)),
        row!(Get "/evaluations/{evaluation}/publication" Page, of_evaluation(Resource::Publication, Read), "whether the report is published", get(publication::show)),
        row!(Post "/evaluations/{evaluation}/publication" Form, of_evaluation(Resource::Publication, Write), "publishes it, or takes that back", post(publication::decide)),
        row!(Get "/evaluations/{evaluation}/feedback" Page, of_evaluation(Resource::Feedback, Read), "when the oral feedback is held", get(publication::feedback)),
        row!(Post "/evaluations/{evaluation}/feedback" Form, of_evaluation(Resource::Feedback, Write), "sets when, and to whom", post(publication::set_feedback)),
        row!(Get "/published/{evaluation}" Page, public, "a published report, for everybody", get(publication::published)),
        row!(Get "/published/{evaluation}/report.pdf" File, public, "the same as PDF", get(publication::published_pdf)),
        row!(Get "/evaluations/{evaluation}/comparison" Page, of_evaluation(Resource::Points, Read), "its points beside those of others, by a rule that is chosen", get(compare::show)),
        row!(Get "/evaluations/{evaluation}/actions" Page, actions_read, "what is done about its improvement areas", get(action::list)),
        row!(Get "/evaluations/{evaluation}/actions/matrix" Page, actions_read, "actions by effect and resource need", get(action::matrix)),
        row!(Get "/evaluations/{evaluation}/actions/export" File, actions_read, "the actions as a workbook", get(action::export)),
        row!(Get "/evaluations/{evaluation}/actions/new" Page, actions_write, "write down an action", get(action_form::new)),
        row!(Post "/evaluations/{evaluation}/actions/new" Form, actions_write, "writes it down", post(action_form::add)),
        row!(Get "/evaluations/{evaluation}/actions/{action}" Page, actions_read, "one action, and how it goes", get(action::show)),
        row!(Get "/evaluations/{evaluation}/actions/{action}/edit" Page, actions_write, "change an action", get(action_form::edit)),
        row!(Post "/evaluations/{evaluation}/actions/{action}/edit" Form, actions_write, "changes it", post(action_form::change)),
        row!(Get "/evaluations/{evaluation}/actions/{action}/progress" Page, actions_write, "say how an action goes", get(action_form::ask)),
        row!(Post "/evaluations/{evaluation}/actions/{action}/progress" Form, actions_write, "keeps what is said", post(action_form::say)),
        row!(Get "/evaluations/{evaluation}/actions/{action}/remove" Page, actions_write, "remove an action", get(action::confirm_remove)),
        row!(Post "/evaluations/{evaluation}/actions/{action}/remove" Form, actions_write, "removes it", post(action::remove)),
        row!(Get "/evaluations/{evaluation}/preparation" Page, answers_read, "pre-questions with how far their answers have come", get(preparation::list)),
        row!(Post "/evaluations/{evaluation}/preparation/approve" Form, answers_write, "approves every answer whose author is done", post(preparation::approve)),
        row!(Get "/evaluations/{evaluation}/preparation/hand-in" Page, answers_write, "hand answers in", get(preparation::confirm_hand_in)),
        row!(Post "/evaluations/{evaluation}/preparation/hand-in" Form, answers_write, "hands approved answers in", post(preparation::hand_in)),
        row!(Get "/evaluations/{evaluation}/preparation/delegate" Page, links_write, "give questions to a colleague", get(delegation::new)),
        row!(Post "/evaluations/{evaluation}/preparation/delegate" Form, links_write, "makes a link for the questions, shown once", post(delegation::make)),
        row!(Get "/evaluations/{evaluation}/preparation/delegate/{link}" Page, links_write, "change what a colleague answers", get(delegation::edit)),
        row!(Post "/evaluations/{evaluation}/preparation/delegate/{link}" Form, links_write, "changes it", post(delegation::change)),
        row!(Get "/evaluations/{evaluation}/preparation/delegate/{link}/remind" Page, links_write, "what to write to a colleague who is late", get(delegation::remind)),
        row!(Post "/evaluations/{evaluation}/preparation/delegate/{link}/remind" Form, links_write, "notes that they were reminded", post(delegation::reminded)),
        row!(Get "/evaluations/{evaluation}/preparation/{question}" Page, answers_read, "a pre-question and its answer", get(answer::show)),
        row!(Post "/evaluations/{evaluation}/preparation/{question}" Form, answers_write, "saves the answer", post(answer::save)),
        row!(Get "/evaluations/{evaluation}/preparation/{question}/history" Page, answers_read, "the texts the answer had", get(answer::history)),
        row!(Post "/evaluations/{evaluation}/preparation/{question}/restore" Form, answers_write, "takes one of them again", post(answer::restore)),
        row!(Post "/evaluations/{evaluation}/preparation/{question}/ask" Form, of_evaluation(Resource::AnswerQueries, Write), "asks something back", post(answer::ask)),
        row!(Post "/evaluations/{evaluation}/preparation/{question}/reply/{query}" Form, answers_write, "replies to it", post(answer::reply)),
        row!(Get "/evaluations/{evaluation}/since-last" Page, of_evaluation(Resource::SinceLast, Read), "what was done since the last evaluation", get(since_last::list)),
        row!(Post "/evaluations/{evaluation}/since-last/take-over" Form, since_write, "brings in the improvement areas of the last evaluation", post(since_last::take_over)),
        row!(Get "/evaluations/{evaluation}/since-last/new" Page, since_write, "add an improvement area", get(since_last::new)),
        row!(Post "/evaluations/{evaluation}/since-last/new" Form, since_write, "adds it", post(since_last::add)),
        row!(Get "/evaluations/{evaluation}/since-last/{row}" Page, since_write, "tell what became of an improvement area", get(since_last::edit)),
        row!(Post "/evaluations/{evaluation}/since-last/{row}" Form, since_write, "saves it", post(since_last::save)),
        row!(Get "/evaluations/{evaluation}/since-last/{row}/remove" Page, since_write, "remove an improvement area", get(since_last::confirm_remove)),
        row!(Post "/evaluations/{evaluation}/since-last/{row}/remove" Form, since_write, "removes it", post(since_last::remove)),
        row!(Get "/evaluations/{evaluation}/self-assessment" Page, of_evaluation(Resource::SelfAssessment, Read), "how the municipality sees itself", get(self_assessment::list)),
        row!(Get "/evaluations/{evaluation}/self-assessment/seal" Page, self_write, "seal the self-assessment", get(self_assessment::confirm_seal)),
        row!(Post "/evaluations/{evaluation}/self-assessment/seal" Form, self_write, "seals it", post(self_assessment::seal)),
        row!(Get "/evaluations/{evaluation}/self-image" Page, of_evaluation(Resource::SelfImage, Read), "how the municipality saw itself, beside what was agreed on", get(self_image::show)),
        row!(Get "/evaluations/{evaluation}/self-assessment/{part}" Page, self_write, "take a position in a sub-area", get(self_assessment::edit)),
        row!(Post "/evaluations/{evaluation}/self-assessment/{part}" Form, self_write, "saves the position", post(self_assessment::save)),
        row!(Get "/key-figures" Page, figures, "find a national key figure", get(kpi::find)),
        row!(Get "/key-figures/selection" Page, figures, "any key figures of any areas over any years", get(kpi::selection::show)),
        row!(Get "/key-figures/selection/export" File, figures, "the same as a file", get(kpi::selection::export)),
        row!(Get "/key-figures/municipalities/{area}" Page, figures, "a municipality or region in its key figures", get(kpi::profile::show)),
        row!(Get "/key-figures/municipalities/{area}/export" File, figures, "a field or a collection of it as a file", get(kpi::profile::export)),
        row!(Get "/key-figures/municipalities/{area}/similar" Page, figures, "those most like it", get(kpi::profile::similar)),
        row!(Get "/key-figures/municipalities/{area}/similar/export" File, figures, "the same as a file", get(kpi::profile::export_similar)),
        row!(Get "/key-figures/municipalities/{area}/deviations" Page, figures, "where it stands out", get(kpi::deviations::show)),
        row!(Get "/key-figures/municipalities/{area}/deviations/export" File, figures, "the same as a file", get(kpi::deviations::export)),
        row!(Get "/key-figures/packages/{package}" Page, figures, "a collection of key figures", get(kpi::profile::package)),
        row!(Get "/key-figures/editions" Page, figures, "the editions of the key figures, and how much each changed", get(kpi::edition::list)),
        row!(Get "/key-figures/editions/{edition}" Page, figures, "what an edition changed in values that were there", get(kpi::edition::show)),
        row!(Get "/key-figures/editions/{edition}/export" File, figures, "the same as a file", get(kpi::edition::export)),
        row!(Get "/key-figures/{kpi}" Page, figures, "a key figure, and where an area stands in it", get(kpi::show::show)),
        row!(Get "/key-figures/{kpi}/export" File, figures, "its years in an area as a file", get(kpi::show::export)),
        row!(Get "/key-figures/selections" Page, own, "the selections that the caller keeps", get(kpi::saved::list)),
        row!(Post "/key-figures/selections" Form, change, "keeps a selection", post(kpi::saved::save)),
        row!(Get "/key-figures/selections/{selection}/remove" Page, own, "remove a kept selection", get(kpi::saved::confirm_remove)),
        row!(Post "/key-figures/selections/{selection}/remove" Form, change, "removes it", post(kpi::saved::remove)),
        row!(Get "/api/v1/me" answers::<api::Me>(), own, "the account that is signed in, and the token for changes", get(api::me)),
        row!(Get "/api/v1/me/sessions" answers::<Vec<api::Session>>(), own, "where it is signed in", get(api::sessions)),
        row!(Delete "/api/v1/me/sessions/{session}" answers::<api::Ended>(), change, "signs a device out", delete(api::end_session)),
        row!(Get "/api/v1/organisations" answers::<Vec<api::Organisation>>(), own, "the organisations in which the caller has a role", get(api::organisations)),
        row!(Get "/api/v1/organisations/{organisation}/people" answers::<Vec<api::Person>>(), people_read, "the people of an organisation", get(api::people)),
        row!(Get "/api/v1/evaluations" answers::<Vec<api::Listed>>(), own, "the evaluations that the caller may see", get(api::evaluations)),
        row!(Get "/api/v1/evaluations/{evaluation}" answers::<api::Seen>(), head, "an evaluation as the caller may see it", get(api::evaluation)),
        row!(Get "/api/v1/evaluations/{evaluation}/progress" answers::<Progress>(), of_evaluation(Resource::Progress, Read), "how far it has come", get(api::progress)),
        row!(Get "/terms" Page, public, "the words of the field and what they mean", get(glossary::show)),
        row!(Get "/style" Page, public, "every part of the interface", get(style::show)),
        row!(Post "/style" Form, choose, "tries a form that saves; keeps nothing", post(style::attempt)),
        row!(Post "/language" Form, choose, "chooses the language", post(language::choose)),
        row!(Get "/assets/{digest}/{name}" File, public, "style sheet, script, icon", get(asset::serve)),
        row!(Get "/api/v1/openapi.json" File, public, "the description of the API", get(description)),
    ]
}

fn guard(resource: Resource, action: kompass_core::access::Action, scope: Scope) -> Guard {
    Guard { resource, action, scope }
}

/// JSON of this type.
fn answers<T: JsonSchema>() -> Kind {
    Kind::Api(None, || schema_for!(T))
}

/// `GET /api/v1/openapi.json`.
async fn description() -> Response {
    Json(openapi::document(table())).into_response()
}
