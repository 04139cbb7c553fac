INSERT INTO contents SELECT * FROM other.contents
WHERE hash IN (SELECT text FROM other.accounts UNION SELECT findings FROM other.accounts)
ON CONFLICT DO NOTHING;

INSERT INTO accounts SELECT * FROM other.accounts WHERE TRUE
ON CONFLICT DO UPDATE
SET hash = excluded.hash, fingerprint = excluded.fingerprint, page = excluded.page, text = excluded.text,
    findings = excluded.findings
WHERE json_extract(excluded.page, '$.path') < json_extract(accounts.page, '$.path');

INSERT INTO captures SELECT * FROM other.captures WHERE TRUE ON CONFLICT DO NOTHING;

INSERT INTO set_aside SELECT * FROM other.set_aside
WHERE path NOT IN (SELECT path FROM captures)
ON CONFLICT DO NOTHING;

INSERT INTO decisions
SELECT NULL, id, decided_at, decided_by, act, field, of_what, value, machine, why, round, batch, anchors
FROM other.decisions WHERE TRUE ON CONFLICT (id) DO NOTHING;
