-- Fills the tables of layout 7 from those of layouts 1 to 3, which stand aside as `old_…`: as much as the loader reads.
-- The next merge, which the migration makes, writes all of it anew.

CREATE TEMP TABLE old_texts (hash TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
INSERT INTO old_texts SELECT hash, row_number() OVER (ORDER BY hash) FROM old_contents;

INSERT INTO contents SELECT t.number, unhex(t.hash), o.content FROM old_texts AS t JOIN old_contents AS o ON o.hash = t.hash;

INSERT INTO accounts SELECT a.document, a.hash, a.fingerprint, a.page, t.number, f.number
FROM old_accounts AS a JOIN old_texts AS t ON t.hash = a.text JOIN old_texts AS f ON f.hash = a.findings;

CREATE TEMP TABLE old_terms (term TEXT PRIMARY KEY, number INTEGER);
INSERT INTO old_terms SELECT term, row_number() OVER (ORDER BY term) FROM (
    SELECT kind AS term FROM old_sections UNION SELECT kind FROM old_events UNION SELECT role FROM old_event_actors UNION SELECT attribute FROM old_claims UNION SELECT agreement FROM old_claims
    UNION SELECT value FROM old_claim_values UNION SELECT speakers FROM old_claim_values UNION SELECT '');
INSERT INTO terms SELECT number, term FROM old_terms WHERE term IS NOT NULL;

INSERT INTO actors SELECT row_number() OVER (ORDER BY id), * FROM old_actors;
INSERT INTO actor_aliases SELECT * FROM old_actor_aliases;
INSERT INTO places SELECT row_number() OVER (ORDER BY id), * FROM old_places;
INSERT INTO place_aliases SELECT * FROM old_place_aliases;
INSERT INTO rulings SELECT * FROM old_rulings;

INSERT INTO documents
SELECT row_number() OVER (ORDER BY d.id), d.id, path, d.hash, title, outlet, domain, speaks_for, outlet_rule, author, published_from,
    published_to, published_basis, published_evidence, published_start, published_end, published_rejected, language, agencies,
    verbatim, copy_of, t.number, f.number, 1, 0
FROM old_documents AS d JOIN old_texts AS t ON t.hash = d.text JOIN old_texts AS f ON f.hash = d.findings;

INSERT INTO section_rows
SELECT row_number() OVER (ORDER BY s.document, s.number), d.number, s.number, k.number, start_byte, end_byte - start_byte, s.author, s.at, NULL, NULL
FROM old_sections AS s JOIN documents AS d ON d.id = s.document JOIN old_terms AS k ON k.term = s.kind;

-- Of a mention the loader asks for its id and its document; all else is in the findings.
INSERT INTO mention_rows (number, id, document, kind, realis, trigger_start, trigger_length, clause_start, clause_length, rule)
SELECT row_number() OVER (ORDER BY m.id), m.id, d.number, 1, 1, trigger_start, 0, 0, 0, 1
FROM old_mentions AS m JOIN documents AS d ON d.id = m.document;

INSERT INTO event_rows
SELECT row_number() OVER (ORDER BY e.id), e.id, k.number, e.summary, e.from_day, e.to_day, p.number, NULL, 1, 0, 0, 0, 0, 0, 0, NULL, NULL,
    zeroblob(32)
FROM old_events AS e JOIN old_terms AS k ON k.term = e.kind LEFT JOIN places AS p ON p.id = e.place;

INSERT INTO event_actor_rows
SELECT e.number, r.number, a.number, who.number FROM old_event_actors AS a JOIN event_rows AS e ON e.id = a.event
JOIN old_terms AS r ON r.term = a.role JOIN actors AS who ON who.id = a.actor;

INSERT INTO event_mention_rows
SELECT e.number, em.number, m.number FROM old_event_mentions AS em JOIN event_rows AS e ON e.id = em.event
JOIN mention_rows AS m ON m.id = em.mention;

CREATE TEMP TABLE old_claim_numbers (id INTEGER PRIMARY KEY, event INTEGER, number INTEGER);
INSERT INTO old_claim_numbers
SELECT c.id, e.number, row_number() OVER (PARTITION BY c.event ORDER BY c.id) FROM old_claims AS c JOIN event_rows AS e ON e.id = c.event;

INSERT INTO claim_rows
SELECT n.event, n.number, k.number, a.number, g.number FROM old_claims AS c JOIN old_claim_numbers AS n ON n.id = c.id
JOIN old_terms AS k ON k.term = c.attribute JOIN old_terms AS g ON g.term = c.agreement LEFT JOIN actors AS a ON a.id = c.of_actor;

CREATE TEMP TABLE old_value_words (claim_value INTEGER PRIMARY KEY, words TEXT);
INSERT INTO old_value_words
SELECT claim_value, json_group_array(json_array(document, start_byte, end_byte))
FROM (SELECT * FROM old_claim_words ORDER BY claim_value, id) GROUP BY claim_value;

INSERT INTO claim_value_rows
SELECT n.event, n.number, row_number() OVER (PARTITION BY v.claim ORDER BY v.id), v.numeric, v.min, v.max, said.number, by.number,
    v.documents, v.mentions, coalesce(w.words, '[]'), v.party
FROM old_claim_values AS v JOIN old_claim_numbers AS n ON n.id = v.claim JOIN old_terms AS by ON by.term = v.speakers
LEFT JOIN old_terms AS said ON said.term = v.value LEFT JOIN old_value_words AS w ON w.claim_value = v.id;

INSERT INTO link_rows
SELECT l.id, one.number, other.number, l.joined, l.score, l.reasons FROM old_links AS l
JOIN mention_rows AS one ON one.id = l.one JOIN mention_rows AS other ON other.id = l.other;
