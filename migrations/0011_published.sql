-- Published points of a sub-area of an imported result, in thousandths.
ALTER TABLE sub_area_part ADD COLUMN points BIGINT;
