import type { Conservabile } from '@trama/audit/conservazione/conservabile';
import type { Entities, Migrations } from '@trama/database/connect';
import type { Permesso } from '@trama/kernel/permessi';
import type { Cubo } from '@trama/publication/cubo';
import type { ClassType } from 'type-graphql';
import type { SubgraphContext } from './context.js';
import type { Interno } from './interno.js';
import type { Periodico } from './periodico.js';

export interface Reference {
  readonly typeName: string;
  readonly permesso: Permesso;
  readonly resolve: (ref: never, ctx: SubgraphContext) => unknown;
}

/** An entity that other subgraphs may point to. Guarded like a query, because a join is a read. */
export function defineReference<E extends object, K extends object>(
  entity: ClassType<E>,
  permesso: Permesso,
  resolve: (ref: K, ctx: SubgraphContext) => Promise<E | null>,
): Reference {
  return { typeName: entity.name, permesso, resolve };
}

/**
 * An entity of which this subgraph knows the key alone, and adds fields to it: whoever points to it has it, so nobody is
 * asked whether it is there.
 */
export function defineKnownReference<E extends object>(
  entity: ClassType<E>,
  permesso: Permesso,
  key: keyof E & string,
): Reference {
  const resolve = (ref: Partial<E>): E => Object.assign(new entity(), { [key]: ref[key] });
  return { typeName: entity.name, permesso, resolve };
}

/** What one capability adds to a subgraph. */
export interface Module {
  readonly resolvers: readonly ClassType[];
  /** Classes that are rows; those with `@ObjectType` are also types of the schema. */
  readonly entities?: Entities;
  readonly references?: readonly Reference[];
  /** Types that no field of this subgraph returns yet must be part of its schema. */
  readonly types?: readonly ClassType[];
  /** Records of people that end one day, each with the means to end them. */
  readonly conservazione?: readonly Conservabile[];
  /** What its process does again and again, with the services that it asks. */
  readonly periodici?: readonly Periodico[];
  /** What its process answers other programs of the platform. */
  readonly interni?: readonly Interno[];
}

export interface Subgraph {
  readonly name: string;
  readonly modules: readonly Module[];
  readonly migrations: Migrations;
  /** True when it keeps data of people: its process does not start without the keys that protect them. */
  readonly persone?: boolean;
  /** What it tells about people to whoever does not own the rows; nothing, when absent. */
  readonly cubi?: readonly Cubo[];
  /** Where open statistics of every database are read: the statement that names the places (see `Raccolta`). */
  readonly luoghi?: string;
}

export const entitiesOf = (subgraph: Subgraph): Entities => subgraph.modules.flatMap((module) => module.entities ?? []);

export const conservabiliOf = (subgraph: Subgraph): readonly Conservabile[] =>
  subgraph.modules.flatMap((module) => module.conservazione ?? []);

export const interniOf = (subgraph: Subgraph): readonly Interno[] =>
  subgraph.modules.flatMap((module) => module.interni ?? []);

export const periodiciOf = (subgraph: Subgraph): readonly Periodico[] =>
  subgraph.modules.flatMap((module) => module.periodici ?? []);
