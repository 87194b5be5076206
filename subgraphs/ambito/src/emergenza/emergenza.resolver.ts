import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Caso } from '../cartella/caso.entity.js';
import { casoByCodice } from '../cartella/caso.loader.js';
import { scopoDi } from '../cartella/caso.service.js';
import { Emergenza, EmergenzaConnection } from './emergenza.entity.js';
import { ApriEmergenzaInput, ChiudiRevisioneInput, EmergenzaPayload, FiltroEmergenzeInput } from './emergenza.input.js';
import * as service from './emergenza.service.js';
import { GIORNI_PER_RIVEDERE, StatoEmergenza } from './emergenza.stati.js';

const GIORNO_MS = 86_400_000;

@Resolver(() => Emergenza)
export class EmergenzaResolver {
  @Richiede('emergenza:rivedi')
  @Query(() => EmergenzaConnection, {
    nullable: true,
    description: 'The emergencies of the caller’s ambito, those that wait longest first. Their cases are not shown.',
  })
  emergenze(
    @Args() page: PageArgs,
    @Arg('filtro', () => FiltroEmergenzeInput, { nullable: true, description: 'Which; all of them when absent.' })
    filtro: FiltroEmergenzeInput | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<Emergenza>> {
    return ctx.db.inspect('VIGILANZA', (tx, nomina) => service.listEmergenze(tx, nomina, filtro ?? {}, page));
  }

  @Richiede('emergenza:apri')
  @Mutation(() => EmergenzaPayload, {
    nullable: true,
    description:
      'Lets the caller read one case of the own ambito that they do not follow, for an hour at most. Each reading is in the access log in a class of its own, and somebody else reviews it.',
  })
  async apriEmergenza(
    @Arg('input', () => ApriEmergenzaInput, { description: 'Which case, why and for how long.' })
    input: ApriEmergenzaInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmergenzaPayload> {
    const { cifrario } = ctx;
    return { emergenza: await ctx.db.write((tx) => service.apriEmergenza(tx, cifrario, input)) };
  }

  @Richiede('emergenza:rivedi')
  @Mutation(() => EmergenzaPayload, {
    nullable: true,
    description: 'Closes the review of an emergency, for good. Whoever opened it cannot.',
  })
  async chiudiRevisione(
    @Arg('input', () => ChiudiRevisioneInput, {
      description: 'Which emergency, as the caller saw it, and what was found.',
    })
    input: ChiudiRevisioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmergenzaPayload> {
    const { cifrario } = ctx;
    return { emergenza: await ctx.db.write((tx) => service.chiudiRevisione(tx, cifrario, input)) };
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it was opened.' })
  motivo(@Root() emergenza: Emergenza, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return service.leggiTesto(cifrario, emergenza, 'motivo');
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the reviewer wrote; null when nothing.' })
  nota(@Root() emergenza: Emergenza, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return service.leggiTesto(cifrario, emergenza, 'nota');
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Whole days since it was opened; null once it is reviewed.',
  })
  giorniDiAttesa(@Root() { stato, apertaIl }: Emergenza): number | null {
    return stato === StatoEmergenza.RIVISTA ? null : Math.floor((Date.now() - apertaIl.getTime()) / GIORNO_MS);
  }

  @FieldResolver(() => Boolean, {
    description: `True when nobody has reviewed it and more than ${GIORNI_PER_RIVEDERE} days have gone by.`,
  })
  inRitardo(@Root() emergenza: Emergenza): boolean {
    return (this.giorniDiAttesa(emergenza) ?? 0) >= GIORNI_PER_RIVEDERE;
  }

  @Richiede('caso:leggi')
  @FieldResolver(() => Caso, {
    nullable: true,
    description: 'The case, for who may see it: who opened the emergency, until it expires.',
  })
  caso(@Root() emergenza: Emergenza, @Ctx() ctx: SubgraphContext): Promise<Caso | null> {
    return ctx.loadInspected(casoByCodice, scopoDi(ctx.identity), emergenza.casoCodice);
  }
}
