-- Keeping of records: numbers, how long what is kept, and what was disposed of by whose decision.

-- How an organisation numbers its records, as `KS {year}/{number}`, and the last number that was taken each year.
CREATE TABLE record_series (
    organisation_id TEXT   NOT NULL PRIMARY KEY REFERENCES organisation (id),
    pattern         TEXT   NOT NULL,
    version         BIGINT NOT NULL,
    changed_at      BIGINT NOT NULL
);

CREATE TABLE record_count (
    organisation_id TEXT   NOT NULL REFERENCES organisation (id),
    year            BIGINT NOT NULL,
    last            BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, year)
);

-- Where an organisation keeps a type of record otherwise than the bundled plan says. `years` is NULL for what is preserved;
-- `version` counts the changes, also those back to the bundled plan, which leave `own` at 0.
CREATE TABLE retention (
    organisation_id TEXT   NOT NULL REFERENCES organisation (id),
    record          TEXT   NOT NULL,
    own             BIGINT NOT NULL,
    years           BIGINT,
    after           TEXT,
    version         BIGINT NOT NULL,
    changed_at      BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, record)
);

-- A decision to dispose of records, and what became of each of them. These rows are the protocol: they are never changed
-- once they are done.
CREATE TABLE disposal (
    id              TEXT   NOT NULL PRIMARY KEY,
    organisation_id TEXT   NOT NULL REFERENCES organisation (id),
    decision        TEXT   NOT NULL,
    decided_on      TEXT   NOT NULL,
    section         TEXT   NOT NULL,
    author          TEXT   NOT NULL,
    author_name     TEXT   NOT NULL,
    at              BIGINT NOT NULL,
    done_at         BIGINT
);
CREATE INDEX disposal_by_organisation ON disposal (organisation_id, at, id);

-- `label` names the evaluation as it was called then. `state` is `waiting`; `emptied`, when the rows are gone and the bytes
-- in `files` are to go; `done`; or `kept` with `why`.
CREATE TABLE disposal_item (
    disposal_id   TEXT   NOT NULL REFERENCES disposal (id),
    evaluation_id TEXT   NOT NULL,
    record        TEXT   NOT NULL,
    label         TEXT   NOT NULL,
    record_number TEXT   NOT NULL,
    years         BIGINT NOT NULL,
    after         TEXT   NOT NULL,
    due_on        TEXT   NOT NULL,
    state         TEXT   NOT NULL,
    why           TEXT   NOT NULL,
    records       BIGINT NOT NULL,
    entries       BIGINT NOT NULL,
    files         TEXT   NOT NULL,
    done_at       BIGINT,
    PRIMARY KEY (disposal_id, evaluation_id, record)
);
CREATE INDEX disposal_item_by_evaluation ON disposal_item (evaluation_id);
