//! The rows in which something of a person stands, table by table. Which columns are given, and what becomes of them, is said
//! in the core; a test holds the two against each other.

use crate::db::Statement;

/// How the rows of a person are found in a table: each as a JSON object. `$1` is a JSON object with the lists of what is looked
/// for.
pub(super) struct Rows {
    /// The table.
    pub(super) table: &'static str,
    /// The columns that are given.
    pub(super) columns: &'static [&'static str],
    /// Those that are theirs by more than a name. Found by indexes, wherever they are.
    pub(super) certain: Option<Statement>,
    /// The others in which their name stands, of the organisations that are asked for.
    pub(super) named: Option<Statement>,
}

macro_rules! object {
    ($function:literal, $first:ident $($column:ident)*) => {
        concat!(
            $function, "('", stringify!($first), "', ", stringify!($first),
            $(", '", stringify!($column), "', ", stringify!($column),)* ")"
        )
    };
}

/// Any of some conditions, each of which may have several parts.
macro_rules! any {
    ($engine:ident $($what:literal in $key:literal)and+ $(, $($others:literal in $keys:literal)and+)*) => {
        concat!(all!($engine $($what $key)+) $(, " OR ", all!($engine $($others $keys)+))*)
    };
}

macro_rules! all {
    ($engine:ident $what:literal $key:literal $($others:literal $keys:literal)*) => {
        concat!("(", is_in!($engine $what $key) $(, " AND ", is_in!($engine $others $keys))*, ")")
    };
}

/// Where a name is looked for: in the evaluations of the organisations, or among those who have no address.
macro_rules! among {
    (sqlite evaluations) => {
        concat!(
            "evaluation_id IN (SELECT id FROM evaluation WHERE ", is_in!(sqlite "organisation_id" "organisation"), ")"
        )
    };
    (postgres evaluations) => {
        concat!(
            "evaluation_id IN (SELECT id FROM evaluation WHERE ", is_in!(postgres "organisation_id" "organisation"), ")"
        )
    };
    ($engine:ident without_address) => {
        "email = ''"
    };
}

macro_rules! certain {
    ($table:ident [$($column:ident)+]) => {
        None
    };
    ($table:ident [$($column:ident)+] $($condition:tt)+) => {
        Some(Statement {
            name: concat!("person::certain ", stringify!($table)),
            sqlite: concat!(
                "SELECT ", object!("json_object", $($column)+), " FROM ", stringify!($table), " WHERE ",
                any!(sqlite $($condition)+)
            ),
            postgres: concat!(
                "SELECT ", object!("json_build_object", $($column)+), "::text FROM ", stringify!($table), " WHERE ",
                any!(postgres $($condition)+)
            ),
        })
    };
}

macro_rules! named {
    ($table:ident [$($column:ident)+] [$($condition:tt)*]) => {
        None
    };
    ($table:ident [$($column:ident)+] [$($condition:tt)*] $($name:literal),+ among $where:ident) => {
        Some(Statement {
            name: concat!("person::named ", stringify!($table)),
            sqlite: concat!(
                "SELECT ", object!("json_object", $($column)+), " FROM ", stringify!($table), " WHERE ",
                among!(sqlite $where), " AND (", any!(sqlite $($name in "name"),+), ")",
                not_certain!(sqlite $($condition)*)
            ),
            postgres: concat!(
                "SELECT ", object!("json_build_object", $($column)+), "::text FROM ", stringify!($table), " WHERE ",
                among!(postgres $where), " AND (", any!(postgres $($name in "name"),+), ")",
                not_certain!(postgres $($condition)*)
            ),
        })
    };
}

/// A column that is empty tells nothing, so that it is not certain either.
macro_rules! not_certain {
    ($engine:ident) => {
        ""
    };
    ($engine:ident $($condition:tt)+) => {
        concat!(" AND (", any!($engine $($condition)+), ") IS NOT TRUE")
    };
}

macro_rules! rows {
    ($($table:ident [$($column:ident)+] [$($condition:tt)*] [$($named:tt)*];)+) => {
        pub(super) const ROWS: &[Rows] = &[$(Rows {
            table: stringify!($table),
            columns: &[$(stringify!($column)),+],
            certain: certain!($table [$($column)+] $($condition)*),
            named: named!($table [$($column)+] [$($condition)*] $($named)*),
        }),+];
    };
}

rows! {
    account
        [id email name language system_administrator break_glass mail disabled_at totp_step version created_at changed_at]
        ["id" in "account"] [];
    identity [subject account_id provider created_at] ["account_id" in "account"] [];
    passkey [id account_id name created_at used_at] ["account_id" in "account"] [];
    recovery_code [account_id used_at] ["account_id" in "account"] [];
    session
        [id account_id link_id agent address method created_at seen_at expires_at stepped_up_at]
        ["account_id" in "account", "link_id" in "link"] [];
    membership [account_id role organisation_id origin created_at] ["account_id" in "account"] [];
    assignment [account_id role member evaluation_id created_at] ["account_id" in "account"] [];
    link
        [id account_id role email name created_by purpose organisation_id evaluation_id scope expires_at most_uses uses
            revoked_at created_at]
        ["id" in "link", "account_id" in "account", "lower(email)" in "email"] ["name" among without_address];
    notice
        [account_id subject id name evaluation_id created_at read_at mailed_at] ["account_id" in "account"] [];
    selection [account_id name choice id created_at] ["account_id" in "account"] [];
    member
        [code name employer role declaration evaluation_id position version changed_at]
        ["evaluation_id" in "evaluation" and "evaluation_id || '/' || code" in "member"] ["name" among evaluations];
    interview_person
        [id name title bloc party email manager evaluation_id interviews version changed_at]
        ["id" in "interviewee", "lower(email)" in "email"] ["name" among without_address];
    note
        [author body id evaluation_id interview_id tags corrects at]
        ["evaluation_id" in "evaluation" and "evaluation_id || '/' || author" in "member"] [];
    supplement
        [person_id author name ruled_by body reason id evaluation_id interview_id late considered at version changed_at]
        ["author" in "actor", "person_id" in "interviewee"] ["name" among evaluations];
    judgement
        [member reason evaluation_id subject position levels planned points evidence version changed_at]
        ["evaluation_id" in "evaluation" and "evaluation_id || '/' || member" in "member"] [];
    answer
        [author author_name body handed_body handed_reason evaluation_id question state ready_at handed_at handed_later
            version changed_at]
        ["author" in "actor"] [];
    answer_history
        [author author_name body evaluation_id question number began_at changed_at] ["author" in "actor"] [];
    answer_query
        [author_name reply_name body reply id evaluation_id question asked_at replied_at]
        [] ["author_name", "reply_name" among evaluations];
    answer_hand_in [author_name evaluation_id area handed_at] [] ["author_name" among evaluations];
    self_assessment_seal [author_name evaluation_id sealed_at] [] ["author_name" among evaluations];
    document_receipt [actor name evaluation_id code at] ["actor" in "actor"] [];
    document_request
        [asked_by asked_name answered_name what body id evaluation_id sub_areas until asked_at answer documents
            answered_at version changed_at]
        ["asked_by" in "actor"] ["answered_name" among evaluations];
    review_setting_aside [author author_name reason evaluation_id finding at] ["author" in "actor"] [];
    review_comment
        [author author_name answered_name resolved_name body answer id evaluation_id place at answered_at resolved_at
            version]
        ["author" in "actor"] ["answered_name", "resolved_name" among evaluations];
    fact_check_comment
        [author author_name answered_name quote body answer id evaluation_id is_current place paragraph at accepted
            answered_at version]
        ["author" in "actor"] ["answered_name" among evaluations];
    publication [author author_name evaluation_id published embargo at version] ["author" in "actor"] [];
    step_taken
        [account_id reason evaluation_id number from_state to_state at] ["account_id" in "account"] [];
    action
        [owner improvement title cause theory indicator id evaluation_id area sub_area unit baseline baseline_on target
            target_on due effect resource status version created_at changed_at]
        [] ["owner" among evaluations];
    secrecy [author_name quote id evaluation_id kind subject law at] [] ["author_name" among evaluations];
    disposal
        [author author_name id organisation_id decision decided_on section at done_at] ["author" in "actor"] [];
    audit_entry
        [subject actor content chain number at operation salt digest mac]
        ["actor" in "actor", "subject" in "subject"] [];
}
