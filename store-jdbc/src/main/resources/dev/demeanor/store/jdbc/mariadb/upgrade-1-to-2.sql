-- Demeanor on MariaDB: from schema version 1 to 2. Another prefix: replace demeanor_ everywhere.

-- What decisions are looked for by. Records from before have NULL here; their payload says it all.
ALTER TABLE demeanor_audit
  ADD COLUMN IF NOT EXISTS correlation_id VARCHAR(256),
  ADD COLUMN IF NOT EXISTS segment VARCHAR(256),
  ADD COLUMN IF NOT EXISTS verdict VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin,
  ADD COLUMN IF NOT EXISTS computed VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin,
  ADD COLUMN IF NOT EXISTS trust DOUBLE;
CREATE INDEX IF NOT EXISTS demeanor_audit_subject ON demeanor_audit (tenant, subject_key, at_micros);

-- What people should judge, and what they found.
CREATE TABLE IF NOT EXISTS demeanor_security_event (
  tenant VARCHAR(256) NOT NULL,
  id VARCHAR(256) NOT NULL,
  kind VARCHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  at_micros BIGINT NOT NULL,
  subject_key VARCHAR(256) NOT NULL,
  session_key VARCHAR(256),
  record_id VARCHAR(256),
  adjudication_status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin DEFAULT 'pending' NOT NULL,
  decision VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin,
  reviewer_id VARCHAR(256),
  reviewer_notes VARCHAR(4000),
  version BIGINT DEFAULT 1 NOT NULL,
  PRIMARY KEY (tenant, id),
  KEY demeanor_security_event_at (tenant, at_micros, id),
  KEY demeanor_security_event_subject (tenant, subject_key, at_micros),
  KEY demeanor_security_event_age (at_micros)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- Genuine windows, kept for the retention.
CREATE TABLE IF NOT EXISTS demeanor_sample (
  tenant VARCHAR(256) NOT NULL,
  id VARCHAR(256) NOT NULL,
  account VARCHAR(256) NOT NULL,
  modality VARCHAR(32) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  source VARCHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  epoch INT NOT NULL,
  device VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  at_micros BIGINT NOT NULL,
  provenance VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  schema_hash VARCHAR(128) NOT NULL,
  features MEDIUMBLOB NOT NULL,
  PRIMARY KEY (tenant, id),
  KEY demeanor_sample_key (tenant, account, modality, source, epoch, device, at_micros),
  KEY demeanor_sample_at (at_micros)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- Chained records, in the order of each node: every byte of a line counts.
CREATE TABLE IF NOT EXISTS demeanor_chain (
  node VARCHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  seq BIGINT NOT NULL,
  id VARCHAR(512) NOT NULL,
  tenant VARCHAR(256) NOT NULL,
  kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  at_micros BIGINT NOT NULL,
  subject_key VARCHAR(256),
  session_key VARCHAR(256),
  correlation_id VARCHAR(256),
  segment VARCHAR(256),
  verdict VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin,
  computed VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin,
  trust DOUBLE PRECISION,
  line MEDIUMBLOB NOT NULL,
  PRIMARY KEY (node, seq),
  KEY demeanor_chain_subject (tenant, subject_key, at_micros)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- Versions of models: what there is, how it came to its place, and their files in pieces.
CREATE TABLE IF NOT EXISTS demeanor_manifest (
  id INT NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL,
  payload LONGBLOB NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS demeanor_activation (
  revision BIGINT NOT NULL PRIMARY KEY,
  payload MEDIUMBLOB NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
CREATE TABLE IF NOT EXISTS demeanor_model_file (
  version VARCHAR(128) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  name VARCHAR(128) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  piece INT NOT NULL,
  total_bytes BIGINT NOT NULL,
  payload MEDIUMBLOB NOT NULL,
  PRIMARY KEY (version, name, piece)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- Last: until here the version before counts, and the script can be run again.
UPDATE demeanor_schema SET version = 2;
