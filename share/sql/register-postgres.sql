-- The register of Clearance for PostgreSQL 13 and later: the tables of the embedded register, for
-- administrations that share one.
--
--   psql -v ON_ERROR_STOP=1 -f register-postgres.sql
--   clearance register export FILE | psql -c '\copy register.line (text) from stdin csv quote e''\x01'' delimiter e''\x02'''
--   psql -c 'SELECT register.take()'
--   psql -Atc 'SELECT text FROM register.lines()' | clearance register import FILE -
--
-- `event` is what happened, each linked to the one before by SHA-256; `file` holds bytes under
-- their digest; every other table follows from these two. Nothing is changed or removed.

BEGIN;

CREATE SCHEMA register;
SET search_path = register, pg_catalog;

CREATE TABLE file (
  digest text PRIMARY KEY,
  bytes bytea NOT NULL,
  CHECK (digest = encode(sha256(bytes), 'hex'))
);

CREATE TABLE event (
  number bigint PRIMARY KEY,
  previous text NOT NULL,
  digest text NOT NULL UNIQUE,
  kind text NOT NULL
    CHECK (kind IN ('version', 'assessment', 'evidence', 'waiver', 'retirement')),
  day text NOT NULL CHECK (day ~ '^\d{4}-\d\d-\d\d$'),
  system text NOT NULL,
  body text NOT NULL,
  -- The same lines as in the embedded register: see docs/register.md.
  CHECK (digest = encode(sha256(convert_to(
    'clearance-register 1' || e'\n' || number || e'\n' || previous || e'\n' || kind || e'\n'
      || day || e'\n' || to_json(system)::text || e'\n' || body, 'UTF8')), 'hex'))
);
CREATE INDEX event_of_system ON event (system, number);

CREATE TABLE system (
  name text PRIMARY KEY,
  event bigint NOT NULL UNIQUE REFERENCES event (number)
);

CREATE TABLE version (
  event bigint PRIMARY KEY REFERENCES event (number),
  system text NOT NULL REFERENCES system (name),
  number bigint NOT NULL,
  file text NOT NULL REFERENCES file (digest),
  path text NOT NULL,
  title text,
  operator text,
  UNIQUE (system, number)
);

CREATE TABLE jurisdiction (
  version bigint NOT NULL REFERENCES version (event),
  place bigint NOT NULL,
  code text NOT NULL,
  PRIMARY KEY (version, place)
);

CREATE TABLE assessment (
  event bigint PRIMARY KEY REFERENCES event (number),
  system text NOT NULL REFERENCES system (name),
  version bigint NOT NULL REFERENCES version (event),
  day text NOT NULL,
  rulebook text NOT NULL
);
CREATE INDEX assessment_of_system ON assessment (system, event);

CREATE TABLE class (
  assessment bigint NOT NULL REFERENCES assessment (event),
  place bigint NOT NULL,
  scheme text NOT NULL,
  lowest text NOT NULL,
  highest text NOT NULL,
  contested bigint NOT NULL,
  PRIMARY KEY (assessment, place)
);

CREATE TABLE finding (
  assessment bigint NOT NULL REFERENCES assessment (event),
  place bigint NOT NULL,
  rule text NOT NULL,
  "use" text,
  bearer text,
  kind text NOT NULL,
  severity text NOT NULL,
  force text NOT NULL,
  standing text NOT NULL,
  waived bigint NOT NULL,
  PRIMARY KEY (assessment, place)
);

CREATE TABLE moment (
  assessment bigint NOT NULL REFERENCES assessment (event),
  place bigint NOT NULL,
  day text NOT NULL,
  reason text NOT NULL,
  about text NOT NULL,
  "use" text,
  was text,
  becomes text,
  PRIMARY KEY (assessment, place)
);

CREATE TABLE evidence (
  event bigint PRIMARY KEY REFERENCES event (number),
  system text NOT NULL REFERENCES system (name),
  name text NOT NULL,
  document text NOT NULL,
  sha256 text NOT NULL,
  valid_until text
);

CREATE TABLE waiver (
  event bigint PRIMARY KEY REFERENCES event (number),
  system text NOT NULL REFERENCES system (name),
  rule text NOT NULL,
  "use" text,
  reason text NOT NULL,
  approved_by text NOT NULL,
  expires text NOT NULL,
  verdict text NOT NULL,
  rule_digest text
);

CREATE TABLE retirement (
  event bigint PRIMARY KEY REFERENCES event (number),
  system text NOT NULL REFERENCES system (name),
  reason text NOT NULL
);

-- Lines of an export on their way in.
CREATE TABLE line (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  text text NOT NULL
);

-- Nothing is changed or removed.
CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the register only grows';
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['file', 'event', 'system', 'version', 'jurisdiction', 'assessment',
    'class', 'finding', 'moment', 'evidence', 'waiver', 'retirement']
  LOOP
    EXECUTE format(
      'CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON register.%I '
      'FOR EACH STATEMENT EXECUTE FUNCTION register.only_grows()', name);
  END LOOP;
END $$;

-- An event follows the last one. Writers take turns.
CREATE FUNCTION event_follows() RETURNS trigger LANGUAGE plpgsql
SET search_path = register, pg_catalog AS $$
DECLARE
  last event;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('clearance-register'));
  SELECT * INTO last FROM event ORDER BY number DESC LIMIT 1;
  IF new.number <> coalesce(last.number, 0) + 1
    OR new.previous <> coalesce(last.digest, repeat('0', 64))
  THEN
    RAISE EXCEPTION 'an event follows the last one';
  END IF;
  RETURN new;
END $$;
CREATE TRIGGER event_follows BEFORE INSERT ON event
FOR EACH ROW EXECUTE FUNCTION event_follows();

-- What follows from an event.
CREATE FUNCTION event_is_told() RETURNS trigger LANGUAGE plpgsql
SET search_path = register, pg_catalog AS $$
DECLARE
  body jsonb := new.body::jsonb;
BEGIN
  CASE new.kind
  WHEN 'version' THEN
    IF (body ->> 'number')::bigint = 1 THEN
      INSERT INTO system VALUES (new.system, new.number);
    END IF;
    INSERT INTO version VALUES (
      new.number, new.system, (body ->> 'number')::bigint, body ->> 'file', body ->> 'path',
      body ->> 'title', body ->> 'operator');
    INSERT INTO jurisdiction
    SELECT new.number, j.place - 1, j.code
    FROM jsonb_array_elements_text(body -> 'jurisdictions') WITH ORDINALITY j (code, place);
  WHEN 'assessment' THEN
    INSERT INTO assessment
    SELECT new.number, new.system, v.event, body ->> 'day', body ->> 'rulebook'
    FROM version v
    WHERE v.system = new.system AND v.number = (body ->> 'version')::bigint;
    INSERT INTO class
    SELECT new.number, j.place - 1, j.value ->> 'scheme', j.value ->> 'lowest',
      j.value ->> 'highest', (j.value ->> 'contested')::boolean::int
    FROM jsonb_array_elements(body -> 'classes') WITH ORDINALITY j (value, place);
    INSERT INTO finding
    SELECT new.number, j.place - 1, j.value ->> 'rule', j.value ->> 'use', j.value ->> 'bearer',
      j.value ->> 'kind', j.value ->> 'severity', j.value ->> 'force', j.value ->> 'standing',
      (j.value ->> 'waived')::boolean::int
    FROM jsonb_array_elements(body -> 'findings') WITH ORDINALITY j (value, place);
    INSERT INTO moment
    SELECT new.number, j.place - 1, j.value ->> 'day', j.value ->> 'reason',
      j.value ->> 'about', j.value ->> 'use', j.value ->> 'was', j.value ->> 'becomes'
    FROM jsonb_array_elements(body -> 'moments') WITH ORDINALITY j (value, place);
  WHEN 'evidence' THEN
    INSERT INTO evidence VALUES (
      new.number, new.system, body ->> 'name', body ->> 'document', body ->> 'sha256',
      body ->> 'valid_until');
  WHEN 'waiver' THEN
    INSERT INTO waiver VALUES (
      new.number, new.system, body ->> 'rule', body ->> 'use', body ->> 'reason',
      body ->> 'approved_by', body ->> 'expires', body ->> 'verdict', body ->> 'rule_digest');
  WHEN 'retirement' THEN
    INSERT INTO retirement VALUES (new.number, new.system, body ->> 'reason');
  END CASE;
  RETURN NULL;
END $$;
CREATE TRIGGER event_is_told AFTER INSERT ON event
FOR EACH ROW EXECUTE FUNCTION event_is_told();

-- Takes the lines that were copied in: all of them, or none. Events that are there already are
-- passed over; says how many were new.
CREATE FUNCTION take() RETURNS bigint LANGUAGE plpgsql
SET search_path = register, pg_catalog AS $$
DECLARE
  given line;
  said jsonb;
  head jsonb;
  own text;
  known text;
  digest_of_last text := repeat('0', 64);
  last bigint := 0;
  added bigint := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('clearance-register'));
  FOR given IN SELECT * FROM line ORDER BY number LOOP
    said := given.text::jsonb;
    IF head IS NULL THEN
      IF said ->> 'format' IS DISTINCT FROM 'clearance-register'
        OR said ->> 'version' IS DISTINCT FROM '1'
      THEN
        RAISE EXCEPTION 'an export of a register was expected, of version 1';
      END IF;
      head := said;
    ELSIF said ? 'file' THEN
      INSERT INTO file VALUES (said ->> 'file', decode(said ->> 'bytes', 'base64'))
      ON CONFLICT DO NOTHING;
    ELSE
      last := last + 1;
      IF (said ->> 'event')::bigint IS DISTINCT FROM last THEN
        RAISE EXCEPTION 'line %: event % was expected', given.number, last;
      END IF;
      digest_of_last := said ->> 'digest';
      SELECT digest INTO known FROM event WHERE number = last;
      IF NOT FOUND THEN
        -- The body letter by letter: the digest is over the text.
        own := '"system":' || to_json(said ->> 'system')::text || ',"body":';
        IF strpos(given.text, own) = 0 THEN
          RAISE EXCEPTION 'line %: this is no event as export writes it', given.number;
        END IF;
        INSERT INTO event VALUES (
          last, said ->> 'previous', said ->> 'digest', said ->> 'kind', said ->> 'day',
          said ->> 'system',
          left(substr(given.text, strpos(given.text, own) + length(own)), -1));
        added := added + 1;
      ELSIF known IS DISTINCT FROM said ->> 'digest' THEN
        RAISE EXCEPTION 'line %: the register has another event under this number', given.number;
      END IF;
    END IF;
  END LOOP;
  IF head IS NULL OR last IS DISTINCT FROM (head ->> 'events')::bigint
    OR digest_of_last IS DISTINCT FROM head ->> 'head'
  THEN
    RAISE EXCEPTION 'the last events are missing';
  END IF;
  DELETE FROM line;
  RETURN added;
END $$;

-- The whole register, line by line, as `clearance register export` writes it.
CREATE FUNCTION lines() RETURNS TABLE (text text) LANGUAGE sql STABLE
SET search_path = register, pg_catalog AS $$
  WITH first_use AS (
    SELECT file, min(event) AS event FROM version GROUP BY file
  ), told AS (
    SELECT 0::bigint AS number, 0 AS place,
      '{"format":"clearance-register","version":1,"events":' || coalesce(max(number), 0)
        || ',"head":"' || coalesce(
          (SELECT digest FROM event ORDER BY number DESC LIMIT 1), repeat('0', 64))
        || '"}' AS text
    FROM event
    UNION ALL
    SELECT u.event, 0,
      '{"file":"' || f.digest || '","bytes":"'
        || translate(encode(f.bytes, 'base64'), e'\n', '') || '"}'
    FROM first_use u JOIN file f ON f.digest = u.file
    UNION ALL
    SELECT e.number, 1,
      '{"event":' || e.number || ',"previous":"' || e.previous || '","digest":"' || e.digest
        || '","kind":"' || e.kind || '","day":"' || e.day || '","system":'
        || to_json(e.system)::text || ',"body":' || e.body || '}'
    FROM event e
  )
  SELECT text FROM told ORDER BY number, place
$$;

COMMIT;
