import type { CardAddress } from './card-address.ts';
import type { Found } from './card-line.ts';
import type { Registrations } from './card-registrations.ts';

/** What a business card says, each with its certainty (0 to 1); what it does not say is absent. */
export interface CardReading extends Registrations {
  readonly civility?: Found | undefined;
  readonly firstName?: Found | undefined;
  readonly lastName?: Found | undefined;
  /** The function as it is written, in whatever words. */
  readonly jobTitle?: Found | undefined;
  readonly department?: Found | undefined;
  readonly company?: Found | undefined;
  readonly phone?: Found | undefined;
  readonly extension?: Found | undefined;
  readonly mobile?: Found | undefined;
  readonly fax?: Found | undefined;
  readonly email?: Found | undefined;
  readonly website?: Found | undefined;
  readonly linkedin?: Found | undefined;
  readonly address?: Found<CardAddress> | undefined;
  /** Lines that no field takes. */
  readonly others: readonly string[];
}
