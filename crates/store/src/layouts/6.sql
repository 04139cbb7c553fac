-- A case as the sixth layout wrote it: its tables, and the sample of the tests. Its views are made anew, but for the one that search reads.
BEGIN TRANSACTION;
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

-- What it held ----------------------------------------------------------------------------------------------

INSERT INTO accounts VALUES ('D-111111111111', '1111111111111111111111111111111111111111111111111111111111111111', 'f', '{"id":"D-111111111111","path":"wire.txt","hash":"1111111111111111111111111111111111111111111111111111111111111111","title":"Port shelled","source":{"name":"Wire Nine","domain":"example.org","speaks_for":null,"rule":"masthead"},"author":"J. Doe","published":{"when":{"from":"2031-03-05","to":"2031-03-05"},"basis":"stated","evidence":"the date line","span":{"start":0,"end":4},"rejected":[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]},"language":"en","agencies":["Agency A"],"text":"","verbatim":true,"sections":[{"kind":"title","span":{"start":0,"end":12},"author":null,"at":null},{"kind":"comment","span":{"start":14,"end":145},"author":"someone","at":"2031-03-05T10:00"}],"copy_of":null}', 1, 5);
INSERT INTO actor_aliases VALUES ('hill-front', 1, 'Hill Front');
INSERT INTO actor_aliases VALUES ('hill-front', 2, 'Hill Front men');
INSERT INTO actor_aliases VALUES ('river-guard', 1, 'River Guard');
INSERT INTO actor_aliases VALUES ('river-guard', 2, 'River Guard men');
INSERT INTO actor_mention_rows VALUES (1, 1, 32, 11, 1, 2, 2);
INSERT INTO actor_mention_rows VALUES (2, 1, 28, 11, 1, 2, 2);
INSERT INTO actor_relations VALUES ('D-111111111111', 1, 32, 43, 'River Guard', 'river-guard', 'fights', 'hill-front', 'en/test');
INSERT INTO actor_relations VALUES ('D-222222222222', 1, 28, 39, 'River Guard', 'river-guard', 'fights', 'hill-front', 'en/test');
INSERT INTO actors VALUES (1, 'hill-front', 'Hill Front', 'armed_group', NULL);
INSERT INTO actors VALUES (2, 'river-guard', 'River Guard', 'armed_group', NULL);
INSERT INTO argument_rows VALUES (1, 1, 9, 2, 32, 11);
INSERT INTO argument_rows VALUES (1, 2, 10, 1, 52, 10);
INSERT INTO argument_rows VALUES (1, 3, 11, NULL, 75, 7);
INSERT INTO argument_rows VALUES (2, 1, 9, 2, 28, 11);
INSERT INTO argument_rows VALUES (2, 2, 10, 1, 88, 10);
INSERT INTO attribution_rows VALUES (1, 1, 12, NULL, 13, 129, 10);
INSERT INTO captures VALUES ('wire.txt', 'D-111111111111');
INSERT INTO claim_rows VALUES (1, 1, 14, 1, 17);
INSERT INTO claim_rows VALUES (1, 2, 20, NULL, 21);
INSERT INTO claim_value_rows VALUES (1, 1, 1, 1, 16, NULL, NULL, 18, NULL, '[1]', NULL, 0);
INSERT INTO claim_value_rows VALUES (1, 1, 2, 1, 3, 3, NULL, 19, NULL, '[2]', NULL, 0);
INSERT INTO claim_value_rows VALUES (1, 2, 1, 0, NULL, NULL, 22, 23, NULL, NULL, NULL, 1);
INSERT INTO contents VALUES (1, X'7BED9BB98B395FA967743180D5B703D54274AFEA835305CBAB782C1BDFC99735', 'Port shelled

مرفأ 🚢 The River Guard shelled Hill Front trucks with mortars in Port Mirna yesterday, killing at least 16, a hospital said.
');
INSERT INTO contents VALUES (2, X'C3FA252BF6BD313C8480B69F4F9656148040FFA6BD36AB6B3AB03260A20B6A82', X'28B52FFD60D605AD0B00D289211F6045F443CB36CD755970E4FB9E4242C304B19D69B14B18DE09B60241C0510877C0CA7290E41FD56ECA020BCA6AECDE131C6F2D8D5980C1D7318DDF8DC84E151726DCCB2000B14116B3AED2C4CC208D3D78B0CBF95656FBF36927E023F907F36A0EB6C43198344EA877AB88D51B620E6AD178941EE6726AAF125206456923BE5A7718A53D395FA020893449A1032002428C51C6EA01D699F65C8A19D2D5C93E1E55AB04F7615E52983798E77752AB6A1DA2D761D578E459C2BEE2671A6C6182614394883CAEA81CC103986756937E555E592F91AA5C1EE2F01C6FED5195561218E663B97B1CAE42D6689B24454E74A0173FA11FFB676F9D315D59CC33633EB1F25BDCC53E838E4D662C66A5ED630E9B0547E5DDEC438D05BF67CF26E1D55FEE37403FC42226667D662FBF67279379E023936121616FAE3835117A55685C9AF99736DBB28C25B57CE59A00D8A4ACDF5B163580C8D84344C8616DD5EF14D10CE0EDFFE0C08CFDE686D51BFC623A1BD8EB5A0E');
INSERT INTO contents VALUES (3, X'12482015D0E468A3BEE4FCC19D795745348785761DE050A3DF4F82A6ED05F8E0', 'Harbor Post

مدينة — River Guard guns shelled Port Mirna a day earlier and three Hill Front men died.
');
INSERT INTO contents VALUES (4, X'7644674006DE15BDA58263A04BDD1CEF176F69BB7681736B169E15C57503769F', X'28B52FFD60CF04E5090012481C1D60B56E438B96D8B99BAA759EA3027750E10F8D49A3F4E640376B98E21E5313208B24B2491EAC7C0438936D6D9A9405B0302B571B4652DBDC5516532ED6DDF3D1C1F88FD34DC027DC17BB9930339AB2C1D6A0DEE36181DE90425008C697C85177523B74901AA8F7BAF0307AA3EFF5C30251A0304B1A4D073002420C2953E503B6F9E968CA791215763630968EA9CC602B0560B14BE2C1E11B3AF9214A5A94A583298B017C27FE50BE3CCB92869CC8B06C2F1457B51C55FD7A8C2140C12354F006178C7FF6ECA7566CCB4BF43318D938C6727E3A7CCCA1D961517A367FD6F8315B84679584F5AF5C6E432F842027B236E30BEFD889C97CF0C8242F24E4FD1BE72402AFEA0D17E67E59EB2D252CB78963B782604A29DF7F1E330097B15B3C90C259AFBF534432606EDF03074EA477DE58B1C16FA4A181BD8E98');
INSERT INTO contents VALUES (5, X'0766AF7D2181287E121F41207F708AB69674DB1F2B9A09EE8E9599FAC13215DF', X'28B52FFD60E306ED0D00C24B261F5069F34683F83693ECBD58C2C9C1C074B30AB43DDE6DCF78FC095ECC4CED016F98540A27AD8922261A7E5B83A19A6117C1A94D0BF88C56FD8CADF69FD1C2434069A93899C50FC41DDC3A763985778770C89B1D15C418C0D7688CF96FC72214A6EB32635B97D03A92AFC6848526E71DD985188B7F38B8C031484F282963C26842E5D00E3852C601FEB793C1206AEA026B3F46A11A2E62370173A0F08A68920C63300242082953B50770E3A10E7DDE1B9B8DE1BD794D9B8533E01866A1781A27F810424A119BE8E5881FAA36A5253F5AB606DF13A1AA54D1241AD3B21C5A9464D63AB9E686C3C951F78982A3E2630E92D3220E9EDE9670889111328142DCF7AF03CBED7534D7762E48352F12F8C1B766E564F9CD65782512BE2B1387A27E7F1889B73E98254A2BFD4AE39BB427707AB53E5978D9F020E8DDC9BC5DC10E3DF9CB6668F89DBF787CC0449113707A7C4305460D915BA9FE8132ABB207D8D081BC2F13B4AFA1A7E8F4BBB9BE700D26A6BCD1473FC02C3A33D03A8F49B94CC42816174734115C1E4C0291EF980D36BA74B356E6383ECCF1CC48537F6097F1D5CE19ED0C84D38462A436A0C60F627D9CDB08390ED3628162C9CA86F930');
INSERT INTO documents VALUES (1, 'D-111111111111', 'wire.txt', '1111111111111111111111111111111111111111111111111111111111111111', 'Port shelled', 'Wire Nine', 'example.org', NULL, 'masthead', 'J. Doe', '2031-03-05', '2031-03-05', 'stated', 'the date line', 0, 4, '[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]', 'en', '["Agency A"]', 1, NULL, 1, 2, 1, 1);
INSERT INTO documents VALUES (2, 'D-222222222222', 'post.html', '2222222222222222222222222222222222222222222222222222222222222222', NULL, 'Harbor Post', 'example.org', NULL, 'masthead', 'J. Doe', '2031-03-05', '2031-03-06', 'inferred', 'the date line', 0, 4, '[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]', 'en', '["Agency A"]', 0, 'D-111111111111', 3, 4, 2, 2);
INSERT INTO event_actor_rows VALUES (1, 9, 1, 2);
INSERT INTO event_actor_rows VALUES (1, 10, 1, 1);
INSERT INTO event_mention_rows VALUES (1, 1, 1);
INSERT INTO event_mention_rows VALUES (1, 2, 2);
INSERT INTO event_rows VALUES (1, 'E-7QK4-M2XD', 6, 'River Guard shelled Hill Front in Port Mirna.', '2031-03-04', '2031-03-04', 1, NULL, 17, 1, 1, 2, 2, 2, 1, '2031-03-05', '2031-03-06', X'2AE4CA0E5C020C050CCC4611BCDF41E7356C0B9D1F806FDB0398BB78BBD5A961');
INSERT INTO facets VALUES ('actor', 'hill-front', 'Hill Front', 1, X'01');
INSERT INTO facets VALUES ('actor', 'river-guard', 'River Guard', 1, X'01');
INSERT INTO facets VALUES ('agent', 'river-guard', 'River Guard', 1, X'01');
INSERT INTO facets VALUES ('attribute', 'killed', 'killed', 1, X'01');
INSERT INTO facets VALUES ('attribute', 'place', 'place', 1, X'01');
INSERT INTO facets VALUES ('documents', '2', '2', 1, X'01');
INSERT INTO facets VALUES ('first_told', '2031-03-05', '2031-03-05', 1, X'01');
INSERT INTO facets VALUES ('from_day', '2031-03-04', '2031-03-04', 1, X'01');
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
INSERT INTO facets VALUES ('to_day', '2031-03-04', '2031-03-04', 1, X'01');
INSERT INTO facets VALUES ('type', 'shelling', 'shelling', 1, X'01');
INSERT INTO link_rows VALUES (1, 1, 2, 1, 0.875, '["same place","same day"]');
INSERT INTO mention_rows VALUES (1, NULL, 1, 6, 7, 44, 7, 32, 113, 1, 86, 10, 8, 2, 2462930, 0, 97, 9, 8, 2, 2, 1);
INSERT INTO mention_rows VALUES (2, NULL, 2, 6, 7, 45, 7, 28, 80, 1, 53, 10, 8, 2, 2462930, 0, 64, 13, 8, 2, 2, 1);
INSERT INTO merges VALUES (1, '2026-11-22T03:10:44Z', 2, 1);
INSERT INTO meta VALUES ('decided', '0');
INSERT INTO meta VALUES ('layout', '6');
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
INSERT INTO passage_events VALUES (0, X'4202');
INSERT INTO place_aliases VALUES ('mirna', 1, 'Port Mirna');
INSERT INTO place_boxes VALUES (1, 12.5, 12.5, -3.25, -3.25, 'mirna');
INSERT INTO place_mention_rows VALUES (1, 1, 86, 10, 3, 1, 4, 5, 2);
INSERT INTO place_mention_rows VALUES (2, 1, 53, 10, 3, 1, 4, 5, 2);
INSERT INTO places VALUES (1, 'mirna', 'Port Mirna', 12.5, -3.25, 'point', NULL);
INSERT INTO quantity_rows VALUES (1, 1, 14, 16, NULL, 1, 116, 11, 2);
INSERT INTO quantity_rows VALUES (2, 1, 14, 3, 3, 1, 82, 5, 2);
INSERT INTO revisions VALUES (1, 1, 'E-7QK4-M2XD', 'added', NULL);
INSERT INTO rulings VALUES ('E-7QK4-M2XD', 1, 'R-0123456789abcdef', '2031-03-07T10:00:00.000Z', 'ana', 'settle', 'killed', 'hill-front', '16..', '16.. / 3', 'the hospital counted', 'D-111111111111#44');
INSERT INTO section_rows VALUES (1, 1, 1, 15, 0, 12, NULL, NULL);
INSERT INTO section_rows VALUES (2, 1, 2, 16, 14, 131, 'someone', '2031-03-05T10:00');
INSERT INTO section_rows VALUES (3, 2, 1, 15, 0, 11, NULL, NULL);
INSERT INTO section_rows VALUES (4, 2, 2, 16, 13, 95, 'someone', '2031-03-05T10:00');
INSERT INTO terms VALUES (1, 'River Guard');
INSERT INTO terms VALUES (2, 'en/test');
INSERT INTO terms VALUES (3, 'Port Mirna');
INSERT INTO terms VALUES (4, 'location');
INSERT INTO terms VALUES (5, '["mirna-2"]');
INSERT INTO terms VALUES (6, 'shelling');
INSERT INTO terms VALUES (7, 'actual');
INSERT INTO terms VALUES (8, 'stated');
INSERT INTO terms VALUES (9, 'agent');
INSERT INTO terms VALUES (10, 'target');
INSERT INTO terms VALUES (11, 'instrument');
INSERT INTO terms VALUES (12, 'a hospital');
INSERT INTO terms VALUES (13, 'said');
INSERT INTO terms VALUES (14, 'killed');
INSERT INTO terms VALUES (15, 'title');
INSERT INTO terms VALUES (16, 'comment');
INSERT INTO terms VALUES (17, 'disputed');
INSERT INTO terms VALUES (18, '["a hospital","Wire Nine"]');
INSERT INTO terms VALUES (19, '["Harbor Post"]');
INSERT INTO terms VALUES (20, 'place');
INSERT INTO terms VALUES (21, 'corroborated');
INSERT INTO terms VALUES (22, 'mirna');
INSERT INTO terms VALUES (23, '["Harbor Post","Wire Nine"]');
INSERT INTO passages (passages) VALUES ('rebuild');
COMMIT;
