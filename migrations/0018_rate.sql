-- How often an address or an account asked, on all nodes together: each node tells now and then what it saw of those who ask
-- much. `name` is a digest. Of the moment only; it is in no backup.
CREATE TABLE rate (
    name    TEXT   NOT NULL PRIMARY KEY,
    used    BIGINT NOT NULL,
    told_at BIGINT NOT NULL
);
CREATE INDEX rate_by_time ON rate (told_at);
