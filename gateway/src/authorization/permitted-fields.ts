import { HeaderMap } from '@apollo/server';
import { DomainError } from '@trama/kernel/errors';
import type { Chiamante } from '@trama/kernel/identity';
import { PERMESSI_DI_RUOLO } from '@trama/kernel/ruoli';
import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import type { BeforePlanning } from '../http/steps.js';
import { type Asked, askedFields } from './asked-fields.js';
import type { FieldPermissions } from './field-permissions.js';

const MAX_NAMED = 5;

/**
 * Refuses an operation that asks a field its caller may not have, before it is planned and before any subgraph hears of
 * it. All of it is refused: see adr/0013-authorization-before-planning.md.
 */
export function permittedFields(permissions: FieldPermissions): BeforePlanning {
  // The library keeps parsed documents and gives the same one for the same text, so what it asks is worked out once.
  const asked = new WeakMap<OperationDefinitionNode, readonly Asked[]>();
  return ({ operation, document, schema, contextValue }) => {
    if (!operation) {
      return;
    }
    const fields = asked.get(operation) ?? askedFields(schema, document, operation, permissions);
    asked.set(operation, fields);
    const refused = refusedTo(contextValue.chiamante, fields);
    if (refused.length > 0) {
      throw refusal(contextValue.chiamante, refused);
    }
  };
}

const bearer = () => new HeaderMap([['www-authenticate', 'Bearer']]);

function refusedTo({ ruolo }: Chiamante, fields: readonly Asked[]): string[] {
  const refused = fields.filter(({ permesso }) => !PERMESSI_DI_RUOLO[ruolo].includes(permesso));
  return [...new Set(refused.map(({ field }) => field))];
}

function refusal({ ruolo }: Chiamante, fields: readonly string[]): GraphQLError {
  const campi = fields.slice(0, MAX_NAMED);
  const named = `${campi.join(', ')}${fields.length > MAX_NAMED ? ' e altri' : ''}`;
  return ruolo === 'PUBBLICO'
    ? new DomainError('NON_AUTENTICATO', `Per ${named} bisogna accedere: ripeti la richiesta con un token.`, {
        extensions: { campi, http: { status: 401, headers: bearer() } },
      })
    : new DomainError(
        'NON_AUTORIZZATO',
        `Il tuo profilo non può chiedere ${named}: togli questi campi dalla richiesta.`,
        {
          extensions: { campi, http: { status: 403 } },
        },
      );
}
