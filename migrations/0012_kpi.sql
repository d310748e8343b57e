-- National key figures that every node uses, the newest edition; without one, those that come with the program. The bytes of
-- the newest two are blobs. `as_of` is the day on which the provider was asked for all that changed until then.
CREATE TABLE kpi_edition (
    number  BIGINT NOT NULL PRIMARY KEY,
    digest  TEXT   NOT NULL,
    size    BIGINT NOT NULL,
    kind    TEXT   NOT NULL,
    as_of   TEXT,
    summary TEXT   NOT NULL,
    actor   TEXT   NOT NULL,
    made_at BIGINT NOT NULL
);

-- What an edition changed in values that the one before had, by key figure. Added once, never changed.
CREATE TABLE kpi_revision (
    number BIGINT NOT NULL REFERENCES kpi_edition (number),
    kpi    TEXT   NOT NULL,
    cells  TEXT   NOT NULL,
    PRIMARY KEY (number, kpi)
);
CREATE INDEX kpi_revision_by_kpi ON kpi_revision (kpi, number);

-- Who is asking the provider now, so that no two nodes do at once.
CREATE TABLE kpi_turn (
    name   TEXT   NOT NULL PRIMARY KEY,
    holder TEXT   NOT NULL,
    until  BIGINT NOT NULL
);
