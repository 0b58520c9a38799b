import type { FastifyInstance } from 'fastify';
import type { Route } from './http/contract.ts';
import type { OperationKind } from './operations/operation.ts';

/**
 * What a feature brings to the server: some of these places filled. What two features need is a room of the server
 * instead.
 */
export interface ServerFeature {
  /** Routes below /api/v1, described and secured as those of the rooms are. */
  readonly routes?: readonly Route[];
  readonly operationKinds?: readonly OperationKind[];
  /**
   * Adds addresses outside /api/v1, with other methods or a sign-in of their own. Each request has its company in
   * `request.served`. Called before the web application takes what is left.
   */
  readonly mount?: (server: FastifyInstance) => Promise<void> | void;
}
