import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Ambito } from '../territorio/ambito.entity.js';
import { CasoPayload } from './caso-cambiato.type.js';
import { Assegnazione, Caso, CasoConnection } from './caso.entity.js';
import { ApriCasoInput, AssegnaCasoInput, ChiudiCasoInput, FiltroCasiInput } from './caso.input.js';
import { assegnazioniByCaso, casoByCodice, personeByCaso } from './caso.loader.js';
import * as service from './caso.service.js';
import { AzioneCaso, transizioniCaso } from './caso.stati.js';
import { PersonaDelCaso } from './persona.type.js';

@Resolver(() => Caso)
export class CasoResolver {
  @Richiede('caso:leggi')
  @Query(() => CasoConnection, {
    nullable: true,
    description: 'The cases that the caller follows, and those open to an emergency of the caller, from the oldest.',
  })
  casi(
    @Args() page: PageArgs,
    @Arg('filtro', () => FiltroCasiInput, { nullable: true, description: 'Which cases; all of them when absent.' })
    filtro: FiltroCasiInput | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<Caso>> {
    const { cifrario, identity } = ctx;
    return ctx.db.inspect(service.scopoDi(identity), (tx, nomina) =>
      service.listCasi(tx, cifrario, nomina, filtro ?? {}, page),
    );
  }

  @Richiede('caso:leggi')
  @Query(() => Caso, { nullable: true, description: 'A case by its code; null for one that the caller may not see.' })
  caso(
    @Arg('codice', () => String, { description: 'Code of the case.' }) codice: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Caso | null> {
    return ctx.loadInspected(casoByCodice, service.scopoDi(ctx.identity), codice);
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, {
    nullable: true,
    description: 'Opens a case of the caller’s own service and ambito; the caller is the first to follow it.',
  })
  async apriCaso(
    @Arg('input', () => ApriCasoInput, { description: 'The new case.' }) input: ApriCasoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    const { cifrario } = ctx;
    return { caso: await ctx.db.write((tx) => service.apriCaso(tx, cifrario, input)) };
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, {
    nullable: true,
    description: 'From APERTO to CHIUSO: from now on the case can be read and no longer changed.',
  })
  async chiudiCaso(
    @Arg('input', () => ChiudiCasoInput, { description: 'Which case, as the caller saw it.' }) input: ChiudiCasoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    return { caso: await ctx.db.write((tx) => service.chiudiCaso(tx, input)) };
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, { nullable: true, description: 'One more operator follows the case, from now on.' })
  async assegnaCaso(
    @Arg('input', () => AssegnaCasoInput, { description: 'Which case, as the caller saw it, and whom.' })
    input: AssegnaCasoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    return { caso: await ctx.db.write((tx) => service.assegnaCaso(tx, input)) };
  }

  @Richiede('caso:scrivi')
  @Mutation(() => CasoPayload, {
    nullable: true,
    description: 'An operator no longer follows the case, at once. Somebody must be left who does.',
  })
  async revocaAssegnazione(
    @Arg('input', () => AssegnaCasoInput, { description: 'Which case, as the caller saw it, and whom.' })
    input: AssegnaCasoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CasoPayload> {
    return { caso: await ctx.db.write((tx) => service.revocaAssegnazione(tx, input)) };
  }

  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito it belongs to.' })
  ambito(@Root() caso: Caso): Partial<Ambito> {
    return { numero: caso.ambitoId };
  }

  @FieldResolver(() => [AzioneCaso], { description: 'What this caller can do to it now.' })
  azioniPossibili(@Root() caso: Caso, @Ctx() { identity }: SubgraphContext): AzioneCaso[] {
    return transizioniCaso.azioniPossibili(caso.stato, identity, caso);
  }

  @Richiede('caso:leggi')
  @FieldResolver(() => [PersonaDelCaso], {
    nullable: true,
    description: 'Who is in it, the minors first. Each person read is in the access log.',
  })
  persone(@Root() caso: Caso, @Ctx() ctx: SubgraphContext): Promise<PersonaDelCaso[]> {
    return ctx.loadInspected(personeByCaso, service.scopoDi(ctx.identity), caso.id);
  }

  @Richiede('caso:leggi')
  @FieldResolver(() => [Assegnazione], {
    nullable: true,
    description: 'Who follows it and who did; in an emergency, only where the service is the caller’s own.',
  })
  assegnazioni(@Root() caso: Caso, @Ctx() ctx: SubgraphContext): Promise<Assegnazione[]> {
    return ctx.load(assegnazioniByCaso, caso.id);
  }
}
