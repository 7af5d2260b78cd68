-- The measures of whole documents once more, packed: a profile of a million documents reads these, not 90 million rows.
CREATE TABLE measure_layouts (
  id INTEGER PRIMARY KEY,
  names TEXT NOT NULL UNIQUE          -- of the measures of document scope that one extraction told, a line each
);
CREATE TABLE packed_measures (
  extraction_id INTEGER PRIMARY KEY REFERENCES extractions(id) ON DELETE CASCADE,
  layout_id INTEGER NOT NULL REFERENCES measure_layouts(id),
  content BLOB NOT NULL               -- a 32-bit float for each name, little-endian; NaN: does not apply
);
