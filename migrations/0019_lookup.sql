-- Most rows have nothing in these columns. Were they in the index, its statistics would say that it finds nearly all rows, and
-- the table would be read instead.
DROP INDEX evaluation_by_code;
CREATE INDEX evaluation_by_code ON evaluation (code, year) WHERE code IS NOT NULL;
DROP INDEX evaluation_by_evaluated;
CREATE INDEX evaluation_by_evaluated ON evaluation (evaluated_organisation_id, municipality_sort, year, id)
    WHERE evaluated_organisation_id IS NOT NULL;
DROP INDEX document_by_blob;
CREATE INDEX document_by_blob ON document (blob_digest) WHERE blob_digest IS NOT NULL;
DROP INDEX link_by_account;
CREATE INDEX link_by_account ON link (account_id) WHERE account_id IS NOT NULL;
DROP INDEX session_by_link;
CREATE INDEX session_by_link ON session (link_id) WHERE link_id IS NOT NULL;

-- What is stored of a person is found without reading whole tables: by what the log calls them, by their address, and by their
-- name where there is no address.
CREATE INDEX answer_by_author ON answer (author);
CREATE INDEX answer_history_by_author ON answer_history (author);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject);
CREATE INDEX disposal_by_author ON disposal (author);
CREATE INDEX document_receipt_by_actor ON document_receipt (actor);
CREATE INDEX document_request_by_asker ON document_request (asked_by);
CREATE INDEX fact_check_comment_by_author ON fact_check_comment (author);
CREATE INDEX interview_person_by_email ON interview_person (lower(email));
CREATE INDEX interview_person_by_name ON interview_person (name) WHERE email = '';
CREATE INDEX link_by_email ON link (lower(email));
CREATE INDEX link_by_name ON link (name) WHERE email = '';
CREATE INDEX publication_by_author ON publication (author);
CREATE INDEX review_comment_by_author ON review_comment (author);
CREATE INDEX review_setting_aside_by_author ON review_setting_aside (author);
CREATE INDEX step_taken_by_account ON step_taken (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX supplement_by_author ON supplement (author);
CREATE INDEX supplement_by_person ON supplement (person_id);

-- The log of what belongs to no evaluation, in the order of its pages, and by who did it.
CREATE INDEX audit_entry_general ON audit_entry (at, chain, digest) WHERE chain NOT LIKE 'evaluation:%';
CREATE INDEX audit_entry_general_by_actor ON audit_entry (actor, at) WHERE chain NOT LIKE 'evaluation:%';

-- Whether an evaluation is delivered, which is asked of every one that has a result.
CREATE INDEX evaluation_by_state ON evaluation (id, state);
