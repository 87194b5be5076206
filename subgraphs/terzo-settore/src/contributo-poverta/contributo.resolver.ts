import { DomainError } from '@trama/kernel/errors';
import { Confini } from '@trama/schema/confini';
import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Comune, Ente } from '../ente/ente.entity.js';
import { enteByCodice } from '../ente/ente.loader.js';
import { ContributoBisogno, ContributoPoverta, ContributoPovertaConnection } from './contributo.entity.js';
import { ContributoPovertaPayload, SalvaContributoPovertaInput } from './contributo.input.js';
import { bisogniByContributo, contributiByAnni } from './contributo.loader.js';
import * as service from './contributo.service.js';
import {
  ContributoTerzoSettore,
  OsservatorioPoverta,
  PersoneContate,
  PersoneContateNelComune,
} from './contributo.type.js';

@Resolver(() => ContributoPoverta)
export class ContributoPovertaResolver {
  @Richiede('poverta:contribuisci')
  @Query(() => ContributoPovertaConnection, {
    nullable: true,
    description: 'What the caller’s own body counted in a year, by month and comune, exactly.',
  })
  contributiPoverta(
    @Args() page: PageArgs,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<ContributoPoverta>> {
    return ctx.db.read((tx) => service.listContributi(tx, anno, page));
  }

  @Richiede('poverta:contribuisci')
  @Query(() => [PersoneContate], {
    nullable: true,
    description: 'The year of the caller’s own body by need, exactly: what is published of it, before it is rounded.',
  })
  riepilogoContributiPoverta(
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PersoneContate[]> {
    return ctx.db.read((tx) => service.riepilogo(tx, anno));
  }

  @Richiede('poverta:contribuisci')
  @Query(() => [PersoneContateNelComune], {
    nullable: true,
    description:
      'What the caller’s own body counted by year, comune and need, exactly, over at most ten years: on the borders of then or of today, with the same totals.',
  })
  serieContributiPoverta(
    @Arg('dal', () => Int, { description: 'First year.' }) dal: number,
    @Arg('al', () => Int, { description: 'Last year.' }) al: number,
    @Arg('confini', () => Confini, { defaultValue: Confini.ALLORA, description: 'On which borders.' })
    confini: Confini,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PersoneContateNelComune[]> {
    return ctx.db.read(async (tx) => service.serieContributi(tx, dal, al, confini));
  }

  @Richiede('poverta:contribuisci')
  @Mutation(() => ContributoPovertaPayload, {
    nullable: true,
    description: 'Writes what the caller’s own body counted in one month and comune, or corrects it.',
  })
  async salvaContributoPoverta(
    @Arg('input', () => SalvaContributoPovertaInput, { description: 'Which month and comune, and the people by need.' })
    input: SalvaContributoPovertaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ContributoPovertaPayload> {
    return { contributo: await ctx.db.write((tx) => service.salvaContributo(tx, input)) };
  }

  @FieldResolver(() => Comune, { nullable: true, description: 'The comune where people were met.' })
  comune(@Root() { comuneIstat }: ContributoPoverta): Comune {
    return { codiceIstat: comuneIstat };
  }

  @FieldResolver(() => [ContributoBisogno], { description: 'People by need.' })
  bisogni(@Root() { id }: ContributoPoverta, @Ctx() ctx: SubgraphContext): Promise<ContributoBisogno[]> {
    return ctx.load(bisogniByContributo, id);
  }
}

@Resolver(() => PersoneContateNelComune)
export class PersoneContateNelComuneResolver {
  @FieldResolver(() => Comune, { nullable: true, description: 'The comune where people were met.' })
  comune(@Root() { comuneIstat }: PersoneContateNelComune): Comune {
    return { codiceIstat: comuneIstat };
  }
}

@Resolver(() => OsservatorioPoverta)
export class OsservatorioContributiResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => [ContributoTerzoSettore], {
    nullable: true,
    description:
      'What listening centres and the distribution of goods counted, by year and body, as published: the same for everybody.',
  })
  contributiTerzoSettore(
    @Arg('dal', () => Int, { description: 'First year.' }) dal: number,
    @Arg('al', () => Int, { description: 'Last year.' }) al: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ContributoTerzoSettore[]> {
    if (dal > al) {
      throw new DomainError('INPUT_NON_VALIDO', 'dal viene dopo al: scambiali.', {
        extensions: { campi: ['dal', 'al'] },
      });
    }
    return ctx.published.read((tx) => contributiByAnni(tx, dal, al));
  }
}

@Resolver(() => ContributoTerzoSettore)
export class ContributoTerzoSettoreResolver {
  @FieldResolver(() => Ente, { nullable: true, description: 'The body.' })
  ente(@Root() { enteCodice }: ContributoTerzoSettore, @Ctx() ctx: SubgraphContext): Promise<Ente | null> {
    return ctx.load(enteByCodice, enteCodice);
  }
}
