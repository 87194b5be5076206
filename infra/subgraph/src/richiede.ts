import type { Permesso } from '@trama/kernel/permessi';
import { Authorized, Directive } from 'type-graphql';

type Decorator = ClassDecorator & MethodDecorator & PropertyDecorator;

/**
 * Says who may ask a field, once for both walls: the subgraph refuses it when it runs, and the schema shows it
 * as `@permesso`, so that the gateway refuses it before any subgraph is asked.
 *
 * On a type it says so for all its fields, however they are reached; there the reference resolver is the
 * subgraph's own guard, so only the schema is marked.
 */
export function Richiede(permesso: Permesso): Decorator {
  const shown = Directive(`@permesso(nome: "${permesso}")`);
  const guarded = Authorized<Permesso>(permesso);
  return (target: object, property?: string | symbol, descriptor?: PropertyDescriptor): void => {
    if (property === undefined) {
      (shown as ClassDecorator)(target as never);
    } else {
      (shown as MethodDecorator)(target, property, descriptor as never);
      (guarded as MethodDecorator)(target, property, descriptor as never);
    }
  };
}
