import { oggiARoma } from '@trama/kernel/calendario';
import { Conteggio, conteggioDi } from '@trama/schema/conteggio';
import { Copertura } from '@trama/schema/copertura';
import { Origine } from '@trama/schema/origine';
import { GraphQLDateISO } from '@trama/schema/scalars';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Float, Int, Query, Resolver, Root } from 'type-graphql';
import { type FamiglieContate, famiglieByGiorno } from '../collegamento/collegamento.loader.js';
import { fineMesePrecedente } from '../collegamento/collegamento.service.js';
import { Campagna, Destinatario } from '../rilevazione/campagna.entity.js';
import { campagnaByAnno, destinatarioById, listCampagne } from '../rilevazione/campagna.loader.js';
import { Ambito } from '../territorio/territorio.entity.js';
import { ambitoByNumero } from '../territorio/territorio.loader.js';
import { confronta, coperturaDiVoce, type Prima, variazioneDi } from './confronto.js';
import { annataPer, confrontoPer } from './lettura.js';
import { RigaConfronto, TavoloTutelaMinori, type ValoreConfrontato, ValoreDiAmbito } from './confronto.type.js';

const RILEVAZIONE = 'tutela-minori';
const SU_PIU_AMBITI = 'nuclei_su_piu_ambiti';
const ANNO = { description: 'Year.' };

@Resolver(() => TavoloTutelaMinori)
export class TavoloResolver {
  @Richiede('rilevazione:leggi')
  @Query(() => TavoloTutelaMinori, {
    nullable: true,
    description: 'The coordination table on child protection: twelve ambiti and Valle Camonica.',
  })
  tavoloTutelaMinori(): TavoloTutelaMinori {
    return new TavoloTutelaMinori();
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Campagna, { nullable: true, description: 'Its campaign of a year; null when there is none.' })
  campagna(@Arg('anno', () => Int, ANNO) anno: number, @Ctx() ctx: SubgraphContext): Promise<Campagna | null> {
    return ctx.loadWith(campagnaByAnno, RILEVAZIONE, anno);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [RigaConfronto], {
    nullable: true,
    description:
      'The approved figures of a year, voce by voce. The coordination reads them as they were sent; everybody else the published voci, under disclosure control, and the own ones exactly. Empty without a campaign.',
  })
  confronto(@Arg('anno', () => Int, ANNO) anno: number, @Ctx() ctx: SubgraphContext): Promise<RigaConfronto[]> {
    return confrontoPer(ctx, RILEVAZIONE, anno);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Conteggio, {
    nullable: true,
    description:
      'Families that services of more than one ambito follow, as the linkage of their services counts them; where there is none, those that contributors declared in the newest campaign that has them.',
  })
  async nucleiSuPiuAmbiti(@Ctx() ctx: SubgraphContext): Promise<Conteggio> {
    const contate = await famiglieContate(ctx);
    if (contate) {
      return conteggioDi(contate.quante, Origine.RILEVATO);
    }
    const { valore, soppresso } = await totaleSuPiuAmbiti(ctx);
    return { valore, soppresso };
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => GraphQLDateISO, {
    nullable: true,
    description:
      'The day at which the linkage counted `nucleiSuPiuAmbiti`, the end of last month; null when contributors declared them.',
  })
  async nucleiSuPiuAmbitiAl(@Ctx() ctx: SubgraphContext): Promise<string | null> {
    return (await famiglieContate(ctx))?.giorno ?? null;
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'True while the coordination asks about a figure that `nucleiSuPiuAmbiti` contains; never for what the linkage counted.',
  })
  async nucleiSuPiuAmbitiInVerifica(@Ctx() ctx: SubgraphContext): Promise<boolean> {
    return (await famiglieContate(ctx)) === null && (await totaleSuPiuAmbiti(ctx)).inVerifica;
  }
}

async function totaleSuPiuAmbiti(ctx: SubgraphContext): Promise<ValoreConfrontato> {
  const campagne = await ctx.db.read((tx) => listCampagne(tx, RILEVAZIONE));
  const annate = await Promise.all(campagne.map(({ anno }) => annataPer(ctx, RILEVAZIONE, anno)));
  const righe = annate.flatMap((annata) =>
    annata
      ? confronta({ ...annata, voci: annata.voci.filter(({ codice }) => codice === SU_PIU_AMBITI) }, maiPrima)
      : [],
  );
  const ultima = righe.findLast(({ totale }) => totale.valore !== null || totale.soppresso);
  return ultima?.totale ?? { valore: null, soppresso: false, inVerifica: false };
}

/** Nobody asks for a change of it. */
const maiPrima: Prima = () => Promise.resolve(new Map());

const famiglieContate = (ctx: SubgraphContext): Promise<FamiglieContate | null> =>
  ctx.load(famiglieByGiorno, fineMesePrecedente(oggiARoma()));

@Resolver(() => Campagna)
export class ConfrontoDellaCampagnaResolver {
  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [RigaConfronto], {
    nullable: true,
    description:
      'Its approved figures compared, voce by voce: exactly for the coordination, to everybody else as published, the own ones exactly. Empty where nothing of the collection is published.',
  })
  confronto(@Root() { rilevazione, anno }: Campagna, @Ctx() ctx: SubgraphContext): Promise<RigaConfronto[]> {
    return confrontoPer(ctx, rilevazione, anno);
  }
}

@Resolver(() => RigaConfronto)
export class RigaConfrontoResolver {
  @FieldResolver(() => Copertura, { description: 'Who owed this voce, who gave it and who did not.' })
  copertura(@Root() riga: RigaConfronto): Copertura {
    return coperturaDiVoce(riga);
  }
}

@Resolver(() => ValoreDiAmbito)
export class ValoreDiAmbitoResolver {
  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Ambito, {
    nullable: true,
    description: 'Whose figure; null for a contributor from outside this ATS.',
  })
  ambito(@Root() { destinatarioId }: ValoreDiAmbito, @Ctx() ctx: SubgraphContext): Promise<Ambito | null> {
    return ctx.load(ambitoByNumero, destinatarioId);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Destinatario, { nullable: true, description: 'The contributor.' })
  destinatario(@Root() { destinatarioId }: ValoreDiAmbito, @Ctx() ctx: SubgraphContext): Promise<Destinatario | null> {
    return ctx.load(destinatarioById, destinatarioId);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Change on the campaign of the year before, as a share of it: 0.1 is ten percent more. Null without both.',
  })
  async variazione(@Root() cella: ValoreDiAmbito): Promise<number | null> {
    return (await variazioneDi(cella))?.quota ?? null;
  }

  @FieldResolver(() => Boolean, {
    description: 'True when `variazione` is there, and the coordination asks about the figure of either year.',
  })
  async variazioneInVerifica(@Root() cella: ValoreDiAmbito): Promise<boolean> {
    return (await variazioneDi(cella))?.inVerifica ?? false;
  }
}
