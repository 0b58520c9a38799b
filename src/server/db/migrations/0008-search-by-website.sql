-- A company is found by its website too: rows from before get its words, as the engine writes them from now on, behind
-- the marker of the field `website` (U+E7AA, see src/meta/derive/search-text.ts).
UPDATE account
SET search = search || ' ' || chr(59306) || ' ' || found.words
FROM (
  SELECT id, btrim(regexp_replace(lower(regexp_replace(website, '^https?://(www\.)?', '', 'i')), '[^[:alnum:]]+', ' ', 'g')) AS words
  FROM account
  WHERE website IS NOT NULL
) AS found
WHERE account.id = found.id AND found.words <> '' AND position(chr(59306) IN account.search) = 0;
