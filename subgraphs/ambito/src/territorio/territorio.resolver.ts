import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Ambito } from './ambito.entity.js';
import { Comune } from './comune.entity.js';
import { PopolazioneAmbito, PopolazioneComune, PopolazioneStorica } from './popolazione.entity.js';
import * as loader from './territorio.loader.js';

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
    @Ctx() ctx: SubgraphContext,
  ): Promise<PopolazioneAmbito | null> {
    return ctx.loadWith(loader.popolazioneByAmbito, anno, ambito.numero);
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => [PopolazioneStorica], {
    description: 'Residents over the years as the historical series of the plan gives them.',
  })
  serieDemografica(@Root() ambito: Ambito, @Ctx() ctx: SubgraphContext): Promise<PopolazioneStorica[]> {
    return ctx.load(loader.serieByAmbito, ambito.numero);
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => [Comune], { description: 'Its comuni, by name.' })
  comuni(@Root() ambito: Ambito, @Ctx() ctx: SubgraphContext): Promise<Comune[]> {
    return ctx.load(loader.comuniByAmbito, ambito.numero);
  }
}

@Resolver(() => Comune)
export class ComuneResolver {
  @Richiede('territorio:leggi')
  @Query(() => Comune, { nullable: true, description: 'A comune by its ISTAT code.' })
  comune(
    @Arg('codiceIstat', () => String, { description: 'ISTAT code, six digits.' }) codiceIstat: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Comune | null> {
    return ctx.load(loader.comuneByCodice, codiceIstat);
  }

  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito it belongs to.' })
  ambito(@Root() comune: Comune): Partial<Ambito> {
    return { numero: comune.ambitoId };
  }

  @Richiede('territorio:leggi')
  @FieldResolver(() => PopolazioneComune, {
    nullable: true,
    description: 'Residents in a year; null when no source has it.',
  })
  popolazione(
    @Root() comune: Comune,
    @Arg('anno', () => Int, { description: 'Year of the count on 1 January.' }) anno: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PopolazioneComune | null> {
    return ctx.loadWith(loader.popolazioneByComune, anno, comune.codiceIstat);
  }
}
