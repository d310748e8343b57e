-- Codes of the sub-areas of an area that are judged directly, in points; fixed before anybody judges.
ALTER TABLE area_part ADD COLUMN direct TEXT NOT NULL DEFAULT '[]';
