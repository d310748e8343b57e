-- Planning: an evaluation's own plan, the steps it took, and a second framework scored beside the first.

-- Counts the writes of the plan alone (municipality, days, framework, conditions): answers and notes written meanwhile
-- are no reason to refuse it.
ALTER TABLE evaluation ADD COLUMN plan_version BIGINT NOT NULL DEFAULT 1;

-- The evaluation that this one is the second sheet of: the same visit judged on another framework.
ALTER TABLE evaluation ADD COLUMN companion_of TEXT REFERENCES evaluation (id) ON DELETE CASCADE;
CREATE UNIQUE INDEX evaluation_companion ON evaluation (companion_of) WHERE companion_of IS NOT NULL;

-- Every state an evaluation entered, when, and by whom if it was somebody with an account. The first has none before it.
CREATE TABLE step_taken (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    number        BIGINT NOT NULL,
    from_state    TEXT,
    to_state      TEXT   NOT NULL,
    at            BIGINT NOT NULL,
    account_id    TEXT REFERENCES account (id),
    reason        TEXT   NOT NULL,
    PRIMARY KEY (evaluation_id, number)
);
