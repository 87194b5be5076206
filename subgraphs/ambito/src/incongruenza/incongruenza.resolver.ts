import { SubgraphContext } from '@trama/subgraph/context';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PianoDiZona } from '../piano-di-zona/piano.entity.js';
import { Comune } from '../territorio/comune.entity.js';
import { PopolazioneAmbito } from '../territorio/popolazione.entity.js';
import { UnitaOfferta } from '../unita-offerta/unita-offerta.entity.js';
import { Incongruenza } from './incongruenza.entity.js';
import { diRecord, incongruenzeByAmbito } from './incongruenza.loader.js';

@Resolver(() => PianoDiZona)
export class PianoIncongruenzeResolver {
  @FieldResolver(() => [Incongruenza], {
    description: 'Inconsistencies of the document, to be shown beside the figures that they concern.',
  })
  incongruenze(@Root() piano: PianoDiZona, @Ctx() ctx: SubgraphContext): Promise<Incongruenza[]> {
    return ctx.published.load(incongruenzeByAmbito, piano.ambitoId);
  }
}

@Resolver(() => Comune)
export class ComuneIncongruenzeResolver {
  @FieldResolver(() => [Incongruenza], { description: 'Inconsistencies of the source about this comune.' })
  async incongruenze(@Root() comune: Comune, @Ctx() ctx: SubgraphContext): Promise<Incongruenza[]> {
    return diRecord(await ctx.published.load(incongruenzeByAmbito, comune.ambitoId), 'comuni.json', [comune.nome]);
  }
}

@Resolver(() => PopolazioneAmbito)
export class PopolazioneIncongruenzeResolver {
  @FieldResolver(() => [Incongruenza], {
    description: 'Inconsistencies of the source about the residents of this year.',
  })
  async incongruenze(@Root() popolazione: PopolazioneAmbito, @Ctx() ctx: SubgraphContext): Promise<Incongruenza[]> {
    const all = await ctx.published.load(incongruenzeByAmbito, popolazione.ambitoId);
    return diRecord(all, 'andamento-demografico.json', [String(popolazione.anno)]);
  }
}

@Resolver(() => UnitaOfferta)
export class UnitaIncongruenzeResolver {
  @FieldResolver(() => [Incongruenza], { description: 'Inconsistencies of the source about this unit or its type.' })
  async incongruenze(@Root() unita: UnitaOfferta, @Ctx() ctx: SubgraphContext): Promise<Incongruenza[]> {
    const all = await ctx.published.load(incongruenzeByAmbito, unita.ambitoId);
    return diRecord(all, 'unita-offerta.json', [unita.tipo, unita.denominazione]);
  }
}
