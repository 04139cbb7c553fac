-- A case as the third layout wrote it: its tables, and the sample of the tests.
BEGIN TRANSACTION;
-- The case file. Comments inside a statement are kept by SQLite: `.schema` shows them.
-- Positions are bytes of the document's text, from 0, end exclusive. Days are ISO 8601. Lists are JSON arrays.

-- What was read ---------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS contents (
    hash TEXT PRIMARY KEY,      -- SHA-256 of the content, hexadecimal
    content ANY NOT NULL        -- the text of a document; or findings as JSON, compressed (Zstandard)
) STRICT;

CREATE TABLE IF NOT EXISTS accounts (
    document TEXT PRIMARY KEY,  -- id by content
    hash TEXT NOT NULL,         -- SHA-256 of the page's bytes
    fingerprint TEXT NOT NULL,  -- of the program, rules and models that read it
    page TEXT NOT NULL,         -- the document as it was read, as JSON, without its text
    text TEXT NOT NULL REFERENCES contents (hash),
    findings TEXT NOT NULL REFERENCES contents (hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS accounts_by_hash ON accounts (hash);

CREATE TABLE IF NOT EXISTS captures (
    path TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES accounts (document),
    PRIMARY KEY (path, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS captures_by_document ON captures (document, path);

CREATE TABLE IF NOT EXISTS set_aside (
    path TEXT PRIMARY KEY,
    hash TEXT NOT NULL,         -- empty where the page could not be read at all
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What people decided: rows are added and never changed --------------------------------------------------------

CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY, -- in which order this file got them
    id TEXT NOT NULL UNIQUE,    -- made from all that follows
    decided_at TEXT NOT NULL,   -- UTC, to the millisecond
    decided_by TEXT NOT NULL,
    act TEXT NOT NULL,          -- same_event, different_events, not_an_event, settle, correct, …
    field TEXT,                 -- kind, agent, target, place, time, killed, …
    of_what TEXT,               -- on whom a number is counted; or the actor, place or decision it speaks of
    value TEXT,                 -- the person's
    machine TEXT,               -- what the machine said when it was decided
    why TEXT,
    round TEXT,                 -- of coding; such decisions stand aside from the case
    batch TEXT,                 -- what is undone together bears one name
    anchors TEXT NOT NULL       -- the words it was made on: page, place, words and what is around them, JSON array
) STRICT;

CREATE TRIGGER IF NOT EXISTS decisions_stay BEFORE UPDATE ON decisions
BEGIN SELECT RAISE (ABORT, 'a decision is never changed: withdraw it with another one'); END;

CREATE TRIGGER IF NOT EXISTS decisions_are_kept BEFORE DELETE ON decisions
BEGIN SELECT RAISE (ABORT, 'a decision is never deleted: withdraw it with another one'); END;

CREATE TABLE IF NOT EXISTS machine (
    noun TEXT NOT NULL,         -- document, findings, actor, place, event or link
    id TEXT NOT NULL,
    record TEXT,                -- what the machine made where decisions changed it, JSON; NULL where only decisions made it
    PRIMARY KEY (noun, id)
) STRICT, WITHOUT ROWID;

-- What was found --------------------------------------------------------------------------------------------

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,         -- the first of its paths
    hash TEXT NOT NULL,         -- SHA-256 of the page's bytes
    title TEXT,
    outlet TEXT,                -- who publishes
    domain TEXT,
    speaks_for TEXT,            -- the actor whose own medium the outlet is
    outlet_rule TEXT,           -- what in the page tells the outlet
    author TEXT,
    published_from TEXT,
    published_to TEXT,
    published_basis TEXT NOT NULL,      -- stated, inferred or unknown
    published_evidence TEXT NOT NULL,   -- the words, tag or reason
    published_start INTEGER,
    published_end INTEGER,
    published_rejected TEXT NOT NULL,   -- other dates on the page and why they were not taken, JSON
    language TEXT,              -- ISO 639-1
    agencies TEXT NOT NULL,     -- JSON array
    verbatim INTEGER NOT NULL,  -- 1 where the text is the page itself, 0 where it was extracted
    copy_of TEXT REFERENCES documents (id),
    text TEXT NOT NULL REFERENCES contents (hash),
    findings TEXT NOT NULL REFERENCES contents (hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE sections (
    id INTEGER PRIMARY KEY,     -- by day of publication
    document TEXT NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,    -- reading order, from 1
    kind TEXT NOT NULL,         -- title, body, caption, quote, comment or boilerplate
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    author TEXT,
    at TEXT,                    -- UTC
    UNIQUE (document, number)
) STRICT;

CREATE TABLE actors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT                -- ISO 3166-1 alpha-2
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_aliases (
    actor TEXT NOT NULL REFERENCES actors (id),
    number INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (actor, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    lat REAL,
    lon REAL,
    precision TEXT NOT NULL,    -- point, area or country
    country TEXT                -- ISO 3166-1 alpha-2
) STRICT, WITHOUT ROWID;

CREATE TABLE place_aliases (
    place TEXT NOT NULL REFERENCES places (id),
    number INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (place, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_mentions (
    document TEXT NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    words TEXT NOT NULL,
    actor TEXT NOT NULL REFERENCES actors (id),
    rule TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_relations (
    document TEXT NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    words TEXT NOT NULL,
    one TEXT NOT NULL REFERENCES actors (id),
    kind TEXT NOT NULL,         -- part_of, backed_by, led_by, …
    other TEXT NOT NULL REFERENCES actors (id),
    rule TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_mentions (
    document TEXT NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    words TEXT NOT NULL,
    place TEXT NOT NULL REFERENCES places (id),
    usage TEXT NOT NULL,        -- location or metonym
    candidates TEXT NOT NULL,   -- other places it could have been, JSON array
    rule TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    kind TEXT NOT NULL,
    realis TEXT NOT NULL,       -- actual, planned, hypothetical, denied or generic
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    trigger_words TEXT NOT NULL,
    clause_start INTEGER NOT NULL,
    clause_end INTEGER NOT NULL,
    clause_words TEXT NOT NULL,
    place TEXT REFERENCES places (id),
    place_start INTEGER,
    place_end INTEGER,
    place_words TEXT,
    place_basis TEXT,
    place_rule TEXT,
    from_day TEXT,              -- as the document's own day resolves it
    to_day TEXT,
    time_start INTEGER,
    time_end INTEGER,
    time_words TEXT,
    time_basis TEXT,
    time_rule TEXT,
    rule TEXT NOT NULL          -- the rule or model that found it
) STRICT, WITHOUT ROWID;

CREATE INDEX mentions_by_document ON mentions (document);

CREATE TABLE arguments (
    mention TEXT NOT NULL REFERENCES mentions (id),
    number INTEGER NOT NULL,
    role TEXT NOT NULL,         -- agent, target, victim, instrument, …
    actor TEXT REFERENCES actors (id),
    document TEXT NOT NULL REFERENCES documents (id),
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (mention, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE attributions (
    mention TEXT NOT NULL REFERENCES mentions (id),
    number INTEGER NOT NULL,    -- 1 is the outermost speaker
    speaker TEXT NOT NULL,
    actor TEXT REFERENCES actors (id),
    cue TEXT NOT NULL,          -- said, according to, …
    document TEXT NOT NULL REFERENCES documents (id),
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (mention, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE quantities (
    mention TEXT NOT NULL REFERENCES mentions (id),
    number INTEGER NOT NULL,
    attribute TEXT NOT NULL,    -- killed, wounded, captured, …
    min INTEGER,                -- at least
    max INTEGER,                -- up to
    of_actor TEXT REFERENCES actors (id),
    document TEXT NOT NULL REFERENCES documents (id),
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    words TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (mention, number)
) STRICT, WITHOUT ROWID;

-- What it comes to ------------------------------------------------------------------------------------------

CREATE TABLE events (
    number INTEGER PRIMARY KEY, -- by day; those without a day last
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    from_day TEXT,
    to_day TEXT,
    place TEXT REFERENCES places (id),
    status TEXT NOT NULL,       -- agreement of the claim that agrees least
    disputed INTEGER NOT NULL,  -- how many of its claims are disputed
    party INTEGER NOT NULL,     -- 1 where a party to the event has said something
    mentions INTEGER NOT NULL,  -- tellings
    documents INTEGER NOT NULL, -- accounts that tell of it
    sources INTEGER NOT NULL,   -- publishers of these
    origins INTEGER NOT NULL,   -- accounts that are no copies of each other
    first_told TEXT,            -- day on which the first account was certainly public
    last_told TEXT,
    digest TEXT NOT NULL        -- SHA-256 of the whole record
) STRICT;

CREATE INDEX events_by_days ON events (from_day, to_day);
CREATE INDEX events_by_first_told ON events (first_told);
CREATE INDEX events_by_documents ON events (documents);

CREATE TABLE event_actors (
    event TEXT NOT NULL REFERENCES events (id),
    role TEXT NOT NULL,         -- agent or target
    number INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (event, role, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_mentions (
    event TEXT NOT NULL REFERENCES events (id),
    number INTEGER NOT NULL,
    mention TEXT NOT NULL REFERENCES mentions (id),
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_mentions_by_mention ON event_mentions (mention);

CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    event TEXT NOT NULL REFERENCES events (id),
    attribute TEXT NOT NULL,    -- killed, wounded, …, or agent, target, place, time, kind, happened
    of_actor TEXT REFERENCES actors (id),
    agreement TEXT NOT NULL     -- single, corroborated, compatible or disputed
) STRICT;

CREATE INDEX claims_by_event ON claims (event);

CREATE TABLE claim_values (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claims (id),
    numeric INTEGER NOT NULL,   -- 1 where the value is a number with bounds
    min INTEGER,                -- at least
    max INTEGER,                -- up to
    value TEXT,                 -- for all that is no number: an id, a day, days
    speakers TEXT NOT NULL,     -- who says so, JSON array
    documents TEXT NOT NULL,    -- JSON array of ids
    mentions TEXT NOT NULL,     -- JSON array of ids
    party INTEGER NOT NULL      -- 1 where the speaker is a party to the event
) STRICT;

CREATE INDEX claim_values_by_claim ON claim_values (claim);

CREATE TABLE claim_words (
    id INTEGER PRIMARY KEY,
    claim_value INTEGER NOT NULL REFERENCES claim_values (id),
    document TEXT NOT NULL REFERENCES documents (id),
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    words TEXT NOT NULL
) STRICT;

CREATE INDEX claim_words_by_value ON claim_words (claim_value);
CREATE INDEX claim_words_by_document ON claim_words (document);

CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    one TEXT NOT NULL REFERENCES mentions (id),
    other TEXT NOT NULL REFERENCES mentions (id),
    joined INTEGER NOT NULL,    -- 1 where the two were held for one event
    score REAL NOT NULL,        -- between 0 and 1
    reasons TEXT NOT NULL       -- in words, JSON array
) STRICT;

CREATE TABLE rulings (
    event TEXT NOT NULL REFERENCES events (id),
    number INTEGER NOT NULL,    -- oldest first
    decision TEXT NOT NULL,     -- of the log
    decided_at TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    act TEXT NOT NULL,
    field TEXT,
    of_what TEXT,
    value TEXT,                 -- the person's; NULL where the machine's was accepted, or nothing is said
    machine TEXT,               -- what the machine says today
    why TEXT,
    mention TEXT NOT NULL REFERENCES mentions (id),
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX links_by_one ON links (one);
CREATE INDEX links_by_other ON links (other);

-- How it came about ----------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS merges (
    number INTEGER PRIMARY KEY, -- from 1
    at TEXT NOT NULL,           -- UTC
    documents INTEGER NOT NULL,
    events INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS revisions (
    id INTEGER PRIMARY KEY,
    merge INTEGER NOT NULL REFERENCES merges (number),
    event TEXT NOT NULL,
    change TEXT NOT NULL,       -- added, changed, joined (into one other), split (into several) or dropped
    before TEXT                 -- the record until then, JSON
) STRICT;

CREATE INDEX IF NOT EXISTS revisions_by_event ON revisions (event);
CREATE INDEX IF NOT EXISTS revisions_by_merge ON revisions (merge);

CREATE TABLE IF NOT EXISTS successors (
    event TEXT NOT NULL,        -- an event that is no more
    successor TEXT NOT NULL,    -- one that holds some of its tellings
    merge INTEGER NOT NULL REFERENCES merges (number),
    PRIMARY KEY (event, successor)
) STRICT, WITHOUT ROWID;

-- Indexes for search and filters: each merge makes them anew ------------------------------------------------

CREATE TABLE names (
    key TEXT NOT NULL,          -- the folded spelling, or the skeleton of it
    how TEXT NOT NULL,          -- spelling, part (from a later word on) or skeleton
    noun TEXT NOT NULL,         -- actor or place
    id TEXT NOT NULL,
    name TEXT NOT NULL,         -- the usual name
    PRIMARY KEY (key, how, noun, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE facets (
    key TEXT NOT NULL,          -- type, actor, place, …
    value TEXT NOT NULL,
    label TEXT NOT NULL,        -- the value in plain words
    events INTEGER NOT NULL,    -- how many have it
    numbers BLOB NOT NULL,      -- which: differences of their numbers, seven bits a byte
    PRIMARY KEY (key, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE passage_events (
    passage INTEGER NOT NULL REFERENCES sections (id),
    event INTEGER NOT NULL REFERENCES events (number),
    PRIMARY KEY (passage, event)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE place_boxes USING rtree (id, south, north, west, east, +place TEXT);

CREATE VIEW v_passages AS
SELECT s.id, s.document, s.number, s.kind,
    CAST(substr(CAST(contents.content AS BLOB), s.start_byte + 1, s.end_byte - s.start_byte) AS TEXT) AS text
FROM sections AS s JOIN documents AS d ON d.id = s.document JOIN contents ON contents.hash = d.text;

CREATE VIRTUAL TABLE passages USING fts5 (
    text, content = 'v_passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- For reading: no syntax newer than SQLite 3.37 -------------------------------------------------------------

CREATE VIEW v_documents AS
SELECT d.id, d.path, d.title, d.outlet, d.author, d.published_from, d.published_to, d.published_basis,
    d.language, d.copy_of, contents.content AS text
FROM documents AS d JOIN contents ON contents.hash = d.text;

CREATE VIEW v_mentions AS
SELECT m.id, event_mentions.event, m.kind, m.realis, d.outlet, d.path, m.from_day, m.to_day,
    places.name AS place, m.trigger_words, m.clause_words,
    (SELECT group_concat(speaker, ' < ') FROM (
        SELECT speaker FROM attributions WHERE mention = m.id ORDER BY number)) AS speakers,
    m.rule
FROM mentions AS m
JOIN documents AS d ON d.id = m.document
LEFT JOIN event_mentions ON event_mentions.mention = m.id
LEFT JOIN places ON places.id = m.place;

CREATE VIEW v_events AS
SELECT e.id, e.kind, e.from_day, e.to_day, places.name AS place, places.lat, places.lon,
    (SELECT group_concat(name, '; ') FROM (
        SELECT coalesce(actors.name, a.actor) AS name FROM event_actors AS a LEFT JOIN actors ON actors.id = a.actor
        WHERE a.event = e.id AND a.role = 'agent' ORDER BY a.number)) AS agents,
    (SELECT group_concat(name, '; ') FROM (
        SELECT coalesce(actors.name, a.actor) AS name FROM event_actors AS a LEFT JOIN actors ON actors.id = a.actor
        WHERE a.event = e.id AND a.role = 'target' ORDER BY a.number)) AS targets,
    e.mentions, e.documents, e.sources, e.origins, e.status, e.disputed, e.summary
FROM events AS e LEFT JOIN places ON places.id = e.place;

CREATE VIEW v_claims AS
SELECT c.event, e.kind, e.from_day, e.to_day, places.name AS place, c.attribute, actors.name AS of_actor,
    v.min, v.max, v.value,
    (SELECT group_concat(value, '; ') FROM json_each(v.speakers)) AS speakers,
    json_array_length(v.documents) AS documents,
    (SELECT group_concat(words, ' / ') FROM (
        SELECT words FROM claim_words WHERE claim_value = v.id ORDER BY id)) AS words,
    v.party, c.agreement
FROM claim_values AS v
JOIN claims AS c ON c.id = v.claim
JOIN events AS e ON e.id = c.event
LEFT JOIN places ON places.id = e.place
LEFT JOIN actors ON actors.id = c.of_actor;

-- The rule: what a person settled; else of the numbers that no party to the event gives (of all, where only parties speak) the one in most
-- accounts, of several the lowest; low and high are the ends of all of these.
CREATE VIEW v_best AS
WITH spoken AS (
    SELECT c.event, c.attribute, c.of_actor, c.agreement, coalesce(v.min, v.max) AS least, coalesce(v.max, v.min) AS most,
        v.party, json_array_length(v.documents) AS documents,
        min(v.party) OVER (PARTITION BY c.id) AS only_parties, v.claim
    FROM claim_values AS v JOIN claims AS c ON c.id = v.claim
    WHERE v.numeric AND coalesce(v.min, v.max) IS NOT NULL
), ranked AS (
    SELECT *, min(least) OVER (PARTITION BY claim) AS low, max(most) OVER (PARTITION BY claim) AS high,
        row_number() OVER (PARTITION BY claim ORDER BY documents DESC, least) AS place_in_order
    FROM spoken WHERE party = only_parties
)
SELECT ranked.event, ranked.attribute, actors.name AS of_actor, low,
    coalesce(CAST(ltrim(settled.value, '.') AS INTEGER), least) AS best, high,
    coalesce('decided by ' || settled.decided_by, 'most told, parties aside, then lowest') AS rule, ranked.agreement
FROM ranked LEFT JOIN actors ON actors.id = ranked.of_actor
LEFT JOIN rulings AS settled ON settled.event = ranked.event AND settled.act = 'settle'
    AND settled.field = ranked.attribute AND settled.of_what IS ranked.of_actor
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

INSERT INTO accounts VALUES ('D-111111111111', '1111111111111111111111111111111111111111111111111111111111111111', 'f', '{"id":"D-111111111111","path":"wire.txt","hash":"1111111111111111111111111111111111111111111111111111111111111111","title":"Port shelled","source":{"name":"Wire Nine","domain":"example.org","speaks_for":null,"rule":"masthead"},"author":"J. Doe","published":{"when":{"from":"2031-03-05","to":"2031-03-05"},"basis":"stated","evidence":"the date line","span":{"start":0,"end":4},"rejected":[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]},"language":"en","agencies":["Agency A"],"text":"","verbatim":true,"sections":[{"kind":"title","span":{"start":0,"end":12},"author":null,"at":null},{"kind":"comment","span":{"start":14,"end":145},"author":"someone","at":"2031-03-05T10:00"}],"copy_of":null}', '7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735', 'fe0507bddcd1ffc871745e8273a00085bd5c27c3ed8762f3a8bed9a8783e362e');
INSERT INTO actor_aliases VALUES ('hill-front', 1, 'Hill Front');
INSERT INTO actor_aliases VALUES ('hill-front', 2, 'Hill Front men');
INSERT INTO actor_aliases VALUES ('river-guard', 1, 'River Guard');
INSERT INTO actor_aliases VALUES ('river-guard', 2, 'River Guard men');
INSERT INTO actor_mentions VALUES ('D-111111111111', 1, 32, 43, 'River Guard', 'river-guard', 'en/test');
INSERT INTO actor_mentions VALUES ('D-222222222222', 1, 28, 39, 'River Guard', 'river-guard', 'en/test');
INSERT INTO actor_relations VALUES ('D-111111111111', 1, 32, 43, 'River Guard', 'river-guard', 'fights', 'hill-front', 'en/test');
INSERT INTO actor_relations VALUES ('D-222222222222', 1, 28, 39, 'River Guard', 'river-guard', 'fights', 'hill-front', 'en/test');
INSERT INTO actors VALUES ('hill-front', 'Hill Front', 'armed_group', NULL);
INSERT INTO actors VALUES ('river-guard', 'River Guard', 'armed_group', NULL);
INSERT INTO arguments VALUES ('D-111111111111#44', 1, 'agent', 'river-guard', 'D-111111111111', 32, 43, 'River Guard');
INSERT INTO arguments VALUES ('D-111111111111#44', 2, 'target', 'hill-front', 'D-111111111111', 52, 62, 'Hill Front');
INSERT INTO arguments VALUES ('D-111111111111#44', 3, 'instrument', NULL, 'D-111111111111', 75, 82, 'mortars');
INSERT INTO arguments VALUES ('D-222222222222#45', 1, 'agent', 'river-guard', 'D-222222222222', 28, 39, 'River Guard');
INSERT INTO arguments VALUES ('D-222222222222#45', 2, 'target', 'hill-front', 'D-222222222222', 88, 98, 'Hill Front');
INSERT INTO attributions VALUES ('D-111111111111#44', 1, 'a hospital', NULL, 'said', 'D-111111111111', 129, 139, 'a hospital');
INSERT INTO captures VALUES ('wire.txt', 'D-111111111111');
INSERT INTO claim_values VALUES (1, 1, 1, 16, NULL, NULL, '["a hospital","Wire Nine"]', '["D-111111111111"]', '["D-111111111111#44"]', 0);
INSERT INTO claim_values VALUES (2, 1, 1, 3, 3, NULL, '["Harbor Post"]', '["D-222222222222"]', '["D-222222222222#45"]', 0);
INSERT INTO claim_values VALUES (3, 2, 0, NULL, NULL, 'mirna', '["Harbor Post","Wire Nine"]', '["D-111111111111","D-222222222222"]', '["D-111111111111#44","D-222222222222#45"]', 1);
INSERT INTO claim_words VALUES (1, 1, 'D-111111111111', 116, 127, 'at least 16');
INSERT INTO claim_words VALUES (2, 2, 'D-222222222222', 82, 87, 'three');
INSERT INTO claim_words VALUES (3, 3, 'D-111111111111', 86, 96, 'Port Mirna');
INSERT INTO claim_words VALUES (4, 3, 'D-222222222222', 53, 63, 'Port Mirna');
INSERT INTO claims VALUES (1, 'E-7QK4-M2XD', 'killed', 'hill-front', 'disputed');
INSERT INTO claims VALUES (2, 'E-7QK4-M2XD', 'place', NULL, 'corroborated');
INSERT INTO contents VALUES ('7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735', 'Port shelled

مرفأ 🚢 The River Guard shelled Hill Front trucks with mortars in Port Mirna yesterday, killing at least 16, a hospital said.
');
INSERT INTO contents VALUES ('12482015d0e468a3bee4fcc19d795745348785761de050a3df4f82a6ed05f8e0', 'Harbor Post

مدينة — River Guard guns shelled Port Mirna a day earlier and three Hill Front men died.
');
INSERT INTO contents VALUES ('fe0507bddcd1ffc871745e8273a00085bd5c27c3ed8762f3a8bed9a8783e362e', X'28B52FFD0058DD130066615E23208DB60DE02CEDA5AEBD7E123DAFFFB005B690F14A209A3D02D1FEBEEB1A5C0108814150005500570092A73F7B54CA717A056B76CB3936678D16F8E6C50E164A6DC21BD29BB65C85CD7B4C23BD59763B361CE90FEB2BE99C93767C376D01D6A7AB72ECF887A583184C29CB9EDE90DE786DB3460E6CB593AF04106B568A1EBF300C1E39673DC7E6B587AD89E3BBCADE495B92453E9D6944EAA43D9BEDE91247F5459825D258D439C7E60D346BF372DCC3B2EE232C98529601DFD3354A3E7EE216831C1E8D583EFDE18D806028B501AE9D54A90CB22C04CCE220D6F1419674DE88222376EB41A98D78BA56B6B7399DC4F13D48012492CC36FAA39DDD9EDEB6E583936A723CC4AB944A9AC301F098C6C3D15C2AE7D8BC074101EBC6FB60200AB1EC0AB242B902AF89B69B774D9ECE6BDB3ACA26C70713D060A4F352C74700B3A4772A8545B3B5705EDBE92CF57485B2B9E31946E7B30FA7E3702C0FA610B4AC8FEFBDE615F91C17C6B2A36CA752A692727C04918145A36D950161A8611583CAD0942405294C92D640022210E3547A1240205A98423A4B90228A89880414944849EA51680C050185C2900421AF252459AC2262A1C2A0BDC5424CA085B398141CCD56A4F1749AD45528B42B6C62DEBD3818FD1117F71466CBF4A3D9938C460157EB17301607F412D0160E32E831006308CE76CDFB975CD564A06956DE93ADDB85497EDF816C22354A931AE2F3D4A2DD888F70600DEAC036AABB9501A4E188D79EAF9E4166F7A3F3D8370A4F302DF8A4B2368D56F6559FDF470545844AC7F7F0FDB5CAA120E98ED1E6EA84FA7C07963635311199B261AD5215DE0F4915E6170530D87B056537739BDBF5129D929DAD0222CA2E8084BA362E9F02');
INSERT INTO contents VALUES ('8c5f500e91c571a5fd36d377517502dc20adf574838cd79bae68f0cda9756977', X'28B52FFD0058ED140076626123208DB60DE02CED651D5BFC247A5EFF610B6C21E39540347B04A2FD7D4230B8021002835600560058006BF2D4202C3829CAF0303A88C149514EAFF966B468506FD950173EADE556BD827B1D739E3E718C21872723C6AB3FAB11078BB534E1EA19E13EBD973104632D955CFDD1571AD41BB376F0E90BC3E0EABD1939873DAF04EA0961730F128114704A9AE5B2A7B796400A812BF9A979EF962DB0B91CBF8643FDD97C621AEACDD8ED15F5C5495BA6BD193934AF5136B9FA326DEA244F9E1E4C4083A1BE6C3D3D029845BD71292C9AD9022E6B940E06AD93C6240B8CC09C489CCC492360966581604F8F02A327C8A2BE1ABDA2DE9E75ECE1E94FAEA51157CF760FCADDA8ADBDE824DE6B5E81CFD3C268506FADEB2815F5740B294F0F32B0104432D26ECE301A1F7D169DA73B6C3DAFA9A837766BF850517F4CC18380BBAD329047428C9DDE6B381242C610E353E3DAC1AB375D98FC746875AD94B4B73C1C0E4E0852EEA7F7702CCDE1729EEE7000F42625DF40432F6336F1F45EA411619647B15D3D9DB3306BA8B19182A64646642405A9140E3042628C53680712403051344982A4220E9A1209AAE2D282A25296350F4B10E6BB859DA001E5753F50DCA43CD2811153FA5170640472F60CC9038FAB6DAF0C25215E962844F21D5E11C7416F371488EF07991E162B90FC264CEC6CB50F801DEE2C45EE8A8450D0F40736434A21C4214876B8A4811D055C72CC19F2CC4CC7464E8D903F161E56281A22C54437A2DA040C85EA13A42F05FBE4D025F6018B1EB0C741E1B7CA7465A3DD40C2DAD29BD1B0744B54CA59FD24F7214853BAC9EA27853ABE272143E0993AA836D17985003501940781EBB90BD7AF1C30E6C69E0E3D2CFF89AD4C3FA0C324C53F0E15A4B23FDE5B8B068081ECF18A31D419994782DAE9AF53BD6A9505F801');
INSERT INTO contents VALUES ('e43642337940bc323cf7e27e5f7e85a29344fd2dc852689c9d6d6084e2ff4bc8', X'28B52FFD0058E51100565F5823306DDB0686B2A0A51D9B8C41F0B37E533F8694A31405AD538C09873C7CF0A47030B0804D0050004D000E53F7286C27CCF031570B2D20F9B64D39E93125A7F215AC955BCDF112B7D8F3E02CC4F47947B144C222255E787E2155C7B75A2C42498923CF3BFC08926F6C75A3C72F0AC2F3AD1672CD721E051D793842D3B223F3DE6D5B406D72EC1D34F28EDAE363C937D36E8FF24A254D2D6EB5D003F3185E92E7D5E2C6CD32C9D1B1043494BC5AE9E8085818F9D6C4B068B61A543186B6D12439320A0BB613760879C5D0A37C73945B10C73B9B124B3CBFED2098752B37B75237F11EF30A758E0C05926FCDCA4DA2FCBAA493E33330202858889BF9A2B43AEC286D8E6F567A7E1F6DEE350A1A0EB6915EABD6F12D8F89F2ADDD9A4244F9F73878ECC3B4F1EDA38B3D4C8F0C24FFA4AE1B7DBE71D265C73F8A53DA487B8BC341C0F67998F5F13D0618DB9CA6E678070140AB9DEC9131782C8F88757C8D3C8542C74650A8818D8366444A829949535A6803502231E6D0F912601039328471308324434C600C43E14C406171716B0608073C24B4B5A88AAF8B843178827A7C7034FAD63883ABFD1BFB8130C9DF64B31D0FC1A5E822F473F8AEC3F8CC4BCA713328776B02F4C887771203981DB42215920BD2BC6E654335B8EA5BF404A5C8592A56443E57E6094AA195CFA42A42305A5A86D5C50891F3ED0963DA3F4D5051D49B05322F023A0329F490ADAB210EC7CCCCB3CAC3B47FD76AD383AA9984439DD80992C6BFF5EF4205D08A5D2E50CD3AB7B9B0A074FC03AAA77EE6D207');
INSERT INTO documents VALUES ('D-111111111111', 'wire.txt', '1111111111111111111111111111111111111111111111111111111111111111', 'Port shelled', 'Wire Nine', 'example.org', NULL, 'masthead', 'J. Doe', '2031-03-05', '2031-03-05', 'stated', 'the date line', 0, 4, '[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]', 'en', '["Agency A"]', 1, NULL, '7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735', '8c5f500e91c571a5fd36d377517502dc20adf574838cd79bae68f0cda9756977');
INSERT INTO documents VALUES ('D-222222222222', 'post.html', '2222222222222222222222222222222222222222222222222222222222222222', NULL, 'Harbor Post', 'example.org', NULL, 'masthead', 'J. Doe', '2031-03-05', '2031-03-06', 'inferred', 'the date line', 0, 4, '[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]', 'en', '["Agency A"]', 0, 'D-111111111111', '12482015d0e468a3bee4fcc19d795745348785761de050a3df4f82a6ed05f8e0', 'e43642337940bc323cf7e27e5f7e85a29344fd2dc852689c9d6d6084e2ff4bc8');
INSERT INTO event_actors VALUES ('E-7QK4-M2XD', 'agent', 1, 'river-guard');
INSERT INTO event_actors VALUES ('E-7QK4-M2XD', 'target', 1, 'hill-front');
INSERT INTO event_mentions VALUES ('E-7QK4-M2XD', 1, 'D-111111111111#44');
INSERT INTO event_mentions VALUES ('E-7QK4-M2XD', 2, 'D-222222222222#45');
INSERT INTO events VALUES (1, 'E-7QK4-M2XD', 'shelling', 'River Guard shelled Hill Front in Port Mirna.', '2031-03-04', '2031-03-04', 'mirna', 'disputed', 1, 1, 2, 2, 2, 1, '2031-03-05', '2031-03-06', 'c709b8b39173892d8811bf75d147322537c50cc5ca29cd09eaf6792733292361');
INSERT INTO facets VALUES ('actor', 'hill-front', 'Hill Front', 1, X'01');
INSERT INTO facets VALUES ('actor', 'river-guard', 'River Guard', 1, X'01');
INSERT INTO facets VALUES ('agent', 'river-guard', 'River Guard', 1, X'01');
INSERT INTO facets VALUES ('attribute', 'killed', 'killed', 1, X'01');
INSERT INTO facets VALUES ('attribute', 'place', 'place', 1, X'01');
INSERT INTO facets VALUES ('language', 'en', 'en', 1, X'01');
INSERT INTO facets VALUES ('party', 'yes', 'yes', 1, X'01');
INSERT INTO facets VALUES ('place', 'mirna', 'Port Mirna', 1, X'01');
INSERT INTO facets VALUES ('precision', 'point', 'point', 1, X'01');
INSERT INTO facets VALUES ('source', 'Harbor Post', 'Harbor Post', 1, X'01');
INSERT INTO facets VALUES ('source', 'Wire Nine', 'Wire Nine', 1, X'01');
INSERT INTO facets VALUES ('sources', '2', '2', 1, X'01');
INSERT INTO facets VALUES ('speaker', 'Harbor Post', 'Harbor Post', 1, X'01');
INSERT INTO facets VALUES ('speaker', 'Wire Nine', 'Wire Nine', 1, X'01');
INSERT INTO facets VALUES ('speaker', 'a hospital', 'a hospital', 1, X'01');
INSERT INTO facets VALUES ('status', 'disputed', 'disputed', 1, X'01');
INSERT INTO facets VALUES ('target', 'hill-front', 'Hill Front', 1, X'01');
INSERT INTO facets VALUES ('type', 'shelling', 'shelling', 1, X'01');
INSERT INTO links VALUES (1, 'D-111111111111#44', 'D-222222222222#45', 1, 0.875, '["same place","same day"]');
INSERT INTO mentions VALUES ('D-111111111111#44', 'D-111111111111', 'shelling', 'actual', 44, 51, 'shelled', 32, 145, 'River Guard shelled Hill Front trucks with mortars in Port Mirna yesterday, killing at least 16, a hospital said.', 'mirna', 86, 96, 'Port Mirna', 'stated', 'en/test', '2031-03-04', '2031-03-04', 97, 106, 'yesterday', 'stated', 'en/test', 'en/test');
INSERT INTO mentions VALUES ('D-222222222222#45', 'D-222222222222', 'shelling', 'actual', 45, 52, 'shelled', 28, 108, 'River Guard guns shelled Port Mirna a day earlier and three Hill Front men died.', 'mirna', 53, 63, 'Port Mirna', 'stated', 'en/test', '2031-03-04', '2031-03-04', 64, 77, 'a day earlier', 'stated', 'en/test', 'en/test');
INSERT INTO merges VALUES (1, '2031-03-07T10:00:00Z', 2, 1);
INSERT INTO meta VALUES ('layout', '3');
INSERT INTO meta VALUES ('merged', 'yes');
INSERT INTO meta VALUES ('program', 'rashomon 0.1.0');
INSERT INTO names VALUES ('front', 'part', 'actor', 'hill-front', 'Hill Front');
INSERT INTO names VALUES ('front men', 'part', 'actor', 'hill-front', 'Hill Front');
INSERT INTO names VALUES ('guard', 'part', 'actor', 'river-guard', 'River Guard');
INSERT INTO names VALUES ('guard men', 'part', 'actor', 'river-guard', 'River Guard');
INSERT INTO names VALUES ('hilfrunt', 'skeleton', 'actor', 'hill-front', 'Hill Front');
INSERT INTO names VALUES ('hilfruntman', 'skeleton', 'actor', 'hill-front', 'Hill Front');
INSERT INTO names VALUES ('hill front', 'spelling', 'actor', 'hill-front', 'Hill Front');
INSERT INTO names VALUES ('hill front men', 'spelling', 'actor', 'hill-front', 'Hill Front');
INSERT INTO names VALUES ('men', 'part', 'actor', 'hill-front', 'Hill Front');
INSERT INTO names VALUES ('men', 'part', 'actor', 'river-guard', 'River Guard');
INSERT INTO names VALUES ('mirna', 'part', 'place', 'mirna', 'Port Mirna');
INSERT INTO names VALUES ('port mirna', 'spelling', 'place', 'mirna', 'Port Mirna');
INSERT INTO names VALUES ('purtmirn', 'skeleton', 'place', 'mirna', 'Port Mirna');
INSERT INTO names VALUES ('river guard', 'spelling', 'actor', 'river-guard', 'River Guard');
INSERT INTO names VALUES ('river guard men', 'spelling', 'actor', 'river-guard', 'River Guard');
INSERT INTO names VALUES ('riwarguard', 'skeleton', 'actor', 'river-guard', 'River Guard');
INSERT INTO names VALUES ('riwarguardman', 'skeleton', 'actor', 'river-guard', 'River Guard');
INSERT INTO passage_events VALUES (2, 1);
INSERT INTO passage_events VALUES (4, 1);
INSERT INTO place_aliases VALUES ('mirna', 1, 'Port Mirna');
INSERT INTO place_boxes VALUES (1, 12.5, 12.5, -3.25, -3.25, 'mirna');
INSERT INTO place_mentions VALUES ('D-111111111111', 1, 86, 96, 'Port Mirna', 'mirna', 'location', '["mirna-2"]', 'en/test');
INSERT INTO place_mentions VALUES ('D-222222222222', 1, 53, 63, 'Port Mirna', 'mirna', 'location', '["mirna-2"]', 'en/test');
INSERT INTO places VALUES ('mirna', 'Port Mirna', 12.5, -3.25, 'point', NULL);
INSERT INTO quantities VALUES ('D-111111111111#44', 1, 'killed', 16, NULL, 'hill-front', 'D-111111111111', 116, 127, 'at least 16', 'en/test');
INSERT INTO quantities VALUES ('D-222222222222#45', 1, 'killed', 3, 3, 'hill-front', 'D-222222222222', 82, 87, 'three', 'en/test');
INSERT INTO revisions VALUES (1, 1, 'E-7QK4-M2XD', 'added', NULL);
INSERT INTO rulings VALUES ('E-7QK4-M2XD', 1, 'R-0123456789abcdef', '2031-03-07T10:00:00.000Z', 'ana', 'settle', 'killed', 'hill-front', '16..', '16.. / 3', 'the hospital counted', 'D-111111111111#44');
INSERT INTO sections VALUES (1, 'D-111111111111', 1, 'title', 0, 12, NULL, NULL);
INSERT INTO sections VALUES (2, 'D-111111111111', 2, 'comment', 14, 145, 'someone', '2031-03-05T10:00');
INSERT INTO sections VALUES (3, 'D-222222222222', 1, 'title', 0, 11, NULL, NULL);
INSERT INTO sections VALUES (4, 'D-222222222222', 2, 'comment', 13, 108, 'someone', '2031-03-05T10:00');
INSERT INTO passages (passages) VALUES ('rebuild');
COMMIT;
