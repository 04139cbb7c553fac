-- Fills the tables of layout 7 that were others before layout 5; the rest is in from_4_on.sql.

INSERT INTO contents SELECT * FROM old_contents;
INSERT INTO documents SELECT * FROM old_documents;
INSERT INTO mention_rows SELECT * FROM old_mention_rows;
INSERT INTO event_rows SELECT * FROM old_event_rows;
