-- Fills the tables that are as they were since layout 4 from those that stand aside as `old_…`: as much as the loader reads.
-- The next merge, which the migration makes, writes all of it anew.

INSERT INTO accounts SELECT * FROM old_accounts;
INSERT INTO terms SELECT * FROM old_terms;
INSERT INTO actors SELECT * FROM old_actors;
INSERT INTO actor_aliases SELECT * FROM old_actor_aliases;
INSERT INTO places SELECT * FROM old_places;
INSERT INTO place_aliases SELECT * FROM old_place_aliases;
INSERT INTO rulings SELECT * FROM old_rulings;
INSERT INTO section_rows SELECT *, NULL, NULL FROM old_section_rows;
INSERT INTO argument_rows SELECT * FROM old_argument_rows;
INSERT INTO quantity_rows SELECT * FROM old_quantity_rows;
INSERT INTO event_actor_rows SELECT * FROM old_event_actor_rows;
INSERT INTO event_mention_rows SELECT * FROM old_event_mention_rows;
INSERT INTO claim_rows SELECT * FROM old_claim_rows;
INSERT INTO claim_value_rows SELECT * FROM old_claim_value_rows;
INSERT INTO link_rows SELECT * FROM old_link_rows;
