-- One text for SQLite and PostgreSQL. Ids are UUID v7 as text, instants are microseconds UTC, days are ISO 8601 text,
-- truth is 0 or 1, points are thousandths, JSON is text. `…_sort` is a hexadecimal ICU collation key: ordering by it
-- puts å, ä and ö in their Swedish places on both engines. `position` keeps the order of a list in its file.

CREATE TABLE setting (
    name       TEXT   NOT NULL PRIMARY KEY,
    value      TEXT   NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE TABLE organisation (
    id         TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    name_sort  TEXT   NOT NULL,
    country    TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- A framework as it was when an evaluation pinned it. Never changed: another content has another digest.
CREATE TABLE framework (
    digest    TEXT   NOT NULL PRIMARY KEY,
    id        TEXT   NOT NULL,
    version   TEXT   NOT NULL,
    canonical TEXT   NOT NULL,
    pinned_at BIGINT NOT NULL
);

-- Bytes in the object store that some row points to, by SHA-256.
CREATE TABLE blob (
    digest     TEXT   NOT NULL PRIMARY KEY,
    size       BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE evaluation (
    id                TEXT   NOT NULL PRIMARY KEY,
    organisation_id   TEXT   NOT NULL REFERENCES organisation (id),
    framework         TEXT   NOT NULL,
    framework_digest  TEXT   NOT NULL REFERENCES framework (digest),
    fictional         BIGINT NOT NULL,
    kind              TEXT   NOT NULL,
    state             TEXT   NOT NULL,
    year              BIGINT NOT NULL,
    assessment_date   TEXT,
    language          TEXT   NOT NULL,
    record_number     TEXT   NOT NULL,
    municipality      TEXT   NOT NULL,
    municipality_sort TEXT   NOT NULL,
    country           TEXT   NOT NULL,
    code              TEXT,
    facts             TEXT   NOT NULL,
    source            TEXT,
    visit             TEXT   NOT NULL,
    conditions        TEXT   NOT NULL,
    feedback          TEXT,
    review            TEXT,
    fact_check        TEXT,
    summary           TEXT   NOT NULL,
    total             BIGINT,
    content_digest    TEXT   NOT NULL,
    version           BIGINT NOT NULL,
    created_at        BIGINT NOT NULL,
    changed_at        BIGINT NOT NULL
);
CREATE INDEX evaluation_by_name ON evaluation (municipality_sort, year, id);
CREATE INDEX evaluation_by_organisation ON evaluation (organisation_id, municipality_sort, year, id);
CREATE INDEX evaluation_by_code ON evaluation (code, year);
CREATE INDEX evaluation_by_content ON evaluation (organisation_id, content_digest);
CREATE INDEX evaluation_by_framework ON evaluation (framework_digest);

CREATE TABLE member (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    code          TEXT   NOT NULL,
    position      BIGINT NOT NULL,
    name          TEXT   NOT NULL,
    employer      TEXT   NOT NULL,
    role          TEXT   NOT NULL,
    declaration   TEXT,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, code)
);

CREATE TABLE group_interview (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    position      BIGINT NOT NULL,
    group_code    TEXT   NOT NULL,
    people        BIGINT NOT NULL,
    day           TEXT,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX group_interview_by_evaluation ON group_interview (evaluation_id, position);

CREATE TABLE document (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    code          TEXT   NOT NULL,
    position      BIGINT NOT NULL,
    title         TEXT   NOT NULL,
    title_sort    TEXT   NOT NULL,
    kind          TEXT   NOT NULL,
    day           TEXT,
    address       TEXT   NOT NULL,
    sub_areas     TEXT   NOT NULL,
    blob_digest   TEXT REFERENCES blob (digest),
    file_name     TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, code)
);
CREATE INDEX document_by_blob ON document (blob_digest);

CREATE TABLE area_part (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    number        BIGINT NOT NULL,
    position      BIGINT NOT NULL,
    way           TEXT,
    locked        TEXT   NOT NULL,
    points        BIGINT,
    body          TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, number)
);

-- `questions` names the questions that were taken up, also those nobody has judged yet.
CREATE TABLE sub_area_part (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    code          TEXT   NOT NULL,
    area          BIGINT NOT NULL,
    position      BIGINT NOT NULL,
    body          TEXT   NOT NULL,
    questions     TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, code)
);

CREATE TABLE finding (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    area          BIGINT NOT NULL,
    kind          TEXT   NOT NULL,
    position      BIGINT NOT NULL,
    body          TEXT   NOT NULL,
    sub_area      TEXT,
    source        TEXT,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX finding_by_evaluation ON finding (evaluation_id, kind, area, position);

CREATE TABLE example (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    area          BIGINT NOT NULL,
    position      BIGINT NOT NULL,
    who           TEXT   NOT NULL,
    body          TEXT   NOT NULL,
    source        TEXT,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX example_by_evaluation ON example (evaluation_id, area, position);

CREATE TABLE since_last (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    area          BIGINT NOT NULL,
    position      BIGINT NOT NULL,
    improvement   TEXT   NOT NULL,
    status        TEXT   NOT NULL,
    done          TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX since_last_by_evaluation ON since_last (evaluation_id, area, position);

-- One evaluator's judgement. `subject` is a question (then `levels` or `planned`) or a sub-area (then `points`).
CREATE TABLE judgement (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    subject       TEXT   NOT NULL,
    member        TEXT   NOT NULL,
    position      BIGINT NOT NULL,
    levels        TEXT   NOT NULL,
    planned       BIGINT NOT NULL,
    points        BIGINT,
    reason        TEXT   NOT NULL,
    evidence      TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, subject, member)
);

-- What the evaluators agreed on, with the same two kinds of subject.
CREATE TABLE agreed (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    subject       TEXT   NOT NULL,
    levels        TEXT   NOT NULL,
    planned       BIGINT NOT NULL,
    points        BIGINT,
    reason        TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, subject)
);

CREATE TABLE impact (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    sub_area      TEXT   NOT NULL,
    source        TEXT   NOT NULL,
    effect        TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, sub_area, source)
);

CREATE TABLE earlier_result (
    id                TEXT   NOT NULL PRIMARY KEY,
    evaluation_id     TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    position          BIGINT NOT NULL,
    year              BIGINT NOT NULL,
    framework_version TEXT,
    total             BIGINT NOT NULL,
    areas             TEXT   NOT NULL,
    note              TEXT   NOT NULL,
    version           BIGINT NOT NULL,
    changed_at        BIGINT NOT NULL
);
CREATE INDEX earlier_result_by_evaluation ON earlier_result (evaluation_id, position);

CREATE TABLE printed_comparison (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    position      BIGINT NOT NULL,
    label         TEXT   NOT NULL,
    total         BIGINT NOT NULL,
    areas         TEXT   NOT NULL,
    evaluations   BIGINT,
    rule          TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX printed_comparison_by_evaluation ON printed_comparison (evaluation_id, position);

-- `identity` names what the result is of, so that importing it again finds it.
CREATE TABLE result (
    id                TEXT   NOT NULL PRIMARY KEY,
    identity          TEXT   NOT NULL UNIQUE,
    evaluation_id     TEXT REFERENCES evaluation (id) ON DELETE CASCADE,
    country           TEXT   NOT NULL,
    municipality      TEXT   NOT NULL,
    municipality_sort TEXT   NOT NULL,
    code              TEXT,
    year              BIGINT,
    framework         TEXT   NOT NULL,
    total             BIGINT,
    areas             TEXT   NOT NULL,
    origin            TEXT   NOT NULL,
    basis             TEXT   NOT NULL,
    source            TEXT   NOT NULL,
    note              TEXT   NOT NULL,
    version           BIGINT NOT NULL,
    created_at        BIGINT NOT NULL,
    changed_at        BIGINT NOT NULL
);
CREATE INDEX result_by_name ON result (municipality_sort, year, id);
CREATE INDEX result_by_code ON result (code, year);
CREATE INDEX result_by_framework ON result (framework, municipality_sort, year, id);
CREATE UNIQUE INDEX result_by_evaluation ON result (evaluation_id);

-- A delivered report: its bytes are a blob, its model stands here. Never changed.
CREATE TABLE report (
    id               TEXT   NOT NULL PRIMARY KEY,
    evaluation_id    TEXT   NOT NULL REFERENCES evaluation (id),
    edition          BIGINT NOT NULL,
    language         TEXT   NOT NULL,
    digest           TEXT   NOT NULL REFERENCES blob (digest),
    framework_digest TEXT   NOT NULL REFERENCES framework (digest),
    model            TEXT   NOT NULL,
    delivered_at     BIGINT NOT NULL,
    UNIQUE (evaluation_id, edition, language)
);
CREATE INDEX report_by_digest ON report (digest);

-- The audit log: one chain per evaluation, else per organisation, else of the installation. `actor`, `content` and
-- `salt` are NULL once disposed of; `digest` binds them and `mac` binds the entry to the one before it.
CREATE TABLE audit_entry (
    chain     TEXT   NOT NULL,
    number    BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    operation TEXT   NOT NULL,
    subject   TEXT   NOT NULL,
    actor     TEXT,
    content   TEXT,
    salt      TEXT,
    digest    TEXT   NOT NULL,
    mac       TEXT   NOT NULL,
    PRIMARY KEY (chain, number)
);

CREATE TABLE audit_head (
    chain  TEXT   NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    mac    TEXT   NOT NULL
);

-- `heads` is kept only in the newest checkpoint: it binds every chain at least as far as the older ones did.
CREATE TABLE audit_checkpoint (
    number       BIGINT NOT NULL PRIMARY KEY,
    at           BIGINT NOT NULL,
    heads        TEXT,
    heads_digest TEXT   NOT NULL,
    mac          TEXT   NOT NULL
);

CREATE TABLE idempotency_key (
    actor     TEXT   NOT NULL,
    key       TEXT   NOT NULL,
    operation TEXT   NOT NULL,
    digest    TEXT   NOT NULL,
    outcome   TEXT,
    at        BIGINT NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (at);
