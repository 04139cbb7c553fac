-- A case as the first layout wrote it: the sample of the tests, dumped by SQLite.
BEGIN TRANSACTION;
CREATE TABLE accounts (
    document TEXT PRIMARY KEY,  -- id by content
    hash TEXT NOT NULL,         -- SHA-256 of the page's bytes
    fingerprint TEXT NOT NULL,  -- of the program, rules and models that read it
    page TEXT NOT NULL,         -- the document as it was read, as JSON, without its text
    text TEXT NOT NULL REFERENCES contents (hash),
    findings TEXT NOT NULL REFERENCES contents (hash)
) STRICT, WITHOUT ROWID;
INSERT INTO "accounts" VALUES('D-111111111111','1111111111111111111111111111111111111111111111111111111111111111','f','{"id":"D-111111111111","path":"wire.txt","hash":"1111111111111111111111111111111111111111111111111111111111111111","title":"Port shelled","source":{"name":"Wire Nine","domain":"example.org","speaks_for":null,"rule":"masthead"},"author":"J. Doe","published":{"when":{"from":"2031-03-05","to":"2031-03-05"},"basis":"stated","evidence":"the date line","span":{"start":0,"end":4},"rejected":[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]},"language":"en","agencies":["Agency A"],"text":"","verbatim":true,"sections":[{"kind":"title","span":{"start":0,"end":12},"author":null,"at":null},{"kind":"comment","span":{"start":14,"end":145},"author":"someone","at":"2031-03-05T10:00"}],"copy_of":null}','7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735','d1c4f04c81a0ec69f9583c3af68cb1a46cb76f5d40ecace4024a2ff005a8baa3');
CREATE TABLE actor_aliases (
    actor TEXT NOT NULL REFERENCES actors (id),
    number INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (actor, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "actor_aliases" VALUES('hill-front',1,'Hill Front');
INSERT INTO "actor_aliases" VALUES('hill-front',2,'Hill Front men');
INSERT INTO "actor_aliases" VALUES('river-guard',1,'River Guard');
INSERT INTO "actor_aliases" VALUES('river-guard',2,'River Guard men');
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
INSERT INTO "actor_mentions" VALUES('D-111111111111',1,32,43,'River Guard','river-guard','en/test');
INSERT INTO "actor_mentions" VALUES('D-222222222222',1,28,39,'River Guard','river-guard','en/test');
CREATE TABLE actors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT                -- ISO 3166-1 alpha-2
) STRICT, WITHOUT ROWID;
INSERT INTO "actors" VALUES('hill-front','Hill Front','armed_group',NULL);
INSERT INTO "actors" VALUES('river-guard','River Guard','armed_group',NULL);
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
INSERT INTO "arguments" VALUES('D-111111111111#44',1,'agent','river-guard','D-111111111111',32,43,'River Guard');
INSERT INTO "arguments" VALUES('D-111111111111#44',2,'target','hill-front','D-111111111111',52,62,'Hill Front');
INSERT INTO "arguments" VALUES('D-111111111111#44',3,'instrument',NULL,'D-111111111111',75,82,'mortars');
INSERT INTO "arguments" VALUES('D-222222222222#45',1,'agent','river-guard','D-222222222222',28,39,'River Guard');
INSERT INTO "arguments" VALUES('D-222222222222#45',2,'target','hill-front','D-222222222222',88,98,'Hill Front');
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
INSERT INTO "attributions" VALUES('D-111111111111#44',1,'a hospital',NULL,'said','D-111111111111',129,139,'a hospital');
CREATE TABLE captures (
    path TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES accounts (document),
    PRIMARY KEY (path, document)
) STRICT, WITHOUT ROWID;
INSERT INTO "captures" VALUES('wire.txt','D-111111111111');
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
INSERT INTO "claim_values" VALUES(1,1,1,16,NULL,NULL,'["a hospital","Wire Nine"]','["D-111111111111"]','["D-111111111111#44"]',0);
INSERT INTO "claim_values" VALUES(2,1,1,3,3,NULL,'["Harbor Post"]','["D-222222222222"]','["D-222222222222#45"]',0);
INSERT INTO "claim_values" VALUES(3,2,0,NULL,NULL,'mirna','["Harbor Post","Wire Nine"]','["D-111111111111","D-222222222222"]','["D-111111111111#44","D-222222222222#45"]',1);
CREATE TABLE claim_words (
    id INTEGER PRIMARY KEY,
    claim_value INTEGER NOT NULL REFERENCES claim_values (id),
    document TEXT NOT NULL REFERENCES documents (id),
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    words TEXT NOT NULL
) STRICT;
INSERT INTO "claim_words" VALUES(1,1,'D-111111111111',116,127,'at least 16');
INSERT INTO "claim_words" VALUES(2,2,'D-222222222222',82,87,'three');
INSERT INTO "claim_words" VALUES(3,3,'D-111111111111',86,96,'Port Mirna');
INSERT INTO "claim_words" VALUES(4,3,'D-222222222222',53,63,'Port Mirna');
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    event TEXT NOT NULL REFERENCES events (id),
    attribute TEXT NOT NULL,    -- killed, wounded, …, or agent, target, place, time, kind, happened
    of_actor TEXT REFERENCES actors (id),
    agreement TEXT NOT NULL     -- single, corroborated, compatible or disputed
) STRICT;
INSERT INTO "claims" VALUES(1,'E-7QK4-M2XD','killed','hill-front','disputed');
INSERT INTO "claims" VALUES(2,'E-7QK4-M2XD','place',NULL,'corroborated');
CREATE TABLE contents (
    hash TEXT PRIMARY KEY,      -- SHA-256 of the content, hexadecimal
    content TEXT NOT NULL       -- the text of a document, or findings as JSON
) STRICT;
INSERT INTO "contents" VALUES('7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735','Port shelled

مرفأ 🚢 The River Guard shelled Hill Front trucks with mortars in Port Mirna yesterday, killing at least 16, a hospital said.
');
INSERT INTO "contents" VALUES('d1c4f04c81a0ec69f9583c3af68cb1a46cb76f5d40ecace4024a2ff005a8baa3','{"document":"D-111111111111","actors":[{"id":"hill-front","name":"Hill Front","kind":"armed_group","country":null,"aliases":["Hill Front","Hill Front men"]},{"id":"river-guard","name":"River Guard","kind":"armed_group","country":null,"aliases":["River Guard","River Guard men"]}],"places":[{"id":"mirna","name":"Port Mirna","lat":12.5,"lon":-3.25,"precision":"point","country":null,"aliases":["Port Mirna"]}],"actor_mentions":[{"span":{"start":32,"end":43},"actor":"river-guard","rule":"en/test"}],"place_mentions":[{"span":{"start":86,"end":96},"place":"mirna","usage":"location","candidates":["mirna-2"],"rule":"en/test"}],"times":[{"span":{"start":97,"end":106},"value":{"relative":{"units":[-1,"day"]}},"rule":"en/test"}],"quantities":[{"attribute":"killed","bounds":{"min":16,"max":null},"of":"hill-front","span":{"start":116,"end":127},"rule":"en/test"}],"attributions":[{"speech":{"speaker":"a hospital","actor":null,"cue":"said","span":{"start":129,"end":139}},"content":[{"start":0,"end":4}],"rule":"en/test"}],"events":[{"id":"D-111111111111#44","clause":{"start":32,"end":145},"trigger":{"start":44,"end":51},"kind":"shelling","realis":"actual","attribution":[{"speaker":"a hospital","actor":null,"cue":"said","span":{"start":129,"end":139}}],"arguments":[{"role":"agent","actor":"river-guard","span":{"start":32,"end":43}},{"role":"target","actor":"hill-front","span":{"start":52,"end":62}},{"role":"instrument","actor":null,"span":{"start":75,"end":82}}],"place":{"place":"mirna","span":{"start":86,"end":96},"basis":"stated","rule":"en/test"},"time":{"value":{"relative":{"units":[-1,"day"]}},"span":{"start":97,"end":106},"basis":"stated","rule":"en/test"},"quantities":[{"attribute":"killed","bounds":{"min":16,"max":null},"of":"hill-front","span":{"start":116,"end":127},"rule":"en/test"}],"rule":"en/test"}]}');
INSERT INTO "contents" VALUES('12482015d0e468a3bee4fcc19d795745348785761de050a3df4f82a6ed05f8e0','Harbor Post

مدينة — River Guard guns shelled Port Mirna a day earlier and three Hill Front men died.
');
INSERT INTO "contents" VALUES('3a4e518a26fa08acac23681217e5c358ea77da6c758ac9d5f6fb51d931ccca32','{"document":"D-222222222222","actors":[{"id":"hill-front","name":"Hill Front","kind":"armed_group","country":null,"aliases":["Hill Front","Hill Front men"]},{"id":"river-guard","name":"River Guard","kind":"armed_group","country":null,"aliases":["River Guard","River Guard men"]}],"places":[{"id":"mirna","name":"Port Mirna","lat":12.5,"lon":-3.25,"precision":"point","country":null,"aliases":["Port Mirna"]}],"actor_mentions":[{"span":{"start":28,"end":39},"actor":"river-guard","rule":"en/test"}],"place_mentions":[{"span":{"start":53,"end":63},"place":"mirna","usage":"location","candidates":["mirna-2"],"rule":"en/test"}],"times":[{"span":{"start":64,"end":77},"value":{"relative":{"units":[-1,"day"]}},"rule":"en/test"}],"quantities":[{"attribute":"killed","bounds":{"min":3,"max":3},"of":"hill-front","span":{"start":82,"end":87},"rule":"en/test"}],"attributions":[],"events":[{"id":"D-222222222222#45","clause":{"start":28,"end":108},"trigger":{"start":45,"end":52},"kind":"shelling","realis":"actual","attribution":[],"arguments":[{"role":"agent","actor":"river-guard","span":{"start":28,"end":39}},{"role":"target","actor":"hill-front","span":{"start":88,"end":98}}],"place":{"place":"mirna","span":{"start":53,"end":63},"basis":"stated","rule":"en/test"},"time":{"value":{"relative":{"units":[-1,"day"]}},"span":{"start":64,"end":77},"basis":"stated","rule":"en/test"},"quantities":[{"attribute":"killed","bounds":{"min":3,"max":3},"of":"hill-front","span":{"start":82,"end":87},"rule":"en/test"}],"rule":"en/test"}]}');
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
INSERT INTO "documents" VALUES('D-111111111111','wire.txt','1111111111111111111111111111111111111111111111111111111111111111','Port shelled','Wire Nine','example.org',NULL,'masthead','J. Doe','2031-03-05','2031-03-05','stated','the date line',0,4,'[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]','en','["Agency A"]',1,NULL,'7bed9bb98b395fa967743180d5b703d54274afea835305cbab782c1bdfc99735','d1c4f04c81a0ec69f9583c3af68cb1a46cb76f5d40ecace4024a2ff005a8baa3');
INSERT INTO "documents" VALUES('D-222222222222','post.html','2222222222222222222222222222222222222222222222222222222222222222',NULL,'Harbor Post','example.org',NULL,'masthead','J. Doe','2031-03-05','2031-03-06','inferred','the date line',0,4,'[{"text":"1 May","day":{"from":"2031-05-01","to":"2031-05-01"},"reason":"another story"}]','en','["Agency A"]',0,'D-111111111111','12482015d0e468a3bee4fcc19d795745348785761de050a3df4f82a6ed05f8e0','3a4e518a26fa08acac23681217e5c358ea77da6c758ac9d5f6fb51d931ccca32');
CREATE TABLE event_actors (
    event TEXT NOT NULL REFERENCES events (id),
    role TEXT NOT NULL,         -- agent or target
    number INTEGER NOT NULL,
    actor TEXT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (event, role, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "event_actors" VALUES('E-7QK4-M2XD','agent',1,'river-guard');
INSERT INTO "event_actors" VALUES('E-7QK4-M2XD','target',1,'hill-front');
CREATE TABLE event_mentions (
    event TEXT NOT NULL REFERENCES events (id),
    number INTEGER NOT NULL,
    mention TEXT NOT NULL REFERENCES mentions (id),
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "event_mentions" VALUES('E-7QK4-M2XD',1,'D-111111111111#44');
INSERT INTO "event_mentions" VALUES('E-7QK4-M2XD',2,'D-222222222222#45');
CREATE TABLE events (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    from_day TEXT,
    to_day TEXT,
    place TEXT REFERENCES places (id)
) STRICT, WITHOUT ROWID;
INSERT INTO "events" VALUES('E-7QK4-M2XD','shelling','River Guard shelled Hill Front in Port Mirna.','2031-03-04','2031-03-04','mirna');
CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    one TEXT NOT NULL REFERENCES mentions (id),
    other TEXT NOT NULL REFERENCES mentions (id),
    joined INTEGER NOT NULL,    -- 1 where the two were held for one event
    score REAL NOT NULL,        -- between 0 and 1
    reasons TEXT NOT NULL       -- in words, JSON array
) STRICT;
INSERT INTO "links" VALUES(1,'D-111111111111#44','D-222222222222#45',1,0.875,'["same place","same day"]');
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
INSERT INTO "mentions" VALUES('D-111111111111#44','D-111111111111','shelling','actual',44,51,'shelled',32,145,'River Guard shelled Hill Front trucks with mortars in Port Mirna yesterday, killing at least 16, a hospital said.','mirna',86,96,'Port Mirna','stated','en/test','2031-03-04','2031-03-04',97,106,'yesterday','stated','en/test','en/test');
INSERT INTO "mentions" VALUES('D-222222222222#45','D-222222222222','shelling','actual',45,52,'shelled',28,108,'River Guard guns shelled Port Mirna a day earlier and three Hill Front men died.','mirna',53,63,'Port Mirna','stated','en/test','2031-03-04','2031-03-05',64,77,'a day earlier','inferred','en/test','en/test');
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('layout','1');
INSERT INTO "meta" VALUES('merged','yes');
INSERT INTO "meta" VALUES('program','rashomon 0.1.0');
CREATE TABLE place_aliases (
    place TEXT NOT NULL REFERENCES places (id),
    number INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (place, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "place_aliases" VALUES('mirna',1,'Port Mirna');
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
INSERT INTO "place_mentions" VALUES('D-111111111111',1,86,96,'Port Mirna','mirna','location','["mirna-2"]','en/test');
INSERT INTO "place_mentions" VALUES('D-222222222222',1,53,63,'Port Mirna','mirna','location','["mirna-2"]','en/test');
CREATE TABLE places (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    lat REAL,
    lon REAL,
    precision TEXT NOT NULL,    -- point, area or country
    country TEXT                -- ISO 3166-1 alpha-2
) STRICT, WITHOUT ROWID;
INSERT INTO "places" VALUES('mirna','Port Mirna',12.5,-3.25,'point',NULL);
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
INSERT INTO "quantities" VALUES('D-111111111111#44',1,'killed',16,NULL,'hill-front','D-111111111111',116,127,'at least 16','en/test');
INSERT INTO "quantities" VALUES('D-222222222222#45',1,'killed',3,3,'hill-front','D-222222222222',82,87,'three','en/test');
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
INSERT INTO "sections" VALUES('D-111111111111',1,'title',0,12,NULL,NULL);
INSERT INTO "sections" VALUES('D-111111111111',2,'comment',14,145,'someone','2031-03-05T10:00');
INSERT INTO "sections" VALUES('D-222222222222',1,'title',0,11,NULL,NULL);
INSERT INTO "sections" VALUES('D-222222222222',2,'comment',13,108,'someone','2031-03-05T10:00');
CREATE TABLE set_aside (
    path TEXT PRIMARY KEY,
    hash TEXT NOT NULL,         -- empty where the page could not be read at all
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX accounts_by_hash ON accounts (hash);
CREATE INDEX captures_by_document ON captures (document, path);
CREATE INDEX mentions_by_document ON mentions (document);
CREATE INDEX event_mentions_by_mention ON event_mentions (mention);
CREATE INDEX claims_by_event ON claims (event);
CREATE INDEX claim_values_by_claim ON claim_values (claim);
CREATE INDEX claim_words_by_value ON claim_words (claim_value);
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
COMMIT;
