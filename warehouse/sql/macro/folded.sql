-- A name as it is compared: without case and without marks on letters, so that Müller, MÜLLER and Muller
-- are one.
CREATE OR REPLACE MACRO main.folded(name) AS lower(replace(strip_accents(name), 'ß', 'ss'));
