//! What a backup holds of the database: every table, in an order in which each comes after those it refers to. What is of
//! the moment only stays out – sessions, ceremonies, counts of attempts and what tells open pages of writes, whose turn it is – and what is
//! read anew out of the documents.

use crate::db::Statement;

/// A table in a backup.
pub(super) struct Table {
    /// Its name.
    pub(super) name: &'static str,
    /// Its columns: name and type on PostgreSQL.
    pub(super) columns: &'static [(&'static str, &'static str)],
    /// All rows as JSON objects, in the order of the key. Both engines write the same text.
    pub(super) dump: Statement,
    /// Adds the rows of a JSON array.
    pub(super) load: Statement,
    /// 1 if there is a row.
    pub(super) any: Statement,
}

macro_rules! tables {
    ($($table:ident by $key:literal ($first:ident $first_type:ident $(, $column:ident $type:ident)* $(,)?);)+) => {
        pub(super) const TABLES: &[Table] = &[$(Table {
            name: stringify!($table),
            columns: &[(stringify!($first), stringify!($first_type)) $(, (stringify!($column), stringify!($type)))*],
            dump: Statement {
                name: concat!("backup::dump ", stringify!($table)),
                sqlite: concat!(
                    "SELECT json_object('", stringify!($first), "', ", stringify!($first)
                    $(, ", '", stringify!($column), "', ", stringify!($column))*,
                    ") FROM ", stringify!($table), " ORDER BY ", $key
                ),
                postgres: concat!(
                    "SELECT row_to_json(r)::text FROM (SELECT ", stringify!($first) $(, ", ", stringify!($column))*,
                    " FROM ", stringify!($table), " ORDER BY ", $key, ") AS r"
                ),
            },
            load: Statement {
                name: concat!("backup::load ", stringify!($table)),
                sqlite: concat!(
                    "INSERT INTO ", stringify!($table), " (", stringify!($first) $(, ", ", stringify!($column))*,
                    ") SELECT value ->> '", stringify!($first), "'" $(, ", value ->> '", stringify!($column), "'")*,
                    " FROM json_each($1)"
                ),
                postgres: concat!(
                    "INSERT INTO ", stringify!($table), " (", stringify!($first) $(, ", ", stringify!($column))*,
                    ") SELECT ", stringify!($first) $(, ", ", stringify!($column))*,
                    " FROM json_to_recordset($1::json) AS r (", stringify!($first), " ", stringify!($first_type)
                    $(, ", ", stringify!($column), " ", stringify!($type))*, ")"
                ),
            },
            any: {
                const ANY: &str =
                    concat!("SELECT count(*) FROM (SELECT 1 FROM ", stringify!($table), " LIMIT 1) AS r");
                Statement { name: concat!("backup::any ", stringify!($table)), sqlite: ANY, postgres: ANY }
            },
        }),+];
    };
}

tables! {
    setting by "name" (name text, value text, changed_at bigint);
    organisation by "id" (
        id text, name text, name_sort text, country text, version bigint, created_at bigint, changed_at bigint,
        kind text, code text, closed_at bigint,
    );
    account by "id" (
        id text, email text, name text, name_sort text, language text, system_administrator bigint, break_glass bigint,
        disabled_at bigint, password text, totp text, totp_step bigint, version bigint, created_at bigint,
        changed_at bigint, mail text,
    );
    identity by "provider, subject" (provider text, subject text, account_id text, created_at bigint);
    passkey by "id" (
        id text, account_id text, name text, credential text, created_at bigint, used_at bigint,
    );
    recovery_code by "account_id, digest" (account_id text, digest text, used_at bigint);
    membership by "account_id, organisation_id, role, origin" (
        account_id text, organisation_id text, role text, origin text, created_at bigint,
    );
    framework by "digest" (digest text, id text, version text, canonical text, pinned_at bigint);
    blob by "digest" (digest text, size bigint, created_at bigint);
    evaluation by "companion_of IS NOT NULL, id" (
        id text, organisation_id text, framework text, framework_digest text, fictional bigint, kind text, state text,
        year bigint, assessment_date text, language text, record_number text, municipality text,
        municipality_sort text, country text, code text, facts text, source text, visit text, conditions text,
        feedback text, review text, fact_check text, summary text, total bigint, content_digest text, version bigint,
        created_at bigint, changed_at bigint, evaluated_organisation_id text, plan_version bigint, companion_of text,
        feedback_version bigint,
    );
    assignment by "evaluation_id, account_id, role" (
        evaluation_id text, account_id text, role text, member text, created_at bigint,
    );
    link by "id" (
        id text, digest text, purpose text, organisation_id text, evaluation_id text, account_id text, role text,
        email text, name text, scope text, expires_at bigint, most_uses bigint, uses bigint, revoked_at bigint,
        created_by text, created_at bigint,
    );
    step_taken by "evaluation_id, number" (
        evaluation_id text, number bigint, from_state text, to_state text, at bigint, account_id text, reason text,
    );
    member by "evaluation_id, code" (
        evaluation_id text, code text, position bigint, name text, employer text, role text, declaration text,
        version bigint, changed_at bigint,
    );
    group_interview by "id" (
        id text, evaluation_id text, position bigint, group_code text, people bigint, day text, version bigint,
        changed_at bigint,
    );
    interview by "id" (
        id text, evaluation_id text, group_code text, day text, begins text, ends text, room text, evaluators text,
        standing text, met bigint, moved bigint, version bigint, changed_at bigint,
    );
    interview_person by "id" (
        id text, evaluation_id text, name text, name_sort text, title text, bloc text, party text, email text,
        manager text, interviews text, version bigint, changed_at bigint,
    );
    interview_terms by "evaluation_id" (
        evaluation_id text, supplements_until text, contact text, version bigint, changed_at bigint,
    );
    note by "id" (
        id text, evaluation_id text, interview_id text, author text, body text, tags text, corrects text, at bigint,
    );
    supplement by "id" (
        id text, evaluation_id text, interview_id text, person_id text, author text, name text, body text, late bigint,
        considered bigint, reason text, ruled_by text, at bigint, version bigint, changed_at bigint,
    );
    document by "evaluation_id, code" (
        evaluation_id text, code text, position bigint, title text, title_sort text, kind text, day text, address text,
        sub_areas text, blob_digest text, file_name text, version bigint, changed_at bigint,
    );
    document_receipt by "evaluation_id, code" (
        evaluation_id text, code text, actor text, name text, at bigint,
    );
    document_request by "id" (
        id text, evaluation_id text, what text, sub_areas text, until text, asked_by text, asked_name text,
        asked_at bigint, answer text, body text, documents text, answered_name text, answered_at bigint, version bigint,
        changed_at bigint,
    );
    area_part by "evaluation_id, number" (
        evaluation_id text, number bigint, position bigint, way text, locked text, points bigint, body text,
        version bigint, changed_at bigint, direct text,
    );
    sub_area_part by "evaluation_id, code" (
        evaluation_id text, code text, area bigint, position bigint, body text, questions text, version bigint,
        changed_at bigint, points bigint,
    );
    finding by "id" (
        id text, evaluation_id text, area bigint, kind text, position bigint, body text, sub_area text, source text,
        version bigint, changed_at bigint,
    );
    example by "id" (
        id text, evaluation_id text, area bigint, position bigint, who text, body text, source text, version bigint,
        changed_at bigint,
    );
    since_last by "id" (
        id text, evaluation_id text, area bigint, position bigint, improvement text, status text, done text,
        version bigint, changed_at bigint, origin text,
    );
    judgement by "evaluation_id, subject, member" (
        evaluation_id text, subject text, member text, position bigint, levels text, planned bigint, points bigint,
        reason text, evidence text, version bigint, changed_at bigint,
    );
    agreed by "evaluation_id, subject" (
        evaluation_id text, subject text, levels text, planned bigint, points bigint, reason text, version bigint,
        changed_at bigint,
    );
    impact by "evaluation_id, sub_area, source" (
        evaluation_id text, sub_area text, source text, effect text, version bigint, changed_at bigint,
    );
    answer by "evaluation_id, question" (
        evaluation_id text, question text, body text, state text, author text, author_name text, ready_at bigint,
        handed_body text, handed_reason text, handed_at bigint, handed_later bigint, version bigint, changed_at bigint,
    );
    answer_history by "evaluation_id, question, number" (
        evaluation_id text, question text, number bigint, body text, author text, author_name text, began_at bigint,
        changed_at bigint,
    );
    answer_query by "id" (
        id text, evaluation_id text, question text, body text, author_name text, asked_at bigint, reply text,
        reply_name text, replied_at bigint,
    );
    answer_hand_in by "evaluation_id, area" (
        evaluation_id text, area bigint, author_name text, handed_at bigint,
    );
    self_assessment by "evaluation_id, sub_area" (
        evaluation_id text, sub_area text, points bigint, body text, version bigint, changed_at bigint,
    );
    self_assessment_seal by "evaluation_id" (evaluation_id text, author_name text, sealed_at bigint);
    earlier_result by "id" (
        id text, evaluation_id text, position bigint, year bigint, framework_version text, total bigint, areas text,
        note text, version bigint, changed_at bigint,
    );
    printed_comparison by "id" (
        id text, evaluation_id text, position bigint, label text, total bigint, areas text, evaluations bigint,
        rule text, version bigint, changed_at bigint,
    );
    result by "id" (
        id text, identity text, evaluation_id text, country text, municipality text, municipality_sort text, code text,
        year bigint, framework text, total bigint, areas text, origin text, basis text, source text, note text,
        version bigint, created_at bigint, changed_at bigint,
    );
    report by "id" (
        id text, evaluation_id text, edition bigint, language text, digest text, framework_digest text, model text,
        delivered_at bigint,
    );
    report_note by "report_id" (report_id text, note text);
    review_setting_aside by "evaluation_id, finding" (
        evaluation_id text, finding text, reason text, author text, author_name text, at bigint,
    );
    review_comment by "id" (
        id text, evaluation_id text, place text, body text, author text, author_name text, at bigint, answer text,
        answered_name text, answered_at bigint, resolved_name text, resolved_at bigint, version bigint,
    );
    fact_check_comment by "id" (
        id text, evaluation_id text, is_current bigint, place text, paragraph bigint, quote text, body text, author text,
        author_name text, at bigint, answer text, accepted bigint, answered_name text, answered_at bigint,
        version bigint,
    );
    publication by "evaluation_id" (
        evaluation_id text, published bigint, embargo text, author text, author_name text, at bigint, version bigint,
    );
    action by "id" (
        id text, evaluation_id text, area bigint, sub_area text, improvement text, title text, cause text, theory text,
        indicator text, unit text, baseline bigint, baseline_on text, target bigint, target_on text, owner text, due text,
        effect bigint, resource bigint, status text, version bigint, created_at bigint, changed_at bigint,
    );
    action_progress by "id" (
        id text, action_id text, day text, value bigint, note text, created_at bigint,
    );
    kpi_edition by "number" (
        number bigint, digest text, size bigint, kind text, as_of text, summary text, actor text, made_at bigint,
    );
    kpi_revision by "number, kpi" (number bigint, kpi text, cells text);
    job by "id" (
        id text, name text, work text, state text, due_at bigint, attempts bigint, lease text, error text,
        created_at bigint, changed_at bigint,
    );
    notice by "id" (
        id text, name text, account_id text, evaluation_id text, subject text, created_at bigint, read_at bigint,
        mailed_at bigint,
    );
    record_series by "organisation_id" (organisation_id text, pattern text, version bigint, changed_at bigint);
    record_count by "organisation_id, year" (organisation_id text, year bigint, last bigint);
    retention by "organisation_id, record" (
        organisation_id text, record text, own bigint, years bigint, after text, version bigint, changed_at bigint,
    );
    disposal by "id" (
        id text, organisation_id text, decision text, decided_on text, section text, author text, author_name text,
        at bigint, done_at bigint,
    );
    disposal_item by "disposal_id, evaluation_id, record" (
        disposal_id text, evaluation_id text, record text, label text, record_number text, years bigint, after text,
        due_on text, state text, why text, records bigint, entries bigint, files text, done_at bigint,
    );
    secrecy by "id" (
        id text, evaluation_id text, kind text, subject text, quote text, law text, author_name text, at bigint,
    );
    selection by "id" (id text, account_id text, name text, choice text, created_at bigint);
    audit_entry by "chain, number" (
        chain text, number bigint, at bigint, operation text, subject text, actor text, content text, salt text,
        digest text, mac text,
    );
    audit_head by "chain" (chain text, number bigint, mac text);
    audit_checkpoint by "number" (number bigint, at bigint, heads text, heads_digest text, mac text);
    idempotency_key by "actor, key" (actor text, key text, operation text, digest text, outcome text, at bigint);
}
