-- Counts the writes about a topic of an evaluation, so that open pages learn of them, on every node. Of the moment only:
-- no backup has it.
CREATE TABLE live (
    evaluation_id TEXT   NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
    topic         TEXT   NOT NULL,
    cursor        BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, topic)
);
