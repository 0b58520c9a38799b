-- Functions of the read path. Part of the migrations; kept here beside the code that calls them.

-- Folds a text for comparing, as fold() of the application does: lower case, no accents, ligatures opened, every kind
-- of space, apostrophe and hyphen made plain. Depends on no collation and on no extension, so that it is the same on
-- every server. For fields that keep no folded key.
CREATE OR REPLACE FUNCTION carnet_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE
  WHEN value ~ '^[!-~]*( [!-~]+)*$' THEN lower(value COLLATE "C")
  ELSE btrim(regexp_replace(
    replace(replace(replace(replace(translate(
      lower(regexp_replace(normalize(value, NFKD),
        '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f]+',
        '', 'g') COLLATE "C"),
      'ŒÆØĐŁÐÞẞøđłðıΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ‘’ʼ‐‑‒–—―',
      'œæodldþßodldiαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ''''''------'),
      'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'),
    '[\s\u200b\u2028\u2029]+', ' ', 'g'))
END;

-- Takes a record's search text and the markers of fields that the reader may not see; returns the text without the
-- sections of those fields.
CREATE OR REPLACE FUNCTION carnet_visible_search(search text, markers text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(search, '[' || array_to_string(markers, '') || '][^\ue000-\uf8ff]*', '', 'g');
