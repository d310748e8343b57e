-- Selections of key figures that somebody keeps: what stands in the address of the page.
CREATE TABLE selection (
    id         TEXT   NOT NULL PRIMARY KEY,
    account_id TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name       TEXT   NOT NULL,
    choice     TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX selection_by_account ON selection (account_id, created_at, id);
