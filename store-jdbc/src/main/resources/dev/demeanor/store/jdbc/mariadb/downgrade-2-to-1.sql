-- Demeanor on MariaDB: from schema version 2 to 1. Another prefix: replace demeanor_ everywhere.
-- Stay, untouched by version 1 and found again by an upgrade: chained records, security events, models.
-- Go: samples, which version 1 could neither erase nor expire, and columns whose contents stand in payloads.

DROP TABLE IF EXISTS demeanor_sample;

DROP INDEX IF EXISTS demeanor_audit_subject ON demeanor_audit;
ALTER TABLE demeanor_audit
  DROP COLUMN IF EXISTS correlation_id,
  DROP COLUMN IF EXISTS segment,
  DROP COLUMN IF EXISTS verdict,
  DROP COLUMN IF EXISTS computed,
  DROP COLUMN IF EXISTS trust;

-- Last: until here the version before counts, and the script can be run again.
UPDATE demeanor_schema SET version = 1;
