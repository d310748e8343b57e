-- The interviews of a visit: slots and people, notes and supplements. People are known to those who plan and to the team
-- only. Notes are appended and never changed; a supplement is changed only by its ruling.

-- `begins` and `ends` are times of day where the visit is. `met` is the number of people once it is held; `moved` counts
-- its changes for calendars.
CREATE TABLE interview (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    group_code    TEXT   NOT NULL,
    day           TEXT   NOT NULL,
    begins        TEXT   NOT NULL,
    ends          TEXT   NOT NULL,
    room          TEXT   NOT NULL,
    evaluators    TEXT   NOT NULL,
    standing      TEXT   NOT NULL,
    met           BIGINT NOT NULL,
    moved         BIGINT NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX interview_by_evaluation ON interview (evaluation_id, day, begins, id);

-- `interviews` are those that the person is in; `manager` is somebody in the same list.
CREATE TABLE interview_person (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    name          TEXT   NOT NULL,
    name_sort     TEXT   NOT NULL,
    title         TEXT   NOT NULL,
    bloc          TEXT,
    party         TEXT   NOT NULL,
    email         TEXT   NOT NULL,
    manager       TEXT,
    interviews    TEXT   NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX interview_person_by_evaluation ON interview_person (evaluation_id, name_sort, id);

-- What interviewees are told: until when they may add something, and whom to ask.
CREATE TABLE interview_terms (
    evaluation_id     TEXT   NOT NULL PRIMARY KEY REFERENCES evaluation (id) ON DELETE CASCADE,
    supplements_until TEXT,
    contact           TEXT   NOT NULL,
    version           BIGINT NOT NULL,
    changed_at        BIGINT NOT NULL
);

-- `corrects` is the note that this one takes the place of.
CREATE TABLE note (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    interview_id  TEXT   NOT NULL,
    author        TEXT   NOT NULL,
    body          TEXT   NOT NULL,
    tags          TEXT   NOT NULL,
    corrects      TEXT,
    at            BIGINT NOT NULL
);
CREATE INDEX note_by_evaluation ON note (evaluation_id, at, id);

-- `author` is who wrote it, as the audit log names them; `person_id` the interviewee, if it was one of the list.
CREATE TABLE supplement (
    id            TEXT   NOT NULL PRIMARY KEY,
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    interview_id  TEXT,
    person_id     TEXT,
    author        TEXT   NOT NULL,
    name          TEXT   NOT NULL,
    body          TEXT   NOT NULL,
    late          BIGINT NOT NULL,
    considered    BIGINT,
    reason        TEXT   NOT NULL,
    ruled_by      TEXT   NOT NULL,
    at            BIGINT NOT NULL,
    version       BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL
);
CREATE INDEX supplement_by_evaluation ON supplement (evaluation_id, at, id);
