-- The case file. Comments inside a statement are kept by SQLite: `.schema` shows them.
-- Positions are bytes of the document's text, from 0, end exclusive. Days are ISO 8601. Lists are JSON arrays.
-- What there is a lot of stands in tables named `…_rows`, with numbers for ids and words; the view without `_rows` says it in full.
-- A number below 0 is an id that the case does not hold, as a term.

-- What was read ---------------------------------------------------------------------------------------------

CREATE TABLE IF NOT EXISTS meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS contents (
    number INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,  -- SHA-256 of the content
    content ANY NOT NULL        -- the text of a document; or findings as JSON, compressed
) STRICT;

CREATE TABLE IF NOT EXISTS accounts (
    document TEXT PRIMARY KEY,  -- id by content
    hash TEXT NOT NULL,         -- SHA-256 of the page's bytes
    fingerprint TEXT NOT NULL,  -- of the program, rules and models that read it
    page TEXT NOT NULL,         -- the document as it was read, as JSON, without its text
    text INTEGER NOT NULL REFERENCES contents (number),
    findings INTEGER NOT NULL REFERENCES contents (number)
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

CREATE TABLE terms (
    number INTEGER PRIMARY KEY,
    term TEXT NOT NULL          -- a kind, role, rule, cue, value, list of speakers, …
) STRICT;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
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
    text INTEGER NOT NULL REFERENCES contents (number),
    findings INTEGER NOT NULL REFERENCES contents (number),
    first_mention INTEGER NOT NULL,     -- its tellings are those of mention_rows from this number
    last_mention INTEGER NOT NULL       -- to this one
) STRICT;

CREATE INDEX documents_by_source ON documents (coalesce(outlet, path));
CREATE INDEX documents_by_copy ON documents (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE section_rows (
    id INTEGER PRIMARY KEY,     -- by day of publication
    document INTEGER NOT NULL REFERENCES documents (number),
    number INTEGER NOT NULL,    -- reading order, from 1
    kind INTEGER NOT NULL REFERENCES terms (number),
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    author TEXT,
    at TEXT,                    -- UTC
    stated_number INTEGER,      -- the number that the page gives a comment
    reply_to INTEGER,           -- the number, in reading order, of the comment that a comment answers
    UNIQUE (document, number)
) STRICT;

CREATE TABLE actors (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT                -- ISO 3166-1 alpha-2
) STRICT;

CREATE TABLE actor_aliases (
    actor TEXT NOT NULL REFERENCES actors (id),
    number INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (actor, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    lat REAL,
    lon REAL,
    precision TEXT NOT NULL,    -- point, area or country
    country TEXT                -- ISO 3166-1 alpha-2
) STRICT;

CREATE TABLE place_aliases (
    place TEXT NOT NULL REFERENCES places (id),
    number INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (place, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE actor_mention_rows (
    document INTEGER NOT NULL REFERENCES documents (number),
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    words INTEGER NOT NULL REFERENCES terms (number),
    actor INTEGER NOT NULL REFERENCES actors (number),
    rule INTEGER NOT NULL REFERENCES terms (number),
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX actor_mentions_by_actor ON actor_mention_rows (actor);

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

CREATE INDEX actor_relations_by_one ON actor_relations (one);
CREATE INDEX actor_relations_by_other ON actor_relations (other);

CREATE TABLE place_mention_rows (
    document INTEGER NOT NULL REFERENCES documents (number),
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    words INTEGER NOT NULL REFERENCES terms (number),
    place INTEGER NOT NULL REFERENCES places (number),
    usage INTEGER NOT NULL REFERENCES terms (number),
    candidates INTEGER NOT NULL REFERENCES terms (number),
    rule INTEGER NOT NULL REFERENCES terms (number),
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX place_mentions_by_place ON place_mention_rows (place);

CREATE TABLE mention_rows (
    number INTEGER PRIMARY KEY, -- by document, then as they were found
    id TEXT,                    -- where it is not made of the document's id and the trigger's place
    document INTEGER NOT NULL REFERENCES documents (number),
    kind INTEGER NOT NULL REFERENCES terms (number),
    realis INTEGER NOT NULL REFERENCES terms (number),
    trigger_start INTEGER NOT NULL,
    trigger_length INTEGER NOT NULL,
    clause_start INTEGER NOT NULL,
    clause_length INTEGER NOT NULL,
    place INTEGER REFERENCES places (number),
    place_start INTEGER,
    place_length INTEGER,
    place_basis INTEGER REFERENCES terms (number),
    place_rule INTEGER REFERENCES terms (number),
    from_day INTEGER,           -- Julian day number: date(from_day) writes it
    days INTEGER,               -- how many more
    time_start INTEGER,
    time_length INTEGER,
    time_basis INTEGER REFERENCES terms (number),
    time_rule INTEGER REFERENCES terms (number),
    rule INTEGER NOT NULL REFERENCES terms (number),
    event INTEGER REFERENCES event_rows (number)
) STRICT;

CREATE INDEX mentions_by_id ON mention_rows (id) WHERE id IS NOT NULL;

CREATE TABLE argument_rows (
    mention INTEGER NOT NULL REFERENCES mention_rows (number),
    number INTEGER NOT NULL,
    role INTEGER NOT NULL REFERENCES terms (number),
    actor INTEGER REFERENCES actors (number),
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (mention, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution_rows (
    mention INTEGER NOT NULL REFERENCES mention_rows (number),
    number INTEGER NOT NULL,    -- 1 is the outermost speaker
    speaker INTEGER NOT NULL REFERENCES terms (number),
    actor INTEGER REFERENCES actors (number),
    cue INTEGER NOT NULL REFERENCES terms (number),
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (mention, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX attributions_by_actor ON attribution_rows (actor) WHERE actor IS NOT NULL;

CREATE TABLE quantity_rows (
    mention INTEGER NOT NULL REFERENCES mention_rows (number),
    number INTEGER NOT NULL,
    attribute INTEGER NOT NULL REFERENCES terms (number),
    min INTEGER,
    max INTEGER,
    of_actor INTEGER REFERENCES actors (number),
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    rule INTEGER NOT NULL REFERENCES terms (number),
    PRIMARY KEY (mention, number)
) STRICT, WITHOUT ROWID;

-- What it comes to ------------------------------------------------------------------------------------------

CREATE TABLE event_rows (
    number INTEGER PRIMARY KEY, -- by day; those without a day last
    id TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL REFERENCES terms (number),
    summary TEXT NOT NULL,
    from_day TEXT,
    to_day TEXT,
    place INTEGER REFERENCES places (number),
    part_of INTEGER,            -- the number of the larger event that it is a part of
    status INTEGER NOT NULL REFERENCES terms (number),
    disputed INTEGER NOT NULL,
    party INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    first_told TEXT,
    last_told TEXT,
    digest BLOB NOT NULL        -- SHA-256 of the whole record
) STRICT;

CREATE INDEX events_by_days ON event_rows (from_day, to_day);
CREATE INDEX events_by_place ON event_rows (place);

CREATE TABLE event_actor_rows (
    event INTEGER NOT NULL REFERENCES event_rows (number),
    role INTEGER NOT NULL REFERENCES terms (number),
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors (number),
    PRIMARY KEY (event, role, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_mention_rows (
    event INTEGER NOT NULL REFERENCES event_rows (number),
    number INTEGER NOT NULL,
    mention INTEGER NOT NULL REFERENCES mention_rows (number),
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_rows (
    event INTEGER NOT NULL REFERENCES event_rows (number),
    number INTEGER NOT NULL,
    attribute INTEGER NOT NULL REFERENCES terms (number),
    of_actor INTEGER REFERENCES actors (number),
    agreement INTEGER NOT NULL REFERENCES terms (number),
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX claims_by_actor ON claim_rows (of_actor) WHERE of_actor IS NOT NULL;

CREATE TABLE claim_value_rows (
    event INTEGER NOT NULL REFERENCES event_rows (number),
    claim INTEGER NOT NULL,
    number INTEGER NOT NULL,
    numeric INTEGER NOT NULL,   -- 1 where the value is a number with bounds
    min INTEGER,
    max INTEGER,
    value INTEGER REFERENCES terms (number),
    speakers INTEGER NOT NULL REFERENCES terms (number),
    documents TEXT,             -- ids; NULL where they are those of the tellings
    mentions TEXT,              -- numbers in event_mention_rows; NULL where all of the event's carry it
    words TEXT,                 -- document, start and end of each; NULL where they are what the tellings say of it
    party INTEGER NOT NULL,
    PRIMARY KEY (event, claim, number),
    FOREIGN KEY (event, claim) REFERENCES claim_rows (event, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE link_rows (
    number INTEGER PRIMARY KEY,
    one INTEGER NOT NULL REFERENCES mention_rows (number),
    other INTEGER NOT NULL REFERENCES mention_rows (number),
    joined INTEGER NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL
) STRICT;

CREATE INDEX links_by_one ON link_rows (one);
CREATE INDEX links_by_other ON link_rows (other);

CREATE TABLE rulings (
    event TEXT NOT NULL REFERENCES event_rows (id),
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
    mention TEXT NOT NULL,
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;

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
    key TEXT NOT NULL,          -- type, actor, place, …; or from_day, to_day, first_told, documents
    value TEXT NOT NULL,
    label TEXT NOT NULL,        -- the value in plain words
    events INTEGER NOT NULL,    -- how many have it
    numbers BLOB NOT NULL,      -- which: differences of their numbers, seven bits a byte
    PRIMARY KEY (key, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE passage_events (
    passages INTEGER PRIMARY KEY, -- a sixty-fourth of section_rows.id: 64 of them share a row
    events BLOB NOT NULL        -- of each telling 64 times the event's number, and the remainder of the passage's; as in facets
) STRICT;

CREATE VIRTUAL TABLE place_boxes USING rtree (id, south, north, west, east, +place TEXT);

CREATE VIEW v_passages AS
SELECT s.id, d.id AS document, s.number, (SELECT term FROM terms WHERE number = s.kind) AS kind,
    CAST(substr(CAST(contents.content AS BLOB), s.start + 1, s.length) AS TEXT) AS text
FROM section_rows AS s JOIN documents AS d ON d.number = s.document JOIN contents ON contents.number = d.text;

CREATE VIRTUAL TABLE passages USING fts5 (
    text, content = 'v_passages', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);
