-- The case file for reading: no syntax newer than SQLite 3.37.

-- The tables of numbers, said in full --------------------------------------------------------------------------

CREATE VIEW sections AS
SELECT s.id, d.id AS document, s.number, (SELECT term FROM terms WHERE number = s.kind) AS kind,
    s.start AS start_byte, s.start + s.length AS end_byte, s.author, s.at,
    s.stated_number, s.reply_to
FROM section_rows AS s JOIN documents AS d ON d.number = s.document;

CREATE VIEW actor_mentions AS
SELECT d.id AS document, m.number, m.start AS start_byte, m.start + m.length AS end_byte,
    (SELECT term FROM terms WHERE number = m.words) AS words,
    coalesce((SELECT id FROM actors WHERE number = m.actor), (SELECT term FROM terms WHERE number = -m.actor)) AS actor,
    (SELECT term FROM terms WHERE number = m.rule) AS rule
FROM actor_mention_rows AS m JOIN documents AS d ON d.number = m.document;

CREATE VIEW place_mentions AS
SELECT d.id AS document, m.number, m.start AS start_byte, m.start + m.length AS end_byte,
    (SELECT term FROM terms WHERE number = m.words) AS words,
    coalesce((SELECT id FROM places WHERE number = m.place), (SELECT term FROM terms WHERE number = -m.place)) AS place,
    (SELECT term FROM terms WHERE number = m.usage) AS usage,
    (SELECT term FROM terms WHERE number = m.candidates) AS candidates,
    (SELECT term FROM terms WHERE number = m.rule) AS rule
FROM place_mention_rows AS m JOIN documents AS d ON d.number = m.document;

CREATE VIEW mentions AS
SELECT coalesce(m.id, d.id || '#' || m.trigger_start) AS id, d.id AS document,
    (SELECT term FROM terms WHERE number = m.kind) AS kind, (SELECT term FROM terms WHERE number = m.realis) AS realis,
    m.trigger_start, m.trigger_start + m.trigger_length AS trigger_end,
    CAST(substr(CAST(c.content AS BLOB), m.trigger_start + 1, m.trigger_length) AS TEXT) AS trigger_words,
    m.clause_start, m.clause_start + m.clause_length AS clause_end,
    CAST(substr(CAST(c.content AS BLOB), m.clause_start + 1, m.clause_length) AS TEXT) AS clause_words,
    coalesce((SELECT id FROM places WHERE number = m.place), (SELECT term FROM terms WHERE number = -m.place)) AS place,
    m.place_start, m.place_start + m.place_length AS place_end,
    CAST(substr(CAST(c.content AS BLOB), m.place_start + 1, m.place_length) AS TEXT) AS place_words,
    (SELECT term FROM terms WHERE number = m.place_basis) AS place_basis,
    (SELECT term FROM terms WHERE number = m.place_rule) AS place_rule,
    date(m.from_day) AS from_day, date(m.from_day + m.days) AS to_day,
    m.time_start, m.time_start + m.time_length AS time_end,
    CAST(substr(CAST(c.content AS BLOB), m.time_start + 1, m.time_length) AS TEXT) AS time_words,
    (SELECT term FROM terms WHERE number = m.time_basis) AS time_basis,
    (SELECT term FROM terms WHERE number = m.time_rule) AS time_rule,
    (SELECT term FROM terms WHERE number = m.rule) AS rule
FROM mention_rows AS m JOIN documents AS d ON d.number = m.document AND m.number BETWEEN d.first_mention AND d.last_mention
JOIN contents AS c ON c.number = d.text;

CREATE VIEW arguments AS
SELECT coalesce(m.id, d.id || '#' || m.trigger_start) AS mention, a.number,
    (SELECT term FROM terms WHERE number = a.role) AS role,
    coalesce((SELECT id FROM actors WHERE number = a.actor), (SELECT term FROM terms WHERE number = -a.actor)) AS actor,
    d.id AS document, a.start AS start_byte, a.start + a.length AS end_byte,
    CAST(substr(CAST(c.content AS BLOB), a.start + 1, a.length) AS TEXT) AS words
FROM argument_rows AS a JOIN mention_rows AS m ON m.number = a.mention
JOIN documents AS d ON d.number = m.document AND m.number BETWEEN d.first_mention AND d.last_mention
JOIN contents AS c ON c.number = d.text;

CREATE VIEW attributions AS
SELECT coalesce(m.id, d.id || '#' || m.trigger_start) AS mention, a.number,
    (SELECT term FROM terms WHERE number = a.speaker) AS speaker,
    coalesce((SELECT id FROM actors WHERE number = a.actor), (SELECT term FROM terms WHERE number = -a.actor)) AS actor,
    (SELECT term FROM terms WHERE number = a.cue) AS cue,
    d.id AS document, a.start AS start_byte, a.start + a.length AS end_byte,
    CAST(substr(CAST(c.content AS BLOB), a.start + 1, a.length) AS TEXT) AS words
FROM attribution_rows AS a JOIN mention_rows AS m ON m.number = a.mention
JOIN documents AS d ON d.number = m.document AND m.number BETWEEN d.first_mention AND d.last_mention
JOIN contents AS c ON c.number = d.text;

CREATE VIEW quantities AS
SELECT coalesce(m.id, d.id || '#' || m.trigger_start) AS mention, q.number,
    (SELECT term FROM terms WHERE number = q.attribute) AS attribute, q.min, q.max,
    coalesce((SELECT id FROM actors WHERE number = q.of_actor), (SELECT term FROM terms WHERE number = -q.of_actor)) AS of_actor,
    d.id AS document, q.start AS start_byte, q.start + q.length AS end_byte,
    CAST(substr(CAST(c.content AS BLOB), q.start + 1, q.length) AS TEXT) AS words,
    (SELECT term FROM terms WHERE number = q.rule) AS rule
FROM quantity_rows AS q JOIN mention_rows AS m ON m.number = q.mention
JOIN documents AS d ON d.number = m.document AND m.number BETWEEN d.first_mention AND d.last_mention
JOIN contents AS c ON c.number = d.text;

CREATE VIEW events AS
SELECT e.number, e.id, (SELECT term FROM terms WHERE number = e.kind) AS kind, e.summary, e.from_day, e.to_day,
    coalesce((SELECT id FROM places WHERE number = e.place), (SELECT term FROM terms WHERE number = -e.place)) AS place,
    (SELECT whole.id FROM event_rows AS whole WHERE whole.number = e.part_of) AS part_of,
    (SELECT term FROM terms WHERE number = e.status) AS status, e.disputed, e.party, e.mentions, e.documents, e.sources,
    e.origins, e.first_told, e.last_told, lower(hex(e.digest)) AS digest
FROM event_rows AS e;

CREATE VIEW event_actors AS
SELECT e.id AS event, (SELECT term FROM terms WHERE number = a.role) AS role, a.number,
    coalesce((SELECT id FROM actors WHERE number = a.actor), (SELECT term FROM terms WHERE number = -a.actor)) AS actor
FROM event_actor_rows AS a JOIN event_rows AS e ON e.number = a.event;

CREATE VIEW event_mentions AS
SELECT e.id AS event, em.number,
    coalesce(m.id, d.id || '#' || m.trigger_start, (SELECT term FROM terms WHERE number = -em.mention)) AS mention
FROM event_mention_rows AS em JOIN event_rows AS e ON e.number = em.event
LEFT JOIN mention_rows AS m ON m.number = em.mention LEFT JOIN documents AS d ON d.number = m.document;

CREATE VIEW claims AS
SELECT e.id AS event, c.number, (SELECT term FROM terms WHERE number = c.attribute) AS attribute,
    coalesce((SELECT id FROM actors WHERE number = c.of_actor), (SELECT term FROM terms WHERE number = -c.of_actor)) AS of_actor,
    (SELECT term FROM terms WHERE number = c.agreement) AS agreement
FROM claim_rows AS c JOIN event_rows AS e ON e.number = c.event;

-- Which tellings carry a version of a claim, all in numbers.
CREATE VIEW claim_telling_rows AS
SELECT v.event, v.claim, v.number AS value, em.mention
FROM claim_value_rows AS v JOIN event_mention_rows AS em ON em.event = v.event WHERE v.mentions IS NULL
UNION ALL
SELECT v.event, v.claim, v.number, coalesce(em.mention, told.value)
FROM claim_value_rows AS v JOIN json_each(v.mentions) AS told
LEFT JOIN event_mention_rows AS em ON em.event = v.event AND em.number = told.value
WHERE v.mentions IS NOT NULL;

CREATE VIEW claim_values AS
SELECT e.id AS event, v.claim, v.number, v.numeric, v.min, v.max, (SELECT term FROM terms WHERE number = v.value) AS value,
    (SELECT term FROM terms WHERE number = v.speakers) AS speakers,
    coalesce(v.documents, (SELECT json_group_array(id) FROM (
        SELECT DISTINCT d.id FROM claim_telling_rows AS t JOIN mention_rows AS m ON m.number = t.mention
        JOIN documents AS d ON d.number = m.document
        WHERE t.event = v.event AND t.claim = v.claim AND t.value = v.number ORDER BY d.id))) AS documents,
    (SELECT json_group_array(id) FROM (
        SELECT coalesce(m.id, d.id || '#' || m.trigger_start, (SELECT term FROM terms WHERE number = -t.mention), t.mention) AS id
        FROM claim_telling_rows AS t LEFT JOIN mention_rows AS m ON m.number = t.mention
        LEFT JOIN documents AS d ON d.number = m.document
        WHERE t.event = v.event AND t.claim = v.claim AND t.value = v.number ORDER BY 1)) AS mentions,
    v.party
FROM claim_value_rows AS v JOIN event_rows AS e ON e.number = v.event;

-- What the tellings say of each version, all in numbers: of an actor its words, of a number its words, and so on.
CREATE VIEW claim_word_rows AS
SELECT t.event, t.claim, t.value, m.document, a.start, a.length
FROM claim_telling_rows AS t JOIN claim_value_rows AS v ON v.event = t.event AND v.claim = t.claim AND v.number = t.value
JOIN claim_rows AS c ON c.event = t.event AND c.number = t.claim
JOIN mention_rows AS m ON m.number = t.mention JOIN argument_rows AS a ON a.mention = m.number
WHERE v.words IS NULL AND NOT v.numeric
    AND (SELECT id FROM actors WHERE number = a.actor) = (SELECT term FROM terms WHERE number = v.value)
    AND (SELECT iif(term = 'victim', 'target', term) FROM terms WHERE number = a.role)
        = (SELECT term FROM terms WHERE number = c.attribute)
UNION
SELECT t.event, t.claim, t.value, m.document, q.start, q.length
FROM claim_telling_rows AS t JOIN claim_value_rows AS v ON v.event = t.event AND v.claim = t.claim AND v.number = t.value
JOIN claim_rows AS c ON c.event = t.event AND c.number = t.claim
JOIN mention_rows AS m ON m.number = t.mention JOIN quantity_rows AS q ON q.mention = m.number
WHERE v.words IS NULL AND v.numeric AND q.attribute = c.attribute AND q.min IS v.min AND q.max IS v.max
UNION
SELECT event, claim, value, document,
    CASE attribute WHEN 'place' THEN place_start WHEN 'time' THEN time_start ELSE trigger_start END AS start,
    CASE attribute WHEN 'place' THEN place_length WHEN 'time' THEN time_length ELSE trigger_length END AS length
FROM (
    SELECT t.event, t.claim, t.value, m.*, (SELECT term FROM terms WHERE number = c.attribute) AS attribute
    FROM claim_telling_rows AS t JOIN claim_value_rows AS v ON v.event = t.event AND v.claim = t.claim AND v.number = t.value
    JOIN claim_rows AS c ON c.event = t.event AND c.number = t.claim JOIN mention_rows AS m ON m.number = t.mention
    WHERE v.words IS NULL AND NOT v.numeric
) WHERE attribute IN ('place', 'time', 'kind', 'happened') AND start IS NOT NULL
UNION
SELECT v.event, v.claim, v.number, (SELECT number FROM documents WHERE id = json_extract(w.value, '$[0]')),
    json_extract(w.value, '$[1]'), json_extract(w.value, '$[2]') - json_extract(w.value, '$[1]')
FROM claim_value_rows AS v JOIN json_each(v.words) AS w WHERE v.words IS NOT NULL;

CREATE VIEW claim_words AS
SELECT e.id AS event, w.claim, w.value, d.id AS document, w.start AS start_byte, w.start + w.length AS end_byte,
    CAST(substr(CAST(c.content AS BLOB), w.start + 1, w.length) AS TEXT) AS words
FROM claim_word_rows AS w JOIN event_rows AS e ON e.number = w.event
JOIN documents AS d ON d.number = w.document JOIN contents AS c ON c.number = d.text;

CREATE VIEW links AS
SELECT l.number AS id,
    coalesce(one.id, told.id || '#' || one.trigger_start, (SELECT term FROM terms WHERE number = -l.one)) AS one,
    coalesce(other.id, too.id || '#' || other.trigger_start, (SELECT term FROM terms WHERE number = -l.other)) AS other,
    l.joined, l.score, l.reasons
FROM link_rows AS l
LEFT JOIN mention_rows AS one ON one.number = l.one LEFT JOIN documents AS told ON told.number = one.document
LEFT JOIN mention_rows AS other ON other.number = l.other LEFT JOIN documents AS too ON too.number = other.document;

-- In plain words ---------------------------------------------------------------------------------------------

CREATE VIEW v_documents AS
SELECT d.id, d.path, d.title, d.outlet, d.author, d.published_from, d.published_to, d.published_basis,
    d.language, d.copy_of, contents.content AS text
FROM documents AS d JOIN contents ON contents.number = d.text;

CREATE VIEW v_mentions AS
SELECT coalesce(m.id, d.id || '#' || m.trigger_start) AS id, e.id AS event,
    (SELECT term FROM terms WHERE number = m.kind) AS kind, (SELECT term FROM terms WHERE number = m.realis) AS realis,
    d.outlet, d.path, date(m.from_day) AS from_day, date(m.from_day + m.days) AS to_day, places.name AS place,
    CAST(substr(CAST(c.content AS BLOB), m.trigger_start + 1, m.trigger_length) AS TEXT) AS trigger_words,
    CAST(substr(CAST(c.content AS BLOB), m.clause_start + 1, m.clause_length) AS TEXT) AS clause_words,
    (SELECT group_concat(speaker, ' < ') FROM (
        SELECT terms.term AS speaker FROM attribution_rows AS a JOIN terms ON terms.number = a.speaker
        WHERE a.mention = m.number ORDER BY a.number)) AS speakers,
    (SELECT term FROM terms WHERE number = m.rule) AS rule
FROM mention_rows AS m
JOIN documents AS d ON d.number = m.document AND m.number BETWEEN d.first_mention AND d.last_mention
JOIN contents AS c ON c.number = d.text
LEFT JOIN event_rows AS e ON e.number = m.event
LEFT JOIN places ON places.number = m.place;

CREATE VIEW v_events AS
SELECT e.id, (SELECT term FROM terms WHERE number = e.kind) AS kind, e.from_day, e.to_day,
    places.name AS place, places.lat, places.lon,
    (SELECT group_concat(name, '; ') FROM (
        SELECT coalesce(actors.name, (SELECT term FROM terms WHERE number = -a.actor)) AS name
        FROM event_actor_rows AS a LEFT JOIN actors ON actors.number = a.actor JOIN terms ON terms.number = a.role
        WHERE a.event = e.number AND terms.term = 'agent' ORDER BY a.number)) AS agents,
    (SELECT group_concat(name, '; ') FROM (
        SELECT coalesce(actors.name, (SELECT term FROM terms WHERE number = -a.actor)) AS name
        FROM event_actor_rows AS a LEFT JOIN actors ON actors.number = a.actor JOIN terms ON terms.number = a.role
        WHERE a.event = e.number AND terms.term = 'target' ORDER BY a.number)) AS targets,
    e.mentions, e.documents, e.sources, e.origins, (SELECT term FROM terms WHERE number = e.status) AS status,
    e.disputed, e.summary, (SELECT whole.id FROM event_rows AS whole WHERE whole.number = e.part_of) AS part_of
FROM event_rows AS e LEFT JOIN places ON places.number = e.place;

CREATE VIEW v_claims AS
SELECT e.id AS event, (SELECT term FROM terms WHERE number = e.kind) AS kind, e.from_day, e.to_day, places.name AS place,
    (SELECT term FROM terms WHERE number = c.attribute) AS attribute, actors.name AS of_actor,
    v.min, v.max, (SELECT term FROM terms WHERE number = v.value) AS value,
    (SELECT group_concat(value, '; ') FROM json_each((SELECT term FROM terms WHERE number = v.speakers))) AS speakers,
    coalesce(json_array_length(v.documents), (SELECT count(DISTINCT m.document)
        FROM claim_telling_rows AS t JOIN mention_rows AS m ON m.number = t.mention
        WHERE t.event = v.event AND t.claim = v.claim AND t.value = v.number)) AS documents,
    (SELECT group_concat(words, ' / ') FROM (
        SELECT CAST(substr(CAST(texts.content AS BLOB), w.start + 1, w.length) AS TEXT) AS words
        FROM claim_word_rows AS w JOIN documents AS d ON d.number = w.document JOIN contents AS texts ON texts.number = d.text
        WHERE w.event = v.event AND w.claim = v.claim AND w.value = v.number ORDER BY d.id, w.start)) AS words,
    v.party, (SELECT term FROM terms WHERE number = c.agreement) AS agreement
FROM claim_value_rows AS v
JOIN claim_rows AS c ON c.event = v.event AND c.number = v.claim
JOIN event_rows AS e ON e.number = v.event
LEFT JOIN places ON places.number = e.place
LEFT JOIN actors ON actors.number = c.of_actor;

-- The rule: what a person settled; else of the numbers that no party to the event gives (of all, where only parties speak) the one in most
-- accounts, of several the lowest; low and high are the ends of all of these.
CREATE VIEW v_best AS
WITH spoken AS (
    SELECT c.event, c.number AS claim, c.attribute, c.of_actor, c.agreement,
        coalesce(v.min, v.max) AS least, coalesce(v.max, v.min) AS most, v.party,
        coalesce(json_array_length(v.documents), (SELECT count(DISTINCT m.document)
            FROM claim_telling_rows AS t JOIN mention_rows AS m ON m.number = t.mention
            WHERE t.event = v.event AND t.claim = v.claim AND t.value = v.number)) AS documents,
        min(v.party) OVER (PARTITION BY c.event, c.number) AS only_parties
    FROM claim_value_rows AS v JOIN claim_rows AS c ON c.event = v.event AND c.number = v.claim
    WHERE v.numeric AND coalesce(v.min, v.max) IS NOT NULL
), ranked AS (
    SELECT *, min(least) OVER (PARTITION BY event, claim) AS low, max(most) OVER (PARTITION BY event, claim) AS high,
        row_number() OVER (PARTITION BY event, claim ORDER BY documents DESC, least) AS place_in_order
    FROM spoken WHERE party = only_parties
)
SELECT e.id AS event, terms.term AS attribute, actors.name AS of_actor,
    coalesce(CAST(ltrim(settled.value, '.') AS INTEGER), low) AS low,
    coalesce(CAST(ltrim(settled.value, '.') AS INTEGER), least) AS best,
    -- After the last point of 3..5 and ..75; before the points of 16.. .
    coalesce(CAST(replace(rtrim(settled.value, '.'), rtrim(rtrim(settled.value, '.'), '0123456789'), '') AS INTEGER), high) AS high,
    coalesce('decided by ' || settled.decided_by, 'most told, parties aside, then lowest') AS rule,
    (SELECT term FROM terms WHERE number = ranked.agreement) AS agreement, settled.machine
FROM ranked JOIN event_rows AS e ON e.number = ranked.event JOIN terms ON terms.number = ranked.attribute
LEFT JOIN actors ON actors.number = ranked.of_actor
LEFT JOIN rulings AS settled ON settled.event = e.id AND settled.act = 'settle'
    AND settled.field = terms.term AND settled.of_what IS actors.id
    AND settled.number = (SELECT max(number) FROM rulings AS last
        WHERE last.event = e.id AND last.act = 'settle' AND last.field = terms.term AND last.of_what IS actors.id)
WHERE place_in_order = 1;

CREATE VIEW v_decisions AS
SELECT d.id, d.decided_at, d.decided_by, d.act, d.field, d.of_what, d.value, r.machine AS machine_now,
    d.machine AS machine_then, d.why, d.round, r.event,
    NOT EXISTS (SELECT 1 FROM decisions AS w WHERE w.act = 'withdraw' AND w.of_what = d.id
        AND NOT EXISTS (SELECT 1 FROM decisions AS v WHERE v.act = 'withdraw' AND v.of_what = w.id)) AS holds,
    json_extract(d.anchors, '$[0].words') AS words
FROM decisions AS d LEFT JOIN rulings AS r ON r.decision = d.id;

CREATE VIEW v_sources AS
SELECT coalesce(d.outlet, d.path) AS source, d.domain, d.speaks_for, count(*) AS documents,
    sum(d.copy_of IS NOT NULL) AS copies, min(d.published_from) AS first_published, max(d.published_to) AS last_published
FROM documents AS d GROUP BY coalesce(d.outlet, d.path);

CREATE VIEW v_changes AS
SELECT r.id, r.merge, merges.at, r.event, r.change,
    (SELECT group_concat(successor, '; ') FROM successors WHERE successors.event = r.event) AS successors
FROM revisions AS r JOIN merges ON merges.number = r.merge;
