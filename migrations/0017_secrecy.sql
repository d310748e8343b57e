-- What is held back from everything that leaves a case, and on which legal ground. `subject` is the code of a document or
-- question, the id of a note, or the place of a text or comment, of which `quote` has the words.
CREATE TABLE secrecy (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    kind          TEXT   NOT NULL,
    subject       TEXT   NOT NULL,
    quote         TEXT   NOT NULL,
    law           TEXT   NOT NULL,
    author_name   TEXT   NOT NULL,
    at            BIGINT NOT NULL
);
CREATE INDEX secrecy_by_evaluation ON secrecy (evaluation_id, kind, subject);
