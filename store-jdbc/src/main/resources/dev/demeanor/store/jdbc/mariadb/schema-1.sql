-- Demeanor on MariaDB: tables of schema version 1. Another prefix: replace demeanor_ everywhere.
-- Times are microseconds since 1970.

-- What is learned of each subject.
CREATE TABLE IF NOT EXISTS demeanor_template (
  tenant VARCHAR(256) NOT NULL,
  account VARCHAR(256) NOT NULL,
  modality VARCHAR(32) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  source VARCHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  epoch INT NOT NULL,
  device VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  version BIGINT NOT NULL,
  detector VARCHAR(128) NOT NULL,
  schema_hash VARCHAR(128) NOT NULL,
  samples INT NOT NULL,
  updated_micros BIGINT NOT NULL,
  payload MEDIUMBLOB NOT NULL,
  PRIMARY KEY (tenant, account, modality, source, epoch, device)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- Lasting consequences.
CREATE TABLE IF NOT EXISTS demeanor_block (
  id VARCHAR(256) NOT NULL PRIMARY KEY,
  tenant VARCHAR(256) NOT NULL,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  target VARCHAR(256) NOT NULL,
  origin VARCHAR(16) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  actor VARCHAR(256) NOT NULL,
  reason VARCHAR(4000) NOT NULL,
  created_micros BIGINT NOT NULL,
  expires_micros BIGINT NOT NULL,
  KEY demeanor_block_expires (expires_micros)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- What happened, append-only; subjects and sessions as keyed hashes.
CREATE TABLE IF NOT EXISTS demeanor_audit (
  seq BIGINT AUTO_INCREMENT PRIMARY KEY,
  id VARCHAR(512) NOT NULL,
  tenant VARCHAR(256) NOT NULL,
  kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL,
  at_micros BIGINT NOT NULL,
  subject_key VARCHAR(256),
  session_key VARCHAR(256),
  payload MEDIUMBLOB NOT NULL,
  UNIQUE KEY demeanor_audit_id (id),
  KEY demeanor_audit_at (at_micros)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;

-- Last: until here the version before counts, and the script can be run again.
CREATE TABLE IF NOT EXISTS demeanor_schema (
  id INT NOT NULL PRIMARY KEY,
  version INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
DELETE FROM demeanor_schema;
INSERT INTO demeanor_schema (id, version) VALUES (1, 1);
