-- What the municipality prepares: answers to pre-questions with their history and what evaluators ask back, and its own
-- assessment of itself, sealed until the evaluators have agreed.

-- `author` is who wrote the text, as in the audit log, `author_name` as they were called then. `handed_…` is what
-- evaluators read: the text as it was handed in, or why there is none.
CREATE TABLE answer (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    question      TEXT   NOT NULL,
    body          TEXT   NOT NULL,
    state         TEXT   NOT NULL,
    author        TEXT   NOT NULL,
    author_name   TEXT   NOT NULL,
    ready_at      BIGINT,
    handed_body   TEXT,
    handed_reason TEXT   NOT NULL,
    handed_at     BIGINT,
    handed_later  BIGINT NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, question)
);

-- Every text that was saved; what one person saves within a few minutes is one.
CREATE TABLE answer_history (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    question      TEXT   NOT NULL,
    number        BIGINT NOT NULL,
    body          TEXT   NOT NULL,
    author        TEXT   NOT NULL,
    author_name   TEXT   NOT NULL,
    began_at      BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, question, number)
);

CREATE TABLE answer_query (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    question      TEXT   NOT NULL,
    body          TEXT   NOT NULL,
    author_name   TEXT   NOT NULL,
    asked_at      BIGINT NOT NULL,
    reply         TEXT   NOT NULL,
    reply_name    TEXT   NOT NULL,
    replied_at    BIGINT
);
CREATE INDEX answer_query_by_evaluation ON answer_query (evaluation_id, question, asked_at, id);

-- When the answers of an area were handed in first; what comes after is marked as added later.
CREATE TABLE answer_hand_in (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    area          BIGINT NOT NULL,
    author_name   TEXT   NOT NULL,
    handed_at     BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, area)
);

CREATE TABLE self_assessment (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    sub_area      TEXT   NOT NULL,
    points        BIGINT,
    body          TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, sub_area)
);

-- Once there is a row, nothing of the self-assessment changes any more.
CREATE TABLE self_assessment_seal (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE PRIMARY KEY,
    author_name   TEXT   NOT NULL,
    sealed_at     BIGINT NOT NULL
);
