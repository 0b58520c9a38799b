import type pg from 'pg';

/** What is true of a company's data after any write, whole or cut: by name, the query of the rows that break it. */
const rules: Readonly<Record<string, string>> = {
  'a live contact has a live link to a company': `
    SELECT id FROM contact c WHERE deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM account_contact l WHERE l.contact_id = c.id AND l.deleted_at IS NULL)`,
  'a live contact has exactly one primary link': `
    SELECT c.id FROM contact c WHERE c.deleted_at IS NULL
    AND (SELECT count(*) FROM account_contact l WHERE l.contact_id = c.id AND l.deleted_at IS NULL AND l.is_primary) <> 1`,
  'a live link joins a live contact and a live company': `
    SELECT l.id FROM account_contact l LEFT JOIN contact c ON c.id = l.contact_id LEFT JOIN account a ON a.id = l.account_id
    WHERE l.deleted_at IS NULL AND (c.id IS NULL OR a.id IS NULL OR c.deleted_at IS NOT NULL OR a.deleted_at IS NOT NULL)`,
  'a contact shows what its primary link holds': `
    SELECT c.id FROM contact c JOIN account_contact l ON l.contact_id = c.id AND l.is_primary AND l.deleted_at IS NULL
    WHERE c.deleted_at IS NULL AND (c.account_id, c.job_title, c.department, c.phone, c.extension, c.mobile, c.fax, c.email)
      IS DISTINCT FROM (l.account_id, l.job_title, l.department, l.phone, l.extension, l.mobile, l.fax, l.email)`,
  'a live company has exactly one default site': `
    SELECT a.id FROM account a WHERE a.deleted_at IS NULL
    AND (SELECT count(*) FROM site s WHERE s.account_id = a.id AND s.deleted_at IS NULL AND s.is_default) <> 1`,
  'a live site belongs to a live company': `
    SELECT s.id FROM site s LEFT JOIN account a ON a.id = s.account_id
    WHERE s.deleted_at IS NULL AND (a.id IS NULL OR a.deleted_at IS NOT NULL)`,
  'who sees a contact is who sees one of its companies': `
    SELECT c.id FROM contact c WHERE c.deleted_at IS NULL AND EXISTS (
      SELECT 1 FROM account_contact l JOIN account a ON a.id = l.account_id
      WHERE l.contact_id = c.id AND l.deleted_at IS NULL AND NOT a.readers <@ c.readers)`,
  'an owner reads and edits what is theirs': `
    SELECT id FROM account WHERE owner_id IS NOT NULL AND NOT (owner_id = ANY(readers) AND owner_id = ANY(editors))`,
  'a line of the trail tells of a record that is there': `
    SELECT line.id FROM audit line WHERE line.record IN ('account', 'contact', 'site', 'accountContact', 'siteContact')
    AND NOT EXISTS (SELECT 1 FROM account r WHERE r.id = line.record_id UNION ALL SELECT 1 FROM contact r WHERE r.id = line.record_id
      UNION ALL SELECT 1 FROM site r WHERE r.id = line.record_id UNION ALL SELECT 1 FROM account_contact r WHERE r.id = line.record_id
      UNION ALL SELECT 1 FROM site_contact r WHERE r.id = line.record_id)`,
  ...Object.fromEntries(
    ['account', 'contact', 'site', 'account_contact', 'site_contact'].map((table) => [
      `every ${table} has the line of its making and that of its last version`,
      `SELECT r.id FROM ${table} r WHERE NOT EXISTS (SELECT 1 FROM audit line WHERE line.record_id = r.id AND line.kind = 'create')
        OR r.version <> (SELECT max(line.version) FROM audit line WHERE line.record_id = r.id)`,
    ]),
  ),
};

/** Takes a company's database; returns in words each rule that does not hold, with the first rows that break it. */
export async function brokenInvariants(pool: Pick<pg.Pool, 'query'>): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, query] of Object.entries(rules)) {
    const { rows } = await pool.query<{ id: string }>(`${query} LIMIT 5`);
    if (rows.length > 0) broken.push(`${name}: ${rows.map(({ id }) => id).join(', ')}`);
  }
  return broken;
}
