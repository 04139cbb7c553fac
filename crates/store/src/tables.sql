-- The case file. Comments inside a statement are kept by SQLite: `.schema` shows them.
-- Positions are bytes of the document's text, from 0, end exclusive. Days are ISO 8601. Lists are JSON arrays.

-- What was read ---------------------------------------------------------------------------------------------

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contents (
    hash TEXT PRIMARY KEY,      -- SHA-256 of the content, hexadecimal
    content TEXT NOT NULL       -- the text of a document, or findings as JSON
) STRICT;

CREATE TABLE accounts (
    document TEXT PRIMARY KEY,  -- id by content
    hash TEXT NOT NULL,         -- SHA-256 of the page's bytes
    fingerprint TEXT NOT NULL,  -- of the program, rules and models that read it
    page TEXT NOT NULL,         -- the document as it was read, as JSON, without its text
    text TEXT NOT NULL REFERENCES contents (hash),
    findings TEXT NOT NULL REFERENCES contents (hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX accounts_by_hash ON accounts (hash);

CREATE TABLE captures (
    path TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES accounts (document),
    PRIMARY KEY (path, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX captures_by_document ON captures (document, path);

CREATE TABLE set_aside (
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
    document TEXT NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,    -- reading order, from 1
    kind TEXT NOT NULL,         -- title, body, caption, quote, comment or boilerplate
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    author TEXT,
    at TEXT,                    -- UTC
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

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
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    from_day TEXT,
    to_day TEXT,
    place TEXT REFERENCES places (id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    one TEXT NOT NULL REFERENCES mentions (id),
    other TEXT NOT NULL REFERENCES mentions (id),
    joined INTEGER NOT NULL,    -- 1 where the two were held for one event
    score REAL NOT NULL,        -- between 0 and 1
    reasons TEXT NOT NULL       -- in words, JSON array
) STRICT;

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
    (SELECT count(*) FROM event_mentions WHERE event = e.id) AS mentions,
    (SELECT count(DISTINCT m.document) FROM event_mentions AS em JOIN mentions AS m ON m.id = em.mention
        WHERE em.event = e.id) AS documents,
    (SELECT count(*) FROM claims WHERE event = e.id AND agreement = 'disputed') AS disputed,
    e.summary
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
