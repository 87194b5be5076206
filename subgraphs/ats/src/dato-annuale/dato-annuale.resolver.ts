import { Copertura } from '@trama/schema/copertura';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Ambito } from '../territorio/territorio.entity.js';
import { listAmbiti } from '../territorio/territorio.loader.js';
import { avvisiDati, celleDati, datiPropriByAmbito } from './dato-annuale.loader.js';
import * as service from './dato-annuale.service.js';
import { AffidoAmbito, DatoProprio, PovertaAmbito, TutelaMinoriAmbito } from './dato-annuale.type.js';

async function datiPubblicati(ctx: SubgraphContext, { numero }: Ambito, anno: number): Promise<service.DatiPubblicati> {
  const [celle, avvisi] = await Promise.all([
    ctx.published.loadWith(celleDati, anno, numero),
    ctx.published.loadWith(avvisiDati, anno, numero),
  ]);
  return { celle, avvisi };
}

@Resolver(() => Ambito)
export class AmbitoDatiResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => TutelaMinoriAmbito, {
    nullable: true,
    description:
      'Child protection in a year; null when nothing was contributed. Who owes no answer for the year has no figures, and says so in `condizioneMinori` and `condizioneNuclei`.',
  })
  async tutelaMinori(
    @Root() ambito: Ambito,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TutelaMinoriAmbito | null> {
    return service.tutelaMinoriDi(await datiPubblicati(ctx, ambito, anno));
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => AffidoAmbito, {
    nullable: true,
    description: 'Fostering in a year; null when nothing was contributed.',
  })
  async affido(
    @Root() ambito: Ambito,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AffidoAmbito | null> {
    return service.affidoDi(await ctx.published.loadWith(celleDati, anno, ambito.numero));
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => PovertaAmbito, {
    nullable: true,
    description:
      'Income support in a year; null when nothing was contributed. Who owes no answer for the year has no figures, and says so in `condizioneBeneficiari`.',
  })
  async poverta(
    @Root() ambito: Ambito,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PovertaAmbito | null> {
    return service.povertaDi(await datiPubblicati(ctx, ambito, anno));
  }

  @Richiede('dato:leggi')
  @FieldResolver(() => [DatoProprio], {
    nullable: true,
    description: 'Its exact yearly figures: full for whoever works for the ambito, empty for everybody else.',
  })
  datiPropri(
    @Root() ambito: Ambito,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DatoProprio[]> {
    return ctx.loadWith(datiPropriByAmbito, anno, ambito.numero);
  }
}

@Resolver()
export class CoperturaDatiResolver {
  @Richiede('statistica:leggi')
  @Query(() => Copertura, {
    nullable: true,
    description:
      'Which ambiti gave yearly figures (tutela minori, affido, poverta) for a year, and which are missing. Who owes none of them is not expected.',
  })
  async copertura(
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Copertura> {
    const ambiti = await ctx.published.once(listAmbiti);
    return service.coperturaDati(ambiti, await Promise.all(ambiti.map((ambito) => datiPubblicati(ctx, ambito, anno))));
  }
}
