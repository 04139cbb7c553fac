-- A case as the second layout wrote it: its tables, and the sample of the tests.
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

CREATE INDEX links_by_one ON links (one);
CREATE INDEX links_by_other ON links (other);

-- How it came about ----------------------------------------------------------------------------------------

CREATE TABLE merges (
    number INTEGER PRIMARY KEY, -- from 1
    at TEXT NOT NULL,           -- UTC
    documents INTEGER NOT NULL,
    events INTEGER NOT NULL
) STRICT;

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    merge INTEGER NOT NULL REFERENCES merges (number),
    event TEXT NOT NULL,
    change TEXT NOT NULL,       -- added, changed, joined (into one other), split (into several) or dropped
    before TEXT                 -- the record until then, JSON
) STRICT;

CREATE INDEX revisions_by_event ON revisions (event);
CREATE INDEX revisions_by_merge ON revisions (merge);

CREATE TABLE successors (
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

-- The rule: of the numbers that no party to the event gives (of all, where only parties speak) the one in most
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
SELECT ranked.event, ranked.attribute, actors.name AS of_actor, low, least AS best, high,
    'most told, parties aside, then lowest' AS rule, ranked.agreement
FROM ranked LEFT JOIN actors ON actors.id = ranked.of_actor WHERE place_in_order = 1;

CREATE VIEW v_sources AS
SELECT coalesce(d.outlet, d.path) AS source, d.domain, d.speaks_for, count(*) AS documents,
    sum(d.copy_of IS NOT NULL) AS copies, min(d.published_from) AS first_published, max(d.published_to) AS last_published
FROM documents AS d GROUP BY coalesce(d.outlet, d.path);

CREATE VIEW v_changes AS
SELECT r.id, r.merge, merges.at, r.event, r.change,
    (SELECT group_concat(successor, '; ') FROM successors WHERE successors.event = r.event) AS successors
FROM revisions AS r JOIN merges ON merges.number = r.merge;

INSERT INTO actors VALUES ('hill-front', 'Hill Front', 'armed_group', NULL);
INSERT INTO actors VALUES ('river-guard', 'River Guard', 'armed_group', NULL);
INSERT INTO sections VALUES (1, 'D-111111111111', 1, 'title', 0, 12, NULL, NULL);
INSERT INTO sections VALUES (2, 'D-111111111111', 2, 'comment', 14, 145, 'someone', '2031-03-05T10:00');
INSERT INTO sections VALUES (3, 'D-222222222222', 1, 'title', 0, 11, NULL, NULL);
INSERT INTO sections VALUES (4, 'D-222222222222', 2, 'comment', 13, 108, 'someone', '2031-03-05T10:00');
INSERT INTO places VALUES ('mirna', 'Port Mirna', 12.5, -3.25, 'point', NULL);
INSERT INTO documents VALUES ('D-111111111111', 'wire.txt', '1111111111111111111111111111111111111111111111111111111111111111', 'Port shelled', 'Wire Nine', 'example.org', NULL, 'masthead', 'J. Doe', '2031-03-05', '2031-03-05', 'stated', 'the date line', 0, 4, '[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]', 'en', '["Agency A"]', 1, NULL, '7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735', '8c5f500e91c571a5fd36d377517502dc20adf574838cd79bae68f0cda9756977');
INSERT INTO documents VALUES ('D-222222222222', 'post.html', '2222222222222222222222222222222222222222222222222222222222222222', NULL, 'Harbor Post', 'example.org', NULL, 'masthead', 'J. Doe', '2031-03-05', '2031-03-06', 'inferred', 'the date line', 0, 4, '[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]', 'en', '["Agency A"]', 0, 'D-111111111111', '12482015d0e468a3bee4fcc19d795745348785761de050a3df4f82a6ed05f8e0', 'e43642337940bc323cf7e27e5f7e85a29344fd2dc852689c9d6d6084e2ff4bc8');
INSERT INTO actor_aliases VALUES ('hill-front', 1, 'Hill Front');
INSERT INTO actor_aliases VALUES ('hill-front', 2, 'Hill Front men');
INSERT INTO actor_aliases VALUES ('river-guard', 1, 'River Guard');
INSERT INTO actor_aliases VALUES ('river-guard', 2, 'River Guard men');
INSERT INTO revisions VALUES (1, 1, 'E-7QK4-M2XD', 'added', NULL);
INSERT INTO event_actors VALUES ('E-7QK4-M2XD', 'agent', 1, 'river-guard');
INSERT INTO event_actors VALUES ('E-7QK4-M2XD', 'target', 1, 'hill-front');
INSERT INTO claims VALUES (1, 'E-7QK4-M2XD', 'killed', 'hill-front', 'disputed');
INSERT INTO claims VALUES (2, 'E-7QK4-M2XD', 'place', NULL, 'corroborated');
INSERT INTO links VALUES (1, 'D-111111111111#44', 'D-222222222222#45', 1, 0.875, '["same place","same day"]');
INSERT INTO captures VALUES ('wire.txt', 'D-111111111111');
INSERT INTO merges VALUES (1, '2031-03-07T10:00:00Z', 2, 1);
INSERT INTO accounts VALUES ('D-111111111111', '1111111111111111111111111111111111111111111111111111111111111111', 'f', '{"id":"D-111111111111","path":"wire.txt","hash":"1111111111111111111111111111111111111111111111111111111111111111","title":"Port shelled","source":{"name":"Wire Nine","domain":"example.org","speaks_for":null,"rule":"masthead"},"author":"J. Doe","published":{"when":{"from":"2031-03-05","to":"2031-03-05"},"basis":"stated","evidence":"the date line","span":{"start":0,"end":4},"rejected":[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]},"language":"en","agencies":["Agency A"],"text":"","verbatim":true,"sections":[{"kind":"title","span":{"start":0,"end":12},"author":null,"at":null},{"kind":"comment","span":{"start":14,"end":145},"author":"someone","at":"2031-03-05T10:00"}],"copy_of":null}', '7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735', 'fe0507bddcd1ffc871745e8273a00085bd5c27c3ed8762f3a8bed9a8783e362e');
INSERT INTO passage_events VALUES (2, 1);
INSERT INTO passage_events VALUES (4, 1);
INSERT INTO attributions VALUES ('D-111111111111#44', 1, 'a hospital', NULL, 'said', 'D-111111111111', 129, 139, 'a hospital');
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
INSERT INTO contents VALUES ('7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735', 'Port shelled

مرفأ 🚢 The River Guard shelled Hill Front trucks with mortars in Port Mirna yesterday, killing at least 16, a hospital said.
');
INSERT INTO contents VALUES ('12482015d0e468a3bee4fcc19d795745348785761de050a3df4f82a6ed05f8e0', 'Harbor Post

مدينة — River Guard guns shelled Port Mirna a day earlier and three Hill Front men died.
');
INSERT INTO contents VALUES ('fe0507bddcd1ffc871745e8273a00085bd5c27c3ed8762f3a8bed9a8783e362e', X'28b52ffd0058dd130066615e23208db60de02ceda5aebd7e123dafffb005b690f14a209a3d02d1febeeb1a5c0108814150005500570092a73f7b54ca717a056b76cb3936678d16f8e6c50e164a6dc21bd29bb65c85cd7b4c23bd59763b361ce90feb2be99c93767c376d01d6a7ab72ecf887a583184c29cb9ede90de786db3460e6cb593af04106b568a1ebf300c1e39673dc7e6b587ad89e3bbcade495b92453e9d6944eaa43d9bede91247f5459825d258d439c7e60d346bf372dcc3b2ee232c98529601dfd3354a3e7ee216831c1e8d583efde18d806028b501ae9d54a90cb22c04cce220d6f1419674de88222376eb41a98d78ba56b6b7399dc4f13d48012492cc36faa39ddd9edeb6e583936a723cc4ab944a9ac301f098c6c3d15c2ae7d8bc074101ebc6fb60200ab1ec0ab242b902af89b69b774d9ece6bdb3aca26c70713d060a4f352c74700b3a4772a8545b3b5705edbe92cf57485b2b9e31946e7b30fa7e3702c0fa610b4ac8fefbde615f91c17c6b2a36ca752a692727c04918145a36d950161a8611583cad0942405294c92d640022210e3547a1240205a98423a4b90228a89880414944849ea51680c050185c2900421af252459ac2262a1c2a0bdc5424ca085b398141ccd56a4f1749ad45528b42b6c62debd3818fd1117f71466cbf4a3d9938c460157eb17301607f412d0160e32e831006308ce76cdfb975cd564a06956de93addb85497edf816c22354a931ae2f3d4a2dd888f70600deac036aabb9501a4e188d79eaf9e4166f7a3f3d8370a4f302df8a4b2368d56f6559fdf470545844ac7f7f0fdb5caa120e98ed1e6ea84fa7c07963635311199b261ad5215de0f4915e6170530d87b056537739bdbf5129d929dad0222ca2e8084ba362e9f02');
INSERT INTO contents VALUES ('8c5f500e91c571a5fd36d377517502dc20adf574838cd79bae68f0cda9756977', X'28b52ffd0458ed140076626123208db60de02ced651d5bfc247a5eff610b6c21e39540347b04a2fd7d4230b8021002835600560058006bf2d4202c3829caf0303a88c149514eaff966b468506fd950173eade556bd827b1d739e3e718c21872723c6ab3fab11078bb534e1ea19e13ebd973104632d955cfdd1571ad41bb376f0e90bc3e0eabd1939873daf04ea0961730f128114704a9ae5b2a7b796400a812bf9a979ef962db0b91cbf8643fdd97c621aeacdd8ed15f5c5495ba6bd193934af5136b9fa326dea244f9e1e4c4083a1be6c3d3d029845bd71292c9ad9022e6b940e06ad93c6240b8cc09c489ccc492360966581604f8f02a327c8a2be1abda2de9e75ece1e94faea51157cf760fcadda8adbde824de6b5e81cfd3c268506fadeb2815f5740b294f0f32b0104432d26ece301a1f7d169da73b6c3dafa9a837766bf850517f4cc18380bbad329047428c9dde6b381242c610e353e3dac1ab375d98fc746875ad94b4b73c1c0e4e0852eea7f7702ccde1729eee7000f42625df40432f6336f1f45ea411619647b15d3d9db3306ba8b19182a64646642405a9140e3042628c53680712403051344982a4220e9a1209aae2d282a25296350f4b10e6bb859da001e5753f50dca43cd2811153fa5170640472f60cc9038fab6daf0c25215e962844f21d5e11c7416f371488ef07991e162b90fc264cec6cb50f801dee2c45ee8a8450d0f40736434a21c4214876b8a4811d055c72cc19f2cc4cc7464e8d903f161e56281a22c54437a2da040c85ea13a42f05fbe4d025f6018b1eb0c741e1b7ca7465a3dd40c2dad29bd1b0744b54ca59fd24f7214853bac9ea27853abe272143e0993aa836d17985003501940781ebb90bd7af1c30e6c69e0e3d2cff89ad4c3fa0c324c53f0e15a4b23fde5b8b068081ecf18a31d419994782dae9af53bd6a9505f801e602c8f8');
INSERT INTO contents VALUES ('e43642337940bc323cf7e27e5f7e85a29344fd2dc852689c9d6d6084e2ff4bc8', X'28b52ffd0458e51100565f5823306ddb0686b2a0a51d9b8c41f0b37e533f8694a31405ad538c09873c7cf0a47030b0804d0050004d000e53f7286c27ccf031570b2d20f9b64d39e93125a7f215ac955bcdf112b7d8f3e02cc4f47947b144c222255e787e2155c7b75a2c42498923cf3bfc08926f6c75a3c72f0ac2f3ad1672cd721e051d793842d3b223f3de6d5b406d72ec1d34f28edae363c937d36e8ff24a254d2d6eb5d003f3185e92e7d5e2c6cd32c9d1b1043494bc5ae9e8085818f9d6c4b068b61a543186b6d12439320a0bb613760879c5d0a37c73945b10c73b9b124b3cbfed2098752b37b75237f11ef30a758e0c05926fcdca4da2fcbaa493e33330202858889bf9a2b43aec286d8e6f567a7e1f6dee350a1a0eb6915eabd6f12d8f89f2addd9a4244f9f73878ecc3b4f1eda38b3d4c8f0c24ffa4ae1b7dbe71d265c73f8a53da487b8bc341c0f67998f5f13d0618db9ca6e678070140ab9dec9131782c8f88757c8d3c8542c74650a8818d8366444a829949535a6803502231e6d0f912601039328471308324434c600c43e14c406171716b0608073c24b4b5a88aaf8b843178827a7c7034fad63883abfd1bfb8130c9df64b31d0fc1a5e822f473f8aec3f8cc4bca713328776b02f4c887771203981db42215920bd2bc6e654335b8ea5bf404a5c8592a56443e57e6094aa195cfa42a42305a5a86d5c50891f3ed0963da3f4d5051d49b05322f023a0329f490adab210ec7ccccb3cac3b47fd76ad383aa9984439dd80992c6bff5ef4205d08a5d2e50cd3ab7b9b0a074fc03aaa77ee6d20708e7a3fe');
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
INSERT INTO place_aliases VALUES ('mirna', 1, 'Port Mirna');
INSERT INTO quantities VALUES ('D-111111111111#44', 1, 'killed', 16, NULL, 'hill-front', 'D-111111111111', 116, 127, 'at least 16', 'en/test');
INSERT INTO quantities VALUES ('D-222222222222#45', 1, 'killed', 3, 3, 'hill-front', 'D-222222222222', 82, 87, 'three', 'en/test');
INSERT INTO meta VALUES ('layout', '2');
INSERT INTO meta VALUES ('merged', 'yes');
INSERT INTO meta VALUES ('program', 'rashomon 0.1.0');
INSERT INTO actor_relations VALUES ('D-111111111111', 1, 32, 43, 'River Guard', 'river-guard', 'fights', 'hill-front', 'en/test');
INSERT INTO actor_relations VALUES ('D-222222222222', 1, 28, 39, 'River Guard', 'river-guard', 'fights', 'hill-front', 'en/test');
INSERT INTO actor_mentions VALUES ('D-111111111111', 1, 32, 43, 'River Guard', 'river-guard', 'en/test');
INSERT INTO actor_mentions VALUES ('D-222222222222', 1, 28, 39, 'River Guard', 'river-guard', 'en/test');
INSERT INTO claim_values VALUES (1, 1, 1, 16, NULL, NULL, '["a hospital","Wire Nine"]', '["D-111111111111"]', '["D-111111111111#44"]', 0);
INSERT INTO claim_values VALUES (2, 1, 1, 3, 3, NULL, '["Harbor Post"]', '["D-222222222222"]', '["D-222222222222#45"]', 0);
INSERT INTO claim_values VALUES (3, 2, 0, NULL, NULL, 'mirna', '["Harbor Post","Wire Nine"]', '["D-111111111111","D-222222222222"]', '["D-111111111111#44","D-222222222222#45"]', 1);
INSERT INTO place_mentions VALUES ('D-111111111111', 1, 86, 96, 'Port Mirna', 'mirna', 'location', '["mirna-2"]', 'en/test');
INSERT INTO place_mentions VALUES ('D-222222222222', 1, 53, 63, 'Port Mirna', 'mirna', 'location', '["mirna-2"]', 'en/test');
INSERT INTO mentions VALUES ('D-111111111111#44', 'D-111111111111', 'shelling', 'actual', 44, 51, 'shelled', 32, 145, 'River Guard shelled Hill Front trucks with mortars in Port Mirna yesterday, killing at least 16, a hospital said.', 'mirna', 86, 96, 'Port Mirna', 'stated', 'en/test', '2031-03-04', '2031-03-04', 97, 106, 'yesterday', 'stated', 'en/test', 'en/test');
INSERT INTO mentions VALUES ('D-222222222222#45', 'D-222222222222', 'shelling', 'actual', 45, 52, 'shelled', 28, 108, 'River Guard guns shelled Port Mirna a day earlier and three Hill Front men died.', 'mirna', 53, 63, 'Port Mirna', 'stated', 'en/test', '2031-03-04', '2031-03-05', 64, 77, 'a day earlier', 'inferred', 'en/test', 'en/test');
INSERT INTO arguments VALUES ('D-111111111111#44', 1, 'agent', 'river-guard', 'D-111111111111', 32, 43, 'River Guard');
INSERT INTO arguments VALUES ('D-111111111111#44', 2, 'target', 'hill-front', 'D-111111111111', 52, 62, 'Hill Front');
INSERT INTO arguments VALUES ('D-111111111111#44', 3, 'instrument', NULL, 'D-111111111111', 75, 82, 'mortars');
INSERT INTO arguments VALUES ('D-222222222222#45', 1, 'agent', 'river-guard', 'D-222222222222', 28, 39, 'River Guard');
INSERT INTO arguments VALUES ('D-222222222222#45', 2, 'target', 'hill-front', 'D-222222222222', 88, 98, 'Hill Front');
INSERT INTO events VALUES (1, 'E-7QK4-M2XD', 'shelling', 'River Guard shelled Hill Front in Port Mirna.', '2031-03-04', '2031-03-04', 'mirna', 'disputed', 1, 1, 2, 2, 2, 1, '2031-03-05', '2031-03-06', 'c709b8b39173892d8811bf75d147322537c50cc5ca29cd09eaf6792733292361');
INSERT INTO event_mentions VALUES ('E-7QK4-M2XD', 1, 'D-111111111111#44');
INSERT INTO event_mentions VALUES ('E-7QK4-M2XD', 2, 'D-222222222222#45');
INSERT INTO claim_words VALUES (1, 1, 'D-111111111111', 116, 127, 'at least 16');
INSERT INTO claim_words VALUES (2, 2, 'D-222222222222', 82, 87, 'three');
INSERT INTO claim_words VALUES (3, 3, 'D-111111111111', 86, 96, 'Port Mirna');
INSERT INTO claim_words VALUES (4, 3, 'D-222222222222', 53, 63, 'Port Mirna');
INSERT INTO passages (passages) VALUES ('rebuild');
COMMIT;
