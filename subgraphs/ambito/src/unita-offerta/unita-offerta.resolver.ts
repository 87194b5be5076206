import type { Tx } from '@trama/database/database';
import { Copertura } from '@trama/schema/copertura';
import { PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { DisponibilitaPosti } from '../occupazione/disponibilita.type.js';
import { Ambito } from '../territorio/ambito.entity.js';
import { Comune } from '../territorio/comune.entity.js';
import { comuneByCodice } from '../territorio/territorio.loader.js';
import { TipoUnitaOfferta } from './tipo-unita.type.js';
import {
  ElencoUnitaOfferta,
  Ente,
  type FiltroUnita,
  Offerta,
  Posti,
  PostiTotali,
  UnitaOfferta,
} from './unita-offerta.entity.js';
import { offertaByAmbito, postiTotali, unitaByCodice } from './unita-offerta.loader.js';
import * as service from './unita-offerta.service.js';

/** The register is public; in what state the places of a unit are is live. */
const leggi = <T>(ctx: SubgraphContext, { posti }: FiltroUnita, work: (tx: Tx) => Promise<T>): Promise<T> =>
  posti === null ? ctx.published.read(work) : ctx.db.read(work);

@Resolver(() => ElencoUnitaOfferta)
export class ElencoUnitaResolver {
  @Richiede('rete:leggi')
  @Query(() => ElencoUnitaOfferta, {
    description: 'The network of services: units by code, of one type, one ambito and with free places if asked.',
  })
  unitaOfferta(
    @Args() page: PageArgs,
    @Arg('ambito', () => Int, { nullable: true, description: 'Number of the ambito.' }) ambito: number | null,
    @Arg('tipo', () => TipoUnitaOfferta, { nullable: true, description: 'Type of the units.' })
    tipo: TipoUnitaOfferta | null,
    @Arg('posti', () => [DisponibilitaPosti], {
      nullable: true,
      description:
        'Only units in one of these states. A declaration that is superata counts as NON_DICHIARATA; rows without disponibilita are left out.',
    })
    posti: DisponibilitaPosti[] | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ElencoUnitaOfferta> {
    const filtro = { tipo: tipo ?? null, ambito: ambito ?? null, posti: posti ?? null };
    return leggi(ctx, filtro, (tx) => service.listUnita(tx, filtro, page));
  }

  @Richiede('rete:leggi')
  @Query(() => UnitaOfferta, { nullable: true, description: 'One unit by its code; null when there is none.' })
  unita(
    @Arg('codice', () => String, { description: 'Its code; it starts with the ambito.' }) codice: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<UnitaOfferta | null> {
    return ctx.published.load(unitaByCodice, codice);
  }

  @FieldResolver(() => PostiTotali, { description: 'Places over all pages.' })
  postiTotali(@Root() elenco: ElencoUnitaOfferta, @Ctx() ctx: SubgraphContext): Promise<PostiTotali> {
    return leggi(ctx, elenco.filtro, (tx) => postiTotali(tx, elenco.filtro));
  }

  @FieldResolver(() => Copertura, { description: 'Which ambiti have units in the register.' })
  copertura(@Root() elenco: ElencoUnitaOfferta, @Ctx() ctx: SubgraphContext): Promise<Copertura> {
    return ctx.published.read((tx) => service.coperturaUnita(tx, elenco.filtro));
  }
}

@Resolver(() => UnitaOfferta)
export class UnitaOffertaResolver {
  @FieldResolver(() => Posti, { description: 'Its places.' })
  posti(@Root() unita: UnitaOfferta): Posti {
    return {
      autorizzati: unita.postiAutorizzati,
      accreditati: unita.postiAccreditati,
      aBudget: unita.postiABudget,
      solventi: unita.postiSolventi,
      capacita: unita.capacita,
    };
  }

  @FieldResolver(() => Ente, {
    nullable: true,
    description: 'The body that runs it; null when the source does not say.',
  })
  gestore(@Root() unita: UnitaOfferta): Ente | null {
    return unita.gestoreCodice === null ? null : { codice: unita.gestoreCodice };
  }

  @FieldResolver(() => Comune, {
    nullable: true,
    description: 'The comune it is in; null when the source does not say or names several.',
  })
  comune(@Root() unita: UnitaOfferta, @Ctx() ctx: SubgraphContext): Promise<Comune | null> | null {
    return unita.comuneIstat === null ? null : ctx.published.load(comuneByCodice, unita.comuneIstat);
  }
}

@Resolver(() => Ambito)
export class AmbitoOffertaResolver {
  @Richiede('rete:leggi')
  @FieldResolver(() => Offerta, {
    nullable: true,
    description: 'What it offers, as totals; null when its units are not in the register.',
  })
  offerta(@Root() ambito: Ambito, @Ctx() ctx: SubgraphContext): Promise<Offerta | null> {
    return ctx.published.load(offertaByAmbito, ambito.numero);
  }
}
