INSERT INTO contents SELECT NULL, hash, content FROM other.contents
WHERE number IN (SELECT text FROM other.accounts UNION SELECT findings FROM other.accounts)
ON CONFLICT (hash) DO NOTHING;

INSERT INTO accounts
SELECT a.document, a.hash, a.fingerprint, a.page, text.number, found.number FROM other.accounts AS a
JOIN other.contents AS their_text ON their_text.number = a.text JOIN main.contents AS text ON text.hash = their_text.hash
JOIN other.contents AS they_found ON they_found.number = a.findings JOIN main.contents AS found ON found.hash = they_found.hash
WHERE TRUE
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
