import { type Page, PageArgs } from '@trama/schema/page';
import { pageOfList } from '@trama/database/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Ambito } from '../territorio/ambito.entity.js';
import { haUnaCapienza } from '../unita-offerta/capienza.service.js';
import { TipoUnitaOfferta } from '../unita-offerta/tipo-unita.type.js';
import { UnitaOfferta } from '../unita-offerta/unita-offerta.entity.js';
import { unitaByCodice } from '../unita-offerta/unita-offerta.loader.js';
import { DisponibilitaUnita } from './disponibilita.type.js';
import { OccupazioneUnita, OccupazioneUnitaConnection } from './occupazione.entity.js';
import { DichiaraOccupazioneInput, OccupazionePayload } from './occupazione.input.js';
import { disponibilitaByUnita, occupazioniByUnita } from './occupazione.loader.js';
import { dichiaraOccupazione } from './occupazione.service.js';
import { RigaSaturazione, SaturazioneRete } from './saturazione.type.js';
import { saturazioneRete } from './saturazione.service.js';

@Resolver(() => UnitaOfferta)
export class UnitaOccupazioneResolver {
  @Richiede('rete:leggi')
  @FieldResolver(() => DisponibilitaUnita, {
    nullable: true,
    description:
      'Whether it has free places, as last declared; null for a row that sums several units, or whose places are not known.',
  })
  disponibilita(@Root() unita: UnitaOfferta, @Ctx() ctx: SubgraphContext): Promise<DisponibilitaUnita> | null {
    return haUnaCapienza(unita) ? ctx.load(disponibilitaByUnita, unita.codice) : null;
  }

  @Richiede('occupazione:gestisci')
  @FieldResolver(() => OccupazioneUnitaConnection, {
    nullable: true,
    description: 'All that was declared of it, the last day first; null for a unit of another ambito.',
  })
  async occupazioni(
    @Root() { codice, ambitoId }: UnitaOfferta,
    @Args() page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<OccupazioneUnita> | null> {
    return ambitoId === ctx.identity.ambito
      ? pageOfList(await ctx.load(occupazioniByUnita, codice), ({ giorno }) => giorno, page)
      : null;
  }

  @Richiede('occupazione:gestisci')
  @Mutation(() => OccupazionePayload, {
    nullable: true,
    description:
      'Says how many places of a unit of the caller’s ambito are taken on a day, or corrects it. Everybody then reads the state that follows, never the number.',
  })
  async dichiaraOccupazione(
    @Arg('input', () => DichiaraOccupazioneInput, { description: 'Which unit, which day, how many.' })
    input: DichiaraOccupazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<OccupazionePayload> {
    const occupazione = await ctx.db.write((tx) => dichiaraOccupazione(tx, input));
    return { occupazione, unita: await ctx.load(unitaByCodice, input.unita) };
  }
}

@Resolver(() => RigaSaturazione)
export class SaturazioneResolver {
  @Richiede('rete:leggi')
  @Query(() => SaturazioneRete, {
    description: 'How full the network of services is, of one type and one ambito if asked.',
  })
  saturazioneRete(
    @Arg('tipo', () => TipoUnitaOfferta, { nullable: true, description: 'Type of the units.' })
    tipo: TipoUnitaOfferta | null,
    @Arg('ambito', () => Int, { nullable: true, description: 'Number of the ambito.' }) ambito: number | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<SaturazioneRete> {
    return ctx.db.read((tx) => saturazioneRete(tx, tipo ?? null, ambito ?? null));
  }

  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito; null for all of them.' })
  ambito(@Root() { ambitoId }: RigaSaturazione): Ambito | null {
    return ambitoId === null ? null : Object.assign(new Ambito(), { numero: ambitoId });
  }
}
