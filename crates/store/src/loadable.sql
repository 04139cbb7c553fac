-- Brings the tables of layout 1 to where today's loader can read them.
-- Whoever lets the loader read a new column or table adds it here, as empty as an old case has it.
CREATE TABLE IF NOT EXISTS rulings (event, number, decision, decided_at, decided_by, act, field, of_what, value, machine, why, mention);
