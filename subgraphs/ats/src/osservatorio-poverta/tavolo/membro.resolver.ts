import { oggiARoma } from '@trama/kernel/calendario';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { OsservatorioPoverta } from '../osservatorio.type.js';
import { MembroOsservatorio } from './membro.entity.js';
import { AggiungiMembroInput, MembroPayload, TerminaMembroInput } from './membro.input.js';
import * as service from './membro.service.js';

@Resolver(() => OsservatorioPoverta)
export class MembriOsservatorioResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => [MembroOsservatorio], {
    nullable: true,
    description: 'The bodies that sit in it on a day, by name.',
  })
  membri(
    @Arg('il', () => GraphQLDateISO, { nullable: true, description: 'The day; today when it is not said.' })
    il: string | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MembroOsservatorio[]> {
    return ctx.db.read((tx) => service.listMembri(tx, il ?? oggiARoma()));
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => [MembroOsservatorio], {
    nullable: true,
    description: 'Every membership there ever was, by name of the body and from the first.',
  })
  storiaMembri(@Ctx() ctx: SubgraphContext): Promise<MembroOsservatorio[]> {
    return ctx.db.read(service.storiaMembri);
  }
}

@Resolver()
export class ScritturaMembriResolver {
  @Richiede('osservatorio:coordina')
  @Mutation(() => MembroPayload, { nullable: true, description: 'Seats a body in the observatory from a day.' })
  async aggiungiMembroOsservatorio(
    @Arg('input', () => AggiungiMembroInput, { description: 'Which body, from when, and what says so.' })
    input: AggiungiMembroInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MembroPayload> {
    return { membro: await ctx.db.write((tx) => service.aggiungiMembro(tx, input)) };
  }

  @Richiede('osservatorio:coordina')
  @Mutation(() => MembroPayload, {
    nullable: true,
    description: 'Says the last day of a body in the observatory: until then it sat there, and the record stays.',
  })
  async terminaMembroOsservatorio(
    @Arg('input', () => TerminaMembroInput, { description: 'Which membership, and its last day.' })
    input: TerminaMembroInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MembroPayload> {
    return { membro: await ctx.db.write((tx) => service.terminaMembro(tx, input)) };
  }
}
