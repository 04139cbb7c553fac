-- A case as the fourth layout wrote it: its tables, and the sample of the tests. Its views are made anew, but for the one that search reads.
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
    hash TEXT NOT NULL UNIQUE,  -- SHA-256 of the content, hexadecimal
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
    findings INTEGER NOT NULL REFERENCES contents (number)
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
    rule INTEGER NOT NULL REFERENCES terms (number)
) STRICT;

CREATE INDEX mentions_by_document ON mention_rows (document);
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
CREATE INDEX events_by_first_told ON event_rows (first_told);
CREATE INDEX events_by_documents ON event_rows (documents);
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

CREATE INDEX event_mentions_by_mention ON event_mention_rows (mention);

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
    key TEXT NOT NULL,          -- type, actor, place, …
    value TEXT NOT NULL,
    label TEXT NOT NULL,        -- the value in plain words
    events INTEGER NOT NULL,    -- how many have it
    numbers BLOB NOT NULL,      -- which: differences of their numbers, seven bits a byte
    PRIMARY KEY (key, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE passage_events (
    passage INTEGER NOT NULL REFERENCES section_rows (id),
    event INTEGER NOT NULL REFERENCES event_rows (number),
    PRIMARY KEY (passage, event)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE place_boxes USING rtree (id, south, north, west, east, +place TEXT);

CREATE VIEW v_passages AS
SELECT s.id, d.id AS document, s.number, (SELECT term FROM terms WHERE number = s.kind) AS kind,
    CAST(substr(CAST(contents.content AS BLOB), s.start + 1, s.length) AS TEXT) AS text
FROM section_rows AS s JOIN documents AS d ON d.number = s.document JOIN contents ON contents.number = d.text;

CREATE VIRTUAL TABLE passages USING fts5 (
    text, content = 'v_passages', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);

-- What it held ----------------------------------------------------------------------------------------------

INSERT INTO accounts VALUES ('D-111111111111', '1111111111111111111111111111111111111111111111111111111111111111', 'f', '{"id":"D-111111111111","path":"wire.txt","hash":"1111111111111111111111111111111111111111111111111111111111111111","title":"Port shelled","source":{"name":"Wire Nine","domain":"example.org","speaks_for":null,"rule":"masthead"},"author":"J. Doe","published":{"when":{"from":"2031-03-05","to":"2031-03-05"},"basis":"stated","evidence":"the date line","span":{"start":0,"end":4},"rejected":[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]},"language":"en","agencies":["Agency A"],"text":"","verbatim":true,"sections":[{"kind":"title","span":{"start":0,"end":12},"author":null,"at":null},{"kind":"comment","span":{"start":14,"end":145},"author":"someone","at":"2031-03-05T10:00"}],"copy_of":null}', 1, 2);
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
INSERT INTO contents VALUES (1, '7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735', 'Port shelled

مرفأ 🚢 The River Guard shelled Hill Front trucks with mortars in Port Mirna yesterday, killing at least 16, a hospital said.
');
INSERT INTO contents VALUES (2, 'c3fa252bf6bd313c8480b69f4f9656148040ffa6bd36ab6b3ab03260a20b6a82', X'28B52FFD00587D1400C6636524308D9B03C0A568655BB6EB6C0476A45659FD60849B6E0943A73E827BE583C7CF8808F49B59005B0059001CADA34C7A36098CB7146E789E4688794BE19753F3B61143B20E172A337D3216DB7AC5EB169DF3BC14DD831C9E8D9E7EFD691C81C0608C15BEBE91B6E7BBB907C130C693AF3FFC8A641D3ED78E3EAF9883AF77DB283AEE792511777307D3FAF0D3D479DE71ECEB0B298C4B432564A0F176D26E9B7B1EF604620865FB9ECDF486DB026D597C8B52E9782CD69B4AB039EEB691433335ECA4AF37C7909D7DD273C011F060D69B63CF8100875A6F650B8C7E8E41DB0BF9500F2BFCFA468769B304DD84A111BA127C657DE2EC4A301BC93A64DAAE230AC23D270A8D9E046ABD71F4CA3A7C5A740FCF3FCB18477C7D3B3EF0EB566EEEA651629A9A57E8F3548C641D36B748A9AC6F644A792E91546A035313A9ACB73684FAF05495F5A5201FAF6163C7424F3BA745A92C88300BA97BD0D367336010DBD1AF4366BAEF79A831633B814B413AD462FD2D04F1EBE7F258189539CF432000DD96B20B24230EC52C24DD5C63B10E9FE7269ED3D250015EA8B19151881921119282B452382042621043EB011280D069282461942025A00A24285290F2AAA4396F1768CFB5ACF970567B3E8EBD347E5B3F520E1DADDDC86E7B9EDD35917815EE8DA1EB1C4866896E7B3D624962DCAD7134FE2895AB0D47C3527676D5C4F4C889DB0ED467D9C169C0F5E9DCF3A92C63789030C842B377AE034942FFE6A392A6B94365C7736B373F496E5FB85B1DA076FF036C2B87ABABD0B187FF29E90BC8238CE9ADDE20A0172544542D59F0D8EC4D7CD6C3052802F1D36739C878793849AF631AA9C345F7C380BF946A170F154CE2FAE7A48054F8BD1E33AC032A67C70DF4BC5E4F8E0716DB9F5B7B8E2A273005');
INSERT INTO contents VALUES (3, '12482015d0e468a3bee4fcc19d795745348785761de050a3df4f82a6ed05f8e0', 'Harbor Post

مدينة — River Guard guns shelled Port Mirna a day earlier and three Hill Front men died.
');
INSERT INTO contents VALUES (4, '7644674006de15bda58263a04bdd1cef176f69bb7681736b169e15c57503769f', X'28B52FFD0058DD110006E05A23208DB60D6082D252D76EBB48FED67FD890B690F14AE048AE8540CE2D164395009077B84F0053004E00ECE0347DCFD296C20D23E66B214624EFD6292B3D2AF556BEA2F57AAC397EF2587B1E9C859A3EEF2C96486028C50BCF2FA4EBF85EAC452C4AB1E479875F89E45D63DDE8F18E05E1F95E0BBD8639AF048B464248A3ADA4D92E76BC6BC9C311AAB61D99E8EDB607D6AAD71629E1810320BF74E216E35E0B3D3011C36CF2FC62ECB8D93639421C028F25BF983A42041C29DFAA1818DD5883AEC6D036AA26474681D19612103C4811EC183DF2140A1D1FF9C5D02B79E7ACC7208E77562996787EFB4170EB566EEEA56F228A9857A8734C4B24EF9AD7A354F2FB94528E8B47C29416E266EE585A1D769636C7374C3DBF8FBA171153C9B7B6730AF1A8E4178D848D827D9A36468B94D0202DFB286B4FBBD2D78D3EEF58E9B6E39FC54AADC42D0CD02001E4DB3E0FB73E2E1A0748005900F2EB9EAAE678084140AFA5EC91412692774A9B754BA8A191610819290948944849611B2042628C547803126020494204822CC3980031C1046493966F716B066B334F876DE73B95012D2E3614B178EDFA182872C905584C491EC481A8C226CDAF14B9B93DA2D1848A1AA1FBA1C5755F4B88188690889C130344FF939A54A3E1C8E71B2B77B38118E1E1F254C99962FE263F5B3C7497C6D1DB0A88EED23C8A38AB8E8DBE71B5C25920164445FA13478A1786495481C0113C2BF71D8AFA7B57751F68334998CE3904DFF6FB3E3A4A0236D80D04B3AC4BE4964079E03FA99EF3AF03A4');
INSERT INTO documents VALUES (1, 'D-111111111111', 'wire.txt', '1111111111111111111111111111111111111111111111111111111111111111', 'Port shelled', 'Wire Nine', 'example.org', NULL, 'masthead', 'J. Doe', '2031-03-05', '2031-03-05', 'stated', 'the date line', 0, 4, '[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]', 'en', '["Agency A"]', 1, NULL, 1, 2);
INSERT INTO documents VALUES (2, 'D-222222222222', 'post.html', '2222222222222222222222222222222222222222222222222222222222222222', NULL, 'Harbor Post', 'example.org', NULL, 'masthead', 'J. Doe', '2031-03-05', '2031-03-06', 'inferred', 'the date line', 0, 4, '[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]', 'en', '["Agency A"]', 0, 'D-111111111111', 3, 4);
INSERT INTO event_actor_rows VALUES (1, 9, 1, 2);
INSERT INTO event_actor_rows VALUES (1, 10, 1, 1);
INSERT INTO event_mention_rows VALUES (1, 1, 1);
INSERT INTO event_mention_rows VALUES (1, 2, 2);
INSERT INTO event_rows VALUES (1, 'E-7QK4-M2XD', 6, 'River Guard shelled Hill Front in Port Mirna.', '2031-03-04', '2031-03-04', 1, 17, 1, 1, 2, 2, 2, 1, '2031-03-05', '2031-03-06', X'2AE4CA0E5C020C050CCC4611BCDF41E7356C0B9D1F806FDB0398BB78BBD5A961');
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
INSERT INTO link_rows VALUES (1, 1, 2, 1, 0.875, '["same place","same day"]');
INSERT INTO mention_rows VALUES (1, NULL, 1, 6, 7, 44, 7, 32, 113, 1, 86, 10, 8, 2, 2462930, 0, 97, 9, 8, 2, 2);
INSERT INTO mention_rows VALUES (2, NULL, 2, 6, 7, 45, 7, 28, 80, 1, 53, 10, 8, 2, 2462930, 0, 64, 13, 8, 2, 2);
INSERT INTO merges VALUES (1, '2026-11-22T03:10:44Z', 2, 1);
INSERT INTO meta VALUES ('decided', '0');
INSERT INTO meta VALUES ('layout', '4');
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
