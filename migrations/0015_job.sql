-- What is to be done after the write that asked for it, once. `name` is unique for ever: a second request of the same name
-- changes nothing. `work` says what and about whom; it holds no text of people and no secret. A job that waits is due at
-- `due_at`; one that somebody works on has a `lease`, and is due again when that ends.
CREATE TABLE job (
    id         TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL UNIQUE,
    work       TEXT   NOT NULL,
    state      TEXT   NOT NULL,
    due_at     BIGINT NOT NULL,
    attempts   BIGINT NOT NULL,
    lease      TEXT,
    error      TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX job_next ON job (due_at, id) WHERE state = 'waiting';
CREATE INDEX job_aside ON job (changed_at, id) WHERE state = 'aside';
CREATE INDEX job_done ON job (changed_at) WHERE state = 'done';

-- What somebody with an account was told. `name` is unique for ever, so that nobody is told twice. What it says of an
-- evaluation is read when it is shown or sent, by whoever may read it then.
CREATE TABLE notice (
    id            TEXT   NOT NULL PRIMARY KEY,
    name          TEXT   NOT NULL UNIQUE,
    account_id    TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    evaluation_id TEXT REFERENCES evaluation (id) ON DELETE CASCADE,
    subject       TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    read_at       BIGINT,
    mailed_at     BIGINT
);
CREATE INDEX notice_by_account ON notice (account_id, created_at, id);
CREATE INDEX notice_unread ON notice (account_id) WHERE read_at IS NULL;
CREATE INDEX notice_by_evaluation ON notice (evaluation_id);

-- When somebody wants mail: `at_once`, or `daily`.
ALTER TABLE account ADD COLUMN mail TEXT NOT NULL DEFAULT 'at_once';
