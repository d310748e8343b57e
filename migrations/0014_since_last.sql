-- Where an improvement area of the last evaluation comes from: the report of an evaluation, the action plan after it, or the
-- municipality itself. NULL where nobody noted it.
ALTER TABLE since_last ADD COLUMN origin TEXT;

-- What came from an action plan said so in the beginning of its text, in the language of whoever brought it in. The texts
-- stay as they are: people may have written on them.
UPDATE since_last SET origin = (
    SELECT '{"plan":' || max(last.year) || '}'
    FROM evaluation own
    JOIN evaluation last ON last.id <> own.id AND last.year < own.year AND last.state IN ('delivered', 'follow_up', 'closed')
        AND (last.evaluated_organisation_id = own.evaluated_organisation_id
            OR (last.organisation_id = own.organisation_id AND last.country = own.country AND last.code = own.code))
    JOIN (
        SELECT 'Ur handlingsplanen för ' AS words
        UNION ALL SELECT 'From the action plan of '
        UNION ALL SELECT 'Fra handlingsplanen for '
    ) said
        ON substr(since_last.done, 1, length(said.words || last.municipality || ' ' || last.year || ':'))
            = said.words || last.municipality || ' ' || last.year || ':'
    WHERE own.id = since_last.evaluation_id
);

-- What stands word for word among the improvement areas of an earlier report is from there, whoever wrote it in.
UPDATE since_last SET origin = (
    SELECT '{"report":' || max(last.year) || '}'
    FROM evaluation own
    JOIN evaluation last ON last.id <> own.id AND last.year < own.year AND last.state IN ('delivered', 'follow_up', 'closed')
        AND (last.evaluated_organisation_id = own.evaluated_organisation_id
            OR (last.organisation_id = own.organisation_id AND last.country = own.country AND last.code = own.code))
    JOIN finding ON finding.evaluation_id = last.id AND finding.kind = 'improvement'
        AND finding.body = since_last.improvement
    WHERE own.id = since_last.evaluation_id
)
WHERE origin IS NULL;
