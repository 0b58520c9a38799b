import { administratorPermissions } from '../../../meta/permissions.ts';
import type { Context } from '../../context.ts';

/** Takes a context; returns it with every right: what a permitted change brings with it is not asked for again. */
export function consequence(context: Context): Context {
  return { ...context, principal: { ...context.principal, permissions: administratorPermissions } };
}
