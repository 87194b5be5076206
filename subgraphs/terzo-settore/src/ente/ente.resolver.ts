import { pageOf } from '@trama/database/page';
import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Ambito, Comune, Ente, EnteConnection, EntiTerzoSettoreAmbito, TipoEnte } from './ente.entity.js';
import * as loader from './ente.loader.js';

@Resolver(() => Ente)
export class EnteResolver {
  @Richiede('rete:leggi')
  @Query(() => EnteConnection, { description: 'The bodies of the network, by code, of one kind if asked.' })
  enti(
    @Args() page: PageArgs,
    @Arg('tipo', () => TipoEnte, { nullable: true, description: 'Kind of the bodies.' }) tipo: TipoEnte | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<Ente>> {
    const where = tipo ? { tipo } : {};
    return ctx.published.read((tx) => pageOf(tx, Ente, { where, keys: ['codice'], comment: 'ente.enti' }, page));
  }

  @Richiede('rete:leggi')
  @Query(() => Ente, { nullable: true, description: 'A body by its code; null when there is none.' })
  ente(
    @Arg('codice', () => String, { description: 'Code.' }) codice: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Ente | null> {
    return ctx.published.load(loader.enteByCodice, codice);
  }

  @FieldResolver(() => Comune, {
    nullable: true,
    description: 'The comune of its seat; null when the source does not say.',
  })
  comune(@Root() ente: Ente): Comune | null {
    return ente.comuneIstat === null ? null : { codiceIstat: ente.comuneIstat };
  }

  @FieldResolver(() => [Ambito], { description: 'The ambiti where it works, as far as the source says.' })
  ambiti(@Root() ente: Ente, @Ctx() ctx: SubgraphContext): Promise<Ambito[]> {
    return ctx.published.load(loader.ambitiByEnte, ente.codice);
  }
}

@Resolver(() => Ambito)
export class AmbitoEntiResolver {
  @Richiede('rete:leggi')
  @FieldResolver(() => EntiTerzoSettoreAmbito, {
    nullable: true,
    description: 'Bodies of the Terzo Settore that work in it; null when the register has none.',
  })
  entiTerzoSettore(@Root() ambito: Ambito, @Ctx() ctx: SubgraphContext): Promise<EntiTerzoSettoreAmbito | null> {
    return ctx.published.load(loader.totaliByAmbito, ambito.numero);
  }
}
