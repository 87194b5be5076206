import { pageOfList } from '@trama/database/page';
import { type Page, PageArgs } from '@trama/schema/page';
import { Asked, type AskedFields } from '@trama/subgraph/asked-fields';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Ambito } from '../territorio/ambito.entity.js';
import { EsitoObiettivo, EsitoPrecedente } from './esito.type.js';
import { Fatto } from './fatto.entity.js';
import { Indicatore } from './indicatore.type.js';
import { Macroarea, Obiettivo, ObiettivoConnection } from './obiettivo.entity.js';
import { PianoDiZona, RiepilogoPiano } from './piano.entity.js';
import * as loader from './piano.loader.js';

@Resolver(() => Ambito)
export class AmbitoPianoResolver {
  @Richiede('piano:leggi')
  @FieldResolver(() => PianoDiZona, {
    nullable: true,
    description: 'Its plan for a triennium; null when none was loaded.',
  })
  pianoDiZona(
    @Root() ambito: Ambito,
    @Arg('triennio', () => String, { description: 'Three years, such as "2021-2023".' }) triennio: string,
    @Asked() campi: AskedFields,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PianoDiZona | null> {
    if (campi.has('riepilogo')) {
      ctx.published.askAhead(loader.riepilogoByAmbito, triennio, ambito.numero);
    }
    if (campi.has('obiettivi')) {
      ctx.published.askAhead(loader.obiettiviByAmbito, triennio, ambito.numero);
    }
    return ctx.published.loadWith(loader.pianoByAmbito, triennio, ambito.numero);
  }
}

@Resolver(() => PianoDiZona)
export class PianoResolver {
  @FieldResolver(() => RiepilogoPiano, { nullable: true, description: 'The plan in six figures.' })
  riepilogo(@Root() piano: PianoDiZona, @Ctx() ctx: SubgraphContext): Promise<RiepilogoPiano | null> {
    return ctx.published.loadWith(loader.riepilogoByAmbito, piano.triennio, piano.ambitoId);
  }

  @FieldResolver(() => ObiettivoConnection, { description: 'Its objectives, in the order of the plan.' })
  async obiettivi(
    @Root() piano: PianoDiZona,
    @Args() page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<Obiettivo>> {
    const obiettivi = await ctx.published.loadWith(loader.obiettiviByAmbito, piano.triennio, piano.ambitoId);
    return pageOfList(obiettivi, (obiettivo) => obiettivo.codice, page);
  }

  @FieldResolver(() => [EsitoObiettivo], { description: 'What became of the objectives of the triennium before.' })
  esitiTriennioPrecedente(@Root() piano: PianoDiZona, @Ctx() ctx: SubgraphContext): Promise<EsitoObiettivo[]> {
    return ctx.published.load(loader.esitiByAmbito, piano.ambitoId);
  }

  @FieldResolver(() => [Fatto], { description: 'The other dated figures of the plan.' })
  fatti(@Root() piano: PianoDiZona, @Ctx() ctx: SubgraphContext): Promise<Fatto[]> {
    return ctx.published.load(loader.fattiByAmbito, piano.ambitoId);
  }
}

@Resolver(() => Obiettivo)
export class ObiettivoResolver {
  @FieldResolver(() => Macroarea, { description: 'The strategic area it belongs to.' })
  macroarea(@Root() obiettivo: Obiettivo): Macroarea {
    return { lettera: obiettivo.macroareaLettera, nome: obiettivo.macroareaNome };
  }

  @FieldResolver(() => [Indicatore], { description: 'Its indicators: process, result, outcome.' })
  indicatori(
    @Root() obiettivo: Obiettivo,
    @Asked() campi: AskedFields,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Indicatore[]> {
    const chiave = loader.chiave(obiettivo.ambitoId, obiettivo.codice);
    return ctx.published.loadWith(loader.indicatoriByObiettivo, loader.partiDi(campi), chiave);
  }

  @FieldResolver(() => [EsitoPrecedente], { description: 'Outcomes of the triennium before that it continues.' })
  esitiPrecedenti(@Root() obiettivo: Obiettivo, @Ctx() ctx: SubgraphContext): Promise<EsitoPrecedente[]> {
    return ctx.published.load(loader.esitiByObiettivo, loader.chiave(obiettivo.ambitoId, obiettivo.codice));
  }
}
