import { oggiARoma } from '@trama/kernel/calendario';
import { Confini } from '@trama/schema/confini';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Ambito } from './ambito.entity.js';
import { AppartenenzaComune } from './appartenenza.type.js';
import { Comune } from './comune.entity.js';
import { PopolazioneAmbito, PopolazioneComune, PopolazioneStorica } from './popolazione.entity.js';
import * as popolazione from './popolazione.loader.js';
import * as loader from './territorio.loader.js';

const CONFINI = { defaultValue: Confini.ALLORA, description: 'On which borders.' };

@Resolver(() => Ambito)
export class AmbitoTerritorioResolver {
  @Richiede('territorio:leggi')
  @FieldResolver(() => PopolazioneAmbito, {
    nullable: true,
    description: 'Residents in a year; null when no source has it.',
  })
  popolazione(
    @Root() ambito: Ambito,
    @Arg('anno', () => Int, { description: 'Year of the count on 1 January.' }) anno: number,
    @Arg('confini', () => Confini, CONFINI) confini: Confini,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PopolazioneAmbito | null> {
    return ctx.published.loadWith(popolazione.popolazioneByAmbito[confini], anno, ambito.numero);
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => [PopolazioneAmbito], {
    nullable: true,
    description: 'Residents of every year that a source has all of it, the oldest first.',
  })
  seriePopolazione(
    @Root() ambito: Ambito,
    @Arg('confini', () => Confini, CONFINI) confini: Confini,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PopolazioneAmbito[]> {
    return ctx.published.load(popolazione.popolazioniByAmbito[confini], ambito.numero);
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => [PopolazioneStorica], {
    description: 'Residents over the years as the historical series of the plan gives them.',
  })
  serieDemografica(@Root() ambito: Ambito, @Ctx() ctx: SubgraphContext): Promise<PopolazioneStorica[]> {
    return ctx.published.load(popolazione.serieByAmbito, ambito.numero);
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => [Comune], { description: 'Its comuni on a day, by name.' })
  comuni(
    @Root() ambito: Ambito,
    @Arg('il', () => GraphQLDateISO, { nullable: true, description: 'The day; today when it is not said.' })
    il: string | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Comune[]> {
    return ctx.published.loadWith(loader.comuniByAmbito, il ?? oggiARoma(), ambito.numero);
  }
}

@Resolver(() => Comune)
export class ComuneResolver {
  @Richiede('territorio:leggi')
  @Query(() => Comune, { nullable: true, description: 'A comune by its ISTAT code, also one that is no more.' })
  comune(
    @Arg('codiceIstat', () => String, { description: 'ISTAT code, six digits.' }) codiceIstat: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Comune | null> {
    return ctx.published.load(loader.comuneByCodice, codiceIstat);
  }

  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito it belongs to, or was of last.' })
  ambito(@Root() comune: Comune): Partial<Ambito> {
    return { numero: comune.ambitoId };
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => [AppartenenzaComune], {
    nullable: true,
    description: 'Every ambito that it was of, with the days, from the first.',
  })
  appartenenze(@Root() { codiceIstat }: Comune, @Ctx() ctx: SubgraphContext): Promise<AppartenenzaComune[]> {
    return ctx.published.load(loader.appartenenzeByComune, codiceIstat);
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => Comune, {
    nullable: true,
    description: 'What it is part of since it is no more; null while no end is known.',
  })
  async confluitoIn(@Root() { confluitoInCodice }: Comune, @Ctx() ctx: SubgraphContext): Promise<Comune | null> {
    return confluitoInCodice === null ? null : ctx.published.load(loader.comuneByCodice, confluitoInCodice);
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => [Comune], {
    nullable: true,
    description: 'What flowed into it, the first first; not what had flowed into those.',
  })
  confluiti(@Root() { codiceIstat }: Comune, @Ctx() ctx: SubgraphContext): Promise<Comune[]> {
    return ctx.published.load(loader.confluitiByComune, codiceIstat);
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => PopolazioneComune, {
    nullable: true,
    description: 'Residents in a year; null when no source has it.',
  })
  popolazione(
    @Root() comune: Comune,
    @Arg('anno', () => Int, { description: 'Year of the count on 1 January.' }) anno: number,
    @Arg('confini', () => Confini, CONFINI) confini: Confini,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PopolazioneComune | null> {
    return ctx.published.loadWith(popolazione.popolazioneByComune[confini], anno, comune.codiceIstat);
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => [PopolazioneComune], {
    nullable: true,
    description:
      'Residents of every year that a source has, the oldest first. On the borders of today a comune that is no more has none.',
  })
  seriePopolazione(
    @Root() { codiceIstat }: Comune,
    @Arg('confini', () => Confini, CONFINI) confini: Confini,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PopolazioneComune[]> {
    return ctx.published.load(popolazione.popolazioniByComune[confini], codiceIstat);
  }
}
