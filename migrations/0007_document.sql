-- Documents that are handed in by many people: who did, what is in them, and what was asked for.

-- Who handed in a document. `actor` is as in the audit log.
CREATE TABLE document_receipt (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    code          TEXT   NOT NULL,
    actor         TEXT   NOT NULL,
    name          TEXT   NOT NULL,
    at            BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, code)
);

-- What was read out of a file, by its digest: the same bytes are read once. Not in a backup: it is read anew. `number` is
-- drawn at random; with the number of a page it names the page in `page_search`, which each engine makes in its own way.
CREATE TABLE document_text (
    digest     TEXT   NOT NULL PRIMARY KEY,
    number     BIGINT NOT NULL UNIQUE,
    state      TEXT   NOT NULL,
    reason     TEXT,
    format     TEXT,
    pages      BIGINT NOT NULL,
    cut        BIGINT NOT NULL,
    tries      BIGINT NOT NULL,
    claimed_at BIGINT NOT NULL
);
CREATE INDEX document_text_by_state ON document_text (state, claimed_at);

CREATE TABLE document_page (
    digest TEXT   NOT NULL REFERENCES document_text (digest) ON DELETE CASCADE,
    page   BIGINT NOT NULL,
    body   TEXT   NOT NULL,
    PRIMARY KEY (digest, page)
);

-- A document that the evaluators ask for. `answer` is NULL until it is answered: with documents, that there is none, or
-- by taking the request back.
CREATE TABLE document_request (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    what          TEXT   NOT NULL,
    sub_areas     TEXT   NOT NULL,
    until         TEXT   NOT NULL,
    asked_by      TEXT   NOT NULL,
    asked_name    TEXT   NOT NULL,
    asked_at      BIGINT NOT NULL,
    answer        TEXT,
    body          TEXT   NOT NULL,
    documents     TEXT   NOT NULL,
    answered_name TEXT   NOT NULL,
    answered_at   BIGINT,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX document_request_by_evaluation ON document_request (evaluation_id, until, id);
