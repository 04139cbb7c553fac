-- Fills the tables of layout 7 that were others in layout 4; the rest is in from_4_on.sql.

INSERT INTO contents SELECT number, unhex(hash), content FROM old_contents;
INSERT INTO documents SELECT *, 1, 0 FROM old_documents;
INSERT INTO mention_rows SELECT *, NULL FROM old_mention_rows;
INSERT INTO event_rows
SELECT number, id, kind, summary, from_day, to_day, place, NULL, status, disputed, party, mentions, documents, sources, origins,
    first_told, last_told, digest FROM old_event_rows;
