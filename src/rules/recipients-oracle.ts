import * as fc from 'fast-check';

/**
 * A company as a test invents it, and who is owed its documents, written from the truth table of requirements 1.4 and
 * nothing else: it knows nothing of the rule it is held against.
 */
export interface InventedCompany {
  readonly billingEmail: string | null;
  readonly email: string | null;
  readonly doNotDun: boolean;
  /** Number of sites. */
  readonly sites: number;
  readonly people: readonly InventedPerson[];
}

export interface InventedPerson {
  readonly lost: boolean;
  readonly hidden: boolean;
  readonly email: boolean;
  readonly endedAt: string | null;
  readonly boxes: {
    readonly invoice: boolean;
    readonly invoiceAll: boolean;
    readonly reminder: boolean;
    readonly reminderAll: boolean;
  };
  /** By the number of the site: the exit date, null where there is none. */
  readonly at: readonly { readonly site: number; readonly exitDate: string | null }[];
  /** Also linked to another company, every box ticked there: it never counts here. */
  readonly elsewhere: boolean;
}

/** The days that matter to one another: the day before, the day, the day after. */
export const inventedDays = ['2026-03-30', '2026-03-31', '2026-04-01'] as const;

const day = fc.constantFrom(...inventedDays);
const lastDay = fc.option(day, { nil: null, freq: 2 });
const rarely = fc.integer({ min: 0, max: 4 }).map((number) => number === 0);
const mostly = rarely.map((is) => !is);

export function inventedCompany(): fc.Arbitrary<InventedCompany> {
  return fc.integer({ min: 1, max: 3 }).chain((sites) =>
    fc.record({
      billingEmail: fc.option(fc.constant('factures@compte.fr'), { nil: null }),
      email: fc.option(fc.constant('accueil@compte.fr'), { nil: null }),
      doNotDun: rarely,
      sites: fc.constant(sites),
      people: fc.array(
        fc.record({
          lost: rarely,
          hidden: fc.boolean(),
          email: mostly,
          endedAt: lastDay,
          boxes: fc.record({
            invoice: fc.boolean(),
            invoiceAll: rarely,
            reminder: fc.boolean(),
            reminderAll: rarely,
          }),
          at: fc.uniqueArray(fc.record({ site: fc.integer({ min: 0, max: sites - 1 }), exitDate: lastDay }), {
            selector: ({ site }) => site,
            maxLength: sites,
          }),
          elsewhere: fc.boolean(),
        }),
        { maxLength: 5 },
      ),
    }),
  );
}

/** Takes an invented company and what is sent; returns the numbers of the people owed it, and the address used for want of any. */
export function owed(
  company: InventedCompany,
  document: 'invoice' | 'reminder',
  site: number,
  on: string,
): { readonly people: readonly number[]; readonly fallback: string | null } {
  if (document === 'reminder' && company.doNotDun) return { people: [], fallback: null };
  const moment = Date.parse(on);
  const still = (last: string | null) => last === null || Date.parse(last) >= moment;
  const people: number[] = [];
  for (const [number, person] of company.people.entries()) {
    const plain = document === 'invoice' ? person.boxes.invoice : person.boxes.reminder;
    const everySite = document === 'invoice' ? person.boxes.invoiceAll : person.boxes.reminderAll;
    const attached = person.at.filter((one) => one.site === site && still(one.exitDate)).length > 0;
    if (person.email && !person.lost && still(person.endedAt) && (everySite || (plain && attached)))
      people.push(number);
  }
  return { people, fallback: people.length > 0 ? null : (company.billingEmail ?? company.email) };
}
