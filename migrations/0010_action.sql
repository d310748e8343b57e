-- What the municipality does about an improvement area of the delivered report; the improvement area is kept as it was put.
-- Values of the indicator are in thousandths.
CREATE TABLE action (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    area          BIGINT NOT NULL,
    sub_area      TEXT,
    improvement   TEXT   NOT NULL,
    title         TEXT   NOT NULL,
    cause         TEXT   NOT NULL,
    theory        TEXT   NOT NULL,
    indicator     TEXT   NOT NULL,
    unit          TEXT   NOT NULL,
    baseline      BIGINT,
    baseline_on   TEXT,
    target        BIGINT,
    target_on     TEXT,
    owner         TEXT   NOT NULL,
    due           TEXT,
    effect        BIGINT,
    resource      BIGINT,
    status        TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    created_at    BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX action_by_evaluation ON action (evaluation_id, area, created_at, id);

-- How it went until a day. Rows are added, never changed; they go with their action.
CREATE TABLE action_progress (
    id            TEXT   NOT NULL PRIMARY KEY,
    action_id     TEXT   NOT NULL REFERENCES action (id) ON DELETE CASCADE,
    day           TEXT   NOT NULL,
    value         BIGINT,
    note          TEXT   NOT NULL,
    created_at    BIGINT NOT NULL
);
CREATE INDEX action_progress_by_action ON action_progress (action_id, day, created_at, id);
