-- Demeanor on PostgreSQL: tables of schema version 2. Another prefix: replace demeanor_ everywhere.
-- Times are microseconds since 1970.

-- What is learned of each subject.
CREATE TABLE IF NOT EXISTS demeanor_template (
  tenant VARCHAR(256) COLLATE "C" NOT NULL,
  account VARCHAR(256) COLLATE "C" NOT NULL,
  modality VARCHAR(32) COLLATE "C" NOT NULL,
  source VARCHAR(64) COLLATE "C" NOT NULL,
  epoch INT NOT NULL,
  device VARCHAR(16) COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  detector VARCHAR(128) COLLATE "C" NOT NULL,
  schema_hash VARCHAR(128) COLLATE "C" NOT NULL,
  samples INT NOT NULL,
  updated_micros BIGINT NOT NULL,
  payload BYTEA NOT NULL,
  PRIMARY KEY (tenant, account, modality, source, epoch, device)
);

-- Lasting consequences.
CREATE TABLE IF NOT EXISTS demeanor_block (
  id VARCHAR(256) COLLATE "C" NOT NULL PRIMARY KEY,
  tenant VARCHAR(256) COLLATE "C" NOT NULL,
  kind VARCHAR(16) COLLATE "C" NOT NULL,
  target VARCHAR(256) COLLATE "C" NOT NULL,
  origin VARCHAR(16) COLLATE "C" NOT NULL,
  actor VARCHAR(256) COLLATE "C" NOT NULL,
  reason VARCHAR(4000) COLLATE "C" NOT NULL,
  created_micros BIGINT NOT NULL,
  expires_micros BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS demeanor_block_expires ON demeanor_block (expires_micros);

-- What happened, append-only; subjects and sessions as keyed hashes.
CREATE TABLE IF NOT EXISTS demeanor_audit (
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id VARCHAR(512) COLLATE "C" NOT NULL,
  tenant VARCHAR(256) COLLATE "C" NOT NULL,
  kind VARCHAR(32) COLLATE "C" NOT NULL,
  at_micros BIGINT NOT NULL,
  subject_key VARCHAR(256) COLLATE "C",
  session_key VARCHAR(256) COLLATE "C",
  payload BYTEA NOT NULL,
  correlation_id VARCHAR(256) COLLATE "C",
  segment VARCHAR(256) COLLATE "C",
  verdict VARCHAR(16) COLLATE "C",
  computed VARCHAR(16) COLLATE "C",
  trust DOUBLE PRECISION
);
CREATE UNIQUE INDEX IF NOT EXISTS demeanor_audit_id ON demeanor_audit (id);
CREATE INDEX IF NOT EXISTS demeanor_audit_at ON demeanor_audit (at_micros);
CREATE INDEX IF NOT EXISTS demeanor_audit_subject ON demeanor_audit (tenant, subject_key, at_micros);

-- What people should judge, and what they found.
CREATE TABLE IF NOT EXISTS demeanor_security_event (
  tenant VARCHAR(256) COLLATE "C" NOT NULL,
  id VARCHAR(256) COLLATE "C" NOT NULL,
  kind VARCHAR(64) COLLATE "C" NOT NULL,
  at_micros BIGINT NOT NULL,
  subject_key VARCHAR(256) COLLATE "C" NOT NULL,
  session_key VARCHAR(256) COLLATE "C",
  record_id VARCHAR(256) COLLATE "C",
  adjudication_status VARCHAR(16) COLLATE "C" DEFAULT 'pending' NOT NULL,
  decision VARCHAR(16) COLLATE "C",
  reviewer_id VARCHAR(256) COLLATE "C",
  reviewer_notes VARCHAR(4000) COLLATE "C",
  version BIGINT DEFAULT 1 NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX IF NOT EXISTS demeanor_security_event_at ON demeanor_security_event (tenant, at_micros, id);
CREATE INDEX IF NOT EXISTS demeanor_security_event_subject ON demeanor_security_event (tenant, subject_key, at_micros, id);
CREATE INDEX IF NOT EXISTS demeanor_security_event_age ON demeanor_security_event (at_micros);

-- Genuine windows, kept for the retention.
CREATE TABLE IF NOT EXISTS demeanor_sample (
  tenant VARCHAR(256) COLLATE "C" NOT NULL,
  id VARCHAR(256) COLLATE "C" NOT NULL,
  account VARCHAR(256) COLLATE "C" NOT NULL,
  modality VARCHAR(32) COLLATE "C" NOT NULL,
  source VARCHAR(64) COLLATE "C" NOT NULL,
  epoch INT NOT NULL,
  device VARCHAR(16) COLLATE "C" NOT NULL,
  at_micros BIGINT NOT NULL,
  provenance VARCHAR(16) COLLATE "C" NOT NULL,
  schema_hash VARCHAR(128) COLLATE "C" NOT NULL,
  features BYTEA NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX IF NOT EXISTS demeanor_sample_key ON demeanor_sample (tenant, account, modality, source, epoch, device, at_micros);
CREATE INDEX IF NOT EXISTS demeanor_sample_at ON demeanor_sample (at_micros);

-- Chained records, in the order of each node: every byte of a line counts.
CREATE TABLE IF NOT EXISTS demeanor_chain (
  node VARCHAR(64) COLLATE "C" NOT NULL,
  seq BIGINT NOT NULL,
  id VARCHAR(512) COLLATE "C" NOT NULL,
  tenant VARCHAR(256) COLLATE "C" NOT NULL,
  kind VARCHAR(32) COLLATE "C" NOT NULL,
  at_micros BIGINT NOT NULL,
  subject_key VARCHAR(256) COLLATE "C",
  session_key VARCHAR(256) COLLATE "C",
  correlation_id VARCHAR(256) COLLATE "C",
  segment VARCHAR(256) COLLATE "C",
  verdict VARCHAR(16) COLLATE "C",
  computed VARCHAR(16) COLLATE "C",
  trust DOUBLE PRECISION,
  line BYTEA NOT NULL,
  PRIMARY KEY (node, seq)
);
CREATE INDEX IF NOT EXISTS demeanor_chain_subject ON demeanor_chain (tenant, subject_key, at_micros);

-- Versions of models: what there is, how it came to its place, and their files in pieces.
CREATE TABLE IF NOT EXISTS demeanor_manifest (
  id INT NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL,
  payload BYTEA NOT NULL
);
CREATE TABLE IF NOT EXISTS demeanor_activation (
  revision BIGINT NOT NULL PRIMARY KEY,
  payload BYTEA NOT NULL
);
CREATE TABLE IF NOT EXISTS demeanor_model_file (
  version VARCHAR(128) COLLATE "C" NOT NULL,
  name VARCHAR(128) COLLATE "C" NOT NULL,
  piece INT NOT NULL,
  total_bytes BIGINT NOT NULL,
  payload BYTEA NOT NULL,
  PRIMARY KEY (version, name, piece)
);

-- Last: until here the version before counts, and the script can be run again.
CREATE TABLE IF NOT EXISTS demeanor_schema (
  id INT NOT NULL PRIMARY KEY,
  version INT NOT NULL
);
DELETE FROM demeanor_schema;
INSERT INTO demeanor_schema (id, version) VALUES (1, 2);
