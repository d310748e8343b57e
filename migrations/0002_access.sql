-- Who may come in, and where: accounts and what proves them, roles, personal links, sessions. No password, code or token
-- stands here: of a password its Argon2id string, of everything else that is shown once its digest. `totp` is sealed
-- with a key that lives outside the database. A role is written as its code.

ALTER TABLE organisation ADD COLUMN kind TEXT NOT NULL DEFAULT 'municipality';
ALTER TABLE organisation ADD COLUMN code TEXT;
ALTER TABLE organisation ADD COLUMN closed_at BIGINT;
CREATE INDEX organisation_by_name ON organisation (name_sort, id);

-- The organisation that is evaluated, once the evaluation is shared with it.
ALTER TABLE evaluation ADD COLUMN evaluated_organisation_id TEXT REFERENCES organisation (id);
CREATE INDEX evaluation_by_evaluated ON evaluation (evaluated_organisation_id, municipality_sort, year, id);

-- `email` is in lower case. `totp_step` is the last step that was accepted: none is accepted twice.
CREATE TABLE account (
    id                   TEXT   NOT NULL PRIMARY KEY,
    email                TEXT   NOT NULL UNIQUE,
    name                 TEXT   NOT NULL,
    name_sort            TEXT   NOT NULL,
    language             TEXT   NOT NULL,
    system_administrator BIGINT NOT NULL,
    break_glass          BIGINT NOT NULL,
    disabled_at          BIGINT,
    password             TEXT,
    totp                 TEXT,
    totp_step            BIGINT NOT NULL,
    version              BIGINT NOT NULL,
    created_at           BIGINT NOT NULL,
    changed_at           BIGINT NOT NULL
);
CREATE INDEX account_by_name ON account (name_sort, id);
CREATE INDEX account_administrator ON account (id) WHERE system_administrator = 1;

-- Who an account is at a provider of identities.
CREATE TABLE identity (
    provider   TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    account_id TEXT   NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (provider, subject)
);
CREATE INDEX identity_by_account ON identity (account_id, provider, subject);

CREATE TABLE passkey (
    id         TEXT   NOT NULL PRIMARY KEY,
    account_id TEXT   NOT NULL REFERENCES account (id),
    name       TEXT   NOT NULL,
    credential TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX passkey_by_account ON passkey (account_id, created_at, id);

CREATE TABLE recovery_code (
    account_id TEXT   NOT NULL REFERENCES account (id),
    digest     TEXT   NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (account_id, digest)
);

-- A role in an organisation. `origin` says who gave it: `local`, or `oidc:` and the provider that takes it away again.
CREATE TABLE membership (
    account_id      TEXT   NOT NULL REFERENCES account (id),
    organisation_id TEXT   NOT NULL REFERENCES organisation (id),
    role            TEXT   NOT NULL,
    origin          TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    PRIMARY KEY (account_id, organisation_id, role, origin)
);
CREATE INDEX membership_by_organisation ON membership (organisation_id, account_id);

-- A role in an evaluation. `member` is the code on the team; nobody else has it.
CREATE TABLE assignment (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    account_id    TEXT   NOT NULL REFERENCES account (id),
    role          TEXT   NOT NULL,
    member        TEXT,
    created_at    BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, account_id, role)
);
CREATE INDEX assignment_by_account ON assignment (account_id);
CREATE UNIQUE INDEX assignment_by_member ON assignment (evaluation_id, member);

-- A personal link. `scope` says what it opens; what each purpose needs of the rest is there.
CREATE TABLE link (
    id              TEXT   NOT NULL PRIMARY KEY,
    digest          TEXT   NOT NULL UNIQUE,
    purpose         TEXT   NOT NULL,
    organisation_id TEXT REFERENCES organisation (id),
    evaluation_id   TEXT REFERENCES evaluation (id) ON DELETE CASCADE,
    account_id      TEXT REFERENCES account (id),
    role            TEXT,
    email           TEXT   NOT NULL,
    name            TEXT   NOT NULL,
    scope           TEXT   NOT NULL,
    expires_at      BIGINT NOT NULL,
    most_uses       BIGINT,
    uses            BIGINT NOT NULL,
    revoked_at      BIGINT,
    created_by      TEXT   NOT NULL,
    created_at      BIGINT NOT NULL
);
CREATE INDEX link_by_organisation ON link (organisation_id, created_at, id);
CREATE INDEX link_by_evaluation ON link (evaluation_id, created_at, id);
CREATE INDEX link_by_account ON link (account_id);

-- Somebody signed in on a device, with an account or a link. Not in a backup.
CREATE TABLE session (
    id            TEXT   NOT NULL PRIMARY KEY,
    digest        TEXT   NOT NULL UNIQUE,
    account_id    TEXT REFERENCES account (id) ON DELETE CASCADE,
    link_id       TEXT REFERENCES link (id) ON DELETE CASCADE,
    csrf          TEXT   NOT NULL,
    method        TEXT   NOT NULL,
    agent         TEXT   NOT NULL,
    address       TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    seen_at       BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL,
    stepped_up_at BIGINT
);
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_link ON session (link_id);

-- What a sign-in that takes several steps has to remember between two of them, taken out once. Not in a backup.
CREATE TABLE ceremony (
    digest     TEXT   NOT NULL PRIMARY KEY,
    purpose    TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX ceremony_by_age ON ceremony (expires_at);

-- How often something was tried since the count began. Not in a backup.
CREATE TABLE attempt (
    name     TEXT   NOT NULL PRIMARY KEY,
    began_at BIGINT NOT NULL,
    count    BIGINT NOT NULL
);
CREATE INDEX attempt_by_age ON attempt (began_at);
