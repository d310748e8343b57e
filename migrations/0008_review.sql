-- Review, fact check, delivery and publication. `author` is who wrote as the audit log names them, `…_name` how they were
-- called then. An answer that is not given yet is empty; a moment that is not known, of comments taken over from a file, is 0.

-- Findings of the automatic checks that somebody looked at and let stand. `finding` names it for as long as it is the same.
CREATE TABLE review_setting_aside (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    finding       TEXT   NOT NULL,
    reason        TEXT   NOT NULL,
    author        TEXT   NOT NULL,
    author_name   TEXT   NOT NULL,
    at            BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, finding)
);

-- What the reviewer says of a place in the report, and what the evaluators answer.
CREATE TABLE review_comment (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    place         TEXT   NOT NULL,
    body          TEXT   NOT NULL,
    author        TEXT   NOT NULL,
    author_name   TEXT   NOT NULL,
    at            BIGINT NOT NULL,
    answer        TEXT   NOT NULL,
    answered_name TEXT   NOT NULL,
    answered_at   BIGINT,
    resolved_name TEXT   NOT NULL,
    resolved_at   BIGINT,
    version       BIGINT NOT NULL
);
CREATE INDEX review_comment_by_evaluation ON review_comment (evaluation_id, id);

-- What the municipality says of a paragraph of the text, and what the team answers. `is_current` is 0 for those of a fact
-- check that was opened anew: they are kept, and bind nobody. `accepted` is NULL until there is an answer.
CREATE TABLE fact_check_comment (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    is_current    BIGINT NOT NULL,
    place         TEXT   NOT NULL,
    paragraph     BIGINT NOT NULL,
    quote         TEXT   NOT NULL,
    body          TEXT   NOT NULL,
    author        TEXT   NOT NULL,
    author_name   TEXT   NOT NULL,
    at            BIGINT NOT NULL,
    answer        TEXT   NOT NULL,
    accepted      BIGINT,
    answered_name TEXT   NOT NULL,
    answered_at   BIGINT,
    version       BIGINT NOT NULL
);
CREATE INDEX fact_check_comment_by_evaluation ON fact_check_comment (evaluation_id, id);

-- The municipality's decision about a delivered report. Nobody but those who may read it anyway reads it before `embargo`.
CREATE TABLE publication (
    evaluation_id TEXT   NOT NULL PRIMARY KEY REFERENCES evaluation (id) ON DELETE CASCADE,
    published     BIGINT NOT NULL,
    embargo       TEXT,
    author        TEXT   NOT NULL,
    author_name   TEXT   NOT NULL,
    at            BIGINT NOT NULL,
    version       BIGINT NOT NULL
);

-- What was corrected in an edition of a report, and why.
CREATE TABLE report_note (
    report_id TEXT NOT NULL PRIMARY KEY REFERENCES report (id),
    note      TEXT NOT NULL
);

-- Counts the changes of the feedback alone: the version of the whole would tell that others are judging.
ALTER TABLE evaluation ADD COLUMN feedback_version BIGINT NOT NULL DEFAULT 0;
