import { Copertura } from '@trama/schema/copertura';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Ambito } from '../territorio/territorio.entity.js';
import { datiByAmbito } from './dato-annuale.loader.js';
import * as service from './dato-annuale.service.js';
import { AffidoAmbito, PovertaAmbito, TutelaMinoriAmbito } from './dato-annuale.type.js';

@Resolver(() => Ambito)
export class AmbitoDatiResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => TutelaMinoriAmbito, {
    nullable: true,
    description: 'Child protection in a year; null when nothing was contributed.',
  })
  async tutelaMinori(
    @Root() ambito: Ambito,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<TutelaMinoriAmbito | null> {
    return service.tutelaMinoriDi(await ctx.loadWith(datiByAmbito, anno, ambito.numero));
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
    return service.affidoDi(await ctx.loadWith(datiByAmbito, anno, ambito.numero));
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => PovertaAmbito, {
    nullable: true,
    description: 'Income support in a year; null when nothing was contributed.',
  })
  async poverta(
    @Root() ambito: Ambito,
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PovertaAmbito | null> {
    return service.povertaDi(await ctx.loadWith(datiByAmbito, anno, ambito.numero));
  }
}

@Resolver()
export class CoperturaDatiResolver {
  @Richiede('statistica:leggi')
  @Query(() => Copertura, {
    nullable: true,
    description: 'Which ambiti gave yearly figures (tutela minori, affido, poverta) for a year, and which are missing.',
  })
  copertura(
    @Arg('anno', () => Int, { description: 'Year.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Copertura> {
    return ctx.db.read((tx) => service.coperturaDati(tx, anno));
  }
}
