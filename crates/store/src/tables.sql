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
