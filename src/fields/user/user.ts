import { type FieldType, fieldBuilder } from '../field-type.ts';
import { referenceOperators } from '../operators.ts';
import { referenceType } from '../reference/reference.ts';

export interface UserOptions {
  /** What deleting the user does, who is refused to go while named unless told: users are deactivated rather than deleted. */
  readonly onDelete?: 'refuse' | 'empty' | 'trash' | 'keep';
}

/** A person who signs in to Carnet: a reference to a user, filtered by « est moi » too. */
export const userType: FieldType<string, UserOptions> = {
  ...(referenceType as unknown as FieldType<string, UserOptions>),
  name: 'user',
  label: { fr: 'Utilisateur', en: 'User' },
  optionFields: {},
  operators: [...referenceOperators, 'isMe'],
  targets: () => ['user'],
};

export const user = fieldBuilder<UserOptions>({ name: 'user', optionNames: ['onDelete'] });
