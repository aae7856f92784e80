-- Demeanor on H2: tables of schema version 1. Another prefix: replace demeanor_ everywhere.
-- Times are microseconds since 1970.

-- What is learned of each subject.
CREATE TABLE IF NOT EXISTS demeanor_template (
  tenant VARCHAR(256) NOT NULL,
  account VARCHAR(256) NOT NULL,
  modality VARCHAR(32) NOT NULL,
  source VARCHAR(64) NOT NULL,
  epoch INT NOT NULL,
  device VARCHAR(16) NOT NULL,
  version BIGINT NOT NULL,
  detector VARCHAR(128) NOT NULL,
  schema_hash VARCHAR(128) NOT NULL,
  samples INT NOT NULL,
  updated_micros BIGINT NOT NULL,
  payload VARBINARY(1048576) NOT NULL,
  PRIMARY KEY (tenant, account, modality, source, epoch, device)
);

-- Lasting consequences.
CREATE TABLE IF NOT EXISTS demeanor_block (
  id VARCHAR(256) NOT NULL PRIMARY KEY,
  tenant VARCHAR(256) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  target VARCHAR(256) NOT NULL,
  origin VARCHAR(16) NOT NULL,
  actor VARCHAR(256) NOT NULL,
  reason VARCHAR(4000) NOT NULL,
  created_micros BIGINT NOT NULL,
  expires_micros BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS demeanor_block_expires ON demeanor_block (expires_micros);

-- What happened, append-only; subjects and sessions as keyed hashes.
CREATE TABLE IF NOT EXISTS demeanor_audit (
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id VARCHAR(512) NOT NULL,
  tenant VARCHAR(256) NOT NULL,
  kind VARCHAR(32) NOT NULL,
  at_micros BIGINT NOT NULL,
  subject_key VARCHAR(256),
  session_key VARCHAR(256),
  payload VARBINARY(1048576) NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS demeanor_audit_id ON demeanor_audit (id);
CREATE INDEX IF NOT EXISTS demeanor_audit_at ON demeanor_audit (at_micros);

-- Last: until here the version before counts, and the script can be run again.
CREATE TABLE IF NOT EXISTS demeanor_schema (
  id INT NOT NULL PRIMARY KEY,
  version INT NOT NULL
);
DELETE FROM demeanor_schema;
INSERT INTO demeanor_schema (id, version) VALUES (1, 1);
